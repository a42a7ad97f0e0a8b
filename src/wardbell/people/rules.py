"""Roles, and the one permission table of the house.

The table names the verbs of upper rooms: the one stated exception to the floors, so that who may do what is read on one page.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from wardbell.ground.errors import NotAllowed, Unreadable, WrongState

INVITATION_LASTS = timedelta(days=7)
RECOVERY_LASTS = timedelta(
    hours=24
)  # a way back in opens an account that can send: shorter than an invitation
LONGEST_DUTY = timedelta(days=14)
LONGEST_PROXY = timedelta(days=60)
TAKEN_OVER_FOR = timedelta(hours=12)  # a duty taken over while nobody was on call


NUMBER_CODE_LASTS = timedelta(minutes=15)
NUMBER_CODE_AGAIN = timedelta(minutes=1)  # before another code is sent to the same number
NUMBER_CODE_TRIES = 5  # of 10^6 codes: one in 200,000 is guessed
TOKEN_LASTS_DAYS, LONGEST_TOKEN_DAYS = 30, 90
MOST_TOKENS = 20  # of one person at one time
TOKEN_NAME_LENGTH = 60
USE_NOTED_EVERY = timedelta(hours=1)  # of a token: who looks at the list sees by it that one is still in use
ANSWER_KEPT = timedelta(hours=24)  # how long a program may repeat a call with the same key


class OfficeKind(StrEnum):
    MAYOR = "mayor"
    CHIEF = "chief"
    EMERGENCY = "emergency"  #: emergency management
    ATTORNEY = "attorney"  #: the city attorney
    CLERK = "clerk"
    WARD = "ward"  #: a council member's office; the thirteen that are alerted


class Role(StrEnum):
    """What somebody is, in one office or organization."""

    MEMBER = "member"  #: the council member, the mayor, the chief
    DEPUTY = "deputy"  #: acts for the member
    AIDE = "aide"
    PRESIDENT = "president"  #: council president, the last rung of every ladder
    DESIGNEE = "designee"  #: may speak for an office that gives notice (mayor, chief, emergency management)
    APPROVER = "approver"  #: may stand in the approver pool
    DUTY_CLERK = "duty_clerk"  #: enters a notice on behalf of a designee who phones
    COUNSEL = "counsel"  #: city attorney, partner's counsel: signs off legal texts, places holds
    TRANSLATOR = "translator"
    PARTNER = "partner"  #: staff of an organization
    SAFETY_OFFICER = (
        "safety_officer"  #: may hold a public send, half an hour at most, where a life is at stake
    )
    HOTLINE = "hotline"  #: takes reports at a community's desk
    SHIFT_LEAD = "shift_lead"  #: leads that desk: sorts, asks confirmers, calls them back
    CONFIRMER = "confirmer"  #: trained to look, from a public place
    ADMINISTRATOR = "administrator"  #: invites, deactivates, sees settings; speaks for nobody


class Verb(StrEnum):
    """What can be done; `room.verb`."""

    SPEAK = "notices.begin"  #: begin, answer and publish an official notice
    SPEAK_ON_BEHALF = "notices.begin_on_behalf"
    COUNTERSIGN = "notices.countersign"
    DRAFT_PUBLIC = "notices.draft_public"
    APPROVE = "notices.approve"
    WITHDRAW = "notices.withdraw"
    END = "notices.end"
    HOLD = "notices.hold"  #: delay a public send for life safety
    RENEW_HOLD = "notices.renew_hold"  #: renew it once, as a second person; end it early
    RELAY = "notices.relay"
    RELAY_BY_PARTNER = "notices.relay_by_partner"  #: for one's own organization
    ADD_WORDS = "notices.add_words"
    REVIEW_WORDS = "notices.review_words"
    FOLLOW_UP = "notices.follow_up"  #: every office's row
    EXPLAIN = "dispatch.explain"  #: tell one reader, who asks, what became of their copies
    ACKNOWLEDGE = "escalation.acknowledge"
    SIGN_OFF = "phrases.sign_off"
    SIGN_OFF_LEGAL = "phrases.sign_off_legal"
    INVITE = "people.invite"
    DEACTIVATE = "people.deactivate"
    RESET_SECOND_FACTOR = "people.reset_second_factor"
    GIVE_ROLE = "people.give_role"  #: give and end roles
    UNLOCK = "people.unlock"
    CONFIRM_ROLES = "people.confirm_roles"  #: administrators anywhere, members in their own office
    SET_DUTY = "people.set_duty"  #: administrators anywhere, others in their own office
    SET_POOL = "people.set_pool"
    TAKE_OVER = "people.take_over"  #: take the duty of one's own office, or one's own place in the pool
    SET_PROXY = "people.set_proxy"  #: oneself, or whoever sets duty or pool
    PLACE_HOLD = "journal.place_hold"
    TAKE_REPORT = "reports.receive"  #: for somebody who calls
    REPORT_FOR_ORGANIZATION = "reports.receive_for_organization"  #: what one's own organization saw
    REPORT_FOR_CITY = "reports.receive_for_city"  #: what staff of the city saw, on the city's node
    SORT_REPORTS = (
        "reports.sort"  #: see the desk, claim, hand over, split and merge, tell a first-hand account
    )
    JUDGE_REPORTS = "reports.judge"  #: corroborated, something else, unfounded, ended, retracted
    ASK_CONFIRMERS = "reports.ask_confirmers"  #: and call them back
    CONFIRM_ON_SITE = "reports.confirm_on_site"
    CONFIRM_OFFICIALLY = "reports.confirm_officially"
    ADD_PICTURE = "reports.add_picture"  #: of what one was asked to look at; hand an original to counsel
    CLEAR_PICTURES = (
        "reports.clear_picture"  #: see them first, overwrite parts, let the desk see them, delete them
    )
    ALLOW_PICTURES = "reports.allow_pictures"  #: say whether any are taken
    PUBLISH_KEY = "reports.publish_counsel_key"  #: of one's own legal organization
    KEEP_VOLUNTEERS = "reports.keep_volunteers"  #: pseudonyms, trainings, shifts
    ANSWER_RUMOUR = "reports.answer_rumour"
    PROPOSE_NOTICE = "reports.propose_notice"  #: hand what is confirmed to who makes a notice of it
    ADOPT = "ordinance.adopt"  #: say which ordinance holds here; counsel's is the signature under it
    TAKE_DOWN = "ordinance.take_down"  #: enter what was asked of the city, complete it, correct it
    OBSERVE = "ordinance.observe"  #: say that a site of the city was used
    REVIEW_ENTRY = "ordinance.review"  #: read an entry as a second person, close it or hand it back
    WAIVE = "ordinance.waive"  #: leave a field or a paper empty, with a reason
    RELEASE = "ordinance.release"  #: let place and window be told; embargo; exempt from a duty
    FILE_REPORT = "ordinance.file_report"  #: file a report, or certify that there was nothing
    MEET_DUTY = "ordinance.meet"  #: say what met a duty
    SEE_REGISTER = "ordinance.see"
    SEE_OVERDUE = "ordinance.see_overdue"
    KEEP_SITES = "ordinance.keep_sites"  #: the inventory and its signs
    KEEP_TRAINING = "ordinance.keep_training"
    HAND_OVER_COMPLAINT = "ordinance.hand_over"  #: pass a sealed complaint to the body
    DECIDE_COMPLAINT = "ordinance.decide_complaint"  #: enter what the complaint body found
    SET_SCHEDULE = "ordinance.set_schedule"  #: enter the retention schedule by which something may be deleted


_R = Role
PERMISSIONS: dict[Verb, frozenset[Role]] = {
    Verb.SPEAK: frozenset({_R.DESIGNEE}),
    Verb.SPEAK_ON_BEHALF: frozenset({_R.DUTY_CLERK}),
    Verb.COUNTERSIGN: frozenset({_R.DESIGNEE, _R.APPROVER}),
    Verb.DRAFT_PUBLIC: frozenset({_R.DESIGNEE, _R.MEMBER, _R.DEPUTY, _R.AIDE, _R.PARTNER}),
    Verb.APPROVE: frozenset({_R.APPROVER}),
    Verb.WITHDRAW: frozenset({_R.DESIGNEE, _R.APPROVER}),
    Verb.END: frozenset({_R.DESIGNEE, _R.APPROVER}),
    Verb.HOLD: frozenset({_R.SAFETY_OFFICER}),
    Verb.RENEW_HOLD: frozenset({_R.SAFETY_OFFICER, _R.DESIGNEE, _R.APPROVER}),
    Verb.RELAY: frozenset({_R.MEMBER, _R.DEPUTY, _R.AIDE}),
    Verb.RELAY_BY_PARTNER: frozenset({_R.PARTNER}),
    Verb.ADD_WORDS: frozenset({_R.MEMBER, _R.DEPUTY, _R.AIDE}),
    Verb.REVIEW_WORDS: frozenset({_R.TRANSLATOR, _R.APPROVER}),
    Verb.FOLLOW_UP: frozenset({_R.DESIGNEE, _R.APPROVER, _R.COUNSEL, _R.DUTY_CLERK, _R.SAFETY_OFFICER}),
    Verb.EXPLAIN: frozenset({_R.DUTY_CLERK, _R.ADMINISTRATOR}),
    Verb.ACKNOWLEDGE: frozenset({_R.MEMBER, _R.DEPUTY, _R.AIDE, _R.PRESIDENT}),
    Verb.SIGN_OFF: frozenset({_R.TRANSLATOR}),
    Verb.SIGN_OFF_LEGAL: frozenset({_R.COUNSEL}),
    Verb.INVITE: frozenset({_R.ADMINISTRATOR}),
    Verb.DEACTIVATE: frozenset({_R.ADMINISTRATOR}),
    Verb.RESET_SECOND_FACTOR: frozenset({_R.ADMINISTRATOR}),
    Verb.GIVE_ROLE: frozenset({_R.ADMINISTRATOR}),
    Verb.UNLOCK: frozenset({_R.ADMINISTRATOR}),
    Verb.CONFIRM_ROLES: frozenset({_R.ADMINISTRATOR, _R.MEMBER}),
    Verb.SET_DUTY: frozenset({_R.ADMINISTRATOR, _R.DEPUTY, _R.MEMBER}),
    Verb.SET_POOL: frozenset({_R.ADMINISTRATOR, _R.DUTY_CLERK}),
    Verb.TAKE_OVER: frozenset({_R.MEMBER, _R.DEPUTY, _R.AIDE, _R.DESIGNEE, _R.COUNSEL, _R.DUTY_CLERK}),
    Verb.SET_PROXY: frozenset(_R)
    - {_R.ADMINISTRATOR, _R.TRANSLATOR, _R.PARTNER, _R.HOTLINE, _R.SHIFT_LEAD, _R.CONFIRMER},
    Verb.PLACE_HOLD: frozenset({_R.COUNSEL, _R.DUTY_CLERK}),
    Verb.TAKE_REPORT: frozenset({_R.HOTLINE, _R.SHIFT_LEAD, _R.CONFIRMER}),
    Verb.REPORT_FOR_ORGANIZATION: frozenset({_R.PARTNER}),
    Verb.REPORT_FOR_CITY: frozenset({_R.MEMBER, _R.DEPUTY, _R.AIDE, _R.DESIGNEE, _R.DUTY_CLERK}),
    Verb.SORT_REPORTS: frozenset({_R.HOTLINE, _R.SHIFT_LEAD}),
    Verb.JUDGE_REPORTS: frozenset({_R.SHIFT_LEAD}),
    Verb.ASK_CONFIRMERS: frozenset({_R.SHIFT_LEAD}),
    Verb.CONFIRM_ON_SITE: frozenset({_R.CONFIRMER}),
    Verb.CONFIRM_OFFICIALLY: frozenset({_R.DESIGNEE}),
    Verb.ADD_PICTURE: frozenset({_R.CONFIRMER}),
    Verb.CLEAR_PICTURES: frozenset({_R.SHIFT_LEAD}),
    Verb.ALLOW_PICTURES: frozenset({_R.SHIFT_LEAD}),
    Verb.PUBLISH_KEY: frozenset({_R.COUNSEL}),
    Verb.KEEP_VOLUNTEERS: frozenset({_R.ADMINISTRATOR, _R.SHIFT_LEAD}),
    Verb.ANSWER_RUMOUR: frozenset({_R.HOTLINE, _R.SHIFT_LEAD}),
    Verb.PROPOSE_NOTICE: frozenset({_R.SHIFT_LEAD, _R.DESIGNEE}),
    Verb.ADOPT: frozenset({_R.COUNSEL, _R.ADMINISTRATOR}),
    Verb.TAKE_DOWN: frozenset({_R.DUTY_CLERK, _R.DESIGNEE, _R.COUNSEL}),
    Verb.OBSERVE: frozenset({_R.DUTY_CLERK, _R.DESIGNEE, _R.COUNSEL, _R.MEMBER, _R.DEPUTY, _R.AIDE}),
    Verb.REVIEW_ENTRY: frozenset({_R.DUTY_CLERK, _R.COUNSEL, _R.APPROVER}),
    Verb.WAIVE: frozenset({_R.COUNSEL, _R.DESIGNEE}),
    Verb.RELEASE: frozenset({_R.COUNSEL}),
    Verb.FILE_REPORT: frozenset({_R.DUTY_CLERK, _R.DESIGNEE, _R.COUNSEL}),
    Verb.MEET_DUTY: frozenset({_R.DUTY_CLERK, _R.DESIGNEE, _R.COUNSEL}),
    Verb.SEE_REGISTER: frozenset({_R.DUTY_CLERK, _R.DESIGNEE, _R.COUNSEL, _R.APPROVER}),
    Verb.SEE_OVERDUE: frozenset(
        {_R.DUTY_CLERK, _R.DESIGNEE, _R.COUNSEL, _R.APPROVER, _R.MEMBER, _R.DEPUTY, _R.AIDE, _R.PRESIDENT}
    ),
    Verb.KEEP_SITES: frozenset({_R.DUTY_CLERK, _R.DESIGNEE}),
    Verb.KEEP_TRAINING: frozenset({_R.DUTY_CLERK, _R.ADMINISTRATOR}),
    Verb.HAND_OVER_COMPLAINT: frozenset({_R.DUTY_CLERK, _R.COUNSEL, _R.ADMINISTRATOR}),
    Verb.DECIDE_COMPLAINT: frozenset({_R.DUTY_CLERK, _R.COUNSEL}),
    Verb.SET_SCHEDULE: frozenset({_R.DUTY_CLERK, _R.ADMINISTRATOR}),
}

#: whoever holds one of these can make something leave the house, or keep it from leaving, and so needs a second factor
CAN_SEND: frozenset[Role] = frozenset().union(
    *(
        PERMISSIONS[verb]
        for verb in (
            Verb.SPEAK,
            Verb.SPEAK_ON_BEHALF,
            Verb.APPROVE,
            Verb.WITHDRAW,
            Verb.HOLD,
            Verb.RELAY,
            Verb.ADD_WORDS,
            Verb.REVIEW_WORDS,
            Verb.SIGN_OFF,
            Verb.SIGN_OFF_LEGAL,
            Verb.INVITE,
            Verb.ASK_CONFIRMERS,
        )
    )
)


def may(roles: Iterable[Role], verb: Verb) -> bool:
    """Says whether any of the roles allows the verb."""
    return not PERMISSIONS[verb].isdisjoint(roles)


def check_may(roles: Iterable[Role], verb: Verb) -> None:
    """Lets the verb pass.

    Raises:
        NotAllowed: none of the roles allows it.
    """
    if not may(roles, verb):
        raise NotAllowed(
            "Your role does not allow this. It is for: %(roles)s.", roles=tuple(sorted(PERMISSIONS[verb]))
        )


def needs_second_factor(roles: Iterable[Role]) -> bool:
    """Says whether somebody with these roles must have a passkey or an authenticator app."""
    return not CAN_SEND.isdisjoint(roles)


def check_may_set_duty(*, anywhere: Iterable[Role], in_office: Iterable[Role]) -> None:
    """Lets somebody set who is on call for an office, given their roles anywhere and in that office.

    Raises:
        NotAllowed: they are no administrator, and neither member nor deputy of that office.
    """
    if Role.ADMINISTRATOR not in set(anywhere):
        check_may(in_office, Verb.SET_DUTY)


def may_set_duty(*, anywhere: Iterable[Role], in_office: Iterable[Role]) -> bool:
    """Says whether `check_may_set_duty` would let somebody pass."""
    return Role.ADMINISTRATOR in set(anywhere) or may(in_office, Verb.SET_DUTY)


def check_may_see_duty(*, anywhere: Iterable[Role], in_office: Iterable[Role]) -> None:
    """Lets somebody see who is on call for an office.

    Raises:
        NotAllowed: they have no role in that office, and are no administrator.
    """
    if Role.ADMINISTRATOR not in set(anywhere) and not set(in_office):
        raise NotAllowed("Only the people of this office see who is on call for it.")


def check_may_confirm(*, anywhere: Iterable[Role], in_office: Iterable[Role]) -> None:
    """Lets somebody confirm a role of another in an office (or, with nothing in it, in an organization).

    Raises:
        NotAllowed: they are no administrator, and not the member of that office.
    """
    if Role.ADMINISTRATOR not in set(anywhere):
        check_may(in_office, Verb.CONFIRM_ROLES)


def check_until(until: datetime | None, *, now: datetime) -> None:
    """Lets the end of a role pass.

    Raises:
        Unreadable: it is over already.
    """
    if until is not None and until <= now:
        raise Unreadable("The last day of the role must be today or later.")


def check_may_see_pool(roles: Iterable[Role]) -> None:
    """Lets somebody see who stands in the approver pool.

    Raises:
        NotAllowed: they neither set it nor can stand in it.
    """
    if not may(roles := frozenset(roles), Verb.APPROVE):
        check_may(roles, Verb.SET_POOL)


def check_period(starts_at: datetime, ends_at: datetime) -> None:
    """Lets a time of duty pass.

    Raises:
        Unreadable: it ends before it starts, or lasts longer than LONGEST_DUTY.
    """
    if ends_at <= starts_at:
        raise Unreadable("The duty must end after it starts.")
    if ends_at - starts_at > LONGEST_DUTY:
        raise Unreadable(
            "A duty lasts %(n)s days at most. Set the days after that later.", n=LONGEST_DUTY.days
        )


def remaining(
    held: tuple[datetime, datetime], *, taken: tuple[datetime, datetime]
) -> tuple[tuple[datetime, datetime], ...]:
    """Returns what is left of a held period when another is taken out of it: none, one or two periods, in order."""
    (held_from, held_until), (taken_from, taken_until) = held, taken
    parts = ((held_from, min(held_until, taken_from)), (max(held_from, taken_until), held_until))
    return tuple((begins, ends) for begins, ends in parts if begins < ends)


def check_proxy(*, account_id: str, stand_in: str, starts_at: datetime, ends_at: datetime) -> None:
    """Lets somebody be stood in for.

    Raises:
        Unreadable: by themselves, or in a period that ends before it starts or is longer than LONGEST_PROXY.
    """
    if account_id == stand_in:
        raise Unreadable("Choose somebody else: nobody stands in for themselves.")
    if ends_at <= starts_at:
        raise Unreadable("The time must end after it starts.")
    if ends_at - starts_at > LONGEST_PROXY:
        raise Unreadable(
            "A proxy lasts %(n)s days at most. Set the days after that later.", n=LONGEST_PROXY.days
        )


def standing_in(account_ids: Iterable[str], proxies: Mapping[str, str]) -> list[str]:
    """Returns who is asked in the place of each, in order, each once; `proxies` says who stands in for whom.

    A proxy who is away has a proxy of their own. Where proxies lead round in a circle, everybody in it stays themselves: an
    office is never left without those who hold it.
    """
    return list(dict.fromkeys(_stand_in(one, proxies) for one in account_ids))


def _stand_in(account_id: str, proxies: Mapping[str, str]) -> str:
    seen, current = {account_id}, account_id
    while (following := proxies.get(current)) is not None:
        if following in seen:
            return account_id
        seen.add(following)
        current = following
    return current


def check_invitation(*, expires_at: datetime, accepted_at: datetime | None, now: datetime) -> None:
    """Lets an invitation be used.

    Raises:
        WrongState: it was used before, or its time is over.
    """
    if accepted_at is not None:
        raise WrongState("This link was used before. Sign in with the password that you chose then.")
    if now >= expires_at:
        raise WrongState("The time of this link is over. Ask your administrator for a new one.")


def check_may_ask_number(*, is_own: bool, roles: Iterable[Role]) -> None:
    """Lets a code be sent to somebody's number.

    Raises:
        NotAllowed: it is neither their own nor are they an administrator.
    """
    if not is_own:
        check_may(roles, Verb.INVITE)


def check_number_code(
    *, is_right: bool, asked_at: datetime, n_tries: int, confirmed_at: datetime | None, now: datetime
) -> None:
    """Lets a code prove a number; `n_tries` counts this one.

    Raises:
        WrongState: proved before, the code's time is over, or it was tried too often.
        Unreadable: it is not the code that was sent.
    """
    if confirmed_at is not None:
        raise WrongState("This number was proved before.")
    if now - asked_at >= NUMBER_CODE_LASTS:
        raise WrongState("The time of this code is over. Ask for a new one.")
    if n_tries > NUMBER_CODE_TRIES:
        raise WrongState("This code was tried too often. Ask for a new one.")
    if not is_right:
        raise Unreadable("This is not the code that was sent to the number.")


def check_not_oneself(actor_id: str, account_id: str) -> None:
    """Lets an administrator act on somebody else's account.

    Raises:
        NotAllowed: the account is their own.
    """
    if actor_id == account_id:
        raise NotAllowed("You cannot do this to your own account. Ask another administrator.")


def check_administrator_remains(*, remaining: int) -> None:
    """Lets an administrator go.

    Raises:
        WrongState: nobody would be left who can invite others.
    """
    if remaining < 1:
        raise WrongState("This is the last administrator. Invite another one first.")


class KeyReused(Unreadable):
    """The key with which a program marks one call was used for another call before."""


def check_new_token(*, name: str, days: int, n_open: int) -> None:
    """Lets a new token pass.

    Raises:
        Unreadable: it has no name, or lasts longer than LONGEST_TOKEN_DAYS.
        WrongState: this person has MOST_TOKENS already.
    """
    if not 1 <= len(name) <= TOKEN_NAME_LENGTH:
        raise Unreadable("Say what the token is for, in at most %(n)s characters.", n=TOKEN_NAME_LENGTH)
    if not 1 <= days <= LONGEST_TOKEN_DAYS:
        raise Unreadable("A token lasts from 1 to %(n)s days.", n=LONGEST_TOKEN_DAYS)
    if n_open >= MOST_TOKENS:
        raise WrongState(
            "You have %(n)s tokens that work. Revoke one that you no longer need.", n=MOST_TOKENS
        )


def check_token(
    *, expires_at: datetime, revoked_at: datetime | None, is_active: bool, is_held: bool, now: datetime
) -> None:
    """Lets a token be used; `is_held` says whether its person still holds its role.

    Raises:
        NotAllowed: says which of the four does not hold any more.
    """
    if not is_active:
        raise NotAllowed("The account of this token was closed.")
    if revoked_at is not None:
        raise NotAllowed("This token was revoked. Its person makes a new one.")
    if now >= expires_at:
        raise NotAllowed("The time of this token is over. Its person makes a new one.")
    if not is_held:
        raise NotAllowed("The role of this token has ended.")

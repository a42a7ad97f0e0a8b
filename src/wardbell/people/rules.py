"""Roles, and the one permission table of the house.

The table names the verbs of upper rooms: the one stated exception to the floors, so that who may do what is read on one page.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from wardbell.ground.errors import NotAllowed, Unreadable, WrongState

INVITATION_LASTS = timedelta(days=7)
RECOVERY_LASTS = timedelta(
    hours=24
)  # a way back in opens an account that can send: shorter than an invitation
LONGEST_DUTY = timedelta(days=14)


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
    RELAY = "notices.relay"
    RELAY_BY_PARTNER = "notices.relay_by_partner"  #: for one's own organization
    ADD_WORDS = "notices.add_words"
    REVIEW_WORDS = "notices.review_words"
    FOLLOW_UP = "notices.follow_up"  #: every office's row
    ACKNOWLEDGE = "escalation.acknowledge"
    SIGN_OFF = "phrases.sign_off"
    SIGN_OFF_LEGAL = "phrases.sign_off_legal"
    INVITE = "people.invite"
    DEACTIVATE = "people.deactivate"
    RESET_SECOND_FACTOR = "people.reset_second_factor"
    GIVE_ROLE = "people.give_role"  #: give and end roles
    SET_DUTY = "people.set_duty"  #: administrators anywhere, others in their own office
    SET_POOL = "people.set_pool"
    PLACE_HOLD = "journal.place_hold"


_R = Role
PERMISSIONS: dict[Verb, frozenset[Role]] = {
    Verb.SPEAK: frozenset({_R.DESIGNEE}),
    Verb.SPEAK_ON_BEHALF: frozenset({_R.DUTY_CLERK}),
    Verb.COUNTERSIGN: frozenset({_R.DESIGNEE, _R.APPROVER}),
    Verb.DRAFT_PUBLIC: frozenset({_R.DESIGNEE, _R.MEMBER, _R.DEPUTY, _R.AIDE, _R.PARTNER}),
    Verb.APPROVE: frozenset({_R.APPROVER}),
    Verb.WITHDRAW: frozenset({_R.DESIGNEE, _R.APPROVER}),
    Verb.END: frozenset({_R.DESIGNEE, _R.APPROVER}),
    Verb.RELAY: frozenset({_R.MEMBER, _R.DEPUTY, _R.AIDE}),
    Verb.RELAY_BY_PARTNER: frozenset({_R.PARTNER}),
    Verb.ADD_WORDS: frozenset({_R.MEMBER, _R.DEPUTY, _R.AIDE}),
    Verb.REVIEW_WORDS: frozenset({_R.TRANSLATOR, _R.APPROVER}),
    Verb.FOLLOW_UP: frozenset({_R.DESIGNEE, _R.APPROVER, _R.COUNSEL, _R.DUTY_CLERK}),
    Verb.ACKNOWLEDGE: frozenset({_R.MEMBER, _R.DEPUTY, _R.AIDE, _R.PRESIDENT}),
    Verb.SIGN_OFF: frozenset({_R.TRANSLATOR}),
    Verb.SIGN_OFF_LEGAL: frozenset({_R.COUNSEL}),
    Verb.INVITE: frozenset({_R.ADMINISTRATOR}),
    Verb.DEACTIVATE: frozenset({_R.ADMINISTRATOR}),
    Verb.RESET_SECOND_FACTOR: frozenset({_R.ADMINISTRATOR}),
    Verb.GIVE_ROLE: frozenset({_R.ADMINISTRATOR}),
    Verb.SET_DUTY: frozenset({_R.ADMINISTRATOR, _R.DEPUTY, _R.MEMBER}),
    Verb.SET_POOL: frozenset({_R.ADMINISTRATOR, _R.DUTY_CLERK}),
    Verb.PLACE_HOLD: frozenset({_R.COUNSEL, _R.DUTY_CLERK}),
}

#: whoever holds one of these can make something leave the house, and so needs a second factor
CAN_SEND: frozenset[Role] = frozenset().union(
    *(
        PERMISSIONS[verb]
        for verb in (
            Verb.SPEAK,
            Verb.SPEAK_ON_BEHALF,
            Verb.APPROVE,
            Verb.WITHDRAW,
            Verb.RELAY,
            Verb.ADD_WORDS,
            Verb.REVIEW_WORDS,
            Verb.SIGN_OFF,
            Verb.SIGN_OFF_LEGAL,
            Verb.INVITE,
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
        allowed = ", ".join(sorted(role.replace("_", " ") for role in PERMISSIONS[verb]))
        raise NotAllowed(f"Your role does not allow this. It is for: {allowed}.")


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


def check_period(starts_at: datetime, ends_at: datetime) -> None:
    """Lets a time of duty pass.

    Raises:
        Unreadable: it ends before it starts, or lasts longer than LONGEST_DUTY.
    """
    if ends_at <= starts_at:
        raise Unreadable("The duty must end after it starts.")
    if ends_at - starts_at > LONGEST_DUTY:
        raise Unreadable(f"A duty lasts {LONGEST_DUTY.days} days at most. Set the days after that later.")


def remaining(
    held: tuple[datetime, datetime], *, taken: tuple[datetime, datetime]
) -> tuple[tuple[datetime, datetime], ...]:
    """Returns what is left of a held period when another is taken out of it: none, one or two periods, in order."""
    (held_from, held_until), (taken_from, taken_until) = held, taken
    parts = ((held_from, min(held_until, taken_from)), (max(held_from, taken_until), held_until))
    return tuple((begins, ends) for begins, ends in parts if begins < ends)


def check_invitation(*, expires_at: datetime, accepted_at: datetime | None, now: datetime) -> None:
    """Lets an invitation be used.

    Raises:
        WrongState: it was used before, or its time is over.
    """
    if accepted_at is not None:
        raise WrongState("This link was used before. Sign in with the password that you chose then.")
    if now >= expires_at:
        raise WrongState("The time of this link is over. Ask your administrator for a new one.")


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

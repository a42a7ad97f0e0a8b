"""Roles, and the one permission table of the house.

The table names the verbs of upper rooms: the one stated exception to the floors, so that who may do what is read on one page.
"""

from collections.abc import Iterable
from enum import StrEnum

from wardbell.ground.errors import NotAllowed


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
    ADD_WORDS = "notices.add_words"
    REVIEW_WORDS = "notices.review_words"
    FOLLOW_UP = "notices.follow_up"  #: every office's row
    ACKNOWLEDGE = "escalation.acknowledge"
    SIGN_OFF = "phrases.sign_off"
    SIGN_OFF_LEGAL = "phrases.sign_off_legal"
    INVITE = "people.invite"
    DEACTIVATE = "people.deactivate"
    SET_DUTY = "people.set_duty"
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
    Verb.ADD_WORDS: frozenset({_R.MEMBER, _R.DEPUTY, _R.AIDE}),
    Verb.REVIEW_WORDS: frozenset({_R.TRANSLATOR, _R.APPROVER}),
    Verb.FOLLOW_UP: frozenset({_R.DESIGNEE, _R.APPROVER, _R.COUNSEL, _R.DUTY_CLERK}),
    Verb.ACKNOWLEDGE: frozenset({_R.MEMBER, _R.DEPUTY, _R.AIDE, _R.PRESIDENT}),
    Verb.SIGN_OFF: frozenset({_R.TRANSLATOR}),
    Verb.SIGN_OFF_LEGAL: frozenset({_R.COUNSEL}),
    Verb.INVITE: frozenset({_R.ADMINISTRATOR}),
    Verb.DEACTIVATE: frozenset({_R.ADMINISTRATOR}),
    Verb.SET_DUTY: frozenset({_R.ADMINISTRATOR, _R.DEPUTY, _R.MEMBER}),
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
            Verb.INVITE,
            Verb.SIGN_OFF_LEGAL,
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

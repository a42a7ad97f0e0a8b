"""The rumour desk: a claim is logged, assigned, answered, published."""

from enum import StrEnum

from wardbell.ground.errors import Unreadable, WrongState
from wardbell.reports.rules.ladder import Label

CLAIM_LENGTH = 200


class RumourState(StrEnum):
    LOGGED = "logged"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    PUBLISHED = "published"  #: a public notice says the answer
    DROPPED = "dropped"  #: the same as another, or nothing that can be answered


RUMOUR_NEXT: dict[RumourState, frozenset[RumourState]] = {
    RumourState.LOGGED: frozenset({RumourState.ASSIGNED, RumourState.DROPPED}),
    RumourState.ASSIGNED: frozenset({RumourState.ASSIGNED, RumourState.ANSWERED, RumourState.DROPPED}),
    RumourState.ANSWERED: frozenset({RumourState.ASSIGNED, RumourState.PUBLISHED, RumourState.DROPPED}),
    RumourState.PUBLISHED: frozenset({RumourState.ASSIGNED}),  # the answer has changed
    RumourState.DROPPED: frozenset(),
}


def move_rumour(state: RumourState, to: RumourState) -> RumourState:
    """Returns the new state.

    Raises:
        WrongState: there is no way from here to there.
    """
    if to not in RUMOUR_NEXT[state]:
        raise WrongState("This claim is %(state)s and cannot become %(to)s.", state=state, to=to)
    return to


def check_claim(claim: str) -> str:
    """Returns a claim in one line.

    Raises:
        Unreadable: it is empty or too long.
    """
    claim = " ".join(claim.split())
    if not 1 <= len(claim) <= CLAIM_LENGTH:
        raise Unreadable("Say in 1 to %(n)s characters what is being said.", n=CLAIM_LENGTH)
    return claim


def check_answer(answer: Label, *, incident_label: Label | None, is_public_claim: bool) -> None:
    """Lets an answer pass: what is confirmed or not is so by an incident that somebody stands behind.

    Raises:
        WrongState: nobody stands behind it; or it is not known and nobody says it in public.
    """
    if answer is Label.NOT_KNOWN:
        if not is_public_claim:
            raise WrongState(
                "Only a claim that already circulates in public is answered by: we do not know yet."
            )
    elif incident_label is not answer:
        raise WrongState("This answer needs an incident that somebody stands behind.")

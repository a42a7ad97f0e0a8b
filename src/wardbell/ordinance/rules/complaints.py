"""The life of a complaint about the city's own staff."""

from enum import StrEnum

from wardbell.ground.errors import Unreadable, WrongState

LONGEST = 8000  # characters of a complaint: nobody here reads or screens it, the body does


class ComplaintState(StrEnum):
    RECEIVED = "received"  #: sealed, not yet fetched by the body
    HANDED_OVER = "handed_over"  #: the body has it
    UNDER_REVIEW = "under_review"
    DECIDED = "decided"  #: with a finding, and what was done


NEXT: dict[ComplaintState, frozenset[ComplaintState]] = {
    ComplaintState.RECEIVED: frozenset({ComplaintState.HANDED_OVER}),
    ComplaintState.HANDED_OVER: frozenset({ComplaintState.UNDER_REVIEW, ComplaintState.DECIDED}),
    ComplaintState.UNDER_REVIEW: frozenset({ComplaintState.DECIDED}),
    ComplaintState.DECIDED: frozenset(),
}


def move(state: ComplaintState, to: ComplaintState) -> ComplaintState:
    """Returns the new state.

    Raises:
        WrongState: there is no way from here to there.
    """
    if to not in NEXT[state]:
        raise WrongState("This complaint is %(state)s and cannot become %(to)s.", state=state, to=to)
    return to


def check_words(text: str) -> str:
    """Returns what somebody complains of.

    Raises:
        Unreadable: it is empty or too long.
    """
    text = text.strip()
    if not text:
        raise Unreadable("Say what happened.")
    if len(text) > LONGEST:
        raise Unreadable("At most %(n)s characters.", n=LONGEST)
    return text

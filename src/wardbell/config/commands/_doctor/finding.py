"""What the doctor found: what it is, why it matters, and the one thing that mends it."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    GOOD = "good"
    NOTE = "note"  #: a person should know it; nothing is missing
    MISSING = "missing"
    UNKNOWN = "unknown"  #: it could not be looked at


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One line of the doctor. No field ever holds the value of a secret, nor an address of a resident."""

    check: str
    state: State
    what: str
    why: str = ""
    fix: str = ""  #: one command, one setting or one page


def good(check: str, what: str) -> Finding:
    """Returns that something is as it should be."""
    return Finding(check=check, state=State.GOOD, what=what)


def note(check: str, what: str, *, why: str, fix: str = "") -> Finding:
    """Returns something to know."""
    return Finding(check=check, state=State.NOTE, what=what, why=why, fix=fix)


def missing(check: str, what: str, *, why: str, fix: str) -> Finding:
    """Returns something that is missing."""
    return Finding(check=check, state=State.MISSING, what=what, why=why, fix=fix)


def needed_live(check: str, what: str, *, why: str, fix: str, is_live: bool) -> Finding:
    """Returns something that a live node must have, and that others do well to know of."""
    state = State.MISSING if is_live else State.NOTE
    return Finding(check=check, state=state, what=what, why=why, fix=fix)


def unknown(check: str, what: str, *, why: str, fix: str) -> Finding:
    """Returns that something could not be looked at."""
    return Finding(check=check, state=State.UNKNOWN, what=what, why=why, fix=fix)


def listed(names: list[str], *, at_most: int = 6) -> str:
    """Returns names as a sentence holds them; of many, the first and how many more."""
    more = len(names) - at_most
    return ", ".join(names[:at_most]) + (f" and {more} more" if more > 0 else "")

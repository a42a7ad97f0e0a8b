"""The mark of one open form: signed, timed, good for one report, and what the browser's work on it is proved by.

The work: a number N so that SHA-256 of `mark.N` begins with as many noughts (bits) as asked. `static/work.js` does it.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from wardbell.ground import clock
from wardbell.ground.secrets import keyed_hash, same
from wardbell.reports.rules import WORK_BITS

_LASTS = timedelta(hours=12)  # less than a report is kept, so that the same form again is known
_SEAL_LENGTH = 32  # hexadecimal digits: 128 bits
_LONGEST_NUMBER = 12  # decimal digits
_OPENED, _PAUSED = "o", "p"
_PARTS = 4


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One form that was handed out."""

    text: str
    nonce: str
    made_at: datetime
    is_pause: bool  #: handed out with the words that ask to wait


def new(*, is_pause: bool = False) -> str:
    """Returns a mark for one more form."""
    kind = _PAUSED if is_pause else _OPENED
    told = f"{kind}.{int(clock.now().timestamp())}.{secrets.token_hex(12)}"
    return f"{told}.{_sealed(told)}"


def read(text: str) -> Mark | None:
    """Returns the mark that a form came with; None when it is none of ours, or too old."""
    told, _, seal = text.rpartition(".")
    if len(text.split(".")) != _PARTS or not text.isascii() or not same(seal, _sealed(told)):
        return None
    kind, made, nonce = told.split(".")
    made_at = datetime.fromtimestamp(int(made), UTC)
    if not made_at <= clock.now() <= made_at + _LASTS:
        return None
    return Mark(text=text, nonce=nonce, made_at=made_at, is_pause=kind == _PAUSED)


def is_worked_out(mark: Mark, number: str, *, bits: int = WORK_BITS) -> bool:
    """Says whether a number is what the work on a mark gives."""
    if not (number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER):
        return False
    digest = hashlib.sha256(f"{mark.text}.{number}".encode()).digest()
    return int.from_bytes(digest) >> (8 * len(digest) - bits) == 0


def _sealed(told: str) -> str:
    return keyed_hash(told, purpose="mark_of_a_form").hex()[:_SEAL_LENGTH]

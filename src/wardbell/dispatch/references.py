"""Keys and references: made from what a message is, so that no column and no index is needed for them."""

from base64 import b64encode, urlsafe_b64decode
from binascii import Error
from collections.abc import Callable
from uuid import UUID

from wardbell.dispatch.letters import Letter
from wardbell.dispatch.rules import PART_SIGN
from wardbell.ground import secrets
from wardbell.journal.rules import canonical

_OF_CHUNK, _POSITION_BITS = 1 << 63, 16
_ID_BYTES, _MARK_BYTES = 8, 10  # 80 bits behind the number: a callback cannot be made up


def letter_key(letter: Letter) -> UUID:
    """Returns one value for the same reviewed text about the same version of a subject, whichever part of it says so.

    Who lives in two wards gets a notice once, though both offices relay it, each with words of its own.
    """
    words = canonical(
        {
            "subject": letter.subject.partition(PART_SIGN)[0], "version": letter.version, "phrase": letter.phrase,
            "slots": dict(letter.slots),
        }
    )  # fmt: skip
    return UUID(bytes=secrets.keyed_hash(words, purpose="dispatch.letter")[:16])


def message_key(key_of_letter: UUID | str, *, recipient: str, medium: str, round: int = 0) -> str:  # noqa: A002  # the city's word
    """Returns the idempotency key of one copy: the same whenever and by whomever it is tried.

    Another `round` is another message: a person had it sent once more although it had left.
    """
    again = f":{round}" if round else ""
    text = f"{key_of_letter}:{recipient}:{medium}{again}"
    return secrets.keyed_hash(text, purpose="dispatch.message").hex()[:32]


def keys_for(key_of_letter: str, *, medium: str, round: int) -> Callable[[int], str]:  # noqa: A002  # the city's word
    """Returns `message_key` for the readers of one letter, with its secret at hand."""
    hashed, end = secrets.hasher("dispatch.message"), f":{medium}:{round}" if round else f":{medium}"
    return lambda reader_id: hashed(f"{key_of_letter}:{reader_id}{end}").hex()[:32]


def references() -> Callable[[int], str]:
    """Returns `reference` with its secret at hand, for many copies."""
    hashed = secrets.hasher("dispatch.reference")
    return lambda number: _spelled(number, hashed(str(number))[:_MARK_BYTES])


def number_of(*, chunk_id: int, position: int) -> int:
    """Returns the number of a reader's copy: no row's number has the highest of 64 bits set."""
    return _OF_CHUNK | chunk_id << _POSITION_BITS | position


def place_of(number: int) -> tuple[int, int] | None:
    """Returns (chunk id, position) of a copy's number; None when it is a row's."""
    if not number & _OF_CHUNK:
        return None
    return (number ^ _OF_CHUNK) >> _POSITION_BITS, number & ((1 << _POSITION_BITS) - 1)


def reference(message_id: int) -> str:
    """Returns what goes into the callback address: the copy's number and a keyed hash of it."""
    return _spelled(message_id, _mark(message_id))


def message_id(given: str) -> int | None:
    """Returns the message that a callback speaks of; None when this node never made the reference."""
    try:
        raw = urlsafe_b64decode(given + "=" * (-len(given) % 4))
    except (Error, ValueError):
        return None
    number = int.from_bytes(raw[:_ID_BYTES], "big")
    if len(raw) != _ID_BYTES + _MARK_BYTES or not secrets.same(raw[_ID_BYTES:], _mark(number)):
        return None
    return number


def _spelled(number: int, mark: bytes) -> str:
    return b64encode(number.to_bytes(_ID_BYTES, "big") + mark, b"-_").decode(
        "ascii"
    )  # 24 characters: nothing to pad


def _mark(number: int) -> bytes:
    return secrets.keyed_hash(str(number), purpose="dispatch.reference")[:_MARK_BYTES]

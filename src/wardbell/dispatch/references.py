"""Keys and references: made from what a message is, so that no column and no index is needed for them."""

from base64 import urlsafe_b64decode
from binascii import Error, b2a_base64
from collections.abc import Iterable, Sequence
from uuid import UUID

from wardbell.dispatch.letters import Letter
from wardbell.dispatch.rules import PART_SIGN
from wardbell.ground import secrets
from wardbell.journal.rules import canonical

_OF_CHUNK, _POSITION_BITS = 1 << 63, 16
_ID_BYTES, _MARK_BYTES = 8, 10  # 80 bits behind the number: a callback cannot be made up
_KEY_BYTES = 16
_URL_SAFE = bytes.maketrans(b"+/", b"-_")  # RFC 4648 section 5


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
    text = f"{key_of_letter}:{medium}{again}:{recipient}"
    return secrets.marker("dispatch.message", n_bytes=_KEY_BYTES)(text.encode()).hex()


def message_keys(key_of_letter: str, readers: Iterable[int], *, medium: str, round: int) -> list[str]:  # noqa: A002  # the city's word
    """Returns `message_key` for many readers of one letter."""
    mark = secrets.marker("dispatch.message", n_bytes=_KEY_BYTES)
    begin = f"{key_of_letter}:{medium}:{round}:" if round else f"{key_of_letter}:{medium}:"
    raw = begin.encode()
    return [mark(b"%b%d" % (raw, one)).hex() for one in readers]


def references(numbers: Sequence[int]) -> list[str]:
    """Returns `reference` for many copies."""
    mark = secrets.marker("dispatch.reference", n_bytes=_MARK_BYTES)
    raws = [one.to_bytes(_ID_BYTES, "big") for one in numbers]
    return [_spelled(one, mark(one)) for one in raws]


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
    return references([message_id])[0]


def message_id(given: str) -> int | None:
    """Returns the message that a callback speaks of; None when this node never made the reference."""
    try:
        raw = urlsafe_b64decode(given + "=" * (-len(given) % 4))
    except (Error, ValueError):
        return None
    number, mark = raw[:_ID_BYTES], secrets.marker("dispatch.reference", n_bytes=_MARK_BYTES)
    if len(raw) != _ID_BYTES + _MARK_BYTES or not secrets.same(raw[_ID_BYTES:], mark(number)):
        return None
    return int.from_bytes(number, "big")


def _spelled(number: bytes, mark: bytes) -> str:
    """24 characters: nothing to pad."""
    return b2a_base64(number + mark, newline=False).translate(_URL_SAFE).decode("ascii")

"""Keys and references: made from what a message is, so that no column and no index is needed for them."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from uuid import UUID

from wardbell.dispatch.letters import Letter
from wardbell.dispatch.rules import PART_SIGN
from wardbell.ground import secrets
from wardbell.journal.rules import canonical

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


def message_key(key_of_letter: UUID, *, recipient: str, medium: str) -> str:
    """Returns the idempotency key of one reader's copy: the same whenever and by whomever it is tried."""
    return secrets.keyed_hash(f"{key_of_letter}:{recipient}:{medium}", purpose="dispatch.message").hex()[:32]


def reference(message_id: int) -> str:
    """Returns what goes into the callback address: the message's number and a keyed hash of it."""
    return urlsafe_b64encode(message_id.to_bytes(_ID_BYTES, "big") + _mark(message_id)).decode().rstrip("=")


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


def _mark(number: int) -> bytes:
    return secrets.keyed_hash(str(number), purpose="dispatch.reference")[:_MARK_BYTES]

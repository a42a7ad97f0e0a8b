"""The token in an acknowledgement link: the request, the rung, and a keyed hash of both. Nothing of it is stored."""

import base64
import binascii
import uuid
from dataclasses import dataclass

from wardbell.ground import secrets

_ID_BYTES = 16
_HASH_BYTES = 10  # 80 bits, guessed against a page with a rate limit; 36 characters with id and rung
_LENGTH = 36


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What a true token says."""

    request_id: str
    rung: int


def make(request_id: str, *, rung: int) -> str:
    """Returns 36 URL-safe characters; the same for the same request and rung on this node."""
    body = uuid.UUID(request_id).bytes + bytes([rung])
    return base64.urlsafe_b64encode(body + _hash(body)).decode()


def read(token: str) -> Opened | None:
    """Returns what a token says, or None when this node did not make it."""
    if len(token) != _LENGTH or not token.isascii():
        return None
    try:
        raw = base64.b64decode(token, altchars=b"-_", validate=True)
    except binascii.Error:
        return None
    body, given = raw[: _ID_BYTES + 1], raw[_ID_BYTES + 1 :]
    if not secrets.same(given, _hash(body)):
        return None
    return Opened(request_id=str(uuid.UUID(bytes=body[:_ID_BYTES])), rung=body[_ID_BYTES])


def _hash(body: bytes) -> bytes:
    return secrets.keyed_hash(body.hex(), purpose="escalation.acknowledge")[:_HASH_BYTES]

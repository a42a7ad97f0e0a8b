"""Sealing and keyed hashes. The key ring stands outside the database; the database alone opens nothing.

A sealed value is `version | key id | nonce | ciphertext and tag`, AES-256-GCM (NIST SP 800-38D), with the owner's identity
as associated data, so that a value moved to another row does not open. Hashes use another key than seals.
"""

import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from hmac import digest as hmac_digest

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

VERSION = 1
_NONCE_BYTES = 12  # NIST SP 800-38D section 8.2.2
_KEY_BYTES = 32


class CannotUnseal(Exception):
    """The sealed value was changed, moved to another owner, or its key is not in the ring."""


@dataclass(frozen=True, kw_only=True)
class KeyRing:
    """`keys` maps a key id (0 to 255) to 32 bytes; the highest id seals, all open. `index_key` is for hashes alone."""

    keys: dict[int, bytes] = field(repr=False)
    index_key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if (
            not self.keys
            or any(len(key) != _KEY_BYTES for key in self.keys.values())
            or len(self.index_key) != _KEY_BYTES
        ):
            raise ValueError("the key ring needs at least one sealing key and one index key of 32 bytes each")


def seal(plain: bytes, *, owner: str) -> bytes:
    """Seals bytes for one owner (`table.field:row id`), with the newest key."""
    ring = key_ring()
    key_id = max(ring.keys)
    nonce = os.urandom(_NONCE_BYTES)
    body = _opener(ring.keys[key_id]).encrypt(nonce, plain, _associated(key_id, owner))
    return bytes([VERSION, key_id]) + nonce + body


def unseal(sealed: bytes, *, owner: str) -> bytes:
    """Opens what `seal` made for the same owner.

    Raises:
        CannotUnseal: changed, moved to another owner, or sealed with a key that is not in the ring.
    """
    sealed, keys = bytes(sealed), key_ring().keys
    if len(sealed) < 2 + _NONCE_BYTES or sealed[0] != VERSION or sealed[1] not in keys:
        raise CannotUnseal(owner.partition(":")[0])
    key_id, nonce, body = sealed[1], sealed[2 : 2 + _NONCE_BYTES], sealed[2 + _NONCE_BYTES :]
    try:
        return _opener(keys[key_id]).decrypt(nonce, body, _associated(key_id, owner))
    except InvalidTag as error:
        raise CannotUnseal(owner.partition(":")[0]) from error


def opener(column: str) -> Callable[[int, bytes], bytes]:
    """Returns `unseal` for the rows of one column (`table.field`), by row id, with the key ring at hand: for many values."""
    boxes = {
        key_id: (_opener(key).decrypt, _associated(key_id, f"{column}:"))
        for key_id, key in key_ring().keys.items()
    }

    def opened(row_id: int, sealed: bytes) -> bytes:
        box = boxes.get(sealed[1]) if len(sealed) >= 2 + _NONCE_BYTES and sealed[0] == VERSION else None
        if box is None:
            raise CannotUnseal(column)
        decrypt, owner = box
        try:
            return decrypt(
                sealed[2 : 2 + _NONCE_BYTES], sealed[2 + _NONCE_BYTES :], b"%b%d" % (owner, row_id)
            )
        except InvalidTag as error:
            raise CannotUnseal(column) from error

    return opened


def keyed_hash(value: str, *, purpose: str) -> bytes:
    """Returns 32 bytes by which a value can be found again, but not read; another purpose gives another hash."""
    return hmac_digest(_derived(key_ring().index_key, f"index:{purpose}"), value.encode(), "sha256")


def marker(purpose: str, *, n_bytes: int) -> Callable[[bytes], bytes]:
    """Returns what marks many values as ours, in so many bytes: keyed BLAKE2b (RFC 7693), a third of an HMAC's time."""
    key = _derived(key_ring().index_key, f"mark:{purpose}")
    return lambda value: blake2b(value, key=key, digest_size=n_bytes).digest()


def is_whole() -> bool:
    """Says whether the key ring seals, and opens again what it sealed."""
    probe = os.urandom(_NONCE_BYTES)
    try:
        return unseal(seal(probe, owner="ground.secrets:probe"), owner="ground.secrets:probe") == probe
    except CannotUnseal:
        return False


def same(one: str | bytes, other: str | bytes) -> bool:
    """Compares two secrets in constant time."""
    return hmac.compare_digest(_as_bytes(one), _as_bytes(other))


def key_ring() -> KeyRing:
    """Returns this node's key ring."""
    ring: KeyRing = settings.KEY_RING
    return ring


@lru_cache(maxsize=64)
def _opener(key: bytes) -> AESGCM:
    """One object for each key: making it costs twice as much as opening a number with it."""
    return AESGCM(_derived(key, "seal"))


@lru_cache(maxsize=64)
def _derived(key: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=f"wardbell:{purpose}".encode()).derive(
        key
    )


def _associated(key_id: int, owner: str) -> bytes:
    return f"{VERSION}:{key_id}:{owner}".encode()


def _as_bytes(value: str | bytes) -> bytes:
    return value.encode() if isinstance(value, str) else value

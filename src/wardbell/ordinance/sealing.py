"""Letters that this node can close and cannot open: X25519 (RFC 7748), HKDF-SHA-256 (RFC 5869), AES-256-GCM (SP 800-38D).

A sealed letter is `version | the sender's one-time public key | nonce | ciphertext and tag`; what it belongs to is bound to it.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wardbell.ground.errors import Unreadable

VERSION = 1
KEY_BYTES = 32  # RFC 7748 section 6.1
_NONCE_BYTES = 12  # NIST SP 800-38D section 8.2.2


def new_pair() -> tuple[bytes, bytes]:
    """Returns a private key and its public half; the private half never comes to a node."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def check_public_key(key: bytes) -> None:
    """Lets a public key pass.

    Raises:
        Unreadable: it is not of the right length, or one with which nothing is secret.
    """
    try:
        X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(key))
    except ValueError as error:
        raise Unreadable("This is no public key of the complaint body.") from error


def close_letter(text: str, *, to: bytes, about: str) -> bytes:
    """Returns a text sealed to whoever holds the private half of a key; `about` must be known to open it."""
    once = X25519PrivateKey.generate()
    mine = once.public_key().public_bytes_raw()
    key = _key(once.exchange(X25519PublicKey.from_public_bytes(to)), mine + to)
    nonce = os.urandom(_NONCE_BYTES)
    return bytes([VERSION]) + mine + nonce + AESGCM(key).encrypt(nonce, text.encode(), about.encode())


def open_letter(sealed: bytes, *, private_key: bytes, about: str) -> str:
    """Returns what was sealed.

    Raises:
        Unreadable: it was sealed to another key, belongs to something else, or was changed.
    """
    body = 1 + KEY_BYTES + _NONCE_BYTES
    if len(sealed) <= body or sealed[0] != VERSION:
        raise Unreadable("This is no sealed letter.")
    theirs, nonce = sealed[1 : 1 + KEY_BYTES], sealed[1 + KEY_BYTES : body]
    try:
        private = X25519PrivateKey.from_private_bytes(private_key)
        shared = private.exchange(X25519PublicKey.from_public_bytes(theirs))
        key = _key(shared, theirs + private.public_key().public_bytes_raw())
        return AESGCM(key).decrypt(nonce, sealed[body:], about.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise Unreadable("This letter does not open with this key.") from error


def _key(shared: bytes, both: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=both, info=b"wardbell:complaint").derive(shared)

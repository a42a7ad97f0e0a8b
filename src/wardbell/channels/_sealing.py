"""Web push as bytes: a message sealed for one browser (RFC 8291), and who sends it (VAPID, RFC 8292). Pure.

Each message has a key pair and a salt of its own, as RFC 8291 section 2 describes; that costs about 200 us, so it is done in
processes of its own (`_sealers.py`). The signature is of the push service, not of the message, and is kept for hours.
"""

import hmac
import json
import os
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
RECORD_BYTES = 4096  #: RFC 8291 section 4: one record, and no push service must take a longer one
HEAD_BYTES = 16 + 4 + 1 + 65  # salt, record size, length of the key, key (RFC 8188 2.1)
TEXT_BYTES = RECORD_BYTES - HEAD_BYTES - 16 - 1  #: what is left for a text, its end mark and its seal
_LAST = b"\x02"  # ends the text of the last record (RFC 8188 2)


class Reader(NamedTuple):
    """The two keys that a browser gave away with its subscription."""

    public: bytes  #: p256dh, an uncompressed point
    auth: bytes  #: 16 bytes


def seal(
    text: bytes, reader: Reader, *, own: ec.EllipticCurvePrivateKey | None = None, salt: bytes | None = None
) -> bytes:
    """Returns a body that only the reader's browser can read; the key pair and the salt are given in tests only.

    Raises:
        ValueError: the text is too long, or the reader's keys are none.
    """
    if len(text) > TEXT_BYTES or len(reader.auth) != 16:
        raise ValueError("too long, or no keys")
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, reader.public)
    own, salt = own or ec.generate_private_key(CURVE), salt or os.urandom(16)
    public = point(own)
    info = b"WebPush: info\x00" + reader.public + public
    secret = _derived(reader.auth, own.exchange(ec.ECDH(), theirs), info, 32)
    key = _derived(salt, secret, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = _derived(salt, secret, b"Content-Encoding: nonce\x00", 12)
    head = salt + struct.pack(">IB", RECORD_BYTES, len(public)) + public
    return head + AESGCM(key).encrypt(nonce, text + _LAST, None)


def token(key: ec.EllipticCurvePrivateKey, *, audience: str, expires_at: int, contact: str) -> str:
    """Returns the signed claim that goes to one push service (RFC 8292 section 2); `expires_at` in Unix seconds."""
    claims = {"aud": audience, "exp": expires_at, "sub": contact}
    signed = ".".join(as_text(json.dumps(part).encode()) for part in ({"typ": "JWT", "alg": "ES256"}, claims))
    r, s = utils.decode_dss_signature(key.sign(signed.encode("ascii"), ec.ECDSA(SHA256())))
    return f"{signed}.{as_text(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def private_key(text: str) -> ec.EllipticCurvePrivateKey:
    """Reads a private key: 32 bytes in base64url, as every tool for web push writes it.

    Raises:
        ValueError: it is none.
    """
    raw = as_bytes(text)
    if len(raw) != 32:
        raise ValueError("a private key has 32 bytes")
    return ec.derive_private_key(int.from_bytes(raw, "big"), CURVE)


def point(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Returns the public half as an uncompressed point: what browsers are given as applicationServerKey."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def as_text(raw: bytes) -> str:
    """Returns base64url without its filling."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def as_bytes(text: str) -> bytes:
    """Reads base64url with or without its filling.

    Raises:
        ValueError: it is none.
    """
    return urlsafe_b64decode(text.rstrip("=").encode("ascii") + b"=" * (-len(text.rstrip("=")) % 4))


def _derived(salt: bytes, secret: bytes, info: bytes, n_bytes: int) -> bytes:
    """HKDF with SHA-256 (RFC 5869) for at most one block, which is all that is asked for here."""
    key = hmac.digest(salt, secret, "sha256")
    return hmac.digest(key, info + b"\x01", "sha256")[:n_bytes]

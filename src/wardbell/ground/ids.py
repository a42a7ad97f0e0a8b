"""Ids: sortable by time for official records, random for anything that belongs to a resident."""

import os
import secrets
import time
import uuid

CODE_ALPHABET = (
    "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # 31 letters and figures; without I, L, O, 0 and 1, which are misread
)
_RANDOM_BITS = 62  # positive in a signed 64-bit column


def new() -> uuid.UUID:
    """Returns a version 7 UUID (RFC 9562 section 5.7): milliseconds since 1970, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & ((1 << 48) - 1)) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)


def random_number() -> int:
    """Returns a random positive 62-bit number that says nothing of when or in which order it was given."""
    return secrets.randbits(_RANDOM_BITS)


def number_in_order() -> int:
    """Returns a positive 61-bit number that grows with time, to the microsecond; for officials' rows, never a resident's."""
    return time.time_ns() // 1000 << 10 | secrets.randbits(10)


def short_code(length: int = 6) -> str:
    """Returns a random code that can be read aloud, `length` characters of CODE_ALPHABET, letters and figures mixed: no word is one."""
    while True:
        code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(length))
        if not code.isalpha() and not code.isdecimal():
            return code


def token() -> str:
    """Returns 32 URL-safe characters with 192 bits of chance, for links."""
    return secrets.token_urlsafe(24)

"""Sealing what a row holds. Everything of one reader is in one seal: address, language, areas, topics, the hour."""

import json

from wardbell.ground import secrets
from wardbell.subscribers.rules import Choices, Opened

_TOKEN_BYTES = 12  # 96 bits of the keyed hash behind the number: a link cannot be guessed
_ID_BYTES = 8


def lookup_of(medium: str, address: str) -> bytes:
    """Returns the keyed hash by which a normal address is found."""
    return secrets.keyed_hash(f"{medium}:{address}", purpose="contact_point")


def seal(row_id: int, opened: Opened) -> bytes:
    """Seals one contact point's address and choices for its row."""
    kept = opened.choices
    plain = [opened.address, kept.language, kept.areas, kept.topics, int(kept.before_eight)]
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return secrets.seal(text.encode(), owner=f"subscribers.contact_point:{row_id}")


def unseal(row_id: int, sealed: bytes | memoryview) -> Opened:
    """Opens what `seal` made for the same row.

    Raises:
        CannotUnseal: the row was changed, moved, or its key is gone.
    """
    return _read(secrets.unseal(bytes(sealed), owner=f"subscribers.contact_point:{row_id}"))


class Opener:
    """Opens many rows. What is said of the choices of one reader is said of all who chose alike, and so read once.

    Each method raises CannotUnseal: the row was changed, moved, or its key is gone.
    """

    def __init__(self) -> None:
        self._open = secrets.opener("subscribers.contact_point")
        self._choices: dict[bytes, Choices] = {}

    def address(self, row_id: int, sealed: bytes) -> str:
        """Opens what `seal` made for the same row, for its address alone."""
        plain = self._open(row_id, sealed)
        if b"\\" in plain:
            address: str = json.loads(plain)[0]
            return address
        return plain[2 : plain.index(b'"', 2)].decode()  # a JSON list that begins with this text

    def choices(self, row_id: int, sealed: bytes) -> Choices:
        """Opens what `seal` made for the same row, for its choices alone."""
        plain = self._open(row_id, sealed)
        rest = plain if b"\\" in plain else plain[plain.index(b'"', 2) :]
        if rest not in self._choices:
            self._choices[rest] = _read(plain).choices
        return self._choices[rest]


def seal_reply(row_id: int, *, purpose: str, address: str, language: str) -> bytes:
    """Seals the address of somebody who wrote, bound to one purpose."""
    text = json.dumps([address, language], ensure_ascii=False)
    return secrets.seal(text.encode(), owner=f"subscribers.reply_handle:{row_id}:{purpose}")


def unseal_reply(row_id: int, *, purpose: str, sealed: bytes | memoryview) -> tuple[str, str]:
    """Returns (address, language) of a reply handle for the purpose that it was kept for."""
    address, language = json.loads(
        secrets.unseal(bytes(sealed), owner=f"subscribers.reply_handle:{row_id}:{purpose}")
    )
    return address, language


def token_of(row_id: int, *, purpose: str) -> str:
    """Returns what a link carries: the row's random number and a keyed hash of it, 32 hexadecimal characters and more."""
    number = row_id.to_bytes(_ID_BYTES, "big")
    return (number + _mark(row_id, purpose)).hex()


def id_of(token: str, *, purpose: str) -> int | None:
    """Returns the row's number when the token is one that this node made for the purpose."""
    try:
        given = bytes.fromhex(token)
    except ValueError:
        return None
    row_id = int.from_bytes(given[:_ID_BYTES], "big")
    if len(given) != _ID_BYTES + _TOKEN_BYTES or not secrets.same(given[_ID_BYTES:], _mark(row_id, purpose)):
        return None
    return row_id


def _read(plain: bytes) -> Opened:
    address, language, areas, topics, before_eight = json.loads(plain)
    return Opened(
        address=address,
        choices=Choices(
            language=language, areas=tuple(areas), topics=tuple(topics), before_eight=bool(before_eight)
        ),
    )


def _mark(row_id: int, purpose: str) -> bytes:
    return secrets.keyed_hash(str(row_id), purpose=f"contact_point.{purpose}")[:_TOKEN_BYTES]

"""What a channel is: one provider, no tables, no retries, no Django. It answers outcomes and does not raise for the world's failures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Medium(StrEnum):
    SMS = "sms"
    MAIL = "mail"


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """One reader's copy, as the provider gets it."""

    key: str  #: idempotency key: the same message has the same key whenever it is tried
    to: str = field(repr=False)  #: E.164 number or mailbox
    body: str = field(repr=False)
    subject: str = ""  #: mail only
    language: str = "en"
    unsubscribe_url: str = ""  #: mail only: one-click POST (RFC 8058)
    reference: str = ""  #: goes into the callback address, so that receipts need no index on provider ids


@dataclass(frozen=True, kw_only=True)
class Sent:
    """The provider accepted it."""

    provider_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Failed:
    """The provider refused it. `permanent`: trying again cannot help. `reason` is one of our words, with the provider's code."""

    reason: str
    permanent: bool
    retry_after_s: float | None = None


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """The call ended without an answer: the message may have left."""

    reason: str


Outcome = Sent | Failed | Unknown


class ReceiptState(StrEnum):
    """What a provider tells later; `dispatch.rules` orders them."""

    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What became of one message, as the provider tells it."""

    reference: str
    provider_id: str
    state: ReceiptState
    reason: str = ""
    stops: bool = False  #: the provider itself blocks this reader (Twilio 21610): treat as STOP


@dataclass(frozen=True, kw_only=True)
class Inbound:
    """A message that came in."""

    provider_id: str  #: unique at this provider; the second delivery of the same is dropped
    medium: Medium
    sender: str = field(repr=False)  #: E.164 number or mailbox
    body: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Callback:
    """A provider's HTTP call to us. `url` is the public one, as the provider knows it, with its query."""

    url: str
    headers: Mapping[str, str]
    form: Mapping[str, str]
    raw: bytes = b""


class Forged(Exception):
    """The callback's signature is missing or wrong."""


class Channel(Protocol):
    """One provider, made from its URL setting by `channels.open_channel`."""

    scheme: str
    medium: Medium
    takes_key: bool  #: the provider drops a second message with the same key

    def send(self, batch: Sequence[Outgoing]) -> list[Outcome]:
        """Sends each and returns one outcome each, in order; blocks until all are answered or given up."""

    def read_callback(self, callback: Callback) -> list[Receipt | Inbound]:
        """Checks the signature and returns what it tells.

        Raises:
            Forged: it was not signed by this provider.
        """

    def close(self) -> None:
        """Lets go of connections."""

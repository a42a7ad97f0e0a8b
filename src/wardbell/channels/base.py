"""What a channel is: one provider, no tables, no retries, no Django. It answers outcomes and does not raise for the world's failures."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from typing import Protocol

from wardbell.ground.errors import Refused

E164 = re.compile(r"\+[1-9][0-9]{6,14}")  #: a telephone number as every provider takes it


class Medium(StrEnum):
    SMS = "sms"
    MAIL = "mail"


class Beside(StrEnum):
    """What a channel can send and no room posts by yet: joining `Medium` is the step that gives readers the choice."""

    PUSH = "push"


class Reason(StrEnum):
    """Why a message did not leave or did not arrive, in our words, whoever the provider is."""

    ADDRESS_INVALID = "address_invalid"  #: not of the form that this medium needs
    ADDRESS_UNKNOWN = "address_unknown"  #: nobody has it, or it cannot get messages of this medium
    ADDRESS_UNREACHABLE = "address_unreachable"  #: known, but off, full or out of range for now
    STOPPED = "stopped"  #: the reader told the provider to stop
    BLOCKED = "blocked"  #: a filter, carrier or policy refused it
    MESSAGE_INVALID = "message_invalid"  #: we made it wrong
    TOO_LONG = "too_long"
    TOO_FAST = "too_fast"  #: the provider's limit; it may have said when to come back
    EXPIRED = "expired"  #: it waited at the provider for too long
    MISCONFIGURED = (
        "misconfigured"  #: sender, account or password: an operator must act, then trying again helps
    )
    UNREACHABLE = "unreachable"  #: the provider could not be reached; nothing left
    NOT_TRIED = "not_tried"  #: the time for the batch was over before its turn; nothing left
    PROVIDER_FAULT = "provider_fault"
    NO_ANSWER = "no_answer"  #: it was handed over, and the answer did not come
    UNREADABLE_ANSWER = "unreadable_answer"  #: it was handed over, and the answer made no sense


def why(reason: Reason, code: object = "") -> str:
    """Returns one of our words, with the provider's code behind it: `stopped (21610)`."""
    return f"{reason} ({code})" if code else str(reason)


class NotOpened(Refused):
    """A channel cannot be opened from its setting; the sentence says what to write and holds no secret."""


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A channel's URL, read: `scheme://user:password@host:port?option=value`. Secrets stay out of its repr."""

    scheme: str
    host: str = ""
    port: int | None = None
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    options: Mapping[str, str] = field(default_factory=dict, repr=False)
    is_loopback_only: bool
    public_url: str  #: of this node, without a slash at the end
    sender: str = ""  #: mail only: whom readers see, unless the option `from` says otherwise
    medium: "Medium | None" = None  #: what the caller wants to send; None leaves it to the channel


@dataclass(slots=True, kw_only=True)
class Outgoing:
    """One reader's copy, as the provider gets it; not frozen, which would take three times as long for each."""

    key: str  #: idempotency key: the same message has the same key whenever it is tried
    to: str = field(repr=False)  #: E.164 number, mailbox, or a browser's subscription as JSON
    body: str = field(repr=False)  #: what all readers of one text share
    footer: str = field(default="", repr=False)  #: mail only: one reader's own paragraph behind the body
    subject: str = ""  #: mail only
    language: str = "en"
    unsubscribe_url: str = ""  #: mail only: one-click POST (RFC 8058)
    reference: str = ""  #: goes into the callback address, so that receipts need no index on provider ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The provider accepted it."""

    provider_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Failed:
    """The provider refused it. `permanent`: trying again cannot help. `reason` is one of our words, with the provider's code."""

    reason: str
    permanent: bool
    retry_after_s: float | None = None
    stops: bool = False  #: the provider itself blocks this reader (Twilio 21610): treat as STOP


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


class OptOut(StrEnum):
    """How the provider itself read a reply."""

    STOP = "stop"
    START = "start"
    HELP = "help"


@dataclass(frozen=True, kw_only=True)
class Inbound:
    """A message that came in."""

    provider_id: str  #: unique at this provider; the second delivery of the same is dropped
    medium: Medium
    sender: str = field(repr=False)  #: E.164 number or mailbox
    body: str = field(repr=False)
    opt_out: OptOut | None = (
        None  #: the provider read it so and has already answered the reader: do not answer again
    )


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
    takes_key: bool  #: the provider drops a second message with the same key
    thanks: str  #: what its call is answered with once it was read; XML, or empty

    @property
    def medium(self) -> Medium | Beside:
        """Returns what it sends."""

    def send(self, batch: Sequence[Outgoing]) -> list[Outcome]:
        """Sends each and returns one outcome each, in order; blocks until all are answered or given up."""

    def read_callback(self, callback: Callback) -> list[Receipt | Inbound]:
        """Checks the signature and returns what it tells.

        Raises:
            Forged: it was not signed by this provider.
        """

    def close(self) -> None:
        """Lets go of connections."""


def written(one: Outgoing) -> str:
    """Returns the whole text that one reader gets: the body and, behind an empty line, the footer."""
    return f"{one.body}\n\n{one.footer}\n" if one.footer else one.body


def masked(address: str) -> str:
    """Returns what may be shown of an address: a number's last two digits, a mailbox's domain."""
    _, at, domain = address.rpartition("@")
    if at:
        return f"•••@{domain}"
    return f"•••{address[-2:]}" if len(address) > 4 else "•••"


def medium_of(setting: Setting) -> Medium:
    """Returns the medium of a channel that can be either: what the caller wants, the option `medium`, or text messages.

    Raises:
        NotOpened: the option names no medium.
    """
    named = setting.options.get("medium", setting.medium or Medium.SMS)
    if named not in set(Medium):
        raise NotOpened(f"The option medium of {setting.scheme}:// must be {' or '.join(Medium)}.")
    return Medium(named)


def is_loopback(host: str) -> bool:
    """Says whether a host is this machine, by its address or by the one name that RFC 6761 reserves for it."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False

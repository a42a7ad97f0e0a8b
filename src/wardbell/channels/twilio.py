"""Text messages by Twilio's Programmable Messaging: `twilio://ACCOUNT:TOKEN@host:port?from=+1612...`.

Options: `from` is a number, a short code or a name, or `service` a messaging service (MG...); `scheme` is https, or http
on this machine only; `connections` at once; `timeout` in seconds for one request; `batch` in seconds, after which no
message of a batch begins. Twilio takes no idempotency key for messages: the key stays here, the reference goes into the
address of the status callback. Source: Twilio's OpenAPI, CreateMessage.
"""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

import aiohttp

from wardbell.channels import _twilio_words as words
from wardbell.channels._loop import NoPeer, OwnLoop, Turns, number, send_each
from wardbell.channels.base import (
    Callback,
    Failed,
    Forged,
    Inbound,
    Medium,
    NotOpened,
    Outcome,
    Outgoing,
    Reason,
    Receipt,
    Setting,
    Unknown,
    is_loopback,
    why,
)
from wardbell.ground import clock

DEFAULT_HOST = "api.twilio.com"
OPTIONS = frozenset({"from", "service", "scheme", "connections", "timeout", "batch"})

ACCOUNT = re.compile(r"AC[0-9a-fA-F]{32}")
SERVICE = re.compile(r"MG[0-9a-fA-F]{32}")
SENDER = re.compile(
    r"\+[1-9][0-9]{6,14}|[0-9]{3,8}|[A-Za-z0-9 ]{1,11}"
)  # number, short code, alphanumeric name
KEEPALIVE_S = (
    15.0  #: shorter than any server's, so that no request meets a connection that is just being closed
)
ANSWER_LIMIT = 64 * 1024  #: bytes of an answer that are read; Twilio's are about 1 kB
UNREACHABLE_S = 30.0
FORM_HEADERS = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}


@dataclass(frozen=True, kw_only=True)
class Account:
    """Where to send, and as whom."""

    sid: str
    token: str = field(repr=False)
    base: str  #: scheme, host and port
    sender: str  #: number, short code, name, or messaging service
    public_url: str

    @property
    def address(self) -> str:
        """Returns where messages are made."""
        return f"{self.base}/2010-04-01/Accounts/{self.sid}/Messages.json"

    def form(self, one: Outgoing) -> dict[str, str]:
        """Returns the fields of one message, named as Twilio names them."""
        by = "MessagingServiceSid" if SERVICE.fullmatch(self.sender) else "From"
        fields = {"To": one.to, by: self.sender, "Body": one.body}
        if one.reference:
            fields["StatusCallback"] = words.status_callback(self.public_url, one.reference)
        return fields


@dataclass(frozen=True, kw_only=True)
class Wire:
    """The open connections and the turns on them."""

    session: aiohttp.ClientSession
    turns: Turns


class Twilio:
    """One account and one sender."""

    scheme = "twilio"
    medium = Medium.SMS
    takes_key = False

    def __init__(self, account: Account, *, connections: int, timeout_s: float, batch_s: float) -> None:
        self._account = account
        self._connections = connections
        self._timeout_s = timeout_s
        self._batch_s = batch_s
        self._loop = OwnLoop("twilio", self._open_wire)

    def send(self, batch: Sequence[Outgoing]) -> list[Outcome]:
        """Sends each and returns one outcome each, in order; ends at most one timeout after the batch's time."""
        return self._loop.run(lambda wire: self._send(wire, batch)) if batch else []

    def read_callback(self, callback: Callback) -> list[Receipt | Inbound]:
        """Reads a status callback or an inbound message; a second delivery of the same reads the same.

        Raises:
            Forged: it was not signed with this account's token, or is about another account.
        """
        if not words.is_signed(callback, self._account.token):
            raise Forged("the signature is missing or wrong")
        if callback.form.get("AccountSid", self._account.sid) != self._account.sid:
            raise Forged("the callback is about another account")
        if "MessageStatus" in callback.form:
            return [words.receipt(callback)]
        if callback.form.get("MessageSid") and callback.form.get("From"):
            return [words.inbound(callback.form)]
        return []  # signed, and about something that is neither: a call, an event

    def close(self) -> None:
        """Lets go of the open connections."""
        self._loop.close()

    @asynccontextmanager
    async def _open_wire(self) -> AsyncIterator[Wire]:
        connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=KEEPALIVE_S)
        patience = aiohttp.ClientTimeout(total=self._timeout_s, sock_connect=self._timeout_s * 0.9)
        login = {"Authorization": aiohttp.encode_basic_auth(self._account.sid, self._account.token)}
        async with aiohttp.ClientSession(
            connector=connector, timeout=patience, headers=FORM_HEADERS | login
        ) as session:
            yield Wire(session=session, turns=Turns(self._connections))

    async def _send(self, wire: Wire, batch: Sequence[Outgoing]) -> list[Outcome]:
        async def send_one(one: Outgoing) -> Outcome:
            return _refused_here(one) or await self._make(wire.session, one)

        return await send_each(
            batch, send_one, turns=wire.turns, workers=self._connections, seconds=self._batch_s
        )

    async def _make(self, session: aiohttp.ClientSession, one: Outgoing) -> Outcome:
        """Asks Twilio to make one message. No redirect is followed: it would carry the reader's number elsewhere."""
        form = urlencode(self._account.form(one)).encode("ascii")
        try:
            async with session.post(self._account.address, data=form, allow_redirects=False) as answer:
                body = await _some(answer.content)
                return words.read_answer(answer.status, answer.headers, body, now=clock.now())
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NoPeer(
                Failed(reason=Reason.UNREACHABLE, permanent=False, retry_after_s=UNREACHABLE_S)
            ) from error
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            return Unknown(reason=Reason.NO_ANSWER)


def from_setting(setting: Setting) -> Twilio:
    """Opens it; connections are made with the first message.

    Raises:
        NotOpened: account, token or sender are not of their form, or the token would travel in the clear.
    """
    scheme = setting.options.get("scheme", "https")
    if scheme not in {"https", "http"}:
        raise NotOpened("The option scheme of twilio:// must be https, or http on this machine.")
    if scheme == "http" and not is_loopback(setting.host):
        raise NotOpened("twilio:// sends its token in the clear to this machine only: leave scheme=http out.")
    if not ACCOUNT.fullmatch(setting.user) or not setting.password:
        raise NotOpened(
            "twilio:// needs an account (AC and 32 hexadecimal digits) and its token before the @."
        )
    account = Account(
        sid=setting.user, token=setting.password, base=f"{scheme}://{_netloc(setting)}",
        sender=_sender(setting), public_url=setting.public_url,
    )  # fmt: skip
    return Twilio(
        account,
        connections=int(number(setting, "connections", default=16, least=1, most=200)),
        timeout_s=number(setting, "timeout", default=20, least=0.1, most=600),
        batch_s=number(setting, "batch", default=60, least=0.1, most=3600),
    )


def _sender(setting: Setting) -> str:
    service, sender = setting.options.get("service", ""), setting.options.get("from", "")
    if service and SERVICE.fullmatch(service):
        return service
    if service or not SENDER.fullmatch(sender):
        raise NotOpened("twilio:// needs a sender: the option from (+1612...) or service (MG and 32 digits).")
    return sender


def _netloc(setting: Setting) -> str:
    host = f"[{setting.host}]" if ":" in setting.host else setting.host
    return f"{host}:{setting.port}" if setting.port else host


def _refused_here(one: Outgoing) -> Failed | None:
    """Says what Twilio would refuse anyway, without asking it."""
    if not words.E164.fullmatch(one.to):
        return Failed(reason=Reason.ADDRESS_INVALID, permanent=True)
    if len(one.body) > words.BODY_LIMIT:
        return Failed(reason=why(Reason.TOO_LONG, f"{words.BODY_LIMIT} characters"), permanent=True)
    if not one.body.strip():
        return Failed(reason=why(Reason.MESSAGE_INVALID, "no text"), permanent=True)
    try:
        one.body.encode("utf-8")
    except UnicodeEncodeError:
        return Failed(reason=why(Reason.MESSAGE_INVALID, "not Unicode"), permanent=True)
    return None


async def _some(content: aiohttp.StreamReader) -> bytes:
    """Reads an answer up to the limit; what is longer is no answer of Twilio's."""
    body = bytearray()
    while len(body) < ANSWER_LIMIT and (piece := await content.read(ANSWER_LIMIT)):
        body += piece
    return bytes(body)

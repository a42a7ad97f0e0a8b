"""Text messages by Twilio's Programmable Messaging: `twilio://ACCOUNT:TOKEN@host:port?from=+1612...`.

Options: `from` is a number, a short code or a name, or `service` a messaging service (MG...); `scheme` is https, or http
on this machine only; `connections` at once; `timeout` in seconds for one request; `batch` in seconds, after which no
message of a batch begins. Twilio takes no idempotency key for messages: the key stays here, the reference goes into the
address of the status callback. Source: Twilio's OpenAPI, CreateMessage.
"""

import re
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from urllib.parse import urlencode

import aiohttp

from wardbell.channels import _twilio_words as words
from wardbell.channels._loop import OwnLoop, number, send_each
from wardbell.channels._wire import Wire, base_of, open_wire, post
from wardbell.channels.base import (
    E164,
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


class Twilio:
    """One account and one sender."""

    scheme = "twilio"
    medium = Medium.SMS
    takes_key = False
    thanks = '<?xml version="1.0" encoding="UTF-8"?><Response/>'  # TwiML: answer nothing by yourself

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

    def _open_wire(self) -> AbstractAsyncContextManager[Wire]:
        login = {"Authorization": aiohttp.encode_basic_auth(self._account.sid, self._account.token)}
        return open_wire(
            connections=self._connections, timeout_s=self._timeout_s, headers=FORM_HEADERS | login
        )

    async def _send(self, wire: Wire, batch: Sequence[Outgoing]) -> list[Outcome]:
        async def send_one(one: Outgoing) -> Outcome:
            return _refused_here(one) or await self._make(wire, one)

        return await send_each(
            batch, send_one, turns=wire.turns, workers=self._connections, seconds=self._batch_s
        )

    async def _make(self, wire: Wire, one: Outgoing) -> Outcome:
        """Asks Twilio to make one message."""
        answer = await post(wire, self._account.address, urlencode(self._account.form(one)).encode("ascii"))
        if answer is None:
            return Unknown(reason=Reason.NO_ANSWER)
        return words.read_answer(answer.status, answer.headers, answer.body, now=clock.now())


def from_setting(setting: Setting) -> Twilio:
    """Opens it; connections are made with the first message.

    Raises:
        NotOpened: account, token or sender are not of their form, or the token would travel in the clear.
    """
    base = base_of(setting)
    if not ACCOUNT.fullmatch(setting.user) or not setting.password:
        raise NotOpened(
            "twilio:// needs an account (AC and 32 hexadecimal digits) and its token before the @."
        )
    account = Account(
        sid=setting.user, token=setting.password, base=base, sender=_sender(setting), public_url=setting.public_url,
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


def _refused_here(one: Outgoing) -> Failed | None:
    """Says what Twilio would refuse anyway, without asking it."""
    if not E164.fullmatch(one.to):
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

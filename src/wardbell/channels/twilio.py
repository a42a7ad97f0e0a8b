"""Text messages by Twilio's Programmable Messaging: `twilio://ACCOUNT:TOKEN@host:port?from=+1612...`.

Options: `from` is a number, a short code or a name, or `service` a messaging service (MG...); `scheme` is https, or http
on this machine only; `connections` at once; `timeout` in seconds for connecting and for one request; `batch` in seconds, after which no
message of a batch begins. Twilio takes no idempotency key for messages: the key stays here, the reference goes into the
address of the status callback. Source: Twilio's OpenAPI, CreateMessage.
"""

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from wardbell.channels import _twilio_words as words
from wardbell.channels._pipe import REST_S, Address, MaybeAnswer, dialer, head
from wardbell.channels._pool import Fleet, Terms, terms_of
from wardbell.channels._wire import address_of
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
    address: Address
    sender: str  #: number, short code, name, or messaging service
    public_url: str

    @property
    def head(self) -> bytes:
        """Returns what every request that makes a message begins with."""
        login = b64encode(f"{self.sid}:{self.token}".encode()).decode()
        target = f"/2010-04-01/Accounts/{self.sid}/Messages.json"
        return head(self.address, target, FORM_HEADERS | {"Authorization": f"Basic {login}"})

    def shared_fields(self, body: str) -> str:
        """Returns what the forms of all readers of one text share, named as Twilio names it."""
        by = "MessagingServiceSid" if SERVICE.fullmatch(self.sender) else "From"
        return urlencode({by: self.sender, "Body": body})

    def own_fields(self, one: Outgoing) -> str:
        """Returns the fields of one reader."""
        fields = {"To": one.to}
        if one.reference:
            fields["StatusCallback"] = words.status_callback(self.public_url, one.reference)
        return urlencode(fields)


class Twilio:
    """One account and one sender."""

    scheme = "twilio"
    medium = Medium.SMS
    takes_key = False
    thanks = '<?xml version="1.0" encoding="UTF-8"?><Response/>'  # TwiML: answer nothing by yourself

    def __init__(self, account: Account, *, terms: Terms) -> None:
        self._account = account
        self._head = account.head
        self._fleet: Fleet[Address, bytes, MaybeAnswer] = Fleet(
            "twilio", dialer(terms.timeout_s), terms=terms
        )

    def send(self, batch: Sequence[Outgoing]) -> list[Outcome]:
        """Sends each and returns one outcome each, in order; ends at most two timeouts after the batch's time."""
        shared: dict[str, str] = {}
        requests = [_refused_here(one) or self._request(one, shared) for one in batch]
        return self._fleet.send(self._account.address, requests, _read_answer)

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
        self._fleet.close()

    def _request(self, one: Outgoing, shared: dict[str, str]) -> bytes:
        if one.body not in shared:
            shared[one.body] = self._account.shared_fields(one.body)
        data = f"{self._account.own_fields(one)}&{shared[one.body]}".encode("ascii")
        return b"%bContent-Length: %d\r\n\r\n%b" % (self._head, len(data), data)


def from_setting(setting: Setting) -> Twilio:
    """Opens it; connections are made with the first message.

    Raises:
        NotOpened: account, token or sender are not of their form, or the token would travel in the clear.
    """
    address = address_of(setting)
    if not ACCOUNT.fullmatch(setting.user) or not setting.password:
        raise NotOpened(
            "twilio:// needs an account (AC and 32 hexadecimal digits) and its token before the @."
        )
    account = Account(
        sid=setting.user, token=setting.password, address=address, sender=_sender(setting), public_url=setting.public_url,
    )  # fmt: skip
    return Twilio(account, terms=terms_of(setting, connections=16, most=200, rest_s=REST_S))


def _read_answer(answer: MaybeAnswer) -> Outcome:
    if answer is None:
        return Unknown(reason=Reason.NO_ANSWER)
    headers = {"Retry-After": answer.header("Retry-After")} if answer.status >= 400 else {}
    return words.read_answer(answer.status, headers, answer.body, now=clock.now())


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

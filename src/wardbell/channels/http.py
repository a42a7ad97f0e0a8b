"""Any gateway that speaks plain JSON: `http://TOKEN@host:port?path=/messages&secret=whsec_...`, for text messages or mail.

Options: `medium` is sms or mail; `path` of the address that messages are posted to; `secret` signs what the gateway tells
us, in base64 behind `whsec_`; `scheme` is https, or http on this machine only; `ca` is a file of certificates to trust;
`connections` at once; `timeout` in seconds for connecting and for one request; `batch` in seconds, after which no message
of a batch begins.

We post {to, medium, body, language, reference, callback} and, for mail, {subject, unsubscribe}, with `Authorization:
Bearer TOKEN` and an `Idempotency-Key` by which the gateway drops a second copy. It answers 2xx with {id}, or 4xx with
{error}: one of our reasons (`address_unknown`, `stopped`, ...); 429 and 503 may say Retry-After. It tells later, at
`callback`, {receipts: [{reference, id, state, error}], inbound: [{id, from, body}]}, signed as Standard Webhooks
(standardwebhooks.com) has it: HMAC-SHA256 over id, time and body, not older than five minutes.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from json.encoder import encode_basestring as quoted

from wardbell.channels._mime import BadMailbox, mailbox, plain_key
from wardbell.channels._pipe import REST_S, Address, MaybeAnswer, dialer, head
from wardbell.channels._pool import Fleet, Terms, terms_of
from wardbell.channels._wire import (
    BUSY_S,
    FAULT_S,
    OPERATOR_S,
    address_of,
    header,
    json_object,
    retry_after,
)
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
    ReceiptState,
    Sent,
    Setting,
    Unknown,
    medium_of,
    why,
    written,
)
from wardbell.ground import clock

DEFAULT_HOST = ""
OPTIONS = frozenset({"medium", "path", "secret", "scheme", "ca", "connections", "timeout", "batch"})

CALLBACK_PATH = "/hooks/http/status"
OLDEST_S = 300.0
LONGEST_ID = 80
_SECRET_MARK = "whsec_"  # noqa: S105  # how Standard Webhooks begins every secret
#: seconds until another try may help, by the gateway's word; every other word of ours is for good
_TRY_AGAIN_S = {
    Reason.ADDRESS_UNREACHABLE: 900.0, Reason.TOO_FAST: BUSY_S, Reason.PROVIDER_FAULT: FAULT_S,
    Reason.MISCONFIGURED: OPERATOR_S, Reason.EXPIRED: FAULT_S,
}  # fmt: skip
_MISCONFIGURED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}


#: (subject, body, language): what many readers share
Text = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True)
class Gateway:
    """Where to send, and what proves that it is who calls back."""

    address: Address
    head: bytes = field(repr=False)  #: what every request begins with; the token is in it
    secret: bytes = field(repr=False)
    callback: str
    medium: Medium


class Http:
    """One gateway and one token."""

    scheme = "http"
    takes_key = True
    thanks = ""

    def __init__(self, gateway: Gateway, *, terms: Terms) -> None:
        self.medium = gateway.medium
        self._gateway = gateway
        self._fleet: Fleet[Address, bytes, MaybeAnswer] = Fleet("http", dialer(terms.timeout_s), terms=terms)

    def send(self, batch: Sequence[Outgoing]) -> list[Outcome]:
        """Sends each and returns one outcome each, in order; ends at most two timeouts after the batch's time."""
        shared: dict[Text, str] = {}
        requests = [_refused_here(one, self.medium) or self._request(one, shared) for one in batch]
        return self._fleet.send(self._gateway.address, requests, read_answer)

    def read_callback(self, callback: Callback) -> list[Receipt | Inbound]:
        """Reads what the gateway tells; a second delivery of the same reads the same.

        Raises:
            Forged: it was not signed with this gateway's secret, or too long ago.
        """
        if not is_signed(callback, self._gateway.secret, now_s=clock.now().timestamp()):
            raise Forged("the signature is missing, wrong or too old")
        given = json_object(callback.raw)
        receipts = [_receipt(one) for one in _objects(given.get("receipts"))]
        return receipts + [
            _inbound(one, self.medium)
            for one in _objects(given.get("inbound"))
            if one.get("id") and one.get("from")
        ]

    def close(self) -> None:
        """Lets go of the open connections."""
        self._fleet.close()

    def _request(self, one: Outgoing, shared: dict[Text, str]) -> bytes | Failed:
        """Returns one message as the gateway gets it; what many readers share is written once for all of them."""
        text = (one.subject, one.body, one.language)
        if text not in shared:
            shared[text] = self._shared(one)
        body = f'{{"to":{quoted(one.to)},"reference":{quoted(one.reference)},{shared[text]}'
        if self.medium == Medium.MAIL:
            body += f',"body":{quoted(written(one))},"unsubscribe":{quoted(one.unsubscribe_url)}'
        try:
            data = f"{body}}}".encode()
        except UnicodeEncodeError:
            return Failed(reason=why(Reason.MESSAGE_INVALID, "not Unicode"), permanent=True)
        own = b"Idempotency-Key: %b\r\nContent-Length: %d\r\n\r\n" % (plain_key(one.key).encode(), len(data))
        return self._gateway.head + own + data

    def _shared(self, one: Outgoing) -> str:
        fields = {"medium": str(self.medium), "language": one.language, "callback": self._gateway.callback}
        fields |= {"subject": one.subject} if self.medium == Medium.MAIL else {"body": one.body}
        return ",".join(f"{quoted(name)}:{quoted(value)}" for name, value in fields.items())


def from_setting(setting: Setting) -> Http:
    """Opens it; connections are made with the first message.

    Raises:
        NotOpened: host, token, path or secret are not of their form, or the token would travel in the clear.
    """
    token = setting.password or setting.user
    if not setting.host or not token:
        raise NotOpened("http:// needs a token and a host: http://TOKEN@gateway.example.")
    path = setting.options.get("path", "/messages")
    if not path.startswith("/"):
        raise NotOpened("The option path of http:// must begin with a slash.")
    address = address_of(setting)
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    try:
        top = head(address, path, headers)
    except ValueError:
        raise NotOpened(
            "Host, path and token of http:// are written in plain characters without spaces."
        ) from None
    gateway = Gateway(
        address=address, head=top, secret=_secret(setting), callback=setting.public_url + CALLBACK_PATH,
        medium=medium_of(setting),
    )  # fmt: skip
    return Http(gateway, terms=terms_of(setting, connections=32, most=500, rest_s=REST_S))


def read_answer(answer: MaybeAnswer) -> Outcome:
    """Says what became of a message, by the gateway's answer; never raises."""
    if answer is None:
        return Unknown(reason=Reason.NO_ANSWER)
    given = json_object(answer.body)
    if 200 <= answer.status < 300:
        found = given.get("id")
        is_id = isinstance(found, str) and 0 < len(found) <= LONGEST_ID and found.isprintable()
        return Sent(provider_id=str(found)) if is_id else Unknown(reason=Reason.UNREADABLE_ANSWER)
    if answer.status >= 500 and answer.status != HTTPStatus.SERVICE_UNAVAILABLE:
        return Unknown(reason=why(Reason.PROVIDER_FAULT, answer.status))
    wait_s = retry_after(answer.header("Retry-After"), now=clock.now())
    return _refused(_reason(given, answer.status), answer.status, wait_s=wait_s)


def is_signed(callback: Callback, secret: bytes, *, now_s: float) -> bool:
    """Says whether one of the signatures in `webhook-signature` is ours, and its time is near; both as Unix seconds."""
    sent_at = header(callback.headers, "webhook-timestamp")
    if not secret or not sent_at.isdigit() or len(sent_at) > 12 or abs(now_s - int(sent_at)) > OLDEST_S:
        return False
    given = header(callback.headers, "webhook-signature").encode("utf-8", "surrogatepass").split()
    wanted = signature(
        secret, message_id=header(callback.headers, "webhook-id"), sent_at=sent_at, raw=callback.raw
    )
    return any(hmac.compare_digest(one, wanted.encode()) for one in given)


def signature(secret: bytes, *, message_id: str, sent_at: str, raw: bytes) -> str:
    """Returns `v1,` and base64 of HMAC-SHA256 over id, time and body, as standardwebhooks.com writes it."""
    text = f"{message_id}.{sent_at}.".encode("utf-8", "surrogatepass") + raw
    return "v1," + base64.b64encode(hmac.new(secret, text, hashlib.sha256).digest()).decode("ascii")


def _reason(given: Mapping[str, object], status: int) -> Reason:
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Reason.TOO_FAST
    if status in {HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT}:
        return Reason.PROVIDER_FAULT  # 409: the same key is being worked on; asking again gets its answer
    if status in _MISCONFIGURED or status < 400:
        return Reason.MISCONFIGURED
    return _word(given.get("error")) or Reason.MESSAGE_INVALID


def _refused(reason: Reason, code: object, *, wait_s: float | None) -> Failed:
    usual = _TRY_AGAIN_S.get(reason)
    wait = usual if usual is None or wait_s is None else wait_s
    return Failed(
        reason=why(reason, code),
        permanent=usual is None,
        retry_after_s=wait,
        stops=reason is Reason.STOPPED,
    )


def _refused_here(one: Outgoing, medium: Medium) -> Failed | None:
    """Says what no gateway can send, without asking it."""
    try:
        is_address = E164.fullmatch(one.to) if medium == Medium.SMS else mailbox(one.to)
    except BadMailbox:
        is_address = None
    if not is_address:
        return Failed(reason=Reason.ADDRESS_INVALID, permanent=True)
    if not one.body or one.body.isspace():
        return Failed(reason=why(Reason.MESSAGE_INVALID, "no text"), permanent=True)
    return None


def _receipt(given: Mapping[str, object]) -> Receipt:
    """Reads one receipt. A state that we do not know moves nothing: it counts as accepted and says so."""
    told, reason = str(given.get("state", "")), _word(given.get("error"))
    known = told in set(ReceiptState)
    return Receipt(
        reference=str(given.get("reference", "")), provider_id=str(given.get("id", "")),
        state=ReceiptState(told) if known else ReceiptState.ACCEPTED,
        reason=(reason or "") if known else why(Reason.UNREADABLE_ANSWER, told[:40]),
        stops=reason is Reason.STOPPED,
    )  # fmt: skip


def _inbound(given: Mapping[str, object], medium: Medium) -> Inbound:
    return Inbound(
        provider_id=str(given["id"]),
        medium=medium,
        sender=str(given["from"]),
        body=str(given.get("body", "")),
    )


def _word(given: object) -> Reason | None:
    return Reason(given) if isinstance(given, str) and given in set(Reason) else None


def _objects(given: object) -> list[Mapping[str, object]]:
    return [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []


def _secret(setting: Setting) -> bytes:
    text = setting.options.get("secret", "")
    if not text:
        return b""
    try:
        return base64.b64decode(text.removeprefix(_SECRET_MARK), validate=True)
    except binascii.Error:
        raise NotOpened(
            "The option secret of http:// must be base64, with or without whsec_ before it."
        ) from None

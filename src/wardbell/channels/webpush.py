"""Web push to browsers (RFC 8030, sealed by RFC 8291, signed by RFC 8292): `webpush://PRIVATE_KEY@?contact=mailto:...`.

PRIVATE_KEY is the node's VAPID key: 32 bytes in base64url. Options: `contact` is whom a push service may write to, mailto:
or https:, else the node's own address; `hosts` are the push services that may be called, with commas between (`*.` stands
for any name before), for an endpoint comes from a browser and must lead nowhere else; `ttl` in seconds that a service keeps
a message for a browser that is away; `ca` is a file of certificates to trust; `workers` are the processes that seal;
`connections` at once to each service; `timeout` in seconds for connecting and for one request; `batch` in seconds.

A reader's address is the subscription as the browser gives it: {endpoint, keys: {p256dh, auth}}. The browser gets {title,
body, language, key}; a later copy with the same key takes the place of one that waits (Topic), and may in the page (tag).
"""

import json
import re
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import lru_cache
from ssl import SSLContext
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

from wardbell.channels import _sealing
from wardbell.channels._mime import plain_key
from wardbell.channels._pipe import REST_S, Address, MaybeAnswer, dialer, head
from wardbell.channels._pool import NOT_TRIED, Fleet, Terms, number, terms_of
from wardbell.channels._sealers import Sealers
from wardbell.channels._wire import BUSY_S, FAULT_S, OPERATOR_S, json_object, retry_after, trusting
from wardbell.channels.base import (
    Beside,
    Callback,
    Failed,
    Forged,
    Inbound,
    NotOpened,
    Outcome,
    Outgoing,
    Reason,
    Receipt,
    Sent,
    Setting,
    Unknown,
    is_loopback,
    why,
    written,
)
from wardbell.ground import clock

DEFAULT_HOST = ""
OPTIONS = frozenset({"contact", "hosts", "ttl", "ca", "workers", "connections", "timeout", "batch"})

#: the push services of Chrome and Edge on Android, Firefox, Safari, Edge on Windows
SERVICES = "fcm.googleapis.com,updates.push.services.mozilla.com,*.push.apple.com,*.notify.windows.com"
TOKEN_S = 12 * 3600  #: how long a signature is good; at most a day (RFC 8292 section 2)
LONGEST_ID = 80
CONTACT = re.compile(r"(mailto:|https://)[!-~]+")
#: what an answer means, by its status (RFC 8030 5 and 7.3, RFC 8292 4.2); every other 4xx is a message made wrong
MEANINGS = {
    404: Failed(reason=why(Reason.ADDRESS_UNKNOWN, 404), permanent=True, stops=True),
    410: Failed(reason=why(Reason.ADDRESS_UNKNOWN, 410), permanent=True, stops=True),
    413: Failed(reason=why(Reason.TOO_LONG, 413), permanent=True),
    401: Failed(reason=why(Reason.MISCONFIGURED, 401), permanent=False, retry_after_s=OPERATOR_S),
    403: Failed(reason=why(Reason.MISCONFIGURED, 403), permanent=False, retry_after_s=OPERATOR_S),
}
#: and which services may say when to come back
COME_BACK = {
    **dict.fromkeys((301, 302, 303, 307, 308), (Reason.MISCONFIGURED, OPERATOR_S)),
    408: (Reason.PROVIDER_FAULT, FAULT_S),
    429: (Reason.TOO_FAST, BUSY_S),
    503: (Reason.PROVIDER_FAULT, FAULT_S),
}


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Who sends, whom it may call, and how."""

    key: EllipticCurvePrivateKey = field(repr=False)
    contact: str
    hosts: tuple[str, ...]
    is_loopback_only: bool
    context: SSLContext
    ttl_s: int

    def may_call(self, host: str) -> bool:
        """Says whether a host is a push service; on a demo or rehearsal node, whether it is this machine."""
        if self.is_loopback_only:
            return is_loopback(host)
        return any(host == one or (one[:2] == "*." and host.endswith(one[1:])) for one in self.hosts)


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """Where one browser is reached, and with which keys."""

    address: Address
    origin: str
    target: str = field(repr=False)
    reader: _sealing.Reader = field(repr=False)


class Webpush:
    """All push services, as one sender."""

    scheme = "webpush"
    medium = Beside.PUSH
    takes_key = False  #: a copy that waits is replaced, one that was shown is not taken back
    thanks = ""

    def __init__(self, sender: Sender, *, n_workers: int, terms: Terms) -> None:
        self._sender = sender
        self._sealers = Sealers(n_workers)
        self._fleet: Fleet[Address, bytes, MaybeAnswer] = Fleet(
            "webpush", dialer(terms.timeout_s), terms=terms
        )
        self._tokens: dict[str, tuple[float, str]] = {}
        self._lock = threading.Lock()

    def send(self, batch: Sequence[Outgoing]) -> list[Outcome]:
        """Sends each and returns one outcome each, in order; ends at most two timeouts after the batch's time."""
        outcomes: dict[int, Outcome] = {}
        begun: dict[Address, tuple[list[int], list[bytes]]] = {}
        for place, request in enumerate(self._requests(batch)):
            if isinstance(request, Failed):
                outcomes[place] = request
            else:
                places, works = begun.setdefault(request[0], ([], []))
                places.append(place)
                works.append(request[1])
        waiting: list[tuple[list[int], Future[list[MaybeAnswer | Failed]]]] = [
            (places, self._fleet.begin(address, works)) for address, (places, works) in begun.items()
        ]
        for places, answers in waiting:
            for place, answer in zip(places, answers.result(), strict=True):
                outcomes[place] = answer if isinstance(answer, Failed) else read_answer(answer)
        return [outcomes[place] for place in range(len(batch))]

    def read_callback(self, callback: Callback) -> list[Receipt | Inbound]:
        """Refuses: a push service does not call back.

        Raises:
            Forged: always.
        """
        raise Forged(f"the webpush channel has no callbacks: {callback.url}")

    def close(self) -> None:
        """Lets go of the open connections and of the processes that seal."""
        self._fleet.close()
        self._sealers.close()

    def _requests(self, batch: Sequence[Outgoing]) -> list[Failed | tuple[Address, bytes]]:
        prepared = [_prepared(one, self._sender) for one in batch]
        good = [
            (one, found) for one, found in zip(batch, prepared, strict=True) if not isinstance(found, Failed)
        ]
        sealed = self._sealers.seal([(text, to.reader) for _, (to, text) in good])
        if sealed is None:  # the processes are gone: nothing has left
            return [found if isinstance(found, Failed) else NOT_TRIED for found in prepared]
        bodies = iter(zip(good, sealed, strict=True))
        return [found if isinstance(found, Failed) else self._request(*next(bodies)) for found in prepared]

    def _request(
        self, given: tuple[Outgoing, tuple[Subscription, bytes]], body: bytes | None
    ) -> Failed | tuple[Address, bytes]:
        one, (to, _) = given
        if body is None:
            return Failed(reason=Reason.ADDRESS_INVALID, permanent=True)
        headers = {
            "Authorization": self._authorization(to.origin), "TTL": str(self._sender.ttl_s), "Urgency": "high",
            "Topic": plain_key(one.key)[:32], "Content-Type": "application/octet-stream",
            "Content-Encoding": "aes128gcm", "Content-Length": str(len(body)),
        }  # fmt: skip
        return to.address, head(to.address, to.target, headers) + b"\r\n" + body

    def _authorization(self, origin: str) -> str:
        """Returns the signature for one push service, made anew when half of its time is over."""
        now = clock.now().timestamp()
        with self._lock:
            until, found = self._tokens.get(origin, (0.0, ""))
            if now >= until or now < until - TOKEN_S / 2:  # the second: the clock was set back
                key = self._sender.key
                signed = _sealing.token(
                    key, audience=origin, expires_at=int(now) + TOKEN_S, contact=self._sender.contact
                )
                found = f"vapid t={signed}, k={_sealing.as_text(_sealing.point(key))}"
                self._tokens[origin] = (now + TOKEN_S / 2, found)
            return found


def from_setting(setting: Setting) -> Webpush:
    """Opens it; connections are made with the first message.

    Raises:
        NotOpened: the key or the contact is not of its form.
    """
    try:
        key = _sealing.private_key(setting.password or setting.user)
    except ValueError:
        raise NotOpened("webpush:// needs a VAPID private key before the @: 32 bytes in base64url.") from None
    contact = setting.options.get("contact", setting.public_url)
    if not CONTACT.fullmatch(contact) and not setting.is_loopback_only:
        raise NotOpened("webpush:// needs the option contact: mailto: or https:, for the push services.")
    sender = Sender(
        key=key, contact=contact, hosts=tuple(setting.options.get("hosts", SERVICES).lower().split(",")),
        is_loopback_only=setting.is_loopback_only, context=trusting(setting),
        ttl_s=int(number(setting, "ttl", default=86400, least=0, most=2419200)),
    )  # fmt: skip
    return Webpush(
        sender,
        n_workers=int(number(setting, "workers", default=1, least=1, most=32)),
        terms=terms_of(setting, connections=16, most=200, rest_s=REST_S),
    )


def read_answer(answer: MaybeAnswer) -> Outcome:
    """Says what became of a message, by the push service's answer; never raises."""
    if answer is None:
        return Unknown(reason=Reason.NO_ANSWER)
    if 200 <= answer.status < 300:  # RFC 8030 5: the address of the message, for its receipt
        found = answer.header("Location").rpartition("/")[2]
        return Sent(provider_id=found if len(found) <= LONGEST_ID and found.isprintable() else "")
    if answer.status in MEANINGS:
        return MEANINGS[answer.status]
    if answer.status in COME_BACK:
        reason, usual_s = COME_BACK[answer.status]
        wait_s = retry_after(answer.header("Retry-After"), now=clock.now())
        return _later(reason, answer.status, usual_s if wait_s is None else wait_s)
    if answer.status >= 500:
        return Unknown(reason=why(Reason.PROVIDER_FAULT, answer.status))
    return Failed(reason=why(Reason.MESSAGE_INVALID, answer.status), permanent=True)


def _later(reason: Reason, status: int, seconds: float) -> Failed:
    return Failed(reason=why(reason, status), permanent=False, retry_after_s=seconds)


def _prepared(one: Outgoing, sender: Sender) -> Failed | tuple[Subscription, bytes]:
    to = _subscription(one.to, sender)
    if to is None:
        return Failed(reason=Reason.ADDRESS_INVALID, permanent=True)
    try:
        text = _text(one.subject, written(one), one.language, plain_key(one.key))
    except UnicodeEncodeError:
        return Failed(reason=why(Reason.MESSAGE_INVALID, "not Unicode"), permanent=True)
    if len(text) > _sealing.TEXT_BYTES:
        return Failed(reason=why(Reason.TOO_LONG, f"{_sealing.TEXT_BYTES} bytes"), permanent=True)
    return to, text


def _text(title: str, body: str, language: str, key: str) -> bytes:
    given = {"title": title, "body": body, "language": language, "key": key}
    return json.dumps(given, ensure_ascii=False, separators=(",", ":")).encode()


def _subscription(given: str, sender: Sender) -> Subscription | None:
    """Reads a browser's subscription; None when it is none, or leads elsewhere than to a push service."""
    found = json_object(given.encode("utf-8", "replace"))
    keys, endpoint = found.get("keys"), found.get("endpoint")
    if not isinstance(keys, dict) or not isinstance(endpoint, str):
        return None
    try:
        parts = urlsplit(endpoint)
        host, port, is_secret = (parts.hostname or "").lower(), parts.port, parts.scheme == "https"
        reader = _sealing.Reader(_sealing.as_bytes(str(keys["p256dh"])), _sealing.as_bytes(str(keys["auth"])))
        if (
            parts.username
            or not sender.may_call(host)
            or not (is_secret or _is_plain_here(parts.scheme, host))
        ):
            return None
        address = _address(host, port or (443 if is_secret else 80), sender.context if is_secret else None)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        head(address, target, {})
    except (ValueError, KeyError):
        return None
    return Subscription(
        address=address, origin=f"{parts.scheme}://{address.authority}", target=target, reader=reader
    )


def _is_plain_here(scheme: str, host: str) -> bool:
    return scheme == "http" and is_loopback(host)


@lru_cache(maxsize=256)
def _address(host: str, port: int, context: SSLContext | None) -> Address:
    return Address(host=host, port=port, context=context)

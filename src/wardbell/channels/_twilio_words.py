"""Twilio's HTTP, read and written without a network: the form of a request, what an answer means, the signature.

Twilio tells nobody about a message it has not made, so an answer that does not name the message leaves its fate unknown.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from urllib.parse import parse_qs, quote, urlsplit, urlunsplit

from wardbell.channels._twilio_codes import CODES, OPT_OUTS, STATUSES, Meaning
from wardbell.channels._wire import BUSY_S, FAULT_S, OPERATOR_S, header, json_object, retry_after
from wardbell.channels.base import (
    Callback,
    Failed,
    Inbound,
    Medium,
    Outcome,
    Reason,
    Receipt,
    ReceiptState,
    Sent,
    Unknown,
    why,
)

STATUS_PATH = "/hooks/twilio/status"
BODY_LIMIT = 1600  #: characters (error 21617)
PORTS = {"https": 443, "http": 80}


def status_callback(public_url: str, reference: str) -> str:
    """Returns the address that Twilio tells about one message."""
    return f"{public_url}{STATUS_PATH}?ref={quote(reference, safe='')}"


def read_answer(status: int, headers: Mapping[str, str], body: bytes, *, now: datetime) -> Outcome:
    """Says what became of a message, by the answer to the request that was to make it; never raises."""
    given = json_object(body)
    if 200 <= status < 300:
        return _made(given, status)
    meaning = CODES.get(_whole(given.get("code")) or 0)
    wait_s = retry_after(headers.get("Retry-After", ""), now=now)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        meaning = Meaning(reason=Reason.TOO_FAST, retry_after_s=BUSY_S)
    elif status == HTTPStatus.SERVICE_UNAVAILABLE:
        meaning = meaning or Meaning(reason=Reason.PROVIDER_FAULT, retry_after_s=FAULT_S)
    if meaning is not None:
        return _failed(meaning, given.get("code") or status, wait_s)
    return _by_status(status, given.get("code") or status)


def is_signed(callback: Callback, token: str) -> bool:
    """Says whether X-Twilio-Signature is the one of this address and form (twilio.com/docs/usage/security).

    Twilio signs some addresses with their usual port and some without; both are good.
    """
    given = header(callback.headers, "X-Twilio-Signature").encode("utf-8", "surrogatepass")
    wanted = [signature(token, url, callback.form).encode() for url in _spellings(callback.url)]
    return any(hmac.compare_digest(given, one) for one in wanted)


def signature(token: str, url: str, form: Mapping[str, str]) -> str:
    """Returns base64 of HMAC-SHA1 over the address and the form's names and values, sorted by name."""
    text = url + "".join(name + form[name] for name in sorted(form))
    digest = hmac.new(token.encode(), text.encode("utf-8", "surrogatepass"), hashlib.sha1).digest()
    return base64.b64encode(digest).decode("ascii")


def receipt(callback: Callback) -> Receipt:
    """Reads a status callback. A status that we do not know yet moves nothing: it counts as accepted and says so."""
    status = callback.form.get("MessageStatus", "")
    code = _whole(callback.form.get("ErrorCode"))
    state = STATUSES.get(status, ReceiptState.ACCEPTED)
    meaning = CODES.get(code or 0, Meaning(reason=Reason.PROVIDER_FAULT))
    reason = "" if status in STATUSES else why(Reason.UNREADABLE_ANSWER, status[:40])
    if state == ReceiptState.UNDELIVERED:
        reason = why(meaning.reason, code or status)
    return Receipt(
        reference=parse_qs(urlsplit(callback.url).query).get("ref", [""])[0],
        provider_id=callback.form.get("MessageSid", ""),
        state=state,
        reason=reason,
        stops=meaning.stops,
    )


def inbound(form: Mapping[str, str]) -> Inbound:
    """Reads a message that came in."""
    return Inbound(
        provider_id=form["MessageSid"],
        medium=Medium.SMS,
        sender=form["From"],
        body=form.get("Body", ""),
        opt_out=OPT_OUTS.get(form.get("OptOutType", "").upper()),
    )


def _made(given: Mapping[str, object], status: int) -> Outcome:
    sid = given.get("sid")
    if not isinstance(sid, str) or not re.fullmatch(r"(SM|MM)[0-9a-fA-F]{32}", sid):
        return Unknown(reason=why(Reason.UNREADABLE_ANSWER, status))
    if STATUSES.get(str(given.get("status"))) != ReceiptState.UNDELIVERED:
        return Sent(provider_id=sid)
    code = _whole(given.get("error_code"))
    return _failed(CODES.get(code or 0, Meaning(reason=Reason.PROVIDER_FAULT)), code or "failed", None)


def _by_status(status: int, code: object) -> Outcome:
    """Judges an answer whose code is not in the table: a refusal made nothing, a fault may have."""
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND} or 300 <= status < 400:
        return Failed(reason=why(Reason.MISCONFIGURED, code), permanent=False, retry_after_s=OPERATOR_S)
    if 400 <= status < 500 and status != HTTPStatus.REQUEST_TIMEOUT:
        return Failed(reason=why(Reason.MESSAGE_INVALID, code), permanent=True)
    return Unknown(reason=why(Reason.PROVIDER_FAULT, code))


def _failed(meaning: Meaning, code: object, wait_s: float | None) -> Failed:
    usual = meaning.retry_after_s
    return Failed(
        reason=why(meaning.reason, code),
        permanent=usual is None,
        retry_after_s=None if usual is None else usual if wait_s is None else wait_s,
        stops=meaning.stops,
    )


def _spellings(url: str) -> list[str]:
    """Returns an address as given, with its usual port, and without any port."""
    try:
        parts = urlsplit(url)
        host, usual = parts.hostname or "", PORTS.get(parts.scheme)
        port = parts.port or usual
    except ValueError:
        return [url]
    shown = f"[{host}]" if ":" in host else host
    spelled = (urlunsplit(parts._replace(netloc=netloc)) for netloc in (f"{shown}:{port}", shown))
    return [url, *(one for one in spelled if one != url)]


def _whole(value: object) -> int | None:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None

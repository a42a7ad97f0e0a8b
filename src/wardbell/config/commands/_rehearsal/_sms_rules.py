"""What the SMS sink judges, without a socket: requests, keywords, signatures. Written from Twilio's OpenAPI and its public
pages, and from nothing of ours, so that it can contradict our channel."""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass

#: CreateMessageRequest in Twilio's OpenAPI
PARAMETERS = frozenset({
    "To", "StatusCallback", "ApplicationSid", "MaxPrice", "ProvideFeedback", "Attempt", "ValidityPeriod", "ForceDelivery",
    "ContentRetention", "AddressRetention", "SmartEncoded", "PersistentAction", "TrafficType", "ShortenUrls", "ScheduleType",
    "SendAt", "SendAsMms", "ContentVariables", "RiskCheck", "From", "FallbackFrom", "MessagingServiceSid", "Body", "MediaUrl",
    "ContentSid",
})  # fmt: skip
#: numbers that Twilio's test credentials refuse: www.twilio.com/docs/iam/test-credentials
MAGIC = {
    "+15005550001": 21211,
    "+15005550002": 21612,
    "+15005550003": 21408,
    "+15005550004": 21610,
    "+15005550009": 21614,
}
MESSAGES = {
    20001: "Invalid parameter",
    20003: "Authenticate",
    20404: "The requested resource was not found",
    20429: "Too Many Requests",
    20500: "An internal server error has occurred",
    20503: "Service unavailable",
    21211: "Invalid 'To' Phone Number",
    21408: "Permission to send an SMS has not been enabled for the region",
    21602: "Message body is required.",
    21603: "A 'From' phone number is required.",
    21604: "A 'To' phone number is required.",
    21606: "The 'From' phone number provided is not a valid message-capable Twilio phone number",
    21609: "Invalid 'StatusCallback' url",
    21610: "Attempt to send to unsubscribed recipient",
    21612: "Message cannot be sent with the current combination of 'To' and/or 'From' parameters",
    21614: "'To' number is not a valid mobile number",
    21617: "The concatenated message body exceeds the 1600 character limit",
}
STOP = {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"}
START = {"START", "YES", "UNSTOP"}
HELP = {"HELP", "INFO"}


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """An answer that makes no message."""

    status: int
    code: int
    detail: str = ""

    def as_json(self) -> dict[str, object]:
        """Returns the body of the answer, as Twilio writes it."""
        return {
            "code": self.code,
            "message": f"{MESSAGES[self.code]} {self.detail}".strip(),
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }


def judge(form: Mapping[str, str], *, senders: frozenset[str], stopped: frozenset[str]) -> Refusal | None:
    """Returns why a message cannot be made, or None. Stricter than Twilio: a parameter it does not know is refused."""
    if unknown := sorted(set(form) - PARAMETERS):
        return Refusal(status=400, code=20001, detail=", ".join(unknown))
    code = _sender_fault(form, senders) or _reader_fault(form, stopped) or _text_fault(form)
    return Refusal(status=400, code=code) if code else None


def keyword(body: str) -> str:
    """Returns how Twilio reads a reply: STOP, START, HELP or nothing; only when the keyword is all of it."""
    word = body.strip().upper()
    return "STOP" if word in STOP else "START" if word in START else "HELP" if word in HELP else ""


def sign(token: str, url: str, params: Mapping[str, str]) -> str:
    """Signs a webhook: www.twilio.com/docs/usage/webhooks/webhooks-security."""
    data = bytearray(url.encode("utf-8"))
    for key, value in sorted(params.items()):
        data += key.encode("utf-8") + value.encode("utf-8")
    return base64.b64encode(hmac.digest(token.encode("utf-8"), bytes(data), hashlib.sha1)).decode("ascii")


def segments(body: str) -> int:
    """Returns about how many parts a text has: 160 or 153 characters when ASCII, else 70 or 67 UTF-16 units."""
    single, many = (160, 153) if body.isascii() else (70, 67)
    units = len(body) if body.isascii() else len(body.encode("utf-16-be")) // 2
    return 1 if units <= single else -(-units // many)


def _sender_fault(form: Mapping[str, str], senders: frozenset[str]) -> int:
    sender = form.get("From") or form.get("MessagingServiceSid") or ""
    if not sender:
        return 21603
    return 21606 if senders and sender not in senders else 0


def _reader_fault(form: Mapping[str, str], stopped: frozenset[str]) -> int:
    to = form.get("To", "")
    if not to:
        return 21604
    if not re.fullmatch(r"\+[1-9][0-9]{6,14}", to):
        return 21211
    return 21610 if to in stopped else MAGIC.get(to, 0)


def _text_fault(form: Mapping[str, str]) -> int:
    body = form.get("Body", "")
    if not body:
        return 21602
    if len(body) > 1600:
        return 21617
    callback = form.get("StatusCallback")
    return 21609 if callback and not re.match(r"https?://[^/\s_]+/", callback) else 0

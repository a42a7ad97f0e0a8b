"""What a mail relay's replies mean in our words (RFC 5321 4.2, RFC 3463); the codes alone are shown, never the text."""

import re

from aiosmtplib.errors import SMTPAuthenticationError, SMTPException, SMTPNotSupported, SMTPResponseException

from wardbell.channels.base import Failed, Reason, why

OPERATOR_S = 300.0  #: how soon to look again when an operator must act
GREYLIST_S = 300.0  #: greylisting waits about five minutes (RFC 6647 section 4)
BUSY_S = 60.0  #: after 421, the relay is closing
ENHANCED = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")  # RFC 3463


def not_let_in(error: BaseException) -> Failed:
    """Says why there is no connection; nothing has left."""
    if isinstance(error, SMTPAuthenticationError):
        return Failed(reason=why(Reason.MISCONFIGURED, error.code), permanent=False, retry_after_s=OPERATOR_S)
    if type(error) in {SMTPException, SMTPNotSupported}:  # aiosmtplib's words for no STARTTLS, no AUTH
        return Failed(
            reason=why(Reason.MISCONFIGURED, "not offered"), permanent=False, retry_after_s=OPERATOR_S
        )
    code = error.code if isinstance(error, SMTPResponseException) else ""
    return Failed(reason=why(Reason.UNREACHABLE, code), permanent=False, retry_after_s=BUSY_S)


def sender_refused(code: int, text: str) -> Failed:
    """Says what a refused sender means: it is our setting that is wrong, not this reader's address."""
    reason = Reason.MISCONFIGURED if code // 100 == 5 else Reason.UNREACHABLE
    return Failed(reason=why(reason, _codes(code, text)), permanent=False, retry_after_s=OPERATOR_S)


def recipient_refused(code: int, text: str) -> Failed:
    """Says what a refused reader means, by RFC 5321 4.2.3 and, where given, the enhanced code of RFC 3463."""
    shown = _codes(code, text)
    if code == 421:
        return Failed(reason=why(Reason.UNREACHABLE, shown), permanent=False, retry_after_s=BUSY_S)
    if code // 100 != 5:
        return Failed(
            reason=why(Reason.ADDRESS_UNREACHABLE, shown), permanent=False, retry_after_s=GREYLIST_S
        )
    if " 5.7." in shown:
        return Failed(reason=why(Reason.BLOCKED, shown), permanent=True)
    if " 5.2." in shown:
        return Failed(reason=why(Reason.ADDRESS_UNREACHABLE, shown), permanent=True)
    return Failed(reason=why(Reason.ADDRESS_UNKNOWN, shown), permanent=True)


def content_refused(code: int, text: str) -> Failed:
    """Says what a refused text means."""
    shown = _codes(code, text)
    if code // 100 != 5:
        wait = BUSY_S if code == 421 else GREYLIST_S
        return Failed(reason=why(Reason.PROVIDER_FAULT, shown), permanent=False, retry_after_s=wait)
    return Failed(reason=why(Reason.TOO_LONG if code == 552 else Reason.BLOCKED, shown), permanent=True)


def _codes(code: int, text: str) -> str:
    """Returns the codes alone: the text of a reply often repeats the reader's address."""
    enhanced = ENHANCED.search(text)
    return f"{code} {enhanced.group()}" if enhanced else str(code)

"""What Twilio's words and numbers mean in ours: one row each.

Sources: the pages under twilio.com/docs/api/errors, and the message statuses of Twilio's OpenAPI (message_enum_status).
Twilio changes codes now and then; one that is not here counts by the HTTP status it came with.
"""

from dataclasses import dataclass

from wardbell.channels.base import OptOut, Reason, ReceiptState


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What a code says about one message. `retry_after_s` None: trying again cannot help."""

    reason: Reason
    retry_after_s: float | None = None
    stops: bool = False


def _never(reason: Reason, *, stops: bool = False) -> Meaning:
    return Meaning(reason=reason, stops=stops)


def _later(reason: Reason, seconds: float) -> Meaning:
    return Meaning(reason=reason, retry_after_s=seconds)


OPERATOR_S = 300.0  #: how soon to look again when an operator must act

CODES: dict[int, Meaning] = {
    10001: _later(Reason.MISCONFIGURED, OPERATOR_S),  # account is not active
    20003: _later(Reason.MISCONFIGURED, OPERATOR_S),  # authenticate
    20404: _later(Reason.MISCONFIGURED, OPERATOR_S),  # resource not found: account or service
    20429: _later(Reason.TOO_FAST, 5.0),  # too many requests
    20503: _later(Reason.PROVIDER_FAULT, 30.0),  # service unavailable
    21211: _never(Reason.ADDRESS_INVALID),  # invalid 'To' number
    21212: _later(Reason.MISCONFIGURED, OPERATOR_S),  # invalid 'From' number
    21214: _never(Reason.ADDRESS_UNKNOWN),  # 'To' cannot be reached
    21217: _never(Reason.ADDRESS_INVALID),  # does not appear to be valid
    21408: _never(Reason.BLOCKED),  # this region is not enabled for the account
    21421: _never(Reason.ADDRESS_INVALID),  # PhoneNumber is invalid
    21602: _never(Reason.MESSAGE_INVALID),  # message body is required
    21603: _later(Reason.MISCONFIGURED, OPERATOR_S),  # 'From' is required
    21604: _never(Reason.ADDRESS_INVALID),  # 'To' is required
    21606: _later(Reason.MISCONFIGURED, OPERATOR_S),  # 'From' is not a number that may send this
    21608: _later(Reason.MISCONFIGURED, OPERATOR_S),  # a trial account writes to verified numbers only
    21609: _later(Reason.MISCONFIGURED, OPERATOR_S),  # StatusCallback is not valid
    21610: _never(Reason.STOPPED, stops=True),  # the reader has replied STOP
    21611: _later(Reason.TOO_FAST, 60.0),  # the queue of this 'From' is full
    21612: _never(Reason.ADDRESS_UNKNOWN),  # no way from this 'From' to this 'To'
    21614: _never(Reason.ADDRESS_UNKNOWN),  # 'To' is not a mobile number
    21617: _never(Reason.TOO_LONG),  # more than 1,600 characters
    21635: _never(Reason.ADDRESS_UNKNOWN),  # 'To' is a landline
    21703: _later(Reason.MISCONFIGURED, OPERATOR_S),  # the messaging service has no sender
    30001: _later(Reason.TOO_FAST, 60.0),  # queue overflow
    30002: _later(Reason.MISCONFIGURED, OPERATOR_S),  # account suspended
    30003: _later(Reason.ADDRESS_UNREACHABLE, 1800.0),  # handset off or out of range
    30004: _never(Reason.BLOCKED),  # message blocked
    30005: _never(Reason.ADDRESS_UNKNOWN),  # unknown or inactive number
    30006: _never(Reason.ADDRESS_UNKNOWN),  # landline or unreachable carrier
    30007: _never(Reason.BLOCKED),  # filtered by carrier or Twilio
    30008: _later(Reason.PROVIDER_FAULT, 300.0),  # unknown error at the carrier
    30010: _never(Reason.BLOCKED),  # costs more than the account allows
    30017: _later(Reason.TOO_FAST, 60.0),  # carrier network congestion
    30022: _later(Reason.TOO_FAST, 60.0),  # 10DLC: over the rate of the campaign
    30023: _later(Reason.TOO_FAST, 3600.0),  # 10DLC: daily cap reached
    30032: _later(Reason.MISCONFIGURED, OPERATOR_S),  # toll-free number not verified
    30034: _later(Reason.MISCONFIGURED, OPERATOR_S),  # 10DLC: number not registered
    30036: _never(Reason.EXPIRED),  # validity period over
}

#: message_enum_status; `receiving` and `received` belong to messages that come in
STATUSES: dict[str, ReceiptState] = {
    "accepted": ReceiptState.ACCEPTED,
    "scheduled": ReceiptState.ACCEPTED,
    "queued": ReceiptState.ACCEPTED,
    "sending": ReceiptState.ACCEPTED,
    "sent": ReceiptState.ACCEPTED,
    "partially_delivered": ReceiptState.ACCEPTED,
    "delivered": ReceiptState.DELIVERED,
    "read": ReceiptState.DELIVERED,
    "undelivered": ReceiptState.UNDELIVERED,
    "failed": ReceiptState.UNDELIVERED,
    "canceled": ReceiptState.UNDELIVERED,
}

#: OptOutType of an inbound message, when Advanced Opt-Out is on
OPT_OUTS: dict[str, OptOut] = {"STOP": OptOut.STOP, "START": OptOut.START, "HELP": OptOut.HELP}

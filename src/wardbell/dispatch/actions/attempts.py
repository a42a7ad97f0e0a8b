"""How an attempt ended, in our words, and what becomes of the copy: for rows and chunks alike."""

from dataclasses import dataclass
from datetime import datetime

from wardbell.channels.base import Failed, Medium, Outcome, Sent, Unknown
from wardbell.dispatch import post_office, rules
from wardbell.dispatch.letters import Lane
from wardbell.dispatch.rules import Again, Settle, State, Tried


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How one attempt ended, in our words."""

    tried: Tried
    reason: str = ""
    is_permanent: bool = False
    retry_after_s: float | None = None
    provider_id: str = ""


LOST = Ended(tried=Tried.UNKNOWN, reason=rules.Why.LOST_LEASE)  #: its worker did not answer: it may have left


def ended(outcome: Outcome) -> Ended:
    """Returns how an attempt ended, by what the channel answered."""
    match outcome:
        case Sent():
            return Ended(tried=Tried.SENT, provider_id=outcome.provider_id[:80])
        case Failed():
            return Ended(
                tried=Tried.FAILED, reason=outcome.reason[:120], is_permanent=outcome.permanent,
                retry_after_s=outcome.retry_after_s,
            )  # fmt: skip
        case Unknown():
            return Ended(tried=Tried.UNKNOWN, reason=outcome.reason[:120])


def decided(
    how: Ended, *, n_attempts: int, was_resent: bool, medium: str, lane: Lane, is_urgent: bool, now: datetime
) -> Again | Settle:  # fmt: skip
    """Returns what is to be done about an attempt that did not succeed."""
    return rules.next_attempt(
        how.tried, n_attempts=n_attempts, lane=lane, is_urgent=is_urgent, was_resent=was_resent,
        takes_key=post_office.takes_key(Medium(medium)), is_permanent=how.is_permanent,
        retry_after_s=how.retry_after_s, now=now,
    )  # fmt: skip


def becomes(decision: Again | Settle) -> tuple[State, datetime | None]:
    """Returns the state that a copy gets by a decision, and when it is tried again."""
    if isinstance(decision, Settle):
        return decision.state, None
    # what may have left stays unknown until its time, so that a receipt can still tell
    return (State.UNKNOWN if decision.is_possible_double else State.QUEUED), decision.at

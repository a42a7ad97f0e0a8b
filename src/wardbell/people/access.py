"""How long an account may sleep and a role may go unconfirmed, and who is told before. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

WEEK, DAY = timedelta(days=7), timedelta(days=1)


class Told(StrEnum):
    """What somebody is told of."""

    WEEK = "week"  #: the account is locked in a week
    DAY = "day"  #: ... tomorrow
    REVIEW = "review"  #: nobody has confirmed their role in time


class Due(StrEnum):
    """What is due for an account that nobody uses."""

    WARN_WEEK = "warn_week"
    WARN_DAY = "warn_day"
    LOCK = "lock"


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How patient this node is; a term of zero switches off what it is for."""

    dormant: timedelta
    review: timedelta
    grace: timedelta


def due_when_dormant(
    *, seen_at: datetime, told: Mapping[Told, datetime], now: datetime, terms: Terms
) -> Due | None:
    """Returns what is due for an account that can send and was last used at `seen_at`; `told` is what was told since then.

    Nobody is locked who was not told a day before, however long the node itself stood still.
    """
    if not terms.dormant:
        return None
    locks_at = seen_at + terms.dormant
    if Told.DAY in told:
        return Due.LOCK if now >= max(locks_at, told[Told.DAY] + DAY) else None
    if now >= locks_at - DAY:
        return Due.WARN_DAY
    return Due.WARN_WEEK if now >= locks_at - WEEK and Told.WEEK not in told else None


def overdue_at(*, starts_at: datetime, confirmed_at: datetime | None, terms: Terms) -> datetime | None:
    """Returns from when a role counts as not confirmed; None when this node asks for no review."""
    return max(starts_at, confirmed_at or starts_at) + terms.review if terms.review else None


def ends_unconfirmed(*, told_at: datetime | None, now: datetime, terms: Terms) -> bool:
    """Says whether an overdue role ends now: only when its holder was told the whole grace before."""
    return told_at is not None and now >= told_at + terms.grace

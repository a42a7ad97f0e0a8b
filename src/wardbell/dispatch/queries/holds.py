"""Safety holds: which stand, and how many there were."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from wardbell.dispatch import rules
from wardbell.dispatch.models import Hold
from wardbell.ground import clock


@dataclass(frozen=True, kw_only=True)
class HoldView:
    """One safety hold, for those inside."""

    subject: str
    placed_at: datetime
    placed_by: str  #: account id
    placed_label: str
    reason: str
    renewed_at: datetime | None
    renewed_label: str
    renewed_reason: str
    ends_at: datetime  #: by itself
    released_at: datetime | None
    released_by: str
    stands: bool


@dataclass(frozen=True, kw_only=True)
class HoldFigures:
    """What the public is told of safety holds; exercises are left out."""

    n_holds: int
    n_renewed: int
    minutes: int  #: in all, begun minutes
    longest_minutes: int


def hold(subject: str) -> HoldView | None:
    """Returns the safety hold on a subject, standing or over; None when there never was one."""
    found = Hold.objects.filter(subject=subject).first()
    return view(found) if found else None


def standing(subject: str) -> HoldView | None:
    """Returns the safety hold that stands on a subject now."""
    found = hold(subject)
    return found if found and found.stands else None


def hold_figures(since: datetime) -> HoldFigures:
    """Returns how many safety holds were placed since an instant, and for how long public messages waited."""
    found = list(Hold.objects.filter(placed_at__gte=since, exercise=False))
    minutes = list(_minutes(found, now=clock.now()))
    return HoldFigures(
        n_holds=len(found),
        n_renewed=sum(one.renewed_at is not None for one in found),
        minutes=sum(minutes),
        longest_minutes=max(minutes, default=0),
    )


def view(row: Hold) -> HoldView:
    """Returns a row as a value."""
    ends_at = ends_at_of(row)
    return HoldView(
        subject=row.subject, placed_at=row.placed_at, placed_by=str(row.placed_by), placed_label=row.placed_label,
        reason=row.reason, renewed_at=row.renewed_at, renewed_label=row.renewed_label,
        renewed_reason=row.renewed_reason, ends_at=ends_at, released_at=row.released_at,
        released_by=row.released_by, stands=row.released_at is None and clock.now() < ends_at,
    )  # fmt: skip


def ends_at_of(row: Hold) -> datetime:
    """Returns when a hold ends by itself."""
    return rules.hold_ends_at(
        placed_at=row.placed_at, minutes=row.minutes, renewed_at=row.renewed_at, renewed_minutes=row.renewed_minutes
    )  # fmt: skip


def _minutes(found: Iterable[Hold], *, now: datetime) -> Iterable[int]:
    for row in found:
        lasted = min(row.released_at or now, ends_at_of(row)) - row.placed_at
        yield -(-lasted // timedelta(minutes=1))

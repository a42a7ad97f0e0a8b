"""By which schedule each table of this room is kept."""

from dataclasses import dataclass
from datetime import date

from wardbell.ordinance.models import KEEP, Schedule


@dataclass(frozen=True, kw_only=True)
class ScheduleView:
    """One table: what the room proposes, and what the city has adopted; without a number nothing is deleted."""

    table: str
    because: str
    proposed_days: int | None  #: None: kept for good
    number: str
    approved_by: str
    approved_on: date | None
    days: int | None


def schedules() -> list[ScheduleView]:
    """Returns every table of this room in the order of `KEEP`."""
    entered = {one.table: one for one in Schedule.objects.all()}
    return [
        ScheduleView(
            table=one.table, because=one.because, proposed_days=one.days,
            number=row.number if (row := entered.get(one.table)) else "",
            approved_by=row.approved_by if row else "", approved_on=row.approved_on if row else None,
            days=row.days if row else None,
        )
        for one in KEEP
    ]  # fmt: skip

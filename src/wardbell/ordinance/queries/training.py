"""Who must be trained, and how far each department has come."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wardbell.ordinance.models import Completion, Course, Worker
from wardbell.ordinance.rules import SMALL_CELL, Tier, is_overdue
from wardbell.places import queries as places


@dataclass(frozen=True, kw_only=True)
class Overdue:
    """Somebody who must be trained."""

    staff_number: str
    name: str
    department: str
    tier: Tier
    version: int


@dataclass(frozen=True, kw_only=True)
class Share:
    """How many of a department are trained; `percent` is None where it would tell of single people."""

    department: str
    n_staff: int
    n_trained: int
    percent: int | None


def training_overdue(*, on: date | None = None) -> list[Overdue]:
    """Returns who must be trained on a day, by department and name; a tier without a course owes nothing."""
    on = on or places.today()
    courses, finished = _current(on), _finished()
    return [
        Overdue(
            staff_number=one.staff_number, name=one.name, department=one.department, tier=Tier(one.tier),
            version=courses[one.tier].version,
        )
        for one in Worker.objects.filter(left_at__isnull=True)
        if one.tier in courses and _owes(one, courses[one.tier], finished, on=on)
    ]  # fmt: skip


def completion_by_department(*, on: date | None = None) -> list[Share]:
    """Returns how many of each department are trained on a day, of those who must be."""
    on = on or places.today()
    courses, finished = _current(on), _finished()
    counted: defaultdict[str, list[bool]] = defaultdict(list)
    for one in Worker.objects.filter(left_at__isnull=True, tier__in=courses):
        counted[one.department].append(not _owes(one, courses[one.tier], finished, on=on))
    return [
        Share(
            department=name,
            n_staff=len(trained),
            n_trained=sum(trained),
            percent=100 * sum(trained) // len(trained) if len(trained) >= SMALL_CELL else None,
        )
        for name, trained in sorted(counted.items())
    ]


def _owes(
    worker: Worker, course: Course, finished: dict[tuple[UUID, str], list[tuple[int, date]]], *, on: date
) -> bool:
    done = finished.get((worker.id, worker.tier), [])
    return is_overdue(done, version=course.version, lasts_days=course.lasts_days, today=on)


def _current(on: date) -> dict[str, Course]:
    """Returns the version of each tier that is in force on a day."""
    found = Course.objects.filter(in_force_on__lte=on).order_by("version")
    return {one.tier: one for one in found}


def _finished() -> dict[tuple[UUID, str], list[tuple[int, date]]]:
    found: defaultdict[tuple[UUID, str], list[tuple[int, date]]] = defaultdict(list)
    done = Completion.objects.values_list("worker_id", "course__tier", "course__version", "completed_on")
    for worker_id, tier, version, on in done:
        found[worker_id, tier].append((version, on))
    return found

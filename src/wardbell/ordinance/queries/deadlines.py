"""Deadlines: what is owed, what is overdue, and the council's notice drafted as a value."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from wardbell.ground import clock
from wardbell.ground.errors import Unreadable
from wardbell.ordinance import rules
from wardbell.ordinance.models import Deadline, Filing
from wardbell.ordinance.queries.adopted import adopted
from wardbell.ordinance.queries.rows import deadline_view, entry_row, request_row, types_of, uuid_of
from wardbell.ordinance.queries.values import DeadlineView
from wardbell.ordinance.rules import Agency, CouncilDraft, DeadlineState, Decision, Going, Told


@dataclass(frozen=True, kw_only=True)
class FilingView:
    """A report that was filed."""

    id: str
    filed_at: datetime
    signed_as: str
    is_nil: bool
    n_entries: int
    told: str
    digest: str


def deadline(deadline_id: str) -> DeadlineView:
    """Returns one deadline.

    Raises:
        Unreadable: there is none with this id.
    """
    found = _views(Deadline.objects.filter(id=uuid_of(deadline_id)))
    if not found:
        raise Unreadable("There is no such deadline.")
    return found[0]


def deadlines_of(entry_id: str) -> list[DeadlineView]:
    """Returns the deadlines that an entry began, by due time."""
    return _views(Deadline.objects.filter(entry_id=uuid_of(entry_id)))


def open_deadlines(*, offices: tuple[str, ...] = ()) -> list[DeadlineView]:
    """Returns what is owed now, by due time; of all offices when none is named."""
    found = Deadline.objects.filter(state=DeadlineState.OPEN)
    return _views(found.filter(owner__code__in=offices) if offices else found)


def overdue(*, now: datetime | None = None) -> list[DeadlineView]:
    """Returns what is owed and late, the longest first: the council sees each of these."""
    now = now or clock.now()
    return _views(Deadline.objects.filter(state=DeadlineState.OPEN, due_at__lt=now), now=now)


def filing(deadline_id: str) -> FilingView | None:
    """Returns the report that met a deadline."""
    row = Filing.objects.filter(deadline_id=uuid_of(deadline_id)).first()
    if row is None:
        return None
    return FilingView(
        id=str(row.id), filed_at=row.filed_at, signed_as=row.signed_as, is_nil=row.is_nil, n_entries=row.n_entries,
        told=row.told, digest=row.digest,
    )  # fmt: skip


def council_draft(entry_id: str) -> CouncilDraft | None:
    """Returns the council's notice of a request, drafted for the designee's one tap; None where there is nothing to tell.

    The door hands it to the notices, whose own ceiling is computed anew; it holds no narrative and no target, and no window and
    no place below the city until it may be told.
    """
    entry = entry_row(entry_id)
    row = request_row(entry)
    if row is None:
        return None
    told = Told(
        received_at=entry.received_at, agency=Agency(row.requesting_agency), types=types_of(row),
        decision=Decision(row.decision), going=Going(row.going), is_observed=row.is_observed,
        started_publicly_at=row.started_publicly_at, released_by_counsel_at=row.released_at, ward=row.ward,
        window_start_at=row.window_start_at, window_end_at=row.window_end_at,
    )  # fmt: skip
    return rules.draft(told, now=clock.now())


def _views(found: QuerySet[Deadline], *, now: datetime | None = None) -> list[DeadlineView]:
    confirmed = [one.ordinance.code for one in adopted() if one.is_confirmed]
    now = now or clock.now()
    return [deadline_view(one, now=now, confirmed=confirmed) for one in found.select_related("entry")]

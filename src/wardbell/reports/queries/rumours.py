"""Claims that go round: the one most asked about in this hour on top, and how long answers take."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.people.rules import Verb
from wardbell.reports.models import Asked, Rumour
from wardbell.reports.queries import standing
from wardbell.reports.rules import Label, RumourState

_SHOWN = (RumourState.LOGGED, RumourState.ASSIGNED, RumourState.ANSWERED, RumourState.PUBLISHED)


@dataclass(frozen=True, kw_only=True)
class RumourLine:
    """One claim at the desk."""

    id: str
    claim: str
    ward: str
    state: RumourState
    n_this_hour: int
    assigned_to: str  #: a pseudonym
    is_mine: bool
    answer: Label | None
    logged_at: datetime
    time_to_answer: timedelta | None


def rumours(by: Actor) -> list[RumourLine]:
    """Returns the claims of the desk in one query, the most asked in this hour first, then the oldest.

    Raises:
        NotAllowed: no volunteer of the desk.
    """
    me = standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    now = Asked.objects.filter(rumour=OuterRef("pk"), hour=hour).values("n")[:1]
    found = Rumour.objects.filter(state__in=_SHOWN).select_related("assigned_to").annotate(
        n_this_hour=Coalesce(Subquery(now), 0)
    )  # fmt: skip
    return [_line(row, n=row.n_this_hour, me=me.id) for row in found.order_by("-n_this_hour", "logged_at")]


def median_time_to_answer(*, since: datetime) -> timedelta | None:
    """Returns how long half of the answers took at most; None when there was none."""
    told = Rumour.objects.filter(answered_at__gte=since).values_list("logged_at", "answered_at")
    seconds = [(answered - logged).total_seconds() for logged, answered in told if answered is not None]
    return timedelta(seconds=median(seconds)) if seconds else None


def _line(row: Rumour, *, n: int, me: UUID) -> RumourLine:
    return RumourLine(
        id=str(row.id), claim=row.claim, ward=row.ward, state=RumourState(row.state), n_this_hour=n,
        assigned_to=row.assigned_to.pseudonym if row.assigned_to else "",
        is_mine=row.assigned_to_id == me, answer=Label(row.answer) if row.answer else None,
        logged_at=row.logged_at, time_to_answer=row.answered_at - row.logged_at if row.answered_at else None,
    )  # fmt: skip

"""What would move on the board if all of it were gathered anew; nothing moves by looking."""

from dataclasses import dataclass

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.people.rules import Verb
from wardbell.reports.gathering import Lying, Regrouping, gather, regroupings
from wardbell.reports.models import Incident, Report
from wardbell.reports.queries import rows, standing
from wardbell.reports.queries.board import BoardLine, Told, line_of, told_of
from wardbell.reports.rules import HeldAs, Kind, Level

_MOST = 30  # of one page


@dataclass(frozen=True, kw_only=True)
class Regathering:
    """Some accounts of one line that belong with another, or alone when `target` is None. `is_all`: its line would be empty."""

    key: str  #: the ids of the accounts: what somebody accepts is what they were shown
    source: BoardLine
    target: BoardLine | None
    told: tuple[Told, ...]
    is_all: bool


def regathering(by: Actor) -> list[Regathering]:
    """Returns what the shift lead may accept, one by one.

    Raises:
        NotAllowed: nobody who leads a shift.
    """
    me, now = standing.volunteer_who_may(by, Verb.JUDGE_REPORTS), clock.now()
    found = proposed()[:_MOST]
    wanted = {one.source for one in found} | {one.target for one in found if one.target}
    incidents = Incident.objects.filter(id__in=wanted).select_related("owner")
    lines = {str(row.id): line_of(row, me=me.id, now=now) for row in incidents}
    ids = [int(one) for each in found for one in each.ids]
    reports = {str(row.id): row for row in Report.objects.filter(id__in=ids).select_related("taken_by")}
    return [
        Regathering(
            key=key_of(one), source=lines[one.source], target=lines.get(one.target),
            told=tuple(told_of(reports[each], now=now) for each in one.ids),
            is_all=lines[one.source].n_reports == len(one.ids),
        )
        for one in found
    ]  # fmt: skip


def proposed() -> list[Regrouping]:
    """Returns what gathering all open sightings anew would move; what a person placed or judged stays."""
    recent = (
        Report.objects.filter(
            kind=Kind.SIGHTING, held_as=HeldAs.COMMUNITY, received_at__gte=clock.now() - rows.LOOKS_BACK,
            incident__closed_at__isnull=True,
        )
        .select_related("incident")
        .order_by("received_at", "id")
    )  # fmt: skip
    told = list(recent)
    labels = gather([rows.as_account(one) for one in told])
    return regroupings([_lying(one) for one in told], labels)


def key_of(one: Regrouping) -> str:
    """Returns what tells one proposal from another."""
    return ".".join((one.source, one.target, *one.ids))


def _lying(row: Report) -> Lying:
    incident = row.incident
    return Lying(
        id=str(row.id), incident=str(incident.id), is_free=not row.is_placed and incident.level == Level.RECEIVED,
        weight=(int(row.is_placed), incident.n_rungs, incident.n_reports),
    )  # fmt: skip

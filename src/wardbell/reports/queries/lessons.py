"""After it is over: the steps of a finished incident and where confirmed ones were, without persons, words or corners."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from wardbell.ground.actors import Actor
from wardbell.ground.errors import NotAllowed, WrongState
from wardbell.notices import queries as notices
from wardbell.notices.queries import NoticeView
from wardbell.people.rules import Verb
from wardbell.reports.models import Basis, Finding, Incident, Offer, Rumour, Rung
from wardbell.reports.queries import standing
from wardbell.reports.queries.board import Summary, seen_as
from wardbell.reports.queries.rows import incident_row
from wardbell.reports.rules import Level, Viewer

_MOST = 50  # of a list


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One thing that happened: a word of the room's own list, and what it became."""

    at: datetime
    what: str  #: opened, level, found, asked, on_site, noticed, set_right, answered
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Lessons:
    """A finished incident as it may be learned from: a ward, times, steps."""

    incident_id: str
    level: Level
    ward: str
    opened_at: datetime
    closed_at: datetime
    to_first_level: timedelta | None  #: from the first account to the first label
    to_confirmed: timedelta | None
    to_notice: timedelta | None
    n_asked: int
    n_on_site: int
    steps: tuple[Moment, ...]


def finished(by: Actor) -> list[Lessons]:
    """Returns the incidents that are closed, the newest first.

    Raises:
        NotAllowed: no volunteer of the desk.
    """
    standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    found = Incident.objects.filter(closed_at__isnull=False, n_rungs__gt=0).order_by("-closed_at")[:_MOST]
    return [_lessons(row) for row in found]


def lessons(incident_id: str, by: Actor) -> Lessons:
    """Returns what can be learned from one closed incident.

    Raises:
        NotAllowed: no volunteer of the desk.
        WrongState: it is still open.
    """
    standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    row = incident_row(incident_id)
    if row.closed_at is None:
        raise WrongState("This incident is still open. Its lessons can be read when it is closed.")
    return _lessons(row)


def confirmed_by_ward(by: Actor) -> dict[str, list[Summary]]:
    """Returns the incidents that somebody stands behind, by ward, for the desk and for partners; never a corner or a count of people.

    Raises:
        NotAllowed: neither.
    """
    viewers = standing.viewers_of(by)
    if Viewer.CITY in viewers or not viewers & {Viewer.DESK, Viewer.PARTNER}:
        raise NotAllowed("This is for the desk and for partner organizations.")
    found: dict[str, list[Summary]] = {}
    for one in seen_as(frozenset({Viewer.PARTNER})):
        if one.level is not Level.CORROBORATED:
            found.setdefault(one.ward, []).append(one)
    return dict(sorted(found.items()))


def _lessons(row: Incident) -> Lessons:
    assert row.closed_at is not None
    rungs = list(Rung.objects.filter(incident=row))
    offers = list(Offer.objects.filter(incident=row))
    made = [notices.notice(str(one.notice_id)) for one in Basis.objects.filter(incident=row).order_by("at")]
    first_out = min((one.published_at for one in made if one.published_at), default=None)
    return Lessons(
        incident_id=str(row.id), level=Level(row.level), ward=row.ward, opened_at=row.opened_at, closed_at=row.closed_at,
        to_first_level=rungs[0].at - row.opened_at if rungs else None,
        to_confirmed=row.verified_at - row.opened_at if row.verified_at else None,
        to_notice=first_out - row.opened_at if first_out else None,
        n_asked=len(offers), n_on_site=sum(one.on_site_at is not None for one in offers),
        steps=tuple(sorted(_steps(row, rungs, offers, made), key=lambda one: one.at)),
    )  # fmt: skip


def _steps(row: Incident, rungs: list[Rung], offers: list[Offer], made: list[NoticeView]) -> list[Moment]:
    steps = [Moment(at=row.opened_at, what="opened")]
    steps += [Moment(at=one.at, what="level", detail=one.after) for one in rungs]
    steps += [
        Moment(at=one.found_at, what="found", detail=one.answer)
        for one in Finding.objects.filter(incident=row)
    ]
    steps += [Moment(at=one.offered_at, what="asked") for one in offers]
    steps += [Moment(at=one.on_site_at, what="on_site") for one in offers if one.on_site_at]
    for one in made:
        if one.published_at:
            steps.append(Moment(at=one.published_at, what="noticed", detail=one.number))
        if over := one.withdrawn_at or one.ended_at:
            steps.append(Moment(at=over, what="set_right", detail=one.number))
    answered = Rumour.objects.filter(incident=row, answered_at__isnull=False)
    return steps + [
        Moment(at=one.answered_at, what="answered", detail=one.answer) for one in answered if one.answered_at
    ]

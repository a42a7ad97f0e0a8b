"""The board: one line for each scene, however many tell of it, and what somebody may see of one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import NotAllowed
from wardbell.people import queries as people
from wardbell.people.rules import Verb, check_may
from wardbell.reports import rules
from wardbell.reports.models import Gathering, Incident, Line, Report, Rung
from wardbell.reports.queries import standing
from wardbell.reports.queries.rows import incident_row
from wardbell.reports.rules import SOURCES, HeldAs, Kind, Level, Source, Viewer, Wait

MOST_LINES = 25  # of one page of the board; the oldest waiting come first


@dataclass(frozen=True, kw_only=True)
class BoardLine:
    """One incident on the board. `age` runs from the first account; `owner` is a pseudonym, empty when nobody has it."""

    id: str
    kind: Kind
    level: Level
    ward: str
    place_name: str
    n_reports: int
    n_first_hand: int
    age: timedelta
    heard_ago: timedelta
    owner: str
    is_mine: bool
    handover_note: str
    is_urgent: bool
    dangers: tuple[str, ...]
    wait: Wait


@dataclass(frozen=True, kw_only=True)
class Board:
    """What waits at the desk: one page of it, counted as a whole."""

    lines: tuple[BoardLine, ...]
    n_open: int
    n_unclaimed: int
    page: int
    n_pages: int


@dataclass(frozen=True, kw_only=True)
class Corner:
    """Where an open incident is, for those who verify alone: degrees to about 100 m, or None where only words tell it."""

    line: BoardLine
    lat: float | None
    lon: float | None


@dataclass(frozen=True, kw_only=True)
class Told:
    """One account as the desk sees it; whether there is a way back, never whom it leads to."""

    id: str
    kind: Kind
    received_at: datetime
    seen_at: datetime
    way: str
    source: str
    first_hand: str
    language: str
    text: str
    masked: tuple[str, ...]
    place_kind: str
    place_name: str
    n_people: int | None
    markings: tuple[str, ...]
    equipment: tuple[str, ...]
    dangers: tuple[str, ...]
    can_be_answered: bool
    was_answered: bool
    is_doubtful: bool
    taken_by: str


@dataclass(frozen=True, kw_only=True)
class Climbed:
    """One rung."""

    before: Level
    after: Level
    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class Said:
    """One line of the thread."""

    at: datetime
    by: str
    word: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Act:
    """A split or merge that can be undone."""

    id: str
    kind: str
    at: datetime
    by: str
    n_reports: int


@dataclass(frozen=True, kw_only=True)
class IncidentView:
    """One incident, for the desk."""

    line: BoardLine
    neighbourhood: str
    seen_from: datetime
    seen_until: datetime
    opened_at: datetime
    closed_at: datetime | None
    is_dwelling: bool  #: somebody told of a home, which was masked
    is_verified: bool
    next_levels: tuple[Level, ...]
    told: tuple[Told, ...]
    rungs: tuple[Climbed, ...]
    thread: tuple[Said, ...]
    acts: tuple[Act, ...]


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What partners and, of what is confirmed, the city see: no words, no corner, no count."""

    id: str
    level: Level
    ward: str
    neighbourhood: str
    label: rules.Label
    since_at: datetime
    at: datetime


@dataclass(frozen=True, kw_only=True)
class ForDesignee:
    """What the city's designee may speak about: no words, no corner, no count."""

    scene: Summary
    source: Source
    peer: str  #: the node that handed it over; empty when staff of the city saw it


def board(by: Actor, *, page: int = 1, now: datetime | None = None) -> Board:
    """Returns one page of what waits at the desk, in two queries of the room: threats first, then what waits longest.

    A page that is not there is the nearest one.

    Raises:
        NotAllowed: no volunteer of the desk.
    """
    me, now = standing.volunteer_who_may(by, Verb.SORT_REPORTS), now or clock.now()
    is_held = Q(owner__isnull=False, claimed_until__gt=now)
    counted = _on_board().aggregate(n_open=Count("id"), n_held=Count("id", filter=is_held))
    n_open, n_pages = counted["n_open"], max(1, -(-counted["n_open"] // MOST_LINES))
    page = min(max(1, page), n_pages)
    waiting = _on_board().select_related("owner").order_by("-is_urgent", "opened_at", "id")
    found = waiting[(page - 1) * MOST_LINES : page * MOST_LINES]
    lines = tuple(line_of(row, me=me.id, now=now) for row in found)
    return Board(
        lines=lines, n_open=n_open, n_unclaimed=n_open - counted["n_held"], page=page, n_pages=n_pages
    )


def incident(incident_id: str, by: Actor) -> IncidentView:
    """Returns one incident with its accounts, rungs, thread and acts.

    Raises:
        NotAllowed: no volunteer of the desk.
        Unreadable: there is no such incident.
    """
    me, now = standing.volunteer_who_may(by, Verb.SORT_REPORTS), clock.now()
    row = incident_row(incident_id)
    told = Report.objects.filter(incident=row).select_related("taken_by")
    rungs = Rung.objects.filter(incident=row).select_related("volunteer", "person")
    thread = Line.objects.filter(incident=row).select_related("volunteer")
    acts = Gathering.objects.filter(Q(source=row) | Q(target=row), undone_at__isnull=True).select_related(
        "volunteer"
    )
    return IncidentView(
        line=line_of(row, me=me.id, now=now), neighbourhood=row.neighbourhood, seen_from=row.seen_from,
        seen_until=row.seen_until, opened_at=row.opened_at, closed_at=row.closed_at, is_dwelling=row.is_dwelling,
        is_verified=row.verified_at is not None,
        next_levels=tuple(sorted(rules.next_levels(Level(row.level), kind=Kind(row.kind)))), told=tuple(told_of(one, now=now) for one in told),
        rungs=tuple(_climbed(one) for one in rungs),
        thread=tuple(Said(at=one.at, by=one.volunteer.pseudonym, word=one.word, words=one.words) for one in thread),
        acts=tuple(
            Act(id=str(one.id), kind=one.kind, at=one.at, by=one.volunteer.pseudonym, n_reports=len(one.moved))
            for one in acts
        ),
    )  # fmt: skip


def corners(by: Actor) -> list[Corner]:
    """Returns the open sightings that are told to a corner or a public place, the longest waiting first, at most one page of them.

    Raises:
        NotAllowed: no volunteer of the desk.
    """
    me, now = standing.volunteer_who_may(by, Verb.SORT_REPORTS), clock.now()
    exact = [rules.PlaceKind.INTERSECTION, rules.PlaceKind.PUBLIC_PLACE]
    found = (
        _on_board()
        .filter(kind=Kind.SIGHTING, place_kind__in=exact, is_dwelling=False)
        .select_related("owner")
    )
    return [
        Corner(line=line_of(row, me=me.id, now=now), lat=row.lat, lon=row.lon)
        for row in found.order_by("opened_at", "id")[:MOST_LINES]
    ]


def seen(by: Actor) -> list[Summary]:
    """Returns what somebody who is not of the desk may see, newest first: an office or employee of the city nothing below confirmed."""
    return seen_as(standing.viewers_of(by) - {Viewer.DESK})


def seen_as(viewers: frozenset[Viewer]) -> list[Summary]:
    """Returns what may be seen as somebody, newest first."""
    if not viewers:
        return []
    allowed = rules.levels_seen_by(viewers)
    found = Incident.objects.filter(kind=Kind.SIGHTING, level__in=sorted(allowed), n_rungs__gt=0)
    return [
        _summary(row)
        for row in found.order_by("-opened_at")
        if rules.may_see(Level(row.level), viewers, is_verified=row.verified_at is not None)
    ]


def count_seen(by: Actor) -> int:
    """Returns how many incidents somebody may see: what they may not see is not counted either."""
    return len(seen(by))


def check_may_see(incident_id: str, by: Actor) -> Summary:
    """Returns one incident as somebody who is not of the desk may see it.

    Raises:
        NotAllowed: they may not; the same when there is no such incident.
    """
    found = next((one for one in seen(by) if one.id == incident_id), None)
    if found is None:
        raise NotAllowed("There is nothing here that you may see.")
    return found


def for_designee(by: Actor) -> list[ForDesignee]:
    """Returns what staff of the city saw or a peer handed over and still goes on, oldest first; a community's own is not of it.

    Raises:
        NotAllowed: no designee.
    """
    check_may(people.roles_of_actor(by), Verb.CONFIRM_OFFICIALLY)
    rows = list(_on_board().filter(held_as=HeldAs.CITY, kind=Kind.SIGHTING).order_by("opened_at"))
    told = Report.objects.filter(incident__in=rows, source__in=sorted(SOURCES[HeldAs.CITY])).order_by(
        "received_at"
    )
    brought = {incident: (Source(source), peer) for incident, source, peer in
               told.values_list("incident_id", "source", "peer")}  # fmt: skip
    return [
        ForDesignee(scene=_summary(row), source=brought[row.id][0], peer=brought[row.id][1])
        for row in rows
        if row.id in brought
    ]


def near(incident_id: str, by: Actor) -> list[BoardLine]:
    """Returns the scenes of the same ward within three hours, with which an incident may be merged; the nearest in time first.

    Raises:
        NotAllowed: no volunteer of the desk.
    """
    me, now = standing.volunteer_who_may(by, Verb.SORT_REPORTS), clock.now()
    row = incident_row(incident_id)
    slack = timedelta(hours=3)
    beside = _on_board().filter(
        kind=row.kind, held_as=row.held_as, ward=row.ward, seen_from__lte=row.seen_until + slack,
        seen_until__gte=row.seen_from - slack,
    )  # fmt: skip
    found = beside.exclude(id=row.id).select_related("owner")
    return [
        line_of(one, me=me.id, now=now)
        for one in sorted(found, key=lambda one: abs(one.seen_from - row.seen_from))
    ]


def _on_board() -> QuerySet[Incident]:
    return Incident.objects.filter(closed_at__isnull=True, n_reports__gt=0)


def line_of(row: Incident, *, me: UUID | None, now: datetime) -> BoardLine:
    """Returns an incident as a line of the board, for the files of this shelf."""
    is_held = row.owner is not None and row.claimed_until is not None and now < row.claimed_until
    return BoardLine(
        id=str(row.id), kind=Kind(row.kind), level=Level(row.level), ward=row.ward, place_name=row.place_name,
        n_reports=row.n_reports, n_first_hand=row.n_first_hand, age=now - row.opened_at, heard_ago=now - row.heard_at,
        owner=row.owner.pseudonym if row.owner is not None and is_held else "", is_mine=is_held and row.owner_id == me,
        handover_note=row.handover_note, is_urgent=row.is_urgent, dangers=tuple(row.dangers),
        wait=rules.wait_of(now - row.opened_at, is_labelled=row.level != Level.RECEIVED),
    )  # fmt: skip


def told_of(row: Report, *, now: datetime) -> Told:
    """Returns an account as the desk sees it, for the files of this shelf."""
    has_way_back = (
        row.reply_handle_id is not None and row.contact_until is not None and now < row.contact_until
    )
    return Told(
        id=str(row.id), kind=Kind(row.kind), received_at=row.received_at, seen_at=row.seen_at, way=row.way, source=row.source,
        first_hand=row.first_hand, language=row.language, text=row.text, masked=tuple(row.masked), place_kind=row.place_kind,
        place_name=row.place_name, n_people=row.n_people, markings=tuple(row.markings), equipment=tuple(row.equipment),
        dangers=tuple(row.dangers), can_be_answered=has_way_back, was_answered=row.answered_at is not None,
        is_doubtful=row.is_doubtful, taken_by=row.taken_by.pseudonym if row.taken_by else "",
    )  # fmt: skip


def _climbed(row: Rung) -> Climbed:
    by = row.volunteer.pseudonym if row.volunteer else row.person.name if row.person else row.peer
    return Climbed(before=Level(row.before), after=Level(row.after), at=row.at, by=by)


def _summary(row: Incident) -> Summary:
    level, is_verified = Level(row.level), row.verified_at is not None
    return Summary(
        id=str(row.id), level=level, ward=row.ward, neighbourhood=row.neighbourhood,
        label=rules.label_of(level, is_verified=is_verified), since_at=row.seen_from, at=row.verified_at or row.heard_at,
    )  # fmt: skip

"""Reads of escalation: what is due, who must answer, and the public clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wardbell.dispatch import queries as dispatch
from wardbell.escalation import rules, tokens
from wardbell.escalation.models import Alarm, Heartbeat, Request, RosterTest
from wardbell.escalation.rules import Missed, MissedKind, RequestState
from wardbell.ground import clock
from wardbell.people import queries as people

CLOCKWORK = "clockwork"  # whose heartbeat the watchdog listens to
WATCHDOG = "watchdog"


@dataclass(frozen=True, kw_only=True)
class Due:
    """A step that may be taken, with the token that it needs: worthless once somebody else took it."""

    request_id: str
    fence: int


@dataclass(frozen=True, kw_only=True)
class RequestView:
    """One request, as a door shows it to those who may answer."""

    id: str
    subject: str
    office: str
    office_name: str
    code: str
    state: RequestState
    exercise: bool
    opened_at: datetime
    answered_at: datetime | None
    answered_by: str
    via: str
    asked_label: str  #: the label of the rung reached last


@dataclass(frozen=True, kw_only=True)
class OfficeRow:
    """One office's line of the clock. `notified_at` is when a provider first accepted a copy."""

    office: str
    name: str
    notified_at: datetime | None
    answered_at: datetime | None
    answered_by: str
    via: str
    state: RequestState
    escalated_to: str | None  #: label of the last rung asked, when it is not the first
    next_label: str | None  #: who is asked next; None when nobody is left
    next_due_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class ClockView:
    """The public clock, for officials: from the first shareable knowledge to each office."""

    shareable_at: datetime
    became_known_at: datetime  #: when this node was told, that is, when the first office was asked
    rows: tuple[OfficeRow, ...]
    n_asked: int
    n_notified: int
    n_answered: int


@dataclass(frozen=True, kw_only=True)
class OwnView:
    """The same clock, for one office: its own row, and totals."""

    shareable_at: datetime
    became_known_at: datetime
    row: OfficeRow
    n_asked: int
    n_notified: int
    n_answered: int


@dataclass(frozen=True, kw_only=True)
class Drill:
    """One exercise in which offices were asked, and who of them answered."""

    subject: str
    asked_at: datetime
    offices: frozenset[str]  #: codes of those asked
    answered: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class RosterLine:
    """One evening's test: how many offices answered, and how long the slowest answer took."""

    day: date
    due_at: datetime
    held_at: datetime | None
    passed_over_because: str
    n_asked: int
    n_answered: int
    slowest: timedelta | None


def steps_due(now: datetime) -> list[Due]:
    """Returns the open requests whose next rung is due, the longest waiting first."""
    found = Request.objects.filter(state=RequestState.OPEN, next_due_at__lte=now).order_by(
        "next_due_at", "position"
    )
    return [Due(request_id=str(one.id), fence=one.fence) for one in found.only("id", "fence")]


def due_step(request_id: str, now: datetime) -> Due | None:
    """Returns the next step of one request, if it is due."""
    found = Request.objects.filter(id=request_id, state=RequestState.OPEN, next_due_at__lte=now).first()
    return Due(request_id=str(found.id), fence=found.fence) if found else None


def clock_view(subject: str) -> ClockView | None:
    """Returns every office's row, in the order in which they were asked; None when nobody was."""
    requests = list(Request.objects.filter(subject=subject).select_related("office"))
    if not requests:
        return None
    rows = tuple(_row(one) for one in requests)
    return ClockView(
        shareable_at=requests[0].shareable_at,
        became_known_at=min(one.opened_at for one in requests),
        rows=rows,
        n_asked=len(rows),
        n_notified=sum(row.notified_at is not None for row in rows),
        n_answered=sum(row.answered_at is not None for row in rows),
    )


def own_row_and_totals(subject: str, *, office: str) -> OwnView | None:
    """Returns one office's row and how many others were told and answered; None when it was not asked."""
    clock = clock_view(subject)
    row = next((row for row in clock.rows if row.office == office), None) if clock else None
    if clock is None or row is None:
        return None
    return OwnView(
        shareable_at=clock.shareable_at,
        became_known_at=clock.became_known_at,
        row=row,
        n_asked=clock.n_asked,
        n_notified=clock.n_notified,
        n_answered=clock.n_answered,
    )


def row_of(subject: str, office: str) -> OfficeRow | None:
    """Returns one office's row alone; None when it was not asked."""
    request = Request.objects.filter(subject=subject, office_id=office).select_related("office").first()
    return _row(request) if request else None


def request(request_id: str) -> RequestView | None:
    """Returns one request."""
    found = Request.objects.filter(id=request_id).select_related("office").first()
    return _view(found) if found else None


def request_by_token(token: str) -> RequestView | None:
    """Returns the request that an acknowledgement link means; None alike for a forged, an unknown and an old one."""
    opened = tokens.read(token)
    found = request(opened.request_id) if opened else None
    return found if found and clock.now() - found.opened_at <= rules.LINK_LASTS else None


def request_about(subject: str, *, office: str) -> RequestView | None:
    """Returns one office's request about a subject."""
    found = Request.objects.filter(subject=subject, office_id=office).select_related("office").first()
    return _view(found) if found else None


def open_requests(account_id: str) -> list[RequestView]:
    """Returns the open requests in which this person was asked, the newest first."""
    found = (
        Request.objects.filter(state=RequestState.OPEN)
        .select_related("office")
        .order_by("-opened_at", "position")
    )
    return [_view(one) for one in found if _was_asked(one, account_id)]


def unanswered_since(account_id: str, since: datetime) -> list[RequestView]:
    """Returns exhausted requests opened since then in which this person was asked: a late answer still counts."""
    found = (
        Request.objects.filter(state=RequestState.EXHAUSTED, opened_at__gte=since)
        .select_related("office")
        .order_by("-opened_at", "position")
    )
    return [_view(one) for one in found if _was_asked(one, account_id)]


def request_with_code(code: str, *, account_id: str) -> RequestView | None:
    """Returns the newest request with this code in which this person was asked, whatever its state."""
    found = Request.objects.filter(code=code).select_related("office").order_by("-opened_at")
    return next((_view(one) for one in found if _was_asked(one, account_id)), None)


def inbox(offices: Sequence[str], *, limit: int = 50) -> list[RequestView]:
    """Returns what these offices were asked, the newest first."""
    found = Request.objects.filter(office_id__in=offices).select_related("office")
    return [_view(one) for one in found.order_by("-opened_at", "position")[:limit]]


def latest_request(account_id: str, *, since: datetime) -> RequestView | None:
    """Returns the newest request opened since then in which this person was asked, whatever its state."""
    found = Request.objects.filter(opened_at__gte=since).select_related("office").order_by("-opened_at")
    return next((_view(one) for one in found if _was_asked(one, account_id)), None)


def last_evening() -> date | None:
    """Returns the newest evening whose roster test was held or passed over."""
    return RosterTest.objects.order_by("-day").values_list("day", flat=True).first()


def roster_tests(*, limit: int = 31) -> list[RosterLine]:
    """Returns the newest evenings, each with how it went."""
    return [_roster_line(one) for one in RosterTest.objects.order_by("-day")[:limit]]


def roster_test(day: date) -> RosterLine | None:
    """Returns how one evening went; None when there was no test and no note."""
    found = RosterTest.objects.filter(day=day).first()
    return _roster_line(found) if found else None


def open_roster_tests(offices: Sequence[str]) -> list[RequestView]:
    """Returns the roster tests that these offices have not answered yet and still can."""
    found = Request.objects.filter(
        subject__startswith=rules.ROSTER, office_id__in=offices, state=RequestState.OPEN
    )
    return [_view(one) for one in found.select_related("office")]


def missed_steps(now: datetime) -> list[Missed]:
    """Returns the steps that were due more than the grace ago and were not taken, the longest waiting first."""
    late = Request.objects.filter(state=RequestState.OPEN, next_due_at__lt=now - rules.GRACE)
    return [
        Missed(
            kind=MissedKind.STEP,
            key=rules.step_key(str(one.id), one.next_rung),
            due_at=one.next_due_at or now,
            subject=one.subject,
            office=one.office_id,
            rung=one.next_rung,
        )
        for one in late.order_by("next_due_at", "position")
    ]


def offices_left_alone(now: datetime) -> list[Missed]:
    """Returns the council offices that had people, and in which nobody can act any more."""
    return [rules.left_alone(office.code, now=now) for office in people.offices_left_alone(now)]


def missed_beat(now: datetime, *, watching_since: datetime) -> Missed | None:
    """Returns what is wrong with the clockwork's heartbeat, or None."""
    last = Heartbeat.objects.filter(worker=CLOCKWORK).values_list("beat_at", flat=True).first()
    return rules.missed_beat(last_beat_at=last, watching_since=watching_since, now=now)


def drills(*, since: datetime) -> list[Drill]:
    """Returns the exercises since then in which council offices were asked, newest first."""
    asked: dict[str, list[Request]] = {}
    for one in Request.objects.filter(exercise=True, opened_at__gte=since).order_by("-opened_at", "position"):
        asked.setdefault(one.subject, []).append(one)
    return [
        Drill(
            subject=subject,
            asked_at=min(one.opened_at for one in requests),
            offices=frozenset(one.office_id for one in requests),
            answered=frozenset(one.office_id for one in requests if one.answered_at is not None),
        )
        for subject, requests in asked.items()
    ]


def latest_beat(worker: str = CLOCKWORK) -> datetime | None:
    """Returns when the clockwork, or the watchdog, was last alive; None when it never was."""
    return Heartbeat.objects.filter(worker=worker).values_list("beat_at", flat=True).first()


def untold(*, since: datetime) -> list[Missed]:
    """Returns the alarms raised since then of which no mail has left."""
    found = Alarm.objects.filter(told_at__isnull=True, raised_at__gte=since).order_by("raised_at")
    return [
        Missed(
            kind=MissedKind(one.kind),
            key=one.key,
            due_at=one.due_at,
            subject=one.subject,
            office=one.office,
            rung=one.rung,
        )
        for one in found
    ]


def _was_asked(request: Request, account_id: str) -> bool:
    return rules.was_asked(account_id, rules.ladder_of(request.ladder), next_rung=request.next_rung)


def _view(request: Request) -> RequestView:
    ladder = rules.ladder_of(request.ladder)
    return RequestView(
        id=str(request.id),
        subject=request.subject,
        office=request.office_id,
        office_name=request.office.name,
        code=request.code,
        state=RequestState(request.state),
        exercise=request.exercise,
        opened_at=request.opened_at,
        answered_at=request.answered_at,
        answered_by=request.answered_by,
        via=request.via,
        asked_label=ladder[min(request.next_rung, len(ladder)) - 1].label,
    )


def _row(request: Request) -> OfficeRow:
    ladder = rules.ladder_of(request.ladder)
    reached = min(request.next_rung, len(ladder)) - 1
    is_open = request.state == RequestState.OPEN
    return OfficeRow(
        office=request.office_id,
        name=request.office.name,
        notified_at=_notified_at(request),
        answered_at=request.answered_at,
        answered_by=request.answered_by,
        via=request.via,
        state=RequestState(request.state),
        escalated_to=ladder[reached].label if reached > 0 else None,
        next_label=ladder[reached + 1].label if is_open and reached + 1 < len(ladder) else None,
        next_due_at=request.next_due_at,
    )


def _notified_at(request: Request) -> datetime | None:
    sent_as = rules.address_of_request(request.subject, request.office_id)
    times = [sent_at for _, _, _, sent_at, _ in dispatch.delivered_to_accounts(sent_as) if sent_at]
    return min(times, default=None)


def _roster_line(row: RosterTest) -> RosterLine:
    found = Request.objects.filter(subject=rules.roster_subject(row.day)).values_list(
        "opened_at", "answered_at"
    )
    asked = list(found)
    took = [answered_at - opened_at for opened_at, answered_at in asked if answered_at]
    return RosterLine(
        day=row.day, due_at=row.due_at, held_at=row.held_at, passed_over_because=row.passed_over_because,
        n_asked=len(asked), n_answered=len(took), slowest=max(took, default=None),
    )  # fmt: skip

"""Duties as data: when one begins, when it is due, what must be handed in. Nothing here knows what a city wants of anybody."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from wardbell.ground.errors import Refused, WrongState
from wardbell.ordinance.rules.calendar import Calendar, Period, period_of

STANDING = "text to be confirmed by counsel"  # what every duty is until counsel has signed


class Cadence(StrEnum):
    """How a duty's time is counted."""

    AS_SOON_AS_POSSIBLE = "as_soon_as_possible"  #: `within` minutes is when it counts as late; what is shown is the time elapsed
    HOURS = "hours"
    BUSINESS_DAYS = "business_days"
    DAYS = "days"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


#: cadences that come round by themselves, and of how many months
MONTHS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.HALF_YEARLY: 6, Cadence.YEARLY: 12}


class Condition(StrEnum):
    """What begins a duty."""

    ONGOING_ACTION_KNOWN = "ongoing_action_known"
    ASSISTANCE_REQUESTED = "assistance_requested"
    NON_JUDICIAL_REQUEST = "non_judicial_request"
    RESOURCES_USED = "resources_used"
    LIFE_SAFETY_HELP = "life_safety_help"
    PROPERTY_USED = "property_used"
    DATA_REQUESTED = "data_requested"
    DETAINER_RECEIVED = "detainer_received"
    WARRANT_PRESENTED = "warrant_presented"
    AGREEMENT_PROPOSED = "agreement_proposed"
    VENDOR_ENGAGED = "vendor_engaged"
    COMPLAINT_RECEIVED = "complaint_received"
    PERIOD_ENDS = "period_ends"


class Act(StrEnum):
    """What meets a duty."""

    COUNCIL_NOTICE = "council_notice"  #: a notice is drafted for the designee
    REPORT = "report"  #: a report is filed, or its nil certificate
    DOCUMENT = "document"  #: the entry's slots are filled or waived
    COPY_TO_SUBJECT = "copy_to_subject"
    REFER = "refer"  #: handed to counsel, or to a body outside


class DeadlineState(StrEnum):
    OPEN = "open"  #: somebody must act; past its due time it is overdue
    MET = "met"  #: done, with a reference to what did it
    EXEMPT = "exempt"  #: an exemption was cited, with a day on which it is looked at again
    CANCELLED = "cancelled"  #: it began in error, with a reason


NEXT: dict[DeadlineState, frozenset[DeadlineState]] = {
    DeadlineState.OPEN: frozenset({DeadlineState.MET, DeadlineState.EXEMPT, DeadlineState.CANCELLED}),
    DeadlineState.EXEMPT: frozenset({DeadlineState.OPEN, DeadlineState.MET}),
    DeadlineState.MET: frozenset(),
    DeadlineState.CANCELLED: frozenset(),
}


class Step(StrEnum):
    """What is said about a deadline, each once."""

    OPENED = "opened"
    SOON = "soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, kw_only=True)
class Exemption:
    """Why a duty need not be met, and after how many days somebody looks at that again."""

    code: str
    text: str
    review_days: int
    citation: str


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One duty of a pack: who must tell whom, within what, with which fields."""

    code: str
    title: str
    act: Act
    owner: str  #: kind of the office that owes it
    tells: tuple[str, ...]  #: to whom, in the order in which they are told
    begins: tuple[Condition, ...]
    cadence: Cadence
    within: int  #: minutes, hours, business days or days; of a period, business days after its end
    due_on: str  #: "MM-DD" of a yearly duty instead of `within`, else ""
    only_when_any: bool  #: a period in which nothing began owes nothing
    nil_certificate: bool  #: a period with nothing is certified as such
    fields: tuple[str, ...]  #: of the register, which must be filled or waived before an entry is closed
    slots: tuple[str, ...]  #: papers that must be attached or waived with a reason
    asks: tuple[str, ...]  #: "role@kind of office": rungs of the reminder, in order
    ask_minutes: tuple[int, ...]  #: minutes after the reminder at which each rung is asked; the first is 0
    remind_days: int  #: business days before it is due
    exemptions: tuple[Exemption, ...]
    citation: str
    source: str

    @property
    def is_periodic(self) -> bool:
        """Says whether it comes round by itself."""
        return self.cadence in MONTHS

    def exemption(self, code: str) -> Exemption:
        """Returns one of its exemptions.

        Raises:
            Refused: it has none of this code.
        """
        for one in self.exemptions:
            if one.code == code:
                return one
        raise Refused("This duty has no exemption of that name.")


def move(state: DeadlineState, to: DeadlineState) -> DeadlineState:
    """Returns the new state.

    Raises:
        WrongState: there is no way from here to there.
    """
    if to not in NEXT[state]:
        raise WrongState("This deadline is %(state)s and cannot become %(to)s.", state=state, to=to)
    return to


def begun_by(duties: Collection[Duty], conditions: Collection[Condition]) -> tuple[Duty, ...]:
    """Returns the duties that one event begins, in the order of the pack; those of a calendar begin by themselves."""
    return tuple(
        one for one in duties if not one.is_periodic and not frozenset(one.begins).isdisjoint(conditions)
    )


def due_at(duty: Duty, *, arose_at: datetime, calendar: Calendar, zone: ZoneInfo) -> datetime:
    """Returns when a duty that one event began is due.

    Minutes and hours are counted as they pass, whatever the wall's clock does; days are days of the wall, and end with business.
    """
    match duty.cadence:
        case Cadence.AS_SOON_AS_POSSIBLE:
            return arose_at + timedelta(minutes=duty.within)
        case Cadence.HOURS:
            return arose_at + timedelta(hours=duty.within)
        case Cadence.BUSINESS_DAYS:
            day = calendar.business_day(arose_at.astimezone(zone).date(), duty.within)
            return calendar.closing(day, zone)
        case Cadence.DAYS:
            day = arose_at.astimezone(zone).date() + timedelta(days=duty.within)
            return calendar.closing(calendar.business_day(day, 0), zone)
        case _:
            raise ValueError(f"{duty.code} is due by the calendar")


def period_due_at(duty: Duty, period: Period, *, calendar: Calendar, zone: ZoneInfo) -> datetime:
    """Returns when the report of a period is due: on a named day after its end, or so many business days after it."""
    if duty.due_on:
        month, day = map(int, duty.due_on.split("-"))
        named = date(period.ends_on.year, month, day)
        if named <= period.ends_on:
            named = date(period.ends_on.year + 1, month, day)
        return calendar.closing(calendar.business_day(named, 0), zone)
    return calendar.closing(calendar.business_day(period.ends_on, max(duty.within, 1)), zone)


def periods_ended(duty: Duty, *, since: date, today: date, calendar: Calendar) -> tuple[Period, ...]:
    """Returns the periods of a duty that ended before today and not before `since`, oldest first.

    A clock that jumps ahead leaves none out; one that jumps back finds none again.
    """
    found, months = [], MONTHS[duty.cadence]
    period = period_of(since, months=months, calendar=calendar)
    while period.ends_on < today:
        found.append(period)
        period = period_of(period.ends_on + timedelta(days=1), months=months, calendar=calendar)
    return tuple(found)


def remind_at(duty: Duty, *, due: datetime, calendar: Calendar, zone: ZoneInfo) -> datetime:
    """Returns when somebody is reminded before a deadline: so many business days before, at the hour at which it is due."""
    if not duty.remind_days:
        return due
    day = calendar.business_day(due.astimezone(zone).date(), -duty.remind_days)
    return calendar.closing(day, zone)


def step_due(
    duty: Duty, *, opened_at: datetime, due: datetime, now: datetime, calendar: Calendar, zone: ZoneInfo
) -> Step | None:
    """Returns what is to be said about an open deadline by now, the latest that has come; None while there is nothing."""
    if now > due:
        return Step.OVERDUE
    if duty.cadence is Cadence.AS_SOON_AS_POSSIBLE:
        return Step.OPENED if now >= opened_at else None
    return Step.SOON if now >= remind_at(duty, due=due, calendar=calendar, zone=zone) else None


def elapsed_minutes(since: datetime, now: datetime) -> int:
    """Returns the whole minutes that have passed, none when the clock went back."""
    return max(0, int((now - since) / timedelta(minutes=1)))

"""The city's calendar: weekends, holidays, business days, and the periods of its fiscal year. Days are days of the wall."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from wardbell.ground.errors import Unreadable

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
_FIXED = re.compile(r"(\d\d)-(\d\d)")
_MOVING = re.compile(rf"(day after )?({'|'.join(_PLACES)}) ({'|'.join(WEEKDAYS)}) of ({'|'.join(_MONTHS)})")
_LEAP_YEAR = 2028  # in which every day of every year exists
_SATURDAY = 5
LONGEST_CLOSURE = 366  # days without one business day: a calendar that has none is refused


class Observed(StrEnum):
    """When a holiday on a fixed day falls on a weekend."""

    NEAREST_WEEKDAY = (
        "nearest_weekday"  #: Saturday's on Friday, Sunday's on Monday (5 USC 6103(b), Minn. Stat. 645.44)
    )
    NOT_AT_ALL = "not_at_all"


@dataclass(frozen=True, kw_only=True)
class Holiday:
    """One holiday of every year: a day of a month, or a weekday of a month."""

    rule: str
    month: int
    day: int = 0  #: 0 when it moves
    place: int = 0  #: 0 first, 3 fourth, -1 last
    weekday: int = 0
    shift: int = 0  #: days after it

    def of(self, year: int) -> date | None:
        """Returns the day in a year; None where the year has none (29 February)."""
        if self.day:
            try:
                return date(year, self.month, self.day)
            except ValueError:
                return None
        return _nth(year, self.month, self.weekday, self.place) + timedelta(days=self.shift)


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """What counts as a day of business, and when one ends."""

    holidays: tuple[Holiday, ...] = ()
    observed: Observed = Observed.NEAREST_WEEKDAY
    weekend: tuple[int, ...] = (5, 6)  #: Monday is 0
    closes_at: time = time(16, 30)  #: on the wall: what is due on a day is due by then
    fiscal_month: int = 1
    fiscal_day: int = 1
    closed_on: frozenset[date] = field(default_factory=frozenset)  #: single days, by the city's own decision

    def is_business_day(self, day: date) -> bool:
        """Says whether the city's offices are open on a day."""
        return (
            day.weekday() not in self.weekend and day not in self.closed_on and day not in self._closed(day)
        )

    def business_day(self, start: date, n: int) -> date:
        """Returns the n-th business day after a day (before it when n is negative); the day itself does not count.

        With n = 0 it is the day itself, or the next business day.
        """
        step = timedelta(days=-1 if n < 0 else 1)
        day = start if n else start - step
        for _ in range(abs(n) or 1):
            day = self._next(day + step, step)
        return day

    def closing(self, day: date, zone: ZoneInfo) -> datetime:
        """Returns the instant at which a day of business ends, in UTC; an hour that the clocks leave out is taken as it would have been."""
        return datetime.combine(day, self.closes_at, tzinfo=zone).astimezone(UTC)

    def _next(self, day: date, step: timedelta) -> date:
        for _ in range(LONGEST_CLOSURE):
            if self.is_business_day(day):
                return day
            day += step
        raise Unreadable("This calendar has no day of business in a whole year.")

    def _closed(self, day: date) -> frozenset[date]:
        return _closed_in(self.holidays, self.observed, day.year)


@dataclass(frozen=True, kw_only=True)
class Period:
    """From its first day to its last, both included."""

    starts_on: date
    ends_on: date

    def holds(self, day: date) -> bool:
        """Says whether a day lies in it."""
        return self.starts_on <= day <= self.ends_on


def read_holiday(rule: str) -> Holiday:
    """Reads `07-04`, `third monday of january`, `last monday of may` or `day after fourth thursday of november`.

    Raises:
        Unreadable: it is none of these.
    """
    if found := _FIXED.fullmatch(rule):
        month, day = int(found[1]), int(found[2])
        _check_day(rule, month, day)
        return Holiday(rule=rule, month=month, day=day)
    if found := _MOVING.fullmatch(rule):
        return Holiday(
            rule=rule, month=_MONTHS.index(found[4]) + 1, place=_PLACES[found[2]], weekday=WEEKDAYS.index(found[3]),
            shift=1 if found[1] else 0,
        )  # fmt: skip
    raise Unreadable(
        "'%(rule)s' is no holiday: write 07-04, or third monday of january, or day after fourth thursday of november.",
        rule=rule,
    )


def period_of(day: date, *, months: int, calendar: Calendar) -> Period:
    """Returns the period of so many months (1, 3, 6 or 12) in which a day lies, counted from the fiscal year's first day."""
    start = date(day.year - 1, calendar.fiscal_month, calendar.fiscal_day)
    while (following := _months_later(start, months)) <= day:
        start = following
    return Period(starts_on=start, ends_on=following - timedelta(days=1))


def _months_later(day: date, months: int) -> date:
    counted = day.month - 1 + months
    return date(day.year + counted // 12, counted % 12 + 1, day.day)


def _check_day(rule: str, month: int, day: int) -> None:
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError:
        raise Unreadable("'%(rule)s' is no day of a year.", rule=rule) from None


def _nth(year: int, month: int, weekday: int, place: int) -> date:
    if place < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * place)


@lru_cache(maxsize=64)
def _closed_in(holidays: tuple[Holiday, ...], observed: Observed, year: int) -> frozenset[date]:
    """The years beside it count too: New Year's Day of a Saturday is kept on 31 December."""
    days = [
        (one, day) for one in holidays for each in (year - 1, year, year + 1) if (day := one.of(each)) is not None
    ]  # fmt: skip
    return frozenset(_kept_on(day, is_fixed=bool(one.day), observed=observed) for one, day in days)


def _kept_on(day: date, *, is_fixed: bool, observed: Observed) -> date:
    if not is_fixed or observed is Observed.NOT_AT_ALL or day.weekday() < _SATURDAY:
        return day
    return day + timedelta(days=-1 if day.weekday() == _SATURDAY else 1)

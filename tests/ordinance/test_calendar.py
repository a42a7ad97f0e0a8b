"""Business days, holidays, periods: over weekends, leap days, changes of the clock, and for any year."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbell.ground.errors import Unreadable
from wardbell.ordinance import packs
from wardbell.ordinance.rules import Calendar, Observed, period_of, read_holiday

CHICAGO = ZoneInfo("America/Chicago")
CITY = packs.ordinance("minneapolis").calendar
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))


@pytest.mark.parametrize(
    ("start", "n", "day"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # over a weekend
        (date(2026, 11, 24), 5, date(2026, 12, 3)),  # over Thanksgiving, the day after, and a weekend
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # New Year's Day on a Friday
        (
            date(2027, 12, 30),
            1,
            date(2028, 1, 3),
        ),  # New Year's Day 2028 is a Saturday: kept on 31 December 2027
        (date(2026, 7, 2), 1, date(2026, 7, 6)),  # 4 July 2026 is a Saturday: kept on Friday
        (date(2027, 7, 2), 1, date(2027, 7, 6)),  # 4 July 2027 is a Sunday: kept on Monday
        (date(2026, 11, 30), -2, date(2026, 11, 24)),  # backwards over Thanksgiving
        (date(2026, 11, 26), 0, date(2026, 11, 30)),  # a holiday moves on to the next day of business
        (date(2026, 11, 25), 0, date(2026, 11, 25)),
    ],
)
def test_business_day_when_counted_then_closed_days_do_not_count(start, n, day):
    assert CITY.business_day(start, n) == day


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("third monday of january", 2026, date(2026, 1, 19)),
        ("last monday of may", 2027, date(2027, 5, 31)),
        ("day after fourth thursday of november", 2026, date(2026, 11, 27)),
        ("first monday of september", 2025, date(2025, 9, 1)),
        ("02-29", 2027, None),
        ("02-29", 2028, date(2028, 2, 29)),
    ],
)
def test_holiday_when_its_year_is_given_then_its_day_follows(rule, year, day):
    assert read_holiday(rule).of(year) == day


@pytest.mark.parametrize("rule", ["", "4 July", "13-01", "04-31", "third monday", "fifth monday of may"])
def test_holiday_when_it_is_none_then_it_is_refused(rule):
    with pytest.raises(Unreadable):
        read_holiday(rule)


@given(DAYS, st.integers(min_value=1, max_value=40))
def test_business_days_when_counted_there_and_back_then_the_same_day_is_reached(start, n):
    there = CITY.business_day(start, n)

    open_days = [start + timedelta(days=k) for k in range(1, (there - start).days + 1) if CITY.is_business_day(start + timedelta(days=k))]  # fmt: skip
    assert (len(open_days), open_days[-1]) == (n, there)
    assert CITY.business_day(CITY.business_day(there, -n), n) == there


@given(DAYS, st.sampled_from([1, 3, 6, 12]), st.sampled_from([(1, 1), (7, 1), (10, 1), (2, 28)]))
def test_periods_when_they_follow_each_other_then_every_day_lies_in_exactly_one(day, months, fiscal):
    calendar = Calendar(fiscal_month=fiscal[0], fiscal_day=fiscal[1])

    found = period_of(day, months=months, calendar=calendar)
    after = period_of(found.ends_on + timedelta(days=1), months=months, calendar=calendar)

    assert found.holds(day)
    assert after.starts_on == found.ends_on + timedelta(days=1)
    assert found.starts_on.day == fiscal[1]


@pytest.mark.parametrize(
    ("day", "closes_at", "instant"),
    [
        (date(2026, 3, 6), time(16, 30), datetime(2026, 3, 6, 22, 30, tzinfo=UTC)),  # winter
        (date(2026, 3, 9), time(16, 30), datetime(2026, 3, 9, 21, 30, tzinfo=UTC)),  # summer, two days later
        (
            date(2026, 3, 8),
            time(2, 30),
            datetime(2026, 3, 8, 8, 30, tzinfo=UTC),
        ),  # an hour that the clocks leave out
        (
            date(2026, 11, 1),
            time(1, 30),
            datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
        ),  # one that comes twice: the first
    ],
)
def test_closing_when_the_clocks_change_then_it_stays_the_hour_of_the_wall(day, closes_at, instant):
    assert Calendar(closes_at=closes_at).closing(day, CHICAGO) == instant


def test_calendar_when_the_city_closes_a_single_day_then_it_does_not_count():
    closed = Calendar(closed_on=frozenset({date(2026, 12, 24)}))

    assert closed.business_day(date(2026, 12, 23), 1) == date(2026, 12, 25)


def test_calendar_when_holidays_are_not_moved_then_the_friday_before_is_open():
    kept = Calendar(holidays=(read_holiday("07-04"),), observed=Observed.NOT_AT_ALL)

    assert kept.is_business_day(date(2026, 7, 3))


def test_calendar_when_no_day_is_left_then_it_is_refused():
    with pytest.raises(Unreadable, match="no day of business"):
        Calendar(weekend=(0, 1, 2, 3, 4, 5, 6)).business_day(date(2026, 1, 1), 1)

"""When a duty begins and when it is due: business days, changes of the clock, a clock that jumps, periods and their reports."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbell.ground.errors import Refused, WrongState
from wardbell.ordinance import packs
from wardbell.ordinance.rules import (
    DEADLINE_NEXT,
    Cadence,
    Condition,
    Decision,
    Document,
    EntryKind,
    Event,
    Going,
    Period,
    Purpose,
    RequestType,
    Step,
    begun_by,
    conditions_of,
    due_at,
    elapsed_minutes,
    move_deadline,
    period_due_at,
    periods_ended,
    step_due,
)

CHICAGO = ZoneInfo("America/Chicago")
CITY = packs.ordinance("minneapolis")
FIVE_DAYS = packs.ordinance("mounds_view").duty("five_days")
ASAP = CITY.duty("council_ongoing")
QUARTERLY = CITY.duty("assistance_quarterly")
YEARLY = packs.ordinance("illinois").duty("yearly_attorney_general")
INSTANTS = st.integers(min_value=1_577_836_800, max_value=3_786_912_000).map(
    lambda s: datetime.fromtimestamp(s, UTC)
)


def local(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=CHICAGO).astimezone(UTC)


def due(duty, arose_at: datetime) -> datetime:
    return due_at(duty, arose_at=arose_at, calendar=CITY.calendar, zone=CHICAGO)


@pytest.mark.parametrize(
    ("arose_at", "expected"),
    [
        (local(2026, 11, 24, 9), local(2026, 12, 3, 16, 30)),  # over Thanksgiving
        (local(2026, 3, 5, 23, 59), local(2026, 3, 12, 16, 30)),  # over the start of summer time
        (local(2026, 10, 29, 0, 1), local(2026, 11, 5, 16, 30)),  # over its end
        (local(2026, 12, 24, 12), local(2027, 1, 4, 16, 30)),  # over Christmas and New Year
        (local(2026, 11, 21, 3), local(2026, 12, 1, 16, 30)),  # a Saturday
    ],
)
def test_five_business_days_when_something_arises_then_they_end_with_business(arose_at, expected):
    assert due(FIVE_DAYS, arose_at) == expected


def test_five_business_days_when_it_is_late_at_night_utc_then_the_citys_day_counts():
    assert due(FIVE_DAYS, datetime(2026, 11, 17, 3, 0, tzinfo=UTC)) == local(2026, 11, 23, 16, 30)


@pytest.mark.parametrize("arose_at", [local(2026, 3, 8, 1, 58), local(2026, 11, 1, 0, 58)])
def test_as_soon_as_possible_when_the_clocks_change_then_minutes_are_minutes(arose_at):
    assert due(ASAP, arose_at) - arose_at == timedelta(minutes=5)
    assert elapsed_minutes(arose_at, arose_at + timedelta(minutes=61, seconds=59)) == 61


@given(INSTANTS, st.integers(min_value=-10_000, max_value=10_000))
def test_elapsed_when_the_clock_jumps_then_never_less_than_none(since, minutes):
    assert elapsed_minutes(since, since + timedelta(minutes=minutes)) == max(0, minutes)


@given(INSTANTS, st.integers(min_value=1, max_value=30))
def test_due_when_something_arises_later_then_not_sooner(arose_at, within):
    duty = replace(FIVE_DAYS, within=within)

    first, later = due(duty, arose_at), due(duty, arose_at + timedelta(hours=7))

    assert arose_at < first <= later
    assert CITY.calendar.is_business_day(first.astimezone(CHICAGO).date())


def test_periods_when_the_clock_jumps_a_year_then_none_is_left_out():
    found = periods_ended(QUARTERLY, since=date(2026, 2, 10), today=date(2027, 1, 1), calendar=CITY.calendar)

    assert [(one.starts_on, one.ends_on) for one in found] == [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 12, 31)),
    ]


def test_periods_when_the_clock_goes_back_then_there_are_none():
    assert (
        periods_ended(QUARTERLY, since=date(2026, 5, 1), today=date(2026, 1, 1), calendar=CITY.calendar) == ()
    )


def test_period_when_its_last_day_is_today_then_it_has_not_ended():
    assert (
        periods_ended(QUARTERLY, since=date(2026, 2, 1), today=date(2026, 3, 31), calendar=CITY.calendar)
        == ()
    )


def test_fiscal_year_when_it_begins_in_july_then_quarters_follow_it():
    calendar = packs.ordinance("portland").calendar
    records = packs.ordinance("portland").duty("records_requests")

    [half] = periods_ended(records, since=date(2026, 8, 1), today=date(2027, 1, 1), calendar=calendar)

    assert half == Period(starts_on=date(2026, 7, 1), ends_on=date(2026, 12, 31))


@pytest.mark.parametrize(
    ("duty", "year", "expected"),
    [
        (YEARLY, 2026, local(2027, 3, 1, 16, 30)),  # 1 March after the year's end
        (YEARLY, 2024, local(2025, 3, 3, 16, 30)),  # a Saturday: the next day of business
    ],
)
def test_yearly_report_when_its_day_is_named_then_it_is_that_day(duty, year, expected):
    period = Period(starts_on=date(year, 1, 1), ends_on=date(year, 12, 31))

    assert period_due_at(duty, period, calendar=CITY.calendar, zone=CHICAGO) == expected


def test_quarterly_report_when_days_are_counted_then_business_days_after_the_end():
    period = Period(starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 31))

    assert period_due_at(QUARTERLY, period, calendar=CITY.calendar, zone=CHICAGO) == local(
        2027, 1, 25, 16, 30
    )


@pytest.mark.parametrize(
    ("duty", "minutes", "step"),
    [
        (ASAP, -1, None),
        (ASAP, 0, Step.OPENED),
        (ASAP, 5, Step.OPENED),
        (ASAP, 6, Step.OVERDUE),
        (FIVE_DAYS, 0, None),
        (FIVE_DAYS, 60 * 24 * 5, Step.SOON),
        (FIVE_DAYS, 60 * 24 * 8, Step.OVERDUE),
    ],
)
def test_step_when_time_passes_then_the_latest_is_said(duty, minutes, step):
    opened = local(2026, 11, 16, 9)

    found = step_due(
        duty, opened_at=opened, due=due(duty, opened), now=opened + timedelta(minutes=minutes),
        calendar=CITY.calendar, zone=CHICAGO,
    )  # fmt: skip

    assert found == step


EVENTS = {
    "a perimeter asked for in a civil action": (
        Event(kind=EntryKind.ASSISTANCE_REQUEST, types=frozenset({RequestType.PERIMETER_CROWD}), purpose=Purpose.CIVIL,
              document=Document.NONE, going=Going.ONGOING, decision=Decision.DECLINED),
        {Condition.ONGOING_ACTION_KNOWN, Condition.ASSISTANCE_REQUESTED, Condition.NON_JUDICIAL_REQUEST},
    ),
    "a traffic stop for a criminal warrant, granted": (
        Event(kind=EntryKind.ASSISTANCE_REQUEST, types=frozenset({RequestType.TRAFFIC}), purpose=Purpose.CRIMINAL,
              document=Document.JUDICIAL_WARRANT, going=Going.ENDED, decision=Decision.GRANTED),
        {Condition.ASSISTANCE_REQUESTED, Condition.RESOURCES_USED, Condition.WARRANT_PRESENTED},
    ),
    "staging seen on a ramp": (
        Event(kind=EntryKind.ASSISTANCE_REQUEST, types=frozenset({RequestType.PROPERTY_STAGING}), going=Going.ONGOING,
              is_observed=True),
        {Condition.ONGOING_ACTION_KNOWN, Condition.PROPERTY_USED},
    ),
    "a deconfliction notice": (
        Event(kind=EntryKind.ASSISTANCE_REQUEST, types=frozenset({RequestType.DECONFLICTION_NOTICE}),
              purpose=Purpose.CRIMINAL, going=Going.REQUESTED),
        set(),
    ),
    "a detainer": (
        Event(kind=EntryKind.ASSISTANCE_REQUEST, types=frozenset({RequestType.DETAINER_HOLD}), purpose=Purpose.CIVIL,
              document=Document.I_247, going=Going.ENDED, decision=Decision.REFERRED),
        {Condition.ASSISTANCE_REQUESTED, Condition.NON_JUDICIAL_REQUEST, Condition.DETAINER_RECEIVED},
    ),
    "help for a life": (
        Event(kind=EntryKind.ASSISTANCE_REQUEST, types=frozenset({RequestType.OFFICER_SAFETY_BACKUP}),
              document=Document.NONE, going=Going.ENDED, decision=Decision.LIFE_SAFETY_ONLY),
        {Condition.ASSISTANCE_REQUESTED, Condition.NON_JUDICIAL_REQUEST, Condition.RESOURCES_USED, Condition.LIFE_SAFETY_HELP},
    ),
    "a complaint": (Event(kind=EntryKind.COMPLAINT), {Condition.COMPLAINT_RECEIVED}),
}  # fmt: skip


@pytest.mark.parametrize("name", EVENTS)
def test_conditions_when_something_happens_then_they_follow(name):
    event, expected = EVENTS[name]

    assert conditions_of(event) == expected


def test_duties_when_the_same_request_comes_then_each_citys_own_begin():
    conditions = conditions_of(EVENTS["a detainer"][0])

    begun = {
        code: [one.code for one in begun_by(packs.ordinance(code).duties, conditions)]
        for code in packs.codes()
    }

    assert begun == {
        "chicago": ["dispatch_log"],
        "florida": ["detainer_record", "assistance_answer"],
        "illinois": [],
        "minneapolis": ["council_request", "request_report"],
        "mounds_view": ["five_days"],
        "oregon": ["decline_document"],
        "portland": ["bureau_report"],
        "seattle": [],
    }


def test_deadline_when_it_is_met_then_nothing_moves_it():
    for state, after in DEADLINE_NEXT.items():
        for to in DEADLINE_NEXT:
            if to in after:
                assert move_deadline(state, to) == to
            else:
                with pytest.raises(WrongState):
                    move_deadline(state, to)


def test_exemption_when_the_duty_has_none_of_that_name_then_it_is_refused():
    with pytest.raises(Refused, match="no exemption"):
        FIVE_DAYS.exemption("because")


def test_duty_when_its_time_runs_by_the_calendar_then_it_has_no_event():
    assert Cadence.QUARTERLY is QUARTERLY.cadence
    with pytest.raises(ValueError, match="calendar"):
        due(QUARTERLY, local(2026, 1, 1, 0))

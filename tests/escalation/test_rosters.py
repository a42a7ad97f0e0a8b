"""The roster test: every evening at the same hour, once, whatever the clocks do; answered like a notice, and never mistaken for one."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from tests.notices import make
from tests.notices.conftest import city  # noqa: F401  # the demo city
from wardbell.channels import memory
from wardbell.escalation import actions, queries, rules, tokens
from wardbell.escalation.models import Request, RosterTest
from wardbell.escalation.rules import Outcome, RequestState, Via
from wardbell.ground import clock
from wardbell.journal import queries as journal

CHICAGO = ZoneInfo("America/Chicago")
SEVEN = time(19)
EVENING = date(2026, 11, 23)
HOUR = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)  # 19:00 in America/Chicago


@pytest.fixture
def evening(city: None) -> None:  # noqa: F811  # a fixture
    """The test of one evening, sent; the node had begun that morning."""
    with clock.fixed(HOUR - timedelta(hours=1)):
        actions.test_roster()
    with clock.fixed(HOUR):
        actions.test_roster()
        make.send_everything()


def asked(office: str = "ward-6") -> Request:
    return Request.objects.get(subject=rules.roster_subject(EVENING), office_id=office)


def texts() -> list[str]:
    return [one.body for one in memory.outbox()]


def test_test_when_the_hour_comes_then_every_office_is_asked_once(evening):
    with clock.fixed(HOUR + timedelta(seconds=30)):
        again = actions.test_roster()

    assert (again, Request.objects.count()) == (0, 13)
    assert {one.exercise for one in Request.objects.all()} == {True}
    assert all("DRILL. " in text and "vening test" in text for text in texts())
    assert len({one.to for one in memory.outbox() if one.to.startswith("+")}) == 26


def test_test_when_an_event_is_known_then_the_same_letter_at_the_same_hour(city):  # noqa: F811
    with clock.fixed(HOUR - timedelta(hours=1)):
        actions.test_roster()
        make.official()
    with clock.fixed(HOUR):
        n_asked = actions.test_roster()

    assert n_asked == 13
    assert {one.letter["phrase"] for one in Request.objects.filter(exercise=True)} == {"roster-test"}


def test_test_when_answered_by_reply_link_and_inbox_then_it_is_known_who_and_how_fast(evening, client):
    by = make.who("ward-6-aide")
    with clock.fixed(HOUR + timedelta(seconds=40)):
        by_reply = actions.answer_by_reply(by.id, asked().code)
        actions.acknowledge(str(asked("ward-7").id), by=make.who("ward-7-aide"), via=Via.INBOX)
        client.post(reverse("by_link", args=[tokens.make(str(asked("ward-8").id), rung=0)]))
    line = queries.roster_test(EVENING)

    assert by_reply.outcome == Outcome.ACKNOWLEDGED
    assert (line.n_asked, line.n_answered, line.slowest) == (13, 3, timedelta(seconds=40))
    assert [asked(office).via for office in ("ward-6", "ward-7", "ward-8")] == ["sms", "inbox", "link"]


def test_test_when_nobody_answers_then_nobody_else_is_asked(evening):
    n_sent = len(texts())
    with clock.fixed(HOUR + timedelta(minutes=30)):
        actions.escalate_due()
        make.send_everything()

    assert asked().state == RequestState.EXHAUSTED
    assert len(texts()) == n_sent


def test_test_when_a_notice_is_open_too_then_a_bare_one_answers_neither(evening):
    with clock.fixed(HOUR + timedelta(minutes=1)):
        make.official()
        result = actions.answer_by_reply(make.who("ward-6-aide").id, None)

    assert result.outcome == Outcome.WHICH
    assert asked().answered_at is None


@pytest.mark.parametrize(("late", "n_asked"), [(timedelta(0), 13), (rules.ROSTER_CATCH_UP, 13)])
def test_test_when_the_node_was_down_for_minutes_then_it_catches_up(city, late, n_asked):  # noqa: F811
    with clock.fixed(HOUR - timedelta(hours=1)):
        actions.test_roster()

    with clock.fixed(HOUR + late):
        assert actions.test_roster() == n_asked


def test_test_when_the_node_was_down_for_days_then_each_evening_is_passed_over_with_a_note(city):  # noqa: F811
    with clock.fixed(HOUR - timedelta(hours=1)):
        actions.test_roster()
    with clock.fixed(HOUR + timedelta(days=2, minutes=16)):
        n_asked = actions.test_roster()

    lines = queries.roster_tests()
    assert n_asked == 0
    assert [line.day.day for line in lines] == [25, 24, 23, 22]
    assert [line.passed_over_because for line in lines[:3]] == ["This node did not run at the hour."] * 3
    assert [one.verb for one in journal.about("roster-test:2026-11-24")] == ["escalation.test_roster"]


def test_test_when_a_live_node_has_not_gone_live_then_passed_over(city, settings):  # noqa: F811
    with clock.fixed(HOUR - timedelta(hours=1)):
        actions.test_roster()
    settings.NODE_KIND = "live"
    with clock.fixed(HOUR):
        n_asked = actions.test_roster()

    assert n_asked == 0
    assert "sign-off" in queries.roster_test(EVENING).passed_over_because


def test_pages_when_an_evening_was_tested_then_a_drill_and_nothing_public(evening, client):
    public = client.get("/").content.decode()
    link = client.get(reverse("by_link", args=[tokens.make(str(asked().id), rung=0)])).content.decode()
    client.post(reverse("demo_enter"), {"account": make.who("ward-6-aide").id})
    inbox = client.get(reverse("council:inbox")).content.decode()
    client.post(reverse("council:request", args=[asked().id]), {"action": "acknowledge"})
    client.post(reverse("demo_enter"), {"account": make.who("chief-designee").id})
    results = client.get(reverse("official:roster", args=[EVENING.isoformat()])).content.decode()

    assert "Evening test" not in public
    assert all("DRILL: Evening test" in page for page in (link, inbox, results))
    assert "Official notice" not in link
    assert "1 of 13 offices have answered" in results
    assert client.get(reverse("official:roster", args=["nonsense"])).status_code == 404
    assert "1 of 13" in client.get(reverse("official:rosters")).content.decode()


def test_database_when_an_evening_is_neither_held_nor_explained_then_refused(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        RosterTest.objects.create(day=EVENING, due_at=HOUR)


_ZONES = some.sampled_from(
    ["America/Chicago", "Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu", "UTC"]
)
_DAYS = some.dates(date(2024, 1, 1), date(2027, 12, 31))


@given(zone=_ZONES, day=_DAYS, hour=some.times(max_value=time(23, 59)))
def test_rules_when_the_clock_goes_on_then_each_day_of_the_wall_has_one_evening(zone, day, hour):
    here = ZoneInfo(zone)
    last, found = day - timedelta(days=1), []
    now = datetime.combine(day, time(0), tzinfo=here).astimezone(UTC)
    for _ in range(4 * 24 * 4):
        for one in rules.evenings_due(now, at=hour, zone=here, last=last):
            found.append(one)
            last = one.day
        now += timedelta(minutes=15)

    assert [one.day for one in found] == [day + timedelta(days=n) for n in range(len(found))]
    assert 3 <= len(found) <= 4
    assert all(one.is_in_time for one in found)
    assert sorted({one.due_at for one in found}) == [one.due_at for one in found]


@given(day=_DAYS, late_minutes=some.integers(0, 60 * 23))
def test_rules_when_late_then_held_only_within_the_time_to_catch_up(day, late_minutes):
    due_at = datetime.combine(day, SEVEN, tzinfo=CHICAGO).astimezone(UTC)
    now = due_at + timedelta(minutes=late_minutes)

    found = rules.evenings_due(now, at=SEVEN, zone=CHICAGO, last=day - timedelta(days=1))

    assert [one.is_in_time for one in found] == [timedelta(minutes=late_minutes) <= rules.ROSTER_CATCH_UP]


def test_rules_when_the_clocks_change_then_still_seven_on_the_wall():
    spring, autumn = date(2026, 3, 8), date(2026, 11, 1)
    hours = [
        rules.evenings_due(
            datetime.combine(day, time(23), tzinfo=CHICAGO),
            at=SEVEN,
            zone=CHICAGO,
            last=day - timedelta(days=1),
        )[0].due_at.hour
        for day in (spring - timedelta(days=1), spring, autumn - timedelta(days=1), autumn)
    ]

    assert hours == [1, 0, 0, 1]


def test_pages_when_an_evening_was_passed_over_then_why_in_the_readers_language(city, client):  # noqa: F811
    with clock.fixed(HOUR - timedelta(hours=1)):
        actions.test_roster()
    client.post(reverse("demo_enter"), {"account": make.who("chief-designee").id})

    page = client.get(reverse("official:rosters"), headers={"Accept-Language": "es"}).content.decode()

    assert "Este nodo empieza sus pruebas la tarde siguiente." in page

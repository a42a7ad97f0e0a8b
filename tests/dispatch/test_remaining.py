"""The time to the last reader: measured from what left, per language and medium, and from chunk rows alone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.dispatch import make
from tests.subscribers import make as subscribed
from wardbell.channels import memory
from wardbell.channels.base import Failed
from wardbell.dispatch import actions as dispatch
from wardbell.dispatch import queries, rules
from wardbell.dispatch.letters import Lane
from wardbell.ground import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "noon")]
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("n_left", "n_done", "elapsed", "expected"),
    [
        (300, 100, MINUTE, 3 * MINUTE),
        (1, 60, MINUTE, timedelta(seconds=1)),
        (0, 100, MINUTE, timedelta(0)),
        (0, 0, timedelta(0), timedelta(0)),
        (100, 0, MINUTE, None),
        (100, 5, timedelta(0), None),
        (100, 5, -MINUTE, None),
    ],
)
def test_time_left_when_measured_then_the_rest_at_the_same_rate(n_left, n_done, elapsed, expected):
    assert rules.time_left(n_left=n_left, n_done=n_done, elapsed=elapsed) == expected


def times(subject: str = "notice:1") -> dict[tuple[str, str], timedelta | None]:
    return {(one.language, one.medium): one.time for one in queries.remaining(subject)}


def test_remaining_when_nothing_left_yet_then_not_measured():
    subscribed.readers(3, languages=("en", "es"))
    dispatch.expand(dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE))

    assert times() == {("en", "sms"): None, ("es", "sms"): None}


def test_remaining_when_half_are_tried_again_then_as_long_as_the_first_half_took(noon):
    subscribed.readers(4, languages=("en", "es"))
    memory.fail(subscribed.number(0), Failed(reason="too_fast", permanent=False))
    make.post(make.bulletin())

    with clock.fixed(noon + MINUTE):
        later = times()

    assert later == {("en", "sms"): MINUTE, ("es", "sms"): timedelta(0)}


def test_remaining_when_everybody_sleeps_then_held_and_measured_from_the_morning(noon):
    subscribed.readers(2)
    with clock.fixed(noon + timedelta(hours=11)):
        make.post(make.bulletin())
        [night] = queries.remaining("notice:1")

    assert (night.time, night.n_held) == (None, 2)
    with clock.fixed(noon + timedelta(hours=20)):
        memory.fail(subscribed.number(0), Failed(reason="too_fast", permanent=False))
        dispatch.release_held()
        dispatch.drain(Lane.ROUTINE)
        dispatch.drain(Lane.LIFE_SAFETY)
    with clock.fixed(noon + timedelta(hours=20) + MINUTE):
        assert times() == {("en", "sms"): MINUTE}


def test_remaining_when_asked_then_two_reads_and_no_log():
    subscribed.readers(4, languages=("en", "es"))
    make.post(make.bulletin())

    with CaptureQueriesContext(connection) as asked:
        found = times()

    assert set(found.values()) == {timedelta(0)}
    assert [one["sql"].count("places_jurisdiction") > 0 for one in asked.captured_queries] == [True, False]
    assert not any("dispatch_roll" in one["sql"] or "dispatch_outcome" in one["sql"] for one in asked)


def test_remaining_when_stopped_then_nothing_to_wait_for():
    subscribed.readers(2)
    dispatch.stop(make.post(make.bulletin()), by=make.DESIGNEE)

    assert times() == {}

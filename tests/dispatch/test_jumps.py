"""A machine's clock that jumps an hour: nothing is lost, nothing is sent twice, and nobody is woken."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.dispatch import make
from tests.subscribers import make as subscribed
from wardbell.channels import memory
from wardbell.dispatch import actions as dispatch
from wardbell.ground import clock, jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
N_READERS = 20
NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)  # 12:00 in America/Chicago
SEVEN = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)  # 07:00 there: still night
AN_HOUR = timedelta(hours=1)


def pass_at(at: datetime) -> int:
    """Lets the clockwork pass once at an instant, and returns how many copies have left by then."""
    with clock.fixed(at):
        dispatch.sweep()
        dispatch.release_held()
        jobs.run_all()
    return len(memory.outbox())


def test_hold_when_the_clock_jumps_ahead_and_back_then_each_copy_leaves_once():
    subscribed.readers(N_READERS)
    with clock.fixed(NOON):
        make.post(make.bulletin(hold_seconds=60))

    left = [pass_at(at) for at in (NOON, NOON + AN_HOUR, NOON, NOON - AN_HOUR, NOON + 2 * AN_HOUR)]

    assert left == [0, N_READERS, N_READERS, N_READERS, N_READERS]
    assert make.states() == {"sent": N_READERS}


def test_hold_when_the_clock_goes_back_before_it_ends_then_nothing_is_lost():
    subscribed.readers(N_READERS)
    with clock.fixed(NOON):
        make.post(make.bulletin(hold_seconds=60))

    left = [
        pass_at(at) for at in (NOON - AN_HOUR, NOON + timedelta(seconds=59), NOON + timedelta(seconds=60))
    ]

    assert left == [0, 0, N_READERS]


def test_night_when_the_clock_goes_back_in_it_then_nobody_is_woken_and_all_get_it_at_eight():
    subscribed.readers(N_READERS)
    with clock.fixed(SEVEN):
        make.post(make.bulletin())

    left = [
        pass_at(SEVEN + step) for step in (timedelta(), -AN_HOUR, timedelta(minutes=59), AN_HOUR, timedelta())
    ]

    assert left == [0, 0, 0, N_READERS, N_READERS]


def test_night_when_the_clock_jumps_over_eight_then_they_get_it_once():
    subscribed.readers(N_READERS)
    with clock.fixed(SEVEN):
        make.post(make.bulletin())

    left = [
        pass_at(SEVEN + step) for step in (timedelta(hours=1, minutes=30), timedelta(minutes=30), 2 * AN_HOUR)
    ]

    assert left == [N_READERS] * 3

"""The night, the visible hold, and bells that were lost."""

from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from tests.conftest import MORNING
from tests.dispatch import make
from tests.subscribers import make as subscribed
from wardbell.channels import memory
from wardbell.dispatch import actions as dispatch
from wardbell.dispatch import queries
from wardbell.dispatch.letters import Audience, Lane
from wardbell.ground import clock, jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
EIGHT = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)  # 08:00 in America/Chicago


def run_at(at: datetime) -> None:
    with clock.fixed(at):
        dispatch.sweep()
        jobs.run_all()


def test_night_when_urgent_then_who_said_yes_at_once_and_the_rest_at_eight(morning):
    awake = subscribed.reader(before_eight=True)
    asleep = subscribed.reader("+16125550101", before_eight=False)

    make.post(make.bulletin(is_urgent=True))
    at_five = {one: make.states(reader_id=one) for one in (awake, asleep)}
    held_until = make.copy(reader_id=asleep).held_until
    run_at(EIGHT - timedelta(seconds=1))
    before = make.states(reader_id=asleep)
    run_at(EIGHT)

    assert at_five == {awake: {"sent": 1}, asleep: {"held": 1}}
    assert (held_until, before, make.states()) == (EIGHT, {"held": 1}, {"sent": 2})


def test_night_when_not_urgent_then_everybody_at_eight(morning):
    subscribed.reader(before_eight=True)

    make.post(make.bulletin(is_urgent=False))
    at_five = make.states()
    with clock.fixed(EIGHT):
        n_released = dispatch.release_held()
        jobs.run_all()

    assert (at_five, n_released, make.states()) == ({"held": 1}, 1, {"sent": 1})


def test_night_when_officials_then_never_held(morning):
    make.post(make.official(), Audience(accounts=(make.account(),)))
    make.post(make.official(subject="notice:2", lane=Lane.CORRECTIONS), Audience(same_as="notice:1"))

    assert make.states() == {"sent": 4}


def test_night_when_it_falls_before_a_message_leaves_then_put_to_bed():
    evening = datetime(2026, 11, 24, 2, 59, tzinfo=UTC)  # 20:59 in America/Chicago
    subscribed.readers(2)
    with clock.fixed(evening):
        posting_id = dispatch.post(make.bulletin(is_urgent=False), to=make.to_ward(), by=make.DESIGNEE)
        dispatch.expand(posting_id)
    queued = make.states()

    run_at(evening + timedelta(minutes=1))
    at_nine = make.states()
    run_at(datetime(2026, 11, 24, 14, 0, tzinfo=UTC))

    assert (queued, at_nine, make.states()) == ({"queued": 2}, {"held": 2}, {"sent": 2})


def test_hold_when_bulk_then_visible_and_can_be_stopped(noon):
    subscribed.readers(3)
    posting_id = make.post(make.bulletin(is_urgent=False, hold_seconds=60))
    held = queries.progress("notice:1").by_state
    view = queries.postings_about("notice:1")[0]

    with clock.fixed(noon + timedelta(seconds=30)):
        dispatch.stop(posting_id, by=make.DESIGNEE)
    run_at(noon + timedelta(seconds=60))

    assert (held, view.release_at) == ({"held": 3}, noon + timedelta(seconds=60))
    assert (make.states(), memory.outbox()) == ({"suppressed": 3}, [])


def test_hold_when_it_is_over_then_sent(noon):
    subscribed.readers(3)
    make.post(make.bulletin(is_urgent=False, hold_seconds=60))

    run_at(noon + timedelta(seconds=59))
    before = make.states()
    run_at(noon + timedelta(seconds=60))

    assert (before, make.states()) == ({"held": 3}, {"sent": 3})


def test_sweep_when_every_doorbell_was_lost_then_rings_again(noon):
    subscribed.readers(3)
    dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE)
    DBTaskResult.objects.all().delete()

    run_at(noon + timedelta(seconds=9))
    too_early = len(make.copies())
    run_at(noon + timedelta(seconds=10))

    assert (too_early, make.states()) == (0, {"sent": 3})


def test_sweep_when_nobody_comes_to_the_door_then_bells_do_not_pile_up(noon):
    subscribed.readers(3)
    dispatch.expand(dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE))

    for _ in range(5):
        dispatch.sweep()

    assert DBTaskResult.objects.count() == 2  # to expand, to drain
    jobs.run_all()


def test_sweep_when_expansion_was_cut_off_then_goes_on_behind_the_last_reader(noon):
    ids = sorted(subscribed.readers(1300))
    posting_id = dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE)
    dispatch.expand(posting_id)
    DBTaskResult.objects.all().delete()
    written = [one.reader_id for one in make.copies()]

    run_at(noon + timedelta(minutes=1))

    assert written == ids[:1000]
    assert make.states() == {"sent": 1300}


def test_night_when_summer_time_ends_then_still_released_at_eight_on_the_wall():
    subscribed.reader()
    with clock.fixed(datetime(2026, 11, 1, 4, 0, tzinfo=UTC)):  # 23:00 on 31 October, before the change
        make.post(make.bulletin(is_urgent=False))

    assert make.copy().held_until == datetime(2026, 11, 1, 14, 0, tzinfo=UTC)


def test_morning_is_a_night_then():
    assert MORNING.hour == 11  # 05:00 in America/Chicago: what the tests above call night

"""Jobs, on whichever engine this run is for: rung with the transaction, by queue and priority, put back after a death.

`WARDBELL_JOBS=procrastinate` in the environment runs the same tests on the grown engine (tests/process/test_workers.py does).
"""

import pytest
from django.db import connection, transaction
from django_tasks.base import TaskResultStatus

from wardbell.ground import jobs
from wardbell.ground.jobs import bell
from wardbell.ground.jobs.engine import engine

pytestmark = pytest.mark.django_db
heard: list[str] = []


def hear(word: str) -> None:
    heard.append(word)


def fall(word: str) -> None:
    heard.append(word)
    raise RuntimeError("on purpose")


@transaction.atomic
def ring_and_fail() -> None:
    jobs.later(hear, word="never")
    raise RuntimeError("on purpose")


@pytest.fixture(autouse=True)
def _silence():
    heard.clear()


def test_later_when_the_transaction_fails_then_nothing_rings():
    with pytest.raises(RuntimeError):
        ring_and_fail()

    assert (jobs.run_all(), heard) == (0, [])


def test_later_when_urgent_then_runs_first():
    jobs.later(hear, word="routine")
    jobs.later(hear, word="urgent", priority=jobs.URGENT)
    jobs.later(hear, word="routine too")

    assert (jobs.run_all(), heard) == (3, ["urgent", "routine", "routine too"])


@pytest.mark.parametrize(
    ("rung", "waits_in"),
    [
        ({}, "default"),
        ({"priority": jobs.URGENT}, "urgent"),
        ({"priority": jobs.URGENT + 40, "queue": jobs.Queue.OFFICIALS}, "officials"),
        ({"queue": "life_safety"}, "life_safety"),
    ],
)
def test_later_when_a_queue_is_named_then_it_wins_over_the_priority(rung, waits_in):
    jobs.later(hear, word="here", **rung)

    for queue in jobs.QUEUES:
        taken = engine().take((queue,), worker=engine().sign_on())
        assert (taken is not None) == (queue == waits_in)


def test_later_when_there_is_no_such_queue_then_told_at_once():
    with pytest.raises(ValueError, match="bulk"):
        jobs.later(hear, queue="bulk", word="nowhere")


def test_later_when_committed_then_wakes_the_queue_it_rang_for(django_capture_on_commit_callbacks):
    before = {queue: bell.times_rung(queue) for queue in jobs.QUEUES}

    with django_capture_on_commit_callbacks(execute=True):
        jobs.later(hear, queue=jobs.Queue.REPLIES, word="here")

    rung = {queue for queue in jobs.QUEUES if bell.times_rung(queue) != before[queue]}
    assert rung == {"replies"}


def test_later_once_when_the_same_waits_then_not_rung_again():
    told = [jobs.later_once(hear, queue="routine", word=word) for word in ("one", "one", "two")]
    n_ran = jobs.run_all()
    told_after = jobs.later_once(hear, queue="routine", word="one")

    assert (told, n_ran, told_after) == ([True, False, True], 2, True)


def test_take_when_in_hand_then_nobody_else_gets_it_until_it_is_put_back():
    jobs.later(hear, word="once")
    worker = engine().sign_on()
    mine = engine().take((), worker=worker)
    assert mine is not None

    assert engine().take((), worker=worker) is None
    mine.put_back()
    again = engine().take((), worker=worker)
    assert again is not None
    again.answer()
    mine.put_back()  # it is in nobody's hand any more

    assert (jobs.run_all(), heard) == (0, ["once"])


def test_put_back_when_a_worker_died_then_the_job_runs_again():
    jobs.later(hear, word="again")
    worker = engine().sign_on()
    assert engine().take((), worker=worker) is not None
    _die(worker)

    assert (jobs.run_all(), jobs.put_back_stale(), jobs.run_all(), heard) == (0, 1, 1, ["again"])


def test_put_back_when_the_worker_lives_then_left_to_it():
    jobs.later(hear, word="mine")
    assert engine().take((), worker=engine().sign_on()) is not None

    assert (jobs.put_back_silent(), jobs.run_all(), heard) == (0, 0, [])


def test_run_when_an_action_fails_then_recorded_and_the_next_one_runs():
    jobs.later(fall, word="fell", priority=jobs.URGENT)
    jobs.later(hear, word="heard")

    assert jobs.run_all() == 2
    assert heard == ["fell", "heard"]
    assert jobs.backlog() == jobs.Backlog(n_waiting=0, waits_since=None, n_failed=1)


def test_backlog_when_two_wait_then_counted_since_the_first():
    jobs.later(hear, word="one")
    since = jobs.backlog().waits_since
    jobs.later(hear, word="two")

    found = jobs.backlog()

    assert since is not None
    assert (found.n_waiting, found.waits_since, found.n_failed) == (2, since, 0)


def test_forget_when_finished_then_deleted_and_what_waits_stays():
    jobs.later(fall, word="fell")
    jobs.later(hear, word="heard")
    jobs.run_all()
    jobs.later(hear, word="waits")

    assert jobs.forget_finished() == 2
    assert (jobs.backlog().n_waiting, jobs.backlog().n_failed, jobs.run_all()) == (1, 0, 1)


def test_result_when_asked_by_its_id_then_says_how_the_job_stands():
    path = f"{__name__}:hear"
    told = jobs.run.enqueue(path=path, ids={"word": "here"})
    before = jobs.run.get_result(told.id).status

    jobs.run_all()

    after = jobs.run.get_result(told.id)
    assert (before, after.status) == (TaskResultStatus.READY, TaskResultStatus.SUCCESSFUL)
    assert after.kwargs == {"path": path, "ids": {"word": "here"}}


def test_run_when_the_path_is_not_of_this_house_then_refused():
    with pytest.raises(ValueError, match="not an action of this house"):
        jobs.run.func(path="os:system", ids={})


def _die(worker: str) -> None:
    """What the others see of a process that was killed: nothing at all on one machine, and silence on many."""
    if engine().n_workers() is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '10 seconds' WHERE id = %s",
            [int(worker)],
        )

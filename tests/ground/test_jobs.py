"""Jobs: rung with the transaction, put back after a death, run by the urgent worker first."""

import pytest
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from wardbell.ground import jobs

pytestmark = pytest.mark.django_db
heard: list[str] = []


def hear(word: str) -> None:
    heard.append(word)


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

    assert (jobs.run_all(), heard) == (2, ["urgent", "routine"])


def test_put_back_when_a_worker_died_then_the_job_runs_again():
    jobs.later(hear, word="again")
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)

    assert (jobs.run_all(), jobs.put_back_stale(), jobs.run_all(), heard) == (0, 1, 1, ["again"])


def test_run_when_the_path_is_not_of_this_house_then_refused():
    with pytest.raises(ValueError, match="not an action of this house"):
        jobs.run.func(path="os:system", ids={})

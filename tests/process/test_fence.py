"""Two workers, one step: the fence holds between real processes with connections of their own."""

import json
import subprocess
from datetime import timedelta

import pytest

from tests.conftest import MORNING

pytestmark = pytest.mark.process
FIVE = MORNING + timedelta(minutes=5)


def line(process) -> dict[str, object]:
    said = process.stdout.readline()
    assert said, process.stderr.read()
    return json.loads(said)


def go_on(process) -> dict[str, object]:
    process.stdin.write("\n")
    process.stdin.flush()
    return line(process)


def asked(node) -> list[tuple[int]]:
    """The rungs that were asked, by the postings that told them: one row for each letter that leaves."""
    [(n_letters,)] = node.sql("SELECT count(*) FROM dispatch_posting WHERE subject LIKE 'notice:%'")
    steps = node.sql("SELECT rung FROM escalation_step ORDER BY rung")
    assert n_letters == len(steps)
    return steps


def test_worker_when_resumed_after_its_step_was_taken_over_then_it_steps_no_more(node):
    node.stage("ask")
    paused = node.at(FIVE).enter("step_after_a_pause")
    assert line(paused) == {"read": 1}

    took_over = node.at(FIVE).stage("escalate")
    resumed = go_on(paused)

    assert (took_over, resumed) == ({"taken": 1}, {"taken": False})
    assert asked(node) == [(0,), (1,)]


def test_worker_when_another_is_in_the_middle_of_the_step_then_it_waits_and_steps_no_more(node):
    node.stage("ask")
    first = node.at(FIVE).enter("step_with_a_pause")
    assert line(first) == {"taken": True}

    second = node.at(FIVE).enter("escalate")
    with pytest.raises(subprocess.TimeoutExpired):
        second.wait(timeout=3)
    committed = go_on(first)

    assert committed == {"committed": True}
    assert line(second) == {"taken": 0}
    assert asked(node) == [(0,), (1,)]


def test_worker_when_killed_in_the_middle_of_the_step_then_another_takes_it(node):
    node.stage("ask")
    killed = node.at(FIVE).enter("step_with_a_pause")
    assert line(killed) == {"taken": True}

    killed.kill()
    killed.wait()
    after = node.at(FIVE).stage("escalate")

    assert after == {"taken": 1}
    assert asked(node) == [(0,), (1,)]


def test_workers_when_four_run_at_once_after_an_hour_then_each_step_once(node):
    node.stage("ask", "13")
    later = node.at(MORNING + timedelta(hours=1))

    workers = [later.enter("escalate") for _ in range(4)]
    taken = sum(int(str(line(worker)["taken"])) for worker in workers)

    assert taken == 13 * 4
    assert asked(node) == sorted([(rung,) for rung in range(4)] * 13)
    assert node.sql("SELECT DISTINCT state FROM escalation_request") == [("exhausted",)]

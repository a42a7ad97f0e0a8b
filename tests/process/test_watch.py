"""The watchdog: when the clockwork stops, the alarm comes from another process."""

import json
import signal
import time
from datetime import timedelta

import pytest

from tests.conftest import MORNING

pytestmark = pytest.mark.process
FIVE_AND_A_BIT = MORNING + timedelta(minutes=5, seconds=31)
FAST = 15  # the story's minute takes four seconds, its grace of 30 s two


def alarms(text: str) -> list[dict[str, object]]:
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    return [line for line in lines if "alarm" in line]


def journalled(node) -> list[tuple[str]]:
    return node.sql("SELECT about FROM journal_entry WHERE verb = 'escalation.alarm'")


def rungs(node) -> list[int]:
    return [rung for (rung,) in node.sql("SELECT rung FROM escalation_step ORDER BY rung")]


def test_watch_when_all_is_well_then_exit_0(node):
    node.stage("ask")
    node.at(FIVE_AND_A_BIT).stage("escalate")
    node.at(FIVE_AND_A_BIT).stage("beat")

    done = node.at(FIVE_AND_A_BIT).wardbell("watch", "--once")

    assert (done.returncode, json.loads(done.stdout), alarms(done.stderr)) == (
        0,
        {"ok": True, "missed": []},
        [],
    )


def test_watch_when_a_step_did_not_happen_then_exit_1_and_one_alarm_for_good(node):
    asked = node.stage("ask")
    [request_id] = asked["requests"]
    late = node.at(FIVE_AND_A_BIT).having(WARDBELL_ALARM_MAIL="operator@city.example")
    late.stage("beat")

    first, second = late.wardbell("watch", "--once"), late.wardbell("watch", "--once")

    assert (first.returncode, second.returncode) == (1, 1)
    [alarm] = alarms(first.stderr)
    assert (alarm["alarm"], alarm["key"], alarm["subject"], alarm["office"], alarm["rung"]) == (
        "step",
        f"step:{request_id}:1",
        asked["subject"],
        "ward-1",
        1,
    )
    assert alarm["due_at"] == "2026-11-23 11:05:00+00:00"
    assert alarms(second.stderr) == []
    mails = [json.loads(line) for line in first.stderr.splitlines() if '"channel": "console"' in line]
    assert [mail["subject"] for mail in mails] == ["Wardbell alarm: step"]
    assert '"channel": "console"' not in second.stderr
    assert [one["key"] for one in json.loads(second.stdout)["missed"]] == [f"step:{request_id}:1"]
    assert journalled(node) == [(f"step:{request_id}:1",)]


def test_watch_when_the_clockwork_never_ran_or_fell_silent_then_exit_1(node):
    never = node.wardbell("watch", "--once")
    node.stage("beat")
    alive = node.wardbell("watch", "--once")
    silent = node.at(FIVE_AND_A_BIT).wardbell("watch", "--once")

    assert [done.returncode for done in (never, alive, silent)] == [1, 0, 1]
    assert [one["alarm"] for done in (never, alive, silent) for one in alarms(done.stderr)] == [
        "clockwork"
    ] * 2


def test_watch_when_the_clock_goes_back_an_hour_then_exit_1(node):
    node.stage("beat")

    done = node.at(MORNING - timedelta(hours=1)).wardbell("watch", "--once")

    assert done.returncode == 1
    assert [one["alarm"] for one in alarms(done.stderr)] == ["clock"]


def test_watch_when_the_mail_cannot_leave_then_it_is_told_and_tried_again(node):
    wanting = node.having(WARDBELL_ALARM_MAIL="operator@city.example")

    failed = wanting.having(WARDBELL_MAIL_URL="nobody://").wardbell("watch", "--once")
    again = wanting.wardbell("watch", "--once")

    assert [one["alarm"] for one in alarms(failed.stderr)] == ["clockwork", "mail"]
    assert alarms(again.stderr) == []
    assert "Wardbell alarm: clockwork" in again.stderr


def test_watch_when_the_database_is_away_then_exit_2_and_an_alarm(node):
    gone = (
        "postgresql://nobody@127.0.0.1:9/none"
        if node.url.startswith("postgres")
        else f"sqlite:///{node.folder}/none/x"
    )

    done = node.having(DATABASE_URL=gone).wardbell("watch", "--once")

    assert done.returncode == 2
    assert [one["alarm"] for one in alarms(done.stderr)] == ["database"]


def test_watch_when_the_clockwork_is_stopped_then_the_alarm_comes_from_another_process(node):
    fast = node.at(MORNING, speed=FAST)
    [request_id] = fast.stage("ask", "1", "0", "1", "3")["requests"]
    clockwork = fast.enter("clockwork")
    clockwork.stdout.readline()
    watchdog = fast.start("watch", "--every", "5")
    until(lambda: rungs(fast) == [0, 1])

    clockwork.send_signal(signal.SIGSTOP)
    missed = f"step:{request_id}:2"
    seen = []
    while missed not in seen:
        [alarm] = alarms(watchdog.stderr.readline())
        seen.append(alarm["key"])
    at_the_alarm = rungs(fast)
    clockwork.send_signal(signal.SIGCONT)
    until(lambda: rungs(fast) == [0, 1, 2])

    assert at_the_alarm == [0, 1]
    assert "clockwork" in {key.partition(":")[0] for key in seen}
    assert watchdog.poll() is None
    assert fast.sql("SELECT count(*) FROM dispatch_posting") == [(3,)]


def until(holds, *, seconds: float = 45) -> None:
    """Waits for something that processes bring about."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.2)

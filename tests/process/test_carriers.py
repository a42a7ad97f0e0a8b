"""The post office between real processes: two drains at once, and a worker that is killed in mid-send."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest

from tests.conftest import MORNING
from tests.process.nodes import Node

pytestmark = pytest.mark.process
MEMORY = {"WARDBELL_MAIL_URL": "memory://?medium=mail", "WARDBELL_SMS_URL": "memory://?medium=sms"}


def enter(node: Node, part: str, *arguments: str) -> "subprocess.Popen[str]":
    return node.having(**MEMORY)._start([sys.executable, "-m", "tests.process.carriers", part, *arguments])


def line(process) -> dict:
    said = process.stdout.readline()
    assert said, process.stderr.read()
    return json.loads(said)


def play(node: Node, part: str, *arguments: str) -> dict:
    return line(enter(node, part, *arguments))


def go_on(process) -> None:
    process.stdin.write("\n")
    process.stdin.flush()


def test_drain_when_three_at_once_then_each_reader_once_and_recorded_is_sent(node):
    assert play(node, "post", "600") == {"queued": 600}
    workers = [enter(node, "drain") for _ in range(3)]
    for worker in workers:
        line(worker)

    for worker in workers:
        go_on(worker)
    sent = [line(worker)["sent"] for worker in workers]

    every = [one for some in sent for one in some]
    told = play(node, "told")
    assert (len(every), len(set(every))) == (600, 600)
    assert told["states"] == {"sent": 600}
    assert told["attempts"] == 600


def test_expand_when_two_at_once_then_each_reader_once(node):
    posting_id = play(node, "post_alone", "1200")["posting_id"]
    workers = [enter(node, "expand", posting_id) for _ in range(2)]
    for worker in workers:
        line(worker)

    for worker in workers:
        go_on(worker)
    for worker in workers:
        line(worker)

    told = play(node, "told")
    assert (told["states"], told["n_readers"]) == ({"queued": 1200}, 1200)


def test_worker_when_killed_between_sending_and_recording_then_unknown_and_sent_once_more_by_rule(node):
    play(node, "post", "100")
    killed = enter(node, "claim_and_hang")
    left = line(killed)["sent"]
    killed.kill()
    killed.wait()

    taken_over = play(node, "take_over")
    at_once = play(node, "told")
    later = node.at(MORNING + timedelta(minutes=1))
    play(later, "sweep")
    worker = enter(later, "drain")
    line(worker)
    go_on(worker)
    resent = line(worker)["sent"]

    told = play(later, "told")
    assert (len(left), taken_over) == (64, {"leases": 1})  # of one chunk
    assert at_once["states"] == {"unknown": 64, "queued": 36}
    assert told["states"] == {"sent": 100}  # none lost
    assert told["doubles"] == 64  # and those that may be double say so, none three times
    assert sorted(resent) == sorted(set(resent))
    assert len(resent) == 100


def test_worker_when_paused_past_its_lease_then_its_late_answer_is_the_truth_and_nothing_is_resent(node):
    play(node, "post", "10")
    paused = enter(node, "claim_and_hang")
    line(paused)
    much_later = node.at(MORNING + timedelta(minutes=3))
    play(much_later, "sweep")
    expired = play(node, "told")

    go_on(paused)
    recorded = line(paused)
    evening = node.at(MORNING + timedelta(hours=5))
    play(evening, "sweep")
    worker = enter(evening, "drain")
    line(worker)
    go_on(worker)

    assert (expired["states"], recorded) == ({"unknown": 10}, {"recorded": 10})
    assert line(worker)["sent"] == []
    assert play(evening, "told")["states"] == {"sent": 10}

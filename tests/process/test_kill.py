"""kill -9 in the middle of the walk, and a restart: no job lost, no office forgotten, and no reader gets a third copy."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from wardbell.config import env
from wardbell.config.commands._rehearsal import plan
from wardbell.config.commands._rehearsal.node import Node, free_port
from wardbell.config.commands._rehearsal.sinks import Received, Sinks
from wardbell.config.commands._rehearsal.throwaway import database

pytestmark = pytest.mark.process
ROOT = Path(__file__).resolve().parents[2]
POSTGRES = os.environ.get("WARDBELL_TEST_DATABASE_URL", "")
NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)  # 12:00 in America/Chicago: everybody is awake
SPEED = 20
N_READERS = 240
AREAS = [("ward:6",)]
IN_FLIGHT = 128  # how many copies a killed worker may leave behind twice
_LONGEST_S = 90

_WAKE = "import json, django; django.setup()\n"
FOUND = f"""
import random
from datetime import timedelta
from wardbell.config.commands._rehearsal import city, plan
from wardbell.ground import clock
with clock.fixed(clock.now() - timedelta(days=1)):
    city.found()
    city.sign_up(plan.readers({N_READERS}, areas={AREAS!r}, chance=random.Random(3), taken=city.taken_numbers()))
"""
PUBLISH = """
from wardbell.config.commands._rehearsal.cast import cast
from wardbell.ground import clock
from wardbell.ground.actors import Actor, ActorKind
from wardbell.notices import actions as notices
from wardbell.notices.rules import Answer, HowKnown, Status

def actor(who):
    return Actor(id=who.id, kind=ActorKind.ACCOUNT, label=who.name)

players = cast(clock.now())
chief = actor(players.chief)
notice_id = notices.begin(how_known=HowKnown.SEEN_IN_PUBLIC_BY_STAFF, by=chief).notice_id
notices.answer(notice_id, by=chief, source_at=clock.now(), agents=Answer.YES, civil=Answer.NOT_KNOWN,
               status=Status.ONGOING, areas=("ward:6",))
notices.publish(notice_id, by=chief)
public_id = notices.draft_public(notice_id, by=chief)
notices.ask_approval(public_id, by=chief)
notices.approve(public_id, by=actor(players.approvers[0]))
seat = players.seat("ward:6")
notices.relay(public_id, office=seat.office, by=actor(seat.aide))
from wardbell.notices import queries
print(json.dumps({
    "notice": notice_id, "public": public_id, "code": queries.notice(public_id).code,
    "deputies": [seat.deputy.phone for seat in players.seats],
    "first": [[one.phone for one in seat.first] for seat in players.seats],
}))
"""
LEFT_BEHIND = """
from django_tasks_db.models import DBTaskResult
from wardbell.dispatch import queries
from wardbell.journal import queries as journal
print(json.dumps({
    "jobs": sorted({one.status for one in DBTaskResult.objects.all()}),
    "states": queries.progress("notice:%s").by_state,
    "journal_ok": journal.verdict().first_broken is None,
}))
"""


@dataclass(kw_only=True)
class Stage:
    node: Node
    sinks: Sinks
    settings: dict[str, str]

    def run(self, code: str) -> Any:
        """Runs Python against the node's database, in a process of its own."""
        done = subprocess.run(
            [sys.executable, "-c", _WAKE + code],
            env=self.settings, cwd=ROOT, capture_output=True, text=True, check=False, timeout=_LONGEST_S,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-4000:]
        return json.loads(done.stdout.splitlines()[-1]) if done.stdout.strip() else None

    def kill(self) -> None:
        """Kills whatever serves, all of it, without a word."""
        os.killpg(self.node.process_ids["serve"], signal.SIGKILL)
        self.node.stop()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A founded city at noon, its clock twenty times as fast, and nobody serving it yet."""
    with ExitStack() as stack:
        own = stack.enter_context(database(tmp_path, cluster_url=POSTGRES))
        port = free_port()
        sinks = stack.enter_context(
            Sinks(
                tmp_path / "sinks",
                node_url=f"http://127.0.0.1:{port}",
                sms_options=("--statuses", "delivered"),
            )
        )
        settings = env.of_own_node(
            {
                "WARDBELL_NODE_KIND": "rehearsal", "WARDBELL_VAR_DIR": str(tmp_path), "DATABASE_URL": own.url,
                "WARDBELL_BASE_URL": f"http://127.0.0.1:{port}", "WARDBELL_MAIL_URL": sinks.mail_url,
                "WARDBELL_SMS_URL": sinks.sms_url, "WARDBELL_LOG_LEVEL": "warning",
                "WARDBELL_PACE": f"{NOON.isoformat()},{datetime.now(UTC).isoformat()},{SPEED}",
                "DJANGO_SETTINGS_MODULE": "wardbell.config.settings", "PYTHONPATH": f"{ROOT / 'src'}",
            },
            bytecode=tmp_path / "bytecode",
        )  # fmt: skip
        node = Node(tmp_path, port=port, settings=settings)
        stack.callback(node.stop)
        made = Stage(node=node, sinks=sinks, settings=settings)
        made.run(FOUND)
        yield made


def wait_until(holds: Callable[[], bool], *, seconds: float = _LONGEST_S) -> bool:
    deadline = time.monotonic() + seconds
    while not (is_so := holds()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return is_so


def copies_of(stage: Stage, code: str) -> Counter[str]:
    """How often each reader got the notice with this code."""
    got: list[Received] = [*stage.sinks.mails(), *stage.sinks.texts()]
    return Counter(one.to for one in got if f"/n/{code}/" in one.body and "council" not in one.to)


def test_kill_when_in_mid_send_then_every_reader_and_office_still_hears(stage):
    stage.node.start()
    said = stage.run(PUBLISH)
    assert wait_until(lambda: len(copies_of(stage, said["code"])) > N_READERS // 8)

    stage.kill()
    heard_before = len(copies_of(stage, said["code"]))
    stage.node.start()

    n_reached = N_READERS - sum(
        one.refuses for one in plan.readers(N_READERS, areas=AREAS, chance=Random(3), taken=())
    )
    assert wait_until(lambda: len(copies_of(stage, said["code"])) >= n_reached)
    wait_until(
        lambda: not {"queued", "sending", "unknown"} & {*stage.run(LEFT_BEHIND % said["public"])["states"]}
    )
    copies, left = copies_of(stage, said["code"]), stage.run(LEFT_BEHIND % said["public"])
    assert 0 < heard_before < n_reached, "it was killed in mid-send"
    assert len(copies) == n_reached
    assert max(copies.values()) <= 2
    assert sum(copies.values()) - len(copies) <= IN_FLIGHT
    assert {*left["states"]} <= {"sent", "delivered", "failed"}
    assert "RUNNING" not in left["jobs"]
    assert left["journal_ok"]
    for phones in said["first"]:
        assert any(stage.sinks.texts(to=phone) for phone in phones), "an office was never alerted"


def test_kill_when_nobody_serves_as_a_deputy_falls_due_then_asked_at_the_restart(stage):
    stage.node.start()
    said = stage.run(PUBLISH)
    assert wait_until(
        lambda: all(any(stage.sinks.texts(to=one) for one in phones) for phones in said["first"])
    )

    stage.kill()
    time.sleep(330 / SPEED)  # the deputies fall due after five minutes of the story, and nobody is there
    asked_meanwhile = [one for one in said["deputies"] if stage.sinks.texts(to=one)]
    stage.node.start()

    assert asked_meanwhile == []
    assert wait_until(lambda: all(stage.sinks.texts(to=one) for one in said["deputies"]))

"""Workers as processes of their own, on either engine by the same tests: what is rung is done, whoever dies."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.conftest import MORNING
from tests.process.crew import STARTS_WITHIN_S, Crew, kill, wait_until
from tests.process.nodes import POSTGRES, ROOT, copied, founded

pytestmark = pytest.mark.process
ENGINES = ("embedded", "procrastinate") if POSTGRES else ("embedded",)
AGAIN_WITHIN_S = 15.0
BEAT = "SELECT beat_at FROM escalation_heartbeat WHERE worker = 'clockwork'"


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def template_of_engine(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with founded(tmp_path_factory.mktemp(engine), WARDBELL_JOBS=engine) as url:
        yield url


@pytest.fixture
def crew(engine: str, template_of_engine: str, tmp_path: Path) -> Iterator[Crew]:
    with copied(template_of_engine, tmp_path) as node:
        own = node.at(MORNING, speed=1).having(WARDBELL_JOBS=engine)
        yield Crew(node=own, engine=engine, book=tmp_path / "book")


def test_engine_when_it_is_the_other_one_then_the_same_tests_hold(engine):
    apart = {"WARDBELL_JOBS": engine}
    if POSTGRES:  # this run may hold the test database itself
        apart["WARDBELL_TEST_DATABASE_URL"] = urlsplit(POSTGRES)._replace(path=f"/wardbell_{engine}").geturl()

    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/ground/test_jobs.py"],
        cwd=ROOT, env=os.environ | apart, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout[-3000:]


def test_worker_when_the_transaction_failed_then_nothing_is_done(crew):
    crew.node.stage("ring_and_fail", str(crew.book))
    crew.ring("after,,0,0")

    crew.hire("--clockwork")

    assert wait_until(lambda: crew.done() == ["after"], seconds=STARTS_WITHIN_S)
    time.sleep(1)
    assert crew.began() == ["after"]


def test_worker_when_several_wait_in_a_queue_then_the_highest_priority_goes_first(crew):
    crew.ring("third,routine,0,0", "first,routine,90,0", "fourth,routine,0,0", "second,routine,50,0")

    crew.hire("--clockwork")

    assert wait_until(lambda: len(crew.done()) == 4, seconds=STARTS_WITHIN_S)
    assert crew.began() == ["first", "second", "third", "fourth"]


def test_worker_when_one_queue_is_held_up_then_no_other_waits(crew):
    crew.ring("bulk,routine,0,60000")
    crew.hire("--clockwork")
    assert wait_until(lambda: crew.began() == ["bulk"], seconds=STARTS_WITHIN_S)

    others = ["officials", "replies", "corrections", "life_safety", "urgent", "default"]
    crew.ring(*(f"{queue},{queue},0,0" for queue in others))

    assert wait_until(lambda: sorted(crew.done()) == sorted(others), seconds=3)


def test_worker_when_killed_in_mid_job_then_another_does_it_again(crew):
    crew.ring("work,officials,0,8000")
    first = crew.hire("--clockwork")
    assert wait_until(lambda: crew.began() == ["work"], seconds=STARTS_WITHIN_S)
    second = crew.hire("--clockwork")
    time.sleep(4)  # until the second stands by

    kill(first)
    killed_at = time.monotonic()

    assert wait_until(lambda: len(crew.began()) == 2, seconds=AGAIN_WITHIN_S)
    assert crew.who("work") == [first.pid, second.pid]
    assert wait_until(lambda: crew.who("work", "done") == [second.pid], seconds=12)
    sys.stderr.write(f"{crew.engine}: begun again {time.monotonic() - killed_at - 8:.1f} s after kill -9\n")


def test_worker_when_told_to_end_then_finishes_what_is_in_hand_and_begins_nothing_new(crew):
    crew.ring("in hand,routine,0,3000", "left,routine,0,0")
    worker = crew.hire("--clockwork")
    assert wait_until(lambda: crew.began() == ["in hand"], seconds=STARTS_WITHIN_S)

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(timeout=10) == 0, worker.communicate()[1]
    assert (crew.began(), crew.done()) == (["in hand"], ["in hand"])
    crew.hire("--clockwork")
    assert wait_until(lambda: crew.done() == ["in hand", "left"], seconds=STARTS_WITHIN_S)


def test_clockwork_when_its_holder_is_killed_then_another_takes_over(crew):
    first = crew.hire("--clockwork")
    assert wait_until(lambda: bool(crew.node.sql(BEAT)), seconds=STARTS_WITHIN_S)
    crew.hire("--clockwork")
    time.sleep(4)

    kill(first)
    last = crew.node.sql(BEAT)

    assert wait_until(lambda: crew.node.sql(BEAT) != last, seconds=AGAIN_WITHIN_S)


def test_worker_when_the_setting_says_that_nobody_works_here_then_says_so(crew):
    done = crew.node.having(WARDBELL_JOBS="none").wardbell("worker")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("WARDBELL_JOBS is 'none'")

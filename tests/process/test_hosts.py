"""The grown engine on several machines: each worker has a network of its own, and reaches the database through a proxy that is cut.

A machine is a network namespace with nothing but a loopback of its own, where this user may make one; else the workers are
separate processes on one network, and the run says so.
"""

import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import MORNING
from tests.process import chores
from tests.process.crew import STARTS_WITHIN_S, Crew, kill, wait_until
from tests.process.fault_proxy import Fault, FaultProxy
from tests.process.nodes import Node, copied, founded

pytestmark = [pytest.mark.process, pytest.mark.only_postgres]
CUT_S = 5.0
TURN = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 1463898692 AND granted"


@dataclass(kw_only=True)
class Machine:
    """Where a worker runs; `proxy` is its only way to the database."""

    namespace: str
    proxy: FaultProxy

    def node(self, node: Node) -> Node:
        """The same node, as this machine reaches it."""
        through = ("ip", "netns", "exec", self.namespace) if self.namespace else ()
        return Node(
            url=self.proxy.url,
            folder=node.folder,
            settings=node.settings,
            started=node.started,
            through=through,
        )


@pytest.fixture(scope="module")
def template_of_grown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with founded(tmp_path_factory.mktemp("grown"), WARDBELL_JOBS="procrastinate") as url:
        yield url


@pytest.fixture
def crew(template_of_grown: str, tmp_path: Path) -> Iterator[Crew]:
    with copied(template_of_grown, tmp_path) as node:
        own = node.at(MORNING, speed=1).having(WARDBELL_JOBS="procrastinate")
        yield Crew(node=own, engine="procrastinate", book=tmp_path / "book")


@pytest.fixture
def machines(crew: Crew) -> Iterator[list[Machine]]:
    """Two machines on which nobody works yet."""
    with ExitStack() as stack:
        made = []
        for _ in range(2):
            namespace = stack.enter_context(_namespace())
            proxy = stack.enter_context(FaultProxy(crew.node.url, namespace=namespace))
            made.append(Machine(namespace=namespace, proxy=proxy))
        yield made
        for worker in crew.workers:  # before its way to the database goes
            worker.kill()


def test_machines_when_two_work_then_they_share_what_there_is_to_do(crew, machines):
    one, other = [crew.hire(node=machine.node(crew.node)) for machine in machines]
    assert wait_until(lambda: crew.node.stage("backlog")["n_workers"] == 2, seconds=STARTS_WITHIN_S)

    crew.ring(*(f"{number},routine,0,200" for number in range(20)))

    assert wait_until(lambda: len(crew.done()) == 20, seconds=20)
    shares = Counter(line.worker for line in chores.read(crew.book) if line.what == "done")
    assert set(shares) == {one.pid, other.pid}
    assert min(shares.values()) >= 5
    assert sorted(crew.done(), key=int) == [str(number) for number in range(20)]  # each once
    assert all(machine.proxy.n_connections > 0 for machine in machines)


def test_machines_when_some_queues_and_more_hands_are_asked_for_then_so_it_is(crew, machines):
    here, there = [machine.node(crew.node) for machine in machines]
    bulk = crew.hire("--queues", "routine", "--concurrency", "4", node=here)
    rest = crew.hire("--queues", "officials,default", node=there)
    assert wait_until(lambda: crew.node.stage("backlog")["n_workers"] == 2, seconds=STARTS_WITHIN_S)

    crew.ring(
        *(f"{number},routine,0,1500" for number in range(4)), "letter,officials,90,0", "reply,replies,50,0"
    )

    assert wait_until(lambda: len(crew.began()) == 5, seconds=1.4)  # four in bulk at once
    assert crew.who("letter") == [rest.pid]
    assert {pid for number in range(4) for pid in crew.who(str(number))} == {bulk.pid}
    time.sleep(2)
    assert crew.node.stage("backlog")["n_waiting"] == 1  # nobody works for replies
    crew.hire("--queues", "replies", node=there)
    assert wait_until(lambda: "reply" in crew.done(), seconds=STARTS_WITHIN_S)


@pytest.mark.parametrize("fault", [Fault.BROKEN, Fault.SILENT])
def test_database_when_it_is_away_for_a_while_then_nothing_is_lost_and_work_goes_on(crew, machines, fault):
    workers = [crew.hire("--clockwork", node=machine.node(crew.node)) for machine in machines]
    words = [str(number) for number in range(60)]
    queues = ("officials", "routine", "life_safety")
    assert wait_until(lambda: crew.node.stage("backlog")["n_workers"] == 2, seconds=STARTS_WITHIN_S)
    crew.ring(*(f"{word},{queues[int(word) % 3]},0,300" for word in words[:40]))
    assert wait_until(lambda: len(crew.done()) >= 8, seconds=30)

    for machine in machines:
        machine.proxy.cut(fault)
    crew.ring(
        *(f"{word},{queues[int(word) % 3]},0,300" for word in words[40:])
    )  # by somebody who is not cut off
    time.sleep(CUT_S)
    n_while_away = len(crew.done())
    for machine in machines:
        machine.proxy.cut(Fault.NONE)
    restored_at = time.monotonic()

    assert n_while_away < 40  # or the fault was none
    assert wait_until(lambda: set(crew.done()) == set(words), seconds=40)
    assert wait_until(lambda: crew.node.stage("backlog")["n_waiting"] == 0, seconds=10)
    assert {worker.poll() for worker in workers} == {None}  # nobody had to be started again
    twice = [word for word, count in Counter(crew.done()).items() if count > 1]
    assert len(twice) <= len(workers) * len(queues)  # what was in hand, and no more
    first = min(line.at for line in chores.read(crew.book) if line.at > restored_at)
    sys.stderr.write(f"{fault.value}: work went on {first - restored_at:.1f} s after the database was back\n")


def test_machine_when_it_is_cut_off_for_good_then_another_does_its_work_and_takes_the_clockwork(
    crew, machines
):
    lost, other = [machine.node(crew.node) for machine in machines]
    crew.ring("work,officials,0,120000")
    first = crew.hire("--clockwork", node=lost)
    assert wait_until(lambda: crew.who("work") == [first.pid], seconds=STARTS_WITHIN_S)
    assert wait_until(lambda: crew.node.sql(TURN) == [(1,)], seconds=5)
    second = crew.hire("--clockwork", node=other)
    assert wait_until(lambda: crew.node.stage("backlog")["n_workers"] == 2, seconds=STARTS_WITHIN_S)

    machines[0].proxy.cut(Fault.BROKEN)

    assert wait_until(lambda: second.pid in crew.who("work"), seconds=15)
    assert crew.node.sql(TURN) == [(1,)]


def test_clockwork_when_its_holder_falls_silent_then_the_server_gives_the_turn_to_another(crew, machines):
    silent, other = [machine.node(crew.node) for machine in machines]
    beat = "SELECT beat_at FROM escalation_heartbeat WHERE worker = 'clockwork'"
    crew.hire("--clockwork", node=silent)
    assert wait_until(lambda: bool(crew.node.sql(beat)), seconds=STARTS_WITHIN_S)
    crew.hire("--clockwork", node=other)
    assert wait_until(lambda: crew.node.stage("backlog")["n_workers"] == 2, seconds=STARTS_WITHIN_S)

    machines[0].proxy.cut(Fault.SILENT)
    time.sleep(1)
    last = crew.node.sql(beat)

    assert wait_until(lambda: crew.node.sql(beat) != last, seconds=45)
    assert crew.node.sql(TURN) == [(1,)]


def test_workers_when_all_are_killed_again_and_again_then_nothing_is_lost(crew, machines):
    words = [str(number) for number in range(24)]
    crew.ring(*(f"{word},routine,0,500" for word in words))

    for _ in range(3):
        pair = [crew.hire("--clockwork", node=machine.node(crew.node)) for machine in machines]
        n_before = len(crew.began())
        assert wait_until(
            lambda n_before=n_before: len(crew.began()) >= n_before + 3, seconds=STARTS_WITHIN_S
        )
        for worker in pair:
            kill(worker)
    crew.hire("--clockwork", node=machines[0].node(crew.node))

    assert wait_until(lambda: set(crew.done()) == set(words), seconds=60)
    assert wait_until(lambda: crew.node.stage("backlog")["n_waiting"] == 0, seconds=10)


def test_node_when_it_grows_and_goes_back_then_what_waited_is_done_by_the_other_engine(crew):
    embedded = crew.node.having(WARDBELL_JOBS="embedded")
    embedded.stage("ring", str(crew.book), "grows,officials,90,0")
    worker = crew.hire("--clockwork")
    assert wait_until(lambda: crew.done() == ["grows"], seconds=STARTS_WITHIN_S)
    kill(worker)

    crew.ring("goes back,routine,0,0")
    crew.hire(node=embedded)

    assert wait_until(lambda: crew.done() == ["grows", "goes back"], seconds=STARTS_WITHIN_S)
    assert embedded.stage("backlog") == {"n_waiting": 0, "n_failed": 0, "n_workers": None}


@contextmanager
def _namespace() -> Iterator[str]:
    """Yields the name of a network with nothing but its own loopback; an empty one where none may be made."""
    name = f"wardbell-{uuid.uuid4().hex[:8]}"
    try:
        subprocess.run(["ip", "netns", "add", name], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"NO NETWORK NAMESPACE, so the machines share one network: {error}\n")
        yield ""
        return
    try:
        subprocess.run(["ip", "-n", name, "link", "set", "lo", "up"], check=True, capture_output=True)
        yield name
    finally:
        subprocess.run(["ip", "netns", "del", name], check=False, capture_output=True)

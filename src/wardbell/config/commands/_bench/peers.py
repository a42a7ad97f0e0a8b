"""What others need for the same work, in the same run, against the same sink; each in a venv of its own (bench/peers).

CPU is that of producer, workers, broker and database server together: that is what a city pays.
"""

import contextlib
import json
import os
import secrets
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import dj_database_url
import psutil

from wardbell.config.commands._bench.measure import BARE
from wardbell.config.commands._bench.scratch import Scratch
from wardbell.config.commands._bench.sink import Sink
from wardbell.config.commands._bench.troubles import CouldNotMeasure
from wardbell.config.commands._bench.workers import Watch

FOLDER = BARE.parent / "peers"
_STILL_S = 15.0
_LONGEST_S = 240.0
_SAVED_WITHIN_S = 1.0  # the last rows, after the sink has the last message


@dataclass(frozen=True, kw_only=True)
class Broker:
    """A service that a peer needs, where it is on this machine, and the command that installs it."""

    name: str
    url: str
    port: int
    install: str


REDIS = Broker(
    name="Redis", url="redis://127.0.0.1:6379/0", port=6379, install="apt-get install --yes redis-server"
)
RABBITMQ = Broker(
    name="RabbitMQ", url="amqp://guest:guest@127.0.0.1:5672//", port=5672,
    install="apt-get install --yes rabbitmq-server",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Peer:
    """One way in which others do it, and at how many readers it is measured: the slow ones at fewer."""

    title: str
    name: str  #: as bench/peers/run.py knows it
    channel: str
    readers: int
    broker: Broker | None = None


PEERS = (
    Peer(title="Celery, a task for each reader, RabbitMQ", name="celery", channel="http", readers=3_000, broker=RABBITMQ),
    Peer(title="Celery, a task for each reader, Redis", name="celery", channel="http", readers=3_000, broker=REDIS),
    Peer(title="Celery, a task for a thousand readers, Redis", name="celery-batches", channel="http", readers=20_000, broker=REDIS),
    Peer(title="Procrastinate, a job for each reader", name="procrastinate", channel="http", readers=2_000),
    Peer(title="django-post_office", name="post-office", channel="smtp", readers=5_000),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Paid:
    """What a peer cost for one reader, in microseconds of CPU of everything that it needs."""

    title: str
    readers: int
    per_s: float
    cpu_us: float
    broker_us: float
    server_us: float
    lost: int


def run_peer(peer: Peer, *, python: Path, database_url: str) -> Paid:
    """Runs one peer and returns what it cost.

    Raises:
        CouldNotMeasure: the venv or the broker is not here, or it did not begin.
    """
    if not python.exists():
        raise CouldNotMeasure(f"{peer.title}: its venv is not here. Make it with: make bench/.venv/installed")
    if peer.broker and not _listens(peer.broker.port):
        raise CouldNotMeasure(
            f"{peer.title}: {peer.broker.name} does not answer. Install it with: {peer.broker.install}"
        )
    with Scratch(database_url) as scratch, Sink(peer.channel) as sink:
        environment = {
            **scratch.environment(), "PEERS_DATABASE": json.dumps(dj_database_url.parse(scratch.database_url)),
            "PEERS_SINK_PORT": str(sink.port), "PEERS_QUEUE": f"wardbell-bench-{secrets.token_hex(4)}",
            "PEERS_BROKER": peer.broker.url if peer.broker else "",
        }  # fmt: skip
        environment.pop("DJANGO_SETTINGS_MODULE")
        command = [str(python), str(FOLDER / "run.py"), peer.name, str(peer.readers)]
        with (
            (scratch.folder / "peer.log").open("wb") as log,
            _process(command, environment, log.fileno()) as process,
        ):
            return _watched(peer, process, scratch, sink)


def _watched(peer: Peer, process: "subprocess.Popen[bytes]", scratch: Scratch, sink: Sink) -> Paid:
    if process.stdout is None or process.stdin is None:
        raise CouldNotMeasure("a peer without pipes")
    if process.stdout.readline().strip() != b"ready":
        said = (scratch.folder / "peer.log").read_text(encoding="utf-8", errors="replace")[-2000:]
        raise CouldNotMeasure(f"{peer.title} did not begin:\n{said}")
    broker_pids = _listening(peer.broker.port) if peer.broker else []
    watch = Watch(lambda: [process.pid], scratch.backends)
    watch.start()
    before, broker_s, began = watch.cost(), _cpu_s(broker_pids), time.monotonic()
    _tell(process)
    counts = sink.wait_until_quiet(peer.readers, still_s=_STILL_S, timeout_s=_LONGEST_S)
    time.sleep(_SAVED_WITHIN_S)
    after, broker_s = watch.cost(), _cpu_s(broker_pids) - broker_s
    watch.stop()
    _tell(process)
    n = max(1, counts.distinct)
    server_s = after.server_cpu_s - before.server_cpu_s
    return Paid(
        title=peer.title, readers=counts.distinct, per_s=n / ((counts.last_at or began) - began or 1.0),
        cpu_us=(after.cpu_s - before.cpu_s + server_s + broker_s) / n * 1e6, broker_us=broker_s / n * 1e6,
        server_us=server_s / n * 1e6, lost=peer.readers - counts.distinct,
    )  # fmt: skip


@contextlib.contextmanager
def _process(
    command: list[str], environment: dict[str, str], log: int
) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(  # noqa: S603  # our own file
        command, cwd=FOLDER, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
        start_new_session=True,
    )  # fmt: skip
    try:
        yield process
        process.wait(60)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, 9)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def _tell(process: "subprocess.Popen[bytes]") -> None:
    if process.stdin is not None:
        process.stdin.write(b"\n")
        process.stdin.flush()


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=2).close()
    except OSError:
        return False
    return True


def _listening(port: int) -> list[int]:
    """Returns who listens on a port; nobody where the system does not tell, and then the broker costs nothing."""
    try:
        found = psutil.net_connections("tcp")
    except psutil.AccessDenied:
        return []
    return sorted({one.pid for one in found if one.status == "LISTEN" and one.laddr.port == port and one.pid})


def _cpu_s(pids: list[int]) -> float:
    total = 0.0
    for pid in pids:
        times = psutil.Process(pid).cpu_times()
        total += times.user + times.system
    return total


def run_all(
    *, python: Path, database_url: str, share: float, say: Callable[[str], None]
) -> tuple[list[Paid], list[str]]:
    """Runs every peer at a share of its readers, and returns what each cost, and the sentences of those that could not run."""
    paid, missing = [], []
    for peer in PEERS:
        one = Peer(**{**vars(peer), "readers": max(100, int(peer.readers * share))})
        try:
            paid.append(run_peer(one, python=python, database_url=database_url))
            say(
                f"{one.title}: {paid[-1].cpu_us:.0f} us a reader, {paid[-1].per_s:.0f}/s, {paid[-1].lost} lost."
            )
        except CouldNotMeasure as fault:
            missing.append(str(fault))
            say(f"SKIPPED {fault}")
    return paid, missing

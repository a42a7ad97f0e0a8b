"""One fault's own world: a node, its workers, a crowd, a provider that counts; and, where the fault needs them, doors and a disk."""

import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

from wardbell.config import env
from wardbell.config.commands._bench.desk import Desk, Ledger
from wardbell.config.commands._bench.faults import certificates
from wardbell.config.commands._bench.faults.cluster import Cluster
from wardbell.config.commands._bench.faults.crew import GROWN, Crew
from wardbell.config.commands._bench.faults.disks import Disk, small_disk
from wardbell.config.commands._bench.faults.originals import Copy, Original
from wardbell.config.commands._bench.faults.plan import Fault, Hit
from wardbell.config.commands._bench.faults.proxy import Proxy
from wardbell.config.commands._bench.sink import Sink
from wardbell.config.commands._bench.troubles import CouldNotMeasure

SUBJECT = "bench:faults"
_LOCK_WITHIN_S = 20.0
_LEAP = Path(__file__).parent / "_leap"
_NO_TIME_MACHINE = "A clock that jumps needs time-machine, which `make setup` installs."
#: how long a provider may take before its answer counts as lost; short, where the fault is that none comes
_PATIENCE_S = {"hang": 2, "slow": 20}
_OF_TABLES = """
    SELECT table_name FROM information_schema.tables
     WHERE table_schema = %s AND table_name LIKE 'dispatch\\_%%' ORDER BY table_name
"""


@dataclass(kw_only=True)
class Stage:
    """What a blow may touch. All of it is the suite's own."""

    n_readers: int
    fault: Fault
    scratch: Copy
    sink: Sink
    crew: Crew
    desk: Desk
    cluster: Cluster | None
    disk: Disk | None
    door: Proxy | None  #: before the database
    provider_door: Proxy | None  #: before the provider, with TLS
    certificates: "certificates.Certificates | None"
    clock_file: Path | None
    desk_settings: Mapping[str, str]  #: which provider, and which engine
    beside: list[threading.Thread] = field(default_factory=list)

    def leave_no_room(self) -> None:
        """Lets the database give up what it keeps in hand, before the disk is full and after it, and takes that as well."""
        if self.disk is None:
            raise CouldNotMeasure("This stage has no disk of its own.")
        for _ in range(2):
            with suppress(psycopg.Error, sqlite3.Error):
                self._give_up_what_is_in_hand()
            self.disk.fill()

    def _give_up_what_is_in_hand(self) -> None:
        if self.cluster is not None:
            with psycopg.connect(self.cluster.url, autocommit=True, connect_timeout=2) as server:
                server.execute("SELECT pg_switch_wal()")
                server.execute("CHECKPOINT")
            return
        base = sqlite3.connect(self.scratch.folder / "wardbell.sqlite3", timeout=1)
        try:
            base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            base.close()

    def n_left(self) -> int:
        """How many the provider has not accepted."""
        return self.n_readers - self.sink.counts().distinct

    def ledger(self) -> Ledger:
        """What the ledger says; asked anew when the desk's own connection has broken."""
        for _ in range(3):
            with suppress(CouldNotMeasure):
                return self.desk.ledger(SUBJECT)
            self.desk.stop()
            self.desk.start()
        return self.desk.ledger(SUBJECT)

    def has_stopped(self, *, for_s: float, within_s: float) -> bool:
        """Waits until the provider has accepted nothing for so long, and says whether that came in time."""
        end, seen, since = time.monotonic() + within_s, -1, time.monotonic()
        while time.monotonic() < end:
            now = self.sink.counts().accepted
            if now != seen:
                seen, since = now, time.monotonic()
            elif time.monotonic() - since >= for_s:
                return True
            time.sleep(0.05)
        return False

    @contextmanager
    def unwritable(self) -> Iterator[None]:
        """Nobody can write to the ledger meanwhile, as another program holds it."""
        if self.cluster is None:
            base = sqlite3.connect(self.scratch.folder / "wardbell.sqlite3", isolation_level=None, timeout=_LOCK_WITHIN_S)  # fmt: skip
            try:
                base.execute("BEGIN IMMEDIATE")
                yield
            finally:
                base.close()
            return
        with psycopg.connect(self.cluster.url) as server:
            schema = self.scratch.schema
            names = [row[0] for row in server.execute(_OF_TABLES.encode(), [schema])]
            tables = sql.SQL(", ").join(sql.Identifier(schema, name) for name in names)
            server.execute(sql.SQL("LOCK TABLE {} IN EXCLUSIVE MODE").format(tables))
            yield
            server.rollback()


@contextmanager
def staged(fault: Fault, original: Original, *, n_readers: int, settings: dict[str, str]) -> Iterator[Stage]:
    """Yields a stage on which a crowd is signed up and workers wait; nothing is posted yet.

    Raises:
        CouldNotMeasure: something that the fault needs is not on this machine.
    """
    hits = set(fault.hits)
    with ExitStack() as stack:
        cluster: Cluster | None = None
        disk = stack.enter_context(small_disk(lambda: _pids(cluster, crew))) if Hit.FULL in hits else None
        if original.cluster is not None:
            cluster = stack.enter_context(Cluster(disk.folder if disk else None, like=original.cluster))
        scratch = stack.enter_context(
            Copy(original, cluster=cluster, parent=disk.folder if disk and not cluster else None, **settings)
        )
        sink = stack.enter_context(Sink("http" if fault.takes_key else "smtp"))
        sink.behave(takes_key=fault.takes_key)
        ours: dict[str, str] = {}
        made = certificates.made(scratch.folder) if Hit.TLS in hits else None
        provider_door = stack.enter_context(Proxy(sink.port, certificate=made.good)) if made else None
        channel = "WARDBELL_SMS_URL" if fault.takes_key else "WARDBELL_MAIL_URL"
        options = {"timeout": _PATIENCE_S.get(fault.behaviour, 20)} if fault.takes_key else {}
        ours[channel] = sink.url(**options)
        if made and provider_door:
            ours["WARDBELL_SMS_URL"] = f"http://sink@127.0.0.1:{provider_door.port}?scheme=https"
            ours["SSL_CERT_FILE"] = made.authority
        door = None
        if cluster and hits & {Hit.GONE, Hit.SILENT}:
            door = stack.enter_context(Proxy(cluster.port))
            ours["DATABASE_URL"] = scratch.url_by(cluster.url_at(door.port))
        clock_file = scratch.folder / "clock" if hits & {Hit.FORWARD, Hit.BACK} else None
        if clock_file:
            ours |= _own_clock(clock_file)
        at_desk = {channel: ours[channel]} | (GROWN if cluster else {})
        desk = stack.enter_context(Desk(scratch, settings=at_desk))
        desk.seed(n_readers, medium=fault.medium)
        crew = stack.enter_context(Crew(scratch, settings=ours))
        yield Stage(
            n_readers=n_readers, fault=fault, scratch=scratch, sink=sink, crew=crew, desk=desk, cluster=cluster, disk=disk,
            door=door, provider_door=provider_door, certificates=made, clock_file=clock_file,
            desk_settings=at_desk,
        )  # fmt: skip


def _pids(cluster: Cluster | None, crew: Crew) -> list[int]:
    return cluster.process_ids() if cluster else crew.all_process_ids()


def _own_clock(file: Path) -> dict[str, str]:
    """Lets a process, and what it starts, read the machine's clock with what stands in a file added to it (see _leap).

    Raises:
        CouldNotMeasure: what turns the clock is not installed.
    """
    if find_spec("time_machine") is None:
        raise CouldNotMeasure(_NO_TIME_MACHINE)
    file.write_text("0", encoding="utf-8")
    return {"FAULTS_CLOCK_FILE": str(file), "PYTHONPATH": env.python_path(_LEAP)}

"""Simulates how long the last reader waits past one database: `python bench/scale.py [--json | --write PAGE]`.

A discrete-event simulation of the post office's own protocol, the same for the same SEED: an expander writes chunks down in
slices; a worker leases a chunk and has two windows of 64 copies with the provider; one commit records a window and claims the
next, and waits for the disk together with the commits that came meanwhile; a provider has a rate and an answer time; a worker
dies, and its lease runs out. What it says and what it leaves out stands in docs/explanation/scale.md.
"""

import argparse
import heapq
import itertools
import json
import random
import sys
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import scale_figures as figures

SEED = 1
BEGINS, ENDS = "<!-- begins: python bench/scale.py -->\n", "<!-- ends -->\n"


class Line:
    """Servers with one queue before them, first come first served; asked in the order of time."""

    def __init__(self, servers: int = 1) -> None:
        self.free_at = [0.0] * servers
        self.busy_s = 0.0

    def serve(self, now: float, seconds: float) -> float:
        """Returns when a piece of work that comes now is done."""
        ends = max(now, self.free_at[0]) + seconds
        heapq.heapreplace(self.free_at, ends)
        self.busy_s += seconds
        return ends

    def share(self, until: float) -> float:
        return self.busy_s / (until * len(self.free_at)) if until else 0.0


class Disk(Line):
    """Flushes the log. Whoever commits during a flush shares the next one, however many they are: group commit."""

    def __init__(self, flush_s: float) -> None:
        super().__init__()
        self.flush_s, self.ends, self.next_ends = flush_s, 0.0, 0.0

    def commit(self, now: float) -> float:
        if now >= self.next_ends:
            self.ends = self.next_ends = self.serve(now, self.flush_s)
        elif now >= self.ends:  # the shared flush runs: who comes now waits for one more
            self.ends, self.next_ends = self.next_ends, self.serve(now, self.flush_s)
        elif self.next_ends == self.ends:
            self.next_ends = self.serve(now, self.flush_s)
        return self.next_ends


@dataclass(frozen=True, kw_only=True)
class Shape:
    """How a city, or several, are served. `rate` is one account's, in messages/s; 0: no gateway in the way."""

    name: str
    readers: int
    workers: int = 1  #: of each database
    databases: int = 1
    web_cores: int = 1  #: of each database; in one process, its one core
    replicas: int = 0
    accounts: int = 1  #: of all together; nodes have their own
    rate: float = 0.0
    is_sqlite: bool = False
    are_nodes: bool = False
    are_pages_read: bool = True
    connections: int = int(figures.CONNECTIONS.value)
    answer_s: float = figures.ANSWER.value


@dataclass(frozen=True, kw_only=True)
class Told:
    """What one shape did. Shares are of the time until nine readers of ten were told; a killed worker is another run."""

    name: str
    readers: int
    workers: int
    rate: float
    last_s: float
    last_s_when_killed: float | None
    readers_per_s: float
    database_share: float
    page_wait_s: float
    bends: str


@dataclass(eq=False)
class Window:
    n: int


class Calendar:
    """What happens next."""

    def __init__(self) -> None:
        self.now = 0.0
        self._order = itertools.count()
        self._events: list[tuple[float, int, Callable[[], None]]] = []

    def at(self, when: float, what: Callable[[], None]) -> None:
        heapq.heappush(self._events, (when, next(self._order), what))

    def run(self) -> None:
        while self._events:
            self.now, _, what = heapq.heappop(self._events)
            what()


class Database:
    """One ledger: its server, its log, the chunks that wait in it, the readers of its pages."""

    def __init__(self, calendar: Calendar, shape: Shape, dice: random.Random) -> None:
        self.calendar, self.shape, self.dice = calendar, shape, dice
        self.cores = Line(1 if shape.is_sqlite else int(figures.CORES.value))
        self.page_cores = Line(int(figures.CORES.value) * shape.replicas) if shape.replicas else self.cores
        self.expander, self.serial, self.log = Line(), Line(), Line()
        self.web = Line(shape.web_cores)
        self.disk = Disk(0.0 if shape.is_sqlite else figures.FLUSH.value)
        self.waiting: deque[deque[Window]] = deque()
        self.idle: list[Worker] = []
        self.page_waits: list[float] = []

    def offer(self, chunk: deque[Window]) -> None:
        self.waiting.append(chunk)
        if self.idle:
            self.idle.pop().turn(None)

    def write(self, n: int, us: float, n_bytes: float, then: Callable[[], None]) -> None:
        """Does a transaction for n readers, and goes on when the disk has it. SQLite's is part of its worker's time."""
        if self.shape.is_sqlite:
            self.cores.busy_s += n * figures.DATABASE_SQLITE.value / 1e6
            return then()
        share = figures.SERIAL.value
        done = self.cores.serve(self.calendar.now, n * us * (1 - share) / 1e6)

        def commit() -> None:
            logged = self.log.serve(
                self.serial.serve(self.calendar.now, n * us * share / 1e6),
                n * n_bytes / figures.LOG_RATE.value,
            )
            self.calendar.at(logged, lambda: self.calendar.at(self.disk.commit(self.calendar.now), then))

        return self.calendar.at(done, commit)

    def is_opened_by(self, n: int) -> None:
        """Some of those who were told open the page, later."""
        if self.shape.are_pages_read:
            self.calendar.at(
                self.calendar.now + self.dice.expovariate(1 / figures.OPENS_WITHIN.value),
                lambda: self._read(n),
            )

    def _read(self, n: int) -> None:
        """Makes pages for some, in a web process first; then asks the database for them."""
        now, pages = self.calendar.now, n * figures.OPENS.value
        waits = max(0.0, self.web.free_at[0] - now)
        made = self.web.serve(now, pages * figures.PAGE_WEB.value / 1e6)

        def ask() -> None:
            self.page_waits.append(waits + max(0.0, self.page_cores.free_at[0] - self.calendar.now))
            if not self.shape.is_sqlite:
                self.page_cores.serve(self.calendar.now, pages * figures.PAGE.value / 1e6)

        self.calendar.at(made, ask)


class Worker:
    """One process with one hand for the lane: a core, its connections, the chunk it leased, the windows that are away."""

    def __init__(self, run: "Run", database: Database, account: Line) -> None:
        self.run, self.database, self.account = run, database, account
        self.connections = Line()
        self.core = (
            database.web if run.shape.is_sqlite else Line()
        )  # one process: pages and work share a core
        self.chunk: deque[Window] = deque()
        self.away: list[Window] = []
        self.answered: deque[Window | None] = deque()
        self.is_dead = self.is_turning = False
        self.turned_at = 0.0
        sqlite = run.shape.is_sqlite
        self.us = (figures.WORKER_SQLITE if sqlite else figures.WORKER_POSTGRES).value / 1e6

    def turn(self, done: Window | None) -> None:
        """Records a window and claims the next, in one commit; one after the other, for it is one thread."""
        self.answered.append(done)
        if not self.is_turning:
            self._next_turn()

    def _next_turn(self) -> None:
        self.is_turning, calendar, done = True, self.run.calendar, self.answered.popleft()
        self.turned_at = calendar.now
        n = int(figures.WINDOW.value) if done is None else done.n
        spent = self.core.serve(calendar.now, n * self.us * figures.RECORDING.value)
        calendar.at(
            spent,
            lambda: self.database.write(
                n, figures.SERVER.value, figures.LOG_BYTES.value, lambda: self._committed(done)
            ),
        )

    def _committed(self, done: Window | None) -> None:
        if self.is_dead:
            return
        self.run.waited_s["the wait for a commit"] += self.run.calendar.now - self.turned_at
        if done is not None:
            self.away.remove(done)
            self.run.recorded(self.database, done)
        while len(self.away) < figures.WINDOWS_AT_ONCE.value:
            if not self.chunk and self.database.waiting:
                self.chunk = self.database.waiting.popleft()
            if not self.chunk:
                break
            self._carry(self.chunk.popleft())
        self.is_turning = False
        if self.answered:
            self._next_turn()
        elif not self.away:
            self.database.idle.append(self)

    def _carry(self, window: Window) -> None:
        self.away.append(window)
        calendar = self.run.calendar
        made = self.core.serve(calendar.now, window.n * self.us * (1 - figures.RECORDING.value))
        calendar.at(made, lambda: self._hand_over(window))

    def _hand_over(self, window: Window) -> None:
        calendar, shape = self.run.calendar, self.run.shape
        called = self.connections.serve(calendar.now, window.n * shape.answer_s / shape.connections)
        taken = self.account.serve(calendar.now, window.n / shape.rate) if shape.rate else calendar.now
        answered = max(
            called, max(calendar.now, taken) + shape.answer_s
        )  # two windows away: a slow answer is a limit of its own
        self.run.waited_s["the wait for answers"] += answered - calendar.now
        calendar.at(answered, lambda: None if self.is_dead else self.turn(window))

    def die(self) -> None:
        """Its chunk is free when the lease has run out and a sweep has seen it; what was away is unsure for longer."""
        self.is_dead = True
        if self in self.database.idle:
            self.database.idle.remove(self)
        calendar = self.run.calendar
        seen = calendar.now + (
            figures.RESTART.value
            if self.run.shape.workers == 1
            else figures.LEASE.value + self.run.dice.uniform(0, figures.SWEEP.value)
        )
        if self.run.shape.workers == 1:
            calendar.at(seen, lambda: Worker(self.run, self.database, self.account).turn(None))
        if self.chunk:
            calendar.at(seen, lambda: self.database.offer(self.chunk))
        calendar.at(seen + figures.RESEND.value, lambda: self.database.offer(deque(self.away)))


@dataclass
class Run:
    """One posting, from release to the last answer that is written down."""

    shape: Shape
    is_one_killed: bool
    calendar: Calendar = field(default_factory=Calendar)
    n_told: int = 0
    last_s: float = 0.0
    nine_tenths_s: float = 0.0

    def __post_init__(self) -> None:
        self.dice = random.Random(SEED)  # noqa: S311  (a simulation, no secret)
        self.databases = [Database(self.calendar, self.shape, self.dice) for _ in range(self.shape.databases)]
        self.accounts = [Line() for _ in range(self.shape.accounts)]
        self.workers = [
            Worker(
                self, database, self.accounts[(place if self.shape.are_nodes else one) % self.shape.accounts]
            )
            for place, database in enumerate(self.databases)
            for one in range(self.shape.workers)
        ]
        self.shares: dict[str, float] = {}
        self.database_share = 0.0
        self.waited_s = {"the wait for answers": 0.0, "the wait for a commit": 0.0}

    def go(self) -> "Run":
        for database, n in zip(self.databases, self._parts(), strict=True):
            begins = self.dice.uniform(0, figures.PULL.value) if self.shape.are_nodes else 0.0
            self.calendar.at(begins, lambda database=database, n=n: self._expand(database, n))  # type: ignore[misc]
        for worker in self.workers:
            worker.database.idle.append(worker)
        self.calendar.run()
        assert self.n_told == self.shape.readers, "the simulation lost somebody"
        return self

    def _parts(self) -> list[int]:
        """How many readers each database has: equal parts of one city, or nodes of unequal size."""
        weights = [self.dice.uniform(0.5, 1.5) if self.shape.are_nodes else 1.0 for _ in self.databases]
        parts = [int(self.shape.readers * weight / sum(weights)) for weight in weights]
        parts[0] += self.shape.readers - sum(parts)
        return parts

    def _expand(self, database: Database, left: int) -> None:
        n = min(left, int(figures.SLICE.value * figures.CHUNK.value))

        def written() -> None:
            for first in range(0, n, int(figures.CHUNK.value)):
                database.offer(_windows(min(int(figures.CHUNK.value), n - first)))
            if left > n:
                self._expand(database, left - n)

        done = database.expander.serve(self.calendar.now, n * figures.EXPAND.value / 1e6)
        self.calendar.at(
            done, lambda: database.write(n, figures.EXPAND_SERVER.value, figures.EXPAND_BYTES.value, written)
        )

    def recorded(self, database: Database, window: Window) -> None:
        self.n_told += window.n
        self.last_s = self.calendar.now
        database.is_opened_by(window.n)
        if self.is_one_killed and self.n_told >= self.shape.readers / 3:
            self.is_one_killed = False
            victim = next(worker for worker in self.workers if worker.away)
            self.calendar.at(self.calendar.now, victim.die)
        if not self.nine_tenths_s and self.n_told >= self.shape.readers * 0.9:
            self.nine_tenths_s = self.calendar.now
            self.shares = self._shares(self.calendar.now)
            shares = [one.cores.share(self.calendar.now) for one in self.databases]
            self.database_share = min(
                1.0, sum(shares) / len(shares)
            )  # above one: work that waits in the queue

    def _shares(self, until: float) -> dict[str, float]:
        every = self.databases
        lines: dict[str, Sequence[Line]] = {
            "the provider's rate": self.accounts if self.shape.rate else [],
            "the workers' cores": [] if self.shape.is_sqlite else [one.core for one in self.workers],
            "the one expander of a posting": [one.expander for one in every],
            "the server's cores": [] if self.shape.is_sqlite else [one.cores for one in every],
            "the one-at-a-time part of a commit": [one.serial for one in every],
            "the log": [one.log for one in every],
            "the web's cores": [] if self.shape.is_sqlite else [one.web for one in every],
            "the one process's core": [one.web for one in every] if self.shape.is_sqlite else [],
        }
        return {
            what: sum(one.share(until) for one in some) / len(some) for what, some in lines.items() if some
        }


def _windows(n: int) -> deque[Window]:
    size = int(figures.WINDOW.value)
    return deque(Window(min(size, n - first)) for first in range(0, n, size))


def _near(
    *, name: str, readers: int, workers: int, databases: int = 1, replicas: int = 0, web_cores: int = 0
) -> Shape:
    return Shape(
        name=name, readers=readers, workers=workers, databases=databases, replicas=replicas, connections=200,
        web_cores=web_cores or 1, are_pages_read=web_cores > 0, answer_s=figures.ANSWER_NEAR.value,
    )  # fmt: skip


def _one(*, name: str, readers: int, rate: figures.Figure) -> Shape:
    return Shape(name=f"SQLite, {name}", readers=readers, is_sqlite=True, rate=rate.value)


def _grown(
    *, name: str, readers: int, workers: int, web_cores: int, fast: int = 1, databases: int = 1
) -> Shape:
    return Shape(
        name=name, readers=readers, workers=workers, web_cores=web_cores, accounts=fast, databases=databases,
        rate=figures.SHORT_CODE_FAST.value,
    )  # fmt: skip


_SINK = {"answer_s": figures.ANSWER_LOOPBACK.value, "are_pages_read": False}
_LIMITS = (
    Shape(name="one process, SQLite", readers=50_000, is_sqlite=True, are_pages_read=False),
    Shape(
        name="the same, 200 connections",
        readers=50_000,
        is_sqlite=True,
        are_pages_read=False,
        connections=200,
    ),
    Shape(name="the same, and its pages are read", readers=50_000, is_sqlite=True, connections=200),
    Shape(name="SQLite, sink on the machine", readers=50_000, is_sqlite=True, **_SINK),
    Shape(name="PostgreSQL, 1 worker, sink on the machine", readers=50_000, **_SINK),
    Shape(name="PostgreSQL, 8 workers", readers=200_000, workers=8, connections=200, are_pages_read=False),
    *(_near(name=f"PostgreSQL, {n} workers, relay near", readers=n * 20_000, workers=n) for n in (2, 8, 32)),
    _near(name="the same, pages from 16 cores", readers=640_000, workers=32, web_cores=16),
    _near(name="the same, pages from 256 cores", readers=640_000, workers=32, web_cores=256),
    _near(name="the same, 4 replicas", readers=640_000, workers=32, web_cores=256, replicas=4),
    _near(name="4 databases, 16 workers each, relay near", readers=1_200_000, workers=16, databases=4),
    _near(name="16 databases, 16 workers each, relay near", readers=1_600_000, workers=16, databases=16),
)
_GATEWAYS = (
    _one(name="a toll-free number", readers=10_000, rate=figures.TOLL_FREE),
    _one(name="a default account", readers=50_000, rate=figures.ACCOUNT),
    _one(name="a registered campaign", readers=50_000, rate=figures.CAMPAIGN),
    _one(name="a chat number", readers=50_000, rate=figures.CHAT),
    _one(name="a short code", readers=100_000, rate=figures.SHORT_CODE),
    _one(name="a fast short code", readers=100_000, rate=figures.SHORT_CODE_FAST),
    _grown(name="PostgreSQL, a fast short code", readers=300_000, workers=4, web_cores=2),
    _grown(name="the same, more web", readers=300_000, workers=4, web_cores=8),
    _grown(name="PostgreSQL, 4 fast short codes", readers=300_000, workers=16, web_cores=32, fast=4),
    _grown(name="4 databases, 4 fast short codes", readers=300_000, workers=4, web_cores=8, fast=4, databases=4),
    Shape(
        name="20 nodes, a short code each", readers=300_000, databases=20, accounts=20, is_sqlite=True, are_nodes=True,
        rate=figures.SHORT_CODE.value,
    ),
)  # fmt: skip


def told(shape: Shape) -> Told:
    """Plays one shape; where a gateway limits it, once more, with a worker killed when a third is told."""
    run = Run(shape, is_one_killed=False).go()
    waits = sorted(wait for database in run.databases for wait in database.page_waits)
    what, share = max(run.shares.items(), key=lambda pair: pair[1])
    return Told(
        name=shape.name, readers=shape.readers, workers=shape.workers * shape.databases, rate=shape.rate * shape.accounts,
        last_s=run.last_s, last_s_when_killed=Run(shape, is_one_killed=True).go().last_s if shape.rate else None,
        readers_per_s=shape.readers / run.last_s, database_share=run.database_share,
        page_wait_s=waits[int(len(waits) * 0.99)] if waits else 0.0,
        bends=what if share >= _BUSY else max(run.waited_s, key=lambda wait: run.waited_s[wait]),
    )  # fmt: skip


_BUSY = 0.75  # of the time: below, nothing is full, and a worker's two windows just wait


def page(limits: Sequence[Told], gateways: Sequence[Told]) -> str:
    """Returns the tables of the page, and the inputs they were made with."""
    return "\n".join(
        [
            "**No gateway in the way**: what each shape could tell if the provider took everything.", "",
            *_table(limits), "",
            "**With gateways**: how long the last reader waits.", "",
            *_table(gateways), "",
            "**Inputs**", "",
            "| Input | Value | Unit | Source |", "|---|---|---|---|",
            *(f"| {name} | {one.value:,.10g} | {one.unit} | {one.source} |" for name, one in _inputs().items()), "",
        ]
    )  # fmt: skip


def _table(rows: Sequence[Told]) -> list[str]:
    head = (
        "Shape", "Readers", "Workers", "Provider, messages/s", "Last reader, s", "a worker killed, s", "Readers/s",
        "Database busy", "Pages wait, p99 s", "What bends first",
    )  # fmt: skip
    return ["| " + " | ".join(head) + " |", "|---" * len(head) + "|", *(_row(one) for one in rows)]


def _row(one: Told) -> str:
    rate = f"{one.rate:,.0f}" if one.rate else "no limit"
    killed = "-" if one.last_s_when_killed is None else f"{one.last_s_when_killed:,.1f}"
    return (
        f"| {one.name} | {one.readers:,} | {one.workers:,} | {rate} | {one.last_s:,.1f} | {killed} "
        f"| {one.readers_per_s:,.0f} | {one.database_share:.0%} | {one.page_wait_s:,.1f} | {one.bends} |"
    )


def _inputs() -> dict[str, figures.Figure]:
    return {name: one for name, one in vars(figures).items() if isinstance(one, figures.Figure)}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the tables")
    parser.add_argument(
        "--write", type=Path, metavar="PAGE", help="puts the tables between the two markers of a page"
    )
    given = parser.parse_args(arguments)
    limits, gateways = [told(one) for one in _LIMITS], [told(one) for one in _GATEWAYS]
    text = page(limits, gateways)
    if given.json:
        text = (
            json.dumps(
                {"limits": [asdict(one) for one in limits], "gateways": [asdict(one) for one in gateways]}
            )
            + "\n"
        )
    if given.write:
        before, rest = given.write.read_text(encoding="utf-8").split(BEGINS)
        given.write.write_text(before + BEGINS + text + ENDS + rest.split(ENDS)[1], encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())

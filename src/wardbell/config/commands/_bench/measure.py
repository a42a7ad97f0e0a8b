"""One measurement of the post office: the bulk alone, then the bulk with letters to officials beside it, then the bare loop."""

import json
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from wardbell.config.commands._bench.desk import N_OFFICIALS, Desk
from wardbell.config.commands._bench.scratch import Scratch
from wardbell.config.commands._bench.sink import Counts, Sink
from wardbell.config.commands._bench.troubles import CouldNotMeasure
from wardbell.config.commands._bench.workers import Cost, Workers

BARE = Path(__file__).resolve().parents[5] / "bench" / "bare.py"
CONNECTIONS = {"http": 50, "smtp": 20}
_MEDIUM = {"http": "sms", "smtp": "mail"}
#: copies of one letter to the fifty officials that come to the sink: by text message and by mail, or by mail
_COPIES_OF_LETTER = {"http": 2 * N_OFFICIALS, "smtp": N_OFFICIALS}
_EVERY_S = 0.5  # a letter to officials beside the bulk
_MOST_LETTERS = 300  # enough for a ninety-ninth percentile
_STILL_S = 20.0  # nothing more comes
_LONGEST_S = 3600.0
_RECORDED_WITHIN_S = 120.0
_LETTERS_WITHIN_S = 30.0


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What to measure."""

    readers: int
    database_url: str
    channel: str
    workers: int
    sabotage: str = ""  #: lose or double: what the sink does with one message, to see that it is found


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What came of it. CPU is that of all our processes and of the database's for us; bytes are without the write-ahead log."""

    per_s: float
    cpu_us_per_reader: float
    bare_cpu_us_per_reader: float
    ratio_to_bare: float
    db_bytes_per_reader: float
    rss_mb: float
    urgent_p50_ms: float
    urgent_p99_ms: float
    first_ms: float
    lost: int
    doubled: int

    def as_json(self) -> dict[str, float | int]:
        """Returns exactly the agreed keys, rounded to what can be trusted."""
        return {name: round(value, 3) for name, value in asdict(self).items()}


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What is told beside the figures."""

    server_cpu_us: float
    sink_cpu_us: float
    bare_sink_cpu_us: float
    bare_per_s: float
    bare_loop: str
    wall_s: float
    recorded_s: float  #: until the ledger had everything
    rss_growth_mb: float
    n_letters: int
    urgent_max_ms: float
    recorded: int  #: sent, as the ledger has it
    most_copies: int


@dataclass(frozen=True, kw_only=True)
class _Bulk:
    counts: Counts
    recorded: int
    first_ms: float
    wall_s: float
    recorded_s: float
    before: Cost
    after: Cost
    n_bytes: int
    sink_cpu_s: float


@dataclass(frozen=True, kw_only=True)
class Bare:
    """What the bare loop cost on the same readers."""

    cpu_us: float
    per_s: float
    loop: str  #: uvloop, or Python's own
    sink_cpu_us: float


@dataclass(frozen=True, kw_only=True)
class _Letters:
    """Milliseconds from the call that publishes until the last copy was accepted, and how many copies were not."""

    ms: Sequence[float]
    lost: int
    doubled: int


@dataclass(frozen=True, kw_only=True)
class _Seen:
    """Everything of one measurement but the bare loop; `beside` is the bulk that letters to officials overtook."""

    bulk: _Bulk
    beside: Counts
    letters: _Letters
    peak_rss: int


def measure(asked: Asked, *, say: Callable[[str], None]) -> tuple[Measured, Beside]:
    """Runs one measurement and returns the figures, and what is told beside them.

    Raises:
        CouldNotMeasure: something did not come up, or is not here.
    """
    with Scratch(asked.database_url) as scratch, Sink(asked.channel) as sink:
        settings = channels(sink, asked.channel)
        with Desk(scratch, settings=settings | _engine(asked)) as desk:
            _fill(desk, asked, say)
            with Workers(scratch, n=asked.workers, settings=settings) as workers:
                _warm_up(desk, sink, asked.channel)
                if asked.sabotage:
                    sink.behave(asked.sabotage, n=1)
                bulk = _bulk(scratch, desk, sink, workers, asked.readers)
                say(f"Sent {bulk.counts.distinct} in {bulk.wall_s:.1f} s. Again, with letters to officials.")
                beside, letters = _with_letters(desk, sink, asked, say)
                seen = _Seen(
                    bulk=bulk, beside=beside, letters=letters, peak_rss=workers.watch.cost().peak_rss
                )
            bare = run_bare(scratch, desk, sink, channel=asked.channel, n=asked.readers)
    return _figures(asked, seen, bare), _told_beside(asked, seen, bare)


def _engine(asked: Asked) -> dict[str, str]:
    """Returns where the desk rings: for several workers that is the engine which they share."""
    return {"WARDBELL_JOBS": "procrastinate"} if asked.workers > 1 else {}


def channels(sink: Sink, channel: str) -> dict[str, str]:
    """Returns the settings by which a node sends everything to a sink."""
    n = CONNECTIONS[channel]
    if channel == "smtp":
        return {"WARDBELL_MAIL_URL": sink.url(connections=n), "WARDBELL_SMS_URL": "memory://"}
    return {
        "WARDBELL_SMS_URL": sink.url(medium="sms", connections=n),
        "WARDBELL_MAIL_URL": sink.url(medium="mail", connections=n),
    }


def _fill(desk: Desk, asked: Asked, say: Callable[[str], None]) -> None:
    desk.found()
    began = time.monotonic()
    desk.seed(asked.readers, medium=_MEDIUM[asked.channel])
    say(f"{asked.readers} readers made in {time.monotonic() - began:.1f} s.")


def _warm_up(desk: Desk, sink: Sink, channel: str) -> None:
    """Opens connections and reads texts: what is measured is a node that runs, not one that starts."""
    desk.post_to_officials(0)
    end = time.monotonic() + _LETTERS_WITHIN_S
    while time.monotonic() < end:
        if any(one.distinct >= _COPIES_OF_LETTER[channel] for one in sink.marks()):
            desk.wait_until_settled("bench:officials-0", timeout_s=_LETTERS_WITHIN_S)
            return
        time.sleep(0.05)
    raise CouldNotMeasure("A first letter to officials did not come to the sink.")


def _bulk(scratch: Scratch, desk: Desk, sink: Sink, workers: Workers, n: int) -> _Bulk:
    sink.forget()
    n_bytes, sink_cpu_s = scratch.n_bytes(), sink.cpu_s()
    before = workers.watch.cost(begin_peak_anew=True)
    posted = desk.post("bench:bulk")
    counts = sink.wait_until_quiet(n, still_s=_STILL_S, timeout_s=_LONGEST_S)
    sink_cpu_s = sink.cpu_s() - sink_cpu_s
    ledger = desk.wait_until_settled("bench:bulk", timeout_s=_RECORDED_WITHIN_S)
    recorded_at, after = time.monotonic(), workers.watch.cost()
    workers.check_alive()
    if counts.first_at is None or counts.last_at is None:
        raise CouldNotMeasure(f"Nothing came to the sink:\n{workers.log}")
    return _Bulk(
        counts=sink.counts(), recorded=ledger.sent, first_ms=(counts.first_at - posted.called_at) * 1e3,
        wall_s=counts.last_at - posted.called_at, recorded_s=recorded_at - posted.called_at,
        before=before, after=after, n_bytes=scratch.n_bytes() - n_bytes, sink_cpu_s=sink_cpu_s,
    )  # fmt: skip


def _with_letters(
    desk: Desk, sink: Sink, asked: Asked, say: Callable[[str], None]
) -> tuple[Counts, _Letters]:
    sink.forget()
    desk.post("bench:bulk-and-letters")
    called_at: dict[str, float] = {}
    over = threading.Event()
    waiting = threading.Thread(target=_set_when_quiet, args=(sink, asked.readers, over), daemon=True)
    waiting.start()
    while not called_at or (len(called_at) < _MOST_LETTERS and not over.wait(_EVERY_S)):
        number = len(called_at) + 1
        called_at[f"2099-{number:06d}"] = desk.post_to_officials(number).called_at
    waiting.join()
    letters = _letters(sink, called_at, n_copies=_COPIES_OF_LETTER[asked.channel])
    desk.wait_until_settled("bench:bulk-and-letters", timeout_s=_RECORDED_WITHIN_S)
    say(f"{len(called_at)} letters to {N_OFFICIALS} officials went out beside it.")
    return sink.counts(), letters


def _set_when_quiet(sink: Sink, n: int, over: threading.Event) -> None:
    try:
        sink.wait_until_quiet(n, still_s=_STILL_S, timeout_s=_LONGEST_S)
    finally:
        over.set()


def _letters(sink: Sink, called_at: dict[str, float], *, n_copies: int) -> _Letters:
    end = time.monotonic() + _LETTERS_WITHIN_S
    while True:
        marks = {one.mark: one for one in sink.marks()}
        whole = [one for one in marks.values() if one.mark in called_at and one.distinct >= n_copies]
        if len(whole) == len(called_at) or time.monotonic() > end:
            break
        time.sleep(0.1)
    ms = [(one.last_at - called_at[one.mark]) * 1e3 for one in whole]
    arrived = sum(marks[mark].distinct for mark in called_at if mark in marks)
    return _Letters(
        ms=sorted(ms), lost=n_copies * len(called_at) - arrived,
        doubled=sum(one.accepted - one.distinct for one in marks.values()),
    )  # fmt: skip


def run_bare(scratch: Scratch, desk: Desk, sink: Sink, *, channel: str, n: int) -> Bare:
    """Runs the bare loop on a node's readers and the texts that the sink has seen, against the same sink.

    Raises:
        CouldNotMeasure: it is not here, or did not end well.
    """
    if not BARE.exists():
        raise CouldNotMeasure(
            f"The bare loop is not here: {BARE}. It comes with the source, not with the package."
        )
    readers, samples = scratch.folder / "readers", scratch.folder / "samples.json"
    desk.dump(str(readers))
    samples.write_text(json.dumps(sink.samples()), encoding="utf-8")
    sink.forget()
    cpu_s = sink.cpu_s()
    command = [sys.executable, str(BARE), channel, "--port", str(sink.port), "--readers", str(readers)]
    command += ["--samples", str(samples), "--connections", str(CONNECTIONS[channel])]
    ended = subprocess.run(command, capture_output=True, check=False, timeout=_LONGEST_S)  # noqa: S603  # our own loop
    if ended.returncode or sink.counts().distinct != n:
        raise CouldNotMeasure(
            f"The bare loop did not end well: {ended.stderr.decode(errors='replace')[-2000:]}"
        )
    told = json.loads(ended.stdout)
    return Bare(
        cpu_us=told["cpu_us"], per_s=told["per_s"], loop=told["loop"],
        sink_cpu_us=(sink.cpu_s() - cpu_s) / n * 1e6,
    )  # fmt: skip


def _figures(asked: Asked, seen: _Seen, bare: Bare) -> Measured:
    bulk, letters = seen.bulk, seen.letters
    cpu_us = (bulk.after.all_cpu_s - bulk.before.all_cpu_s) / asked.readers * 1e6
    lost = (asked.readers - bulk.counts.distinct) + (asked.readers - seen.beside.distinct) + letters.lost
    return Measured(
        per_s=bulk.counts.distinct / bulk.wall_s, cpu_us_per_reader=cpu_us, bare_cpu_us_per_reader=bare.cpu_us,
        ratio_to_bare=bare.cpu_us / cpu_us, db_bytes_per_reader=bulk.n_bytes / asked.readers,
        rss_mb=seen.peak_rss / 2**20, urgent_p50_ms=_share(letters.ms, 0.5), urgent_p99_ms=_share(letters.ms, 0.99),
        first_ms=bulk.first_ms, lost=lost,
        doubled=bulk.counts.doubled + seen.beside.doubled + letters.doubled,
    )  # fmt: skip


def _told_beside(asked: Asked, seen: _Seen, bare: Bare) -> Beside:
    bulk, letters = seen.bulk, seen.letters
    server_cpu_s = bulk.after.server_cpu_s - bulk.before.server_cpu_s
    return Beside(
        server_cpu_us=server_cpu_s / asked.readers * 1e6, sink_cpu_us=bulk.sink_cpu_s / asked.readers * 1e6,
        bare_sink_cpu_us=bare.sink_cpu_us, bare_per_s=bare.per_s, bare_loop=bare.loop, wall_s=bulk.wall_s,
        recorded_s=bulk.recorded_s, rss_growth_mb=(seen.peak_rss - bulk.before.rss) / 2**20,
        n_letters=len(letters.ms), urgent_max_ms=max(letters.ms, default=0.0), recorded=bulk.recorded,
        most_copies=max(bulk.counts.most_copies, seen.beside.most_copies),
    )  # fmt: skip


def _share(ordered: Sequence[float], share: float) -> float:
    """Returns the value that this share of all does not exceed; 0 when there are none."""
    if len(ordered) < 2:
        return ordered[0] if ordered else 0.0
    return statistics.quantiles(ordered, n=1000, method="inclusive")[round(share * 1000) - 1]

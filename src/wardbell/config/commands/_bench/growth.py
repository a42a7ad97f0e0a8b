"""Measure how cost and memory grow with the readers, everything but the network: `wardbell bench growth [--sizes N,N,N] [--json]`.

The provider answers at once in the worker's own process (`null://`). One line for each size, then one with the exponent: of
n readers the cost grows as n to that power, by the least squares of the logarithms. 10,000,000 by hand: it takes a while.
Exit 1: the ledger has not recorded everything.
"""

import argparse
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from wardbell.config.commands import _frame
from wardbell.config.commands._bench.desk import Desk
from wardbell.config.commands._bench.scratch import Scratch
from wardbell.config.commands._bench.workers import Workers

NULL = {"WARDBELL_SMS_URL": "null://?medium=sms", "WARDBELL_MAIL_URL": "null://?medium=mail"}
_WARM_UP = "bench:officials-0"
_LONGEST_S = 3600.0
_ASK_AGAIN_S = 1.0


@dataclass(frozen=True, kw_only=True)
class Size:
    """What one size cost. Memory is the growth over the idle worker, bytes those of the database without its log."""

    readers: int
    cpu_us_per_reader: float
    per_s: float
    rss_growth_mb: float
    db_bytes_per_reader: float
    recorded: int


def run(arguments: list[str]) -> int:
    """Prints one line for each size, and the exponent."""
    parser = argparse.ArgumentParser(
        prog="wardbell bench growth",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--sizes", type=sizes, default=(10_000, 100_000, 1_000_000))
    parser.add_argument("--database", default="", help="postgresql://...; left out for SQLite")
    parser.add_argument("--json", action="store_true", help="lines of JSON, which is what is printed anyway")
    given = parser.parse_args(arguments)
    found: list[Size] = []
    for n in given.sizes:
        found.append(measure(n, database_url=given.database, say=_frame.tell))
        _frame.answer({name: round(value, 2) for name, value in asdict(found[-1]).items()})
    _frame.answer({"exponent": exponent(found)})
    return _frame.RAN if all(one.recorded == one.readers for one in found) else _frame.CHECK_FAILED


def measure(n: int, *, database_url: str, say: Callable[[str], None]) -> Size:
    """Sends one letter to n readers of a scratch node and returns what that cost.

    Raises:
        CouldNotMeasure: something did not come up.
    """
    with Scratch(database_url) as scratch, Desk(scratch, settings=NULL) as desk:
        desk.found()
        desk.seed(n, medium="sms")
        say(f"{n} readers are there.")
        with Workers(scratch, settings=NULL) as workers:
            desk.post_to_officials(0)
            desk.wait_until_settled(_WARM_UP, timeout_s=60)
            n_bytes, before = scratch.n_bytes(), workers.watch.cost(begin_peak_anew=True)
            posted = desk.post("bench:bulk")
            ledger = desk.wait_until_settled("bench:bulk", timeout_s=_LONGEST_S, ask_again_s=_ASK_AGAIN_S)
            wall_s, after = time.monotonic() - posted.called_at, workers.watch.cost()
            workers.check_alive()
        return Size(
            readers=n, cpu_us_per_reader=(after.all_cpu_s - before.all_cpu_s) / n * 1e6, per_s=n / wall_s,
            rss_growth_mb=(after.peak_rss - before.rss) / 2**20, recorded=ledger.sent,
            db_bytes_per_reader=(scratch.n_bytes() - n_bytes) / n,
        )  # fmt: skip


def exponent(sizes: Sequence[Size]) -> float | None:
    """Returns the power of n with which the whole cost grows; None with fewer than two sizes."""
    if len(sizes) < 2:
        return None
    x = [math.log(one.readers) for one in sizes]
    y = [math.log(one.readers * one.cpu_us_per_reader) for one in sizes]
    middle_x, middle_y = sum(x) / len(x), sum(y) / len(y)
    above = sum((a - middle_x) * (b - middle_y) for a, b in zip(x, y, strict=True))
    return round(above / sum((a - middle_x) ** 2 for a in x), 3)


def sizes(text: str) -> tuple[int, ...]:
    found = tuple(int(one) for one in text.split(","))
    if not found or min(found) < 1:
        raise argparse.ArgumentTypeError("write whole numbers with commas between")
    return found

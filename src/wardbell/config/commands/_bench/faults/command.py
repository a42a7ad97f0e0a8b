"""`wardbell bench faults [--readers N] [--seed N] [--only NAME[@sqlite]] [--json] [--write]`: hurt a node on purpose and count."""

import argparse
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from wardbell.config.commands import _frame
from wardbell.config.commands._bench.faults import page, plan
from wardbell.config.commands._bench.faults.judging import Verdict
from wardbell.config.commands._bench.faults.originals import Original, original
from wardbell.config.commands._bench.faults.plan import Base, Fault
from wardbell.config.commands._bench.faults.playing import play
from wardbell.config.commands._bench.troubles import CouldNotMeasure

_READERS = 20_000
_BESIDE = 6  # faults that mostly wait are played side by side; those that are timed to the second are not


def run(arguments: list[str]) -> int:
    """Prints one line for each fault; exit 1 when one cost more than it may, 2 when one could not be played."""
    given = _parser().parse_args(arguments)
    wanted = list(plan.chosen(given.only))
    if not wanted:
        _frame.tell(
            f"There is no fault '{given.only}'. Try one of: {', '.join(one.name for one in plan.FAULTS)}."
        )
        return _frame.COULD_NOT_RUN
    verdicts, could_all = [], True
    with tempfile.TemporaryDirectory(prefix="wardbell-bytecode-") as bytecode:
        for told in _all(wanted, n_readers=given.readers, seed=given.seed, bytecode=bytecode):
            if isinstance(told, Verdict):
                verdicts.append(told)
                _say(told, as_json=given.json)
                if given.write:
                    page.write([told])  # at once: a run that is ended half-way has still seen what it saw
            else:
                could_all = False
                _frame.tell(str(told))
    if not could_all:
        return _frame.COULD_NOT_RUN
    return _frame.RAN if all(one.ok for one in verdicts) else _frame.CHECK_FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="wardbell bench faults", description=__doc__)
    parser.add_argument("--readers", type=int, default=_READERS, help="of the largest crowd")
    parser.add_argument("--seed", type=int, default=1, help="the same seed, the same plan")
    parser.add_argument(
        "--only", default="", help="one fault, or one on one database: kill, kill@sqlite, @postgresql"
    )
    parser.add_argument("--json", action="store_true", help="one line of JSON for each fault")
    parser.add_argument(
        "--write", action="store_true", help="write what this run saw to docs/reference/faults.md"
    )
    return parser


def _all(
    wanted: list[tuple[Fault, Base]], *, n_readers: int, seed: int, bytecode: str
) -> Iterator[Verdict | CouldNotMeasure]:
    settings = {"PYTHONPYCACHEPREFIX": bytecode}
    for base in Base:
        faults = [fault for fault, one in wanted if one is base]
        if not faults:
            continue
        try:
            with original(base, settings=settings) as city:
                yield from _on(city, base, faults, n_readers=n_readers, seed=seed, settings=settings)
        except CouldNotMeasure as trouble:
            yield trouble


def _on(
    city: Original, base: Base, faults: list[Fault], *, n_readers: int, seed: int, settings: dict[str, str]
) -> Iterator[Verdict | CouldNotMeasure]:
    def one(fault: Fault) -> Verdict | CouldNotMeasure:
        try:
            return play(fault, base, city, n_readers=n_readers, seed=seed, settings=settings)
        except CouldNotMeasure as trouble:
            return CouldNotMeasure(f"{fault.name}@{base} could not be played: {trouble}")

    timed = [fault for fault in faults if fault.resumed_within_s <= plan.EMBEDDED_S]
    yield from map(one, timed)
    with ThreadPoolExecutor(_BESIDE) as threads:
        yield from threads.map(one, [fault for fault in faults if fault not in timed])


def _say(told: Verdict, *, as_json: bool) -> None:
    if as_json:
        _frame.answer(told.line())
    else:
        mark = "ok " if told.ok else "NOT"
        _frame.tell(
            f"{mark} {told.fault + '@' + told.base:<28} lost {told.lost:4d}   doubled {told.doubled:5d}   resumed after {told.resumed_s:7.2f} s"
        )

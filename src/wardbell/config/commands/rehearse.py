"""Play a whole morning against the clock and count what arrived: `wardbell rehearse [--readers N] [--speed N] [--seed N] [--json]`.

Sinks of its own stand in for the providers, a throw-away database for the city's (a file, or one of its own in the
PostgreSQL that DATABASE_URL names). The last line on standard output is the report, one JSON object; `_s` are seconds of the
story's clock. Exit 0: every promise was kept. 1: one was broken. 2: the morning could not be played.

`--break` sabotages the run, to show that the check finds it: one accepted message is lost, one comes twice, or one office
never hears anything.
"""

import argparse
import json
import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING

from wardbell.config import env
from wardbell.config.commands import _frame

if TYPE_CHECKING:
    from wardbell.config.commands._rehearsal.promises import Verdict
    from wardbell.config.commands._rehearsal.terms import Asked

_KIND = env.name_of("node_kind")
_MOST_READERS = 20_000  # fictional numbers and the story's patience end there


def run(arguments: list[str]) -> int:
    """Exits 0 when the morning kept every promise, 1 when one was broken, 2 when it could not be played."""
    given = _parser().parse_args(arguments)
    kind = env.asked_kind(otherwise=env.NodeKind.REHEARSAL)
    if kind != env.NodeKind.REHEARSAL:
        _frame.tell(
            f"{_KIND} is '{kind}': a rehearsal runs its clock faster and is played on a node of kind 'rehearsal' alone. Unset it."
        )
        return _frame.COULD_NOT_RUN
    signal.signal(signal.SIGTERM, _end)
    verdict = _played(given)
    if verdict is None:
        return _frame.COULD_NOT_RUN
    if not given.json:
        _tell(verdict)
    sys.stdout.write(json.dumps(verdict.as_json(), ensure_ascii=False) + "\n")
    return _frame.RAN if verdict.ok else _frame.CHECK_FAILED


def _played(given: argparse.Namespace) -> "Verdict | None":
    import psycopg  # noqa: PLC0415  # a command that only says how it is called needs none of this

    from wardbell.config.commands._rehearsal.faults import CouldNotPlay  # noqa: PLC0415
    from wardbell.config.commands._rehearsal.run import rehearse  # noqa: PLC0415

    try:
        return rehearse(_asked(given), say=_frame.tell)
    except (CouldNotPlay, psycopg.Error) as fault:
        _frame.tell(f"The morning could not be played: {fault}")
        return None
    except KeyboardInterrupt:
        _frame.tell("Stopped.")
        return None


def _asked(given: argparse.Namespace) -> "Asked":
    from wardbell.config.commands._rehearsal.terms import Asked  # noqa: PLC0415  # as above

    return Asked(
        readers=given.readers, speed=given.speed, seed=given.seed, sabotage=given.sabotage,
        cluster_url=env.read().database_url,
    )  # fmt: skip


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wardbell rehearse", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--readers", type=_between(20, _MOST_READERS), default=2000)
    parser.add_argument(
        "--speed", type=float, default=60.0, help="seconds of the story in one of the world's"
    )
    parser.add_argument("--seed", type=int, default=1, help="the same seed plays the same morning")
    parser.add_argument(
        "--json", action="store_true", help="print the report alone, without the summary on standard error"
    )
    parser.add_argument(
        "--break", dest="sabotage", choices=["lose-one", "double-one", "skip-office"], default=""
    )
    return parser


def _between(least: int, most: int) -> "type[int]":
    def read(text: str) -> int:
        if not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"write a number from {least} to {most}")
        return int(text)

    return read  # type: ignore[return-value]  # argparse calls it as it calls int


def _tell(verdict: "Verdict") -> None:
    for one in verdict.promises:
        _frame.tell(f"{'kept  ' if one.kept else 'BROKEN'}  {one}")
    readers = verdict.readers
    _frame.tell(
        f"{readers.expected} copies: {readers.accepted_by_sinks} accepted, {readers.held} held until eight, "
        f"{readers.suppressed} taken back unsent, {readers.failed} refused, {readers.lost} lost, {readers.doubled} doubled."
    )


def _end(_signal: int, _frame_there: FrameType | None) -> None:
    """Lets everything be put away when somebody ends the run."""
    raise KeyboardInterrupt

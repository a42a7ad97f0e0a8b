"""Measure this machine and this engine: `wardbell bench [all|dispatch|growth|faults|page] [options]`; each says more with --help."""

import argparse
import signal
from importlib import import_module
from importlib.util import find_spec
from types import FrameType
from typing import Protocol

from wardbell.config.commands import _frame
from wardbell.config.commands._bench.troubles import CouldNotMeasure

_ALL = "all"
#: by the words on the command line: the file in `_bench` that measures it
_PARTS = {_ALL: "rooms", "dispatch": "dispatch", "growth": "growth", "faults": "faults", "page": "page"}


class Part(Protocol):
    """What each measurement offers."""

    def run(self, arguments: list[str]) -> int: ...


def run(arguments: list[str]) -> int:
    """Runs one kind of measurement; without a name, the small ones that need no other process."""
    is_named = bool(arguments) and (not arguments[0].startswith("-") or arguments[0] in {"-h", "--help"})
    name, rest = (arguments[0], arguments[1:]) if is_named else (_ALL, arguments)
    parser = argparse.ArgumentParser(prog="wardbell bench", description=__doc__, add_help=True)
    parser.add_argument("what", choices=names(), help="without it: all, the work of single rooms")
    part: Part = import_module(_module(parser.parse_args([name]).what))
    signal.signal(signal.SIGTERM, _end)
    try:
        return part.run(rest)
    except CouldNotMeasure as fault:
        _frame.tell(f"It could not be measured: {fault}")
    except KeyboardInterrupt:
        _frame.tell("Stopped.")
    return _frame.COULD_NOT_RUN


def names() -> list[str]:
    """Returns what can be measured here."""
    return [name for name in _PARTS if find_spec(_module(name))]


def _module(name: str) -> str:
    return f"{__package__}._bench.{_PARTS[name]}"


def _end(_signal: int, _where: FrameType | None) -> None:
    """Lets everything be put away when somebody ends the run: processes, folder, schema."""
    raise KeyboardInterrupt

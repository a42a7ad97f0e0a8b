"""What may follow what: every table of moves in every room's rules, with its diagram."""

import inspect
from collections.abc import Iterator, Mapping
from enum import StrEnum
from importlib import import_module
from pkgutil import iter_modules

import wardbell
from wardbell.config.commands._reference._page import table, whole

Moves = Mapping[StrEnum, frozenset[StrEnum]]


def page() -> str:
    """Returns the page of states."""
    parts = [_part(room, name, moves) for room, name, moves in _tables()]
    said = (
        "What may follow what. Each table is `NEXT` in the room's `rules.py`; nothing moves in another way."
    )
    return whole("States", said, *parts)


def _part(room: str, name: str, moves: Moves) -> str:
    arrows = [f"    {state} --> {after}" for state, afters in moves.items() for after in sorted(afters)]
    rows = [(state, ", ".join(sorted(afters)) or "nothing: it is final") for state, afters in moves.items()]
    drawn = "\n".join(["```mermaid", "stateDiagram-v2", *arrows, "```"])
    return "\n\n".join([f"## {room}: {name}", drawn, table(("state", "may become"), rows)])


def _tables() -> Iterator[tuple[str, str, Moves]]:
    for room in sorted(module.name for module in iter_modules(wardbell.__path__)):
        try:
            rules = import_module(f"wardbell.{room}.rules")
        except ModuleNotFoundError:
            continue
        for name, value in sorted(inspect.getmembers(rules)):
            if name.endswith("NEXT") and isinstance(value, Mapping):
                yield room, type(next(iter(value))).__name__, value

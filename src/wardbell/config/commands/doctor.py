"""Say in plain words what this node lacks: `wardbell doctor [--json]`.

It reads and changes nothing. Each finding says what, why it matters, and the one command, setting or page that mends it.
Exit 0: all is there. 1: something is missing. 2: something could not be looked at. No secret is ever printed.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict

from wardbell.config import env
from wardbell.config.commands import _frame
from wardbell.config.commands._doctor.finding import Finding, State, unknown

_WORDS = {State.GOOD: "good", State.NOTE: "note", State.MISSING: "MISSING", State.UNKNOWN: "UNKNOWN"}


def run(arguments: list[str]) -> int:
    """Exits 0 when all is there, 1 when something is missing, 2 when something could not be looked at."""
    parser = argparse.ArgumentParser(
        prog="wardbell doctor", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--json", action="store_true", help="one line of JSON for each finding, instead of sentences"
    )
    given = parser.parse_args(arguments)
    found = []
    for one in _findings():
        found.append(one)
        _frame.answer(asdict(one)) if given.json else sys.stdout.write(_said(one))
    states = Counter(one.state for one in found)
    if not given.json:
        sys.stdout.write(_summary(states))
    if states[State.UNKNOWN]:
        return _frame.COULD_NOT_RUN
    return _frame.CHECK_FAILED if states[State.MISSING] else _frame.RAN


def _findings() -> Iterator[Finding]:
    try:
        given = env.read()
        _frame.wake_django()
    except env.SettingMissing as refused:
        yield unknown(
            "settings", str(refused), why="Nothing of this node can be looked at before its settings can be read.",
            fix="Set what the sentence names; docs/reference/settings.md lists them all.",
        )  # fmt: skip
        return
    from wardbell.config.commands._doctor import looks, settings  # noqa: PLC0415  # tables: only once Django is awake

    yield from settings.look(given)
    yield from looks.look_around()


def _said(one: Finding) -> str:
    lines = [f"{_WORDS[one.state]:<8} {one.check}: {one.what}"]
    lines += [f"         {word}: {text}" for word, text in (("why", one.why), ("fix", one.fix)) if text]
    return "\n".join(lines) + "\n"


def _summary(states: Counter[State]) -> str:
    if states[State.UNKNOWN]:
        return (
            f"\n{states[State.UNKNOWN]} thing(s) could not be looked at, {states[State.MISSING]} missing.\n"
        )
    if states[State.MISSING]:
        return f"\n{states[State.MISSING]} thing(s) missing.\n"
    return f"\nNothing is missing. {states[State.NOTE]} thing(s) to know.\n"

"""Tell one reader what became of a notice: `wardbell dispatch explain CODE [--json]`, their mailbox or number on standard input.

Look it up only when a reader asks: each look-up stands in the journal, without the mailbox or number. CODE is the notice's short
code. Prints what happened, oldest first, in the city's time; `--json` prints one line for each copy. Exit 0: told. 1: nobody
here has this mailbox or number, or no copy was theirs. 2: no such code, or no mailbox and no number.
"""

import argparse
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from wardbell.config.commands import _frame
from wardbell.ground import clock
from wardbell.ground.actors import OPERATOR
from wardbell.ground.errors import Refused

if TYPE_CHECKING:
    from wardbell.dispatch.queries import Story

_ON_STANDARD_INPUT = (
    "Write the mailbox or number on standard input, not on the command line: there everybody on this machine can read it, "
    "and the shell keeps it."
)


def run(arguments: list[str]) -> int:
    """Exits 0 when something was told, 1 when there is nothing to tell, 2 when it could not be looked up."""
    given = _parser().parse_args(arguments)
    if given.contact:
        _frame.tell(_ON_STANDARD_INPUT)
        return _frame.COULD_NOT_RUN
    contact = sys.stdin.readline().strip()
    if not contact:
        _frame.tell("No mailbox or number came on standard input.")
        return _frame.COULD_NOT_RUN
    _frame.wake_django()
    return _explain(given.code, contact, as_json=given.json)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wardbell dispatch", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    explain = verbs.add_parser("explain", help="tell what became of each copy to one reader")
    explain.add_argument("code", metavar="CODE", help="the notice's short code")
    explain.add_argument(
        "contact", nargs="*", help=argparse.SUPPRESS
    )  # only to say why it must not stand here
    explain.add_argument("--json", action="store_true", help="print one JSON object for each copy")
    return parser


def _explain(code: str, contact: str, *, as_json: bool) -> int:
    from wardbell.web.official import retelling  # noqa: PLC0415  # tables, once Django is awake

    try:
        stories = retelling.ask(code=code, contact=contact, by=OPERATOR)
    except Refused as refused:
        _frame.tell(refused.sentence)
        return _frame.COULD_NOT_RUN
    if not stories:
        is_unknown = stories is None
        _frame.tell(
            "Nobody here has this mailbox or number."
            if is_unknown
            else "This reader had no copy of this notice."
        )
        return _frame.CHECK_FAILED
    if as_json:
        for one in stories:
            _frame.answer(asdict(one))
    else:
        _retell(stories)
    return _frame.RAN


def _retell(stories: "Iterable[Story]") -> None:
    from django.utils import translation  # noqa: PLC0415  # as above

    from wardbell.web.official import retelling  # noqa: PLC0415

    with translation.override("en"):
        for one in stories:
            for line in retelling.lines(one, now=clock.now(), shown=_shown):
                sys.stdout.write(f"{_shown(line.at)}  {line.text}\n")


def _shown(at: datetime) -> str:
    from wardbell.places import queries as places  # noqa: PLC0415

    return f"{at.astimezone(places.zone()):%Y-%m-%d %H:%M:%S %Z}"

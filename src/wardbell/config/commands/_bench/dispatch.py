"""Measure the post office against a bare loop in one run: `wardbell bench dispatch [--readers N] [--database URL] ...`.

A scratch node of its own, in a folder or in a schema of its own in the PostgreSQL that is named, which is dropped afterwards; no
other table is touched. Standard output holds one JSON object; what explains it is told on standard error. Exit 1: a message
was lost. 2: it could not be measured.
"""

import argparse
from dataclasses import asdict

from wardbell.config.commands import _frame
from wardbell.config.commands._bench.measure import Asked, Beside, measure


def run(arguments: list[str]) -> int:
    """Prints the figures of one measurement."""
    given = parser().parse_args(arguments)
    asked = Asked(
        readers=given.readers,
        database_url=given.database,
        channel=given.channel,
        workers=given.workers,
        sabotage=given.sabotage,
    )
    measured, beside = measure(asked, say=_frame.tell)
    _tell(beside)
    _frame.answer(measured.as_json())
    return _frame.CHECK_FAILED if measured.lost > 0 else _frame.RAN


def parser() -> argparse.ArgumentParser:
    """Returns what the command understands."""
    found = argparse.ArgumentParser(
        prog="wardbell bench dispatch",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    found.add_argument("--readers", type=_count, default=100_000)
    found.add_argument(
        "--database", default="", help="postgresql://... for a schema of its own there; left out for SQLite"
    )
    found.add_argument("--channel", choices=["http", "smtp"], default="http")
    found.add_argument("--workers", type=_count, default=1, help="more than one needs PostgreSQL")
    found.add_argument(
        "--break", dest="sabotage", choices=["lose", "double"], default="",
        help="the sink loses or doubles one message, to show that the check finds it",
    )  # fmt: skip
    found.add_argument("--json", action="store_true", help="one JSON object, which is what is printed anyway")
    return found


def _count(text: str) -> int:
    if int(text) < 1:
        raise argparse.ArgumentTypeError("write a whole number from 1")
    return int(text)


def _tell(beside: Beside) -> None:
    for name, value in asdict(beside).items():
        _frame.tell(f"  {name:<18} {value if isinstance(value, str) else round(value, 1)}")

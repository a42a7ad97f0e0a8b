"""Gather reports of one scene: `wardbell reports cluster` (JSON lines {id, at, place, text, first_hand} in, {id, incident} out).

Judged as a whole set: every id once, in the order of the input, and the same input gives the same answer. `incident` is an
opaque label. A line that cannot be read is answered with {id, error}, and the exit is 2.
"""

import argparse
import json
import sys

from wardbell.config.commands import _frame
from wardbell.reports.gathering import Account, account_of, gather


def run(arguments: list[str]) -> int:
    """Exits 2 when a line could not be read."""
    parser = argparse.ArgumentParser(
        prog="wardbell reports", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("verb", choices=["cluster"])
    parser.parse_args(arguments)
    read = [_read(line) for line in sys.stdin.buffer if line.strip()]
    accounts = {one.id: one for one in read if isinstance(one, Account)}
    labels = gather(list(accounts.values()))
    said: set[str] = set()
    for one in read:
        if isinstance(one, Account) and one.id not in said:
            said.add(one.id)
            _frame.answer({"id": one.id, "incident": labels[one.id]})
        elif not isinstance(one, Account):
            _frame.answer(one)
    return _frame.RAN if all(isinstance(one, Account) for one in read) else _frame.COULD_NOT_RUN


def _read(line: bytes) -> Account | dict[str, object]:
    """Returns an account, or what is answered instead."""
    given: object = None
    try:
        given = json.loads(line.decode("utf-8", errors="replace").strip("\ufeff \r\n\t"))
        if not isinstance(given, dict):
            raise ValueError("the line is not a JSON object")
        return account_of(given)
    except (ValueError, RecursionError) as error:
        return {"id": given.get("id") if isinstance(given, dict) else None, "error": str(error)}

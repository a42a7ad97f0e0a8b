"""Check the chain of what was done: `wardbell journal verify [--json] [--head HASH]`, `wardbell journal head`.

verify prints {ok, rows, head, first_broken: {seq, reason}|null}. `--head` is a hash written down earlier: only with it a
chain that was cut at its end is found out.
"""

import argparse
import re
import sys
from dataclasses import asdict

from wardbell.config.commands import _frame


def run(arguments: list[str]) -> int:
    """Exits 0 when the chain is whole, 1 when it is broken, 2 when it could not be read."""
    given = _parser().parse_args(arguments)
    _frame.wake_django()
    return _head() if given.verb == "head" else _verify(given.head, as_json=given.json)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wardbell journal", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    verify = verbs.add_parser("verify", help="walk the chain from its first row")
    verify.add_argument("--json", action="store_true", help="print one JSON object instead of a sentence")
    verify.add_argument("--head", type=_hash, metavar="HASH", help="a hash that the chain must still hold")
    verbs.add_parser("head", help="print the hash of the newest row, to be written down elsewhere")
    return parser


def _verify(expected_head: str | None, *, as_json: bool) -> int:
    from wardbell.journal import queries  # noqa: PLC0415  # tables can be imported only once Django is awake

    verdict = queries.verdict(expected_head=expected_head)
    broken = verdict.first_broken
    if as_json:
        first = asdict(broken) if broken else None
        _frame.answer(
            {"ok": broken is None, "rows": verdict.rows, "head": verdict.head, "first_broken": first}
        )
    elif broken:
        _say(f"The journal is broken at row {broken.seq}: {broken.reason}.")
    else:
        _say(f"The journal is whole: {verdict.rows} rows, head {verdict.head}.")
    return _frame.CHECK_FAILED if broken else _frame.RAN


def _head() -> int:
    from wardbell.journal import queries  # noqa: PLC0415  # as above

    _say(queries.head())
    return _frame.RAN


def _hash(text: str) -> str:
    if not re.fullmatch(r"[0-9a-fA-F]{64}", text):
        raise argparse.ArgumentTypeError(
            "a head is 64 hexadecimal digits, as `wardbell journal head` prints it"
        )
    return text.lower()


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")

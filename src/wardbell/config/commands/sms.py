"""Count the parts that texts take as SMS: `wardbell sms count` (JSON lines {id, text} in, {id, encoding, parts, units} out)."""

import argparse
from typing import Any

from wardbell.config.commands import _frame
from wardbell.phrases.sms import count_sms


def run(arguments: list[str]) -> int:
    """Exits 2 when a line could not be read."""
    parser = argparse.ArgumentParser(prog="wardbell sms", description=__doc__)
    parser.add_argument("verb", choices=["count"])
    parser.parse_args(arguments)
    return _frame.judge_lines(_judge)


def _judge(given: dict[str, Any]) -> dict[str, Any]:
    text = given.get("text")
    if not isinstance(text, str):
        raise ValueError("the line has no text")
    count = count_sms(text)
    return {
        "id": given.get("id"),
        "encoding": str(count.encoding),
        "parts": count.parts,
        "units": count.units,
    }

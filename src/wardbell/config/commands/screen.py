"""Judge what may not be written in texts: `wardbell screen` (JSON lines {id, context, text} in, {id, refused, findings} out)."""

import argparse
from typing import Any

from wardbell.config.commands import _frame
from wardbell.ground.errors import Unreadable
from wardbell.safeguards import screen


def run(arguments: list[str]) -> int:
    """Exits 2 when a line could not be read; offsets count code points of the text as given, the end exclusive."""
    argparse.ArgumentParser(prog="wardbell screen", description=__doc__).parse_args(arguments)
    return _frame.judge_lines(_judge)


def _judge(given: dict[str, Any]) -> dict[str, Any]:
    text, context = given.get("text"), given.get("context")
    if not isinstance(text, str) or not isinstance(context, str):
        raise ValueError("the line needs a text and a context, both strings")
    try:
        findings = screen(text, context)
    except Unreadable as error:
        raise ValueError(error.sentence) from error
    shown = [{"kind": str(one.kind), "start": one.start, "end": one.end, "why": one.why} for one in findings]
    return {"id": given.get("id"), "refused": bool(findings), "findings": shown}

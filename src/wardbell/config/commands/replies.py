"""Say what messages that came in want: `wardbell replies classify` (JSON lines {id, context, text} in, {id, intent, detail} out)."""

import argparse
from typing import Any

from wardbell.config.commands import _frame
from wardbell.dispatch.replies import Context, classify


def run(arguments: list[str]) -> int:
    """Exits 2 when a line could not be read."""
    parser = argparse.ArgumentParser(prog="wardbell replies", description=__doc__)
    parser.add_argument("verb", choices=["classify"])
    parser.parse_args(arguments)
    return _frame.judge_lines(_judge)


def _judge(given: dict[str, Any]) -> dict[str, Any]:
    text, context = given.get("text"), given.get("context")
    if not isinstance(text, str):
        raise ValueError("the line has no text")
    if not isinstance(context, str) or context not in set(Context):
        raise ValueError(f"the context must be one of {', '.join(Context)}")
    reply = classify(text, context)
    return {"id": given.get("id"), "intent": str(reply.intent), "detail": reply.detail or None}

"""What commands share: JSON lines in and out, and waking Django for those that need tables."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

RAN, CHECK_FAILED, COULD_NOT_RUN = 0, 1, 2


def wake_django() -> None:
    """Sets Django up; commands that only judge never call it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardbell.config.settings")
    import_module("django").setup()  # not at the top: commands that only judge start without it


def answer(value: object) -> None:
    """Writes one answer as one line of JSON on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")


def tell(sentence: str) -> None:
    """Writes progress on standard error."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def judge_lines(judge: Callable[[dict[str, Any]], dict[str, Any]]) -> int:
    """Answers each line of standard input with one line, in order; a bad line gives {id, error} and exit 2 after the rest."""
    code = RAN
    for line in _lines():
        try:
            given = json.loads(line)
            if not isinstance(given, dict):
                raise ValueError("the line is not a JSON object")
        except (ValueError, RecursionError) as error:
            answer({"id": None, "error": f"not a JSON object: {error}"})
            code = COULD_NOT_RUN
            continue
        try:
            answer(judge(given))
        except ValueError as error:
            answer({"id": given.get("id"), "error": str(error)})
            code = COULD_NOT_RUN
    return code


def _lines() -> Iterator[str]:
    for raw in sys.stdin.buffer:
        text = raw.decode("utf-8", errors="replace").strip("\ufeff\r\n \t")
        if text:
            yield text

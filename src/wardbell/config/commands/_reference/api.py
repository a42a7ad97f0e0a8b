"""The JSON API, call by call, from its own description."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from wardbell.config.commands._reference._page import code, table, whole

_ROOM = "wardbell.web.machine.api"
_METHODS = ("get", "post", "put", "patch", "delete")


def is_there() -> bool:
    """Says whether this program has the API."""
    return find_spec(_ROOM) is not None


def page() -> str:
    """Returns the page of the API."""
    door, description = import_module(f"{_ROOM}.door"), import_module(f"{_ROOM}.description")
    return of_description(description.describe(door.API))


def of_description(described: dict[str, Any]) -> str:
    """Returns the page that an OpenAPI 3.1 description makes: one table of calls for each tag, then the problems."""
    found = list(_operations(described))
    tags = [one["name"] for one in described.get("tags", [])] or sorted({_tag(call) for _, _, call in found})
    says = {one["name"]: one.get("description", "") for one in described.get("tags", [])}
    return whole(
        "API",
        "Generated from the description that a node serves itself at `/api/v1/openapi.json` (OpenAPI 3.1).",
        described["info"].get("description", ""),
        *(_section(tag, says.get(tag, ""), [one for one in found if _tag(one[2]) == tag]) for tag in tags),
        *_problems(described),
    )


def _section(tag: str, says: str, calls: list[tuple[str, str, dict[str, Any]]]) -> str:
    rows = [
        (
            code(f"{method.upper()} {path}"),
            call.get("summary", ""),
            "yes" if call.get("security") else "",
            ", ".join(sorted(call["responses"])),
        )
        for path, method, call in calls
    ]
    return "\n\n".join([f"## {tag}", says, table(("call", "what it does", "token", "answers"), rows)])


def _problems(described: dict[str, Any]) -> Iterator[str]:
    answers = described.get("components", {}).get("responses", {})
    if answers:
        rows = [
            (name.removeprefix("problem-"), one.get("description", ""))
            for name, one in sorted(answers.items())
        ]
        yield "## What goes wrong\n\n" + table(("status", "what it means, and what to do"), rows)


def _operations(described: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in described["paths"].items():
        for method in _METHODS:
            if method in item:
                yield path, method, item[method]


def _tag(call: dict[str, Any]) -> str:
    return str(next(iter(call.get("tags", ())), "other"))

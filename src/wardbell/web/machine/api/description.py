"""The description of the API: OpenAPI 3.1, with every problem, every key and every role that a call asks for."""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from ninja import NinjaAPI
from ninja.openapi.schema import get_schema

from wardbell.people.rules import PERMISSIONS, Verb
from wardbell.web.machine.api import problems
from wardbell.web.machine.api.once import HEADER, REPLAYED

PREFIX = "api/v1/"
_METHODS = ("get", "post", "put", "delete")

_ABOUT = """A city speaks once, and everyone who must know, knows. This is the same node that its pages show: every call is one action,
and every rule of the pages holds here too: nobody approves their own words, nothing goes further than how it is known allows.

Calls that ask for a token act as its person, in its one role. A POST bears an `Idempotency-Key`; repeated with the same key
within a day it is done once and answered the same. What goes wrong is told as RFC 9457 problems, each `type` being an
address that describes it. Instants are RFC 3339 in UTC. Areas are codes such as `ward:6`, or `city`."""

_TAGS = (
    ("notices", "Begin, answer, publish and follow an official notice."),
    ("reviewing", "The second person, and taking back."),
    ("relaying", "The public version, an office's relay and its own words, a partner's relay."),
    ("reports", "What a partner's people saw, for a community's desk alone."),
    ("requests", "What an office is asked, and its answer."),
    ("public", "What everybody may read, without a token."),
    ("subscriptions", "A subscriber's own choices, by the secret of their own link."),
)
_TOKEN_PROBLEMS = (problems.UNAUTHENTICATED, problems.NOT_ALLOWED, problems.TOO_MANY)


def describe(api: NinjaAPI) -> dict[str, Any]:
    """Returns the description of this node's API."""
    found: dict[str, Any] = dict(get_schema(api, path_prefix=PREFIX))
    found["info"] |= {
        "description": _ABOUT,
        "contact": {"name": "Who runs this node", "url": f"{settings.BASE_URL}/about/"},
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    }
    found["servers"] = [{"url": settings.BASE_URL, "description": "This node"}]
    found["tags"] = [{"name": name, "description": says} for name, says in _TAGS]
    found["components"] |= {
        "schemas": found["components"]["schemas"] | _SCHEMAS,
        "responses": _answers(),
        "parameters": {HEADER: _KEY},
        "headers": {REPLAYED: _REPLAYED},
    }
    found["components"]["securitySchemes"]["Token"] |= {
        "description": "Made by its person on their own page: one role, at most 90 days, revoked at any time."
    }
    for _path, method, operation in operations(found):
        _complete(operation, method)
    for call in _calls(api):
        operation = _operation(found, call.operation_id)
        operation["description"] = (
            f"{operation['description']}\n\n{_for_whom(getattr(call.view_func, 'verbs', ()))}".strip()
        )
    return _without_unused(found)


def operations(described: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yields (path, method, operation) of a description."""
    for path, item in described["paths"].items():
        for method in _METHODS:
            if method in item:
                yield path, method, item[method]


def _complete(operation: dict[str, Any], method: str) -> None:
    """Adds what the library does not know: problems, the key, and its answer told again."""
    kinds = [problems.NOT_FOUND, problems.NO_SUCH_METHOD, problems.INVALID, problems.FAULT]
    if operation.get("security"):
        kinds += _TOKEN_PROBLEMS
    if method != "get":
        kinds += [problems.MALFORMED, problems.WRONG_STATE]
    if method in {"put", "delete"}:
        kinds += [problems.NOT_ALLOWED]
    if method == "post":
        operation["parameters"].append({"$ref": f"#/components/parameters/{HEADER}"})
        for answer in operation["responses"].values():
            answer["headers"] = {REPLAYED: {"$ref": f"#/components/headers/{REPLAYED}"}}
    for parameter in operation["parameters"]:
        parameter.pop("examples", None)  # they stand in its schema, too, where 3.1 wants this form
        if parameter.get("in") == "path":
            parameter.setdefault("description", _PATH_WORDS[parameter["name"]])
    statuses = {one.status for one in kinds}
    operation["responses"] = {str(status): answer for status, answer in operation["responses"].items()} | {
        str(status): {"$ref": f"#/components/responses/problem-{status}"} for status in sorted(statuses)
    }


def _answers() -> dict[str, Any]:
    """Returns the answers of all problems, by status: several types may share one."""
    statuses = sorted({one.status for one in problems.KINDS})
    return {
        f"problem-{status}": _answer([one for one in problems.KINDS if one.status == status])
        for status in statuses
    }


def _answer(kinds: list[problems.Kind]) -> dict[str, Any]:
    examples = {one.code: {"value": _example(one)} for one in kinds}
    content = {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": examples}
    says = " ".join(f"`{one.code}`: {one.title}. {one.to_do}" for one in kinds)
    found: dict[str, Any] = {"description": says, "content": {problems.MEDIA_TYPE: content}}
    if headers := [_HEADERS[one] for one in kinds if one in _HEADERS]:
        found["headers"] = headers[0]
    return found


def _example(kind: problems.Kind) -> dict[str, Any]:
    return {
        "type": problems.address_of(kind), "title": kind.title, "status": kind.status, "detail": kind.to_do
    }  # fmt: skip


def _without_unused(found: dict[str, Any]) -> dict[str, Any]:
    """Leaves out the schemas that nothing refers to: those of query parameters, which the library spreads."""
    used = json.dumps(found)
    schemas = found["components"]["schemas"]
    found["components"]["schemas"] = {
        name: one for name, one in schemas.items() if f'"#/components/schemas/{name}"' in used
    }
    return found


def _calls(api: NinjaAPI) -> Iterator[Any]:
    for bound in api._get_bound_routers():
        for view in bound.path_operations.values():
            yield from view.operations


def _operation(described: dict[str, Any], operation_id: str) -> dict[str, Any]:
    return next(one for _, _, one in operations(described) if one["operationId"] == operation_id)


def _for_whom(verbs: tuple[Verb, ...]) -> str:
    roles = sorted({role.replace("_", " ") for verb in verbs for role in PERMISSIONS[verb]})
    return f"For: {', '.join(roles)}." if roles else ""


_PATH_WORDS = {
    "notice_id": "Id of a notice or of a public version.",
    "request_id": "Id of a request.",
    "words_id": "Id of an office's own words.",
    "code": "A short code.",
    "secret": "What stands behind `/stop/` in the link of each message.",
}
_HEADERS = {
    problems.TOO_MANY: {
        "Retry-After": {"description": "In how many seconds.", "schema": {"type": "integer"}}
    },
    problems.UNAUTHENTICATED: {
        "WWW-Authenticate": {"description": "RFC 6750.", "schema": {"type": "string"}}
    },
    problems.NO_SUCH_METHOD: {"Allow": {"description": "Methods it takes.", "schema": {"type": "string"}}},
}
_KEY = {
    "name": HEADER,
    "in": "header",
    "required": True,
    "description": "New for each call; the same again repeats the call, which is done once.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
    "example": "b1946ac9-2c4e-4b7e-9d0e-5f6a7b8c9d0e",
}
_REPLAYED = {
    "description": "`true` on an answer that is told again.",
    "schema": {"type": "string", "enum": ["true"]},
}
_SCHEMAS: dict[str, Any] = {
    "Problem": {
        "type": "object",
        "description": "RFC 9457.",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string", "format": "uri", "description": "Where this type is described."},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string", "description": "A sentence fit to show a person."},
            "errors": {"type": "array", "items": {"$ref": "#/components/schemas/ProblemError"}},
            "findings": {"type": "array", "items": {"$ref": "#/components/schemas/ProblemFinding"}},
        },
        "additionalProperties": False,
    },
    "ProblemError": {
        "type": "object",
        "description": "One place that is not of its form.",
        "required": ["where", "says"],
        "properties": {"where": {"type": "string"}, "says": {"type": "string"}},
        "additionalProperties": False,
    },
    "ProblemFinding": {
        "type": "object",
        "description": "One span of a text that may not be written, or that needs a reason; offsets count Unicode code points.",
        "required": ["kind", "start", "end", "why"],
        "properties": {
            "kind": {"type": "string"},
            "start": {"type": "integer"},
            "end": {"type": "integer"},
            "why": {"type": "string"},
        },
        "additionalProperties": False,
    },
}

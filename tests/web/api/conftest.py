"""The demo city, its people's tokens, and a client that speaks JSON."""

import itertools
import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.notices import make
from wardbell.ground.actors import OPERATOR
from wardbell.people import actions as people
from wardbell.people.rules import Role

#: key of the pack's person: role and office of the token that they are given here
ROLES = {
    "chief-designee": (Role.DESIGNEE, "chief"), "mayor-designee": (Role.DESIGNEE, "mayor"),
    "city-clerk": (Role.APPROVER, "clerk"), "duty-clerk": (Role.DUTY_CLERK, "clerk"),
    "ward-6-aide": (Role.AIDE, "ward-6"), "ward-3-aide": (Role.AIDE, "ward-3"),
    "ward-4-member": (Role.PRESIDENT, "ward-4"), "administrator": (Role.ADMINISTRATOR, "clerk"),
    "city-attorney": (Role.COUNSEL, "attorney"), "emergency-designee": (Role.DESIGNEE, "emergency"),
    "hotline-lead": (Role.PARTNER, ""),
}  # fmt: skip
ORGANIZATIONS = {"hotline-lead": "hotline"}
_keys = itertools.count(1)


@dataclass(kw_only=True)
class Program:
    """A program that acts by tokens; each POST has a key of its own unless one is given."""

    client: Client
    tokens: dict[str, str] = field(default_factory=dict)

    def token(self, who: str, **more: Any) -> str:
        """A token of one of the pack's people, made once."""
        if who not in self.tokens or more:
            role, office = ROLES[who]
            given = {
                "name": "test",
                "role": role,
                "office": office,
                "organization": ORGANIZATIONS.get(who, ""),
            } | more
            self.tokens[who] = people.make_token(make.who(who).id, **given, by=OPERATOR)
        return self.tokens[who]

    def call(
        self, method: str, path: str, body: Any = None, *, who: str = "", key: str = "", **headers: str
    ) -> Any:
        """Returns the answer; `headers` are added as they are."""
        given = {"Authorization": f"Bearer {self.token(who)}"} if who else {}
        if method == "POST":
            given["Idempotency-Key"] = key or f"key-{next(_keys)}"
        data = b"" if body is None else json.dumps(body).encode()
        return self.client.generic(
            method, f"/api/v1{path}", data, content_type="application/json", headers=given | headers
        )

    def get(self, path: str, **more: Any) -> Any:
        return self.call("GET", path, **more)

    def post(self, path: str, body: Any = None, **more: Any) -> Any:
        return self.call("POST", path, body, **more)

    def done(self, path: str, body: Any = None, **more: Any) -> Any:
        """Posts, and returns the body of an answer that must be a good one."""
        answer = self.post(path, body, **more)
        assert answer.status_code < 300, answer.content
        return answer.json()


@pytest.fixture
def program(db: None, morning: object, client: Client) -> Program:
    """The demo city at five in the morning, and a program that may call."""
    cache.clear()
    make.city()
    return Program(client=client)


def problem(answer: Any) -> tuple[int, str]:
    """Status and type of a problem."""
    assert answer.headers["Content-Type"] == "application/problem+json", answer.content
    told = answer.json()
    assert told["status"] == answer.status_code
    return answer.status_code, told["type"].rpartition("/")[2]

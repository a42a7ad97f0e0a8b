"""The description of the API is complete, and clean by the rules of the trade (Spectral's for OpenAPI)."""

import copy
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from wardbell.people.rules import PERMISSIONS, Verb
from wardbell.web.machine.api import problems
from wardbell.web.machine.api.description import describe, operations
from wardbell.web.machine.api.door import API

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
OWN = ROOT / "var" / "spectral" / "node_modules" / ".bin" / "spectral"
MISSING = (
    "SPECTRAL MISSING: the API's description was not linted. Install it: "
    "npm install --prefix var/spectral @stoplight/spectral-cli@6.16.0"
)
DESCRIBED = describe(API)


@pytest.fixture
def spectral() -> str:
    found = shutil.which("spectral") or (str(OWN) if OWN.exists() else "")
    if not found:
        pytest.fail(MISSING) if os.environ.get("CI") == "true" else pytest.skip(MISSING)
    return found


def lint(spectral: str, described: dict[str, Any], folder: Path) -> subprocess.CompletedProcess[str]:
    file = folder / "openapi.json"
    file.write_text(json.dumps(described), encoding="utf-8")
    return subprocess.run(
        [spectral, "lint", str(file), "--ruleset", str(HERE / "spectral.yaml"), "--fail-severity", "hint"],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


@pytest.mark.only_sqlite
def test_description_when_linted_then_clean(spectral, tmp_path):
    done = lint(spectral, DESCRIBED, tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.only_sqlite
def test_description_when_something_is_left_out_then_the_lint_finds_it(spectral, tmp_path):
    spoiled = copy.deepcopy(DESCRIBED)
    del spoiled["paths"]["/api/v1/waiting"]["get"]["operationId"]

    done = lint(spectral, spoiled, tmp_path)

    assert (done.returncode, "operation-operationId" in done.stdout) == (1, True)


def test_description_when_served_then_it_is_this_one_of_version_3_1(client):
    answer = client.get("/api/v1/openapi.json")

    assert (answer.json(), answer.json()["openapi"]) == (json.loads(json.dumps(DESCRIBED)), "3.1.0")


def test_operations_when_posted_then_each_asks_for_a_key_and_a_token():
    posts = [one for _, method, one in operations(DESCRIBED) if method == "post"]

    assert len(posts) == 23
    assert [
        one["operationId"]
        for one in posts
        if {"$ref": "#/components/parameters/Idempotency-Key"} not in one["parameters"]
    ] == []
    assert [one["operationId"] for one in posts if one.get("security") != [{"Token": []}]] == []


def test_operations_when_open_then_they_are_those_of_the_public_and_of_a_readers_own_link():
    open_ones = {one["operationId"] for _, _, one in operations(DESCRIBED) if not one.get("security")}

    assert open_ones == {
        "listPublicNotices", "readPublicNotice", "checkCode", "listProblems", "readProblem",
        "readSubscription", "changeLanguage", "changeChoices", "stopSubscription",
    }  # fmt: skip


def test_operations_when_for_some_roles_then_the_description_names_them():
    approve = DESCRIBED["paths"]["/api/v1/notices/{notice_id}/approve"]["post"]

    assert PERMISSIONS[Verb.APPROVE] == {"approver"}
    assert approve["description"].endswith("For: approver.")


@pytest.mark.parametrize("kind", problems.KINDS, ids=lambda kind: kind.code)
def test_problem_when_its_type_is_followed_then_it_is_described(db, client, settings, kind):
    told = problems.problem(kind, "x")

    body = json.loads(told.content)
    there = client.get(body["type"].removeprefix(settings.BASE_URL)).json()

    schemas = {"components": DESCRIBED["components"], "$ref": "#/components/schemas/Problem"}
    Draft202012Validator(schemas).validate(body)
    assert (there["status"], there["title"], bool(there["to_do"])) == (told.status_code, kind.title, True)


def test_description_when_read_then_no_field_could_hold_an_address_of_a_resident():
    named = {
        f"{name}.{field}"
        for name, schema in DESCRIBED["components"]["schemas"].items()
        for field in schema.get("properties", {})
        if any(word in field for word in ("phone", "mail", "address", "number"))
    }

    assert named == {"Summary.number", "Detail.number", "PublicTold.number"}, "as the city counts its notices"

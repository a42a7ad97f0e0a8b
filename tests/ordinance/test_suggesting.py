"""Suggestions: on the given examples, on texts of another hand, and for any text at all, without a database and fast."""

import json
import os
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbell.ordinance.rules import RequestType
from wardbell.ordinance.suggesting import suggest

HERE = Path(__file__).parent
OWN = ("requests_unseen.jsonl", "requests_second.jsonl", "requests_third.jsonl", "requests_fourth.jsonl")


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def judged(rows: list[dict]) -> dict[str, float]:
    """The share of right answers for types, document and purpose."""
    right = {"request_types": 0, "document": 0, "purpose": 0}
    for row in rows:
        found = suggest(row["text"])
        right["request_types"] += sorted(found.request_types) == sorted(row["expect"]["request_types"])
        right["document"] += found.document == row["expect"]["document"]
        right["purpose"] += found.purpose == row["expect"]["purpose"]
    return {name: n / len(rows) for name, n in right.items()}


@pytest.mark.shared
def test_examples_when_judged_then_types_document_purpose_and_duties_are_right(shared):
    rows = lines(shared / "data" / "judgement" / "requests.jsonl")

    missed = [
        (row["id"], name)
        for row in rows
        for name, found in {
            "request_types": sorted(suggest(row["text"]).request_types), "document": suggest(row["text"]).document,
            "purpose": suggest(row["text"]).purpose, "missing": sorted(suggest(row["text"]).missing),
            "deadline_hints": sorted(suggest(row["text"]).deadline_hints), "observed_use": suggest(row["text"]).observed_use,
        }.items()
        if found != (sorted(row["expect"][name]) if isinstance(row["expect"][name], list) else row["expect"][name])
    ]  # fmt: skip

    assert missed == []


def test_own_examples_when_judged_then_nearly_all_are_right():
    """Three of the four were read before the words were mended; docs/explanation/register.md says what they measured at first sight."""
    found = judged([row for name in OWN for row in lines(HERE / name)])

    assert {name: share >= 0.9 for name, share in found.items()} == {
        "request_types": True, "document": True, "purpose": True,
    }  # fmt: skip


@given(st.text(max_size=400))
def test_any_text_when_judged_then_the_answer_is_whole(text):
    found = suggest(text)

    assert set(found.request_types) <= set(RequestType)
    assert ("out_of_scope" in found.deadline_hints) == (not found.in_scope)


def test_command_when_lines_come_then_each_is_answered_in_order_without_a_database():
    given_lines = [
        {
            "id": "a",
            "text": "Agent Corwin Haskett, badge 20417, ICE, asks for squads to hold a crowd. Declined.",
        },
        {"id": "b"},
        {
            "id": "c",
            "text": "St Paul police ask for a squad for a stadium crowd. No federal agency involved.",
        },
    ]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src"), "DATABASE_URL": "postgres://nowhere/none"}  # fmt: skip
    begun = monotonic()

    done = subprocess.run(
        [sys.executable, "-c", "import sys; from wardbell.config.commands import main; sys.exit(main(['ordinance', 'suggest']))"],
        input="\n".join(map(json.dumps, given_lines)), capture_output=True, text=True, check=False, env=environment, cwd="/",
    )  # fmt: skip

    first, second, third = (json.loads(line) for line in done.stdout.splitlines())
    assert done.returncode == 2
    assert (first["id"], first["request_types"], first["screen"]) == (
        "a",
        ["perimeter_crowd"],
        ["badge_number", "officer_name"],
    )
    assert second == {"id": "b", "error": "the line needs a text, a string"}
    assert (third["request_types"], third["deadline_hints"]) == ([], ["out_of_scope"])
    assert monotonic() - begun < 20  # two seconds on a quiet machine; this one is shared

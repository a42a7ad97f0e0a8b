"""Ordinances are data: every pack is whole, a wrong word is told with its line, and no code knows what a law aims at."""

import ast
import json
import re

import pytest

from tests.house import plan
from wardbell.config import commands
from wardbell.ground.errors import Unreadable
from wardbell.ordinance import packs
from wardbell.ordinance.rules import MONTHS, Cadence, Condition

MINNEAPOLIS = packs.PACKS / "minneapolis.toml"


def spoiled(tmp_path, before: str, after: str):
    """A copy of Minneapolis' pack with one thing changed, and the line on which it stands."""
    text = MINNEAPOLIS.read_text(encoding="utf-8")
    assert before in text
    line = text[: text.index(before)].count("\n") + 1
    path = tmp_path / "minneapolis.toml"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return path, line


def test_packs_when_they_ship_then_each_is_whole_and_cites_its_source():
    found = [packs.ordinance(code) for code in packs.codes()]

    assert [one.code for one in found] == [
        "chicago", "florida", "illinois", "minneapolis", "mounds_view", "oregon", "portland", "seattle",
    ]  # fmt: skip
    assert [one.code for one in found if one.note != "Text to be confirmed by counsel."] == []
    assert [
        duty.code
        for one in found
        for duty in one.duties
        if not (duty.citation and one.source(duty.source).text)
    ] == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('cadence = "business_days"', 'cadence = "fortnightly"', "'fortnightly' is no cadence; write one of: as_soon"),
        ('act = "report"', 'act = "rapport"', "'rapport' is no act; write one of: council_notice"),
        ('"fourth thursday of november"', '"fifth thursday of november"', "'fifth thursday of november' is no holiday"),
        ('"07-04"', '"02-30"', "'02-30' is no day of a year"),
        ('"counsel@attorney"', '"counsel@lawyers"', "'counsel@lawyers' is no role at a kind of office"),
        ('owner = "clerk"', 'owner = "sheriff"', "'sheriff' is no owner; write one of: mayor"),
        ("within = 5", 'within = "five"', "'within' must be a whole number"),
        ("within = 5", "within = 0", "the time must be 1 or more"),
        ("ask_minutes = [0, 5, 10, 15]", "ask_minutes = [0, 5, 5, 15]", "each rung is asked later than the one before"),
        ("review_days = 30", "review_days = 0", "an exemption is looked at again after a day at the earliest"),
        ("only_when_any = false", "only_when_any = true", "only what comes round by itself can owe nothing"),
        ('begins = ["ongoing_action_known"]', 'begins = ["gossip"]', "'gossip' is no begins; write one of"),
        ('slots = ["sign_check", "cease_and_desist"]', 'slots = ["photo"]', "'photo' is no slots; write one of: dhs_m"),
        ('source = "code19"', 'source = "S99"', "'S99' is no source; write one of: code19"),
    ],
)  # fmt: skip
def test_pack_when_a_word_is_wrong_then_the_sentence_names_file_and_line(tmp_path, before, after, said):
    path, line = spoiled(tmp_path, before, after)

    [sentence] = packs.faults(path)

    assert sentence.startswith(f"minneapolis.toml, line {line}: {said}")


def test_pack_when_a_field_is_missing_then_the_line_of_its_duty_is_named(tmp_path):
    path, line = spoiled(
        tmp_path, 'citation = "Code 19.30(b): each use', 'quotation = "Code 19.30(b): each use'
    )

    [sentence] = packs.faults(path)

    text = path.read_text(encoding="utf-8").splitlines()
    header = max(number for number in range(1, line) if text[number - 1] == "[[duty]]")
    assert sentence == f"minneapolis.toml, line {header}: the field 'citation' is missing."


def test_pack_when_a_code_stands_twice_then_the_second_is_named(tmp_path):
    path, line = spoiled(tmp_path, 'code = "council_request"', 'code = "council_ongoing"')

    assert packs.faults(path) == [f"minneapolis.toml, line {line}: the code 'council_ongoing' stands twice."]


def test_pack_when_it_is_no_toml_then_the_line_is_named(tmp_path):
    path, line = spoiled(tmp_path, "within = 5", "within = 5 days")

    [sentence] = packs.faults(path)

    assert re.fullmatch(rf"minneapolis\.toml is not TOML: .*line {line}.*", sentence)


def test_ordinance_when_its_code_is_unknown_then_the_packs_are_named():
    with pytest.raises(Unreadable, match=r"no ordinance 'gotham'\. The packs hold: chicago, florida"):
        packs.ordinance("gotham")


def test_new_city_when_it_writes_one_file_then_its_duties_are_read(tmp_path):
    path = tmp_path / "gotham.toml"
    text = MINNEAPOLIS.read_text(encoding="utf-8").replace('code = "minneapolis"', 'code = "gotham"', 1)
    path.write_text(text, encoding="utf-8")

    found = packs.read(path)

    assert [one.code for one in found.duties] == [one.code for one in packs.ordinance("minneapolis").duties]


def test_command_when_a_cadence_is_wrong_then_it_fails_with_the_line(tmp_path, capsys):
    path, line = spoiled(tmp_path, 'cadence = "business_days"', 'cadence = "fortnightly"')

    code = commands.main(["ordinance", "check", str(path)])

    out = capsys.readouterr()
    assert code == 1
    assert json.loads(out.out)["is_whole"] is False
    assert out.err.startswith(f"minneapolis.toml, line {line}: 'fortnightly' is no cadence")


def test_command_when_the_packs_are_whole_then_it_says_so(capsys):
    code = commands.main(["ordinance", "check"])

    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 0
    assert [one["pack"] for one in answers if one["is_whole"]] == list(packs.codes())


def test_cadences_when_read_then_every_one_is_used_or_comes_round():
    used = {duty.cadence for code in packs.codes() for duty in packs.ordinance(code).duties}

    assert set(Cadence) - used == {Cadence.DAYS}
    assert {one for one in used if one in MONTHS} == set(MONTHS)


def test_cooperation_when_a_pack_asks_for_it_then_it_is_a_pack_like_any_other():
    found = packs.ordinance("florida")

    begun = {condition for duty in found.duties for condition in duty.begins}

    assert found.aim.startswith("Local agencies use best efforts to support federal immigration enforcement")
    assert {Condition.DETAINER_RECEIVED, Condition.ASSISTANCE_REQUESTED} <= begun


def test_code_when_it_reads_a_pack_then_it_never_asks_what_the_law_aims_at():
    """No room but the packs' reader names the field, and no code names a city, a state or a side."""
    sides = re.compile(r"separation|sanctuary|cooperation|minneapolis|florida|illinois|oregon", re.IGNORECASE)
    told = []
    for path, tree in plan.trees():
        if "ordinance" not in path.parts:
            continue
        if path.name != "packs.py":
            told += [
                f"{plan.named(path)}: aim"
                for node in ast.walk(tree)
                if isinstance(node, ast.Attribute) and node.attr == "aim"
            ]
        told += [
            f"{plan.named(path)}: {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and sides.search(node.value)
        ]

    assert told == []

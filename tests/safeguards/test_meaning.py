"""What a text means is read: what may not be written warns, what looks alike passes, in every language of the words."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardbell.safeguards import (
    FORM_KINDS,
    MASKED_KINDS,
    MEANING_KINDS,
    Context,
    Kind,
    blocking,
    mask,
    screen,
    warnings,
)
from wardbell.safeguards.meaning import rules
from wardbell.safeguards.meaning.concepts import A_NAME, CLOCK, SOMEWHERE, WORDS

EXAMPLES = Path(__file__).with_name("meaning.jsonl")
FORMS = Path(__file__).with_name("forms_by_another.jsonl")
UNOPENED = Path(__file__).with_name("unopened.jsonl")
NEVER_OPENED = Path(__file__).with_name("never_opened.jsonl")
WITH_A_FORM = {Kind.PLATE, Kind.BADGE_NUMBER, Kind.PHONE_PRIVATE, Kind.EMAIL_PRIVATE, Kind.DWELLING_ADDRESS}
BAR = {"tuned": (0.92, 0.03), "held_out": (0.85, 0.03)}  # least caught, most flagged; what was measured: docs
LANGUAGES = sorted(path.stem for path in WORDS.glob("*.toml") if path.stem not in {"any", "names"})


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def kinds(text: str, context: str = Context.PUBLIC_BULLETIN) -> set[Kind]:
    return {one.kind for one in screen(text, context)}


def rates(examples: list[dict[str, Any]]) -> tuple[float, float]:
    """Returns the share of refusals with a finding, and of benign texts with one."""
    refused = [row for row in examples if row["expect"]]
    benign = [row for row in examples if not row["expect"]]
    caught = sum(bool(kinds(row["text"], row["context"])) for row in refused)
    flagged = sum(bool(kinds(row["text"], row["context"])) for row in benign)
    return caught / len(refused), flagged / len(benign)


@pytest.mark.parametrize("half", ["tuned", "held_out"])
def test_the_bar_is_kept_on_our_own_examples(half: str) -> None:
    caught, flagged = rates([row for row in rows(EXAMPLES) if row["half"] == half])

    assert caught >= BAR[half][0]
    assert flagged <= BAR[half][1]


def test_the_round_that_nobody_opened_is_not_lost_again() -> None:
    """The bar of 0.92 and 0.03 is not reached on it: docs/explanation/screening.md."""
    caught, flagged = rates(rows(UNOPENED))

    assert caught >= 0.80
    assert flagged <= 0.07


def test_the_bar_is_kept_on_texts_of_others_that_nobody_opened() -> None:
    caught, flagged = rates(rows(NEVER_OPENED))

    assert caught >= 0.92
    assert flagged <= 0.03


def test_the_bar_of_the_kinds_with_a_form_is_kept_on_texts_of_others_that_nobody_opened() -> None:
    labels = [(row, kind) for row in rows(NEVER_OPENED) for kind in row["expect"] if kind in WITH_A_FORM]
    caught = [kind in kinds(row["text"], row["context"]) for row, kind in labels]
    benign = [row for row in rows(NEVER_OPENED) if not row["expect"]]
    flagged = [bool(kinds(row["text"], row["context"]) & WITH_A_FORM) for row in benign]

    assert sum(caught) / len(caught) >= 0.98
    assert sum(flagged) / len(flagged) <= 0.03


def test_the_round_of_forms_by_another_author_is_not_lost_again() -> None:
    """The bar of 0.98 is not reached on it: docs/explanation/screening.md."""
    caught, flagged = rates(rows(FORMS))

    assert caught >= 0.94
    assert flagged <= 0.03


@pytest.mark.shared
def test_the_bar_is_kept_on_the_given_examples_for_all_kinds(shared: Path) -> None:
    caught, flagged = rates(rows(shared / "data" / "judgement" / "screen.jsonl"))

    assert caught >= 0.92
    assert flagged <= 0.03


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_catches_its_own_and_lets_its_own_pass(language: str) -> None:
    spoken = [row for row in rows(EXAMPLES) if row["lang"] == language]
    benign = [row for row in spoken if not row["expect"]]

    caught, _ = rates(spoken)
    flagged = [row for row in benign if kinds(row["text"], row["context"]) & set(MEANING_KINDS)]

    assert caught >= 0.75
    assert len(flagged) <= 0.03 * len(benign)


@pytest.mark.parametrize("kind", MEANING_KINDS)
def test_each_kind_is_found_by_its_own_name(kind: Kind) -> None:
    meant = [row for row in rows(EXAMPLES) if row["half"] == "tuned" and kind in row["expect"]]

    named = [row for row in meant if kind in kinds(row["text"], row["context"])]

    assert len(meant) >= 20
    assert len(named) >= 0.9 * len(meant)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_every_concept_that_a_rule_must_have(language: str) -> None:
    given = tomllib.loads((WORDS / f"{language}.toml").read_text("utf-8"))
    anywhere = {name for path in WORDS.glob("*.toml") for name in tomllib.loads(path.read_text("utf-8"))}

    sure = {
        "mobilise_sure",
        "flee",
        "hide_sure",
        "advance_sure",
        "le_sure",
        "nationality",
        "campaign_sure",
        "status",
        "threat",
    }
    used = {name for rule in rules.rules() for need in rule.needs for name in need} | {
        name for rule in rules.rules() for name in (*rule.unless, *rule.unless_anywhere)
    }

    assert sure <= set(given)
    assert used - {CLOCK, SOMEWHERE, A_NAME} <= anywhere


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Officer Darnell Quist took my phone.", Kind.OFFICER_NAME),
        ("Follow the white van and send its location.", Kind.VEHICLE_TRACKING),
        ("Hide in the storage room if they come in.", Kind.EVASION_ADVICE),
        ("Operation set for Wednesday in Ward 6.", Kind.ADVANCE_OPERATION),
        ("I'm going to shoot the next agent I see", Kind.THREAT),
    ],
)
def test_a_warning_stands_where_it_is_said(text: str, kind: Kind) -> None:
    found = next(one for one in screen(f"👩‍👧 {text}", Context.REPORT_INTAKE) if one.kind == kind)

    assert f"👩‍👧 {text}"[found.start : found.end] in text
    assert found.why.endswith(".")


def test_forms_block_and_meanings_warn() -> None:
    findings = screen("plate KTX 482, follow that van", Context.REPORT_INTAKE)

    assert {one.kind for one in blocking(findings)} <= set(FORM_KINDS)
    assert {one.kind for one in warnings(findings)} == {Kind.VEHICLE_TRACKING}
    assert len(blocking(findings)) + len(warnings(findings)) == len(findings)


def test_names_are_masked_and_what_happened_is_kept() -> None:
    text = "They took my coworker Idris Warfeyn, the van turned north on Cedar, agent Corwin Haskett led."

    masked = mask(text, screen(text, Context.REPORT_INTAKE))

    assert masked == (
        "They took my coworker [name removed], the van turned north on Cedar, agent [officer's name removed] led."
    )


def test_a_threat_is_found_and_kept() -> None:
    text = "If they come back I will kill them."

    findings = screen(text, Context.REPORT_INTAKE)

    assert [one.kind for one in findings if one.kind is Kind.THREAT] == [Kind.THREAT]
    assert mask(text, screen(text, Context.REPORT_INTAKE, kinds=MASKED_KINDS)) == text


def test_the_weather_is_not_the_agency() -> None:
    assert kinds("Ice on the roads: avoid Cedar Avenue tomorrow morning.") == set()
    assert Kind.EVASION_ADVICE in kinds("ICE on Cedar Avenue: avoid it, take Riverside instead.")


@pytest.mark.parametrize(
    ("benign", "refused", "kind"),
    [
        (
            "Egg hunt at the park: forty hiding places, bring a basket.",
            "Egg hunt is off, agents at the park; there are hiding places behind the shed.",
            Kind.EVASION_ADVICE,
        ),
        (
            "More people make it harder to see.",
            "More people make it harder for the agents to leave.",
            Kind.MOBILISATION,
        ),
        (
            "Garden club: vote for the color of the shed.",
            "Garden club: vote for our candidate for mayor.",
            Kind.CANDIDATE_OR_CAMPAIGN,
        ),
        ("The plow shows on a live map.", "We keep a live map of unmarked vehicles.", Kind.VEHICLE_TRACKING),
    ],
)
def test_a_scene_excuses_what_is_not_meant_in_earnest(benign: str, refused: str, kind: Kind) -> None:
    assert kinds(benign) == set()
    assert kind in kinds(refused)


@given(text=st.text(max_size=200), context=st.sampled_from(list(Context)))
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_the_screen(text: str, context: Context) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in screen(text, context))

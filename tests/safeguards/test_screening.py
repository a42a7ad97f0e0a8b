"""What may not be written is found, where it stands, and what looks alike passes."""

import json
from collections.abc import Iterable
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardbell.ground.errors import Unreadable
from wardbell.safeguards import FORM_KINDS, MASKED_KINDS, Context, Kind, mask, screen
from wardbell.safeguards.screening import LONGEST

EXAMPLES = Path(__file__).with_name("examples.jsonl")
LEAST_CAUGHT, LEAST_RIGHT, MOST_FLAGGED = 0.98, 0.97, 0.03


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def found(text: str, context: str = Context.REPORT_INTAKE) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in screen(text, context)]


def rates(examples: Iterable[dict[str, Any]]) -> tuple[float, float, float]:
    """Returns the shares of refusals that were caught, caught with every kind, and of benign texts flagged."""
    caught, right, refusals, flagged, benign = 0, 0, 0, 0, 0
    for row in examples:
        expected = set(row["expect"]) & set(FORM_KINDS)
        kinds = {one.kind for one in screen(row["text"], row["context"], kinds=FORM_KINDS)}
        if expected:
            refusals, caught, right = refusals + 1, caught + bool(kinds), right + (expected <= kinds)
        else:
            benign, flagged = benign + 1, flagged + bool(kinds)
    return caught / refusals, right / refusals, flagged / benign


@pytest.mark.parametrize("half", ["tuned", "held_out"])
def test_the_bar_is_kept_on_our_own_examples(half: str) -> None:
    caught, right, flagged = rates(row for row in rows(EXAMPLES) if row["half"] == half)

    assert caught >= LEAST_CAUGHT
    assert right >= LEAST_RIGHT
    assert flagged <= MOST_FLAGGED


@pytest.mark.parametrize("name", ["forms_by_another.jsonl", "forms_of_our_own.jsonl"])
def test_the_bar_is_kept_on_the_rounds_of_forms(name: str) -> None:
    caught, right, flagged = rates(rows(EXAMPLES.with_name(name)))

    assert caught >= LEAST_CAUGHT
    assert right >= LEAST_RIGHT
    assert flagged <= MOST_FLAGGED


@pytest.mark.shared
def test_the_bar_is_kept_on_the_given_examples(shared: Path) -> None:
    """Texts that hold only kinds of meaning count as benign here: those kinds have no form."""
    caught, right, flagged = rates(rows(shared / "data" / "judgement" / "screen.jsonl"))

    assert caught >= LEAST_CAUGHT
    assert right >= LEAST_RIGHT
    assert flagged <= MOST_FLAGGED


@pytest.mark.parametrize(
    ("text", "kind", "span"),
    [
        ("van, plate KTX 482, two people", Kind.PLATE, "KTX 482"),
        ("plate K as in kilo, T as in Tom, X, 4 8 2", Kind.PLATE, "K as in kilo, T as in Tom, X, 4 8 2"),
        ("ｐｌａｔｅ ＫＴＸ ４８２", Kind.PLATE, "ＫＴＸ ４８２"),
        ("badge number 20417 on his vest", Kind.BADGE_NUMBER, "20417"),
        ("call me at +1 (612) 555-0143 please", Kind.PHONE_PRIVATE, "+1 (612) 555-0143"),
        ("رقمي ٦١٢-٥٥٥-٠١٨٣ مساء", Kind.PHONE_PRIVATE, "٦١٢-٥٥٥-٠١٨٣"),
        (
            "my number is six one two five five five oh one four three",
            Kind.PHONE_PRIVATE,
            "six one two five five five oh one four three",
        ),
        ("nadia (at) example (dot) net", Kind.EMAIL_PRIVATE, "nadia (at) example (dot) net"),
        ("it's 2218 Larkmoor Ave N, Apt. 3, upstairs", Kind.DWELLING_ADDRESS, "2218 Larkmoor Ave N, Apt. 3"),
        ("👩‍👧 at 415 Tamsin St NE", Kind.DWELLING_ADDRESS, "415 Tamsin St NE"),
        ("it is the third house after the mosque", Kind.DWELLING_ADDRESS, "third house after"),
        ("la casa amarilla con el número 418", Kind.DWELLING_ADDRESS, "casa amarilla con el número 418"),
        ("Plate? KTX 482", Kind.PLATE, "KTX 482"),
        ("starts with DQ, ends in 18. Brown Jeep.", Kind.PLATE, "DQ, ends in 18"),
        ("the agent goes four eight eight two", Kind.BADGE_NUMBER, "four eight eight two"),
        ("they went into 304 at the Bryn Tor Apartments", Kind.DWELLING_ADDRESS, "304"),
        ("пишите: dina собака example точка ком", Kind.EMAIL_PRIVATE, "dina собака example точка ком"),
        (
            "мой номер шестьсот двенадцать пятьсот пятьдесят пять ноль один сорок три",
            Kind.PHONE_PRIVATE,
            "шестьсот двенадцать пятьсот пятьдесят пять ноль один сорок три",
        ),
    ],
)
def test_the_span_is_what_offends_and_no_more(text: str, kind: Kind, span: str) -> None:
    assert found(text) == [(kind, span)]


@pytest.mark.parametrize(
    "spelling",
    [
        "612-555-0143", "(612) 555-0143", "612.555.0143", "612 555 0143", "6125550143", "+1 612 555 0143",
        "1-612-555-0143", "612/555/0143", "612–555–0143", "６１２－５５５－０１４３", "6 1 2 5 5 5 0 1 4 3", "612-555-O143",
        "six one two five five five zero one four three", "6️⃣1️⃣2️⃣5️⃣5️⃣5️⃣0️⃣1️⃣4️⃣3️⃣",
    ],
)  # fmt: skip
def test_a_number_is_found_in_every_spelling(spelling: str) -> None:
    assert [kind for kind, _ in found(f"call me at {spelling}")] == [Kind.PHONE_PRIVATE]


@pytest.mark.parametrize(
    "text",
    [
        "call the hotline 612-555-0100",
        "Call 612-555-0100 for Somali.",
        "311 or 911",
        "Write to info@example.org or ward6@city.example",
        "City Hall, 350 S 5th St, Room 307",
        "Notice 2026-114, Ward 6, code K7Q2MX, 5:02 am to 9:15 am on 11/23/2026",
        "Reply 1 K7Q2 to acknowledge",
        "A badge or uniform does not make a paper a warrant.",
        "Free plate of food every Wednesday 5-7",
        "31st and Chicago, about 200 people",
    ],
)
@pytest.mark.parametrize("context", list(Context))
def test_civic_texts_pass_everywhere(text: str, context: Context) -> None:
    assert screen(text, context) == ()


@pytest.mark.parametrize(
    ("benign", "refused", "kind"),
    [
        ("He said Unit KDB 340 into his radio.", "He left in a van, KDB 340.", Kind.PLATE),
        ("They left a Honda EU2200 generator.", "They left in a Honda, plate EU2200.", Kind.PLATE),
        ("Light pole LKS 209 is dark.", "By the light pole a van, LKS 209.", Kind.PLATE),
        ("Summit badge pickup: badge 0231 to 0300 left line.", "His badge was 0231.", Kind.BADGE_NUMBER),
        ("I called the clinic at 612-555-0131, all quiet.", "I called my aunt at 612-555-0131.", Kind.PHONE_PRIVATE),
        ("llamé a la clínica al 612-555-0178 y me dijeron que no", "llámeme al 612-555-0178", Kind.PHONE_PRIVATE),
    ],
)  # fmt: skip
def test_numbers_of_crews_machines_guests_and_clinics_are_nobodys(
    benign: str, refused: str, kind: Kind
) -> None:
    assert found(benign) == []
    assert kind in {one for one, _ in found(refused)}


def test_a_text_without_a_cue_is_read_by_its_context() -> None:
    assert found("Info: 612-555-0143", Context.PUBLIC_BULLETIN) == []
    assert found("612-555-0143", Context.REPORT_INTAKE) == [(Kind.PHONE_PRIVATE, "612-555-0143")]


def test_each_of_two_numbers_is_judged_by_its_own_words() -> None:
    text = "front desk 612-555-0112, my cell 612-555-0143"

    assert found(text) == [(Kind.PHONE_PRIVATE, "612-555-0143")]


def test_only_the_kinds_asked_for_are_answered() -> None:
    text = "plate KTX 482, call me 612-555-0143"

    assert [one.kind for one in screen(text, Context.REPORT_INTAKE, kinds=[Kind.PLATE])] == [Kind.PLATE]


def test_masking_says_what_stood_there() -> None:
    text = "plate KTX 482, call me 612-555-0143."

    masked = mask(text, screen(text, Context.REPORT_INTAKE))

    assert masked == "plate [plate removed], call me [phone number removed]."


def test_a_text_that_is_too_long_is_turned_down_at_once() -> None:
    started = process_time()

    with pytest.raises(Unreadable, match="too long"):
        screen("plate KTX 482 " * 750_000, Context.REPORT_INTAKE)

    assert process_time() - started < 1


def test_an_unknown_context_is_turned_down() -> None:
    with pytest.raises(Unreadable, match="context must be one of"):
        screen("hello", "elsewhere")


@pytest.mark.parametrize(
    "piece", ["612 ", "a.", "a@", "a_", "plate ", "a b c ", "six one ", "12 rue ", "apt 4 ", "车牌号一二", "(((", "b as in boy ", "x", "house number ", "third house ", "six cent ", "at a dot ", "plate starts with ", "ໜຶ່ງ"]
)  # fmt: skip
def test_time_grows_with_length_only(piece: str) -> None:
    screen("warm", Context.REPORT_INTAKE)

    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        started = process_time()
        screen(text, Context.REPORT_INTAKE)
        return process_time() - started

    short, long = seconds(LONGEST // 8), seconds(LONGEST)

    assert long < 24 * short + 0.5  # 8 times the text; squared it would be 64 times


WRITTEN = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            ["plate", "KTX", "482", "612", "555", "0143", "badge", "@", "at", "dot", "com", "Ave", "apt", "#", "-", ".", "،", "٤", "é", "\u200f", "\n", "six", "one", "house", "😜", "ß", "İ"]
        ),
        max_size=14,
    ).map(" ".join),
)  # fmt: skip


@given(text=WRITTEN, context=st.sampled_from(list(Context)))
@settings(max_examples=300, deadline=None)
def test_spans_lie_in_the_text_in_order_and_a_masked_text_keeps_the_rest(text: str, context: Context) -> None:
    findings = screen(text, context, kinds=MASKED_KINDS)

    assert all(0 <= one.start < one.end <= len(text) for one in findings)
    assert list(findings) == sorted(findings, key=lambda one: (one.start, one.end, one.kind))
    assert (mask(text, findings) == text) is (not findings)

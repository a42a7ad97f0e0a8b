"""Parts of a text message are counted as the network splits them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbell.phrases.sms import BASIC, EXTENSION, Encoding, SmsCount, count_sms, not_gsm_7


@pytest.mark.shared
def test_the_provider_counts_the_same(shared: Path) -> None:
    vectors = json.loads((shared / "data" / "sms" / "twilio-segment-vectors.json").read_text("utf-8"))

    counted = [(str(count_sms(one["body"]).encoding), count_sms(one["body"]).parts) for one in vectors]

    assert counted == [(one["encoding"], one["segments"]) for one in vectors]


def test_an_empty_text_takes_no_part_where_the_provider_says_one() -> None:
    """The one place where we differ from Twilio's calculator: it counts one part for nothing; nothing is sent."""
    assert count_sms("") == SmsCount(encoding=Encoding.GSM_7, parts=0, units=0, units_left=160)


@pytest.mark.shared
def test_the_alphabet_is_the_published_one(shared: Path) -> None:
    table = json.loads((shared / "data" / "sms" / "gsm0338.json").read_text("utf-8"))

    assert {row["char"] for row in table["basic"]} - {"\x1b"} == BASIC
    assert {row["char"] for row in table["extension"]} == EXTENSION


@pytest.mark.parametrize(
    ("text", "encoding", "parts", "units", "units_left"),
    [
        ("a" * 160, "GSM-7", 1, 160, 0),
        ("a" * 161, "GSM-7", 2, 161, 145),
        ("€" * 80, "GSM-7", 1, 160, 0),
        ("a" * 152 + "€" + "a" * 10, "GSM-7", 2, 164, 141),  # the escape pair moves to the second part whole
        ("]" * 153, "GSM-7", 3, 306, 151),  # 76 pairs a part, one septet of each part stays empty
        ("ú" * 70, "UCS-2", 1, 70, 0),
        ("ú" * 71, "UCS-2", 2, 71, 63),
        ("é" * 71, "GSM-7", 1, 71, 89),
        ("ú" * 66 + "😜" + "ú" * 10, "UCS-2", 2, 78, 55),  # the surrogate pair moves whole
        ("|" * 10 + "ú", "UCS-2", 1, 11, 59),  # an extension character is one unit in UCS-2
        ("\x1b", "UCS-2", 1, 1, 69),  # the escape itself is no character of the alphabet
    ],
)
def test_pairs_are_never_split(text: str, encoding: str, parts: int, units: int, units_left: int) -> None:
    assert count_sms(text) == SmsCount(
        encoding=Encoding(encoding), parts=parts, units=units, units_left=units_left
    )


def test_what_pushes_a_text_into_ucs_2_is_named() -> None:
    assert not_gsm_7("Año nuevo, corazón: ¡úsalo! ó") == "óú"


@given(st.text(max_size=400))
def test_what_fits_still_fits_with_the_units_left(text: str) -> None:
    count = count_sms(text)

    filled = count_sms(text + ("a" if count.encoding is Encoding.GSM_7 else "ú") * count.units_left)

    assert filled.parts == max(count.parts, 1)
    assert filled.units_left == 0

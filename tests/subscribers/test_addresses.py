"""One spelling for each address."""

import json

import pytest

from wardbell.ground.errors import Unreadable
from wardbell.subscribers.addresses import normal_address

TWELVE_SPELLINGS = (
    "+16125550142",
    "+1 612 555 0142",
    "1-612-555-0142",
    "612-555-0142",
    "(612) 555-0142",
    "612.555.0142",
    "6125550142",
    "  612 555 0142 ",
    "tel:+1-612-555-0142",
    "＋１ ６１２ ５５５ ０１４２",
    "\u202a+1 612\u00a0555\u20110142\u202c",
    "٦١٢ ٥٥٥ ٠١٤٢",
    "001 612-555-0142".removeprefix("00"),
    "+1 (612) 555 - 0142",
)


@pytest.mark.parametrize("typed", TWELVE_SPELLINGS)
def test_number_when_spelled_otherwise_then_the_same(typed):
    assert normal_address("sms", typed, region="US") == "+16125550142"


@pytest.mark.shared
def test_number_when_in_the_vectors_then_as_they_say(shared):
    cases = json.loads((shared / "data" / "sms" / "phone-vectors.json").read_text())["cases"]
    holds = [one for one in cases if one["valid"] and one["type"] != "TOLL_FREE"]
    refused = [one for one in cases if one not in holds]

    read = {one["input"]: normal_address("sms", one["input"], region=one["region"]) for one in holds}

    assert read == {one["input"]: one["e164"] for one in holds}
    assert (len(holds), len(refused)) == (11, 6)
    for one in refused:
        with pytest.raises(Unreadable):
            normal_address("sms", one["input"], region=one["region"])


@pytest.mark.parametrize(
    "typed", ["", "my number", "555-0100", "311", "612 STOP", "612-555-0142 x7", "9" * 10_000_000]
)
def test_number_when_unreadable_then_says_what_to_type_and_repeats_nothing(typed):
    with pytest.raises(Unreadable) as refusal:
        normal_address("sms", typed, region="US")

    assert "612-555-0142, " not in str(refusal.value)
    assert str(refusal.value).endswith("for example 612-555-0142.")
    assert refusal.value.__cause__ is None


def test_number_when_toll_free_then_asks_for_a_mobile_phone():
    with pytest.raises(Unreadable, match="mobile phone"):
        normal_address("sms", "+1 800 555 0199", region="US")


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("Amina@Example.ORG", "amina@example.org"),
        (" mailto:amina@example.org ", "amina@example.org"),
        ("amina@bücher.example", "amina@xn--bcher-kva.example"),
        ("amina+city@mail.example.org", "amina+city@mail.example.org"),
        ("\u200eamina@example.org", "amina@example.org"),
    ],
)
def test_mailbox_when_spelled_otherwise_then_the_same(typed, normal):
    assert normal_address("mail", typed, region="US") == normal


@pytest.mark.parametrize(
    "typed",
    ["amina", "amina@", "@example.org", "a@b", "a b@example.org", "a@-x.org", "a@@x.org", "a@x..org", "a\n@x.org", "a@x.org,b@x.org", ".a@x.org", "a@" + "x" * 300 + ".org"],
)  # fmt: skip
def test_mailbox_when_unreadable_then_refused(typed):
    with pytest.raises(Unreadable, match="should look like"):
        normal_address("mail", typed, region="US")

"""Slots as readers see them."""

from zoneinfo import ZoneInfo

import pytest

from tests.phrases import make
from wardbell.ground import languages
from wardbell.phrases.rules import normalise
from wardbell.phrases.slots import language_shown, shown


@pytest.mark.parametrize(
    ("tag", "said"),
    [("en", "5:15 AM"), ("es", "5:15 a.m."), ("so", "5:15 GH"), ("hmn", "5:15 AM"), ("ar", "5:15 ص")],
)
def test_time_when_05_22_here_then_a_quarter_past_in_the_languages_own_form(tag, said):
    at = shown({"at": "2026-11-23T11:22:59+00:00"}, language=tag, place=make.place())["at"]

    assert normalise(str(at), languages.by_tag(tag), "sms") == said


def test_time_when_the_zone_has_odd_minutes_then_rounded_where_the_reader_is():
    there = make.place(zone=ZoneInfo("Asia/Kathmandu"))  # UTC+5:45

    at = shown({"at": "2026-11-23T11:22:00+00:00"}, language="so", place=there)["at"]

    assert normalise(str(at), languages.by_tag("so"), "sms") == "5:00 GD"


def test_optional_when_absent_or_empty_then_the_text_can_ask():
    values = shown({"at": "", "source": "https://a.example"}, language="en", place=make.place())

    assert [values[name] for name in ("has_at", "has_source", "has_until")] == ["no", "yes", "no"]
    assert "at" not in values


def test_areas_when_several_then_joined_with_the_languages_comma():
    several = {"area": "ward:6, place:harbor-park"}

    assert shown(several, language="en", place=make.place())["area"] == "6, harbor-park"
    assert shown(several, language="ar", place=make.place())["area"] == "6، harbor-park"


def test_language_when_no_pack_then_its_name_in_cldr():
    names = [
        language_shown("so", in_english=True),
        language_shown("so", in_english=False),
        language_shown("vi", in_english=True),
    ]

    assert names == ["Somali", "Soomaali", "Vietnamese"]

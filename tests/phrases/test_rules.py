"""Slots, sign-offs that count, and texts made fit for their medium."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from wardbell.ground import languages
from wardbell.ground.errors import Refused, Unreadable
from wardbell.phrases.rules import (
    Readiness,
    Signature,
    SignClass,
    check_slots,
    classes_that_count,
    normalise,
    readiness_of,
)

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
ARABIC, SOMALI, ENGLISH = (languages.by_tag(tag) for tag in ("ar", "so", "en"))
unhurried = settings(deadline=None)  # a property is judged, not how busy the machine is


@pytest.mark.parametrize(
    ("slots", "says"),
    [
        ({"colour": "red"}, "no slot 'colour'"),
        ({"status": "planned"}, "'status' must be one of: ongoing"),
        ({"agents": "maybe"}, "'agents' must be one of"),
        ({"minutes": "soon"}, "'minutes' must be a whole number"),
        ({"at": "5:15"}, "'at' must be an ISO instant"),
        ({"at": "2026-11-23T05:15:00"}, "'at' must name its zone"),
        ({"link": "javascript:x"}, "'link' must be the whole address"),
    ],
)
def test_check_slots_when_a_value_does_not_fit_then_says_which(slots, says):
    with pytest.raises(Unreadable, match=says):
        check_slots(slots)


@pytest.mark.parametrize(
    "detail",
    [{"area": "ward:6"}, {"place": "place:harbor-park"}, {"at": NOW.isoformat()}, {"until": NOW.isoformat()}],
)
def test_check_slots_when_announced_then_no_place_and_no_time(detail):
    with pytest.raises(Refused, match="publicly announced names no"):
        check_slots({"status": "publicly_announced", "area": "city"} | detail)


def test_check_slots_when_optional_ones_are_empty_then_passes():
    check_slots({"status": "publicly_announced", "area": "city", "at": "", "until": "", "source": ""})


def signature(**changes):
    given = {"sign_class": SignClass.NATIVE, "digest": "d", "expires_at": None, "node_kind": "demo"}
    return Signature(**(given | changes))


def judged(*signatures, node_kind="live", at=NOW):
    classes = classes_that_count(
        is_live=node_kind == "live", is_legal=False, is_english=True, audience="public"
    )
    return readiness_of(list(signatures), digest="d", classes=classes, node_kind=node_kind, at=at)


def test_readiness_when_the_text_changed_then_missing():
    assert judged(signature(digest="other")) is Readiness.MISSING
    assert judged(signature()) is Readiness.READY


def test_readiness_when_the_day_has_come_then_expired():
    one = signature(expires_at=NOW + timedelta(days=1))

    assert judged(one) is Readiness.READY
    assert judged(one, at=NOW + timedelta(days=1)) is Readiness.EXPIRED
    assert judged(one, signature(), at=NOW + timedelta(days=1)) is Readiness.READY


def test_readiness_when_sample_then_only_on_the_kind_of_node_where_it_was_recorded():
    sample = signature(sign_class=SignClass.SAMPLE, node_kind="demo")

    kinds = {kind: judged(sample, node_kind=kind).value for kind in ("demo", "rehearsal", "live")}

    assert kinds == {"demo": "ready", "rehearsal": "missing", "live": "missing"}


def test_classes_when_live_legal_english_for_the_public_then_counsel_alone():
    def classes(**changes):
        given = {"is_live": True, "is_legal": True, "is_english": True, "audience": "public"}
        return classes_that_count(**(given | changes))

    assert classes() == {SignClass.COUNSEL}
    assert classes(audience="council") == classes(is_english=False) == {SignClass.NATIVE, SignClass.COUNSEL}
    assert SignClass.SAMPLE in classes(is_live=False)


@unhurried
@given(
    some.text(max_size=200),
    some.sampled_from(languages.shipped()),
    some.sampled_from(["sms", "mail", "page"]),
)
def test_normalise_when_done_twice_then_the_same(text, language, medium):
    once = normalise(text, language, medium)

    assert normalise(once, language, medium) == once


@unhurried
@given(some.text(alphabet="a1 .\u2066\u2068\u2069\u202f\u00a0\u200e\u200f\n", max_size=80))
def test_normalise_when_left_to_right_then_no_invisible_sign_is_left(text):
    assert not re.search("[\u2066-\u2069\u202a-\u202f\u00a0\u200e\u200f]", normalise(text, SOMALI, "sms"))


def test_normalise_when_sms_then_typographic_signs_become_plain():
    assert normalise("“It’s on – now…”", ENGLISH, "sms") == '"It\'s on - now..."'
    assert normalise("It’s on", ENGLISH, "page") == "It’s on"


@pytest.mark.parametrize(
    "token", ["612-555-0102", "2026-114", "4K7Q2M", "1 4K7Q2M", "+1-612-555-0102", "(612) 555-0102"]
)
def test_normalise_when_arabic_then_numbers_and_codes_stand_between_marks(token):
    assert normalise(f"اتصل {token}.", ARABIC, "sms") == f"اتصل \u200e{token}\u200e."


@pytest.mark.parametrize("token", ["911", "5:15", "https://a.example/n/4K7Q-2M", "STOP", "Cedar Bend"])
def test_normalise_when_arabic_then_what_reads_right_anyway_is_left_alone(token):
    assert normalise(f"اتصل {token} الآن", ARABIC, "sms") == f"اتصل {token} الآن"


def test_normalise_when_a_time_with_a_stop_ends_a_sentence_then_one_stop():
    assert normalise("Desde 5:00 a.m.. Ahora...", languages.by_tag("es"), "sms") == "Desde 5:00 a.m. Ahora..."

"""Kinds of notice as packs: those that ship, and what a wrong pack is told."""

from pathlib import Path

import pytest

from wardbell.dispatch.letters import Lane
from wardbell.ground import languages
from wardbell.ground.errors import Unreadable
from wardbell.notices import kinds
from wardbell.notices.rules import Status
from wardbell.phrases import texts
from wardbell.phrases.rules import OWN

GOOD = (kinds.PACKS / "official_notice.toml").read_text(encoding="utf-8")


def pack(folder: Path, text: str, name: str = "official_notice.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_kinds_when_shipped_then_all_of_them():
    assert {one.kind: one.matter.value for one in kinds.kinds() if not one.follows} == {
        "official_notice": "enforcement", "bulletin": "enforcement", "preparedness": "enforcement",
        "rumour_check": "rumour_check", "boil_water": "civic", "snow_emergency": "civic",
    }  # fmt: skip
    assert [one.kind for one in kinds.kinds() if one.follows] == ["all_clear", "correction", "withdrawal"]


def test_only_two_kinds_may_be_single_signed_and_neither_on_a_rumour_to_council():
    single = {one.kind: one.single_signed_statuses for one in kinds.kinds() if one.may_be_single_signed}

    assert set(single) == {"official_notice", "withdrawal"}
    assert single["official_notice"] == ("ongoing", "ended", "publicly_announced")


def test_only_bulk_to_residents_waits_and_never_what_saves_lives_or_sets_right():
    held = {one.kind for one in kinds.kinds() if one.hold_seconds}

    assert held == {"bulletin", "preparedness", "snow_emergency"}


def test_what_people_stay_safe_by_when_it_ends_then_two_persons_say_so():
    assert {one.kind for one in kinds.kinds() if one.ends_by == "all_clear"} == {"boil_water"}


def test_topics_when_a_city_node_then_none_about_enforcement():
    assert kinds.topics(with_enforcement=False) == ("general", "boil_water", "snow_emergency")
    assert "enforcement" in kinds.topics(with_enforcement=True)


@pytest.mark.parametrize(
    ("status", "names"),
    [
        (Status.ONGOING, ["bulletin"]), (Status.ENDED, ["bulletin"]), (Status.RUMOUR, ["rumour_check"]),
        (Status.PUBLICLY_ANNOUNCED, ["bulletin", "preparedness"]), (Status.NOT_SAID, []),
    ],
)  # fmt: skip
def test_public_versions_when_a_status_then_the_kinds_that_tell_of_it(status, names):
    assert [one.kind for one in kinds.public_versions(status)] == names


@pytest.mark.parametrize("tag", languages.tags())
@pytest.mark.parametrize("kind", [one.kind for one in kinds.kinds()])
def test_texts_of_a_kind_when_any_language_then_the_pack_fills_every_slot_of_them(kind, tag):
    pack, book = kinds.kind(kind), texts.book(tag)

    lacking = book.slots(texts.key(pack.phrase).messages) - {*pack.slots, *OWN, "link", "code"}

    assert lacking == set()


def test_kind_when_official_notice_then_its_fields_are_typed():
    found = kinds.kind("official_notice")

    assert (found.lane, found.ladder_minutes, found.audience) == (Lane.OFFICIALS, (5, 10, 15), "council")


def test_kind_when_unknown_then_says_what_there_is():
    with pytest.raises(Unreadable, match=r"no kind of notice 'party'.*withdrawal"):
        kinds.kind("party")


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('lane = "officials"', 'lane = "express"', "'lane' must be one of officials"),
        ('lane = "officials"', "", "'lane' is missing"),
        ('lane = "officials"', 'lane = "officials"\ncolour = "red"', "no field 'colour'"),
        ("hold_seconds = 0", 'hold_seconds = "0"', "'hold_seconds' must be int"),
        ("hold_seconds = 0", "hold_seconds = true", "'hold_seconds' must be int"),
        ("hold_seconds = 0", "hold_seconds = -1", "'hold_seconds'"),
        ("ladder_minutes = [5, 10, 15]", "ladder_minutes = [5, 10, 10]", "'ladder_minutes'"),
        ("ladder_minutes = [5, 10, 15]", 'ladder_minutes = ["5"]', "'ladder_minutes' must be a list of int"),
        ('audience = "council"', 'audience = "everyone"', "'audience'"),
        ("may_be_single_signed = true", "may_be_single_signed = false", "'single_signed_statuses'"),
        ('kind = "official_notice"', 'kind = "other"', "'kind'"),
        ('kind = "official_notice"', "kind = ", "is not TOML.*line 2"),
        ('"seen_in_public_by_staff"', '"seen_in_a_dream"', "'how_known'"),
        ("causes = []", 'causes = ["frost"]', "line 17: the field 'causes'"),
        ('ends_by = "withdrawal"', 'ends_by = "silence"', "line 20: the field 'ends_by'"),
        ("follows = false", "follows = true", "line 6: the field 'follows'"),
        (
            '"agents", "civil", "known", ',
            '"known", ',
            "line 16: the field 'slots' lacks 'agents' and 'civil', which the text 'official-.*en/council.ftl, line",
        ),
    ],
)
def test_read_when_a_field_is_wrong_then_names_file_and_field(tmp_path, before, after, says):
    assert before in GOOD

    with pytest.raises(Unreadable, match=rf"official_notice.toml.*{says}"):
        kinds.read(pack(tmp_path, GOOD.replace(before, after)))

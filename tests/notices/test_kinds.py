"""Kinds of notice as packs: the four that ship, and what a wrong pack is told."""

from pathlib import Path

import pytest

from wardbell.dispatch.letters import Lane
from wardbell.ground.errors import Unreadable
from wardbell.notices import kinds

GOOD = (kinds.PACKS / "official_notice.toml").read_text(encoding="utf-8")


def pack(folder: Path, text: str, name: str = "official_notice.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_kinds_when_shipped_then_the_four_of_them():
    assert [one.kind for one in kinds.kinds()] == ["bulletin", "correction", "official_notice", "withdrawal"]


def test_only_two_kinds_may_be_single_signed_and_neither_on_a_rumour_to_council():
    single = {one.kind: one.single_signed_statuses for one in kinds.kinds() if one.may_be_single_signed}

    assert set(single) == {"official_notice", "withdrawal"}
    assert single["official_notice"] == ("ongoing", "ended", "publicly_announced")


def test_only_bulk_to_residents_waits():
    held = {one.kind: one.hold_seconds for one in kinds.kinds()}

    assert held == {"bulletin": 60, "correction": 0, "official_notice": 0, "withdrawal": 0}


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
        ('kind = "official_notice"', "kind = ", "is not TOML"),
    ],
)
def test_read_when_a_field_is_wrong_then_names_file_and_field(tmp_path, before, after, says):
    assert before in GOOD

    with pytest.raises(Unreadable, match=rf"official_notice.toml.*{says}"):
        kinds.read(pack(tmp_path, GOOD.replace(before, after)))

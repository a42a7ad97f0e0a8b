"""One clock, aware; ids that tell no more than they should."""

from datetime import UTC, datetime, timedelta

import pytest

from wardbell.config import env
from wardbell.ground import clock, ids, languages
from wardbell.ground.clock import Pace


def test_now_when_fixed_then_stands_still_and_is_utc():
    at = datetime(2026, 11, 23, 5, tzinfo=UTC)

    with clock.fixed(at):
        assert clock.now() == at
    assert clock.now() != at


def test_fixed_when_naive_then_refused():
    with pytest.raises(ValueError, match="aware"), clock.fixed(datetime(2026, 11, 23, 5)):  # noqa: DTZ001  # the point
        pass


def test_now_when_paced_then_the_story_runs_faster():
    world = datetime.now(UTC)
    story = datetime(2026, 11, 23, 11, tzinfo=UTC)
    clock.keep_pace(Pace(story_began_at=story, world_began_at=world, speed=60))
    try:
        ahead = (clock.now() - story) / 60 - (datetime.now(UTC) - world)
    finally:
        clock.keep_pace(None)

    assert abs(ahead) < timedelta(seconds=1)


def test_pace_when_the_node_is_no_rehearsal_then_refused():
    with pytest.raises(env.SettingMissing, match="only a node of kind 'rehearsal'"):
        env.pace_of(env.Env(node_kind="demo", pace="2026-11-23T11:00:00+00:00,2026-11-23T11:00:00+00:00,60"))


def test_read_when_live_and_bare_then_names_what_is_missing():
    with pytest.raises(env.SettingMissing, match="WARDBELL_SECRET_KEY, WARDBELL_KEY_RING, DATABASE_URL"):
        env.read({"WARDBELL_NODE_KIND": "live", "WARDBELL_BASE_URL": "https://city.example"})


def test_read_when_a_file_is_named_then_reads_it(tmp_path):
    (tmp_path / "secret").write_text("from a file\n", encoding="utf-8")

    assert env.read({"WARDBELL_SECRET_KEY_FILE": str(tmp_path / "secret")}).secret_key == "from a file"


def test_new_when_made_one_after_the_other_then_sorts_by_time():
    made = [ids.new() for _ in range(3)]

    assert [one.version for one in made] == [7, 7, 7]
    assert made[0].int >> 80 <= made[2].int >> 80


def test_codes_when_made_then_hold_no_sign_that_is_misread():
    made = [ids.short_code() for _ in range(300)]

    assert not set("".join(made)) & set("ILO01")
    assert [code for code in made if code.isalpha() or code.isdecimal()] == []


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("Somali", "so"),
        ("af soomaali", "so"),
        ("MWW", "hmn"),
        ("عربي", "ar"),
        ("Español", "es"),
        ("klingon", None),
    ],
)
def test_recognise_when_typed_as_people_type_then_finds_the_language(typed, tag):
    assert languages.recognise(typed) == tag


def test_best_when_a_region_or_alias_is_asked_then_finds_it_else_english():
    assert [languages.best(asked) for asked in (["so-US"], ["mww", "en"], ["xx"], [])] == [
        "so",
        "hmn",
        "en",
        "en",
    ]

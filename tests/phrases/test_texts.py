"""The shipped texts, read as files: complete, alike in every language, plain; and what a broken file is told."""

import re
import tomllib
from itertools import product

import pytest

from tests.phrases import make
from wardbell.ground import languages
from wardbell.ground.errors import Unreadable
from wardbell.phrases import texts
from wardbell.phrases.rules import SlotMissing, normalise
from wardbell.phrases.slots import shown

TAGS = languages.tags()
KEYS = tuple(texts.keys().values())
FILES = sorted(texts.PACKS.glob("*/*.ftl"))
NEUTRAL = tomllib.loads((texts.PACKS / "neutral.toml").read_text(encoding="utf-8"))
EACH = pytest.mark.parametrize(
    ("tag", "key"), list(product(TAGS, KEYS)), ids=lambda one: getattr(one, "key", one)
)


def every_text(tag, key, medium):
    """Every rendering of one medium over all closed answers, without words for SAMPLE."""
    names = [name for name in texts.messages_of(key.key, medium) if name in key.messages]
    for slots in make.answers(key.key):
        values = shown(slots, language=tag, place=make.place())
        for name in names:
            yield normalise(texts.say(texts.book(tag), name, values), languages.by_tag(tag), medium)


@EACH
def test_every_key_is_written_in_every_language_with_the_same_slots(tag, key):
    english, other = texts.book("en"), texts.book(tag)

    said = {name: other.slots([name]) for name in key.messages}

    assert said == {name: english.slots([name]) for name in key.messages}


def test_no_language_has_a_message_that_no_key_uses():
    for tag in TAGS:
        book = texts.book(tag)
        used = book.closure(name for key in KEYS for name in key.messages)

        assert sorted(set(book.messages) - set(used)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_file_says_its_class_and_holds_no_exclamation_mark_or_isolate(path):
    text = path.read_text(encoding="utf-8")

    assert "Class: sample" in text.splitlines()[0]
    assert re.findall("[!¡\u2066-\u2069\u200e\u200f\u202a-\u202f\u00a0]", text) == []


@EACH
def test_every_text_renders_for_every_answer_without_a_gap(tag, key):
    for medium in key.media:
        for text in every_text(tag, key, medium):
            assert text
            assert not re.search(r"[{}]| {2}|\?\?\?|None|\n{3}| \.|\.\.", text)


def begins_neutral(text, tag):
    words = "|".join(map(re.escape, NEUTRAL[tag]))
    return not re.search(rf"(?<!\w)(?:ال)?(?:{words})", text[:40].lower())


@EACH
def test_a_lock_screen_shows_neutral_words(tag, key):
    media = [medium for medium in ("sms", "mail-subject") if medium.partition("-")[0] in key.media]

    shown_first = {text for medium in media for text in every_text(tag, key, medium)}

    assert [text for text in shown_first if not begins_neutral(text, tag)] == []


def test_the_lock_screen_rule_would_find_a_word():
    assert not begins_neutral("City notice: federal agents in Ward 6", "en")
    assert not begins_neutral("إشعار: عناصر الهجرة", "ar")


def test_what_is_announced_names_no_place_and_no_time():
    said = {slots["status"]: slots for slots in make.answers("bulletin", area="ward:6")}

    assert (said["publicly_announced"]["area"], said["publicly_announced"]["at"]) == ("city", "")
    assert (said["ongoing"]["area"], said["ongoing"]["at"] != "") == ("ward:6", True)


def book(folder, **files):
    for name, text in files.items():
        (folder / f"{name}.ftl").write_text(text, encoding="utf-8")
    return texts.read_book(folder, "en")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a-sms = Hello { $area", r"en/x.ftl, line 1: this is not Fluent"),
        ("a-sms = One\n\na-sms = Two", r"en/x.ftl, line 3: 'a-sms' stands twice"),
        ("a-sms = { $colour }", r"line 1: the text 'a-sms' names the slot 'colour', which does not exist"),
        ("a-sms = { b }", r"uses the text 'b', which does not exist"),
        ("a-sms = { b }\nb = { a-sms }", r"uses itself"),
    ],
)
def test_read_book_when_a_file_is_wrong_then_names_file_and_line(tmp_path, text, says):
    with pytest.raises(Unreadable, match=says):
        book(tmp_path, x=text)


def test_say_when_a_slot_is_missing_then_names_file_line_key_and_slot(tmp_path):
    read = book(tmp_path, x="part = In { $area }.\n\na-sms = Notice. { part }")

    with pytest.raises(SlotMissing, match=r"en/x.ftl, line 3: the text 'a-sms' says the slot 'area'"):
        texts.say(read, "a-sms", {})


def test_digest_when_only_white_space_and_comments_change_then_stays(tmp_path):
    key = texts.Key(key="a", media=("sms",), is_legal=False, parts={})
    one, two, three = tmp_path / "1", tmp_path / "2", tmp_path / "3"
    for folder in (one, two, three):
        folder.mkdir()

    first = texts.digest_of(book(one, x="part = In { $area }.\na-sms = { part }"), key)
    spaced = texts.digest_of(book(two, x="# said so\npart   = In {$area}.\n\n\na-sms = { part }"), key)
    changed = texts.digest_of(book(three, x="part = At { $area }.\na-sms = { part }"), key)

    assert (first == spaced, first == changed) == (True, False)


def test_digest_when_a_medium_is_missing_then_none(tmp_path):
    key = texts.Key(key="a", media=("sms", "mail"), is_legal=False, parts={})

    assert texts.digest_of(book(tmp_path, x="a-sms = x\na-mail-subject = x"), key) is None


def test_plurals_when_arabic_then_all_its_forms():
    values = shown(make.slots(minutes=1), language="ar", place=make.place())
    forms = [
        texts.say(texts.book("ar"), "official-escalation-mail-body", values | {"minutes": n}).split("\n\n")[1]
        for n in (1, 2, 5, 15)
    ]

    assert [("دقيقة" in one, "دقيقتين" in one, "دقائق" in one) for one in forms] == [
        (True, False, False), (False, True, False), (False, False, True), (True, False, False),
    ]  # fmt: skip

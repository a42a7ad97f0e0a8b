"""The languages a node can speak, read from packs/languages: one file each, nothing else to touch."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKS = Path(__file__).resolve().parents[3] / "packs" / "languages"
FALLBACK = "en"


@dataclass(frozen=True, kw_only=True)
class Language:
    """One language pack. `tag` is BCP 47; `name` is the language's own name for itself."""

    tag: str
    name: str
    english: str
    script: str  #: ISO 15924
    is_rtl: bool
    sms: str  #: "gsm7" or "ucs2": what ordinary prose in it needs (3GPP TS 23.038)
    plural_header: str  #: gettext Plural-Forms, from CLDR or by hand
    aliases: tuple[str, ...]  #: how people type it, lower case
    sample_word: str  #: its word for SAMPLE
    drill_word: str  #: its word for DRILL
    fallback: str  #: the tag to read when a text is missing


@cache
def shipped() -> tuple[Language, ...]:
    """Returns every language pack, English first, then by tag."""
    found = [_read(path) for path in PACKS.glob("*.toml")]
    return tuple(sorted(found, key=lambda one: (one.tag != FALLBACK, one.tag)))


def by_tag(tag: str) -> Language:
    """Returns one language.

    Raises:
        KeyError: there is no pack with this tag.
    """
    return _by_tag()[tag]


def tags() -> tuple[str, ...]:
    """Returns the tags of every language pack, English first."""
    return tuple(one.tag for one in shipped())


def recognise(typed: str) -> str | None:
    """Returns the tag of a language as a person typed its name, tag or alias; None when nobody knows it."""
    wanted = " ".join(typed.lower().split())
    for one in shipped():
        if wanted in {one.tag.lower(), one.name.lower(), one.english.lower(), *one.aliases}:
            return one.tag
    return None


def best(wanted: list[str]) -> str:
    """Returns the first of the wanted tags that is shipped, by whole tag, then by its first part, else English."""
    for tag in wanted:
        for candidate in (tag, tag.partition("-")[0]):
            if candidate in _by_tag():
                return candidate
            if alias := recognise(candidate):
                return alias
    return FALLBACK


def lang_info() -> dict[str, dict[str, object]]:
    """Returns Django's LANG_INFO rows, for languages that it does not know."""
    return {
        one.tag: {"bidi": one.is_rtl, "code": one.tag, "name": one.english, "name_local": one.name}
        for one in shipped()
    }


@cache
def _by_tag() -> dict[str, Language]:
    return {one.tag: one for one in shipped()}


def _read(path: Path) -> Language:
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    return Language(
        tag=given["tag"], name=given["name"], english=given["english"], script=given["script"],
        is_rtl=given["direction"] == "rtl", sms=given["sms"], plural_header=given["plural_header"],
        aliases=tuple(given["aliases"]), sample_word=given["sample_word"], drill_word=given["drill_word"],
        fallback=given.get("fallback", FALLBACK),
    )  # fmt: skip

"""What a text speaks of: the concepts of words/<language>.toml, found in it and sorted by language.

A rule reads the words of one language at a time, so that "van" is a car in English and "they go" in Spanish; what stands in
words/any.toml belongs to every language.
"""

import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from wardbell.safeguards.lexicon import PASSING, Hit, Lexicon
from wardbell.safeguards.reading import Reading, fold

WORDS = Path(__file__).with_name("words")
ANY = "any"
AGENCY_OR_WEATHER = (
    "ice"  # the agency in capitals; small, the agency unless the text speaks of weather or food
)
CLOCK = "clock"
SOMEWHERE = "somewhere"  # a street by its number, or a word of a place
A_NAME = "a_name"  # a name of a person: names.py
INNOCENT = "innocent"  # phrases inside which nothing counts but what excuses
EXCUSES = frozenset(
    [
        "civic",
        "hazard",
        "transit",
        "event",
        "drilled",
        "culture",
        "civic_vote",
        "status_free",
        "no_skip",
        "no_threat",
        "rule_text",
    ]
)
ORDINALS = frozenset(["st", "nd", "rd", "th"])
LEAST_SHARE = 0.4  # a language counts when it holds as large a share of what the main language holds
# Concepts that are asked for word by word, and not looked for in texts.
SINGLE = frozenset(
    ["weather", "given", "surname", "also_a_word", "not_a_name", "place_word", "locative", "particle"]
)


@dataclass(frozen=True, kw_only=True)
class Concepts:
    """The concepts found in one text: by language, then by name, in order of place."""

    reading: Reading
    spoken: tuple[str, ...]  #: the languages of the text, the main one first
    by_language: Mapping[str, Mapping[str, tuple[Hit, ...]]]

    by_name: Mapping[str, tuple[Hit, ...]]  #: all languages together

    def of(self, name: str) -> tuple[Hit, ...]:
        """Returns the hits of a concept in all languages, in order of place."""
        return self.by_name.get(name, ())

    def between(self, name: str, low: int, high: int) -> tuple[Hit, ...]:
        """Returns the hits of a concept that begin between two tokens, inclusive."""
        hits = self.of(name)
        return hits[after(hits, low) : after(hits, high + 1)]

    def sentence(self, hit: Hit) -> int:
        """Returns the sentence in which a hit begins."""
        return self.reading.tokens[hit.first].sentence


def concepts(reading: Reading) -> Concepts:
    """Finds the concepts of a text in every language."""
    found: dict[str, dict[str, list[Hit]]] = defaultdict(lambda: defaultdict(list))
    hits = _lexicon().find(reading).by_category
    passing = {
        index
        for category, phrases in hits.items()
        if category.startswith(f"{INNOCENT}.")
        for hit in phrases
        for index in range(hit.first, hit.last + 1)
    }
    for category, several in hits.items():
        name, _, language = category.rpartition(".")
        kept = [
            hit
            for hit in several
            if (hit.first not in passing or name in EXCUSES) and _is_meant(reading, hit)
        ]
        if kept:
            found[language][name] += kept
    spoken = _spoken(found)
    found[ANY][CLOCK] += _clock_times(reading)
    found[ANY][SOMEWHERE] += _places(reading)
    return Concepts(
        reading=reading,
        spoken=tuple(spoken) or (ANY,),
        by_language=_with_any(found),
        by_name=_together(found),
    )


def with_names(found: Concepts, names: Iterable[Hit]) -> Concepts:
    """Returns the concepts and, for every language, the names of persons."""
    hits = tuple(names)
    return replace(
        found,
        by_language={
            language: {**own, A_NAME: hits} for language, own in {ANY: {}, **found.by_language}.items()
        },
        by_name={**found.by_name, A_NAME: hits},
    )


def _spoken(found: Mapping[str, Mapping[str, list[Hit]]]) -> list[str]:
    """Returns the languages of the text, the main one first; a chance likeness to a word of another is no language."""
    shares = {
        language: len(
            {index for hits in own.values() for hit in hits for index in range(hit.first, hit.last + 1)}
        )
        for language, own in found.items()
        if language not in {ANY, "names"}
    }
    most = max(shares.values(), default=0)
    return sorted((one for one in shares if shares[one] >= LEAST_SHARE * most), key=lambda one: -shares[one])


def after(hits: tuple[Hit, ...], place: int) -> int:
    """Returns the index of the first hit that begins at a token or behind it."""
    return bisect_left(hits, place, key=_first)


def _together(found: Mapping[str, Mapping[str, list[Hit]]]) -> dict[str, tuple[Hit, ...]]:
    names = {name for own in found.values() for name in own}
    return {
        name: tuple(sorted({hit for own in found.values() for hit in own.get(name, ())}, key=_first))
        for name in names
    }


def _with_any(found: Mapping[str, Mapping[str, list[Hit]]]) -> dict[str, dict[str, tuple[Hit, ...]]]:
    shared = found.get(ANY, {})
    return {
        language: {
            name: tuple(sorted({*own.get(name, ()), *shared.get(name, ())}, key=_first))
            for name in {*own, *shared}
        }
        for language, own in found.items()
    }


def _is_meant(reading: Reading, hit: Hit) -> bool:
    """Tells the agency from the weather: "ICE" from "ice on the roads"."""
    token = reading.tokens[hit.first]
    if token.text != AGENCY_OR_WEATHER or hit.first != hit.last or token.cased.isupper():
        return not (reading.is_shouted and token.text == AGENCY_OR_WEATHER and _is_weather(reading))
    return not _is_weather(reading) and not any(
        word.cased.isupper() and word.text == token.text for word in reading.tokens
    )


def _is_weather(reading: Reading) -> bool:
    return not words_of_concept("weather").isdisjoint(token.text for token in reading.tokens)


def _clock_times(reading: Reading) -> list[Hit]:
    """Finds times of day: `5:30`, `6 am`, `0500`."""
    found = []
    for index, token in enumerate(reading.tokens[:-1]):
        if not token.is_number or len(token.text) > 2:
            continue
        mark = reading.tokens[index + 1].text
        if mark in {"am", "pm"}:
            found.append(Hit(CLOCK, index, index + 1))
        elif (
            mark == ":"
            and reading.touches(index + 1)
            and index + 2 < len(reading.tokens)
            and reading.tokens[index + 2].is_number
        ):
            found.append(Hit(CLOCK, index, index + 2))
    return found


def _places(reading: Reading) -> list[Hit]:
    """Finds places: `38th`, `the plant`, `Karmel Mall`."""
    found = []
    for index, token in enumerate(reading.tokens):
        following = reading.tokens[index + 1].text if index + 1 < len(reading.tokens) else ""
        if token.is_number and following in ORDINALS and reading.touches(index + 1):
            found.append(Hit(SOMEWHERE, index, index + 1))
        elif token.text in words_of_concept("place_word"):
            found.append(Hit(SOMEWHERE, index, index))
    return found


@cache
def words_of_concept(name: str) -> frozenset[str]:
    """Returns the single words of a concept, folded, in all languages."""
    return frozenset(fold(word) for words in _files().values() for word in words.get(name, ()))


@cache
def _lexicon() -> Lexicon:
    entries: dict[str, list[str]] = defaultdict(list)
    for language, concepts_of_it in _files().items():
        for name, words in concepts_of_it.items():
            if name not in SINGLE:
                entries[f"{INNOCENT if name == PASSING else name}.{language}"] += words
    return Lexicon(entries)


@cache
def _files() -> dict[str, dict[str, list[str]]]:
    return {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(WORDS.glob("*.toml"))
    }


def _first(hit: Hit) -> int:
    return hit.first

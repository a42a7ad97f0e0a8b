"""The words of all languages together, read once from words/<language>.toml, and where they stand in a text.

An entry is one or more words; entries.py says how it is written.
All languages are looked for in every text: people mix them, and a caller's language is not asked.
"""

import tomllib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from wardbell.safeguards.entries import Phrase, Place, beginnings, last_of, must_begin, next_word, phrase_of
from wardbell.safeguards.reading import Reading, fold

WORDS = Path(__file__).with_name("words")
# Categories looked for in texts; the others are lists of single words, asked for with `listed`.
FOUND_IN_TEXTS = [
    "plate.strong",
    "plate.word",
    "plate.weak",
    "carried.by",
    "part.begin",
    "part.end",
    "part.middle",
    "part.letters",
    "part.digits",
    "vehicle.word",
    "badge.strong",
    "badge.weak",
    "badge.officer",
    "badge.officers",
    "badge.worn",
    "badge.guest",
    "badge.event",
    "officer.asked",
    "officer.shown",
    "phone.word",
    "phone.private",
    "phone.person",
    "phone.kin",
    "phone.name",
    "phone.office",
    "phone.place",
    "phone.to_person",
    "phone.does",
    "phone.role",
    "phone.called",
    "mail.word",
    "street.type",
    "street.type_word",
    "street.before",
    "street.not_a_house",
    "street.not_a_name",
    "unit.home",
    "unit.part",
    "unit.maybe",
    "unit.likely",
    "unit.room",
    "unit.office",
    "home.word",
    "home.house",
    "home.numbered",
    "home.ordinal",
    "home.beside",
    "home.near",
    "home.person",
    "home.building",
    "home.knock",
    "home.block",
    "public.place",
    "public.event",
    "code.partial",
    "code.state",
    "code.other",
    "code.other_number",
    "code.crew",
    "code.radio",
    "code.machine",
    "code.fixture",
    "pass.words",
]
PASSING = "pass"  # the group of phrases inside which nothing counts
LONGEST_STEM = 16  # letters
SHORTEST_STEM = 2
# Particles written onto the word: Arabic "and, in, for, as" with the article; Amharic "of, in, for, from, and".
ARABIC_FRONTS = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ف", "ك")
ARABIC_FIRST = "\u0600"
ETHIOPIC_FRONTS = ("የ", "በ", "ለ", "ከ", "እ")


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry of a category found in a text: tokens `first` to `last`, inclusive."""

    category: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What follows the first word of an entry; `second` holds the words of which one must come next, None if any may."""

    category: str
    rest: Phrase
    second: Place | None


@dataclass(frozen=True, kw_only=True)
class Hits:
    """All entries found in one text."""

    by_category: Mapping[str, list[Hit]]
    covered: Mapping[str, frozenset[int]]
    sentences: Mapping[str, frozenset[int]]

    def of(self, *categories: str) -> list[Hit]:
        """Returns the hits of some categories in order of the text."""
        found = [hit for category in categories for hit in self.by_category.get(category, ())]
        return sorted(found, key=_place)

    def between(self, first: int, last: int, *categories: str) -> list[Hit]:
        """Returns the hits of some categories that start between two tokens, inclusive."""
        found: list[Hit] = []
        for category in categories:
            hits = self.by_category.get(category, [])
            start = bisect_left(hits, first, key=_first)
            found += hits[start : bisect_right(hits, last, lo=start, key=_first)]
        return sorted(found, key=_place)

    def stand_in(self, sentence: int, *categories: str) -> bool:
        """Tells whether a sentence holds a hit of one of the categories."""
        return any(sentence in self.sentences.get(category, ()) for category in categories)

    def covers(self, category: str, index: int) -> bool:
        """Tells whether a token belongs to an entry of a category."""
        return index in self.covered.get(category, ())


@dataclass(frozen=True, kw_only=True)
class Spelling:
    """How numbers and letters are said: word to digits, word to letter."""

    numbers: Mapping[str, int]
    letters: Mapping[str, str]  #: names of letters, many of them ordinary words too
    alphabet: Mapping[str, str]  #: radio alphabet: certain
    names: Mapping[str, str]  #: the police's alphabet of given names: certain when several stand together


class Lexicon:
    """Entries by category, found in one pass."""

    def __init__(self, entries: Mapping[str, Iterable[str]]) -> None:
        self._whole: dict[str, list[Entry]] = defaultdict(list)
        self._stems: dict[str, list[Entry]] = defaultdict(list)
        for category, phrases in entries.items():
            for phrase in phrases:
                self._add(category, phrase)
        self._entries_for = lru_cache(maxsize=8192)(self._beginning_with)

    def find(self, reading: Reading) -> Hits:
        """Returns every entry in a text; an entry inside a longer one is not counted."""
        found = [hit for index in range(len(reading.tokens)) for hit in self._at(reading, index)]
        kept = _without_inner(found)
        by_category: dict[str, list[Hit]] = defaultdict(list)
        covered: dict[str, set[int]] = defaultdict(set)
        sentences: dict[str, set[int]] = defaultdict(set)
        for hit in kept:
            by_category[hit.category].append(hit)
            covered[hit.category].update(range(hit.first, hit.last + 1))
            sentences[hit.category].add(reading.tokens[hit.first].sentence)
        return Hits(by_category=by_category, covered=_frozen(covered), sentences=_frozen(sentences))

    def _add(self, category: str, phrase: str) -> None:
        for first, rest in beginnings(phrase_of(phrase)):
            entry = Entry(category, rest, must_begin(rest))
            for word in first.words:
                self._whole[word].append(entry)
            for stem in first.stems:
                self._stems[stem].append(entry)

    def _beginning_with(self, word: str) -> tuple[Entry, ...]:
        entries: list[Entry] = []
        for form in forms(word):
            entries += self._whole.get(form, ())
            for length in range(SHORTEST_STEM, min(len(form), LONGEST_STEM) + 1):
                entries += self._stems.get(form[:length], ())
        return tuple(entries)

    def _at(self, reading: Reading, index: int) -> Iterable[Hit]:
        following = next_word(reading, index)
        begins = () if following is None else tuple(forms(reading.tokens[following].text))
        for entry in self._entries_for(reading.tokens[index].text):
            if entry.second is not None and not entry.second.takes(begins):
                continue
            if (last := last_of(entry.rest, reading, index, forms)) is not None:
                yield Hit(entry.category, index, last)


@cache
def lexicon() -> Lexicon:
    """Returns the entries of every language."""
    entries: dict[str, list[str]] = defaultdict(list)
    for given in _files():
        for category in FOUND_IN_TEXTS:
            group, _, name = category.partition(".")
            entries[category] += given.get(group, {}).get(name, ())
    return Lexicon(entries)


@cache
def listed(category: str) -> frozenset[str]:
    """Returns the single words of a category, folded, of every language."""
    group, _, name = category.partition(".")
    return frozenset(fold(word) for given in _files() for word in given.get(group, {}).get(name, ()))


@cache
def spelling() -> Spelling:
    """Returns how numbers and letters are said in every language."""
    numbers: dict[str, int] = {}
    letters: dict[str, str] = {}
    alphabet: dict[str, str] = {}
    names: dict[str, str] = {}
    for given in _files():
        said = given.get("said", {})
        for word, value in _said_numbers(said):
            numbers.setdefault(word, value)
        letters |= {fold(name): letter for letter, names in said.get("letters", {}).items() for name in names}
        alphabet |= {fold(name): fold(name)[0] for name in said.get("alphabet", ())}
        names |= {fold(name): fold(name)[0] for name in said.get("names", ())}
    return Spelling(numbers=numbers, letters=letters, alphabet=alphabet, names=names)


def _said_numbers(said: Mapping[str, Sequence[str]]) -> Iterable[tuple[str, int]]:
    for first, key, step in (
        (0, "numbers", 1),
        (20, "tens", 10),
        (21, "twenties", 1),
        (100, "hundreds", 100),
    ):
        for place, names in enumerate(said.get(key, ())):
            yield from ((fold(name), first + place * step) for name in names.split())


@cache
def _files() -> tuple[dict[str, dict[str, Any]], ...]:
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(WORDS.glob("*.toml")))


def _place(hit: Hit) -> tuple[int, int]:
    return hit.first, hit.last


def _first(hit: Hit) -> int:
    return hit.first


def _frozen(sets: Mapping[str, set[int]]) -> dict[str, frozenset[int]]:
    return {category: frozenset(members) for category, members in sets.items()}


def forms(word: str) -> Iterable[str]:
    """Returns a word, and what is left of it without a particle written onto it."""
    if word[0] < ARABIC_FIRST:
        return (word,)
    fronts = (
        ARABIC_FRONTS if word[0] <= "\u06ff" else ETHIOPIC_FRONTS if "\u1200" <= word[0] <= "\u137f" else ()
    )
    return (
        word,
        *(word[len(front) :] for front in fronts if word.startswith(front) and len(word) - len(front) >= 2),
    )


def _without_inner(found: list[Hit]) -> list[Hit]:
    """Drops hits that lie strictly inside a longer one of their family, or of a phrase that passes: "open house" is no house."""
    kept: list[Hit] = []
    reach: dict[str, tuple[int, tuple[int, int]]] = {}
    for hit in sorted(set(found), key=lambda hit: (hit.first, -hit.last, hit.category)):
        family = _family(hit)
        here = (hit.first, hit.last)
        if any(hit.last <= last and here != owner for last, owner in _reaches(reach, family)):
            continue
        kept.append(hit)
        if hit.last > reach.get(family, (-1, here))[0]:
            reach[family] = (hit.last, here)
    return kept


def _reaches(
    reach: Mapping[str, tuple[int, tuple[int, int]]], family: str
) -> Iterable[tuple[int, tuple[int, int]]]:
    return [reach[name] for name in (family, PASSING) if name in reach]


def _family(hit: Hit) -> str:
    group = hit.category.partition(".")[0]
    return "place" if group in {"street", "home", "public", "unit"} else group

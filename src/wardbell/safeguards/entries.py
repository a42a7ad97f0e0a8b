"""Entries of the word lists, and whether one stands at a place of a text.

An entry is one or more words:
`follow*` any ending · `car|van` either · `(at once|now|)` either phrase, or none · `..` up to five tokens of the same sentence.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from wardbell.safeguards.reading import Reading, words_of

SKIPPED = frozenset("-'./")  # marks that may stand between the words of one entry
GAP = ".."
WIDEST_GAP = 5  # tokens
PIECE = re.compile(r"[()|]|\.\.(?!\S)|[^\s()|]+")
Forms = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Place:
    """One word of an entry: any of some words, or any word that begins with one of some stems."""

    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()

    def takes(self, forms: Iterable[str]) -> bool:
        """Tells whether one of the forms of a word stands here."""
        return any(form in self.words or (self.stems and form.startswith(self.stems)) for form in forms)


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `WIDEST_GAP` tokens of the same sentence."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some phrases; an empty one makes it optional."""

    phrases: tuple[tuple["Part", ...], ...]


Part: TypeAlias = Place | Gap | Choice
Phrase: TypeAlias = tuple[Part, ...]


def phrase_of(entry: str) -> Phrase:
    """Returns an entry as it is matched; empty for a mark alone."""
    pieces = PIECE.findall(entry)
    return _sequence(pieces, is_inside=False)


def beginnings(phrase: Phrase) -> Iterator[tuple[Place, Phrase]]:
    """Yields each first word of a phrase with what follows it."""
    if not phrase:
        return
    head, rest = phrase[0], phrase[1:]
    if isinstance(head, Place):
        yield head, rest
    elif isinstance(head, Choice):
        for one in head.phrases:
            yield from beginnings((*one, *rest))


def must_begin(phrase: Phrase) -> Place | None:
    """Returns the words of which one must come first; None if the phrase may be empty or begins with a gap."""
    if not phrase or isinstance(phrase[0], Gap):
        return None
    firsts = (
        [phrase[0]]
        if isinstance(phrase[0], Place)
        else [must_begin((*one, *phrase[1:])) for one in phrase[0].phrases]
    )
    places = [place for place in firsts if place is not None]
    return _joined(places) if len(places) == len(firsts) else None


def next_word(reading: Reading, index: int) -> int | None:
    """Returns the token behind another, past marks that may stand inside an entry; None at the end of the text."""
    index += 1
    while index < len(reading.tokens) and reading.tokens[index].text in SKIPPED:
        index += 1
    return index if index < len(reading.tokens) else None


def last_of(rest: Phrase, reading: Reading, index: int, forms: Forms) -> int | None:
    """Returns the token at which the rest of an entry ends whose word before stands at `index`; None if it does not follow."""
    if not rest:
        return index
    head, tail = rest[0], rest[1:]
    if isinstance(head, Gap):
        return _after_gap(tail, reading, index, forms)
    if isinstance(head, Choice):
        ends = (last_of((*one, *tail), reading, index, forms) for one in head.phrases)
        return next((end for end in ends if end is not None), None)
    here = next_word(reading, index)
    if here is None or not head.takes(forms(reading.tokens[here].text)):
        return None
    return last_of(tail, reading, here, forms)


def _after_gap(rest: Phrase, reading: Reading, index: int, forms: Forms) -> int | None:
    for start in range(index, min(index + WIDEST_GAP + 1, len(reading.tokens))):
        if reading.tokens[start].sentence != reading.tokens[index].sentence:
            return None
        if (last := last_of(rest, reading, start, forms)) is not None:
            return last
    return None


def _sequence(pieces: list[str], *, is_inside: bool) -> Phrase:
    """Takes pieces up to the end, or up to the bar or bracket that ends an alternative; outside brackets a bar joins two words."""
    parts: list[Part] = []
    while pieces and not (is_inside and pieces[0] in "|)"):
        atom = _atom(pieces)
        alternatives = [atom]
        while not is_inside and pieces and pieces[0] == "|":
            pieces.pop(0)
            alternatives.append(_atom(pieces))
        parts += atom if len(alternatives) == 1 else [_choice(alternatives)]
    return tuple(parts)


def _atom(pieces: list[str]) -> Phrase:
    piece = pieces.pop(0)
    if piece == GAP:
        return (Gap(),)
    if piece != "(":
        return _word(piece)
    alternatives = [_sequence(pieces, is_inside=True)]
    while pieces.pop(0) == "|":
        alternatives.append(_sequence(pieces, is_inside=True))
    return (_choice(alternatives),)


def _choice(alternatives: list[Phrase]) -> Part:
    """Joins alternatives of one word into one place, so that they are looked up at once."""
    single: list[Place] = []
    longer: list[Phrase] = []
    for one in alternatives:
        if len(one) == 1 and isinstance(one[0], Place):
            single.append(one[0])
        else:
            longer.append(one)
    if single and not longer:
        return _joined(single)
    return Choice((*([(_joined(single),)] if single else []), *sorted(longer, key=len, reverse=True)))


def _joined(places: list[Place]) -> Place:
    words = frozenset(word for place in places for word in place.words)
    return Place(words=words, stems=tuple(stem for place in places for stem in place.stems))


def _word(piece: str) -> Phrase:
    cut = [word for word in words_of(piece.rstrip("*")) if word not in SKIPPED]
    if not cut:
        return ()
    last = Place(stems=(cut[-1],)) if piece.endswith("*") else Place(words=frozenset([cut[-1]]))
    return (*(Place(words=frozenset([word])) for word in cut[:-1]), last)

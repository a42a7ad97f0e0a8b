"""Rules of meaning: which concepts together say what may not be written. The rules are data: rules.toml."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from wardbell.safeguards.findings import Context, Finding, Kind
from wardbell.safeguards.lexicon import Hit
from wardbell.safeguards.meaning.concepts import Concepts, after

RULES = Path(__file__).with_name("rules.toml")
SCENES = "scene"  # the table of rules.toml that says for a whole kind which scenes excuse it
Found = Mapping[str, tuple[Hit, ...]]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What must stand together: each of `needs` is a concept, or several with `/` between them of which one is enough."""

    kind: Kind
    needs: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...]  #: not when one of these stands in the same sentences
    unless_anywhere: tuple[str, ...]  #: nor when one of these stands anywhere in the text
    contexts: frozenset[Context]
    sentences: int  #: how many sentences it may span
    words: int  #: how many tokens may lie between two of its concepts
    is_ordered: bool
    around: int  #: how many sentences before and behind `unless` looks into
    scenes: tuple[str, ...]  #: nor when one of these stands anywhere (a game, a club) and nobody of `earnest`
    earnest: tuple[str, ...]


def find(found: Concepts, context: Context, why: Mapping[Kind, str]) -> Iterator[Finding]:
    """Yields each kind of the rules once, where it is said most plainly."""
    told: set[Kind] = set()
    for rule in rules():
        if rule.kind in told or context not in rule.contexts:
            continue
        if (span := _span(rule, found)) is not None:
            told.add(rule.kind)
            start, end = found.reading.place(*span)
            yield Finding(kind=rule.kind, start=start, end=end, why=why[rule.kind])


@cache
def rules() -> tuple[Rule, ...]:
    """Returns the rules in the order in which they are tried."""
    given = tomllib.loads(RULES.read_text(encoding="utf-8"))
    scenes = given.pop(SCENES)
    return tuple(
        _rule(Kind(kind), {**scenes.get(kind, {}), **one})
        for kind, several in given.items()
        for one in several
    )


def _rule(kind: Kind, given: Mapping[str, object]) -> Rule:
    def words(name: str) -> tuple[str, ...]:
        value = given.get(name, ())
        assert isinstance(value, list | tuple)
        return tuple(value)

    return Rule(
        kind=kind,
        needs=tuple(tuple(need.split("/")) for need in words("needs")),
        unless=words("unless"),
        unless_anywhere=words("unless_anywhere"),
        contexts=frozenset(map(Context, words("contexts") or Context)),
        sentences=int(str(given.get("sentences", 1))),
        words=int(str(given.get("words", 20))),
        around=int(str(given.get("around", 0))),
        is_ordered=bool(given.get("ordered", False)),
        scenes=words("scenes"),
        earnest=words("earnest"),
    )


def _span(rule: Rule, found: Concepts) -> tuple[int, int] | None:
    if _is_a_scene(rule, found):
        return None
    main = found.by_language.get(found.spoken[0], {})
    for own in (found.by_language[language] for language in found.spoken if language in found.by_language):
        if any(name in own or name in main for name in rule.unless_anywhere):
            continue
        for hit in _any_of(own, rule.needs[0]):
            span = _together(rule, found, own, hit)
            if span is not None and not (
                _is_excused(rule, found, own, span) or _is_excused(rule, found, main, span)
            ):
                return span
    return None


def _is_a_scene(rule: Rule, found: Concepts) -> bool:
    """Tells an egg hunt's hiding places from those of people who are sought."""
    return any(map(found.of, rule.scenes)) and not any(map(found.of, rule.earnest))


def _together(rule: Rule, found: Concepts, own: Found, anchor: Hit) -> tuple[int, int] | None:
    """Returns the tokens from the first to the last of the concepts around one hit; None if one is missing."""
    first, last = anchor.first, anchor.last
    for need in rule.needs[1:]:
        low = anchor.first + 1 if rule.is_ordered else first - rule.words
        near = [hit for name in need for hit in _close(own.get(name, ()), low, last + rule.words)]
        near = [
            hit for hit in near if not _is_same(hit, anchor) and _apart(found, hit, anchor) < rule.sentences
        ]
        if not near:
            return None
        nearest = min(near, key=lambda hit: max(hit.first - last, first - hit.last))
        first, last = min(first, nearest.first), max(last, nearest.last)
    return first, last


def _close(hits: tuple[Hit, ...], low: int, high: int) -> tuple[Hit, ...]:
    return hits[after(hits, low) : after(hits, high + 1)]


def _is_excused(rule: Rule, found: Concepts, own: Found, span: tuple[int, int]) -> bool:
    tokens = found.reading.tokens
    within = range(tokens[span[0]].sentence - rule.around, tokens[span[1]].sentence + rule.around + 1)
    return any(found.sentence(hit) in within for name in rule.unless for hit in own.get(name, ()))


def _any_of(own: Found, names: tuple[str, ...]) -> list[Hit]:
    return [hit for name in names for hit in own.get(name, ())]


def _is_same(one: Hit, other: Hit) -> bool:
    return (one.first, one.last) == (other.first, other.last)


def _apart(found: Concepts, one: Hit, other: Hit) -> int:
    return abs(found.sentence(one) - found.sentence(other))

"""Units of homes that name themselves without a street: `apartment 304`, `trailer 41`, `公寓 3室`."""

from collections.abc import Iterator

from wardbell.safeguards.addresses import Address, names_no_door, unit_end
from wardbell.safeguards.cues import near
from wardbell.safeguards.lexicon import Hit, Hits, listed
from wardbell.safeguards.reading import Reading


def units(reading: Reading, hits: Hits, taken: frozenset[int]) -> Iterator[Address]:
    """`apartment 304`: a unit that names itself; `unit 12` only beside a word for a building of homes."""
    for hit in hits.of("unit.home", "unit.maybe", "unit.likely"):
        stop = unit_end(reading, hits, hit.last) or _number_before(reading, hit)
        if stop is None or taken & {stop} or _is_count_of_homes(reading, stop):
            continue
        if reading.tokens[hit.first].text == "#" and names_no_door(hits, hit.first - 1):
            continue
        if hit.category == "unit.home" or _beside_home(reading, hits, hit) or _is_likely(reading, hits, hit):
            yield Address(min(hit.first, stop), max(hit.last, stop), has_unit=True)


def _number_before(reading: Reading, hit: Hit) -> int | None:
    """Chinese puts the number first: 3室, 2218号."""
    is_chinese = "\u3400" <= reading.tokens[hit.first].text[0] <= "\u9fff"
    return hit.first - 1 if is_chinese and hit.first and reading.tokens[hit.first - 1].is_number else None


def _is_count_of_homes(reading: Reading, stop: int) -> bool:
    after = stop + 1
    return after < len(reading.tokens) and (
        reading.tokens[after].text in listed("code.counted") - {"of"}
        or reading.tokens[after].text in {"%", ":"}
    )


def _beside_home(reading: Reading, hits: Hits, hit: Hit) -> bool:
    """Whether a home is told of, or a building that is no public place's."""
    bounds = (hit.first - 10, hit.last + 12)
    names = ("home.word", "unit.home", "home.building", "public.place")
    found = {
        cue.category for cue in near(reading, hits, names, first=hit.first, last=hit.last, bounds=bounds)
    }
    return bool(found & {"home.word", "unit.home"}) or found == {"home.building"}


def _is_likely(reading: Reading, hits: Hits, hit: Hit) -> bool:
    """`trailer 41`, unless it belongs to a public place or an event."""
    others = ("public.place", "public.event")
    bounds = (hit.first - 8, hit.last + 10)
    found = near(reading, hits, others, first=hit.first, last=hit.last, bounds=bounds)
    return hit.category == "unit.likely" and not found

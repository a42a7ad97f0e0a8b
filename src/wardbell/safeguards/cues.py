"""Which words near a number decide whose it is."""

from dataclasses import dataclass

from wardbell.safeguards.lexicon import Hits
from wardbell.safeguards.reading import Reading

FAR = 40  # tokens; a word farther away decides nothing


@dataclass(frozen=True, slots=True)
class Near:
    """A cue and how many tokens lie between it and the span; `is_after` when it follows the span."""

    category: str
    distance: int
    is_after: bool
    first: int  #: the token at which the cue begins


def near(
    reading: Reading,
    hits: Hits,
    categories: tuple[str, ...],
    *,
    first: int,
    last: int,
    bounds: tuple[int, int],
) -> list[Near]:
    """Returns the cues in the same sentence, nearest first; a cue must lie within the token `bounds`, inclusive."""
    sentence = reading.tokens[first].sentence
    found = []
    for hit in hits.between(max(bounds[0], first - FAR), min(bounds[1], last + FAR), *categories):
        if hit.last > bounds[1] or reading.tokens[hit.first].sentence != sentence:
            continue
        if hit.last < first:
            found.append(Near(hit.category, reading.words(hit.last + 1, first - 1), False, hit.first))
        elif hit.first > last:
            found.append(Near(hit.category, reading.words(last + 1, hit.first - 1), True, hit.first))
    return sorted(found, key=lambda cue: cue.distance)

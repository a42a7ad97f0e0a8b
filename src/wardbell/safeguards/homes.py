"""Homes told without a street: `the third house after the mosque`, `the yellow house, number twelve`, `casa 418`."""

from collections.abc import Iterator

from wardbell.safeguards.addresses import Address
from wardbell.safeguards.findings import Context
from wardbell.safeguards.lexicon import Hit, Hits, listed
from wardbell.safeguards.reading import Reading
from wardbell.safeguards.spelling import CLOCK, digits_at

AHEAD = 16  # tokens after "house" in which its number may stand
MOST_BETWEEN = 3  # words
BESIDE = 12  # tokens after "house" or its ordinal in which the landmark is named
FEWEST_ASIDE = 3  # digits of a house number told apart from the house
OF_A_HOUSE = frozenset({"del", "from", "of"})
ARTICLES = frozenset({"la", "el", "the", "number", "le"})
SHORT = frozenset({"so", "no"})  # "number" in one language, other words in others: only right after the house
LONGEST_NUMBER = 5  # digits of a house number


def told(reading: Reading, hits: Hits, taken: frozenset[int], context: Context) -> Iterator[Address]:
    """Yields the homes; tokens `taken` belong to telephone numbers or mailboxes."""
    for hit in hits.of("home.numbered"):
        if (last := _house_number(reading, hits, _past_equals(reading, hit.last + 1), taken)) is not None:
            yield Address(hit.first, last, is_told=True)
    if context is Context.REPORT_INTAKE:
        yield from _from_a_number(reading, hits, taken)
    for hit in hits.of("home.house"):
        last = _number(reading, hits, hit, taken)
        if last is None and context is Context.REPORT_INTAKE:
            last = _bare_number(reading, hits, hit, taken) or _number_aside(reading, hits, hit, taken)
        if last is not None:
            yield Address(hit.first, last, is_told=True)
        elif (span := _counted_off(reading, hits, hit)) is not None:
            yield Address(*span, is_told=True)


def _from_a_number(reading: Reading, hits: Hits, taken: frozenset[int]) -> Iterator[Address]:
    """`se llevaron al señor del 3106, el vecino de la casa roja`, `the lady from 3409, the brick house`."""
    for index, token in enumerate(reading.tokens[1:], start=1):
        before = reading.tokens[index - 1]
        is_long = token.is_number and FEWEST_ASIDE <= len(token.text) <= LONGEST_NUMBER
        if not is_long or before.text not in OF_A_HOUSE or before.sentence != token.sentence:
            continue
        last = _house_number(reading, hits, index, taken)
        after = reading.tokens[last + 1] if last is not None and last + 1 < len(reading.tokens) else None
        is_told = hits.stand_in(token.sentence, "home.house") and not hits.stand_in(
            token.sentence, "public.place"
        )
        if last is not None and is_told and (after is None or after.is_mark):
            yield Address(index, last, is_told=True)


def _counted_off(reading: Reading, hits: Hits, hit: Hit) -> tuple[int, int] | None:
    """`third house after the mosque`: an ordinal beside the word, and from where one counts."""
    ordinals = hits.between(hit.first - 4, hit.last + 6, "home.ordinal")
    for ordinal in (one for one in ordinals if _is_together(reading, one, hit)):
        first, last = min(ordinal.first, hit.first), max(ordinal.last, hit.last)
        for beside in hits.between(last + 1, last + BESIDE, "home.beside", "home.near"):
            if _stands_by(reading, hits, last, beside.first):
                return first, beside.last
    return None


def _stands_by(reading: Reading, hits: Hits, last: int, beside: int) -> bool:
    """Whether the landmark's word follows at once, or but for the landmark itself."""
    tokens = reading.tokens
    if tokens[last].sentence != tokens[beside].sentence or reading.words(last + 1, beside - 1) > MOST_BETWEEN:
        return False
    return not any(hits.covers("public.event", index) for index in range(last + 1, beside))


def _is_together(reading: Reading, one: Hit, other: Hit) -> bool:
    first, last = sorted((one, other), key=lambda hit: hit.first)
    between = reading.tokens[first.last + 1 : last.first]
    return first.last < last.first and not any(token.is_mark or token.is_number for token in between)


def _number(reading: Reading, hits: Hits, hit: Hit, taken: frozenset[int]) -> int | None:
    """`house at the back, number twelve`, `casa amarilla con el número 418`: returns the last token of the number."""
    tokens = reading.tokens
    for index in range(hit.last + 1, min(hit.last + AHEAD, len(tokens))):
        if tokens[index].sentence != tokens[hit.first].sentence:
            return None
        if tokens[index].text not in listed("street.number") or not _begins(reading, hits, index, hit):
            continue
        here = index + 1
        while here < len(tokens) and here < index + 4 and tokens[here].text in {".", "#", ":", "°"}:
            here += 1
        if (last := _house_number(reading, hits, here, taken)) is not None:
            return last
    return None


def _begins(reading: Reading, hits: Hits, index: int, hit: Hit) -> bool:
    """Whether "number" follows the house, a comma or a word that leads to it, so that it is no other thing's number."""
    before = index - 1
    while before > hit.last and _leads(reading, hits, before):
        before -= 1
    is_word = reading.tokens[index].text in SHORT
    return before <= hit.last or (
        not is_word and (before < index - 1 or reading.tokens[before].text in {",", "-", "("})
    )


def _leads(reading: Reading, hits: Hits, index: int) -> bool:
    is_whose = any(hits.covers(name, index) for name in ("home.word", "home.person", "phone.kin"))
    return is_whose or reading.tokens[index].text in listed("street.lead") | listed("street.with")


def _bare_number(reading: Reading, hits: Hits, hit: Hit, taken: frozenset[int]) -> int | None:
    here = hit.last + 1
    is_other = hits.covers("street.not_a_house", here) or reading.tokens[hit.first].text.endswith("s")
    return None if is_other else _house_number(reading, hits, here, taken)


def _number_aside(reading: Reading, hits: Hits, hit: Hit, taken: frozenset[int]) -> int | None:
    """`house with 2846 on the mailbox`, `la casa de la esquina, la 3415`: returns the last token of the number."""
    tokens = reading.tokens
    for index in range(hit.last + 1, min(hit.last + AHEAD // 2, len(tokens) - 1)):
        if tokens[index].sentence != tokens[hit.first].sentence:
            return None
        last = _house_number(reading, hits, index + 1, taken)
        if last is None or len(tokens[index + 1].text) < FEWEST_ASIDE:
            continue
        after = tokens[last + 1] if last + 1 < len(tokens) else None
        is_on = (
            tokens[index].text in listed("street.with")
            and after is not None
            and after.text in listed("badge.on")
        )
        is_apart = tokens[index].text in ARTICLES and tokens[index - 1].text == ","
        if is_on or (is_apart and (after is None or after.is_mark)):
            return last
    return None


def _past_equals(reading: Reading, index: int) -> int:
    stop = index + 3
    while index < min(stop, len(reading.tokens)) and reading.tokens[index].text in listed("code.equals") | {
        ":",
        ".",
        "'",
        "s",
    }:
        index += 1
    return index


def _house_number(reading: Reading, hits: Hits, index: int, taken: frozenset[int]) -> int | None:
    if index >= len(reading.tokens) or index in taken:
        return None
    step = digits_at(reading, index)
    if (
        step is None
        or not 1 <= len(step.symbols) <= LONGEST_NUMBER
        or taken & set(range(index, step.last + 1))
    ):
        return None
    after = reading.tokens[step.last + 1].text if step.last + 1 < len(reading.tokens) else ""
    is_other = after in CLOCK | {":", "%", "$", "-"} | listed("code.counted")
    return None if is_other or hits.covers("street.not_a_name", step.last + 1) else step.last

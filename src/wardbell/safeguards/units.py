"""Units of homes that name themselves without a street: `apartment 304`, `trailer 41`, `公寓 3室`."""

from collections.abc import Iterator

from wardbell.safeguards.addresses import Address, names_no_door, unit_end
from wardbell.safeguards.cues import near
from wardbell.safeguards.findings import Context
from wardbell.safeguards.lexicon import Hit, Hits, listed
from wardbell.safeguards.reading import Reading
from wardbell.safeguards.spelling import codes, is_time_or_amount

LONGEST_UNIT = 4  # digits
TIMES = frozenset(
    {"at", "a", "by", "à", "for", "from", "to", "on", "of"}
)  # before a round number mostly of a clock


def units(reading: Reading, hits: Hits, taken: frozenset[int], context: Context) -> Iterator[Address]:
    """`apartment 304`: a unit that names itself; `unit 12` only beside a word for a building of homes."""
    for hit in hits.of("unit.home", "unit.maybe", "unit.likely", "unit.room"):
        stop = unit_end(reading, hits, hit.last) or _number_before(reading, hit)
        if stop is None or taken & {stop} or _is_count_of_homes(reading, stop):
            continue
        if reading.tokens[hit.first].text == "#" and names_no_door(hits, hit.first - 1):
            continue
        if hit.category == "unit.room" and not _is_let(reading, hits, hit, context):
            continue
        if _is_behind_a_floor(reading, hits, hit, context):
            yield Address(hit.first, stop, has_unit=True)
        elif (
            hit.category in {"unit.home", "unit.room"}
            or _beside_home(reading, hits, hit, context)
            or _is_likely(reading, hits, hit)
            or _is_behind_a_number(reading, hit)
        ):
            yield Address(min(hit.first, stop), max(hit.last, stop), has_unit=True)


def _is_behind_a_number(reading: Reading, hit: Hit) -> bool:
    """`2218号3室`: house and flat."""
    tokens, sign = reading.tokens, hit.first - 2
    return sign > 0 and tokens[sign].text in {"号", "號"} and tokens[sign - 1].is_number


def _is_behind_a_floor(reading: Reading, hits: Hits, hit: Hit, context: Context) -> bool:
    """`segundo piso, puerta B`: a caller's floor and door."""
    if hit.category != "unit.maybe" or context is not Context.REPORT_INTAKE:
        return False
    floors = [
        floor for floor in hits.between(hit.first - 5, hit.last + 5, "unit.room") if floor.first != hit.first
    ]
    sentence = reading.tokens[hit.first].sentence
    is_public = hits.stand_in(sentence, "public.place") or hits.stand_in(sentence, "public.event")
    return any(reading.tokens[floor.first].sentence == sentence for floor in floors) and not is_public


def _is_let(reading: Reading, hits: Hits, hit: Hit, context: Context) -> bool:
    """`room 14 of the rooming house`: a caller's room in a house where people live."""
    names = ("home.word", "public.place", "public.event", "street.type")
    found = near(reading, hits, names, first=hit.first, last=hit.last, bounds=(hit.first - 8, hit.last + 8))
    return context is Context.REPORT_INTAKE and {cue.category for cue in found} == {"home.word"}


def rooms(reading: Reading, hits: Hits, taken: frozenset[int], context: Context) -> Iterator[Address]:
    """`went into 304` at the Bryn Tor Apartments, `up to 4B in my building`: a caller's number of a flat, without a word for it."""
    if context is not Context.REPORT_INTAKE:
        return
    for index, token in enumerate(reading.tokens):
        before = index - 1
        if before < 0 or not token.is_number or len(token.text) > LONGEST_UNIT or index in taken:
            continue
        is_led = (
            reading.tokens[before].text in listed("unit.at")
            and reading.tokens[before].sentence == token.sentence
        )
        last = _letter_after(reading, index)
        if is_led and _is_room(reading, hits, index, last) and _in_a_block(reading, hits, index, last):
            yield Address(index, last, has_unit=True)


def _letter_after(reading: Reading, index: int) -> int:
    after = index + 1
    is_letter = (
        after < len(reading.tokens) and reading.touches(after) and len(reading.tokens[after].text) == 1
    )
    return after if is_letter and reading.tokens[after].is_word else index


def _is_room(reading: Reading, hits: Hits, index: int, last: int) -> bool:
    """Whether it is no time, year, count or street's number."""
    number, before = reading.tokens[index].text, reading.tokens[index - 1].text
    code = next((code for code in codes(reading, index, index) if code.first == index), None)
    if code is None or is_time_or_amount(reading, code) or hits.covers("street.not_a_house", index - 1):
        return False
    after = reading.tokens[last + 1] if last + 1 < len(reading.tokens) else None
    if after is not None and not after.is_mark:
        is_name = after.cased[0].isupper() or after.is_number or hits.covers("street.type", last + 1)
        is_counted = after.text in listed("code.counted") - {"of"} or hits.covers(
            "street.not_a_name", last + 1
        )
        if is_name or (is_counted and after.text not in {"and", "is"}):
            return False
    if last > index:
        return True
    is_round = int(number) % 5 == 0 or len(number) < 3
    is_year = len(number) == 4 and number[:2] in {"19", "20"}
    return not (is_year or (before in TIMES and is_round) or len(number) < 2)


def _in_a_block(reading: Reading, hits: Hits, index: int, last: int) -> bool:
    sentence = reading.tokens[index].sentence
    if hits.stand_in(sentence, "home.block"):
        return True
    return last > index and hits.stand_in(sentence, "home.building", "home.knock")


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


def _beside_home(reading: Reading, hits: Hits, hit: Hit, context: Context) -> bool:
    """Whether a home is told of, or a building that is no public place's."""
    bounds = (hit.first - 10, hit.last + 12)
    names = ("home.word", "unit.home", "home.building", "home.knock", "public.place", "public.event")
    found = {
        cue.category for cue in near(reading, hits, names, first=hit.first, last=hit.last, bounds=bounds)
    }
    if "home.knock" in found and context is Context.REPORT_INTAKE:
        return True
    return bool(found & {"home.word", "unit.home"}) or found == {"home.building"}


def _is_likely(reading: Reading, hits: Hits, hit: Hit) -> bool:
    """`trailer 41`, unless it belongs to a public place or an event."""
    others = ("public.place", "public.event")
    bounds = (hit.first - 8, hit.last + 10)
    found = near(reading, hits, others, first=hit.first, last=hit.last, bounds=bounds)
    return hit.category == "unit.likely" and not found

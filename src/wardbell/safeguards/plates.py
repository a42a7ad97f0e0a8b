"""Plates of vehicles, whole or in part: named as a plate in any language, or a plate's shape beside a vehicle."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from wardbell.safeguards import parts
from wardbell.safeguards.findings import Context, Finding, Kind
from wardbell.safeguards.lexicon import Hit, Hits, listed
from wardbell.safeguards.reading import Reading
from wardbell.safeguards.spelling import Code, codes, is_time_or_amount

WHY = "A vehicle's plate, whole or in part: vehicles are not identified."
AHEAD, BEHIND = 12, 9  # tokens after and before the word "plate" in which its letters and digits may stand
NEAR_BEHIND = 6
PARTIAL_BEHIND = 16  # tokens before "plate" in which "only caught" may stand
LONGEST_PLATE = 9
MACHINE_AHEAD, MACHINE_BEHIND = 5, 3  # tokens before and after a model in which "generator" may stand
FIXTURE_AHEAD = 6  # tokens before a number in which "light pole" may stand
MOST_ASIDE = 5  # words between "plate" and "ends in" that say something else
# Shapes that plates have and little else: three letters and three or four digits, either way round, or one digit before.
FIRM = frozenset({"AAA999", "AAA9999", "999AAA", "9AAA999", "999AAAA", "9999AAA"})


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate found: tokens `first` to `last`, inclusive."""

    first: int
    last: int


def find(reading: Reading, found: Collection[Plate]) -> Iterator[Finding]:
    """Yields what was found."""
    for plate in found:
        start, end = reading.place(plate.first, plate.last)
        yield Finding(kind=Kind.PLATE, start=start, end=end, why=WHY)


def plates(reading: Reading, hits: Hits, taken: frozenset[int], context: Context) -> list[Plate]:
    """Returns the plates; tokens `taken` belong to telephone numbers or mailboxes."""
    found: dict[int, Code] = {}
    for hit in hits.of("plate.strong", "plate.word", "plate.weak"):
        code = _after(reading, hits, hit, taken) or _before(reading, hits, hit, taken)
        if code is not None:
            found[code.first] = code
    for code in codes(reading, 0, len(reading.tokens) - 1):
        if code.first not in found and _speaks_for_itself(reading, hits, code, taken, context):
            found[code.first] = code
    spans = {(code.first, code.last) for code in found.values()}
    in_spans = {index for first, last in spans for index in range(first, last + 1)}
    spans |= {
        (first, last)
        for first, last in parts.plates(reading, hits, taken, context)
        if in_spans.isdisjoint(range(first, last + 1))
    }
    return [Plate(first, last) for first, last in sorted(spans)]


def _after(reading: Reading, hits: Hits, hit: Hit, taken: frozenset[int]) -> Code | None:
    for code in codes(reading, hit.last + 1, reading.ahead(hit.last, AHEAD)):
        if not _is_possible(reading, code, hit, taken):
            continue
        gap = range(hit.last + 1, code.first)
        is_linked = _links(reading, hits, gap) or _letters_stand_in(reading, hits, gap, hit)
        if is_linked and _fits_linked(reading, hits, hit, code):
            return code
        if not is_linked and _fits_apart(reading, hits, hit, code):
            return code
    return None


def _before(reading: Reading, hits: Hits, hit: Hit, taken: frozenset[int]) -> Code | None:
    candidates = list(codes(reading, hit.first - BEHIND, hit.first - 1))
    for code in reversed(candidates):
        if code.last >= hit.first or not _is_possible(reading, code, hit, taken):
            continue
        is_near = hit.first - code.last <= NEAR_BEHIND
        has_part = _has_partial(reading, hits, hit)
        if _fits_apart(reading, hits, hit, code) or (is_near and has_part and _is_part(reading, hits, code)):
            return code
    return None


def _is_possible(reading: Reading, code: Code, hit: Hit, taken: frozenset[int]) -> bool:
    if reading.tokens[code.first].sentence != reading.tokens[hit.first].sentence:
        return False
    return not taken & set(range(code.first, code.last + 1)) and not is_time_or_amount(reading, code)


def _links(reading: Reading, hits: Hits, gap: range) -> bool:
    """Whether only linking words stand between; round "starts with" a few others may."""
    others = [
        index for index in gap if not _is_link(reading, hits, index) and not _counts_letters(reading, index)
    ]
    partial = max((index for index in gap if hits.covers("code.partial", index)), default=-1)
    if partial < 0 or any(reading.tokens[index].is_number for index in others):
        return not others
    n_behind = sum(index > partial for index in others)
    return n_behind <= 2 and len(others) - n_behind <= MOST_ASIDE


def _letters_stand_in(reading: Reading, hits: Hits, gap: range, hit: Hit) -> bool:
    """`ታርጋ ቁጥሩ ኤቢ 4471`: letters in a script of its own, right before the digits of what is surely a plate."""
    if hit.category != "plate.strong" or not len(gap):
        return False
    token = reading.tokens[gap[-1]]
    is_short = token.is_word and not token.text.isascii() and not token.is_syllable and len(token.text) <= 3
    return is_short and all(_is_link(reading, hits, index) for index in gap[:-1])


def _counts_letters(reading: Reading, index: int) -> bool:
    """`2 digits`."""
    tokens = reading.tokens
    is_count = tokens[index].is_number and len(tokens[index].text) == 1 and index + 1 < len(tokens)
    return is_count and tokens[index + 1].text in listed("code.letters")


def _is_link(reading: Reading, hits: Hits, index: int) -> bool:
    token = reading.tokens[index]
    return (
        (token.is_syllable or token.text in listed("code.link"))
        or (token.is_mark and token.text != "$")
        or _is_covered(hits, index)
    )


def _is_covered(hits: Hits, index: int) -> bool:
    return any(
        hits.covers(name, index)
        for name in ("code.partial", "vehicle.word", "code.state", "plate.word", "plate.weak")
    )


def _fits_linked(reading: Reading, hits: Hits, hit: Hit, code: Code) -> bool:
    if len(code.symbols) > LONGEST_PLATE or _is_designated(reading, hits, code, hit.last):
        return False
    if code.n_letters and code.n_digits:
        return len(code.symbols) >= 3 or _has_partial(reading, hits, hit)
    is_strong = hit.category == "plate.strong" or _names_a_vehicle(reading, hits, code)
    if not code.n_letters and hit.category != "plate.weak" and _tells_of_an_officer(reading, hits, code):
        return False  # in Spanish and French the same word means a badge
    if _has_partial(reading, hits, hit):
        return _is_part(reading, hits, code)
    if code.n_letters:
        is_spelled = all(len(step.symbols) == 1 for step in code.steps)
        is_read = hit.category == "plate.word" and code.first > hit.last + 1 and not reading.is_shouted
        return (is_strong or is_spelled or is_read) and code.is_certain and len(code.symbols) >= 3
    is_plain = not (_tells_of_an_officer(reading, hits, code) or _is_year_or_count(reading, code))
    return is_strong and 3 <= code.n_digits <= 8 and is_plain


def _fits_apart(reading: Reading, hits: Hits, hit: Hit, code: Code) -> bool:
    """Other words stand between: only what looks like a plate by itself counts."""
    after = hit.last if hit.last < code.first else -1
    if not code.is_certain or _is_designated(reading, hits, code, after):
        return False
    if hit.category == "plate.strong" and _is_mixed(hits, code):
        return True
    is_like = code.n_letters >= 2 and code.n_digits >= 2
    return is_like and 4 <= len(code.symbols) <= LONGEST_PLATE


def _is_mixed(hits: Hits, code: Code) -> bool:
    """`J4K`: letters between digits or the other way round, which no model and no street has."""
    is_model = any(hits.covers("vehicle.word", index) for index in range(code.first, code.last + 1))
    is_turned = code.shape.count("A9") + code.shape.count("9A") >= 2
    return is_turned and not is_model and 3 <= len(code.symbols) <= LONGEST_PLATE


def _is_part(reading: Reading, hits: Hits, code: Code) -> bool:
    following = reading.tokens[code.last + 1].text if code.last + 1 < len(reading.tokens) else ""
    if not code.n_letters and hits.covers("vehicle.word", code.last + 1):
        return False  # "two vans"
    if code.symbols == "i":
        return False  # "that I could see"
    if code.n_letters and not code.n_digits:
        return code.is_certain and len(code.symbols) <= LONGEST_PLATE
    if following in listed("code.letters"):
        return False  # "up to 7 letters"
    return 1 <= len(code.symbols) <= LONGEST_PLATE


def _has_partial(reading: Reading, hits: Hits, hit: Hit) -> bool:
    sentence = reading.tokens[hit.first].sentence
    return any(
        reading.tokens[part.first].sentence == sentence
        for part in hits.between(hit.first - PARTIAL_BEHIND, hit.first + BEHIND, "code.partial")
    )


def _speaks_for_itself(
    reading: Reading, hits: Hits, code: Code, taken: frozenset[int], context: Context
) -> bool:
    if (
        taken & set(range(code.first, code.last + 1))
        or not code.is_certain
        or any(hits.covers("vehicle.word", index) for index in range(code.first, code.last + 1))
        or _is_designated(reading, hits, code, -1)
        or _is_of_a_crew(reading, hits, code)
        or _is_of_a_machine(reading, hits, code)
    ):
        return False
    is_spelled = code.is_said and code.n_letters >= 2 and code.n_digits >= 2 and len(code.symbols) >= 5
    is_part = _is_seen_in_part(reading, hits, code, context) or _stands_by_a_vehicle(
        reading, hits, code, context
    )
    if not (is_spelled or is_part or code.shape in FIRM) or is_time_or_amount(reading, code):
        return False
    return context is Context.REPORT_INTAKE or _names_a_vehicle(reading, hits, code)


def _is_of_a_crew(reading: Reading, hits: Hits, code: Code) -> bool:
    """`Unit KDB 340`, `light pole LKS 209`: what somebody is called on a radio, a company's number of its crew or its things."""
    if hits.covers("code.crew", code.first - 1) or hits.covers("code.crew", code.first - 2):
        return True
    sentence = reading.tokens[code.first].sentence
    things = hits.between(code.first - FIXTURE_AHEAD, code.first - 1, "code.fixture")
    is_things = any(reading.tokens[hit.first].sentence == sentence for hit in things)
    is_other = is_things or hits.stand_in(sentence, "code.radio")
    return is_other and not hits.stand_in(sentence, "vehicle.word")


def _is_of_a_machine(reading: Reading, hits: Hits, code: Code) -> bool:
    """`Honda EU2200 generator`: a model, written in one piece right beside a word for what it is."""
    is_whole = reading.cased[reading.tokens[code.first].start : reading.tokens[code.last].end].isalnum()
    near_by = hits.between(code.first - MACHINE_AHEAD, code.last + MACHINE_BEHIND, "code.machine")
    sentence = reading.tokens[code.first].sentence
    return is_whole and any(reading.tokens[hit.first].sentence == sentence for hit in near_by)


def _is_seen_in_part(reading: Reading, hits: Hits, code: Code, context: Context) -> bool:
    """`black SUV, only got BNZ 4`; a caller's `W T something 4 4` can be nothing else."""
    if (
        context is Context.REPORT_INTAKE
        and "?" in code.symbols[1:-1]
        and code.n_letters >= 2
        and code.n_digits >= 2
    ):
        return len(code.symbols) <= LONGEST_PLATE
    return (
        code.n_letters >= 2
        and 1 <= code.n_digits <= 4
        and len(code.symbols) <= LONGEST_PLATE
        and ("?" in code.symbols or bool(hits.between(code.first - 4, code.first, "code.partial")))
        and _names_a_vehicle(reading, hits, code)
    )


def _stands_by_a_vehicle(reading: Reading, hits: Hits, code: Code, context: Context) -> bool:
    """A caller tells of a vehicle and of letters with digits, which are no name of a model: `CR-V 2019`."""
    if not 5 <= len(code.symbols) <= 8:
        return False
    is_carried = hits.stand_in(reading.tokens[code.first].sentence, "carried.by")
    if context is not Context.REPORT_INTAKE and not (is_carried or hits.covers("code.state", code.first - 1)):
        return False
    is_mixed = code.n_letters >= 2 and code.n_digits >= 2
    return is_mixed and _names_a_vehicle(reading, hits, code)


def _names_a_vehicle(reading: Reading, hits: Hits, code: Code) -> bool:
    return hits.stand_in(reading.tokens[code.first].sentence, "vehicle.word")


def _tells_of_an_officer(reading: Reading, hits: Hits, code: Code) -> bool:
    return hits.stand_in(reading.tokens[code.first].sentence, "badge.officer") and not _names_a_vehicle(
        reading, hits, code
    )


def _is_designated(reading: Reading, hits: Hits, code: Code, after: int) -> bool:
    """Room, form, item, course, call sign: a code that says what it is; a word before the token `after` does not count."""
    sentence = reading.tokens[code.first].sentence
    for index in range(code.first, max(code.first - 4, after), -1):
        if reading.tokens[index].sentence != sentence:
            return False
        if any(hits.covers(name, index) for name in ("code.other", "code.other_number", "badge.officer")):
            return True
    return False


def _is_year_or_count(reading: Reading, code: Code) -> bool:
    after = code.last + 1
    if after < len(reading.tokens) and reading.tokens[after].is_word:
        return reading.tokens[after].text in listed("code.counted")
    return False

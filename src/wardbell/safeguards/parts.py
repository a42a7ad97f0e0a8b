"""A plate told in parts: `starts with DQ, ends in 18`, `the letters were P L J and the numbers six one four`."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from wardbell.safeguards.findings import Context
from wardbell.safeguards.lexicon import Hit, Hits, listed
from wardbell.safeguards.reading import Reading, Token
from wardbell.safeguards.spelling import Code, codes, digits_at, is_time_or_amount

LONGEST_PART = 6  # symbols
GAP = 4  # tokens between "starts with" and what it starts with
APART = 10  # tokens between two parts of one plate
PARTS = ("part.begin", "part.end", "part.middle", "part.letters", "part.digits")
BEGINNING_ENDING = frozenset({"part.begin", "part.end"})


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one phrase tells of a plate: tokens `first` to `last`, inclusive, with the phrase itself."""

    category: str
    start: int  #: the token at which the phrase begins
    first: int
    last: int
    n_letters: int
    n_digits: int


def plates(
    reading: Reading, hits: Hits, taken: frozenset[int], context: Context
) -> Iterator[tuple[int, int]]:
    """Yields the first and the last token of plates that are told in parts."""
    found = [part for hit in hits.of(*PARTS) if (part := _part(reading, hits, hit, taken)) is not None]
    paired: set[int] = set()
    for one, other in pairwise(found):
        if _are_one_plate(reading, hits, one, other, context):
            paired |= {one.first, other.first}
            yield one.first, other.last
    for part in found:
        letters = _letters_before(reading, hits, part) if part.category == "part.digits" else None
        if letters is not None and part.first not in paired:
            paired.add(part.first)
            yield letters.first, part.last
        if part.first not in paired and _is_of_a_vehicle(reading, hits, part, context):
            yield part.first, part.last


def _part(reading: Reading, hits: Hits, hit: Hit, taken: frozenset[int]) -> Part | None:
    here = hit.last + 1
    while here < len(reading.tokens) and here - hit.last <= GAP and _is_between(reading, hits, here):
        here += 1
    if here >= len(reading.tokens) or reading.tokens[here].sentence != reading.tokens[hit.first].sentence:
        return None
    code = next((code for code in codes(reading, here, here) if code.first == here), None)
    if code is None:
        return _small(reading, hit, here, taken)
    is_fit = (
        len(code.symbols) <= LONGEST_PART and _fits(hit, code) and not _is_something_else(reading, hits, code)
    )
    if not is_fit or taken & set(range(code.first, code.last + 1)):
        return None
    return Part(
        category=hit.category, start=hit.first, first=code.first, last=code.last,
        n_letters=code.n_letters, n_digits=code.n_digits,
    )  # fmt: skip


def _is_between(reading: Reading, hits: Hits, index: int) -> bool:
    token = reading.tokens[index]
    if token.is_mark:
        return token.text != "$"
    is_counted = digits_at(reading, index) is not None and _text(reading, index + 1) in listed("code.letters")
    is_link = token.is_syllable or token.text in listed("code.link") | listed("code.equals")
    is_code = token.cased.isupper() and len(token.text) < 3 and not reading.is_shouted
    is_phrase = any(hits.covers(name, index) for name in ("plate.word", "plate.strong", "code.partial"))
    return is_counted or is_phrase or (is_link and not is_code) or token.text in listed("code.letters")


def _letters_before(reading: Reading, hits: Hits, part: Part) -> Code | None:
    """`licence on the back said PXN and the numbers were five, five, three`."""
    sentence = reading.tokens[part.first].sentence
    if not hits.stand_in(sentence, "plate.strong", "plate.word", "plate.weak", "vehicle.word"):
        return None
    for code in codes(reading, part.start - APART, part.start - 1):
        is_in = reading.tokens[code.first].sentence == sentence and code.last < part.start
        if is_in and code.is_certain and not code.n_digits and 2 <= code.n_letters <= 4:
            return code
    return None


def _small(reading: Reading, hit: Hit, here: int, taken: frozenset[int]) -> Part | None:
    """`begins gt`: letters written small, which are no word."""
    token = reading.tokens[here]
    is_code = token.is_word and token.text.isascii() and 2 <= len(token.text) <= 3 and not _is_a_word(token)
    if not is_code or here in taken or hit.category == "part.digits":
        return None
    return Part(
        category=hit.category, start=hit.first, first=here, last=here, n_letters=len(token.text), n_digits=0
    )


def _is_a_word(token: Token) -> bool:
    has_vowel = bool(set("aeiouy") & set(token.text))
    return has_vowel or token.text in listed("code.common") | listed("code.link") | listed("street.type")


def _fits(hit: Hit, code: Code) -> bool:
    if hit.category == "part.letters":
        is_spelled = code.is_said and len(code.steps) > 1
        return bool(code.n_letters) and not code.n_digits and (code.is_certain or is_spelled)
    if hit.category == "part.digits":
        return not code.n_letters and code.n_digits >= 2
    return code.is_certain or (code.is_said and len(code.steps) > 1)


def _is_something_else(reading: Reading, hits: Hits, code: Code) -> bool:
    """A time, a count, a street."""
    after = code.last + 1
    if is_time_or_amount(reading, code) or hits.covers("vehicle.word", after):
        return True
    following = _text(reading, after)
    is_counted = following in listed("code.counted") - {"x", "left", "of"}
    others = ("street.type", "code.other", "street.not_a_house", "code.other_number")
    return (
        is_counted or following in listed("code.letters") or any(hits.covers(name, after) for name in others)
    )


def _are_one_plate(reading: Reading, hits: Hits, one: Part, other: Part, context: Context) -> bool:
    kinds = {one.category, other.category}
    is_told = len(kinds) == 2 and (
        kinds <= BEGINNING_ENDING or "part.middle" in kinds or "part.letters" in kinds
    )
    if (
        not is_told
        or other.start - one.last > APART
        or reading.tokens[other.first].sentence - reading.tokens[one.first].sentence > 1
    ):
        return False
    if _tells_of_a_vehicle(reading, hits, one):
        return True
    has_letters = one.n_letters + other.n_letters > 0
    return context is Context.REPORT_INTAKE and has_letters and one.n_digits + other.n_digits > 0


def _is_of_a_vehicle(reading: Reading, hits: Hits, part: Part, context: Context) -> bool:
    """`only got the last three, 0 2 8, of the pickup`."""
    is_part = part.category in BEGINNING_ENDING and part.n_letters + part.n_digits >= 2
    is_reported = context in {Context.REPORT_INTAKE, Context.OFFICIAL_NOTICE}
    return is_part and is_reported and _tells_of_a_vehicle(reading, hits, part)


def _tells_of_a_vehicle(reading: Reading, hits: Hits, part: Part) -> bool:
    sentence = reading.tokens[part.first].sentence
    near = range(max(sentence - 1, 0), sentence + 2)
    return any(hits.stand_in(one, "vehicle.word", "plate.strong", "plate.word") for one in near)


def _text(reading: Reading, index: int) -> str:
    return reading.tokens[index].text if 0 <= index < len(reading.tokens) else ""

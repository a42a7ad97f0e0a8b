"""Badge, shield and ID numbers of officers and agents."""

from collections.abc import Iterator

from wardbell.safeguards.findings import Context, Finding, Kind
from wardbell.safeguards.lexicon import Hit, Hits, listed
from wardbell.safeguards.reading import Reading
from wardbell.safeguards.spelling import Code, codes, is_time_or_amount

WHY = "The badge or ID number of an officer or agent: officers are not identified."
AHEAD, BEHIND = 9, 7  # tokens
LINKING = (
    "badge.weak",
    "badge.officer",
    "badge.officers",
    "code.partial",
    "badge.worn",
)  # may stand between a badge and its number
PRIMER = "101"  # "Badge 101": a first lesson
EMERGENCY = frozenset({"211", "311", "411", "511", "611", "711", "811", "911", "988"})


def find(reading: Reading, hits: Hits, taken: frozenset[int], context: Context) -> Iterator[Finding]:
    """Yields the numbers; tokens `taken` belong to telephone numbers or mailboxes."""
    found: dict[int, Code] = {}
    for hit in hits.of("badge.strong", "badge.weak", "badge.officer", "badge.worn"):
        code = _number(reading, hits, hit, taken)
        if code is None and hit.category == "badge.strong" and context is Context.REPORT_INTAKE:
            code = _anywhere_near(reading, hits, hit, taken)
        if code is not None:
            found[code.first] = code
    for code in found.values():
        start, end = reading.place(code.first, code.last)
        yield Finding(kind=Kind.BADGE_NUMBER, start=start, end=end, why=WHY)


def _number(reading: Reading, hits: Hits, hit: Hit, taken: frozenset[int]) -> Code | None:
    match hit.category:
        case "badge.strong":
            return _after(reading, hits, hit, taken) or _before(reading, hits, hit, taken)
        case "badge.officer":
            return _right_after(reading, hits, hit, taken)
        case _ if not _tells_of_an_officer(reading, hits, hit):
            return None
    return _after(reading, hits, hit, taken) or _before(reading, hits, hit, taken)


def _after(reading: Reading, hits: Hits, hit: Hit, taken: frozenset[int]) -> Code | None:
    for code in codes(reading, hit.last + 1, reading.ahead(hit.last, AHEAD)):
        if not _is_possible(reading, hits, code, hit, taken):
            continue
        gap = range(hit.last + 1, code.first)
        if all(_is_link(reading, hits, index) for index in gap) or _follows_number_word(reading, code, hit):
            return code
    return None


def _anywhere_near(reading: Reading, hits: Hits, hit: Hit, taken: frozenset[int]) -> Code | None:
    """A caller who tells of a badge and of a number mostly tells of the badge's number."""
    for code in codes(reading, hit.first - BEHIND, hit.last + AHEAD):
        if code.n_digits >= 3 and _is_possible(reading, hits, code, hit, taken):
            return code
    return None


def _right_after(reading: Reading, hits: Hits, hit: Hit, taken: frozenset[int]) -> Code | None:
    """`officer 3317`, `agent no. 20417`: nothing but a number word stands between."""
    here = hit.last + 1
    while here < len(reading.tokens) and here <= hit.last + 4:
        token = reading.tokens[here]
        if token.text not in listed("code.number_words") and token.text not in {"#", ".", ":", "(", ","}:
            break
        here += 1
    for code in codes(reading, here, here):
        is_named = here > hit.last + 1 and reading.tokens[here - 1].text != ","
        if _is_possible(reading, hits, code, hit, taken) and (code.n_digits >= 3 or is_named):
            return code
    return None


def _before(reading: Reading, hits: Hits, hit: Hit, taken: frozenset[int]) -> Code | None:
    for code in reversed(list(codes(reading, hit.first - BEHIND, hit.first - 1))):
        if code.last >= hit.first or code.n_digits < 3 or not _is_possible(reading, hits, code, hit, taken):
            continue
        gap = range(code.last + 1, hit.first)
        if all(_is_link(reading, hits, index) for index in gap):
            return code
    return None


def _is_possible(reading: Reading, hits: Hits, code: Code, hit: Hit, taken: frozenset[int]) -> bool:
    if reading.tokens[code.first].sentence != reading.tokens[hit.first].sentence:
        return False
    if taken & set(range(code.first, code.last + 1)) or is_time_or_amount(reading, code):
        return False
    is_number = code.n_digits >= 2 and len(code.symbols) <= 10 and code.n_letters <= 3
    if not is_number or code.symbols in EMERGENCY | {PRIMER} or _is_counted(reading, code):
        return False
    return not any(
        hits.covers(name, index)
        for name in ("code.other", "code.other_number")
        for index in range(hit.last + 1 if hit.last < code.first else max(code.first - 3, 0), code.first)
    )


def _is_counted(reading: Reading, code: Code) -> bool:
    after = code.last + 1
    if after >= len(reading.tokens) or not reading.tokens[after].is_word:
        return False
    is_year = code.n_digits == 4 and not code.n_letters and code.symbols.startswith("20")
    follows_number = code.first > 0 and reading.tokens[code.first - 1].text in listed("code.number_words")
    return reading.tokens[after].text in listed("code.counted") or (is_year and not follows_number)


def _is_link(reading: Reading, hits: Hits, index: int) -> bool:
    token = reading.tokens[index]
    if token.text in {";", "$"}:
        return False
    return (
        token.is_mark
        or (token.is_syllable or token.text in listed("code.link") | listed("badge.on"))
        or any(hits.covers(name, index) for name in LINKING)
    )


def _follows_number_word(reading: Reading, code: Code, hit: Hit) -> bool:
    for index in range(code.first - 1, max(code.first - 3, hit.last), -1):
        if reading.tokens[index].text in listed("code.number_words") or reading.tokens[index].text in listed(
            "code.equals"
        ):
            return True
        if not reading.tokens[index].is_mark:
            return False
    return False


def _tells_of_an_officer(reading: Reading, hits: Hits, hit: Hit) -> bool:
    words = ("badge.officer", "badge.officers", "badge.strong")
    return hits.stand_in(
        reading.tokens[hit.first].sentence, *words, *(["badge.worn"] * (hit.category != "badge.worn"))
    )

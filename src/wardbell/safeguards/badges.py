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
REPORTED = frozenset({Context.REPORT_INTAKE, Context.OFFICIAL_NOTICE})
FEWEST_ON_A_CARD, LONGEST_SAID = 4, 7  # digits
UNITS = frozenset({"unit", "unidad", "unité", "car"})
FORMS = frozenset({"dhs", "uscis"})  # "DHS 3876" is a form of the state's, "DHS-3876" may be an agent's
THIRD_PERSON = 5  # tokens before "ID" in which "his" may stand
HOURS_FOLLOW = frozenset(
    {"at", "around", "about", "by", "til", "till", "until", "since", "from", "a", "las", "à", "vers"}
)
RANGE = frozenset({"to", "through", "thru", "al", "à", "до", "到", "至", "đến", "ilaa", "hasta"})
OPEN_RANGES = [["and", "up"], ["and", "above"], ["and", "higher"], ["or", "higher"], ["y", "más"]]
PRIMER = "101"  # "Badge 101": a first lesson
EMERGENCY = frozenset({"211", "311", "411", "511", "611", "711", "811", "911", "988"})


def find(reading: Reading, hits: Hits, taken: frozenset[int], context: Context) -> Iterator[Finding]:
    """Yields the numbers; tokens `taken` belong to telephone numbers or mailboxes."""
    found: dict[int, Code] = {}
    for hit in hits.of("badge.strong", "badge.weak", "badge.officer", "badge.worn"):
        if _is_a_guests(reading, hits, hit, context):
            continue  # "pick up your conference badge"
        if hit.category == "badge.weak" and _is_anothers(reading, hits, hit):
            continue  # "my case number"
        code = _number(reading, hits, hit, taken, context)
        if code is None and hit.category == "badge.strong" and context is Context.REPORT_INTAKE:
            code = _anywhere_near(reading, hits, hit, taken)
        if code is not None and not (hit.category == "badge.worn" and _is_when(reading, code)):
            found[code.first] = code
    if context in REPORTED:
        found |= {code.first: code for code in _told(reading, hits, taken)}
    for code in found.values():
        start, end = reading.place(code.first, code.last)
        yield Finding(kind=Kind.BADGE_NUMBER, start=start, end=end, why=WHY)


def _is_a_guests(reading: Reading, hits: Hits, hit: Hit, context: Context) -> bool:
    """Whether a badge is a visitor's, a volunteer's or a scout's, and nobody on duty is told of."""
    is_officers = any(
        token.text in listed("badge.officer") | listed("badge.officers")
        for token in reading.tokens[hit.first : hit.last + 1]
    )
    if hit.category != "badge.strong" or is_officers or hits.of("badge.officer", "badge.officers"):
        return False
    if hits.stand_in(reading.tokens[hit.first].sentence, "badge.guest"):
        return True
    is_intake = context is Context.REPORT_INTAKE
    return bool(hits.of("badge.event")) and not (is_intake and _is_his(reading, hit))


def _is_anothers(reading: Reading, hits: Hits, hit: Hit) -> bool:
    """Whether "number" belongs to the word before it: a case, a form."""
    is_bare = reading.tokens[hit.last].text in listed("code.number_words")
    before = hit.first - 1
    return hits.covers("code.other_number", before) or (is_bare and hits.covers("code.other", before))


def _told(reading: Reading, hits: Hits, taken: frozenset[int]) -> Iterator[Code]:
    """Yields numbers told without a word for a badge: by an officer who was asked, on a card that was held up."""
    for hit in hits.of("officer.asked"):
        if (
            _tells_of_an_officer(reading, hits, hit)
            and (code := _said(reading, hits, hit, taken)) is not None
        ):
            yield code
    for hit in hits.of("part.begin", "part.end"):
        if (code := _in_part(reading, hits, hit, taken)) is not None:
            yield code
    for hit in hits.of("officer.shown"):
        code = _anywhere_near(reading, hits, hit, taken)
        if code is not None and code.n_digits >= FEWEST_ON_A_CARD:
            yield code
    for hit in hits.of("badge.officers"):
        if (code := _after_an_agency(reading, hits, hit, taken)) is not None:
            yield code


def _in_part(reading: Reading, hits: Hits, hit: Hit, taken: frozenset[int]) -> Code | None:
    """`his badge was half covered but ends 07`."""
    sentence = reading.tokens[hit.first].sentence
    if not hits.stand_in(sentence, "badge.strong") or hits.stand_in(sentence, "vehicle.word", "public.event"):
        return None
    for code in codes(reading, hit.last + 1, hit.last + 3):
        gap = range(hit.last + 1, code.first)
        is_fit = code.n_digits >= 2 and _is_possible(reading, hits, code, hit, taken)
        return code if is_fit and all(_is_link(reading, hits, index) for index in gap) else None
    return None


def _said(reading: Reading, hits: Hits, hit: Hit, taken: frozenset[int]) -> Code | None:
    """`I asked the agent for his number and he goes four eight eight two`, `he said unit 2217`."""
    for code in codes(reading, hit.last + 1, reading.ahead(hit.last, AHEAD)):
        is_fit = 3 <= code.n_digits <= LONGEST_SAID and _is_possible(reading, hits, code, hit, taken)
        if not is_fit or _names_a_place(reading, hits, code) or _is_when(reading, code):
            continue
        gap = range(hit.last + 1, code.first)
        if all(_is_link(reading, hits, index) or reading.tokens[index].text in UNITS for index in gap):
            return code
    return None


def _is_when(reading: Reading, code: Code) -> bool:
    """`said at 1130`, `it says 2019`: an hour or a year."""
    is_four = len(code.symbols) <= 4 and not code.n_letters and not code.is_said
    before = reading.tokens[code.first - 1].text if code.first else ""
    return is_four and (
        before in HOURS_FOLLOW or (code.symbols[:2] in {"19", "20"} and len(code.symbols) == 4)
    )


def _names_a_place(reading: Reading, hits: Hits, code: Code) -> bool:
    """`said 2218 Larkmoor`: a name or a kind of street follows."""
    after = code.last + 1
    if after >= len(reading.tokens) or reading.tokens[after].is_mark:
        return False
    token = reading.tokens[after]
    return (
        hits.covers("street.type", after) or hits.covers("street.before", after) or token.cased[0].isupper()
    )


def _after_an_agency(reading: Reading, hits: Hits, hit: Hit, taken: frozenset[int]) -> Code | None:
    """`ERO-55813`."""
    tokens, mark = reading.tokens, hit.last + 1
    is_agency = tokens[hit.first].cased.isupper() and not reading.is_shouted and hit.first == hit.last
    if not is_agency or mark + 1 >= len(tokens) or tokens[mark].text not in {"-", "#"}:
        return None
    code = next((code for code in codes(reading, mark + 1, mark + 1) if code.first == mark + 1), None)
    is_fit = code is not None and code.n_digits >= FEWEST_ON_A_CARD and not code.n_letters
    return code if code and is_fit and _is_possible(reading, hits, code, hit, taken) else None


def _number(reading: Reading, hits: Hits, hit: Hit, taken: frozenset[int], context: Context) -> Code | None:
    match hit.category:
        case "badge.strong":
            return _after(reading, hits, hit, taken) or _before(reading, hits, hit, taken)
        case "badge.officer":
            return _right_after(reading, hits, hit, taken)
        case _ if not _tells_of_an_officer(reading, hits, hit):
            return _without_an_officer(reading, hits, hit, taken, context)
    return _after(reading, hits, hit, taken) or _before(reading, hits, hit, taken)


def _without_an_officer(
    reading: Reading, hits: Hits, hit: Hit, taken: frozenset[int], context: Context
) -> Code | None:
    """A caller's `number stitched on his vest, 4471`; `ID no. A-11836? The agent wore it on his chest.`"""
    code = _after(reading, hits, hit, taken) or _before(reading, hits, hit, taken)
    if code is None or code.n_digits < 3:
        return None
    if hit.category == "badge.worn":
        is_number = bool(hits.between(hit.first - BEHIND, code.last, "badge.weak")) or hits.covers(
            "phone.person", hit.first - 1
        )
        return code if context is Context.REPORT_INTAKE and is_number else None
    if context is Context.REPORT_INTAKE and _is_his(reading, hit):
        return code
    sentence = reading.tokens[hit.first].sentence
    is_near = any(
        hits.stand_in(near, "badge.officer", "badge.officers") for near in (sentence - 1, sentence + 1)
    )
    is_named = hit.last > hit.first and code.n_digits >= FEWEST_ON_A_CARD
    return code if is_near and is_named and not hits.covers("code.other", hit.first) else None


def _is_his(reading: Reading, hit: Hit) -> bool:
    """`his ID number 88120`, `llevaba un carnet, número 88-102`: what a caller tells of somebody who wears a number."""
    tokens = reading.tokens
    if tokens[hit.first].text == "star":
        return hit.last + 1 < len(tokens) and tokens[hit.last + 1].is_number
    window = [
        one
        for one in tokens[max(hit.first - THIRD_PERSON, 0) : hit.first]
        if one.sentence == tokens[hit.first].sentence
    ]
    return any(one.text in listed("badge.his") for one in window)


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
        if token.text not in listed("code.number_words") and token.text not in {
            "#",
            ".",
            ":",
            "(",
            ",",
            "'",
            "s",
        }:
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
    if _is_measured(reading, hits, code.last + 1) or _is_in_a_range(reading, code):
        return False  # "20 feet", "150 people", "badges 101 to 250"
    agency = reading.tokens[code.first if code.n_letters else code.first - 1].text if code.first else ""
    if agency in FORMS and hit.category != "badge.strong":
        return False
    return not any(
        hits.covers(name, index)
        for name in ("code.other", "code.other_number")
        for index in range(hit.last + 1 if hit.last < code.first else max(code.first - 3, 0), code.first)
    )


def _is_in_a_range(reading: Reading, code: Code) -> bool:
    tokens, after = reading.tokens, code.last + 1
    if after + 1 < len(tokens) and tokens[after].text in RANGE and tokens[after + 1].is_number:
        return True
    if [token.text for token in tokens[after : after + 2]] in OPEN_RANGES:
        return True
    return code.first > 1 and tokens[code.first - 1].text in RANGE and tokens[code.first - 2].is_number


def _is_measured(reading: Reading, hits: Hits, after: int) -> bool:
    return hits.covers("street.not_a_name", after) and reading.tokens[after].text in listed("code.measure")


def _is_counted(reading: Reading, code: Code) -> bool:
    after = code.last + 1
    if after >= len(reading.tokens) or not reading.tokens[after].is_word:
        return False
    is_year = not code.n_letters and code.symbols[:3] in {"201", "202", "203"} and code.n_digits == 4
    follows_number = code.first > 0 and reading.tokens[code.first - 1].text in listed("code.number_words")
    is_owned = reading.tokens[after].text == "of" and code.n_digits > 2  # "officer 4471 of the county"
    return (reading.tokens[after].text in listed("code.counted") and not is_owned) or (
        is_year and not follows_number
    )


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

"""Telephone numbers in figures and words, and whether they are a person's or an office's."""

from collections.abc import Iterator
from dataclasses import dataclass

from wardbell.safeguards.cues import Near, near
from wardbell.safeguards.findings import Context, Finding, Kind
from wardbell.safeguards.lexicon import Hits, listed
from wardbell.safeguards.reading import Reading
from wardbell.safeguards.spelling import Step, digits_at

WHY = "A person's telephone number: only numbers of offices, hotlines and organizations may be written."
SEPARATORS = frozenset("-./()_*·•~|:+,[]\\\"'")
MOST_SEPARATORS = 4
TOLL_FREE = frozenset({"800", "833", "844", "855", "866", "877", "888"})  # NANPA, toll-free codes in service
NOWHERE = 99  # no such word is near
REACH = 14  # tokens before a number in which a cue counts
REACH_AFTER = 8

# Category to handicap, in words of distance: a strong word outweighs a nearer weak one.
PRIVATE = {"phone.private": 0, "phone.person": 2, "phone.kin": 2, "phone.name": 2}
OFFICE = {"phone.office": 0, "phone.place": 1}
PUBLISHED = frozenset({Context.PUBLIC_BULLETIN, Context.DIRECTORY})
FARTHEST_IN_PUBLISHED = {
    "phone.private": 7,
    "phone.person": 4,
    "phone.name": 4,
    "phone.kin": 1,
}  # words between
CALLERS = frozenset({"phone.person", "phone.kin"})
PLACE_IN_REPORTS = (
    8  # a caller names places for many reasons: only one right before the number makes it the place's
)


@dataclass(frozen=True, slots=True)
class Group:
    """Digits written or said together."""

    digits: str
    first: int
    last: int
    is_said: bool


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number found in a text, whosever it is: tokens `first` to `last`, inclusive."""

    first: int
    last: int
    digits: str


def find(reading: Reading, hits: Hits, phones: list[Phone], context: Context) -> Iterator[Finding]:
    """Yields the numbers that are a person's."""
    for place, phone in enumerate(phones):
        lower = phones[place - 1].last + 1 if place else 0
        upper = phones[place + 1].first - 1 if place + 1 < len(phones) else len(reading.tokens)
        if _is_private(reading, hits, phone, context, (lower, upper)):
            start, end = reading.place(phone.first, phone.last)
            yield Finding(kind=Kind.PHONE_PRIVATE, start=start, end=end, why=WHY)


def numbers(reading: Reading, hits: Hits) -> list[Phone]:
    """Returns every telephone number in a text, offices' too."""
    found: list[Phone] = []
    for run in _runs(reading):
        place = 0
        while place < len(run):
            count = _match(reading, hits, run, place)
            if count:
                found.append(_phone(reading, run[place : place + count]))
            place += count or 1
    return found


def _phone(reading: Reading, groups: list[Group]) -> Phone:
    first, last = groups[0].first, groups[-1].last
    if first and reading.tokens[first - 1].text in {"+", "("}:
        first -= 1
    if first and reading.tokens[first - 1].text == "+":
        first -= 1
    return Phone(first, last, "".join(group.digits for group in groups))


def _runs(reading: Reading) -> Iterator[list[Group]]:
    run: list[Group] = []
    index = 0
    while index < len(reading.tokens):
        step = digits_at(reading, index) or _said_zero(reading, index, run)
        if step is None:
            index += 1
            continue
        group = Group(step.symbols, index, step.last, step.is_said)
        if run and not _continues(reading, run[-1].last, index):
            yield run
            run = []
        if run and not group.is_said and reading.touches(index) and run[-1].last == index - 1:
            group = Group(run[-1].digits + group.digits, run[-1].first, group.last, False)
            run.pop()
        run.append(group)
        index = step.last + 1
    if run:
        yield run


def _said_zero(reading: Reading, index: int, run: list[Group]) -> Step | None:
    """`five five five o one`, `555-O147`: the letter, right after another digit or before one."""
    is_zero = run and reading.tokens[index].text == "o" and index - run[-1].last <= 2
    return Step("0", index, is_said=not reading.touches(index + 1)) if is_zero else None


def _continues(reading: Reading, last: int, index: int) -> bool:
    between = reading.tokens[last + 1 : index]
    if len(between) > MOST_SEPARATORS or "\n" in {token.text for token in between}:
        return False
    return all(token.text in SEPARATORS or token.text in listed("phone.joins") for token in between)


def _match(reading: Reading, hits: Hits, run: list[Group], place: int) -> int:
    """Returns how many groups from `place` make a telephone number, 0 when they make none."""
    if _is_other_number(reading, hits, run[place].first):
        return 0
    digits, best = "", 0
    for count, group in enumerate(run[place:], start=1):
        digits += group.digits
        if len(digits) > 15:
            break
        if _is_phone(reading, hits, run[place : place + count], digits):
            best = count
            if len(digits) >= 10 and not _has_plus(reading, run[place].first):
                break
    return best


def _is_phone(reading: Reading, hits: Hits, groups: list[Group], digits: str) -> bool:
    sizes = tuple(len(group.digits) for group in groups)
    is_said = all(group.is_said or len(group.digits) <= 2 for group in groups) and len(groups) > 3
    if _has_plus(reading, groups[0].first) or (digits.startswith("00") and len(digits) > 10):
        return 8 <= len(digits) <= 15
    if len(digits) == 11 and digits[0] == "1":
        return _is_nanp(digits[1:])
    if len(digits) == 10 and _is_nanp(digits):
        return (
            sizes in {(10,), (3, 3, 4), (3, 7), (6, 4), (3, 3, 2, 2), (3, 4, 3)}
            or sizes[:2] == (3, 3)
            or is_said
            or _has_said(groups)
        )
    if len(digits) == 7 and digits[0] in "23456789" and digits[1:3] != "11":
        return _is_local(reading, hits, groups, sizes, is_said)
    return _is_foreign(reading, hits, groups, digits, sizes)


def _is_local(
    reading: Reading, hits: Hits, groups: list[Group], sizes: tuple[int, ...], is_said: bool
) -> bool:
    if is_said or (sizes == (3, 4) and _joined_by(reading, groups) in {"-", "."}) or _has_said(groups):
        return True
    if sizes not in {(3, 4), (7,), (3, 2, 2)}:
        return False
    return (
        _has_phone_word(reading, hits, groups[0].first, 4)
        or _belongs_to_someone(reading, hits, groups[-1].last)
        or _is_reached_at(reading, hits, groups[0].first)
    )


def _is_foreign(
    reading: Reading, hits: Hits, groups: list[Group], digits: str, sizes: tuple[int, ...]
) -> bool:
    if digits[0] == "0" and len(digits) == 10 and sizes in {(2,) * 5, (10,), (3, 3, 4), (4, 3, 3)}:
        return _has_phone_word(reading, hits, groups[0].first, 5)
    return 8 <= len(digits) <= 12 and len(sizes) <= 6 and _has_phone_word(reading, hits, groups[0].first, 2)


def _is_nanp(digits: str) -> bool:
    """Area code and exchange as the North American Numbering Plan has them: NXX-NXX-XXXX, N from 2 to 9."""
    return digits[0] in "23456789" and digits[3] in "23456789" and digits[1:3] != "11"


def _has_said(groups: list[Group]) -> bool:
    return sum(group.is_said for group in groups) >= 3


def _joined_by(reading: Reading, groups: list[Group]) -> str:
    return reading.folded[reading.tokens[groups[0].last].end : reading.tokens[groups[1].first].start]


def _has_plus(reading: Reading, first: int) -> bool:
    before = {token.text for token in reading.tokens[max(first - 2, 0) : first]}
    return "+" in before


def _has_phone_word(reading: Reading, hits: Hits, first: int, reach: int) -> bool:
    found = near(
        reading, hits, ("phone.word", "phone.private", "phone.office"),
        first=first, last=first, bounds=(max(first - REACH, 0), first),
    )  # fmt: skip
    return any(cue.distance <= reach for cue in found)


def _belongs_to_someone(reading: Reading, hits: Hits, last: int) -> bool:
    """`5550155 is me`."""
    following = hits.between(last + 1, last + 3, "phone.private", "phone.person", "phone.kin")
    return any(reading.tokens[hit.first].sentence == reading.tokens[last].sentence for hit in following)


def _is_reached_at(reading: Reading, hits: Hits, first: int) -> bool:
    """`leave word with my sitter at 5550163`."""
    before = first - 1
    if before < 1 or reading.tokens[before].text not in listed("phone.at") | {":", "-"}:
        return False
    found = hits.between(before - 3, before - 1, "phone.private", "phone.person", "phone.kin", "phone.name")
    return any(reading.tokens[hit.first].sentence == reading.tokens[first].sentence for hit in found)


def _is_other_number(reading: Reading, hits: Hits, first: int) -> bool:
    """Case, order, permit, meeting: a number that says what it is, right before it."""
    sentence = reading.tokens[first].sentence
    for index in range(first - 1, max(first - 5, -1), -1):
        token = reading.tokens[index]
        if token.sentence != sentence:
            return False
        if hits.covers("code.other_number", index):
            return True
        if not token.is_mark and token.text not in listed("code.number_words"):
            return False
    return False


def _is_private(
    reading: Reading, hits: Hits, phone: Phone, context: Context, bounds: tuple[int, int]
) -> bool:
    is_intake = context is Context.REPORT_INTAKE
    cues = near(reading, hits, (*PRIVATE, *OFFICE), first=phone.first, last=phone.last, bounds=bounds)
    cues = [cue for cue in cues if _counts(reading, cue, phone, bounds)]
    if context in PUBLISHED:
        verb = _verb_before(reading, hits, phone, bounds[0])
        cues = [cue for cue in cues if cue.is_after or cue.category not in CALLERS or cue.distance < verb]
    private = min((_cost(cue, context) for cue in cues if cue.category in PRIVATE), default=NOWHERE)
    office = min((_cost(cue, context) for cue in cues if cue.category in OFFICE), default=NOWHERE)
    if is_intake and _is_of_a_place_called(reading, hits, phone, bounds[0]):
        return False
    if is_intake and office >= PLACE_IN_REPORTS:
        return True
    if phone.digits[-10:-7] in TOLL_FREE and private > 3:
        return False
    if office > 0 and _follows_a_name(reading, hits, phone, bounds[0]):
        return True
    if office > 3 and not is_intake and _is_at_someones(reading, hits, phone, bounds[0]):
        return True
    return private < office


def _is_of_a_place_called(reading: Reading, hits: Hits, phone: Phone, lower: int) -> bool:
    """`llamé a la clínica al`: between the call that was made and its number stands a place, and nobody."""
    sentence = reading.tokens[phone.first].sentence
    calls = [
        hit
        for hit in hits.between(max(lower, phone.first - REACH), phone.first - 1, "phone.called")
        if reading.tokens[hit.first].sentence == sentence
    ]
    if not calls:
        return False
    between = (calls[-1].last + 1, phone.first - 1)
    is_persons = bool(hits.between(*between, *PRIVATE))
    return bool(hits.between(*between, "phone.place", "phone.office", "public.place")) and not is_persons


def _verb_before(reading: Reading, hits: Hits, phone: Phone, lower: int) -> int:
    """Returns how many words back "call" stands: whom it follows are those who may call, not those who are called."""
    verbs = near(
        reading, hits, ("phone.word",), first=phone.first, last=phone.last, bounds=(lower, phone.first)
    )
    return min((verb.distance for verb in verbs), default=NOWHERE)


def _cost(cue: Near, context: Context) -> int:
    cost = cue.distance + (PRIVATE | OFFICE)[cue.category] + cue.is_after
    if context is Context.REPORT_INTAKE:
        return cost + 3 * (cue.category == "phone.place")
    # "Father Project: classes, 651-..." is nobody's father: in what is published a word must stand close.
    is_far = context in PUBLISHED and cue.distance > FARTHEST_IN_PUBLISHED.get(cue.category, REACH)
    return NOWHERE if is_far else cost


def _follows_a_name(reading: Reading, hits: Hits, phone: Phone, lower: int) -> bool:
    """`text Deqa at`, `llame a Chayo,`: a verb one uses with persons, a word with a capital, and a number."""
    tokens, here = reading.tokens, phone.first - 1
    while here >= lower and phone.first - here < 4 and not _is_capitalised(reading, here):
        if not tokens[here].is_mark and tokens[here].text not in listed("phone.at"):
            return False
        here -= 1
    if here < lower or not _is_capitalised(reading, here) or hits.covers("phone.office", here):
        return False
    verb = here - 1
    if verb >= lower and _is_capitalised(reading, verb) and hits.covers("phone.name", verb):
        verb -= 1
    if reading.tokens[here].text in listed("phone.not_a_name") or hits.covers("phone.place", here):
        return False
    return verb >= lower and hits.covers("phone.to_person", verb)


def _is_at_someones(reading: Reading, hits: Hits, phone: Phone, lower: int) -> bool:
    """`Bex has them:`, `Marisha will drive you:`, `Host: Lorraine P.,`: one word with a capital that does what persons do."""
    if _follows_an_initial(reading, hits, phone, lower):
        return True
    sentence = reading.tokens[phone.first].sentence
    for hit in hits.between(max(lower, phone.first - REACH), phone.first - 1, "phone.does"):
        name = hit.first - 1
        if (
            name >= lower
            and reading.tokens[hit.first].sentence == sentence
            and _is_a_name(reading, hits, name)
        ):
            return True
    for hit in hits.between(max(lower, phone.first - REACH), phone.first - 1, "phone.role"):
        name = hit.last + 1
        while name < phone.first and reading.tokens[name].text in {":", ",", "(", ")", "-", "is", "es"}:
            name += 1
        if (
            name < phone.first
            and reading.tokens[hit.first].sentence == sentence
            and _is_a_name(reading, hits, name)
        ):
            return True
    return False


def _follows_an_initial(reading: Reading, hits: Hits, phone: Phone, lower: int) -> bool:
    """`M. Haddad, 612-`."""
    tokens, name = reading.tokens, phone.first - 1
    while name > lower + 1 and tokens[name].text in {",", "(", ":", "-", "at"}:
        name -= 1
    if name < lower + 2 or not _is_a_name(reading, hits, name) or tokens[name - 1].text != ".":
        return False
    initial = tokens[name - 2]
    return len(initial.text) == 1 and initial.cased.isupper()


def _is_a_name(reading: Reading, hits: Hits, index: int) -> bool:
    """Whether a word with a capital stands alone, or before another such word, and is neither a day nor a place."""
    if not _is_capitalised(reading, index) or reading.tokens[index].text in listed(
        "phone.not_a_name"
    ) | listed("code.common"):
        return False
    names = ("phone.office", "phone.place", "public.place", "public.event", "street.not_a_name")
    return not any(hits.covers(name, index) for name in names)


def _is_capitalised(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    return token.is_word and token.cased[0].isupper() and not token.cased.isupper()


def _counts(reading: Reading, cue: Near, phone: Phone, bounds: tuple[int, int]) -> bool:
    if not cue.is_after:
        return cue.distance <= REACH
    if bounds[1] == len(reading.tokens):
        return cue.distance <= REACH_AFTER
    following = reading.tokens[phone.last + 1].text  # another number follows: the cue may be its own
    return cue.distance <= 3 and following in listed("phone.links")

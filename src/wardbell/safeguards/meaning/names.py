"""Names of officers, and of people who were detained, are sought or are affected; those who speak for an office may be named.

A name is a run of capitalised words that are no place, day or title; in a script without capitals, or in a text written small,
it is a known given name and what follows, or what stands after "named".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wardbell.safeguards.findings import Finding, Kind
from wardbell.safeguards.lexicon import Hit, forms, listed
from wardbell.safeguards.meaning.concepts import A_NAME, Concepts, words_of_concept
from wardbell.safeguards.reading import Reading, Token

NEAR = 9  # tokens between a name and what happened to its bearer
FAR = 40  # tokens; an officer farther away is somebody else
BESIDE = 3  # tokens between a rank, or "named", and the name
LONGEST = 5  # tokens of a name
LINKS = frozenset("-'.")  # marks inside a name
SMALL_NAME = 3  # letters of a word written small behind "his name is"
SMALL_LETTERS = 4  # a given name written small must have as many, or it is an ordinary word too


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `first` to `last`, inclusive; `is_known` when one of them is a known given name."""

    first: int
    last: int
    n_words: int
    is_known: bool


def hits(found: Concepts) -> Iterator[Hit]:
    """Yields where names of persons stand, for the rules."""
    for name in _names(found):
        if name.is_known or name.n_words > 1 or _stands_before(found, name, "public_title"):
            yield Hit(A_NAME, name.first, name.last)


def find(found: Concepts, why: Mapping[Kind, str]) -> Iterator[Finding]:
    """Yields each name of an officer and each name of an affected person."""
    named = _names(found)
    officers = [name for name in _named_directly(found, named) if _is_an_officers(found, name)]
    people = [
        name for name in _named_directly(found, named) if name not in officers and _is_affected(found, name)
    ]
    for kind, names in ((Kind.OFFICER_NAME, officers), (Kind.PERSON_NAME_WITH_STATUS, people)):
        for name in names:
            start, end = found.reading.place(name.first, name.last)
            yield Finding(kind=kind, start=start, end=end, why=why[kind])


def _is_an_officers(found: Concepts, name: Name) -> bool:
    if _may_be_named(found, name):
        return False
    if _stands_before(found, name, "rank", "name_worn") or _is_told_apart(found, name):
        return True
    sentence = found.reading.tokens[name.first].sentence
    if not _in_sentences(found, name, "agents", {sentence, sentence - 1, sentence + 1}):
        return False
    if _stands_before(found, name, "called"):
        if _stands_behind(found, name, "immigration_agency"):
            return True
        return not _in_sentences(found, name, "relation", {sentence})
    return name.n_words > 1 and _in_sentences(found, name, "is_officer", {sentence, sentence + 1})


def _is_told_apart(found: Concepts, name: Name) -> bool:
    """`the ICE supervisor on Monday was Garrick Lunde`: a rank, and the name right behind "was"."""
    return name.n_words > 1 and any(
        hit.last == name.first - 1 for hit in found.between("rank_was", name.first - FAR, name.first)
    )


def _is_affected(found: Concepts, name: Name) -> bool:
    if _may_be_named(found, name) or _near_staff(found, name):
        return False
    sure = name.is_known or name.n_words > 1 or _stands_before(found, name, "relation", "called")
    told = _near(found, name, "seize") or _near(found, name, "affected")
    return sure and (told or _stands_before(found, name, "set_free") or _is_held(found, name))


def _is_held(found: Concepts, name: Name) -> bool:
    """Tells whether the sentences around a full name speak of custody, and not of who answers questions about it."""
    if not name.is_known and name.n_words == 1:
        return False
    here = found.reading.tokens[name.first].sentence
    if _in_sentences(found, name, "role_here", {here}):
        return False
    return _in_sentences(found, name, "in_custody", {here - 1, here, here + 1} if name.is_known else {here})


def _may_be_named(found: Concepts, name: Name) -> bool:
    """Tells who speaks for an office; a rank between the title and the name is the rank of somebody lower."""
    if _stands_behind(found, name, "public_title"):
        return True
    titles = _before(found, name, "public_title")
    ranks = [hit for hit in _before(found, name, "rank") if not any(_covers(one, hit) for one in titles)]
    return bool(titles) and max(hit.last for hit in titles) > max((hit.last for hit in ranks), default=-1)


def _covers(one: Hit, other: Hit) -> bool:
    return one.first <= other.first and other.last <= one.last


def _near_staff(found: Concepts, name: Name) -> bool:
    return (
        _stands_before(found, name, "ask_for")
        or _stands_behind(found, name, "staff")
        or _near(found, name, "lost_found")
    )


def _in_sentences(found: Concepts, name: Name, concept: str, sentences: set[int]) -> bool:
    near = found.between(concept, name.first - FAR, name.last + FAR)
    return any(found.sentence(hit) in sentences for hit in near)


def _stands_before(found: Concepts, name: Name, *concepts: str) -> bool:
    return bool(_before(found, name, *concepts))


def _before(found: Concepts, name: Name, *concepts: str) -> list[Hit]:
    tokens = found.reading.tokens
    return [
        hit
        for concept in concepts
        for hit in found.between(concept, name.first - NEAR - LONGEST, name.first)
        if hit.last < name.first
        and tokens[hit.last].sentence == tokens[name.first].sentence
        and _words_between(found.reading, hit.last, name.first) < BESIDE
    ]


def _stands_behind(found: Concepts, name: Name, concept: str) -> bool:
    return bool(found.between(concept, name.last + 1, name.last + BESIDE))


def _near(found: Concepts, name: Name, concept: str) -> bool:
    tokens = found.reading.tokens
    return any(
        tokens[hit.first].sentence == tokens[name.first].sentence
        and max(hit.first - name.last, name.first - hit.last) <= NEAR
        for hit in found.between(concept, name.first - NEAR - LONGEST, name.last + NEAR)
        if hit.first < name.first or hit.last > name.last
    )


def _words_between(reading: Reading, last: int, first: int) -> int:
    return sum(not token.is_mark for token in reading.tokens[last + 1 : first])


def _named_directly(found: Concepts, named: list[Name]) -> list[Name]:
    """Adds what stands right behind "named" or a relation in scripts without capitals."""
    taken = {index for name in named for index in range(name.first, name.last + 1)}
    tokens = found.reading.tokens
    more = []
    for hit in [*found.of("called"), *found.of("relation"), *found.of("called_sure")]:
        here = hit.last + 1
        if here >= len(tokens) or here in taken:
            continue
        if not _has_no_capitals(tokens[here].cased):
            if hit in found.of("called_sure") and (name := _small_name(found.reading, here)) is not None:
                more.append(name)
            continue
        if tokens[here].is_syllable:
            if tokens[here].text in words_of_concept("surname"):
                more.append(_syllables(found.reading, here))
        elif _is_called(found, hit) and tokens[here].is_word:
            more.append(Name(here, min(here + 1, len(tokens) - 1), 2, True))
    return [*named, *more]


def _small_name(reading: Reading, here: int) -> Name | None:
    """Returns what stands written small behind "his name is": `mike dorsey`."""
    tokens, last = reading.tokens, here - 1
    for index in range(here, min(here + 2, len(tokens))):
        if not _may_be_small_name(tokens[index]) or tokens[index].sentence != tokens[here].sentence:
            break
        last = index
    is_name = last > here or _is_given(reading, here)
    return Name(here, last, last - here + 1, True) if last >= here and is_name else None


def _may_be_small_name(token: Token) -> bool:
    return (
        token.is_word
        and len(token.text) >= SMALL_NAME
        and token.text not in words_of_concept("not_a_name")
        and token.text not in listed("code.common")
    )


def _is_called(found: Concepts, hit: Hit) -> bool:
    return hit in found.of("called")


def _syllables(reading: Reading, first: int) -> Name:
    last = first
    while last + 1 < len(reading.tokens) and last < first + 2 and reading.tokens[last + 1].is_syllable:
        last += 1
    return Name(first, last, 2, True)


def _names(found: Concepts) -> list[Name]:
    reading, named, index = found.reading, [], 0
    while index < len(reading.tokens):
        if (name := _name_at(reading, index)) is None:
            index += 1
            continue
        index = name.last + 1
        if not _is_place(found, name) and (
            name.is_known or not _starts_sentence(reading, name) or name.n_words > 1
        ):
            named.append(name)
    return named


def _name_at(reading: Reading, first: int) -> Name | None:
    tokens, last, words, is_known = reading.tokens, first - 1, 0, False
    index = first
    while index < len(tokens) and words < LONGEST and tokens[index].sentence == tokens[first].sentence:
        if _is_part(reading, index):
            words, last = words + 1, index
            is_known = is_known or _is_given(reading, index)
        elif not words or not (
            _is_link(reading, index) or tokens[index].text in words_of_concept("particle")
        ):
            break
        index += 1
    return Name(first, last, words, is_known) if words else None


def _is_link(reading: Reading, index: int) -> bool:
    """Tells whether a mark joins two parts of a name: `Solheim-Castro`, `R. Castellan`."""
    if reading.tokens[index].text not in LINKS or not reading.touches(index):
        return False
    return reading.tokens[index].text != "." or len(reading.tokens[index - 1].text) == 1


def _is_part(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    if not token.is_word or token.is_syllable or token.text in words_of_concept("not_a_name"):
        return False
    if _has_no_capitals(token.cased) or token.cased[0].islower() or reading.is_shouted:
        return _is_given(reading, index) or _follows_given(reading, index)
    return (len(token.text) > 1 and not _is_of_a_code(reading, index)) or _begins_initial(reading, index)


def _follows_given(reading: Reading, index: int) -> bool:
    """Tells whether a word written without a capital is the family name behind a given name written so too."""
    before = index - 1
    if (
        before < 0
        or not _is_given(reading, before)
        or reading.tokens[before].cased[0].isupper() != reading.is_shouted
    ):
        return False
    return len(reading.tokens[index].text) >= SMALL_LETTERS and reading.tokens[index].text not in listed(
        "code.common"
    )


def _is_of_a_code(reading: Reading, index: int) -> bool:
    """Tells `case TRK 418` from a name."""
    return (
        reading.tokens[index].cased.isupper()
        and index + 1 < len(reading.tokens)
        and reading.tokens[index + 1].is_number
    )


def _begins_initial(reading: Reading, index: int) -> bool:
    return (
        index + 1 < len(reading.tokens)
        and reading.tokens[index + 1].text == "."
        and reading.tokens[index].text != "i"
    )


def _is_given(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    if token.text in words_of_concept("not_a_name"):
        return False
    known = any(
        form in words_of_concept("given") or form in listed("phone.name") for form in forms(token.text)
    )
    is_small = token.cased[0].islower() or reading.is_shouted
    return known and not (
        is_small and (len(token.text) < SMALL_LETTERS or token.text in words_of_concept("also_a_word"))
    )


def _has_no_capitals(cased: str) -> bool:
    return cased[0].upper() == cased[0].lower()


def _starts_sentence(reading: Reading, name: Name) -> bool:
    before = name.first - 1
    return before < 0 or reading.tokens[before].sentence != reading.tokens[name.first].sentence


def _behind(reading: Reading, name: Name) -> str:
    """Returns the word behind a name, past its genitive: `Miguel's Taqueria`."""
    texts = [token.text for token in reading.tokens[name.last + 1 : name.last + 4]]
    here = 2 if texts[:2] == ["'", "s"] else 0
    return texts[here] if here < len(texts) else ""


def _is_place(found: Concepts, name: Name) -> bool:
    """Tells `near Powderhorn Park` and `in Cedar-Riverside` from the name of a person: `goes by Hutch`."""
    tokens = found.reading.tokens
    kinds = words_of_concept("place_word")
    behind = _behind(found.reading, name)
    if behind in kinds or any(tokens[index].text in kinds for index in range(name.first, name.last + 1)):
        return True
    before = tokens[name.first - 1].text if name.first else ""
    is_called = any(
        hit.last == name.first - 1 for hit in found.between("called", name.first - NEAR, name.first)
    )
    is_kin = any(
        hit.last == name.first - 1 for hit in found.between("relation", name.first - NEAR, name.first)
    )
    return before in words_of_concept("locative") and not name.is_known and not is_called and not is_kin

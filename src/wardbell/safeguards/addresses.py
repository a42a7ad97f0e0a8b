"""Street addresses and units however they are written: `2218 Larkmoor Ave N, Apt. 3`, `calle Tamsin 415`, `tsev 1806 Quillan`."""

from collections.abc import Iterator
from dataclasses import dataclass

from wardbell.safeguards.lexicon import Hits, listed
from wardbell.safeguards.reading import Reading, Token
from wardbell.safeguards.spelling import CLOCK, digits_at

LONGEST_NAME = 3  # words of a street's name
LONGEST_NUMBER = 5  # digits of a house number
ORDINALS = frozenset({"st", "nd", "rd", "th"})
COMPASS = frozenset(
    [
        "n",
        "s",
        "e",
        "w",
        "ne",
        "nw",
        "se",
        "sw",
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "norte",
        "sur",
        "este",
        "oeste",
        "so",
        "no",
        "av",
        "ave",
    ]
)
JOINERS = frozenset({",", ".", "#", "-", "(", ":", "/"})


@dataclass(frozen=True, slots=True)
class Address:
    """An address found: tokens `first` to `last`, inclusive."""

    first: int
    last: int
    has_unit: bool = False  #: an apartment: surely a home
    has_office: bool = False  #: a suite or an office: surely none
    has_room: bool = False  #: a room or a floor: either
    is_sure: bool = False  #: said with a word for a home
    is_told: bool = (
        False  #: told by what stands around it: a mosque beside it is a landmark, not whose address it is
    )


def addresses(reading: Reading, hits: Hits, taken: frozenset[int]) -> Iterator[Address]:
    """Yields every address in a text, whosever it is; tokens `taken` belong to telephone numbers or mailboxes."""
    index = 0
    while index < len(reading.tokens):
        number = _house_number(reading, hits, index, taken)
        if number is not None:
            last = number
            street = _street_after(reading, hits, index, last) or _street_before(reading, hits, index, last)
            street = street or _name_after_home(reading, hits, index, last)
            if street is not None:
                address = _with_unit(reading, hits, street)
                yield address
                index = max(last, address.last)
        index += 1


def _pair_after(reading: Reading, index: int) -> int | None:
    """`22 18 Larkmoor Ave`: the second half of a number written as it is said."""
    following = index + 1
    if following + 1 >= len(reading.tokens) or len(reading.tokens[index].text) != 2:
        return None
    is_pair = reading.tokens[following].is_number and len(reading.tokens[following].text) == 2
    return (
        following
        if is_pair and reading.tokens[following + 1].is_word and not reading.touches(following)
        else None
    )


def _house_number(reading: Reading, hits: Hits, index: int, taken: frozenset[int]) -> int | None:
    """Returns the last token of a house number that starts here; None when this is none."""
    token = reading.tokens[index]
    digits, last = (token.text, index) if token.is_number else _said_number(reading, index)
    if not 1 <= len(digits) <= LONGEST_NUMBER or taken & set(range(index, last + 1)):
        return None
    if _is_other_number(reading, hits, index, digits) or (not token.is_number and len(digits) < 2):
        return None
    return _pair_after(reading, index) or last


def _said_number(reading: Reading, index: int) -> tuple[str, int]:
    digits, last, here = "", index, index
    while here < len(reading.tokens) and len(digits) <= LONGEST_NUMBER:
        step = digits_at(reading, here)
        if step is None or not step.is_said:
            break
        digits, last = digits + step.symbols, step.last
        here = last + 1
        if here < len(reading.tokens) and reading.tokens[here].text == "-":
            here += 1
    return digits, last


def _is_other_number(reading: Reading, hits: Hits, index: int, digits: str) -> bool:
    if not index:
        return False
    tokens = reading.tokens
    before = tokens[index - 1]
    is_joined = before.text in {"-", ".", ":"} and index > 1 and tokens[index - 2].is_number
    if before.text in {"$", "€", "§"} or is_joined:
        return True
    if before.sentence != tokens[index].sentence:
        return False
    is_listed = before.is_number and reading.folded[before.end : tokens[index].start] == " "
    if is_listed or _is_named_otherwise(reading, hits, index - 1) or _is_in_range(reading, index):
        return True
    return _is_time(before.text, digits)


def _is_named_otherwise(reading: Reading, hits: Hits, before: int) -> bool:
    """`bus 22`, `bus no. 22`."""
    start = before
    while before > max(start - 3, 0) and reading.tokens[before].text in listed("street.number") | {".", "#"}:
        before -= 1
    return any(hits.covers(name, before) for name in ("street.not_a_house", "code.other"))


def _is_time(before: str, digits: str) -> bool:
    """`until 8`, `in 2026`, `May 3`."""
    is_small, is_year = len(digits) <= 2, digits[:2] in {"19", "20"} and len(digits) == 4
    if before in listed("code.month"):
        return True
    return (is_small and before in listed("code.until")) or (is_year and before in listed("code.when"))


def _is_in_range(reading: Reading, index: int) -> bool:
    """`between 2100 and 2400`: a stretch of a street, not a house."""
    tokens = reading.tokens
    window = tokens[max(index - 4, 0) : index]
    if len(window) > 1 and window[-1].text in listed("street.to") and window[-2].is_number:
        return True
    return any(token.is_number for token in window) and any(
        token.text in listed("street.range") for token in window
    )


def _street_after(reading: Reading, hits: Hits, index: int, last: int) -> Address | None:
    """`2218 Larkmoor Ave N`, `2912 31st Ave S`."""
    tokens, here, n_names = reading.tokens, last + 1, 0
    if here + 1 < len(tokens) and tokens[here].text == "-" and len(tokens[here + 1].text) == 1:
        here += 1
    if here < len(tokens) and len(tokens[here].text) == 1 and reading.touches(here) and tokens[here].is_word:
        here += 1  # 2218B, 2218-B
    here = _past(reading, here, listed("street.of"))
    if here < len(tokens) and tokens[here].is_syllable and _is_type(reading, hits, here):
        return None  # 29 街: a street with a number for its name
    while here < len(tokens) and n_names <= LONGEST_NAME + 1:
        if n_names and _is_type(reading, hits, here):
            is_house = _is_plausible(reading, index, here)
            return Address(index, _past_compass(reading, here)) if is_house else None
        width = _name_width(reading, hits, here)
        if not width:
            return None
        if tokens[here].text not in COMPASS or _is_type(reading, hits, here + width):
            n_names += 1
        here += width
        if here < len(tokens) and tokens[here].text == "." and tokens[here - 1].text in COMPASS:
            here += 1
    return None


def _is_type(reading: Reading, hits: Hits, index: int) -> bool:
    is_word = hits.covers("street.type_word", index) and reading.tokens[index].cased[0].isupper()
    return is_word or hits.covers("street.type", index)


def _name_width(reading: Reading, hits: Hits, index: int) -> int:
    """Returns how many tokens a word of a street's name takes here, 0 when this is none."""
    tokens = reading.tokens
    if index >= len(tokens):
        return 0
    token = tokens[index]
    if token.is_number:
        is_ordinal = (
            index + 1 < len(tokens) and tokens[index + 1].text in ORDINALS and reading.touches(index + 1)
        )
        return 2 if is_ordinal else 0
    if token.is_mark or token.text in listed("code.common") or hits.covers("street.not_a_name", index):
        return 0
    return 1


def _is_plausible(reading: Reading, index: int, kind: int) -> bool:
    """Small numbers before lower-case words are counts more often than houses."""
    token = reading.tokens[index]
    name = reading.tokens[kind - 1]
    if len(token.text) >= 3 or not token.is_number or name.text in ORDINALS:
        return len(token.text) >= 2
    return _is_proper(name)


def _is_proper(token: Token) -> bool:
    """Whether it is written as a name, or in a script that has no capitals."""
    return token.cased[0].isupper() or not token.text.isascii()


def _street_before(reading: Reading, hits: Hits, index: int, last: int) -> Address | None:
    """`calle Larkmoor 2218`, `12 rue Drumlin`, `814 de la avenida Kestrel`, `Thistle Lane, number 62`."""
    tokens = reading.tokens
    after = _past(reading, last + 1, listed("street.of") | JOINERS)
    if after < len(tokens) and hits.covers("street.before", after) and after - last <= 5:
        stop = after
        while (
            stop + 1 < len(tokens)
            and stop - after < LONGEST_NAME
            and _name_width(reading, hits, stop + 1) == 1
        ):
            stop += 1
        is_house = stop > after and (len(tokens[index].text) >= 3 or _is_proper(tokens[after + 1]))
        return Address(index, _past_compass(reading, stop)) if is_house else None
    return _number_last(reading, hits, index, last)


def _number_last(reading: Reading, hits: Hits, index: int, last: int) -> Address | None:
    tokens = reading.tokens
    here = index - 1
    n_joins = 0
    while (
        here >= 0
        and n_joins < 3
        and (tokens[here].text in listed("code.number_words") or tokens[here].text in JOINERS)
    ):
        here, n_joins = here - 1, n_joins + 1
    for hit in hits.between(here - LONGEST_NAME - 2, here, "street.before"):
        if 1 <= here - hit.last <= LONGEST_NAME and _are_names(reading, hits, hit.last + 1, here):
            is_house = len(tokens[index].text) >= 3 or _is_proper(tokens[here])
            return Address(hit.first, last) if is_house and not _is_counting(reading, last) else None
    is_said = n_joins > 0 and _has_number_word(reading, here, index)
    is_bare = here == index - 1 and len(tokens[index].text) >= 3
    if (is_said or is_bare) and _is_street_lived_in(reading, hits, here):
        return Address(here, last, is_sure=True)
    if n_joins and here >= 1 and _is_type(reading, hits, here) and _has_number_word(reading, here, index):
        return Address(max(here - 1, 0), last)
    return None


def _is_street_lived_in(reading: Reading, hits: Hits, index: int) -> bool:
    """`lives on Ashdown, number 2733`."""
    if index < 1 or not reading.tokens[index].cased[0].isupper() or not _name_width(reading, hits, index):
        return False
    sentence = reading.tokens[index].sentence
    return any(
        reading.tokens[hit.first].sentence == sentence
        for hit in hits.between(index - 6, index - 1, "home.word")
    )


def _has_number_word(reading: Reading, here: int, index: int) -> bool:
    return any(token.text in listed("code.number_words") for token in reading.tokens[here + 1 : index])


def _are_names(reading: Reading, hits: Hits, first: int, last: int) -> bool:
    return all(_name_width(reading, hits, index) == 1 for index in range(first, last + 1))


def _is_counting(reading: Reading, last: int) -> bool:
    after = last + 1
    return after < len(reading.tokens) and (
        reading.tokens[after].text in ORDINALS | {":"} | CLOCK
        or reading.tokens[after].text in listed("code.counted")
    )


def _name_after_home(reading: Reading, hits: Hits, index: int, last: int) -> Address | None:
    """`tsev 1806 Quillan`, `house number 2218 on Larkmoor`, `at 2218 Larkmoor`: a number, a name, and a word near them."""
    tokens = reading.tokens
    here = _past(reading, last + 1, listed("street.of"))
    has_name = (
        here < len(tokens) and _name_width(reading, hits, here) == 1 and tokens[here].cased[0].isupper()
    )
    lead, n_words = index - 1, 0
    while lead >= 0 and n_words < 4 and (tokens[lead].text in listed("street.lead") or tokens[lead].is_mark):
        lead, n_words = lead - 1, n_words + 1
    if any(hits.covers("home.word", i) for i in range(max(lead, 0), index)) and (
        has_name or _has_number_word(reading, lead, index)
    ):
        return Address(index, here if has_name else last, is_sure=True)
    is_long = len(tokens[index].text) >= 3 and (tokens[index].is_number or last > index)
    leads = {token.text for token in tokens[lead + 1 : index]}
    if (
        has_name
        and is_long
        and (index == 0 or _is_led_to(leads) or _is_about_a_home(reading, hits, index, here))
    ):
        return Address(index, here)
    return None


def _is_about_a_home(reading: Reading, hits: Hits, index: int, name: int) -> bool:
    """`I live 2929 Osage`, `unit 4B, 2218 Larkmoor`; but not `200 Somali families live`."""
    following = reading.tokens[name + 1].text if name + 1 < len(reading.tokens) else ""
    if (
        names_no_door(hits, index - 1)
        or hits.covers("public.place", name)
        or reading.tokens[name].text in listed("phone.not_a_name")
        or hits.covers("street.not_a_name", name + 1)
    ):
        return False
    sentence = reading.tokens[index].sentence
    near_by = hits.between(index - 8, name + 8, "home.word", "unit.home", "unit.maybe")
    is_counted = following in listed("code.counted")
    return not is_counted and any(reading.tokens[hit.first].sentence == sentence for hit in near_by)


def _is_led_to(leads: set[str]) -> bool:
    """`at 2218 Larkmoor`, `address: 2218 Larkmoor`; but not `at the 2026 Budget`."""
    return bool(leads & listed("street.address")) or (
        bool(leads & listed("street.at")) and "the" not in leads
    )


def _past(reading: Reading, index: int, words: frozenset[str]) -> int:
    while index < len(reading.tokens) and reading.tokens[index].text in words:
        index += 1
    return index


def _past_compass(reading: Reading, index: int) -> int:
    """Takes in `N`, `. NE`; the dot belongs to the abbreviation before it."""
    tokens = reading.tokens
    while index + 1 < len(tokens):
        step = 1 + (tokens[index + 1].text == ".")
        if index + step >= len(tokens) or tokens[index + step].text not in COMPASS - {"no", "so"}:
            break
        index += step
    return index


def _with_unit(reading: Reading, hits: Hits, address: Address) -> Address:
    """Takes in what follows or goes before: `, Apt. 3`, `#4`, `Suite 200`."""
    tokens, here = reading.tokens, address.last + 1
    while here < len(tokens) and here - address.last <= 4 and tokens[here].text in JOINERS - {"#"}:
        here += 1
    if here >= len(tokens):
        return address
    if tokens[here].text == "#" and here + 1 < len(tokens) and tokens[here + 1].is_number:
        return Address(address.first, here + 1, has_unit=True)
    for name in ("unit.home", "unit.part", "unit.room", "unit.office"):
        if hits.covers(name, here):
            stop = unit_end(reading, hits, here)
            return Address(
                address.first, stop or address.last, has_unit=name in {"unit.home", "unit.part"}, has_office=name == "unit.office",
                has_room=name == "unit.room",
            )  # fmt: skip
    return address


def unit_end(reading: Reading, hits: Hits, index: int) -> int | None:
    """Returns the last token of a unit's number or letter; None when it has none."""
    tokens = reading.tokens
    here = index + 1
    while here < len(tokens) and (
        tokens[here].text in listed("code.number_words") | JOINERS or hits.covers("unit.home", here)
    ):
        here += 1
    if here >= len(tokens) or here - index > 4:
        return None
    step = digits_at(reading, here)
    last = step.last if step else here if len(tokens[here].text) == 1 and tokens[here].is_word else None
    if (
        last is not None
        and last + 1 < len(tokens)
        and len(tokens[last + 1].text) == 1
        and reading.touches(last + 1)
    ):
        last += tokens[last + 1].is_word
    return last


def names_no_door(hits: Hits, index: int) -> bool:
    """`officer #5521`, `plate #482`, `bus #22`."""
    others = ("badge.officer", "badge.strong", "plate.strong", "plate.word", "phone.word", "code.other", "code.other_number", "street.not_a_house")  # fmt: skip
    return any(hits.covers(name, index) for name in others)

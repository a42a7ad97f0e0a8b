"""Codes and numbers however they are written: `KTX 482`, `K as in kilo, T, X, four eight two`, `٤٨٢`, `six one two`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from wardbell.safeguards.lexicon import listed, spelling
from wardbell.safeguards.reading import Reading, Token

MARKS_INSIDE = frozenset("-./·•*_#,'\"()?:~|+")
O_FOR_ZERO = re.compile(r"(?<=\d)o(?=\d)", re.IGNORECASE)
HOURS = re.compile(r"\d:\d\d")
VOWELS = frozenset("aeiouy")
WILDCARDS = frozenset("?*_")
LONGEST = 12  # symbols; no plate and no badge is longer
SHORTEST_GLUED, LONGEST_NUMBER_WORD = 6, 9  # letters: "sixone", "seventeen"
LONGEST_WORD = 6  # signs in a number's word of a script written without spaces
REPEATS = {"double": 2, "triple": 3, "doble": 2}
ANDS = frozenset({"-", "y", "et", "و", "na", "iyo", "va", "thiab", "fi"})
SCORES = frozenset({"soixante", "vingts", "vingt"})  # French counts on from sixty and eighty to nineteen
CLOCK = frozenset(
    [
        "am",
        "pm",
        "a.m",
        "p.m",
        "h",
        "hrs",
        "hours",
        "o'clock",
        "uhr",
        "giờ",
        "gio",
        "teev",
        "saac",
        "mins",
        "minutes",
        "min",
        "percent",
        "dollars",
    ]
)


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of a spelled code: what it stands for and the token it ends at."""

    symbols: str
    last: int
    is_said: bool = False  #: a word stands for it
    is_certain: bool = True  #: it can hardly be an ordinary word


@dataclass(frozen=True, kw_only=True)
class Code:
    """A run of letters and digits; `?` stands for one that was not seen."""

    first: int
    last: int
    steps: tuple[Step, ...]
    symbols: str
    is_said: bool
    is_certain: bool  #: capitals, a radio alphabet or "as in": no ordinary words

    @property
    def n_digits(self) -> int:
        return sum(char.isdecimal() for char in self.symbols)

    @property
    def n_letters(self) -> int:
        return sum(char.isalpha() for char in self.symbols)

    @property
    def shape(self) -> str:
        """`AAA999`: letters as A, digits as 9."""
        symbols = O_FOR_ZERO.sub("0", self.symbols)
        return "".join("9" if c.isdecimal() else "A" if c.isalpha() else "?" for c in symbols)


def digits_at(reading: Reading, index: int) -> Step | None:
    """Returns the digits that a token stands for, in figures or in words; tens take the unit that follows."""
    token = reading.tokens[index]
    if token.is_number:
        return Step(token.text, index)
    if (times := REPEATS.get(token.text)) and index + 1 < len(reading.tokens):
        once = digits_at(reading, index + 1)
        return (
            Step(once.symbols * times, once.last, is_said=True) if once and len(once.symbols) == 1 else None
        )
    said = _number_word(reading, index)
    if said is None:
        glued = _glued(token.text) if len(token.text) >= SHORTEST_GLUED and token.text.isascii() else ""
        return Step(glued, index, is_said=True) if glued else None
    value, last = _with_hundreds(reading, *_with_unit(reading, *said))
    return Step(str(value), last, is_said=True)


def codes(reading: Reading, first: int, last: int) -> Iterator[Code]:
    """Yields the codes that start between two tokens, none inside another."""
    index = max(first, 0)
    while index <= min(last, len(reading.tokens) - 1):
        code, index = _code_at(reading, index)
        if code is not None:
            yield code


def _code_at(reading: Reading, index: int) -> tuple[Code | None, int]:
    """Reads the longest code that starts at a token; returns it, if any, and where to go on."""
    steps: list[Step] = []
    here, length = index, 0
    while here < len(reading.tokens) and length < LONGEST:
        step = _step(reading, here, bool(steps), steps[-1].symbols if steps else "")
        if step is None or reading.tokens[step.last].sentence != reading.tokens[index].sentence:
            break
        if not step.symbols and _is_whole(steps):
            break  # "KTX 482 and MBN 771"
        steps.append(step)
        length += len(step.symbols)
        here = _past_marks(reading, step.last + 1)
        if _ends_here(reading, steps, here):
            break
    code = _trimmed(index, steps)
    return code, code.last + 1 if code is not None else max(here, index + 1)


def _ends_here(reading: Reading, steps: list[Step], here: int) -> bool:
    """A comma after a whole plate, or after a model as `F-150`: the next code is another one."""
    has_comma = any(token.text == "," for token in reading.tokens[steps[-1].last + 1 : here])
    is_model = len(steps[-1].symbols) > 1 and steps[-1].symbols.isdecimal() and steps[0].symbols.isalpha()
    return has_comma and (_is_whole(steps) or is_model)


def _is_whole(steps: list[Step]) -> bool:
    symbols = "".join(step.symbols for step in steps)
    return len(symbols) >= 5 and not symbols.isalpha() and not symbols.isdecimal()


def is_time_or_amount(reading: Reading, code: Code) -> bool:
    """Tells whether a number is a time, a price, a share or an ordinal rather than a code."""
    tokens = reading.tokens
    before = tokens[code.first - 1].text if code.first else ""
    after = tokens[code.last + 1] if code.last + 1 < len(tokens) else None
    said = reading.folded[tokens[code.first].start : tokens[code.last].end]
    if before in {"$", "€", "£", "§"} or HOURS.search(said):
        return True
    if after is None:
        return False
    if after.text in {"%", "$", "€", "§"} | CLOCK:
        return True
    if after.text in {"st", "nd", "rd", "th"} and reading.touches(code.last + 1):
        return True
    return after.text == ":" and code.last + 2 < len(tokens) and tokens[code.last + 2].is_number


def _number_word(reading: Reading, index: int) -> tuple[int, int] | None:
    """Returns the number that a word stands for and the token it ends at; `dix-huit` and words of signs take several."""
    tokens = reading.tokens
    for last in range(min(index + LONGEST_WORD, len(tokens)) - 1, index, -1):
        is_joined = tokens[index].is_syllable or (last == index + 2 and tokens[index + 1].text in {"-", "'"})
        if is_joined and (value := spelling().numbers.get(_said(reading, index, last))) is not None:
            return value, last
    value = spelling().numbers.get(tokens[index].text)
    return None if value is None else (value, index)


@lru_cache(maxsize=4096)
def _glued(word: str) -> str:
    """Returns the digits of number words written as one: `fivefivefive`; empty when it is no such word."""
    if not word:
        return ""
    for length in range(min(len(word), LONGEST_NUMBER_WORD), 1, -1):
        value = spelling().numbers.get(word[:length])
        if value is None or (length < len(word) and value > 9):
            continue
        rest = _glued(word[length:])
        if length == len(word) or rest:
            return str(value) + rest
    return ""


def _said(reading: Reading, first: int, last: int) -> str:
    return reading.folded[reading.tokens[first].start : reading.tokens[last].end]


def _with_unit(reading: Reading, value: int, last: int) -> tuple[int, int]:
    """`forty` `three`; `soixante` takes numbers up to nineteen; Arabic says the unit first."""
    if (
        1 <= value <= 9
        and (tens := spelling().numbers.get(_text(reading, last + 1).removeprefix("و"), 0)) >= 20
    ):
        is_after = _text(reading, last + 1).startswith("و") and tens % 10 == 0
        return (value + tens, last + 1) if is_after else (value, last)
    if value < 20 or value % 10:
        return value, last
    following = last + 1 + (_text(reading, last + 1) in ANDS)
    unit = _number_word(reading, following) if following < len(reading.tokens) else None
    most = 19 if reading.tokens[last].text in SCORES else 9
    return (value + unit[0], unit[1]) if unit and 1 <= unit[0] <= most else (value, last)


def _with_hundreds(reading: Reading, value: int, last: int) -> tuple[int, int]:
    """`twelve hundred`, `шестьсот двенадцать`, `six cent douze`."""
    if 1 <= value < 100 and _text(reading, last + 1) in listed("said.hundred"):
        value, last = value * 100, last + 1
    rest = _number_word(reading, last + 1) if value >= 100 and last + 1 < len(reading.tokens) else None
    if rest is None:
        return value, last
    more, end = _with_unit(reading, *rest)
    return (value + more, end) if 1 <= more < 100 else (value, last)


def _text(reading: Reading, index: int) -> str:
    return reading.tokens[index].text if 0 <= index < len(reading.tokens) else ""


def _step(reading: Reading, index: int, is_inside: bool, previous: str) -> Step | None:
    token = reading.tokens[index]
    if token.is_mark:
        return Step("?", index) if is_inside and token.text in WILDCARDS else None
    if (digits := digits_at(reading, index)) is not None:
        return digits
    if len(token.text) == 1 and (token.cased.isupper() or _two_words(reading, index) is None):
        is_spelled = is_inside and len(previous) == 1 and previous.isalpha()
        return _one_letter(reading, index, token, is_inside=is_inside, is_spelled=is_spelled)
    return _word(reading, index, token, is_inside)


def _one_letter(
    reading: Reading, index: int, token: Token, *, is_inside: bool, is_spelled: bool
) -> Step | None:
    tokens = reading.tokens
    if token.is_syllable:
        return None
    is_elided = index + 1 < len(tokens) and tokens[index + 1].text == "'" and reading.touches(index + 1)
    if is_elided or (index and tokens[index - 1].text == "'" and reading.touches(index)):
        return None
    if is_inside and token.cased.islower() and token.text in listed("code.dash") and not is_spelled:
        return Step("", index)
    if (last := _as_in(reading, index, token.text)) is not None:
        return Step(token.text, last, is_said=True)
    is_certain = token.is_upper or token.text not in listed("code.short_words")
    return Step(
        token.text, index, is_certain=(is_certain and token.cased.isupper()) or not token.text.isascii()
    )


def _as_in(reading: Reading, index: int, letter: str) -> int | None:
    """`B as in boy`, `B for boy`, `be de Bertha`: returns the place of the word."""
    tokens, here = reading.tokens, index + 1
    while here < len(tokens) and here <= index + 3 and tokens[here].text in listed("code.as_in") | {",", "("}:
        here += 1
    is_word = index + 1 < here < len(tokens) and len(tokens[here].text) > 1
    return here if is_word and tokens[here].text[0] == letter else None


def _word(reading: Reading, index: int, token: Token, is_inside: bool) -> Step | None:
    if (step := _two_words(reading, index) or _named_letter(reading, index, token)) is not None:
        return step
    if is_inside and token.text in listed("code.unseen"):
        return Step("?", index)
    if is_inside and token.text in listed("code.dash"):
        return Step("", index)
    if token.cased.isupper() and len(token.text) <= 7 and token.text not in listed("code.not_a_code"):
        return Step(token.text, index)
    return _small_letters(reading, index, token) if token.text.isascii() else None


def _named_letter(reading: Reading, index: int, token: Token) -> Step | None:
    """`kilo` is certain; `are` may be the letter R or a word."""
    if letter := spelling().alphabet.get(token.text):
        return Step(letter, index, is_said=True)
    if letter := spelling().names.get(token.text):
        return Step(letter, index, is_said=True, is_certain=_stands_among_names(reading, index))
    letter = "" if token.cased.isupper() else spelling().letters.get(token.text, "")
    if letter and (last := _as_in(reading, index, letter)) is not None:
        return Step(letter, last, is_said=True)
    return Step(letter, index, is_said=True, is_certain=False) if letter else None


def _stands_among_names(reading: Reading, index: int) -> bool:
    """`adam david nora`: two of the police's letters in a row, with nothing but commas between."""
    before = index - 2 if index and reading.tokens[index - 1].text in {",", "-"} else index - 1
    after = index + 2 if _text(reading, index + 1) in {",", "-"} else index + 1
    return any(
        _text(reading, other) in names
        for other in (before, after)
        for names in (spelling().names, spelling().alphabet)
    )


def _two_words(reading: Reading, index: int) -> Step | None:
    """`double u`, `x-ray`, `i grec`."""
    following = _past_marks(reading, index + 1)
    if following >= len(reading.tokens):
        return None
    pair = f"{reading.tokens[index].text} {reading.tokens[following].text}"
    letter = spelling().letters.get(pair)
    return Step(letter, following, is_said=True) if letter else None


def _small_letters(reading: Reading, index: int, token: Token) -> Step | None:
    """`ktx 482`, `482ktx`: letters before a number, or held together with it, or hardly a word."""
    if len(token.text) > 4 or not _beside_digits(reading, index) or _is_ordinary(token.text):
        return None
    tokens = reading.tokens
    if _text(reading, index + 1) in {",", ":"} and VOWELS & set(token.text):
        return None  # "on her arm: 3-B-T", "his vest, 4471"
    is_held = (reading.touches(index) and tokens[index - 1].is_number) or (
        reading.touches(index + 1) and tokens[index + 1].is_number
    )
    is_after = index > 0 and reading.tokens[index - 1].is_number
    if is_after and not is_held and VOWELS & set(token.text):
        return None
    if len(token.text) == 4 and not is_held and VOWELS & set(token.text):
        return None  # "unit 2217"
    is_no_word = len(token.text) == 3 and not VOWELS & set(token.text)
    return Step(token.text, index, is_certain=is_held or is_no_word)


def _is_ordinary(word: str) -> bool:
    return any(
        word in listed(name)
        for name in ("code.common", "code.link", "code.when", "code.month", "street.type")
    )


def _beside_digits(reading: Reading, index: int) -> bool:
    tokens = reading.tokens
    after = _past_marks(reading, index + 1)
    return (index > 0 and tokens[index - 1].is_number) or (after < len(tokens) and tokens[after].is_number)


def _past_marks(reading: Reading, index: int) -> int:
    start = index
    while (
        index < len(reading.tokens)
        and index < start + 2
        and reading.tokens[index].text in MARKS_INSIDE
        and reading.tokens[index].text not in WILDCARDS
    ):
        index += 1
    return index


def _trimmed(first: int, steps: list[Step]) -> Code | None:
    while steps and (
        not steps[-1].symbols.strip("?") or (not steps[-1].is_certain and len(steps[-1].symbols) == 1)
    ):
        if steps[-1].is_said and len(steps) > 2:
            break
        steps.pop()
    n_words = _words_before(steps)  # "es 2281", "see NVB 602": words, not letters
    if n_words:
        first, steps = steps[n_words - 1].last + 1, steps[n_words:]
    if not steps:
        return None
    symbols = "".join(step.symbols for step in steps)
    return Code(
        first=first, last=steps[-1].last, steps=tuple(steps), symbols=symbols,
        is_said=any(step.is_said for step in steps),
        is_certain=all(step.is_certain for step in steps),
    )  # fmt: skip


def _words_before(steps: list[Step]) -> int:
    """Returns how many steps only sound like letters: ordinary words before a number or a group that is written."""
    for place, step in enumerate(steps):
        if step.symbols[:1].isdecimal():
            return place if place == 1 else 0
        if len(step.symbols) > 1 and not step.is_said:
            return place
        if step.is_certain or not step.is_said:
            return 0
    return 0

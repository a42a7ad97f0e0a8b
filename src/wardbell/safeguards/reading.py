"""A text as the detectors read it: folded to one plain form, cut into tokens, every place traceable to the text as given."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

# Letters that Unicode does not decompose, and marks that mean the same; both sides are one character.
SAME = str.maketrans(
    "đĐłŁøØıەىکیہةĦħ’‘ʼ`´ʻ＇‐‑‒–—―−ー،、؛؟。።፣፤։۔¡¿“”„«»״",
    "dDlLoOiهيكيههHh'''''''--------,,;?..,;:.  \"\"\"\"\"\"",
)
TATWEEL = "ـ"
# Ethiopic letters that sound alike are written for one another: the seven forms of one stand for those of the other.
ALIKE = {"\u1220": "\u1230", "\u1210": "\u1200", "\u1280": "\u1200", "\u12d0": "\u12a0", "\u1340": "\u1338"}
SAME |= {ord(one) + form: ord(other) + form for one, other in ALIKE.items() for form in range(7)}
SAME |= {0x1203: 0x1200, 0x1213: 0x1200, 0x1283: 0x1200, 0x12A3: 0x12A0, 0x12D3: 0x12A0}
# Scripts written without spaces: each character is a token, and a phrase is a run of tokens.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
SYLLABLE = re.compile(f"[{UNSPACED}]")
TOKEN = re.compile(rf"[{UNSPACED}]|[^\W\d_{UNSPACED}]+|\d+|[^\w\s]|_|\n")
ENDINGS = frozenset("!?;\n")
MOST_IN_LABEL = 2  # words: "Plate?", "My phone" on a line of its own belong to what follows
ABBREVIATIONS = frozenset(
    [
        "lic",
        "plt",
        "veh",
        "reg",
        "st",
        "ave",
        "av",
        "apt",
        "no",
        "num",
        "nr",
        "tel",
        "dr",
        "blvd",
        "ln",
        "rd",
        "ct",
        "pl",
        "ste",
        "mr",
        "mrs",
        "ms",
        "sr",
        "sra",
        "dra",
        "av",
        "ap",
        "apto",
        "dpto",
        "esq",
        "ext",
        "кв",
        "ул",
        "д",
        "sgt",
        "lt",
        "capt",
        "cpl",
        "det",
        "ofc",
        "ofcr",
        "cmdr",
        "agt",
        "insp",
        "sgto",
        "tte",
        "тел",
        "г",
    ]
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark. `text` is folded; `cased` keeps capitals; places count folded characters."""

    text: str
    cased: str
    start: int
    end: int
    sentence: int

    @property
    def is_number(self) -> bool:
        return self.text[0].isdecimal()

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_mark(self) -> bool:
        return not self.text[0].isalnum()

    @property
    def is_syllable(self) -> bool:
        """Whether it is one sign of a script written without spaces: a part of a word, never a letter of a code."""
        return SYLLABLE.match(self.text) is not None

    @property
    def is_upper(self) -> bool:
        """Whether it is written in capitals, or in a script that has none."""
        return self.cased.isupper() or (not self.cased.islower() and self.cased == self.cased.lower())


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A text read once, shared by all detectors."""

    folded: str
    cased: str
    tokens: tuple[Token, ...]
    is_shouted: bool  #: the whole text is in capitals, so that they tell nothing
    origins: tuple[int, ...]  #: for each folded character, its place in the text as given

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Returns where tokens `first` to `last` (inclusive) stand in the text as given; the end is exclusive."""
        return self.place_of(self.tokens[first].start, self.tokens[last].end)

    def place_of(self, start: int, end: int) -> tuple[int, int]:
        """Returns where a span of folded characters stands in the text as given; the end is exclusive."""
        return self.origins[start], self.origins[end - 1] + 1

    def words(self, first: int, last: int) -> int:
        """Returns how many words tokens `first` to `last` (inclusive) make; two signs of an unspaced script are one."""
        between = self.tokens[first : last + 1]
        n_signs = sum(token.is_syllable for token in between)
        return sum(not token.is_mark for token in between) - n_signs // 2

    def ahead(self, index: int, n_words: int) -> int:
        """Returns the token up to which `n_words` words reach from a token; three signs of an unspaced script are one."""
        following = self.tokens[index + 1 : index + 1 + n_words]
        return index + n_words * (
            3 if sum(token.is_syllable for token in following) * 2 > len(following) else 1
        )

    def touches(self, index: int) -> bool:
        """Tells whether a token follows the one before it without a space."""
        return 0 < index < len(self.tokens) and self.tokens[index].start == self.tokens[index - 1].end


def read(text: str) -> Reading:
    """Folds and cuts a text: capitals, accents, scripts of digits, widths, invisible characters and look-alike marks."""
    pieces, origins = [], []
    for place, char in enumerate(text):
        plain = _plain(char)
        pieces.append(plain)
        origins.extend([place] * len(plain))
    cased = "".join(pieces)
    lower = "".join(_lower(char) for char in cased)
    tokens = tuple(_cut(lower, cased))
    return Reading(
        folded=lower, cased=cased, tokens=tokens, is_shouted=_is_shouted(tokens), origins=tuple(origins)
    )


def fold(text: str) -> str:
    """Returns a text in the plain form in which words are compared."""
    return "".join(_lower(char) for char in "".join(map(_plain, text)))


def words_of(text: str) -> list[str]:
    """Returns the folded tokens of a text."""
    return TOKEN.findall(fold(text))


def _is_shouted(tokens: tuple[Token, ...]) -> bool:
    words = [token for token in tokens if token.is_word and len(token.text) > 1 and token.text.isascii()]
    return len(words) > 3 and all(word.cased.isupper() for word in words)


def _cut(lower: str, cased: str) -> list[Token]:
    found = list(TOKEN.finditer(lower))
    tokens, sentence, n_words = [], 0, 0
    for here, following in pairwise([*found, None]):
        assert here is not None
        start, end = here.span()
        tokens.append(Token(lower[start:end], cased[start:end], start, end, sentence))
        previous = tokens[-2].text if len(tokens) > 1 else ""
        n_words += tokens[-1].is_word
        if following is not None and _ends_sentence(here.group(), previous, cased, end, following.start()):
            if n_words > MOST_IN_LABEL or here.group() not in "?\n":
                sentence += 1
            n_words = 0
    return tokens


def _ends_sentence(mark: str, previous: str, cased: str, end: int, following: int) -> bool:
    if mark in ENDINGS:
        return mark == "\n" or (following > end and not (mark == "?" and cased[following].isdecimal()))
    if mark != "." or following == end or previous in ABBREVIATIONS or len(previous) == 1:
        return False
    return not cased[following].islower() and not cased[following].isdecimal()


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    if char.isascii():
        return char if char in "\n" or not char.isspace() else " "
    if (digit := unicodedata.digit(char, None)) is not None:
        return str(digit)
    if char == TATWEEL:
        return ""
    if char in "\u0085\u2028\u2029":
        return "\n"
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", char)).translate(SAME)
    kept = "".join(one for one in apart if unicodedata.category(one) not in {"Mn", "Me", "Cf"})
    return "".join(" " if one.isspace() else one for one in kept)


def _lower(char: str) -> str:
    small = char.lower()
    return small if len(small) == 1 else char

"""One account as the gathering sees it, and what its words tell."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, cached_property, lru_cache
from pathlib import Path

_WORDS = Path(__file__).with_name("words.toml")
_BETWEEN_WORDS = re.compile(r"[^\w:'!.-]|(?<!\d)[.:]|[.:](?!\d)|_")
_CLOCK = re.compile(r"\b([01]?\d|2[0-3])[:.h]([0-5]\d)\s*(am|pm|a\.m|p\.m)?")
_HOUR = re.compile(r"\b(1[0-2]|[1-9]) ?(am|pm|a\.m|p\.m)\b")
_AGO = re.compile(
    r"\b(\w+) (minut\w*|hours?|horas?) ago|hace (?:unos |como )?(\w+) (minut\w*|horas?)|(\w+) (daqiiqo|saac)\w* ka hor"
)
_NUMBERS = {
    "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "an": 1, "one": 1, "two": 2, "three": 3,
    "a": 1, "cinco": 5, "diez": 10, "quince": 15, "veinte": 20, "treinta": 30, "una": 1, "un": 1, "media": 1, "dos": 2,
    "tres": 3, "few": 10, "couple": 2, "half": 1, "shan": 5, "toban": 10, "labaatan": 20,
}  # fmt: skip
_HOUR_WORDS = {
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "noon": 12, "one": 13, "two": 14,
    "three": 15, "four": 16, "five": 17, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12,
}  # fmt: skip
_AT_HOUR = re.compile(
    r"\b(?:at|around|about|a las|como a las|las) (\w+)\b(?! (?:agent|people|officer|men|minut))"
)
_SPANS = {"morning": (5, 12), "afternoon": (11, 18), "evening": (16, 24)}


@dataclass(frozen=True, kw_only=True)
class Account:
    """What one person told. `at` is when it came in, aware; coordinates in degrees of WGS84."""

    id: str
    at: datetime
    place_kind: str = "ward"
    place_name: str = ""
    lat: float | None = None
    lon: float | None = None
    ward: str = ""
    text: str = field(default="", repr=False)
    is_first_hand: bool = True
    n_people: int | None = None
    is_help: bool | None = None  #: said at the door; None: told by the words

    @cached_property
    def told(self) -> "Words":
        return read(self.text)

    @property
    def is_anchored(self) -> bool:
        """Says whether the place is known to the corner."""
        return self.place_kind in {"intersection", "public_place"} and bool(self.place_name)


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a text speaks of. `things` are the same in every language; `rest` are its own words."""

    cues: frozenset[str]
    activities: frozenset[str]
    things: frozenset[str]
    rest: frozenset[str]
    times: frozenset[str]
    asks: bool
    plain: str = field(repr=False)

    @property
    def is_of_police(self) -> bool:
        return not self.cues.isdisjoint({"agents", "police"})

    @property
    def features(self) -> frozenset[str]:
        return self.things | self.rest | frozenset(f"={one}" for one in self.activities)


def account_of(given: Mapping[str, object]) -> Account:
    """Returns an account from one line of JSON.

    Raises:
        ValueError: it has no id or no time with its zone.
    """
    place = given.get("place")
    place = place if isinstance(place, Mapping) else {}
    at = datetime.fromisoformat(str(given.get("at", "")))
    if at.tzinfo is None:
        raise ValueError("the time has no zone")
    if not isinstance(given.get("id"), str) or not given["id"]:
        raise ValueError("the line has no id")
    n_people = given.get("n_people")
    return Account(
        id=str(given["id"]), at=at, place_kind=str(place.get("kind") or "ward"), place_name=str(place.get("name") or ""),
        lat=_degrees(place.get("lat")), lon=_degrees(place.get("lon")), ward=str(place.get("ward") or ""),
        text=str(given.get("text") or ""), is_first_hand=given.get("first_hand") is not False,
        n_people=n_people if isinstance(n_people, int) else None,
    )  # fmt: skip


def _degrees(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def plain(text: str) -> str:
    """Returns a text in small letters without marks above them, a blank before and behind each word."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d").replace("ı", "i"))
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    words = " ".join(_BETWEEN_WORDS.sub(" ", bare).split())
    return f" {words} "


@lru_cache(maxsize=2048)  # the accounts beside a new one are read again and again
def read(text: str) -> Words:
    """Returns what a text speaks of."""
    words, lexicon = plain(text), _lexicon()
    tokens = frozenset(re.findall(r"[^\W\d_]{3,}|\d+", words))
    return Words(
        cues=lexicon.found("cues", words), activities=lexicon.found("activities", words),
        things=lexicon.found("things", words), times=lexicon.found("times", words),
        rest=frozenset(_stem(one) for one in tokens if one not in lexicon.empty), asks="?" in text or "؟" in text,
        plain=words,
    )  # fmt: skip


def _stem(word: str) -> str:
    return word[:6] if len(word) > 6 else word.rstrip("s") if len(word) > 3 else word


@dataclass(frozen=True, kw_only=True)
class _Lexicon:
    patterns: Mapping[str, Mapping[str, re.Pattern[str]]]
    empty: frozenset[str]

    def found(self, section: str, words: str) -> frozenset[str]:
        return frozenset(name for name, pattern in self.patterns[section].items() if pattern.search(words))


@cache
def _lexicon() -> _Lexicon:
    given = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    sections = ("cues", "activities", "things", "times")
    return _Lexicon(
        patterns={one: {name: _pattern(listed) for name, listed in given[one].items()} for one in sections},
        empty=frozenset(given["empty"]["words"]),
    )


def _pattern(listed: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(_one(word) for word in listed))


def _one(word: str) -> str:
    """A word of a script with small letters counts from its beginning; one that ends with a full stop as a whole."""
    whole = word.endswith(".") and not word[:-1].endswith(".")
    bare = plain(word.removesuffix(".")).strip()
    if bare.upper() == bare.lower():
        return re.escape(bare)
    return rf"(?<![\w]){re.escape(bare)}" + (r"(?![\w])" if whole else "")


@dataclass(frozen=True, kw_only=True)
class When:
    """When it was, as far as the words tell; `is_late`: they tell of what is over."""

    begins: datetime
    ends: datetime
    is_late: bool
    may_be_late: bool = False  #: told as something past, without a time


def when(account: Account) -> When:
    """Returns when somebody saw it. What is passed on is always of the moment in which it is: "today" is its claim."""
    told, at = account.told, account.at
    if not account.is_first_hand:
        return When(begins=at, ends=at, is_late=False)
    if (ago := _ago(told.plain)) is not None:
        return When(begins=at - ago * 1.4, ends=at - ago * 0.6, is_late=ago > timedelta(minutes=90))
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    is_past_day = "yesterday" in told.times
    day -= timedelta(days=is_past_day)
    clock = _clock(told.plain)
    if (
        clock is not None
        and day + clock < at - timedelta(minutes=25)
        and (is_past_day or not told.times.isdisjoint({"past", "earlier"}))
    ):
        seen = day + clock
        return When(begins=seen - timedelta(minutes=30), ends=seen + timedelta(minutes=30), is_late=True)
    if is_past_day or "earlier" in told.times:
        begins, ends = _part_of(day, told.times)
        if begins < at - timedelta(minutes=90):
            return When(begins=begins, ends=min(ends, at), is_late=True)
    return When(begins=at, ends=at, is_late=False, may_be_late="past" in told.times)


def _part_of(day: datetime, times: frozenset[str]) -> tuple[datetime, datetime]:
    hours = next((span for name, span in _SPANS.items() if name in times), (0, 24))
    return day + timedelta(hours=hours[0]), day + timedelta(hours=hours[1])


def _ago(words: str) -> timedelta | None:
    found = _AGO.search(words)
    if not found:
        return None
    number, unit = next((found[i], found[i + 1]) for i in (1, 3, 5) if found[i])
    count = int(number) if number.isdecimal() else _NUMBERS.get(number)
    if count is None:
        return None
    return timedelta(hours=count) if unit[0] == "h" or unit.startswith("saac") else timedelta(minutes=count)


def _clock(words: str) -> timedelta | None:
    if found := _CLOCK.search(words):
        hour = int(found[1]) + (12 if (found[3] or "").startswith("p") and int(found[1]) < 12 else 0)
        return timedelta(hours=hour, minutes=int(found[2]))
    if found := _HOUR.search(words):
        return timedelta(hours=int(found[1]) % 12 + (12 if found[2].startswith("p") else 0))
    for word in _AT_HOUR.findall(words):
        if word in _HOUR_WORDS:
            return timedelta(hours=_HOUR_WORDS[word])
    return None

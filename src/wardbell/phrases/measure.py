"""How long a text message gets at its longest: every closed answer tried, the rest at the length it has in life. Knows no table."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from wardbell.ground import languages
from wardbell.phrases import slots as writing
from wardbell.phrases import texts
from wardbell.phrases.rules import ANNOUNCED, CLOSED, WHOLE_CITY, Slots, marked, normalise
from wardbell.phrases.sms import SmsCount, count_sms

_COUNCIL_LINK = 62  # characters: the address of a node and a token of 32
_PUBLIC_LINK = 48  # the address of a node and a public code
_LINK = "https://notices.larkwater.example/x/0123456789abcdefghijklmnopqrstuvwxyz"
_COUNCIL = ("official", "ask", "invitation")  # what the keys to offices and staff hold
_INSTANT = "2026-11-23T18:45:00+00:00"  # two figures before the colon in most zones


@dataclass(frozen=True, kw_only=True)
class Longest:
    """The longest text message of one key in one language, as counted, and whether its budget allows it."""

    text: str
    count: SmsCount
    budget: int

    @property
    def is_within(self) -> bool:
        return self.count.parts <= self.budget


def longest_sms(
    key: texts.Key, *, language: str, place: writing.Place, area: str, office: str, is_marked: bool
) -> Longest:
    """Returns the longest text message of a key over every closed answer, for one area (codes joined by ",") and one office."""
    used = texts.book(language).slots([f"{key.key}-sms"])
    rendered = {
        _rendered(key, answers, language=language, place=place, is_marked=is_marked)
        for answers in answers_of(key, area=area, office=office, used=used)
    }
    count, text = max(
        ((count_sms(one), one) for one in rendered), key=lambda pair: (pair[0].parts, pair[0].units)
    )
    return Longest(text=text, count=count, budget=key.parts[count.encoding])


def answers_of(
    key: texts.Key, *, area: str, office: str, used: frozenset[str] | None = None
) -> Iterator[Slots]:
    """Returns slots for every combination of closed answers that a key uses, or of those named in `used`.

    What is announced has the whole city and no time.
    """
    wanted = texts.book(languages.FALLBACK).slots(key.messages) if used is None else used
    asked = [name for name in CLOSED if name in wanted]
    link = _LINK[: _COUNCIL_LINK if any(word in key.key for word in _COUNCIL) else _PUBLIC_LINK]
    for chosen in product(*(CLOSED[name] for name in asked)):
        slots: dict[str, str | int] = {
            "number": "2026-114", "code": "4K7Q2M", "codes": "4K7Q2M,9PHRZX", "link": link, "source": link,
            "area": area, "at": _INSTANT, "until": _INSTANT, "begins": _INSTANT, "place": area, "office": office, "minutes": 15, "n": 14,
            "language": "es", "words": "Our office is open until 6 today. Call 612-555-0131.",
        }  # fmt: skip
        slots |= dict(zip(asked, chosen, strict=True))
        if slots.get("status") == ANNOUNCED:
            slots |= {"area": WHOLE_CITY, "at": "", "until": "", "begins": "", "place": ""}
        yield slots


def _rendered(key: texts.Key, slots: Slots, *, language: str, place: writing.Place, is_marked: bool) -> str:
    found = languages.by_tag(language)
    text = texts.say(
        texts.book(language), f"{key.key}-sms", writing.shown(slots, language=language, place=place)
    )
    return normalise(marked(text, [found.sample_word] * is_marked), found, "sms")

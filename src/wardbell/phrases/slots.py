"""Slots as a reader sees them: times, areas and numbers in her language's own form (CLDR, by Babel). Knows no table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError, dates

from wardbell.ground import languages, phones
from wardbell.phrases.rules import CITY, KINDS, OPTIONAL, SlotKind, Slots, instant_of

QUARTER = timedelta(minutes=15)  # finer times are said of nobody


@dataclass(frozen=True, kw_only=True)
class Place:
    """What the texts must know of where this node stands."""

    city: str
    country: str  #: ISO 3166-1: whose form of a language is meant, "es" as it is written here
    zone: ZoneInfo
    numbers: Mapping[str, str]  #: "hotline", "attorney", E.164
    number_for: Callable[[str], str]  #: language to the number of somebody who speaks it
    area_name: Callable[[str, str], str]  #: code and language to a name
    office_name: Callable[[str, str], str]  #: code and language to a name


def shown(slots: Slots, *, language: str, place: Place, about: str = "") -> dict[str, str | int]:
    """Returns every slot as Fluent gets it, the room's own ones with them; `about` is for whose language a number is named."""
    values: dict[str, str | int] = {"speaker": CITY}  # unless an organization of the community speaks
    for name, value in slots.items():
        if value != "":
            values[name] = _shown(KINDS[name], name, value, language=language, place=place)
    for name in OPTIONAL:
        values[f"has_{name}"] = "yes" if name in values else "no"
    values["city"] = place.city
    for name in ("hotline", "attorney"):
        values |= _phone(name, place.numbers.get(name, ""), place.country)
    return values | _phone("languages_phone", place.number_for(about or language), place.country)


def rounded_down(at: datetime) -> datetime:
    """Returns the last quarter of an hour that had begun."""
    return at - timedelta(
        minutes=at.minute % (QUARTER.seconds // 60), seconds=at.second, microseconds=at.microsecond
    )


def language_shown(tag: str, *, in_english: bool) -> str:
    """Returns a language's name, its own or the English one; a tag without a pack has the name that CLDR gives it."""
    try:
        found = languages.by_tag(tag)
    except KeyError:
        return str(Locale.parse("en").languages.get(tag.partition("-")[0], tag))
    return found.english if in_english else found.name


@cache
def locale_of(tag: str, country: str) -> Locale:
    """Returns the CLDR locale of a language as a country writes it; English forms when CLDR has none (Hmong)."""
    for name in (f"{tag}_{country}", tag):
        try:
            return Locale.parse(name, sep="_")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en_US")


def _shown(kind: SlotKind, name: str, value: str | int, *, language: str, place: Place) -> str | int:
    match kind:
        case SlotKind.AREAS | SlotKind.CODES:
            said = place.area_name if kind is SlotKind.AREAS else _as_it_stands
            return _joined([said(code, language) for code in _codes(value)], language)
        case SlotKind.INSTANT | SlotKind.DAY_AND_TIME:
            at = rounded_down(instant_of(name, value).astimezone(place.zone))
            form = _time if kind is SlotKind.INSTANT else _day_and_time
            return form(at, locale_of(language, place.country))
        case SlotKind.NUMBER:
            return int(value)
        case SlotKind.OFFICE:
            return place.office_name(str(value), language)
        case SlotKind.TAG:
            return language_shown(str(value), in_english=language == languages.FALLBACK)
        case _:
            return str(value)


def _as_it_stands(code: str, _language: str) -> str:
    return code


def _codes(value: str | int) -> list[str]:
    return [code.strip() for code in str(value).split(",") if code.strip()]


def _joined(names: list[str], language: str) -> str:
    comma = "، " if language.partition("-")[0] == "ar" else ", "
    return comma.join(names)


def _time(at: datetime, locale: Locale) -> str:
    return str(dates.format_skeleton("hm", at, tzinfo=at.tzinfo, locale=locale))


def _day_and_time(at: datetime, locale: Locale) -> str:
    """Returns day and time in figures: names of days hold letters that would make a text message twice as long."""
    day = dates.format_skeleton("Md", at, tzinfo=at.tzinfo, locale=locale)
    return f"{day}, {_time(at, locale)}"


def _phone(name: str, number: str, country: str) -> dict[str, str]:
    return {name: phones.shown(number, country=country)} if number else {}

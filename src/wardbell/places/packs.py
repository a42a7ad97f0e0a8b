"""A jurisdiction pack: the folder packs/jurisdictions/<code>/ with city.toml and its maps."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import phonenumbers

from wardbell.ground.errors import Unreadable
from wardbell.places import shapes
from wardbell.places.rules import AreaKind

#: which file draws which kind; a pack may leave out any
MAPS = {
    AreaKind.WARD: "wards.geojson",
    AreaKind.NEIGHBOURHOOD: "neighbourhoods.geojson",
    AreaKind.PUBLIC_PLACE: "places.geojson",
}
WATER = "water.geojson"
_SIGN_UPS = 30  # an hour; see the demo city's pack
_ROSTER_AT = "19:00"  # where a pack names no hour
_NUMBERS = {"attorney", "clerk", "hotline", "languages"}


@dataclass(frozen=True, kw_only=True)
class CityPack:
    """What city.toml says."""

    code: str
    name: str
    country: str
    zone: str
    languages: tuple[str, ...]
    numbers: Mapping[str, str]
    language_numbers: Mapping[str, str]
    ladder_minutes: tuple[int, ...]
    relay_minutes: Mapping[str, int]  #: kind of notice to minutes
    contact_mail: str
    sign_up_countries: tuple[str, ...]
    sign_ups_per_prefix: int
    roster_at: time  #: of the evening's roster test, on the city's clock
    ward_words: Mapping[str, str]
    valid_from: date  #: the day from which the pack's maps hold


def read_pack(folder: Path) -> CityPack:
    """Returns what a pack's city.toml says.

    Raises:
        Unreadable: there is no such pack, or it lacks something; the sentence says what.
    """
    try:
        found = tomllib.loads((folder / "city.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unreadable(
            f"There is no readable jurisdiction pack '{folder.name}': {type(error).__name__}."
        ) from error
    try:
        return _pack(found)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Unreadable(f"The city.toml of the pack '{folder.name}' lacks or misstates: {error}.") from error


def features_of(folder: Path, kind: AreaKind) -> list[object]:
    """Returns the features of one of the pack's maps, empty when it draws none of this kind."""
    return _features(folder / MAPS[kind])


def water_of(folder: Path) -> list[object]:
    """Returns lakes and rivers, which are drawn under the wards and mean nothing else."""
    return _features(folder / WATER)


def _features(path: Path) -> list[object]:
    return shapes.read_collection(path.read_bytes()) if path.is_file() else []


def _pack(found: dict[str, object]) -> CityPack:
    numbers, areas, ladder, roster, words, sign_up, contact = (
        _table(found, key) for key in ("numbers", "areas", "ladder", "roster", "ward", "sign_up", "contact")
    )
    country = _country(found.get("country", "US"))
    by_language = numbers.pop("by_language", {})
    if missing := _NUMBERS - set(numbers):
        raise ValueError(f"numbers.{', numbers.'.join(sorted(missing))}")
    if not isinstance(valid_from := areas["valid_from"], date):
        raise ValueError("areas.valid_from is not a day")
    return CityPack(
        code=str(found["code"]), name=str(found["name"]), country=country, zone=ZoneInfo(str(found["zone"])).key,
        languages=tuple(found["languages"]),  # type: ignore[arg-type]  # a wrong one raises TypeError, told above
        numbers=numbers, language_numbers=by_language, ladder_minutes=tuple(ladder["minutes"]),
        contact_mail=str(contact.get("mail", "")), sign_up_countries=tuple(map(_country, sign_up.get("countries", [country]))),
        sign_ups_per_prefix=int(sign_up.get("per_prefix_and_hour", _SIGN_UPS)),
        roster_at=time.fromisoformat(roster.get("at", _ROSTER_AT)),
        relay_minutes=_minutes(_table(found, "relay_by_itself")), ward_words=words, valid_from=valid_from,
    )  # fmt: skip


def _minutes(table: dict[str, Any]) -> dict[str, int]:
    for kind, minutes in table.items():
        if type(minutes) is not int or minutes < 0:
            raise ValueError(f"relay_by_itself.{kind} is not a number of minutes")
    return table


def _country(code: object) -> str:
    if code not in phonenumbers.SUPPORTED_REGIONS:
        raise ValueError(f"'{code}' is no country's code of two capital letters (ISO 3166-1)")
    return str(code)


def _table(found: dict[str, object], key: str) -> dict[str, Any]:
    table = found.get(key, {})
    if not isinstance(table, dict):
        raise TypeError(f"{key} is not a table")
    return dict(table)

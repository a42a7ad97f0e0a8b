"""Which property of a map's features is their id, which their name, and which code each gets.

Cities publish the same thing under many words (`ward`, `WARD_NUM`, `BDNAME`): the tables below are read in order,
without regard to capitals, spaces, hyphens and underscores.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wardbell.places.rules import LONGEST_NAME, AreaKind, code_of, marked, slug

Properties = Mapping[str, object]

#: ids that count within a city or county, and what one of them is called
_NUMBERED = {
    "ward": "Ward", "wardnum": "Ward", "wardnumber": "Ward", "wardno": "Ward", "wardid": "Ward",
    "councilward": "Ward", "district": "District", "districtnum": "District", "districtnumber": "District",
    "districtno": "District", "districtid": "District", "dist": "District", "councildistrict": "District",
    "precinct": "Precinct", "precinctnum": "Precinct",
}  # fmt: skip
_NAMES = ("name", "wardname", "districtname", "neighborhood", "neighbourhood", "nhood", "bdname", "community",
          "placename", "fullname", "label", "title")  # fmt: skip
_LAST_RESORT = ("code", "id", "bdnum", "number", "gnis", "geoid", "fips", "objectid", "fid")
#: what a number counts within
_CONTAINERS = ("city", "cityname", "municipality", "town", "township", "county", "countyname", "jurisdiction")
#: ids given out once for each place in the whole country: equal means the same place
_STANDARD = ("gnis", "gnisid", "geoid", "fips", "ocdid")


@dataclass(frozen=True, kw_only=True)
class Called:
    """What one feature is called. `identity` is a country-wide id when it has one."""

    code: str
    name: str
    position: int
    identity: str = ""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """By which properties features are told apart; `within` counts only for numbers of several cities or counties."""

    ids: tuple[str, ...]
    name: str | None
    within: str | None = None
    must_have_name: bool = False  #: the operator said which property it is


def reading_of(
    features: Sequence[Properties], *, id_property: str | None = None, name_property: str | None = None
) -> Reading:
    """Returns how a map is to be read: the operator's properties (several with commas between), else the first known one.

    Raises:
        ValueError: nothing is known and nothing was given; the sentence names the properties to choose from.
    """
    known = _known(features)
    name = name_property or _first(_NAMES, known)
    if id_property:
        ids = tuple(part.strip() for part in id_property.split(","))
        return Reading(ids=ids, name=name, must_have_name=bool(name_property))
    numbered = _first(tuple(_NUMBERED), known)
    container = _first(_CONTAINERS, known)
    chosen = numbered or name or container or _first(_LAST_RESORT, known)
    if chosen is None:
        raise ValueError(
            f"no property is known as an id; say which with --id-property (there are: {', '.join(sorted(set(known.values()))) or 'none'})"
        )
    several = container is not None and len({str(one.get(container)) for one in features}) > 1
    within = container if numbered and several else None
    return Reading(ids=(chosen,), name=name, within=within, must_have_name=bool(name_property))


def container_of(features: Sequence[Properties]) -> str | None:
    """Returns the property that says in which city or county a feature lies, when there is one."""
    return _first(_CONTAINERS, _known(features))


def guessed_kind(features: Sequence[Properties], *, id_property: str | None = None) -> AreaKind:
    """Returns ward for a map with numbered wards, districts or precincts, or whose given ids are numbers; else neighbourhood."""
    if _first(tuple(_NUMBERED), _known(features)):
        return AreaKind.WARD
    ids = [str(one.get(id_property, "")) for one in features] if id_property else []
    return AreaKind.WARD if ids and all(one.isdecimal() for one in ids) else AreaKind.NEIGHBOURHOOD


def called(properties: Properties, *, kind: AreaKind, reading: Reading) -> Called:
    """Returns what one feature is called.

    Raises:
        ValueError: a property is missing or cannot be an id.
    """
    values = [_text(properties, one) for one in reading.ids]
    within = _text(properties, reading.within) if reading.within else ""
    if len(values) == 1:
        values = [_without_word(values[0], kind=kind)]
    name = _name(properties, ids=values, reading=reading)
    alone = values[0] if len(values) == 1 and not within else ""
    return Called(
        code=code_of(kind, " ".join([within, *values])),
        name=f"{within}, {name}" if within else name,
        position=int(alone) if alone.isascii() and alone.isdecimal() and int(alone) < 32_767 else 0,
        identity=_identity(properties),
    )


def told_apart(names: Sequence[Called]) -> list[Called]:
    """Returns the same with different codes for different names that are written alike without accents and signs."""
    spellings: dict[str, set[str]] = {}
    for one in names:
        spellings.setdefault(one.code, set()).add(one.name)
    return [
        Called(code=marked(one.code, one.name), name=one.name, position=one.position, identity=one.identity)
        if _are_spellings(spellings[one.code], one.code)
        else one
        for one in names
    ]


def repeated(codes: Sequence[str]) -> list[str]:
    """Returns the codes that stand more than once, in order."""
    return [code for code, n in Counter(codes).items() if n > 1]


def _are_spellings(names: set[str], code: str) -> bool:
    """Says whether several names all lead to this one code: then it is the code that is too coarse, not an id given twice."""
    return len(names) > 1 and all(code.endswith(f":{slug(name)}") for name in names)


def _known(features: Sequence[Properties]) -> dict[str, str]:
    """Returns {property in plain letters: property as written} for those that hold something, most frequent spelling kept."""
    count = Counter(key for one in features for key, value in one.items() if _is_something(value))
    return {re.sub(r"[\W_]", "", key.casefold()): key for key, _ in reversed(count.most_common())}


def _first(candidates: Sequence[str], known: Mapping[str, str]) -> str | None:
    return next((known[one] for one in candidates if one in known), None)


def _text(properties: Properties, key: str) -> str:
    """Returns a property as text: 6, 6.0 and "06" are all "6"."""
    if not _is_something(value := properties.get(key)):
        raise ValueError(f"the property '{key}' is missing or empty")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError(f"the property '{key}' is neither text nor a number")
    if isinstance(value, float):
        if not value.is_integer():
            raise ValueError(f"the property '{key}' is {value}, which cannot be an id")
        value = int(value)
    text = " ".join(unicodedata.normalize("NFC", str(value)).split())
    if any(unicodedata.category(sign) in {"Cc", "Cs", "Co"} for sign in text):
        raise ValueError(f"the property '{key}' holds signs that cannot be printed")
    return text.lstrip("0") or "0" if text.isascii() and text.isdecimal() else text


def _name(properties: Properties, *, ids: Sequence[str], reading: Reading) -> str:
    """Returns a feature's own name, or 'District 6' made of its number, behind what its id says before."""
    *before, last = ids
    if reading.name and (reading.must_have_name or _is_something(properties.get(reading.name))):
        own = _text(properties, reading.name)
    else:
        own = f"{_word_of(reading.ids[-1])}{last}" if last.isdecimal() else last
    name = ", ".join([*(one for one in before if one.casefold() not in own.casefold()), own])
    if len(name) > LONGEST_NAME:
        raise ValueError(f"its name is longer than {LONGEST_NAME} signs")
    return name


def _word_of(key: str) -> str:
    word = _NUMBERED.get(re.sub(r"[\W_]", "", key.casefold()), "")
    return f"{word} " if word else ""


def _without_word(value: str, *, kind: AreaKind) -> str:
    """Returns the bare number of a ward that a file calls 'Ward 6' or 'ward:6'."""
    found = re.fullmatch(r"(?:ward|district)\W*0*(\d+)", value, re.IGNORECASE | re.ASCII)
    return found[1] if found and kind == AreaKind.WARD else value


def _identity(properties: Properties) -> str:
    plain = {re.sub(r"[\W_]", "", key.casefold()): value for key, value in properties.items()}
    return next((f"{one}:{plain[one]}" for one in _STANDARD if _is_something(plain.get(one))), "")


def _is_something(value: object) -> bool:
    return value is not None and (not isinstance(value, str) or bool(value.strip()))

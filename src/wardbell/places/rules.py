"""What an area is, how it is called by code, and what a new map does to the areas that stand."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardbell.ground.errors import WrongState


class AreaKind(StrEnum):
    CITY = "city"  #: the whole jurisdiction; code "city"
    WARD = "ward"  #: code "ward:6"
    NEIGHBOURHOOD = "neighbourhood"  #: code "neighbourhood:cedar-bend"
    PUBLIC_PLACE = "place"  #: from the adopted list; code "place:harbor-park"


CITY = "city"
LONGEST_CODE = 60  # signs; the column's width
LONGEST_NAME = 120  # signs; the column's width

#: letters that Unicode does not take apart, and how a street sign without them would be written
_UNDIVIDED = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th",
                            "ı": "i", "’": "", "'": "", "ʻ": "", "`": ""})  # fmt: skip


def kind_of(code: str) -> AreaKind:
    """Returns the kind that an area code names.

    Raises:
        ValueError: it is no area code.
    """
    return AreaKind(code.partition(":")[0])


def slug(name: str) -> str:
    """Returns a name as it stands in a code: lower case, no accents, hyphens between words.

    Letters of other scripts stay as they are; a name without a letter or digit gives "".
    """
    lower = unicodedata.normalize("NFKD", name.casefold().translate(_UNDIVIDED))
    bare = "".join(sign for sign in lower if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", bare)).strip("-")


def code_of(kind: AreaKind, name: str) -> str:
    """Returns the code of an area, cut to fit with a digest of the whole name at its end.

    Raises:
        ValueError: the name holds no letter and no digit.
    """
    tail = slug(name)
    if not tail:
        raise ValueError(f"'{name}' holds no letter and no digit to make a code of")
    code = f"{kind}:{tail}"
    return code if len(code) <= LONGEST_CODE else marked(code[: LONGEST_CODE - 9].rstrip("-"), name)


def marked(code: str, name: str) -> str:
    """Returns a code made different by a digest of the exact name: the same whatever the order of names."""
    return f"{code[: LONGEST_CODE - 9]}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def natural(name: str) -> tuple[tuple[int, int | str], ...]:
    """Returns the key by which names are put in order as a person would: 'Ward 2' before 'Ward 10'."""
    parts = re.split(r"([0-9]+)", name.casefold())
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts if part)


def ward_name(name: str, *, code: str, language: str, words: dict[str, str]) -> str:
    """Returns a ward's name in a language: only a plain 'Ward 6' is said in other words, a name of its own stays.

    `words` holds one pattern for each language, like "Distrito {number}".
    """
    number = code.partition(":")[2]
    if not number.isdecimal() or name != words.get("en", "Ward {number}").format(number=number):
        return name
    return words.get(language, words.get("en", name)).format(number=number)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """An area that holds now; `drawing` is whatever tells one shape and name from another."""

    code: str
    drawing: str
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class Redistricting:
    """What a new map does, as codes in the map's order."""

    add: tuple[str, ...]
    close: tuple[str, ...]
    unchanged: tuple[str, ...]


def redistrict(
    new: Sequence[tuple[str, str]], *, standing: Iterable[Standing], valid_from: date
) -> Redistricting:
    """Compares a new map, as (code, drawing), with the areas that stand.

    What is drawn as before stays; what is drawn otherwise is closed on the day and added again; what is missing is closed.

    Raises:
        WrongState: the map is older than one that stands, or differs from one that begins on the same day.
    """
    old = {one.code: one for one in standing}
    newest = max((one.valid_from for one in old.values()), default=None)
    if newest and valid_from < newest:
        raise WrongState(
            f"The areas that stand hold from {newest}; a map from {valid_from} is older. Load maps in the order of their days."
        )
    drawings = dict(new)
    unchanged = tuple(code for code, drawing in new if code in old and old[code].drawing == drawing)
    close = tuple(code for code in old if code not in unchanged)
    if blocked := [code for code in close if old[code].valid_from == valid_from]:
        raise WrongState(
            f"Another map of the same kind already holds from {valid_from} and draws {', '.join(blocked[:5])} otherwise. "
            "Choose the day on which the new one takes its place."
        )
    return Redistricting(
        add=tuple(code for code in drawings if code not in unchanged), close=close, unchanged=unchanged
    )

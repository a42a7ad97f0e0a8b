"""The names of areas in the reader's language, read once for a whole page."""

from collections.abc import Iterable

from django.utils.translation import get_language

from wardbell.ground import languages
from wardbell.places import queries as places
from wardbell.places.rules import AreaKind


def area_names() -> dict[str, str]:
    """Returns {code: name} of every ward and neighbourhood, in order."""
    kinds = (AreaKind.WARD, AreaKind.NEIGHBOURHOOD)
    codes = [one.code for kind in kinds for one in places.areas(kind)]
    names = names_of(codes)
    return {code: names[code] for code in codes}


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """Returns {code: name} of some areas; of no code, no name."""
    return {"": ""} | places.area_names(codes, get_language() or languages.FALLBACK)

"""What an area is, and what a file of areas must hold."""

from enum import StrEnum


class AreaKind(StrEnum):
    CITY = "city"  #: the whole jurisdiction; code "city"
    WARD = "ward"  #: code "ward:6"
    NEIGHBOURHOOD = "neighbourhood"  #: code "neighbourhood:cedar-bend"
    PUBLIC_PLACE = "place"  #: from the adopted list; code "place:harbor-park"


CITY = "city"


def kind_of(code: str) -> AreaKind:
    """Returns the kind that an area code names.

    Raises:
        ValueError: it is no area code.
    """
    return AreaKind(code.partition(":")[0])

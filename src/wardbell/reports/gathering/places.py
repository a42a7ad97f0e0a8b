"""How near two accounts' places are: by the names of their streets first, then by points, then by ward."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from math import cos, hypot, radians
from statistics import median

from wardbell.reports.gathering.accounts import Account, plain

_METRES = 111_320  # of a degree of latitude
_SUFFIXES = {
    "ave", "avenue", "av", "st", "street", "rd", "road", "blvd", "boulevard", "ln", "lane", "dr", "drive", "pkwy",
    "parkway", "pl", "place", "ct", "way", "hwy", "ter", "terrace", "n", "s", "e", "w", "ne", "nw", "se", "sw", "north",
    "south", "east", "west", "the", "calle", "avenida",
}  # fmt: skip
_BETWEEN = re.compile(r"/|&|\band\b|\by\b|\bat\b|\+|@|\bn\b(?= [a-z0-9])")
SAME_POINT = 180.0  # metres between two unnamed points of one corner: what a phone is off
CLOSE, WALK = 270.0, 750.0  # a block; as far as one sees or walks
AROUND = 1_500.0  # of the middle of a neighbourhood


class Near(IntEnum):
    FAR = 0
    AREA = 1  #: one of them tells no more than a ward or neighbourhood
    WALK = 2  #: some blocks, or one street in common
    CLOSE = 3
    SAME = 4


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A place as it can be compared. `key` is the streets of a crossing, or the words of a name."""

    kind: str
    key: frozenset[str]
    point: tuple[float, float] | None
    ward: str


class Map:
    """The points of the places that a set of accounts names: the middle of all that were told for one name."""

    def __init__(self, accounts: Iterable[Account]) -> None:
        told: dict[frozenset[str], list[tuple[float, float]]] = defaultdict(list)
        for one in accounts:
            if one.lat is not None and one.lon is not None and one.is_anchored:
                told[key_of(one)].append((one.lat, one.lon))
        self._middle = {
            key: (median(lat for lat, _ in points), median(lon for _, lon in points))
            for key, points in told.items()
        }

    def spot(self, account: Account) -> Spot:
        """Returns where an account is: at the middle of its name, else at its own point."""
        key = key_of(account)
        own = None if account.lat is None or account.lon is None else (account.lat, account.lon)
        point = self._middle.get(key) if account.is_anchored else own
        return Spot(kind=account.place_kind, key=key, point=point, ward=account.ward)


def key_of(account: Account) -> frozenset[str]:
    """Returns what a place is called, however it is written: the streets of a crossing, without order and suffixes."""
    name = account.place_name.casefold()
    parts = _BETWEEN.split(name) if account.place_kind == "intersection" else [name]
    return frozenset(bare for part in parts if (bare := _bare(plain(part))))


def _bare(part: str) -> str:
    words = [word for word in part.split() if word not in _SUFFIXES]
    return " ".join(words or part.split())


def near(one: Spot, other: Spot) -> Near:
    """Returns how near two places are."""
    vague = [spot for spot in (one, other) if spot.kind not in {"intersection", "public_place"}]
    if vague:
        return _near_area(one, other)
    if one.key == other.key:
        return Near.SAME
    metres = distance(one, other)
    shares = bool(one.key & other.key)
    if metres is None:
        is_sight = "public_place" in {
            one.kind,
            other.kind,
        }  # a place without a point, from which somebody may look over
        return Near.WALK if (shares or is_sight) and one.ward == other.ward else Near.FAR
    if not one.key or not other.key:
        return Near.SAME if metres <= SAME_POINT else Near.FAR
    return Near.CLOSE if metres <= CLOSE else Near.WALK if metres <= WALK else Near.FAR


def distance(one: Spot, other: Spot) -> float | None:
    """Returns the metres between two places; None when one has no point."""
    if one.point is None or other.point is None:
        return None
    north = (one.point[0] - other.point[0]) * _METRES
    east = (one.point[1] - other.point[1]) * _METRES * cos(radians(one.point[0]))
    return hypot(north, east)


def _near_area(one: Spot, other: Spot) -> Near:
    metres = distance(one, other)
    if metres is not None and metres <= AROUND:
        return Near.AREA
    if one.ward and one.ward == other.ward:
        return Near.AREA
    return Near.FAR

"""Every area that holds on one day, made ready for two questions: where does a point lie, and what lies in what.

Pure: it is built once from rows and asked many times; nothing in it changes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from wardbell.ground.errors import Unreadable
from wardbell.places.rules import CITY, AreaKind, natural

_LIES_IN = (
    0.01  # share of an area that must lie in a ward: less is two offices drawing one street differently
)
_ORDER = list(AreaKind)


@dataclass(frozen=True, kw_only=True)
class Area:
    """An area as upper rooms see it; `wards` and `neighbourhoods` are the codes of those it lies in, itself among its own kind."""

    code: str
    kind: AreaKind
    name: str
    wards: tuple[str, ...]
    neighbourhoods: tuple[str, ...]
    valid_from: date
    valid_to: date | None  #: the first day on which it no longer holds


@dataclass(frozen=True, kw_only=True)
class Plotted:
    """A row as the atlas is built from it."""

    code: str
    kind: AreaKind
    name: str
    position: int
    shape: BaseGeometry
    valid_from: date
    valid_to: date | None


class Atlas:
    """The areas of one day, in order: city, wards, neighbourhoods, places; each kind by position, then by name."""

    def __init__(self, plotted: Iterable[Plotted], *, city_name: str) -> None:
        ordered = sorted(
            plotted, key=lambda one: (_ORDER.index(one.kind), one.position, natural(one.name), one.code)
        )
        self.shapes: Mapping[str, BaseGeometry] = {one.code: one.shape for one in ordered}
        self._layers = {
            kind: _Layer([one for one in ordered if one.kind == kind])
            for kind in (AreaKind.WARD, AreaKind.NEIGHBOURHOOD)
        }
        found = [self._area(one) for one in ordered]
        self._areas = {one.code: one for one in [*_city(found, city_name), *found]}

    def areas(self, kind: AreaKind | None = None) -> list[Area]:
        """Returns the areas of one kind, or all, in order."""
        return [one for one in self._areas.values() if kind in {None, one.kind}]

    def area(self, code: str) -> Area:
        """Returns one area.

        Raises:
            Unreadable: no area has this code on this day.
        """
        try:
            return self._areas[code]
        except KeyError as error:
            raise Unreadable("There is no area '%(code)s' here.", code=code[:60]) from error

    def at(self, lon: float, lat: float) -> tuple[str, ...]:
        """Returns the ward and the neighbourhood in which a point lies, as codes; fewer where no map reaches.

        A point on a border lies in the first of its wards in order, so that it never lies in two.
        """
        point = Point(lon, lat)
        found = (layer.first_at(point) for layer in self._layers.values())
        return tuple(code for code in found if code)

    def covers(self, code: str) -> frozenset[str]:
        """Returns the codes of all areas that lie in an area, wholly or in part, and its own.

        Raises:
            Unreadable: no area has this code on this day.
        """
        self.area(code)
        if code == CITY:
            return frozenset(self._areas)
        others = (one for one in self._areas.values() if one.kind != AreaKind.CITY)
        inside = (one.code for one in others if code in one.wards or code in one.neighbourhoods)
        return frozenset(inside) | {code}

    def wards_of(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Returns the wards in which any of the areas lies, in order; the city lies in all.

        Raises:
            Unreadable: no area has one of these codes on this day.
        """
        touched = {ward for code in codes for ward in self.area(code).wards}
        return tuple(one.code for one in self.areas(AreaKind.WARD) if one.code in touched)

    def bounds(self) -> tuple[float, float, float, float] | None:
        """Returns (west, south, east, north) of all areas together, or None of an empty atlas."""
        if not self.shapes:
            return None
        west, south, east, north = shapely.total_bounds(list(self.shapes.values())).tolist()
        return west, south, east, north

    def _area(self, one: Plotted) -> Area:
        wards, neighbourhoods = (
            (one.code,) if one.kind == kind else layer.under(one.shape)
            for kind, layer in self._layers.items()
        )
        if one.kind == AreaKind.WARD:
            neighbourhoods = ()
        return Area(
            code=one.code, kind=one.kind, name=one.name, wards=wards, neighbourhoods=neighbourhoods,
            valid_from=one.valid_from, valid_to=one.valid_to,
        )  # fmt: skip


class _Layer:
    """Areas of one kind in a tree of boxes: 8 microseconds for a point among thirteen wards."""

    def __init__(self, plotted: Sequence[Plotted]) -> None:
        self._codes = [one.code for one in plotted]
        self._shapes = [one.shape for one in plotted]
        shapely.prepare(self._shapes)
        self._tree = shapely.STRtree(self._shapes)

    def first_at(self, point: Point) -> str | None:
        found = self._tree.query(point, predicate="intersects")
        return self._codes[int(found.min())] if found.size else None

    def under(self, shape: BaseGeometry) -> tuple[str, ...]:
        """Returns the codes of those in which more than a sliver of the shape lies, in order."""
        found = sorted(self._tree.query(shape, predicate="intersects").tolist())
        if len(found) < 2:
            return tuple(self._codes[i] for i in found)
        if not shape.area:
            return (self._codes[found[0]],)
        shares = {i: self._shapes[i].intersection(shape).area / shape.area for i in found}
        return tuple(self._codes[i] for i, share in shares.items() if share > _LIES_IN)


def _city(found: Sequence[Area], name: str) -> list[Area]:
    """Returns the city as an area of its own: it is drawn by its parts and holds as long as they do."""
    if not found:
        return []
    return [
        Area(
            code=CITY, kind=AreaKind.CITY, name=name,
            wards=tuple(one.code for one in found if one.kind == AreaKind.WARD),
            neighbourhoods=tuple(one.code for one in found if one.kind == AreaKind.NEIGHBOURHOOD),
            valid_from=min(one.valid_from for one in found), valid_to=None,
        )
    ]  # fmt: skip

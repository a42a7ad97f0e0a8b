"""From shapes to a small SVG map: one frame for every layer, borders that stay shared, a label where it can be read."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

_MARGIN = 6.0  # units of the drawing on each side
_TOLERANCE = 0.5  # units a line may move: what an eye does not miss at 360 px
_CORNER = (
    1.0  # a corner of a border goes when its triangle is smaller than this, squared (Visvalingam-Whyatt)
)
_LABEL_ASPECT = 2.2  # a label is wider than high, so it is set where there is width
_DOT = 4.0  # radius of a place that is a point, in units


@dataclass(frozen=True, kw_only=True)
class Outline:
    """One area as an SVG path; the label's anchor is the middle of the text, always inside the area."""

    code: str
    name: str
    d: str
    label_x: float
    label_y: float


@dataclass(frozen=True, kw_only=True)
class Frame:
    """How degrees become units: longitudes shrunk by the cosine of the middle latitude, north up."""

    west: float
    north: float
    per_lon: float  #: units a degree
    per_lat: float
    width: float
    height: float

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width:g} {self.height:g}"

    def at(self, lon: float, lat: float) -> tuple[float, float] | None:
        """Returns where a point lies in the drawing, in units; None outside it."""
        x, y = _MARGIN + (lon - self.west) * self.per_lon, _MARGIN + (self.north - lat) * self.per_lat
        return (x, y) if 0 <= x <= self.width and 0 <= y <= self.height else None


def frame_of(bounds: tuple[float, float, float, float], *, width: float) -> Frame:
    """Returns the frame for a map of (west, south, east, north), `width` units wide."""
    west, south, east, north = bounds
    shrink = math.cos(math.radians((south + north) / 2))
    per_lat = (width - 2 * _MARGIN) / max((east - west) * shrink, 1e-9)
    return Frame(
        west=west, north=north, per_lon=per_lat * shrink, per_lat=per_lat,
        width=width, height=math.ceil((north - south) * per_lat + 2 * _MARGIN),
    )  # fmt: skip


def outlines(areas: Sequence[tuple[str, str, BaseGeometry]], *, frame: Frame) -> list[Outline]:
    """Returns an outline for each (code, name, shape), in order; neighbours keep their common border."""
    drawn = [placed(shape, frame=frame) for _, _, shape in areas]
    return [
        _outline(code, name, shape) for (code, name, _), shape in zip(areas, _simplified(drawn), strict=True)
    ]


def placed(shape: BaseGeometry, *, frame: Frame) -> BaseGeometry:
    """Returns a shape in units of the frame."""

    def place(at: NDArray[np.float64]) -> NDArray[np.float64]:
        x = _MARGIN + (at[:, 0] - frame.west) * frame.per_lon
        y = _MARGIN + (frame.north - at[:, 1]) * frame.per_lat
        return np.column_stack([x, y])

    moved: BaseGeometry = shapely.transform(shape, place)
    return moved


def path(shape: BaseGeometry) -> str:
    """Returns the path of a shape in units; a point becomes a dot, a line stays open."""
    if isinstance(shape, Point):
        return f"M{shape.x - _DOT:.1f} {shape.y:.1f}a{_DOT:g} {_DOT:g} 0 1 0 {2 * _DOT:g} 0a{_DOT:g} {_DOT:g} 0 1 0 {-2 * _DOT:g} 0Z"
    if isinstance(shape, LineString):
        return _run(shape)
    return "".join(f"{_run(ring)}Z" for part in _parts(shape) for ring in (part.exterior, *part.interiors))


def water_path(shape: BaseGeometry, *, frame: Frame) -> str:
    """Returns the path of a lake or a river, cut at the frame; "" when it lies outside."""
    inside = placed(shape, frame=frame).intersection(shapely.box(0, 0, frame.width, frame.height))
    pieces = shapely.get_parts(inside.simplify(_TOLERANCE)).tolist()
    return "".join(path(one) for one in pieces if not one.is_empty)


def _outline(code: str, name: str, shape: BaseGeometry) -> Outline:
    x, y = _label(shape)
    return Outline(code=code, name=name, d=path(shape), label_x=round(x, 1), label_y=round(y, 1))


def _simplified(drawn: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Simplifies areas together, so that no gap opens between two; points stay."""
    polygons = [i for i, one in enumerate(drawn) if one.area]
    simple: list[BaseGeometry] = list(drawn)
    if polygons:
        found = shapely.coverage_simplify([drawn[i] for i in polygons], _CORNER)
        for i, one in zip(polygons, found.tolist(), strict=True):
            simple[i] = drawn[i] if one.is_empty else one
    return simple


def _label(shape: BaseGeometry) -> tuple[float, float]:
    """Returns the middle of the widest room of the largest part, and a point on the surface when that fails."""
    if isinstance(shape, Point):
        return shape.x, shape.y
    largest = max(_parts(shape), key=lambda part: part.area)
    squeezed = shapely.transform(largest, lambda at: at * [1 / _LABEL_ASPECT, 1])
    x, y = shapely.maximum_inscribed_circle(squeezed, tolerance=_TOLERANCE).coords[0]
    if largest.contains(Point(x * _LABEL_ASPECT, y)):
        return x * _LABEL_ASPECT, y
    inside = largest.representative_point()
    return inside.x, inside.y


def _parts(shape: BaseGeometry) -> list[Polygon]:
    if isinstance(shape, MultiPolygon):
        return list(shape.geoms)
    return [shape] if isinstance(shape, Polygon) else []


def _run(line: LineString) -> str:
    positions = [f"{x:.1f} {y:.1f}" for x, y in line.coords]
    if line.is_ring:
        positions = positions[:-1]
    return "M" + "L".join(positions)

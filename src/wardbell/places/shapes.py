"""From GeoJSON (RFC 7946) to checked shapes: WGS84, longitude first, areas that do not cross themselves."""

import json
from collections.abc import Mapping, Sequence

import shapely
from shapely.geometry import MultiPolygon, Point, Polygon, mapping
from shapely.geometry.base import BaseGeometry

from wardbell.ground.errors import Unreadable

LARGEST_FILE = 50_000_000  # bytes; a big county's wards with every bend of a river are 20 MB
_WGS84 = (
    "CRS84",
    "4326",
    "WGS84",
    "WGS 84",
    "4269",
)  # the last, NAD83, is within two metres in North America
_EDGE = 180.0, 90.0  # degrees

Geometry = Mapping[str, object]


def read_collection(content: bytes) -> list[object]:
    """Returns the features of a GeoJSON file, unchecked.

    Raises:
        Unreadable: it is no JSON, no FeatureCollection, too large, or not in longitude and latitude.
    """
    if len(content) > LARGEST_FILE:
        raise Unreadable(f"The file is larger than {LARGEST_FILE // 1_000_000} MB.")
    try:
        found = json.loads(content.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise Unreadable(f"The file is not UTF-8 text (byte {error.start}).") from error
    except RecursionError as error:
        raise Unreadable("The file is nested too deeply to be a map.") from error
    except ValueError as error:
        raise Unreadable(f"The file is not JSON: {error}.") from error
    if not isinstance(found, dict) or found.get("type") != "FeatureCollection":
        raise Unreadable("The file is not a GeoJSON FeatureCollection.")
    if not isinstance(features := found.get("features"), list):
        raise Unreadable("The FeatureCollection has no list of features.")
    _check_reference_system(found.get("crs"))
    return features


def shape_of(geometry: object, *, allows_points: bool = False) -> BaseGeometry:
    """Returns a feature's geometry as a valid shape in one canonical form.

    Raises:
        ValueError: it is none; the words say why, fit to follow the feature's name.
    """
    if geometry is None:
        raise ValueError("has no geometry")
    if not isinstance(geometry, dict):
        raise ValueError("has a geometry that is not an object")
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "Point" and allows_points:
        return Point(_position(coordinates))
    if kind not in {"Polygon", "MultiPolygon"}:
        raise ValueError(f"is a {str(kind)[:40]}, not an area (Polygon or MultiPolygon)")
    if not isinstance(coordinates, list) or not coordinates:
        raise ValueError("has an empty geometry")
    polygons = [_polygon(one) for one in ([coordinates] if kind == "Polygon" else coordinates)]
    return canonical(polygons[0] if len(polygons) == 1 else MultiPolygon(polygons))


def canonical(shape: BaseGeometry) -> BaseGeometry:
    """Returns a shape in the one form in which equal shapes are equal: rings turned and begun alike.

    Raises:
        ValueError: it crosses or touches itself in a way that leaves its inside unclear.
    """
    if not shape.is_valid:
        raise ValueError(_why_invalid(shape))
    return shape.normalize()


def as_geometry(shape: BaseGeometry) -> dict[str, object]:
    """Returns a shape as a GeoJSON geometry."""
    plain: dict[str, object] = json.loads(json.dumps(mapping(shape)))
    return plain


def joined(shapes: Sequence[BaseGeometry]) -> BaseGeometry:
    """Returns the parts of one area as one shape."""
    return canonical(shapely.union_all(shapes))


def would_lie_in_when_swapped(
    drawn: Sequence[BaseGeometry], bounds: tuple[float, float, float, float]
) -> bool:
    """Says whether shapes lie outside a box of (west, south, east, north), but inside it with their axes exchanged."""
    here, there = shapely.box(*bounds), shapely.box(*shapely.total_bounds(drawn))
    exchanged = shapely.transform(there, lambda at: at[:, ::-1])
    return bool(not there.intersects(here) and exchanged.intersects(here))


def _polygon(rings: object) -> Polygon:
    if not isinstance(rings, list) or not rings:
        raise ValueError("has an empty geometry")
    shell, *holes = [_ring(one) for one in rings]
    return Polygon(shell, holes)


def _ring(positions: object) -> list[tuple[float, float]]:
    if not isinstance(positions, list):
        raise ValueError("has coordinates that are not lists of positions")
    ring = [_position(one) for one in positions]
    if not ring:
        raise ValueError("has an empty geometry")
    if ring[0] != ring[-1]:
        raise ValueError(
            f"has a ring that is not closed: it begins at {_at(ring[0])} and ends at {_at(ring[-1])}"
        )
    if len(ring) < 4:
        raise ValueError("has a ring of fewer than four positions")
    return ring


def _position(given: object) -> tuple[float, float]:
    """Returns (longitude, latitude); a height is dropped."""
    if not isinstance(given, list) or len(given) < 2:
        raise ValueError("has coordinates that are not lists of positions")
    lon, lat = given[0], given[1]
    if any(isinstance(one, bool) or not isinstance(one, int | float) for one in (lon, lat)):
        raise ValueError("has a position that is not made of numbers")
    if not (-_EDGE[0] <= lon <= _EDGE[0] and -_EDGE[1] <= lat <= _EDGE[1]):
        raise ValueError(_why_outside(lon, lat))
    return float(lon), float(lat)


def _why_outside(lon: float, lat: float) -> str:
    if -_EDGE[1] <= lon <= _EDGE[1] and -_EDGE[0] <= lat <= _EDGE[0]:
        return f"has latitude {lat}: latitude and longitude look swapped; GeoJSON has longitude first"
    return f"has a position outside WGS84 ({str(lon)[:20]}, {str(lat)[:20]}); convert the file to longitude and latitude (EPSG:4326)"


def _why_invalid(shape: BaseGeometry) -> str:
    """Says in plain words what GEOS found, and where: 'Self-intersection[-93.2 44.9]'."""
    why, _, where = shapely.is_valid_reason(shape).partition("[")
    at = ", ".join(where.rstrip("]").split())
    words = {"Self-intersection": "crosses itself", "Ring Self-intersection": "touches itself"}
    return f"{words.get(why, f'is not a proper area ({why.lower()})')} near {at}"


def _at(position: tuple[float, float]) -> str:
    return f"{position[0]}, {position[1]}"


def _no_constant(word: str) -> float:
    raise ValueError(f"{word} is not a number in JSON")


def _check_reference_system(crs: object) -> None:
    """Lets pass what RFC 7946 allows and what older files write for the same system."""
    if crs is None:
        return
    name = json.dumps(crs)
    if not any(one in name for one in _WGS84):
        raise Unreadable(
            f"The file is in another reference system ({name[:120]}); convert it to longitude and latitude (EPSG:4326)."
        )

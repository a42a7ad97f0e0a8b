"""A whole map: every feature named and checked, each area once, or every fault that was found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import shapely
from shapely.geometry.base import BaseGeometry

from wardbell.places import naming, shapes
from wardbell.places.naming import Called, Reading
from wardbell.places.rules import AreaKind

_LIES_ON = 0.05  # share of a ward that may lie on another: published edges along rivers differ by less
_MOST_OVERLAPS = 100  # told: a file in which more wards overlap is wrong as a whole
_MOST_NUMBERS = 20  # of features told for one id


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong; `feature` counts from 0 as in the file, None means the map as a whole."""

    feature: int | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One area as a map draws it."""

    code: str
    name: str
    position: int
    shape: BaseGeometry

    @property
    def drawing(self) -> str:
        """What tells this name and shape from any other."""
        return f"{self.name} {self.shape.wkb_hex}"


@dataclass(frozen=True, kw_only=True)
class CityMap:
    areas: tuple[Drawn, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, kw_only=True)
class _Feature:
    number: int
    called: Called
    shape: BaseGeometry


def read_map(
    features: Sequence[object],
    *,
    kind: AreaKind,
    id_property: str | None = None,
    name_property: str | None = None,
) -> CityMap:
    """Returns every area of a map, in its order, and every fault.

    A feature that repeats another one exactly is read once. Features that share a country-wide id (GNIS, FIPS, OCD) are
    parts of one area. Numbers of several cities or counties get the city or county before them.
    """
    if not features:
        return CityMap(areas=(), faults=(Fault(feature=None, reason="The file holds no features."),))
    properties = properties_of(features)
    try:
        reading = naming.reading_of(properties, id_property=id_property, name_property=name_property)
    except ValueError as error:
        return CityMap(areas=(), faults=(Fault(feature=None, reason=f"In this file {error}."),))
    found = _read(features, properties, kind=kind, reading=reading)
    container = naming.container_of(properties)
    if id_property is None and reading.within is None and container and _holds_repeats(found):
        better = _read(features, properties, kind=kind, reading=replace(reading, within=container))
        found = found if _holds_repeats(better) else better
    return found


def properties_of(features: Sequence[object]) -> list[Mapping[str, object]]:
    """Returns each feature's properties, empty for what has none; a feature's own id stands as `id`."""
    return [_properties(one) for one in features]


def _properties(feature: object) -> Mapping[str, object]:
    if not isinstance(feature, dict):
        return {}
    own = {"id": feature["id"]} if feature.get("id") is not None else {}
    given = feature.get("properties")
    return {**own, **given} if isinstance(given, dict) else own


def _read(
    features: Sequence[object],
    properties: Sequence[Mapping[str, object]],
    *,
    kind: AreaKind,
    reading: Reading,
) -> CityMap:
    read: list[_Feature] = []
    faults: list[Fault] = []
    for number, feature in enumerate(features):
        try:
            read.append(_feature(number, feature, properties[number], kind=kind, reading=reading))
        except ValueError as error:
            faults.append(Fault(feature=number, reason=str(error)))
    names = naming.told_apart([one.called for one in read])
    read = [replace(one, called=name) for one, name in zip(read, names, strict=True)]
    areas, repeats = _each_once(read, properties, reading=reading)
    overlaps = _overlaps(areas, read) if kind == AreaKind.WARD else []
    ordered = sorted([*faults, *repeats, *overlaps], key=lambda one: one.feature or 0)
    return CityMap(areas=tuple(areas), faults=tuple(ordered))


def _feature(
    number: int, feature: object, properties: Mapping[str, object], *, kind: AreaKind, reading: Reading
) -> _Feature:
    """Returns one feature, named and checked.

    Raises:
        ValueError: a sentence that names the feature and says why.
    """
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise ValueError(f"Number {number} is not a GeoJSON feature.")
    try:
        called = naming.called(properties, kind=kind, reading=reading)
    except ValueError as error:
        raise ValueError(f"In feature {number} {error}.") from error
    try:
        allows_points = kind == AreaKind.PUBLIC_PLACE
        shape = shapes.shape_of(feature.get("geometry"), allows_points=allows_points)
    except ValueError as error:
        raise ValueError(f"{called.name} {error}.") from error
    return _Feature(number=number, called=called, shape=shape)


def _each_once(
    read: Sequence[_Feature], properties: Sequence[Mapping[str, object]], *, reading: Reading
) -> tuple[list[Drawn], list[Fault]]:
    by_code: dict[str, list[_Feature]] = {}
    for one in read:
        by_code.setdefault(one.called.code, []).append(one)
    areas, faults, hint = [], [], _hint(properties, reading)
    for same in by_code.values():
        try:
            areas.append(_one_area(same))
        except ValueError as error:
            faults += [Fault(feature=one.number, reason=f"{error} {hint}") for one in same[1:]]
    return areas, faults


def _one_area(same: Sequence[_Feature]) -> Drawn:
    """Returns the one area that features with one id draw.

    Raises:
        ValueError: they are different areas.
    """
    first = same[0]
    different = list({(one.called.name, one.shape.wkb): one for one in same}.values())
    identities = {one.called.identity for one in different}
    shape = first.shape
    if len(different) > 1 and (len(identities) > 1 or "" in identities):
        numbers = ", ".join(str(one.number) for one in same[:_MOST_NUMBERS])
        more = ", ..." if len(same) > _MOST_NUMBERS else ""
        raise ValueError(
            f"The id '{first.called.code}' is given to different areas (features {numbers}{more}, counted from 0)."
        )
    if len(different) > 1:
        shape = shapes.joined([one.shape for one in different])
    return Drawn(code=first.called.code, name=first.called.name, position=first.called.position, shape=shape)


def _hint(properties: Sequence[Mapping[str, object]], reading: Reading) -> str:
    container = naming.container_of(properties)
    if container and container not in reading.ids and container != reading.within:
        return f"Tell them apart with --id-property {container},{','.join(reading.ids)}."
    return "Name properties that tell them apart with --id-property A,B, or make one MultiPolygon of the parts of one area."


def _overlaps(areas: Sequence[Drawn], read: Sequence[_Feature]) -> list[Fault]:
    """Returns a fault for each ward that lies on an earlier one, the first hundred: nobody can live in two."""
    numbers = {one.called.code: one.number for one in reversed(read)}
    found = (
        Fault(feature=numbers[later.code], reason=f"{later.name} lies on {earlier.name}: {share:.0%} of it.")
        for earlier, later, share in _pairs(areas)
        if share > _LIES_ON
    )
    return list(islice(found, _MOST_OVERLAPS))


def _pairs(areas: Sequence[Drawn]) -> Iterator[tuple[Drawn, Drawn, float]]:
    """Returns (earlier, later, share of the smaller that both cover) for all that meet, one pair after another."""
    drawings = [one.shape for one in areas]
    tree = shapely.STRtree(drawings)
    for later, drawing in enumerate(drawings):
        for earlier in sorted(tree.query(drawing, predicate="intersects").tolist()):
            if earlier < later:
                smaller = min(drawing.area, drawings[earlier].area)
                yield areas[earlier], areas[later], drawing.intersection(drawings[earlier]).area / smaller


def _holds_repeats(found: CityMap) -> bool:
    return any("is given to different areas" in one.reason for one in found.faults)

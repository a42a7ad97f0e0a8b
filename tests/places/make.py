"""Small maps for tests: squares on a grid of hundredths of a degree, south-west corner given in steps."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from hypothesis import settings

from wardbell.ground.actors import OPERATOR
from wardbell.places import actions
from wardbell.places.rules import AreaKind

STEP = 0.01
unhurried = settings(deadline=None)  # a property is judged, not how busy the machine is
FIRST_DAY = date(2013, 1, 7)
NEXT_DAY = date(2022, 1, 3)


def ring(x: float, y: float, size: float = 1) -> list[list[float]]:
    corners = [(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)]
    return [[round(-93 + a * STEP, 6), round(45 + b * STEP, 6)] for a, b in corners]


def square(x: float, y: float, size: float = 1) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [ring(x, y, size)]}


def feature(
    x: float = 0, y: float = 0, *, geometry: object = None, **properties: object
) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": geometry or square(x, y)}


def wards(n: int = 3, **changes: object) -> list[dict[str, object]]:
    """A row of wards from west to east."""
    return [feature(i, ward=i + 1, name=f"Ward {i + 1}", **changes) for i in range(n)]


def file(folder: Path, features: Sequence[object], **members: object) -> str:
    path = folder / "map.geojson"
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": features, **members}), encoding="utf-8"
    )
    return str(path)


def imported(
    features: Sequence[object],
    *,
    kind: AreaKind = AreaKind.WARD,
    valid_from: date = FIRST_DAY,
    **options: str,
) -> actions.ImportResult:
    return actions.import_areas(features, kind=kind, valid_from=valid_from, by=OPERATOR, **options)


def features_in(path: Path) -> list[object]:
    found: list[object] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return found

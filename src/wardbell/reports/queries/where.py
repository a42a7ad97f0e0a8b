"""A place as somebody tells it at the telephone, made into one that may be kept."""

from wardbell.places import queries as places
from wardbell.places.rules import CITY, AreaKind
from wardbell.reports.rules import Place, PlaceKind


def told_place(name: str, *, kind: PlaceKind, area: str) -> Place:
    """Returns the crossing or public place of a name in an area; without a name the area, and without either the whole city.

    `kind` is what the name is of; one that stands on the adopted list is a public place, whatever was said.

    Raises:
        Unreadable: there is no such area.
    """
    name, wards = name.strip(), places.wards_of([area]) if area and area != CITY else ()
    ward = wards[0] if len(wards) == 1 else ""
    inside = area if area.startswith(f"{AreaKind.NEIGHBOURHOOD}:") else ""
    if not name:
        return _of_area(area, ward=ward, neighbourhood=inside)
    listed = next(
        (one for one in places.areas(AreaKind.PUBLIC_PLACE) if one.name.casefold() == name.casefold()), None
    )
    if listed is None:
        return Place(kind=kind, name=name, ward=ward, neighbourhood=inside)
    lies_in = ward or (listed.wards[0] if len(listed.wards) == 1 else "")
    return Place(kind=PlaceKind.PUBLIC_PLACE, name=listed.name, ward=lies_in, neighbourhood=inside)


def _of_area(area: str, *, ward: str, neighbourhood: str) -> Place:
    if not area or area == CITY:
        return Place(kind=PlaceKind.WARD, name=places.jurisdiction().name)
    kind = PlaceKind.NEIGHBOURHOOD if neighbourhood else PlaceKind.WARD
    return Place(kind=kind, name=places.area(area).name, ward=ward, neighbourhood=neighbourhood)

"""Founding the jurisdiction, and loading its maps."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from shapely.geometry import shape

from wardbell.ground import ids
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Conflict, Refused, WrongState
from wardbell.journal import actions as journal
from wardbell.places import packs, queries, shapes
from wardbell.places.maps import Drawn, Fault, read_map
from wardbell.places.models import Area, Jurisdiction
from wardbell.places.packs import CityPack
from wardbell.places.rules import AreaKind, Redistricting, Standing, redistrict


@dataclass(frozen=True, kw_only=True)
class ImportResult:
    """What an import did, as counts; with errors nothing was written."""

    added: int = 0
    closed: int = 0
    unchanged: int = 0
    errors: tuple[Fault, ...] = ()


@transaction.atomic
def found_jurisdiction(pack_code: str, by: Actor) -> None:
    """Founds what this node serves, with the maps of its pack; run twice, the second changes nothing.

    A kind of area that was ever loaded is left alone: an operator's own map stays.

    Raises:
        Unreadable: the pack is missing or wrong.
        Conflict: the node serves another jurisdiction.
    """
    folder = queries.pack_folder(pack_code)
    pack = packs.read_pack(folder)
    _put_row(pack, by=by)
    for kind in packs.MAPS:
        if Area.objects.filter(jurisdiction_id=pack.code, kind=kind).exists():
            continue
        if features := packs.features_of(folder, kind):
            _check(import_areas(features, kind=kind, valid_from=pack.valid_from, by=by))


@transaction.atomic
def found_without_maps(pack_code: str, by: Actor) -> None:
    """Founds what this node serves and leaves its maps to the operator.

    Raises:
        Unreadable: the pack is missing or wrong.
        Conflict: the node serves another jurisdiction.
    """
    _put_row(packs.read_pack(queries.pack_folder(pack_code)), by=by)


@transaction.atomic
def import_areas(
    features: Sequence[object],
    *,
    kind: AreaKind,
    valid_from: date,
    by: Actor,
    id_property: str | None = None,
    name_property: str | None = None,
) -> ImportResult:
    """Loads a map of one kind that holds from a day on: all of it, or nothing when a feature is wrong.

    `features` are those of a GeoJSON FeatureCollection. Areas drawn as before are kept, others closed on the day.

    Raises:
        WrongState: the node was not founded yet.
    """
    row = Jurisdiction.objects.select_for_update().first()
    if row is None:
        raise WrongState("This node serves no place yet: found one with `wardbell places found`.")
    read = read_map(features, kind=kind, id_property=id_property, name_property=name_property)
    faults = read.faults or _swapped(read.areas)
    if faults:
        return ImportResult(errors=tuple(faults))
    standing = list(Area.objects.filter(jurisdiction=row, kind=kind, valid_to__isnull=True))
    try:
        change = redistrict(
            [(one.code, one.drawing) for one in read.areas],
            standing=[_standing(one) for one in standing], valid_from=valid_from,
        )  # fmt: skip
    except WrongState as error:
        return ImportResult(errors=(Fault(feature=None, reason=error.sentence),))
    _write(row, read.areas, change, kind=kind, valid_from=valid_from)
    result = ImportResult(added=len(change.add), closed=len(change.close), unchanged=len(change.unchanged))
    if change.add or change.close:
        facts = {**asdict(result), "kind": kind, "valid_from": valid_from}
        journal.write(verb="places.import_areas", about=f"jurisdiction:{row.code}", by=by, facts=facts)
    return result


def _write(
    row: Jurisdiction, drawn: Sequence[Drawn], change: Redistricting, *, kind: AreaKind, valid_from: date
) -> None:
    if not change.add and not change.close:
        return
    current = Area.objects.filter(jurisdiction=row, kind=kind, valid_to__isnull=True)
    for part in _slices(change.close):
        current.filter(code__in=part).update(valid_to=valid_from)
    new = set(change.add)
    rows = [_row(row, one, kind=kind, valid_from=valid_from) for one in drawn if one.code in new]
    Area.objects.bulk_create(rows, batch_size=100)
    row.areas_stamp = ids.new()
    row.save(update_fields=["areas_stamp"])


def _row(jurisdiction: Jurisdiction, one: Drawn, *, kind: AreaKind, valid_from: date) -> Area:
    west, south, east, north = one.shape.bounds
    return Area(
        jurisdiction=jurisdiction, kind=kind, code=one.code, name=one.name, position=one.position,
        geometry=shapes.as_geometry(one.shape), west=west, south=south, east=east, north=north, valid_from=valid_from,
    )  # fmt: skip


def _standing(row: Area) -> Standing:
    drawn = Drawn(code=row.code, name=row.name, position=row.position, shape=shape(row.geometry).normalize())
    return Standing(code=row.code, drawing=drawn.drawing, valid_from=row.valid_from)


def _swapped(drawn: Sequence[Drawn]) -> tuple[Fault, ...]:
    """Returns a fault when the map lies nowhere near the areas that stand, but would with latitude and longitude swapped."""
    here = queries.atlas().bounds()
    if here is None or not shapes.would_lie_in_when_swapped([one.shape for one in drawn], here):
        return ()
    return (
        Fault(
            feature=None,
            reason="Latitude and longitude look swapped: so the map lies far from the areas that stand, the other way round upon them.",
        ),
    )


def _put_row(pack: CityPack, *, by: Actor) -> None:
    other = Jurisdiction.objects.exclude(code=pack.code).first()
    if other:
        raise Conflict(f"This node serves {other.name} already; one node serves one jurisdiction.")
    said = {
        "name": pack.name, "country": pack.country, "zone": pack.zone, "languages": list(pack.languages), "numbers": dict(pack.numbers),
        "language_numbers": dict(pack.language_numbers), "ladder_minutes": list(pack.ladder_minutes),
        "ward_words": dict(pack.ward_words), "contact_mail": pack.contact_mail, "sign_up_countries": list(pack.sign_up_countries),
        "sign_ups_per_prefix": pack.sign_ups_per_prefix, "relay_minutes": dict(pack.relay_minutes),
        "roster_at": pack.roster_at,
    }  # fmt: skip
    if Jurisdiction.objects.filter(code=pack.code, **said).exists():
        return
    Jurisdiction.objects.update_or_create(code=pack.code, defaults=said)
    journal.write(verb="places.found", about=f"jurisdiction:{pack.code}", by=by, facts={"name": pack.name})


def _check(result: ImportResult) -> None:
    if result.errors:
        raise Refused(f"The pack's map is wrong. {result.errors[0].reason}")


def _slices(codes: Sequence[str], size: int = 200) -> list[Sequence[str]]:
    return [codes[start : start + size] for start in range(0, len(codes), size)]

"""Load a city's maps: `wardbell places import FILE.geojson --valid-from DATE`, or found its pack: `wardbell places found`."""

import argparse
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection

from wardbell.config.commands import _frame
from wardbell.ground.actors import OPERATOR
from wardbell.ground.errors import Refused, Unreadable
from wardbell.places.shapes import LARGEST_FILE

if TYPE_CHECKING:
    from wardbell.places.actions import ImportResult

_EPILOG = """
GeoJSON in longitude and latitude (EPSG:4326); Polygon or MultiPolygon. All of the map is loaded, or nothing.

Ids. Without --id-property the first of these is taken: ward, district, precinct (also WARD_NUM, DistrictNo ...), name,
neighbourhood ..., code, id. Ward 6 becomes "ward:6". Where numbers of several cities or counties stand in one file, the
city or county goes before them: "ward:blaine-1". With --id-property nothing goes before; name several with commas between:
--id-property city,ward. A feature that repeats another exactly is read once; features that share a GNIS, FIPS or OCD id are
parts of one area; any other repeated id is an error.

Kind. Without --kind a file with numbered wards, districts or precincts holds wards, any other neighbourhoods.

Redistricting. Areas drawn as before are kept; areas drawn otherwise, or missing, are closed on DATE, and the new ones begin.
Load maps in the order of their days.

Prints one line: {file, added, closed, unchanged, errors: [{feature, reason}]}; features count from 0, null is the whole file.
Exit 0: loaded. 1: the map has errors, nothing was written. 2: it could not be read.
"""
# Actions are imported where they are used: they need tables, and tables need Django awake, which `--help` does without.


def run(arguments: list[str]) -> int:
    """`import` loads one map and prints one object; `found` founds a jurisdiction pack."""
    given = _parser().parse_args(arguments)
    _frame.wake_django()
    return _import(given) if given.verb == "import" else _found(given.pack)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="wardbell places", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    load = verbs.add_parser(
        "import", epilog=_EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter,
        help="load a map of wards or neighbourhoods that holds from a day on",
    )  # fmt: skip
    load.add_argument("file", metavar="FILE.geojson")
    load.add_argument(
        "--valid-from", required=True, type=_day, metavar="DATE", help="first day, like 2022-01-03"
    )
    load.add_argument(
        "--id-property", metavar="P", help="the property, or several with commas, that is the id"
    )
    load.add_argument("--name-property", metavar="P", help="the property that is the name")
    load.add_argument("--kind", choices=["ward", "neighbourhood", "place"], help="what the file draws")
    found = verbs.add_parser("found", help="found the jurisdiction of this node from its pack")
    found.add_argument(
        "pack", nargs="?", help="folder in packs/jurisdictions; WARDBELL_JURISDICTION when left out"
    )
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is no day; write it like 2022-01-03") from error


def _import(given: argparse.Namespace) -> int:
    from wardbell.places import actions, naming, shapes  # noqa: PLC0415
    from wardbell.places.maps import Fault, properties_of  # noqa: PLC0415
    from wardbell.places.rules import AreaKind  # noqa: PLC0415

    try:
        features = shapes.read_collection(_content(given.file))
        guessed = naming.guessed_kind(properties_of(features), id_property=given.id_property)
        kind = AreaKind(given.kind or guessed)
        _ready_node()
        result = actions.import_areas(
            features, kind=kind, valid_from=given.valid_from, by=OPERATOR,
            id_property=given.id_property, name_property=given.name_property,
        )  # fmt: skip
    except (Refused, DatabaseError) as error:
        sentence = error.sentence if isinstance(error, Refused) else f"The database refused: {error}"
        _tell_result(given.file, actions.ImportResult(errors=(Fault(feature=None, reason=sentence),)))
        _frame.tell(sentence)
        return _frame.COULD_NOT_RUN
    _tell_result(given.file, result)
    if result.errors:
        _frame.tell("Nothing was written.")
        return _frame.CHECK_FAILED
    n_areas = result.added + result.unchanged
    _frame.tell(f"{len(features)} features draw {n_areas} areas: {kind}s that hold from {given.valid_from}.")
    return _frame.RAN


def _tell_result(file: str, result: "ImportResult") -> None:
    printable = file.encode("utf-8", "replace").decode()  # a file's name may hold bytes that are no text
    _frame.answer({"file": printable, **asdict(result)})


def _content(file: str) -> bytes:
    """Returns what a file holds, at most one byte more than a map may be long.

    Raises:
        Unreadable: it cannot be read.
    """
    try:
        with Path(file).open("rb") as opened:
            return opened.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise Unreadable(f"The file cannot be read: {reason}.") from error


def _found(pack: str | None) -> int:
    from wardbell.places import actions, queries  # noqa: PLC0415

    try:
        _ready_tables()
        actions.found_jurisdiction(pack or settings.JURISDICTION, OPERATOR)
    except (Refused, DatabaseError) as error:
        _frame.tell(error.sentence if isinstance(error, Refused) else f"The database refused: {error}")
        return _frame.COULD_NOT_RUN
    here = queries.jurisdiction()
    _frame.answer({"code": here.code, "name": here.name, "areas": len(queries.areas())})
    return _frame.RAN


def _ready_node() -> None:
    """Makes tables in an empty database, and founds the node without the maps of its pack: the operator brings his own."""
    from wardbell.places import actions, queries  # noqa: PLC0415

    _ready_tables()
    if not queries.is_founded():
        actions.found_without_maps(settings.JURISDICTION, OPERATOR)


def _ready_tables() -> None:
    if "places_area" not in connection.introspection.table_names():
        _frame.tell("The database is empty: making its tables.")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)

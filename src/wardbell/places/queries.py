"""Reads of places: the jurisdiction, its areas on a day, and where a point lies.

The areas of a day are read once in each process and remembered under the jurisdiction's stamp. An import sets another
stamp, so the next question in any process reads anew; the stamp is the one row that each question costs.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from shapely.geometry import shape

from wardbell.ground import clock
from wardbell.ground.errors import Unreadable, WrongState
from wardbell.places import drawing, models, packs, rules
from wardbell.places.atlas import Area, Atlas, Plotted
from wardbell.places.drawing import Frame, Outline
from wardbell.places.rules import CITY, AreaKind

__all__ = [
    "Area", "Frame", "Jurisdiction", "Outline", "Water", "area", "area_name", "area_names", "areas", "areas_at", "country", "covers", "frame",
    "is_adopted_place", "is_founded", "jurisdiction", "outlines", "pack_folder", "today", "wards", "wards_of", "water", "zone",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Jurisdiction:
    """The one city, county or association that this node serves. Numbers are E.164."""

    code: str
    name: str
    country: str  #: ISO 3166-1
    zone: ZoneInfo
    languages: tuple[str, ...]
    numbers: Mapping[str, str]  #: attorney, clerk, hotline, languages
    language_numbers: Mapping[str, str]  #: by tag
    ladder_minutes: tuple[int, ...]
    relay_minutes: Mapping[str, int]  #: kind of notice to the minutes after which it passes itself on
    contact_mail: str  #: an office's own; may be empty
    sign_up_countries: tuple[str, ...]  #: ISO 3166-1
    sign_ups_per_prefix: int  #: in an hour
    roster_at: time  #: of the evening's roster test, on the city's clock

    def number_for(self, language: str) -> str:
        """Returns the number at which somebody speaks a language, the languages line when it has none of its own."""
        return self.language_numbers.get(language, self.numbers["languages"])


@dataclass(frozen=True, kw_only=True)
class Water:
    """A lake (closed path) or a river (open path), drawn under the areas."""

    name: str
    d: str
    is_line: bool


def pack_folder(code: str) -> Path:
    """Returns where the pack of a jurisdiction lies, or would lie: the operator's own packs go before those that ship."""
    own = Path(settings.CITIES_DIR) / code
    return own if own.is_dir() else Path(settings.PACKS_DIR) / "jurisdictions" / code


def is_founded() -> bool:
    """Says whether this node serves a place yet."""
    return models.Jurisdiction.objects.exists()


def jurisdiction() -> Jurisdiction:
    """Returns what this node serves.

    Raises:
        WrongState: it was not founded yet.
    """
    row = _row()
    return Jurisdiction(
        code=row.code, name=row.name, country=row.country, zone=ZoneInfo(row.zone), languages=tuple(row.languages), numbers=row.numbers,
        language_numbers=row.language_numbers, ladder_minutes=tuple(row.ladder_minutes),
        relay_minutes=row.relay_minutes,
        contact_mail=row.contact_mail, sign_up_countries=tuple(row.sign_up_countries), sign_ups_per_prefix=row.sign_ups_per_prefix,
        roster_at=row.roster_at,
    )  # fmt: skip


def zone() -> ZoneInfo:
    """Returns the time zone of this node."""
    return ZoneInfo(_row().zone)


def country() -> str:
    """Returns the country (ISO 3166-1) in whose way numbers are typed here; "" before this node was founded."""
    return models.Jurisdiction.objects.values_list("country", flat=True).first() or ""


def today() -> date:
    """Returns the present day where this node is."""
    return clock.now().astimezone(zone()).date()


def wards(on: date | None = None) -> list[Area]:
    """Returns the wards of a day, today's when none is given, in order of their numbers."""
    return areas(AreaKind.WARD, on)


def areas(kind: AreaKind | str | None = None, on: date | None = None) -> list[Area]:
    """Returns the areas of a day, of one kind or all: city, wards, neighbourhoods, places."""
    return _atlas(on).areas(None if kind is None else AreaKind(kind))


def area(code: str, on: date | None = None) -> Area:
    """Returns one area of a day.

    Raises:
        Unreadable: no area has this code on that day.
    """
    return _atlas(on).area(code)


def area_name(code: str, language: str = "en") -> str:
    """Returns the name of an area in a language; an area that was closed keeps the last name it had.

    Raises:
        Unreadable: no area ever had this code.
    """
    names = area_names([code], language)
    if code not in names:
        raise Unreadable("There is no area '%(code)s' here.", code=code[:60])
    return names[code]


def area_names(codes: Iterable[str], language: str = "en") -> dict[str, str]:
    """Returns {code: name in a language}, in two queries at most, however many; what never was an area is left out."""
    row, wanted = _row(), set(codes)
    shapes = _atlas_of(row, None).areas()
    names = {one.code: one.name for one in shapes} | _last_names(
        wanted - {one.code for one in shapes} - {CITY}
    )
    return {
        code: row.name if code == CITY else _in_words(names[code], code, language=language, row=row)
        for code in wanted
        if code == CITY or code in names
    }


def areas_at(lon: float, lat: float, on: date | None = None) -> tuple[str, ...]:
    """Returns the ward and the neighbourhood of a point on a day, as codes: at most one of each.

    Degrees of WGS84. A point on a border lies in the first ward in order; a point outside all maps gives ().
    """
    return _atlas(on).at(lon, lat)


def wards_of(codes: Iterable[str], on: date | None = None) -> tuple[str, ...]:
    """Returns the codes of the wards in which areas lie, wholly or in part, in order; "city" gives all wards.

    Raises:
        Unreadable: a code is unknown on that day.
    """
    return _atlas(on).wards_of(codes)


def covers(code: str, on: date | None = None) -> frozenset[str]:
    """Returns the codes of all areas that lie in an area, wholly or in part, itself included.

    Raises:
        Unreadable: the code is unknown on that day.
    """
    return _atlas(on).covers(code)


def is_adopted_place(code: str, on: date | None = None) -> bool:
    """Says whether a code names a public place of the adopted list."""
    return code.startswith(f"{AreaKind.PUBLIC_PLACE}:") and code in _atlas(on).shapes


def frame(*, width: float = 360, on: date | None = None) -> Frame:
    """Returns the frame in which every layer is drawn: its `view_box` and height.

    Raises:
        WrongState: there is no map yet.
    """
    row = _row()
    return _frame(row.areas_stamp, on or _day(row), width)


def outlines(kind: AreaKind | str, *, width: float = 360, on: date | None = None) -> list[Outline]:
    """Returns one SVG path with a label's anchor for each area of a kind, in order; all kinds share one frame.

    Raises:
        WrongState: there is no map yet.
    """
    row = _row()
    return list(_outlines(row.areas_stamp, on or _day(row), AreaKind(kind), width))


def water(*, width: float = 360, on: date | None = None) -> list[Water]:
    """Returns lakes and rivers for the same frame; empty when the pack draws none."""
    row = _row()
    folder = pack_folder(row.code)
    here = _frame(row.areas_stamp, on or _day(row), width)
    return [one for one in _waters(folder, here) if one.d]


def atlas(on: date | None = None) -> Atlas:
    """Returns all areas of a day, for this room's own actions."""
    return _atlas(on)


def _row() -> models.Jurisdiction:
    row = models.Jurisdiction.objects.first()
    if row is None:
        raise WrongState("This node serves no place yet: found one with `wardbell places found`.")
    return row


def _atlas(on: date | None) -> Atlas:
    return _atlas_of(_row(), on)


def _atlas_of(row: models.Jurisdiction, on: date | None) -> Atlas:
    return _remembered(row.areas_stamp, row.code, row.name, on or _day(row))


def _day(row: models.Jurisdiction) -> date:
    return clock.now().astimezone(ZoneInfo(row.zone)).date()


@lru_cache(maxsize=16)
def _remembered(stamp: UUID, code: str, name: str, day: date) -> Atlas:  # noqa: ARG001  # the stamp is what makes it old
    rows = models.Area.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day), jurisdiction_id=code, valid_from__lte=day
    )
    return Atlas([plotted(row) for row in rows], city_name=name)


def plotted(row: models.Area) -> Plotted:
    """Returns a row as the atlas sees it."""
    return Plotted(
        code=row.code, kind=AreaKind(row.kind), name=row.name, position=row.position, shape=shape(row.geometry),
        valid_from=row.valid_from, valid_to=row.valid_to,
    )  # fmt: skip


@lru_cache(maxsize=16)
def _frame(stamp: UUID, day: date, width: float) -> Frame:  # noqa: ARG001  # the stamp is what makes it old
    if (bounds := _atlas(day).bounds()) is None:
        raise WrongState("There is no map yet: load one with `wardbell places import`.")
    return drawing.frame_of(bounds, width=width)


@lru_cache(maxsize=32)
def _outlines(stamp: UUID, day: date, kind: AreaKind, width: float) -> tuple[Outline, ...]:
    found = _atlas(day)
    drawn = [(one.code, one.name, found.shapes[one.code]) for one in found.areas(kind) if one.code != CITY]
    return tuple(drawing.outlines(drawn, frame=_frame(stamp, day, width)))


@lru_cache(maxsize=8)
def _waters(folder: Path, here: Frame) -> tuple[Water, ...]:
    found = []
    for feature in packs.water_of(folder):
        assert isinstance(feature, dict)
        body = shape(feature["geometry"])
        path = drawing.water_path(body, frame=here)
        found.append(Water(name=feature["properties"]["name"], d=path, is_line=not body.area))
    return tuple(found)


def _last_names(codes: Collection[str]) -> dict[str, str]:
    """Returns the names that closed areas had last."""
    if not codes:
        return {}
    return dict(models.Area.objects.filter(code__in=codes).order_by("valid_from").values_list("code", "name"))


def _in_words(name: str, code: str, *, language: str, row: models.Jurisdiction) -> str:
    if rules.kind_of(code) != AreaKind.WARD:
        return name
    return rules.ward_name(name, code=code, language=language, words=row.ward_words)

"""What a new city will be, read and checked from the operator's files before anything is written. Knows no table."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import phonenumbers

from wardbell.ground import clock, languages
from wardbell.ground.errors import Unreadable
from wardbell.people.contacts import Contacts, gaps, read_contacts
from wardbell.places import maps, shapes
from wardbell.places.maps import Drawn
from wardbell.places.rules import AreaKind

_CODE = re.compile(r"[a-z][a-z0-9-]{1,38}")
_LINES = ("attorney", "clerk", "hotline", "languages")  # telephone lines without which no city opens
_HOURS_FROM_SUN = 1.75  # how far a zone's standard time may lie from the sun's, where a zone was only assumed
_DEGREES_AN_HOUR = 15


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the operator typed."""

    code: str
    name: str
    zone: str
    is_zone_assumed: bool
    languages: tuple[str, ...]
    country: str  #: ISO 3166-1: whose way of writing telephone numbers is meant
    contact_mail: str  #: where somebody may write who cannot phone; may be empty
    wards: Path
    contacts: Path
    neighbourhoods: Path | None
    places: Path | None
    where: str  #: PROPERTY=VALUE: of a map of several cities, only these features
    id_property: str | None
    ladder: tuple[int, ...]
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong with which file; `line` of the list or `feature` of a map when it is one of them."""

    file: str
    reason: str
    line: int | None = None
    feature: int | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A whole city. With faults nothing is written."""

    asked: Asked
    wards: tuple[Drawn, ...] = ()
    layers: Mapping[AreaKind, Sequence[object]] | None = None  #: features of the other maps, as they came
    contacts: Contacts
    faults: tuple[Fault, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def offices(self) -> dict[str, Drawn]:
        """Each council office's code, with its ward."""
        return {f"ward-{one.code.partition(':')[2]}": one for one in self.wards}


def today_in(zone: str) -> date:
    """Returns the present day in a zone; in UTC when there is no such zone, which the plan then tells."""
    return clock.now().astimezone(_zone(zone) or UTC).date()


def plan_of(asked: Asked) -> Plan:
    """Reads every file and returns the city, or every fault of every file."""
    faults = _faults_of_words(asked)
    wards, found = _wards(asked)
    faults += found
    layers, found = _layers(asked)
    faults += found
    contacts = Contacts()
    if wards:
        contacts, found = _contacts(asked, wards)
        faults += found + _faults_of_zone(asked, wards)
    made = Plan(asked=asked, wards=wards, layers=layers, contacts=contacts, faults=tuple(faults))
    names = {code: one.name for code, one in made.offices.items()}
    warnings = (
        [*contacts.notes, *gaps(contacts, wards=names, languages=asked.languages)] if not faults else []
    )
    if asked.is_zone_assumed:
        warnings.insert(0, f"The time zone {asked.zone} was assumed; name the city's own with --zone.")
    return Plan(
        asked=asked,
        wards=wards,
        layers=layers,
        contacts=contacts,
        faults=tuple(faults),
        warnings=tuple(warnings),
    )


def _faults_of_words(asked: Asked) -> list[Fault]:
    faults = []
    if not _CODE.fullmatch(asked.code) or asked.code == "demo":
        faults.append(
            Fault(
                file="",
                reason=f"'{asked.code}' is no code for a city: small letters, digits and hyphens, such as saint-paul.",
            )
        )
    if unknown := [tag for tag in asked.languages if tag not in languages.tags()]:
        known = ", ".join(languages.tags())
        faults.append(
            Fault(file="", reason=f"There is no language pack for {', '.join(unknown)}. There are: {known}.")
        )
    if languages.FALLBACK not in asked.languages:
        faults.append(
            Fault(
                file="",
                reason="English must be among the languages: it is what a missing text falls back to.",
            )
        )
    if asked.country not in phonenumbers.SUPPORTED_REGIONS:
        faults.append(
            Fault(file="", reason=f"'{asked.country}' is no country's code of two letters (ISO 3166-1).")
        )
    if _zone(asked.zone) is None:
        faults.append(
            Fault(file="", reason=f"There is no time zone '{asked.zone}'; write one such as America/Chicago.")
        )
    return faults


def _wards(asked: Asked) -> tuple[tuple[Drawn, ...], list[Fault]]:
    try:
        features = _chosen(_features(asked.wards), asked.where)
    except Unreadable as error:
        return (), [Fault(file=asked.wards.name, reason=error.sentence)]
    read = maps.read_map(features, kind=AreaKind.WARD, id_property=asked.id_property)
    if read.faults:
        return (), [
            Fault(file=asked.wards.name, feature=one.feature, reason=one.reason) for one in read.faults
        ]
    return tuple(sorted(read.areas, key=lambda one: (one.position, one.name))), []


def _layers(asked: Asked) -> tuple[dict[AreaKind, Sequence[object]], list[Fault]]:
    layers: dict[AreaKind, Sequence[object]] = {}
    faults = []
    for kind, path in ((AreaKind.NEIGHBOURHOOD, asked.neighbourhoods), (AreaKind.PUBLIC_PLACE, asked.places)):
        if path is None:
            continue
        try:
            layers[kind] = _features(path)
        except Unreadable as error:
            faults.append(Fault(file=path.name, reason=error.sentence))
            continue
        read = maps.read_map(layers[kind], kind=kind)
        faults += [Fault(file=path.name, feature=one.feature, reason=one.reason) for one in read.faults]
    return layers, faults


def _contacts(asked: Asked, wards: Sequence[Drawn]) -> tuple[Contacts, list[Fault]]:
    names = {f"ward-{one.code.partition(':')[2]}": one.name for one in wards}
    file = asked.contacts.name
    try:
        text = _bytes(asked.contacts).decode("utf-8-sig")
    except UnicodeDecodeError:
        return Contacts(), [Fault(file=file, reason="The list is not UTF-8 text: save it as 'CSV UTF-8'.")]
    except Unreadable as error:
        return Contacts(), [Fault(file=file, reason=error.sentence)]
    read = read_contacts(text, wards=names, region=asked.country, languages=asked.languages)
    faults = [Fault(file=file, line=one.line, reason=one.reason) for one in read.faults]
    if not faults:
        faults = [
            Fault(
                file=file,
                reason=f"There is no row with office '{one}' and role 'line', with the number that people are told to call.",
            )
            for one in _LINES
            if one not in read.lines
        ]
    return read, faults


def _faults_of_zone(asked: Asked, wards: Sequence[Drawn]) -> list[Fault]:
    """An assumed zone that lies hours from the sun over these wards is a wrong one; a zone that was named is believed."""
    here = _zone(asked.zone)
    if here is None:
        return []
    offset = datetime(2026, 1, 15, 12, tzinfo=here).utcoffset()  # winter: standard time in the north
    by_clock = offset.total_seconds() / 3600 if offset else 0.0
    by_sun = wards[0].shape.centroid.x / _DEGREES_AN_HOUR
    if not asked.is_zone_assumed or abs(by_clock - by_sun) <= _HOURS_FROM_SUN:
        return []
    return [
        Fault(
            file=asked.wards.name,
            reason=f"These wards do not lie in {asked.zone}: name the city's time zone with --zone.",
        )
    ]


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, no name at all, a folder of zones
        return None


def _features(path: Path) -> list[object]:
    return shapes.read_collection(_bytes(path))


def _chosen(features: list[object], where: str) -> list[object]:
    """Returns the features whose property has the value that `PROPERTY=VALUE` names; all of them when it is empty."""
    if not where:
        return features
    name, _, value = where.partition("=")
    properties = maps.properties_of(features)
    kept = [
        one
        for one, own in zip(features, properties, strict=True)
        if str(own.get(name, "")).casefold() == value.casefold()
    ]
    if not kept:
        values = sorted({str(own.get(name)) for own in properties if own.get(name) is not None})
        raise Unreadable(
            f"No feature has {name} = {value}. There are: {', '.join(values[:20]) or 'no such property'}."
        )
    return kept


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as opened:
            return opened.read(shapes.LARGEST_FILE + 1)
    except OSError as error:
        raise Unreadable(f"The file cannot be read: {error.strerror}.") from error

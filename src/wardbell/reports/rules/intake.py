"""What somebody tells, in closed answers, and which node may keep it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from wardbell.ground.errors import NotAllowed, Unreadable

LONGEST_TEXT = 2_000  # characters that are kept of what somebody tells; the rest is cut, never refused
LONGEST_PLACE = 120
MOST_PEOPLE = 500  # a larger count is kept as this one
OLDEST = timedelta(days=14)  # before it came in; an earlier time is taken as a slip of the pen
DECIMALS = 3  # of a degree: about 100 m, a crossing and never a house


class Kind(StrEnum):
    """What somebody wants, split at the door."""

    SIGHTING = "sighting"
    DETAINED_RELATIVE = "detained_relative"
    NEED_HELP = "need_help"
    QUESTION = "question"
    MISCONDUCT = "misconduct"  #: somebody was treated badly; the evidence itself never rests here
    ABUSE = "abuse"  #: of the line: a hoax, or somebody who insults; a lane of the desk that no form of residents leads to
    TO_SORT = "to_sort"  #: a text whose words do not say it: the desk reads it and says what it is
    THREAT = "threat"  #: to anyone, officers included: 911 is shown and the shift lead alerted


class Source(StrEnum):
    """Who tells it, as a kind."""

    RESIDENT = "resident"
    PARTNER = "partner"
    OBSERVER = "observer"  #: a trained volunteer
    CITY_STAFF = "city_staff"
    CITY_DESIGNEE = "city_designee"
    PEER_SUMMARY = "peer_summary"  #: another node's verdict, without persons


class HeldAs(StrEnum):
    """In which role this node keeps it."""

    CITY = "city"
    COMMUNITY = "community"


class Way(StrEnum):
    """How it came."""

    PHONE = "phone"
    VOICEMAIL = "voicemail"
    WEB = "web"
    SMS = "sms"
    MAIL = "mail"
    API = "api"
    APP = "app"  #: another messenger, typed in by a volunteer
    PEER = "peer"


class PlaceKind(StrEnum):
    """How a place may be told: never as a dwelling."""

    INTERSECTION = "intersection"
    PUBLIC_PLACE = "public_place"
    NEIGHBOURHOOD = "neighbourhood"
    WARD = "ward"


class FirstHand(StrEnum):
    """The first question: did you see it yourself?"""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


class Marking(StrEnum):
    """What was written or worn, as tick-boxes: attribution, never identification."""

    POLICE = "police"
    ICE = "ice"
    HOMELAND = "homeland"
    BORDER_PATROL = "border_patrol"
    MARSHALS = "marshals"
    OTHER_FEDERAL = "other_federal"
    CITY_POLICE = "city_police"
    SHERIFF = "sheriff"
    STATE_PATROL = "state_patrol"
    UNIFORM = "uniform"
    VEST = "vest"
    FACE_COVERED = "face_covered"
    PLAIN_CLOTHES = "plain_clothes"
    NONE_SEEN = "none_seen"


class Equipment(StrEnum):
    """What was there, as tick-boxes; stays at the desk."""

    MARKED_VEHICLE = "marked_vehicle"
    UNMARKED_VEHICLE = "unmarked_vehicle"
    VAN = "van"
    HELICOPTER = "helicopter"
    DOG = "dog"


class Danger(StrEnum):
    """What keeps every confirmer away while it is reported."""

    WEAPONS = "weapons"
    GAS = "gas"
    INJURY = "injury"
    CROWD = "crowd"
    STAY_AWAY = "stay_away"  #: an official asked people to stay away


CITY_SOURCES = frozenset({Source.CITY_STAFF, Source.CITY_DESIGNEE, Source.PEER_SUMMARY})
COMMUNITY_SOURCES = frozenset({Source.RESIDENT, Source.PARTNER, Source.OBSERVER, Source.PEER_SUMMARY})
#: which sources a row of each role may have; the database constraint is made from this table
SOURCES: dict[HeldAs, frozenset[Source]] = {
    HeldAs.CITY: CITY_SOURCES,
    HeldAs.COMMUNITY: COMMUNITY_SOURCES,
}
#: kinds that are no scene: each is a matter of its own, unless the same person comes again
ALONE = frozenset(set(Kind) - {Kind.SIGHTING})


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where, as told. Degrees of WGS84; `ward` is an area code, empty when the words alone must do."""

    kind: PlaceKind
    name: str = ""
    lat: float | None = None
    lon: float | None = None
    ward: str = ""
    neighbourhood: str = ""


@dataclass(frozen=True, kw_only=True)
class Told:
    """One report as a door hands it in, before it is screened. No name is asked for, and none has a place here."""

    kind: Kind = Kind.SIGHTING
    source: Source = Source.RESIDENT
    way: Way
    first_hand: FirstHand = FirstHand.NOT_ASKED
    text: str = ""
    place: Place
    happened_at: datetime | None = None  #: when it was seen; None: as it came in
    n_people: int | None = None
    markings: tuple[Marking, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    dangers: tuple[Danger, ...] = ()
    language: str = "en"
    organization: str = ""  #: code, of a partner
    peer: str = ""  #: of a summary: which node, and under which id it knows it
    peer_reference: str = ""
    came_as: str = ""  #: the same key twice is the same report


def held_as(source: Source, *, roles: Collection[str]) -> HeldAs:
    """Returns in which role this node keeps what comes from a source; a node of both keeps a peer's word as the city.

    Raises:
        NotAllowed: this node's role takes nothing from such a source.
    """
    for role in HeldAs:
        if role in roles and source in SOURCES[role]:
            return role
    if HeldAs.COMMUNITY not in roles:
        raise NotAllowed(
            "The city keeps no reports from the public. In danger call 911; to report, call the community hotline."
        )
    raise NotAllowed("This node keeps no reports from the city's staff; they use the city's own.")


def seen_at(told_at: datetime | None, *, received_at: datetime) -> datetime:
    """Returns when it was seen; a time to come, or one that is long over, is taken as a slip."""
    if told_at is None or told_at > received_at or told_at < received_at - OLDEST:
        return received_at
    return told_at


def counted(n_people: int | None) -> int | None:
    """Returns a count within bounds; nothing for what is no count."""
    return None if n_people is None or n_people < 1 else min(n_people, MOST_PEOPLE)


def coarse(degrees: float | None) -> float | None:
    """Returns a coordinate to about 100 m."""
    return None if degrees is None else round(degrees, DECIMALS)


def check_place(place: Place) -> None:
    """Lets a place pass that has a name, coordinates or an area.

    Raises:
        Unreadable: nothing says where.
    """
    if not (place.name.strip() or place.ward or place.neighbourhood):
        raise Unreadable("Say where: a crossing, a public place, a neighbourhood or a ward.")
    if (place.lat is None) != (place.lon is None):
        raise Unreadable("A point has two coordinates.")


def is_urgent(kind: Kind) -> bool:
    """Says whether 911 is shown and the shift lead alerted at once."""
    return kind is Kind.THREAT

"""Reads of subscribers. Only `addresses` and `reply_addresses` hand out an address, to the post office, at the last moment."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import structlog
from django.db import connection

from wardbell.ground import clock
from wardbell.ground.secrets import CannotUnseal
from wardbell.places import queries as places
from wardbell.subscribers import seals
from wardbell.subscribers.addresses import normal_address
from wardbell.subscribers.models import ConsentWording, ContactPoint, ReplyHandle
from wardbell.subscribers.rules import WHOLE_CITY, Choices, Opened, Purpose, State, area_that_reaches

log = structlog.get_logger(__name__)

_SCAN_ROWS = 1000  # rows read at once while looking for readers of an area
#: one statement whatever the number of readers; a mark for each costs as much as the answer
_ACTIVE = {
    "sqlite": "SELECT p.id, p.sealed FROM json_each(%s) AS asked CROSS JOIN subscribers_contactpoint AS p ON p.id = asked.value"
    " WHERE p.state = 'active' AND p.sealed IS NOT NULL",
    "postgresql": "SELECT id, sealed FROM subscribers_contactpoint"
    " WHERE id = ANY(%s) AND state = 'active' AND sealed IS NOT NULL",
}
_STOP_LINK, _CONFIRM_LINK = "stop", "confirm"


class Reader(NamedTuple):
    """A reader as the post office sees one. `area` is the area of the letter through which it reaches them, if any."""

    id: int
    medium: str
    language: str
    before_eight: bool
    area: str = ""


@dataclass(frozen=True, kw_only=True)
class Reached:
    """Some readers, in order of id; `last_id` is the last one looked at, `is_last` says that there are no more behind."""

    readers: tuple[Reader, ...]
    last_id: int
    is_last: bool


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Exact counts of active readers; one who chose two areas counts in both."""

    total: int
    by_area: Mapping[str, int]
    by_language: Mapping[str, int]
    by_medium: Mapping[str, int]
    by_area_and_language: Mapping[tuple[str, str], int]


@dataclass(frozen=True, kw_only=True)
class Consent:
    """What a reader agreed to. `at` and `method` are empty until they said yes; a made-up reader was shown no text."""

    version: str
    language: str
    text: str
    method: str
    at: datetime | None


def reachable(areas: Sequence[str], topic: str, *, after_id: int, limit: int) -> Reached:
    """Looks at the next `limit` active readers behind an id, and returns those whom a letter to these areas is for.

    A ward holds its neighbourhoods and places; who chose a ward or the whole city also gets what is said of a part of it.
    """
    asked = [(code, _meant(code)) for code in areas]
    opener = seals.Opener()
    reached: dict[int, str | None] = {}  # readers choose alike
    rows = ContactPoint.objects.filter(state=State.ACTIVE, id__gt=after_id).order_by("id")
    looked_at = rows.values_list("id", "medium", "sealed")[:limit]
    found: list[Reader] = []
    n_looked_at, last_id = 0, after_id
    for row_id, medium, sealed in looked_at.iterator(chunk_size=_SCAN_ROWS):
        n_looked_at, last_id = n_looked_at + 1, row_id
        try:
            choices = opener.choices(row_id, bytes(sealed or b""))
        except CannotUnseal:  # one broken row stops nobody else's message
            log.error("contact point cannot be opened", contact_point=row_id)
            continue
        alike = id(choices)
        if alike not in reached:
            reached[alike] = area_that_reaches(choices, topic=topic, asked=asked)
        if area := reached[alike]:
            found.append(Reader(row_id, medium, choices.language, choices.before_eight, area))
    return Reached(readers=tuple(found), last_id=last_id, is_last=n_looked_at < limit)


def active(ids: Iterable[int]) -> list[Reader]:
    """Returns those of the given readers who are active, in order of id."""
    return [
        _reader(row_id, medium, seals.unseal(row_id, sealed).choices)
        for row_id, medium, sealed in _sealed(ids, states=(State.ACTIVE,))
    ]


def addressed(ids: Iterable[int]) -> list[Reader]:
    """Returns those who can get an answer in their own affair: readers in any state, and reply handles, by id."""
    points = [
        _reader(row_id, medium, seals.unseal(row_id, sealed).choices)
        for row_id, medium, sealed in _sealed(ids, states=tuple(State))
    ]
    handles = [
        Reader(id=one.id, medium=one.medium, language=_opened_reply(one)[1], before_eight=True)
        for one in _open_handles(ids)
    ]
    return sorted(points + handles, key=lambda reader: reader.id)


def is_open_caller(handle_id: int) -> bool:
    """Says whether a reply handle is there that was kept for a caller, for no other purpose."""
    return any(one.purpose == Purpose.CALLER for one in _open_handles([handle_id]))


def addresses(ids: Iterable[int]) -> dict[int, str]:
    """Returns where the active ones of these readers are reached; who stopped is left out."""
    return _addresses(_active(list(ids)))


def reply_addresses(ids: Iterable[int]) -> dict[int, str]:
    """Returns where an answer in the reader's own affair goes, stopped and pending ones and reply handles included."""
    ids = list(ids)
    if not ids:
        return {}
    handles = {one.id: _opened_reply(one)[0] for one in _open_handles(ids)}
    return _addresses(_sealed(ids, states=tuple(State))) | handles


def find(medium: str, address: str) -> int | None:
    """Returns the id of the contact point with this address, however it is typed, in whatever state.

    Raises:
        Unreadable: it is no address of this medium.
    """
    lookup = seals.lookup_of(medium, normal_address(medium, address, region=places.country()))
    return ContactPoint.objects.filter(lookup=lookup).values_list("id", flat=True).first()


def reader(reader_id: int) -> Reader | None:
    """Returns one reader whose seal is not erased, in whatever state."""
    found = [*_sealed([reader_id], states=tuple(State))]
    if not found:
        return None
    row_id, medium, sealed = found[0]
    return _reader(row_id, medium, seals.unseal(row_id, sealed).choices)


def state(reader_id: int) -> State | None:
    """Returns the state of one contact point."""
    found = ContactPoint.objects.filter(id=reader_id).values_list("state", flat=True).first()
    return None if found is None else State(found)


def choices(reader_id: int) -> Choices | None:
    """Returns what one reader chose; None when nothing of it is kept."""
    found = [*_sealed([reader_id], states=tuple(State))]
    return seals.unseal(reader_id, found[0][2]).choices if found else None


def consent(reader_id: int) -> Consent | None:
    """Returns what one reader agreed to, in the words that they were shown; None when nobody with this id ever did."""
    row = ContactPoint.objects.filter(id=reader_id).exclude(consent_version="").first()
    if row is None:
        return None
    shown = ConsentWording.objects.filter(version=row.consent_version).first()
    return Consent(
        version=row.consent_version, method=row.consent_method, at=row.consent_at,
        language=shown.language if shown else "", text=shown.text if shown else "",
    )  # fmt: skip


def unsubscribe_token(reader_id: int) -> str:
    """Returns what the stop link carries."""
    return seals.token_of(reader_id, purpose=_STOP_LINK)


def id_of_token(token: str) -> int | None:
    """Returns whose stop link this is; None when this node never made it."""
    return seals.id_of(token, purpose=_STOP_LINK)


def confirmation_token(reader_id: int) -> str:
    """Returns what the link of the double opt-in carries; only the page's POST confirms."""
    return seals.token_of(reader_id, purpose=_CONFIRM_LINK)


def id_of_confirmation_token(token: str) -> int | None:
    """Returns whose sign-up a confirmation link is about; None when this node never made it."""
    return seals.id_of(token, purpose=_CONFIRM_LINK)


def can_be_opened() -> bool | None:
    """Says whether this node's keys open what is sealed here, tried on the oldest and the newest reader; None when there is nobody."""
    held = ContactPoint.objects.filter(sealed__isnull=False).order_by("created_at", "id")
    rows = [one for one in (held.first(), held.last()) if one]
    try:
        for row in rows:
            seals.unseal(row.id, row.sealed or b"")
    except CannotUnseal:
        return False
    return True if rows else None


def figures() -> Figures:
    """Returns how many active readers there are, exactly; the post office masks small counts before anyone sees them."""
    total, areas, tongues, media, both = (
        0,
        Counter[str](),
        Counter[str](),
        Counter[str](),
        Counter[tuple[str, str]](),
    )
    for _, medium, opened in _active_after(-1):
        chosen = opened.choices
        total += 1
        areas.update(chosen.areas)
        both.update((area, chosen.language) for area in chosen.areas)
        tongues[chosen.language] += 1
        media[medium] += 1
    return Figures(
        total=total, by_area=areas, by_language=tongues, by_medium=media, by_area_and_language=both
    )


def _meant(code: str) -> frozenset[str]:
    return places.covers(code) | frozenset(places.wards_of([code])) | {code, WHOLE_CITY}


def _active_after(after_id: int) -> Iterator[tuple[int, str, Opened]]:
    rows = ContactPoint.objects.filter(state=State.ACTIVE).order_by("id")
    while True:
        found = list(rows.filter(id__gt=after_id).values_list("id", "medium", "sealed")[:_SCAN_ROWS])
        for row_id, medium, sealed in found:
            yield row_id, medium, seals.unseal(row_id, sealed or b"")
        if len(found) < _SCAN_ROWS:
            return
        after_id = found[-1][0]


def _active(ids: Sequence[int]) -> list[tuple[int, str, bytes]]:
    """Reads the seals of active readers in SQL: every window of a large sending asks, and the ORM costs ten times the answer."""
    if not ids:
        return []
    asked = list(ids) if connection.vendor == "postgresql" else json.dumps(ids)
    with connection.cursor() as cursor:
        cursor.execute(_ACTIVE[connection.vendor], [asked])
        return [(row_id, "", bytes(sealed)) for row_id, sealed in cursor.fetchall()]


def _sealed(ids: Iterable[int], *, states: tuple[State, ...]) -> list[tuple[int, str, bytes]]:
    rows = ContactPoint.objects.filter(id__in=list(ids), state__in=states, sealed__isnull=False)
    return [
        (row_id, medium, bytes(sealed or b""))
        for row_id, medium, sealed in rows.order_by("id").values_list("id", "medium", "sealed")
    ]


def _addresses(rows: Iterable[tuple[int, str, bytes]]) -> dict[int, str]:
    found, opener = {}, seals.Opener()
    for row_id, _, sealed in rows:
        try:
            found[row_id] = opener.address(row_id, sealed)
        except CannotUnseal:
            log.error("contact point cannot be opened", contact_point=row_id)
    return found


def _open_handles(ids: Iterable[int]) -> list[ReplyHandle]:
    return list(ReplyHandle.objects.filter(id__in=list(ids), expires_at__gt=clock.now()).order_by("id"))


def _opened_reply(handle: ReplyHandle) -> tuple[str, str]:
    return seals.unseal_reply(handle.id, purpose=handle.purpose, sealed=handle.sealed)


def _reader(row_id: int, medium: str, kept: Choices, *, area: str = "") -> Reader:
    return Reader(id=row_id, medium=medium, language=kept.language, before_eight=kept.before_eight, area=area)

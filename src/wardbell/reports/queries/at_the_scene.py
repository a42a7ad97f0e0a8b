"""What a confirmer sees of a scene, and what they said of it; the thread of whoever works on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import NotAllowed
from wardbell.people.rules import Verb
from wardbell.reports.models import Finding, Line, Offer, Report
from wardbell.reports.queries import standing
from wardbell.reports.queries.rows import all_of, incident_row, now_at
from wardbell.reports.rules import (
    IS_OUT,
    OFFER_LASTS,
    TAKES_A_PLACE,
    THREAD_KEPT,
    UNVERIFIED_KEPT,
    Answer,
    Marking,
    OfferState,
    Source,
)


@dataclass(frozen=True, kw_only=True)
class OfferView:
    """What a confirmer was asked: the ward, and in which languages it was told. The place only while they go or are there."""

    id: str
    incident_id: str
    state: OfferState
    ward: str
    languages: tuple[str, ...]
    place_name: str
    offered_at: datetime
    lapses_at: datetime
    was_briefed: bool


@dataclass(frozen=True, kw_only=True)
class Found:
    """What one confirmer found, by pseudonym."""

    by: str
    answer: Answer
    found_at: datetime
    markings: tuple[Marking, ...]  #: of all that they ticked at this scene


@dataclass(frozen=True, kw_only=True)
class ThreadLine:
    """One line: a fixed word, free words, or both."""

    at: datetime
    by: str
    word: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Thread:
    """What is said of a scene, newest first, and until when."""

    incident_id: str
    ward: str
    lines: tuple[ThreadLine, ...]
    gone_at: datetime | None  #: a day after the close; None while it is open
    is_gone: bool


def offers_of(by: Actor) -> list[OfferView]:
    """Returns what somebody was asked and has not finished, newest first.

    Raises:
        NotAllowed: no confirmer.
    """
    volunteer = standing.volunteer_who_may(by, Verb.CONFIRM_ON_SITE)
    found = Offer.objects.filter(volunteer=volunteer, state__in={OfferState.OFFERED, *IS_OUT})
    views = _views(found.select_related("incident").order_by("-offered_at"))
    return [one for one in views if one.state is not OfferState.LAPSED]


def offer(offer_id: str, by: Actor) -> OfferView:
    """Returns one offer of somebody's own, also one that is over.

    Raises:
        NotAllowed: no confirmer, or the offer is somebody else's, or none.
    """
    volunteer = standing.volunteer_who_may(by, Verb.CONFIRM_ON_SITE)
    found = _views(Offer.objects.filter(id=offer_id, volunteer=volunteer).select_related("incident"))
    if not found:
        raise NotAllowed("This offer is not yours.")
    return found[0]


def found_at_scene(incident_id: str, by: Actor) -> list[Found]:
    """Returns what confirmers found at a scene, newest first.

    Raises:
        NotAllowed: no volunteer of the desk.
    """
    standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    scene = all_of(incident_row(incident_id))
    ticked: dict[UUID | None, set[Marking]] = {}
    for one in Report.objects.filter(incident_id__in=scene, source=Source.OBSERVER):
        ticked.setdefault(one.taken_by_id, set()).update(map(Marking, one.markings))
    found = Finding.objects.filter(incident_id__in=scene, volunteer__isnull=False).select_related("volunteer")
    return [
        Found(
            by=str(one.volunteer), answer=Answer(one.answer), found_at=one.found_at,
            markings=tuple(sorted(ticked.get(one.volunteer_id, ()))),
        )
        for one in found.order_by("-found_at")
    ]  # fmt: skip


def thread(incident_id: str, by: Actor) -> Thread:
    """Returns what the shift says of a scene, to the desk and to who is out there; of a thread that is gone, no line.

    Raises:
        NotAllowed: neither of the desk nor at this scene.
        Unreadable: there is no such incident.
    """
    incident, now = now_at(incident_row(incident_id)), clock.now()
    scene = all_of(incident)
    if not standing.is_at(standing.volunteer_of(by), scene):
        standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    gone_at = None if incident.closed_at is None else incident.closed_at + THREAD_KEPT
    is_gone = gone_at is not None and now >= gone_at
    lines = Line.objects.filter(incident_id__in=scene, at__gt=now - UNVERIFIED_KEPT)
    return Thread(
        incident_id=str(incident.id), ward=incident.ward, gone_at=gone_at, is_gone=is_gone,
        lines=() if is_gone else tuple(
            ThreadLine(at=one.at, by=one.volunteer.pseudonym, word=one.word, words=one.words)
            for one in lines.select_related("volunteer").order_by("-at", "-id")
        ),
    )  # fmt: skip


def _views(offers: QuerySet[Offer]) -> list[OfferView]:
    rows = list(offers)
    told: dict[UUID, set[str]] = {}
    spoken = Report.objects.filter(incident_id__in={one.incident_id for one in rows})
    for incident_id, language in spoken.values_list("incident_id", "language").distinct():
        told.setdefault(incident_id, set()).add(language)
    return [_view(one, told) for one in rows]


def _view(row: Offer, told: Mapping[UUID, set[str]]) -> OfferView:
    state, lapses_at = OfferState(row.state), row.offered_at + OFFER_LASTS
    if state is OfferState.OFFERED and clock.now() >= lapses_at:
        state = OfferState.LAPSED
    return OfferView(
        id=str(row.id), incident_id=str(row.incident_id), state=state, ward=row.incident.ward,
        languages=tuple(sorted(told.get(row.incident_id, ()))), offered_at=row.offered_at, lapses_at=lapses_at,
        place_name=row.incident.place_name if state in TAKES_A_PLACE else "", was_briefed=row.brief_opened_at is not None,
    )  # fmt: skip

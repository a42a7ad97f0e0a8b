"""Rows as the pure parts of this room see them: as accounts to gather, and as evidence."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from wardbell.ground.errors import Unreadable
from wardbell.places import queries as places
from wardbell.reports.gathering import Account
from wardbell.reports.models import Finding, Gathering, Incident, Offer, Report
from wardbell.reports.rules import (
    ALONE,
    Answer,
    Authority,
    Danger,
    FirstHand,
    Found,
    Heard,
    HeldAs,
    Kind,
    Level,
    OfferState,
    PlaceKind,
    Scene,
    Way,
)

LOOKS_BACK = timedelta(hours=40)  # how old a scene may be that a report still belongs to
_AROUND = 0.025  # of a degree, some 2.5 km: what is further off is no candidate
_MOST_CANDIDATES = 120  # incidents, the newest
_MOST_MEMBERS = 6  # reports of one incident that a new one is compared with


def incident_row(incident_id: str) -> Incident:
    """Returns one incident.

    Raises:
        Unreadable: there is none with this id.
    """
    row = Incident.objects.filter(id=incident_id).first()
    if row is None:
        raise Unreadable("There is no such incident.")
    return row


def now_at(incident: Incident) -> Incident:
    """Returns the scene that an incident was gathered into, itself when it was not."""
    been = {incident.id}
    while incident.n_reports == 0:
        act = (
            Gathering.objects.filter(source=incident, undone_at__isnull=True)
            .select_related("target").order_by("-at").first()
        )  # fmt: skip
        if act is None or act.target_id in been:
            break
        incident = act.target
        been.add(incident.id)
    return incident


def all_of(incident: Incident) -> set[UUID]:
    """Returns the ids of a scene: its own, and those of the incidents that were gathered into it whole."""
    found = {now_at(incident).id}
    while more := set(
        Gathering.objects.filter(target_id__in=found, undone_at__isnull=True, source__n_reports=0)
        .exclude(source_id__in=found).values_list("source_id", flat=True)
    ):  # fmt: skip
        found |= more
    return found | {incident.id}


def as_account(row: Report) -> Account:
    """Returns a report as the gathering sees it; the clock is the city's."""
    return Account(
        id=str(row.id), at=row.received_at.astimezone(places.zone()), place_kind=row.place_kind,
        place_name=row.place_name, lat=row.lat, lon=row.lon, ward=row.ward, text=row.text,
        is_first_hand=row.first_hand != FirstHand.NO, n_people=row.n_people, is_help=row.kind in ALONE,
    )  # fmt: skip


def candidates(row: Report) -> dict[str, list[Account]]:
    """Returns {incident id: accounts} of the scenes near a report in place and time, in two queries."""
    incidents = list(
        _near(row).filter(
            kind=Kind.SIGHTING, held_as=row.held_as, heard_at__gte=row.received_at - LOOKS_BACK, n_reports__gt=0
        ).order_by("-heard_at").values_list("id", flat=True)[:_MOST_CANDIDATES]
    )  # fmt: skip
    groups: dict[str, list[Account]] = {}
    for one in Report.objects.filter(incident_id__in=incidents).exclude(id=row.id).order_by("-received_at"):
        members = groups.setdefault(str(one.incident_id), [])
        if len(members) < _MOST_MEMBERS:
            members.append(as_account(one))
    return groups


def _near(row: Report) -> QuerySet[Incident]:
    near = Q(ward=row.ward) | Q(ward="")
    if row.lat is not None and row.lon is not None:
        near |= Q(
            lat__range=(row.lat - _AROUND, row.lat + _AROUND),
            lon__range=(row.lon - _AROUND, row.lon + _AROUND),
        )
    return Incident.objects.filter(near) if row.ward or row.lat is not None else Incident.objects.all()


def heard(incident: Incident) -> list[Heard]:
    """Returns an incident's accounts as evidence."""
    return [
        Heard(
            id=str(row.id), is_first_hand=row.first_hand == FirstHand.YES, way=Way(row.way), mark=row.mark,
            organization=row.organization or row.peer, is_doubtful=row.is_doubtful,
        )
        for row in Report.objects.filter(incident=incident)
    ]  # fmt: skip


def found(rows: Iterable[Finding]) -> list[Found]:
    """Returns findings as evidence."""
    return [
        Found(
            authority=Authority(row.authority), answer=Answer(row.answer), peer=row.peer,
            peer_reference=row.peer_reference,
        )
        for row in rows
    ]  # fmt: skip


def scene_of(incident: Incident) -> Scene:
    """Returns what decides whether anybody may be asked to look at an incident."""
    return Scene(
        kind=Kind(incident.kind), level=Level(incident.level), place_kind=PlaceKind(incident.place_kind),
        is_dwelling=incident.is_dwelling, dangers=frozenset(Danger(one) for one in incident.dangers),
        is_community=incident.held_as == HeldAs.COMMUNITY,
    )  # fmt: skip


def lapsed_offers(now: datetime, lasts: timedelta) -> QuerySet[Offer]:
    """Returns the offers that nobody answered in time."""
    return Offer.objects.filter(state=OfferState.OFFERED, offered_at__lte=now - lasts)

"""Taking a report in: screened, placed with its scene, and nobody turned away who is in distress."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from wardbell.dispatch import actions as dispatch
from wardbell.dispatch.actions import Caller
from wardbell.dispatch.letters import Audience, Lane, Letter, Reach
from wardbell.dispatch.replies import Matter, matter
from wardbell.ground import clock, ids
from wardbell.ground.actors import Actor, ActorKind
from wardbell.ground.errors import NotAllowed, Unreadable
from wardbell.journal import actions as journal
from wardbell.people import queries as people
from wardbell.people.rules import Role, Verb, check_may
from wardbell.places import queries as places
from wardbell.places.rules import AreaKind
from wardbell.reports import rules
from wardbell.reports.actions.counting import recount
from wardbell.reports.gathering import best
from wardbell.reports.models import Incident, Report, Volunteer
from wardbell.reports.queries import rows, standing
from wardbell.reports.rules import FirstHand, HeldAs, Kind, Place, PlaceKind, Post, Source, Told, Way
from wardbell.safeguards import MASKED_KINDS, mask, screen
from wardbell.safeguards import Kind as Masked

_MASKED_TEXT, _MASKED_PLACE = 2_400, 160  # placeholders are longer than what they stand for
_KIND_OF = {
    AreaKind.PUBLIC_PLACE: PlaceKind.PUBLIC_PLACE,
    AreaKind.NEIGHBOURHOOD: PlaceKind.NEIGHBOURHOOD,
    AreaKind.WARD: PlaceKind.WARD,
}
_KIND_OF_MATTER = {
    Matter.RELATIVE: Kind.DETAINED_RELATIVE,
    Matter.SIGHTING: Kind.SIGHTING,
    Matter.QUESTION: Kind.QUESTION,
    Matter.UNCLEAR: Kind.TO_SORT,
}
_SOMEBODY = Actor(id="somebody", kind=ActorKind.RESIDENT, label="somebody who told")


@dataclass(frozen=True, kw_only=True)
class Received:
    """What became of a report at the door."""

    report_id: str
    incident_id: str
    shows_911: bool  #: whoever told it is shown 911 first


@dataclass(frozen=True, kw_only=True)
class _Screened:
    text: str
    place_name: str
    masked: tuple[str, ...]
    is_dwelling: bool  #: somebody told of a home, in the text or as the place
    is_dwelling_the_place: bool


@transaction.atomic
def receive(told: Told, *, by: Actor, caller: Caller | None = None) -> Received:
    """Keeps one report, masked, with the scene that it tells of; the same `came_as` again is the same report.

    What may not be kept is masked and the rest is saved: screening refuses nobody. `caller` is how an answer finds back.

    Raises:
        NotAllowed: this node's role takes nothing from such a source, or whoever brings it may not.
        Unreadable: nothing says where.
    """
    held_as = rules.held_as(told.source, roles=settings.NODE_ROLES)
    volunteer = _check_may_bring(told, by=by)
    rules.check_place(told.place)
    if (known := known_as(told.came_as)) is not None:
        return known
    screened = _screened(told)
    report = _row(told, screened, held_as=held_as, volunteer=volunteer, caller=caller)
    report.incident = incident_of(report)
    report.save(force_insert=True)
    if screened.is_dwelling:
        Incident.objects.filter(id=report.incident_id).update(is_dwelling=True)
    recount(report.incident_id)
    if rules.is_urgent(told.kind):
        alert_shift_lead(report)
    facts = {"kind": told.kind, "source": told.source, "way": told.way, "masked": list(screened.masked)}
    shown = standing.known_as(volunteer, by) if volunteer else _anonymous(by)
    journal.write(verb="reports.receive", about=f"incident:{report.incident_id}", by=shown, facts=facts)
    return _received(report)


def known_as(came_as: str) -> Received | None:
    """Returns what became of a report that came in before by the same key."""
    known = Report.objects.filter(came_as=came_as[:120]).first() if came_as else None
    return None if known is None else _received(known)


def _received(report: Report) -> Received:
    return Received(
        report_id=str(report.id), incident_id=str(report.incident_id),
        shows_911=rules.is_urgent(Kind(report.kind)) or bool(report.dangers),
    )  # fmt: skip


def _check_may_bring(told: Told, *, by: Actor) -> Volunteer | None:
    """Lets pass who may bring a report of this source; returns the volunteer who typed it in."""
    if told.source is Source.PEER_SUMMARY:
        if by.kind is not ActorKind.PEER or not (told.peer and told.peer_reference):
            raise NotAllowed("Only another node brings its own summary, with its id.")
        return None
    if by.kind in {ActorKind.RESIDENT, ActorKind.SYSTEM}:
        if told.source is not Source.RESIDENT:
            raise NotAllowed("Only a resident's own report comes without a sign-in.")
        return None
    roles = people.roles_of_actor(by)
    if told.source in rules.SOURCES[HeldAs.CITY]:
        is_designee = told.source is Source.CITY_DESIGNEE
        check_may(roles, Verb.CONFIRM_OFFICIALLY if is_designee else Verb.REPORT_FOR_CITY)
        return None
    if told.source is Source.PARTNER:
        check_may(roles, Verb.REPORT_FOR_ORGANIZATION)
        inside = people.roles_of_actor_in_organization(by, told.organization)
        if Role.PARTNER not in inside:
            raise NotAllowed("You report for your own organization.")
        return None
    is_observer = told.source is Source.OBSERVER
    return standing.volunteer_who_may(by, Verb.CONFIRM_ON_SITE if is_observer else Verb.SORT_REPORTS)


def _screened(told: Told) -> _Screened:
    """Masks what may not be kept in what was told and in the name of the place."""
    text = told.text.replace("\0", "")[: rules.LONGEST_TEXT]
    in_text = screen(text, "report_intake", kinds=MASKED_KINDS)
    place_name, is_dwelling = screened_place(told.place.name)
    kinds = {str(one.kind) for one in in_text} | ({str(Masked.DWELLING_ADDRESS)} if is_dwelling else set())
    return _Screened(
        text=mask(text, in_text)[:_MASKED_TEXT], masked=tuple(sorted(kinds)), place_name=place_name,
        is_dwelling=is_dwelling or Masked.DWELLING_ADDRESS in {one.kind for one in in_text},
        is_dwelling_the_place=is_dwelling,
    )  # fmt: skip


def screened_place(name: str) -> tuple[str, bool]:
    """Returns the name of a place, masked, and whether it was a home: then nothing of it is left."""
    name = name.replace("\0", "")[: rules.LONGEST_PLACE]
    findings = screen(name, "report_intake", kinds=MASKED_KINDS)
    if any(one.kind is Masked.DWELLING_ADDRESS for one in findings):
        return "", True
    return mask(name, findings)[:_MASKED_PLACE], False


def _row(
    told: Told, screened: _Screened, *, held_as: HeldAs, volunteer: Volunteer | None, caller: Caller | None
) -> Report:
    now, place = clock.now(), told.place
    is_kept = caller is not None and held_as is HeldAs.COMMUNITY
    is_peers = told.source is Source.PEER_SUMMARY
    report = Report(
        id=ids.random_number(), held_as=held_as, kind=told.kind, source=told.source, way=told.way,
        came_as=told.came_as[:120], received_at=now, seen_at=rules.seen_at(told.happened_at, received_at=now),
        first_hand=told.first_hand, language=told.language[:12], text=screened.text, masked=list(screened.masked),
        place_kind=place.kind, place_name=screened.place_name, n_people=rules.counted(told.n_people),
        markings=sorted(told.markings), equipment=sorted(told.equipment), dangers=sorted(told.dangers),
        taken_by=volunteer, organization=told.organization[:40], peer=told.peer[:120] if is_peers else "",
        peer_reference=told.peer_reference[:120] if is_peers else "",
    )  # fmt: skip
    if caller is not None and is_kept:
        report.mark, report.reply_handle_id = caller.mark, caller.handle_id
        report.contact_until = rules.contact_until(made_at=now, closed_at=None)
    place_of(report, place, is_dwelling=screened.is_dwelling_the_place)
    return report


def place_of(report: Report, place: Place, *, is_dwelling: bool) -> None:
    """Writes where it was: the areas of a point, else the areas told; of a home no more than its ward."""
    lat, lon = rules.coarse(place.lat), rules.coarse(place.lon)
    at = places.areas_at(lon, lat) if lat is not None and lon is not None else ()
    report.ward = next((one for one in at if one.startswith("ward:")), "") or _known(place.ward)
    report.neighbourhood = next((one for one in at if one.startswith("neighbourhood:")), "") or _known(
        place.neighbourhood
    )
    if is_dwelling:
        report.place_kind, report.neighbourhood, report.lat, report.lon = PlaceKind.WARD, "", None, None
        return
    report.lat, report.lon = lat, lon


def _known(code: str) -> str:
    """Returns an area's code, or nothing for one that this city has not: a caller is not turned away for that."""
    if not code:
        return ""
    try:
        return places.area(code).code
    except Unreadable:
        return ""


def incident_of(report: Report, *, alone_in: Incident | None = None) -> Incident:
    """Returns the incident that a report belongs to, or a new one; one that it is alone in stays its own."""
    if report.kind == Kind.SIGHTING:
        chosen = best(rows.as_account(report), rows.candidates(report))
        if chosen is not None:
            return rows.incident_row(chosen)
    elif report.mark:  # the same person again
        again = Report.objects.filter(
            mark=report.mark, kind=report.kind, held_as=report.held_as, incident__closed_at__isnull=True,
            received_at__gte=report.received_at - rows.LOOKS_BACK,
        ).order_by("-received_at").select_related("incident").first()  # fmt: skip
        if again is not None:
            return again.incident
    return alone_in or open_incident(report)


def open_incident(report: Report) -> Incident:
    """Makes a new incident of one report."""
    return Incident.objects.create(
        kind=report.kind, held_as=report.held_as, ward=report.ward, neighbourhood=report.neighbourhood,
        place_kind=report.place_kind, place_name=report.place_name[: rules.LONGEST_PLACE], lat=report.lat, lon=report.lon,
        dangers=[], seen_from=report.seen_at, seen_until=report.seen_at, opened_at=report.received_at,
        heard_at=report.received_at, is_urgent=rules.is_urgent(Kind(report.kind)),
    )  # fmt: skip


def alert_shift_lead(report: Report) -> None:
    """Tells whoever leads the shift, in a letter that names nothing."""
    accounts = tuple(standing.accounts_on_shift(Post.SHIFT_LEAD, clock.now()))
    if not accounts:
        return
    letter = Letter(
        subject=f"desk:threat:{report.id}", phrase="desk-threat", slots={"link": f"{settings.BASE_URL}/organization/"},
        lane=Lane.OFFICIALS, may_reach=Reach.COUNCIL, is_urgent=True,
    )  # fmt: skip
    dispatch.post(letter, to=Audience(accounts=accounts), by=_SOMEBODY)


def _anonymous(by: Actor) -> Actor:
    """A resident stays nobody in the journal, which is never erased; staff and peers stand there as who they are."""
    return _SOMEBODY if by.kind in {ActorKind.RESIDENT, ActorKind.SYSTEM} else by


@transaction.atomic
def receive_text(inbound_id: str, *, text: str, language: str, by: Actor, way: Way = Way.SMS) -> Received:
    """Keeps a message that came in as a report, once, with a sealed way back to whoever wrote.

    Nobody was asked anything yet: its kind is what the words say plainly, else it is to be sorted; the place is what they name,
    else the whole city until somebody asks.

    Raises:
        NotAllowed: this node's role takes nothing from residents.
    """
    told = _came_by_text(inbound_id, text=text, language=language, way=way)
    if (known := known_as(told.came_as)) is not None:
        return known
    return receive(told, by=by, caller=dispatch.remember_sender(inbound_id))


def _came_by_text(inbound_id: str, *, text: str, language: str, way: Way) -> Told:
    return Told(
        kind=_KIND_OF_MATTER[matter(text)], way=way, text=text, language=language, first_hand=FirstHand.NOT_ASKED, came_as=f"inbound:{inbound_id}",
        place=_named_in(text),
    )  # fmt: skip


def _named_in(text: str) -> Place:
    """Returns the adopted place, neighbourhood or ward that a text names, the longest name first; else the whole city."""
    words = _words(text)
    for area in sorted(places.areas(), key=lambda one: -len(one.name)):
        if area.kind in _KIND_OF and _words(area.name) in words:
            kind, is_ward = _KIND_OF[area.kind], area.kind is AreaKind.WARD
            wards = places.wards_of([area.code])
            ward = area.code if is_ward else wards[0] if len(wards) == 1 else ""
            inside = area.code if area.kind is AreaKind.NEIGHBOURHOOD else ""
            return Place(kind=kind, name=area.name, ward=ward, neighbourhood=inside)
    return Place(kind=PlaceKind.WARD, name=places.jurisdiction().name)


def _words(text: str) -> str:
    return " ".join(["", *re.findall(r"[^\W_]+", text.casefold()), ""])

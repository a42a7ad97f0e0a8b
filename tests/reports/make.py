"""A community's desk: volunteers by role, reports at corners of the demo city, incidents at each rung."""

from datetime import date, timedelta
from itertools import count

from tests.people import make as people
from wardbell.ground import clock
from wardbell.ground.actors import OPERATOR, Actor, ActorKind
from wardbell.people import models as people_models
from wardbell.people.rules import Role
from wardbell.places import actions as places
from wardbell.reports import actions
from wardbell.reports.models import Incident, Report, Volunteer
from wardbell.reports.rules import (
    Answer,
    Brief,
    FirstHand,
    Level,
    Place,
    PlaceKind,
    Told,
    Way,
)

SOMEBODY = Actor(id="somebody", kind=ActorKind.RESIDENT, label="somebody")
PEER = Actor(id="city", kind=ActorKind.PEER, label="city node")
CORNER = Place(kind=PlaceKind.INTERSECTION, name="Ash St & Pier Ave", lat=None, lon=None, ward="ward:6")
OTHER_CORNER = Place(
    kind=PlaceKind.INTERSECTION, name="Gull Rd & Fern Ave", lat=None, lon=None, ward="ward:3"
)


def corner(n: int) -> Place:
    """A crossing of its own, far from the others."""
    return Place(
        kind=PlaceKind.INTERSECTION,
        name=f"{n}th St & Avenue {n}",
        lat=47.0 + n / 20,
        lon=-87.0,
        ward=f"ward:{n % 13 + 1}",
    )


TEXT = "Four agents in vests stand at the laundromat"
_number = count(1)
_MARKS = (f"{n:016x}" for n in count(1))
_PSEUDONYMS = (
    "Heron",
    "Otter",
    "Birch",
    "Quartz",
    "Willow",
    "Comet",
    "Lichen",
    "Falcon",
    "Basalt",
    "Juniper",
)


def city() -> None:
    """Founds Larkwater, without people."""
    places.found_jurisdiction("demo", by=OPERATOR)


def volunteer(role: Role, **changes: object) -> Actor:
    """Somebody of the community with one role and a pseudonym."""
    n = next(_number)
    row = people.account(email=f"volunteer{n}@community.example", name=f"Person Number{n}")
    people_models.Membership.objects.create(
        account=row, organization=people.organization(), role=role, starts_at=clock.now() - timedelta(days=1)
    )
    given: dict[str, object] = {
        "is_adult": True,
        "trained_on": date(2026, 9, 1),
        "wards": ["ward:6"],
        "languages": ["en"],
    }
    given["pseudonym"] = f"{_PSEUDONYMS[n % 10]} {n}"
    Volunteer.objects.create(account=row, **(given | changes))
    return people.actor(row)


def row_of(by: Actor) -> Volunteer:
    return Volunteer.objects.get(account_id=by.id)


def told(
    text: str = TEXT, *, place: Place = CORNER, first_hand: FirstHand = FirstHand.YES, **changes: object
) -> Told:
    given: dict[str, object] = {"way": Way.PHONE, "text": text, "place": place, "first_hand": first_hand}
    return Told(**(given | changes))  # type: ignore[arg-type]


def report(text: str = TEXT, *, mark: str | None = None, by: Actor = SOMEBODY, **changes: object) -> Report:
    """One report that came in; each is of another person unless a mark is given."""
    received = actions.receive(told(text, **changes), by=by)  # type: ignore[arg-type]
    Report.objects.filter(id=int(received.report_id)).update(mark=next(_MARKS) if mark is None else mark)
    return Report.objects.get(id=int(received.report_id))


def incident(level: Level = Level.RECEIVED, *, lead: Actor | None = None, **changes: object) -> Incident:
    """An incident that climbed to a level, as it would at the desk."""
    lead = lead or volunteer(Role.SHIFT_LEAD)
    first = report(**changes)  # type: ignore[arg-type]
    incident_id = str(first.incident_id)
    if level is Level.RECEIVED:
        return Incident.objects.get(id=incident_id)
    actions.claim(incident_id, by=lead)
    if level is Level.CONFIRMED_COMMUNITY:
        confirmed(incident_id, lead=lead)
        return Incident.objects.get(id=incident_id)
    actions.move(incident_id, Level.UNCONFIRMED, by=lead)
    if level is Level.CORROBORATED:
        report("agents by the laundry, still there", **changes)  # type: ignore[arg-type]
        actions.move(incident_id, level, by=lead)
    elif level is not Level.UNCONFIRMED:
        actions.move(incident_id, level, by=lead)
    return Incident.objects.get(id=incident_id)


def on_site(incident_id: str, *, lead: Actor, confirmer: Actor | None = None) -> tuple[str, Actor]:
    """A confirmer who read the brief, accepted and arrived."""
    confirmer = confirmer or volunteer(Role.CONFIRMER)
    [offer] = actions.ask(incident_id, volunteer_ids=[str(row_of(confirmer).id)], by=lead)
    actions.open_brief(offer, lines=tuple(Brief), by=confirmer)
    actions.accept(offer, by=confirmer)
    actions.arrive(offer, by=confirmer)
    return offer, confirmer


def confirmed(incident_id: str, *, lead: Actor, answer: Answer = Answer.ENFORCEMENT) -> tuple[str, Actor]:
    offer, confirmer = on_site(incident_id, lead=lead)
    actions.attest(offer, answer, by=confirmer)
    return offer, confirmer


def of_the_city(role: Role = Role.DESIGNEE, office: str = "chief") -> Actor:
    return people.actor(people.holder(role, office))


def confirmed_as_other(incident_id: str, *, lead: Actor) -> None:
    """A confirmer on site says that it is something else, and the lead says so too."""
    offer, confirmer = on_site(incident_id, lead=lead)
    actions.attest(offer, Answer.NOT_IMMIGRATION, by=confirmer)
    actions.claim(incident_id, by=lead)
    actions.move(incident_id, Level.NOT_IMMIGRATION, by=lead)

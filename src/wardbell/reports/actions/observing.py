"""What a confirmer saw: kept once, however often the phone sends it and however late."""

from datetime import datetime

from django.db import transaction

from wardbell.ground import clock, ids
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Conflict, NotAllowed
from wardbell.journal import actions as journal
from wardbell.people.rules import Verb
from wardbell.reports import rules
from wardbell.reports.actions.counting import recount
from wardbell.reports.actions.ladder import find_on_site
from wardbell.reports.actions.scene import arrive
from wardbell.reports.models import Incident, Line, Offer, Report
from wardbell.reports.queries import rows, standing
from wardbell.reports.rules import Answer, FixedWord, Ground, Kind, Observation, OfferState, Source, Way


@transaction.atomic
def observe(offer_id: str, observation: Observation, *, by: Actor) -> bool:
    """Keeps what a confirmer saw, and returns False when it was kept before: the same key again changes nothing.

    It is an account with the scene, a finding of the confirmer, and, of enforcement that ended, a second one. Who had not said
    that they are there says so by it. A home or a danger calls everybody back, as when anybody else tells of one.

    Raises:
        NotAllowed: no confirmer, the offer is somebody else's, they did not go, or it comes more than a day late.
        Unreadable: it is none that the form makes.
        Conflict: the key was used for another observation.
    """
    volunteer = standing.volunteer_who_may(by, Verb.CONFIRM_ON_SITE)
    offer = Offer.objects.select_related("volunteer").filter(id=offer_id, volunteer=volunteer).first()
    if offer is None:
        raise NotAllowed("This offer is not yours.")
    rules.check_observation(observation)
    incident, now = _locked(offer), clock.now()
    if _came_before(offer, observation):
        return False
    rules.check_may_observe(OfferState(offer.state), accepted_at=offer.answered_at, now=now)
    if offer.state == OfferState.ACCEPTED:
        arrive(offer_id, by=by)
    written_at = _at(observation.written_at, offer=offer, now=now)
    report = _account(offer, incident, observation, written_at=written_at, now=now)
    report.save(force_insert=True)
    if observation.ground is Ground.AT_A_HOME:
        Incident.objects.filter(id=incident.id).update(is_dwelling=True)
    recount(incident.id)
    if observation.ended_at is not None:
        Line.objects.create(incident=incident, volunteer=volunteer, at=now, word=FixedWord.IT_IS_OVER)
    for answer in rules.findings_of(observation):
        found_at = _at(observation.ended_at, offer=offer, now=now) if answer is Answer.ENDED else written_at
        find_on_site(incident, answer, offer=offer, found_at=found_at, by=by)
    journal.write(
        verb="reports.observe", about=f"incident:{incident.id}", by=standing.known_as(volunteer, by),
        facts={"offer": str(offer.id), "answer": observation.answer, "seconds_late": int((now - written_at).total_seconds())},
    )  # fmt: skip
    return True


def _came_before(offer: Offer, observation: Observation) -> bool:
    """Says whether this very observation is kept already.

    Raises:
        Conflict: another one is, under the same key.
    """
    name, begins = rules.came_as(str(offer.id), observation)
    known = Report.objects.filter(came_as__startswith=begins).values_list("came_as", flat=True).first()
    if known is not None and known != name:
        raise Conflict("This form was sent before with other answers. Load the page again to send another.")
    return known is not None


def _account(
    offer: Offer, incident: Incident, observation: Observation, *, written_at: datetime, now: datetime
) -> Report:
    """Returns an observation as an account of its scene: of the scene's own place, without a word of text."""
    name, _ = rules.came_as(str(offer.id), observation)
    spoken = incident.reports.order_by("received_at").values_list("language", flat=True).first()
    seen_at = _at(observation.started_at, offer=offer, now=now) if observation.started_at else written_at
    return Report(
        id=ids.random_number(), incident=incident, held_as=incident.held_as, kind=Kind.SIGHTING, source=Source.OBSERVER,
        way=Way.WEB, came_as=name, received_at=now, seen_at=seen_at, first_hand=rules.first_hand_of(observation.answer),
        language=spoken or "en", place_kind=incident.place_kind, place_name=incident.place_name, lat=incident.lat,
        lon=incident.lon, ward=incident.ward, neighbourhood=incident.neighbourhood, markings=sorted(observation.markings),
        dangers=sorted(observation.dangers), taken_by=offer.volunteer, is_placed=True,
    )  # fmt: skip


def _at(told: datetime | None, *, offer: Offer, now: datetime) -> datetime:
    assert offer.answered_at is not None
    return rules.at_the_latest(told, accepted_at=offer.answered_at, now=now)


def _locked(offer: Offer) -> Incident:
    """Locks the scene of an offer, where it is now, so that one observation is judged at a time."""
    scene = rows.now_at(rows.incident_row(str(offer.incident_id)))
    return Incident.objects.select_for_update(of=("self",)).get(id=scene.id)

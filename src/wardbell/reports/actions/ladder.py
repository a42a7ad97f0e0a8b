"""Raising, closing and taking back: by whom the table of permissions names, on the evidence that the level needs."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from wardbell.ground import clock
from wardbell.ground.actors import Actor, ActorKind
from wardbell.ground.errors import NotAllowed, Unreadable, WrongState
from wardbell.journal import actions as journal
from wardbell.notices import queries as notices
from wardbell.notices.rules import HowKnown
from wardbell.people import queries as people
from wardbell.people.rules import Verb, check_may
from wardbell.reports import rules
from wardbell.reports.actions.counting import recount
from wardbell.reports.actions.moving import Mover, climb, fall_back
from wardbell.reports.models import Basis, Finding, Incident, Offer, Report
from wardbell.reports.queries import rows, standing
from wardbell.reports.rules import (
    AUTHORITIES,
    CLAIM_LASTS,
    MOVED_BY,
    Answer,
    Authority,
    HeldAs,
    Level,
    OfferState,
)

#: what a designee's word makes of an incident of the city's own node, where no desk does
_CLOSES = {Answer.NOT_IMMIGRATION: Level.NOT_IMMIGRATION, Answer.ENDED: Level.ENDED}


@transaction.atomic
def move(incident_id: str, to: Level, *, by: Actor) -> None:
    """Moves an incident on the desk's own word: to unconfirmed, corroborated, or closed. Whoever has it in hand may.

    Raises:
        NotAllowed: the role does not allow this level, or it comes about by somebody's finding alone.
        WrongState: somebody else has it in hand, there is no way there, or the evidence is missing.
    """
    if to in AUTHORITIES or to not in MOVED_BY:
        raise NotAllowed(
            "This level comes about by the word of whoever may give it, on site or for the city."
        )
    volunteer = standing.volunteer_who_may(by, MOVED_BY[to])
    incident = _locked(incident_id)
    rules.check_has(owner=_owner(incident), claimant=str(volunteer.id))
    _renew(incident)
    climb(incident, to, mover=Mover(shown=standing.known_as(volunteer, by), volunteer=volunteer))


@transaction.atomic
def attest(offer_id: str, answer: Answer, *, by: Actor) -> str:
    """Records what a confirmer says on site, and returns the finding's id; enforcement seen raises the incident at once.

    Raises:
        NotAllowed: no confirmer, or the offer is somebody else's.
        WrongState: they have not said that they are on site.
    """
    volunteer = standing.volunteer_who_may(by, Verb.CONFIRM_ON_SITE)
    offer = Offer.objects.filter(id=offer_id, volunteer=volunteer).first()
    if offer is None:
        raise NotAllowed("This offer is not yours.")
    if offer.state != OfferState.ON_SITE:
        raise WrongState("Say first that you are there.")
    return find_on_site(_locked(str(offer.incident_id)), answer, offer=offer, found_at=clock.now(), by=by)


def find_on_site(incident: Incident, answer: Answer, *, offer: Offer, found_at: datetime, by: Actor) -> str:
    """Writes what a confirmer found at a scene that is locked, and returns the finding's id; the caller has asked whether they may."""
    finding = Finding.objects.create(
        incident=incident, authority=Authority.CONFIRMER, answer=answer, offer=offer, volunteer=offer.volunteer,
        found_at=found_at,
    )  # fmt: skip
    shown = standing.known_as(offer.volunteer, by)
    _after_finding(incident, finding, mover=Mover(shown=shown, volunteer=offer.volunteer))
    return str(finding.id)


@transaction.atomic
def confirm_officially(incident_id: str, answer: Answer, *, by: Actor) -> str:
    """Records the word of a designee of the city, on the city's node, and returns the finding's id.

    There nobody else moves an incident: that it is something else, or has ended, closes it at once.

    Raises:
        NotAllowed: no designee, or the incident is a community's: there the city's verdict comes as a peer's.
    """
    check_may(people.roles_of_actor(by), Verb.CONFIRM_OFFICIALLY)
    incident = _locked(incident_id)
    rules.authority_of(held_as=HeldAs(incident.held_as), is_peer=False, is_designee=True)
    finding = Finding.objects.create(
        incident=incident,
        authority=Authority.DESIGNEE,
        answer=answer,
        designee_id=by.id,
        found_at=clock.now(),
    )
    mover = Mover(shown=by, person_id=by.id)
    _after_finding(incident, finding, mover=mover)
    if answer in _CLOSES:
        climb(incident, _CLOSES[answer], mover=mover)
    return str(finding.id)


@transaction.atomic
def record_peer_verdict(
    incident_id: str, answer: Answer, *, peer: str, peer_reference: str, by: Actor
) -> str:
    """Records the city's verdict as it comes from its own node, with its id; the same again changes nothing.

    Raises:
        NotAllowed: it is not brought by a peer, or has no id.
    """
    if by.kind is not ActorKind.PEER or not (peer and peer_reference):
        raise NotAllowed("Only another node brings its own verdict, with its id.")
    known = Finding.objects.filter(peer=peer, peer_reference=peer_reference).first()
    if known is not None:
        return str(known.id)
    incident = _locked(incident_id)
    finding = Finding.objects.create(
        incident=incident, authority=Authority.PEER, answer=answer, peer=peer, peer_reference=peer_reference,
        found_at=clock.now(),
    )  # fmt: skip
    _after_finding(incident, finding, mover=Mover(shown=by, peer=peer))
    return str(finding.id)


@transaction.atomic
def doubt(report_id: str, *, is_doubtful: bool, by: Actor) -> None:
    """Marks an account as a hoax, or takes that back; a doubted one counts as no evidence.

    Raises:
        NotAllowed: no volunteer of the desk.
        Unreadable: there is no such account.
    """
    volunteer = standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    report = Report.objects.select_related("incident").filter(id=int(report_id)).first()
    if report is None:
        raise Unreadable("There is no such account.")
    Report.objects.filter(id=report.id).update(is_doubtful=is_doubtful)
    recount(report.incident_id)
    fall_back(_locked(str(report.incident_id)), volunteer=volunteer, by=by)
    journal.write(
        verb="reports.doubt", about=f"incident:{report.incident_id}", by=standing.known_as(volunteer, by),
        facts={"is_doubtful": is_doubtful},
    )  # fmt: skip


@transaction.atomic
def tie_to_notice(incident_id: str, *, notice_id: str, by: Actor) -> None:
    """Writes down that a notice is made of an incident; its publication is refused once nobody stands behind that any more.

    Raises:
        NotAllowed: neither shift lead nor designee, or nothing of it may be told to the public.
        WrongState: the notice does not say that it is known by a verified report.
    """
    check_may(people.roles_of_actor(by), Verb.PROPOSE_NOTICE)
    tie(_locked(incident_id), notice_id=notice_id, by=by)


def tie(incident: Incident, *, notice_id: str, by: Actor) -> None:
    """Writes the basis of a notice; for the actions of this room."""
    is_verified = incident.verified_at is not None
    rules.check_may_be_published(Level(incident.level), is_verified=is_verified)
    if notices.notice(notice_id).how_known != HowKnown.VERIFIED_REPORT:
        raise WrongState("A notice made of an incident says that it is known by a verified report.")
    label = rules.label_of(Level(incident.level), is_verified=is_verified)
    Basis.objects.create(incident=incident, notice_id=notice_id, label=label, at=clock.now())
    shown = by if {"city"} == settings.NODE_ROLES else _shown(by)
    journal.write(
        verb="reports.tie_to_notice", about=f"incident:{incident.id}", by=shown, facts={"notice": notice_id}
    )


def _after_finding(incident: Incident, finding: Finding, *, mover: Mover) -> None:
    """Raises the incident where the finding is what its level needs; any other finding waits for the shift lead."""
    journal.write(
        verb="reports.find", about=f"incident:{incident.id}", by=mover.shown,
        facts={"finding": str(finding.id), "authority": finding.authority, "answer": finding.answer},
    )  # fmt: skip
    for level, authorities in AUTHORITIES.items():
        fits = finding.authority in authorities and finding.answer == rules.FOUND[level]
        if fits and level in rules.NEXT[Level(incident.level)]:
            climb(incident, level, mover=mover)


def _locked(incident_id: str) -> Incident:
    row = Incident.objects.select_for_update(of=("self",)).filter(id=incident_id).first()
    return row if row is not None else rows.incident_row(incident_id)


def _owner(incident: Incident) -> str | None:
    is_held = incident.claimed_until is not None and clock.now() < incident.claimed_until
    return str(incident.owner_id) if incident.owner_id and is_held else None


def _renew(incident: Incident) -> None:
    incident.claimed_until = clock.now() + CLAIM_LASTS
    Incident.objects.filter(id=incident.id).update(claimed_until=incident.claimed_until)


def _shown(by: Actor) -> Actor:
    try:
        return standing.known_as(standing.volunteer_of(by), by)
    except NotAllowed:
        return by

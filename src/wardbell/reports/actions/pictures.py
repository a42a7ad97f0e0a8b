"""A confirmer's picture: kept once as pixels alone and sealed, seen first by a verifier, overwritten for good, deleted."""

from hashlib import sha256

from django.db import transaction

from wardbell.ground import clock, ids
from wardbell.ground.actors import Actor
from wardbell.ground.errors import NotAllowed, Unreadable, WrongState
from wardbell.ground.secrets import keyed_hash, seal, unseal
from wardbell.journal import actions as journal
from wardbell.journal import queries as holds
from wardbell.people import queries as people
from wardbell.people.rules import Verb, may
from wardbell.reports import rules
from wardbell.reports.actions.desk import screened
from wardbell.reports.models import Incident, Offer, Picture, PictureRule, Report, Volunteer
from wardbell.reports.queries import pictures as queries
from wardbell.reports.queries import rows, standing
from wardbell.reports.rules import HeldAs, OfferState, PictureState
from wardbell.safeguards import pictures as safe
from wardbell.safeguards.pictures import Cell, Plain


@transaction.atomic
def allow_pictures(*, why: str, by: Actor) -> None:
    """Lets confirmers add pictures from now on.

    Raises:
        NotAllowed: no shift lead.
        Unreadable: no reason is given.
        Screened: the reason holds what may not be written.
    """
    _set_rule(are_taken=True, why=why, by=by)


@transaction.atomic
def stop_pictures(*, why: str, by: Actor) -> None:
    """Takes no pictures any more; those that are here go with the next forgetting. Raises as `allow_pictures` does."""
    _set_rule(are_taken=False, why=why, by=by)


def add_picture(offer_id: str, given: bytes, *, by: Actor) -> bool:
    """Keeps a picture of what a confirmer was asked to look at, and returns False when it was kept before.

    Of what came nothing is kept but small pixels, sealed for this one row.

    Raises:
        NotAllowed: no confirmer, somebody else's offer, at a home, more than a day late, or no pictures are taken.
        WrongState: the checklist was not sent, the matter is closed, or there are enough.
        Unreadable: it is no picture, or too big.
    """
    _own(offer_id, by=by)  # before anything is drawn: for nobody else this node does that work
    mark = keyed_hash(sha256(given).hexdigest(), purpose=f"reports.picture:{offer_id}").hex()
    return _keep(offer_id, safe.plain(given), mark=mark, by=by)


@transaction.atomic
def _keep(offer_id: str, small: Plain, *, mark: str, by: Actor) -> bool:
    volunteer, offer = _own(offer_id, by=by)
    incident, now = _locked(offer), clock.now()
    if Picture.objects.filter(offer=offer, mark=mark).exists():
        return False
    rules.check_may_observe(OfferState(offer.state), accepted_at=offer.answered_at, now=now)
    rules.check_may_add_picture(
        has_observed=Report.objects.filter(came_as__startswith=f"look:{offer.id}:").exists(),
        is_dwelling=incident.is_dwelling, closed_at=incident.closed_at,
        n_before=Picture.objects.filter(offer=offer).count(),
    )  # fmt: skip
    if incident.held_as != HeldAs.COMMUNITY:
        raise NotAllowed("No pictures are taken here.")
    row = Picture(
        id=ids.new(), incident=incident, offer=offer, taken_by=volunteer, mark=mark, received_at=now,
        state=PictureState.WAITING,
    )  # fmt: skip
    row.sealed = seal(small.jpeg, owner=_owner(row))
    row.save(force_insert=True)
    journal.write(
        verb=Verb.ADD_PICTURE, about=f"picture:{row.id}", by=standing.known_as(volunteer, by),
        facts={"incident": str(incident.id), "offer": str(offer.id)},
    )  # fmt: skip
    return True


@transaction.atomic
def look_at_picture(picture_id: str, *, by: Actor) -> Plain:
    """Returns a picture; that somebody looked is written down, not what they saw.

    Raises:
        NotAllowed: not of the desk; or nobody has cleared it yet, and they are no verifier.
        WrongState: it is deleted.
        Unreadable: there is none.
    """
    volunteer = standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    row = _picture(picture_id)
    is_verifier = may(people.roles_of_actor(by), Verb.CLEAR_PICTURES)
    rules.check_may_see_picture(PictureState(row.state), is_verifier=is_verifier)
    Picture.objects.filter(id=row.id).update(n_looks=row.n_looks + 1)
    _tell("reports.look_at_picture", row, volunteer=volunteer, by=by, n=row.n_looks + 1)
    return safe.opened(unseal(bytes(row.sealed), owner=_owner(row)))


@transaction.atomic
def block_in_picture(picture_id: str, cells: set[Cell], *, by: Actor) -> None:
    """Overwrites parts of a picture for good; what was there is nowhere any more.

    Raises:
        NotAllowed: no verifier.
        WrongState: it is deleted.
        Unreadable: no part is named, or one that is not there.
    """
    volunteer, row = _to_judge(picture_id, by=by)
    rules.check_may_see_picture(PictureState(row.state), is_verifier=True)
    left = safe.overwritten(unseal(bytes(row.sealed), owner=_owner(row)), cells)
    Picture.objects.filter(id=row.id).update(
        sealed=seal(left.jpeg, owner=_owner(row)), n_blocked=row.n_blocked + 1
    )
    _tell("reports.block_in_picture", row, volunteer=volunteer, by=by, n=len(cells))


@transaction.atomic
def clear_picture(picture_id: str, *, by: Actor) -> None:
    """Lets the desk see a picture on which no face and no plate can be read.

    Raises:
        NotAllowed: no verifier, or they took it.
        WrongState: nobody looked at it, or it is cleared or deleted already.
    """
    volunteer, row = _to_judge(picture_id, by=by)
    rules.move_picture(PictureState(row.state), PictureState.CLEARED)
    rules.check_may_clear_picture(n_looks=row.n_looks, is_own=row.taken_by_id == volunteer.id)
    Picture.objects.filter(id=row.id).update(
        state=PictureState.CLEARED, cleared_by=volunteer, cleared_at=clock.now()
    )
    _tell(Verb.CLEAR_PICTURES, row, volunteer=volunteer, by=by)


@transaction.atomic
def delete_picture(picture_id: str, *, by: Actor) -> None:
    """Deletes a picture before its time.

    Raises:
        NotAllowed: no verifier.
        WrongState: it is deleted, or a legal hold freezes deletion.
    """
    volunteer, row = _to_judge(picture_id, by=by)
    if holds.is_held():
        raise WrongState("A legal hold stands: nothing is deleted until it is lifted.")
    rules.move_picture(PictureState(row.state), PictureState.DELETED)
    erase(row, by=standing.known_as(volunteer, by))


def erase(row: Picture, *, by: Actor) -> None:
    """Takes a picture's pixels away, and leaves a proof of it; the caller's transaction holds the row."""
    Picture.objects.filter(id=row.id).update(state=PictureState.DELETED, sealed=b"", deleted_at=clock.now())
    journal.write(verb="reports.delete_picture", about=f"picture:{row.id}", by=by, facts={"was": row.state})


def _set_rule(*, are_taken: bool, why: str, by: Actor) -> None:
    volunteer = standing.volunteer_who_may(by, Verb.ALLOW_PICTURES)
    queries.check_is_kept_here()
    row = PictureRule.objects.create(
        are_taken=are_taken, why=screened(rules.check_why(why)), at=clock.now(), volunteer=volunteer
    )
    journal.write(
        verb=Verb.ALLOW_PICTURES, about=f"picture_rule:{row.id}", by=standing.known_as(volunteer, by),
        facts={"are_taken": are_taken, "why": row.why},
    )  # fmt: skip


def _own(offer_id: str, *, by: Actor) -> tuple[Volunteer, Offer]:
    """Returns who acts, and their offer.

    Raises:
        NotAllowed: no confirmer, somebody else's offer, or no pictures are taken here.
    """
    volunteer = standing.volunteer_who_may(by, Verb.ADD_PICTURE)
    queries.check_pictures_are_taken()
    offer = Offer.objects.filter(id=offer_id, volunteer=volunteer).first()
    if offer is None:
        raise NotAllowed("This offer is not yours.")
    return volunteer, offer


def _locked(offer: Offer) -> Incident:
    scene = rows.now_at(rows.incident_row(str(offer.incident_id)))
    return Incident.objects.select_for_update(of=("self",)).get(id=scene.id)


def _to_judge(picture_id: str, *, by: Actor) -> tuple[Volunteer, Picture]:
    return standing.volunteer_who_may(by, Verb.CLEAR_PICTURES), _picture(picture_id)


def _picture(picture_id: str) -> Picture:
    queries.check_pictures_are_taken()
    row = Picture.objects.select_for_update(of=("self",)).filter(id=picture_id).first()
    if row is None:
        raise Unreadable("There is no such picture.")
    return row


def _owner(row: Picture) -> str:
    return f"reports_picture.sealed:{row.id}"


def _tell(verb: str, row: Picture, *, volunteer: Volunteer, by: Actor, n: int | None = None) -> None:
    facts = {} if n is None else {"n": n}
    journal.write(verb=verb, about=f"picture:{row.id}", by=standing.known_as(volunteer, by), facts=facts)

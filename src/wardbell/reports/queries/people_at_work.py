"""Shifts and where nobody covers them, who may be asked to look, and who was."""

from dataclasses import dataclass
from datetime import datetime

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.people.rules import Verb
from wardbell.places import queries as places
from wardbell.reports import rules
from wardbell.reports.models import Offer, Shift, Volunteer
from wardbell.reports.queries import standing
from wardbell.reports.queries.rows import all_of, incident_row, now_at, scene_of
from wardbell.reports.rules import IS_OUT, OfferState, Post, Stretch


@dataclass(frozen=True, kw_only=True)
class ShiftView:
    """One shift, by pseudonym."""

    id: str
    pseudonym: str
    post: Post
    starts_at: datetime
    ends_at: datetime
    handover_note: str


@dataclass(frozen=True, kw_only=True)
class Fit:
    """A confirmer who may be asked, and how well they fit."""

    volunteer_id: str
    pseudonym: str
    is_near: bool  #: the ward is one of theirs
    speaks: bool  #: a language in which it was told


@dataclass(frozen=True, kw_only=True)
class Looking:
    """One who was asked to a scene, as the shift lead sees it: no position, ever."""

    offer_id: str
    pseudonym: str
    state: OfferState
    offered_at: datetime
    welfare_due_at: datetime | None
    is_overdue: bool


def shifts(*, from_at: datetime, until: datetime, by: Actor) -> list[ShiftView]:
    """Returns the shifts that touch a time, in order.

    Raises:
        NotAllowed: no volunteer of this node.
    """
    standing.volunteer_of(by)
    found = Shift.objects.filter(starts_at__lt=until, ends_at__gt=from_at).select_related("volunteer")
    return [
        ShiftView(
            id=str(one.id), pseudonym=one.volunteer.pseudonym, post=Post(one.post), starts_at=one.starts_at,
            ends_at=one.ends_at, handover_note=one.handover_note,
        )
        for one in found
    ]  # fmt: skip


def coverage_gaps(post: Post, *, from_at: datetime, until: datetime) -> list[Stretch]:
    """Returns the times in which nobody stands at a post, in order."""
    held = Shift.objects.filter(
        post=post, starts_at__lt=until, ends_at__gt=from_at, volunteer__left_at__isnull=True
    )
    covered = [Stretch(starts_at=one.starts_at, ends_at=one.ends_at) for one in held]
    return rules.gaps(covered, within=Stretch(starts_at=from_at, ends_at=until))


def fit_to_look(incident_id: str, by: Actor) -> list[Fit]:
    """Returns whom a shift lead may ask to look: those of the ward first, then those who speak what was spoken.

    Raises:
        NotAllowed: no shift lead, or nobody is sent to this scene.
    """
    standing.volunteer_who_may(by, Verb.ASK_CONFIRMERS)
    incident, now, today = incident_row(incident_id), clock.now(), places.today()
    rules.check_may_be_looked_at(scene_of(now_at(incident)))
    spoken = set(incident.reports.values_list("language", flat=True))
    of_scene = Offer.objects.filter(incident_id__in=all_of(incident))
    asked = set(of_scene.values_list("volunteer_id", flat=True))
    out = set(Offer.objects.filter(state__in=IS_OUT).values_list("volunteer_id", flat=True))
    found = [
        Fit(
            volunteer_id=str(one.id), pseudonym=one.pseudonym, is_near=incident.ward in one.wards,
            speaks=bool(spoken & set(one.languages)),
        )
        for one in Volunteer.objects.filter(left_at__isnull=True).exclude(id__in=asked | out).order_by("pseudonym")
        if rules.may_be_asked(standing.trained(one, now), today=today)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (not one.is_near, not one.speaks))


def looking(incident_id: str, by: Actor) -> list[Looking]:
    """Returns who was asked to a scene and what they said.

    Raises:
        NotAllowed: no volunteer of the desk.
    """
    standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    now, scene = clock.now(), all_of(incident_row(incident_id))
    return [
        Looking(
            offer_id=str(one.id), pseudonym=one.volunteer.pseudonym, state=OfferState(one.state), offered_at=one.offered_at,
            welfare_due_at=one.welfare_due_at, is_overdue=one.welfare_due_at is not None and one.welfare_due_at <= now,
        )
        for one in Offer.objects.filter(incident_id__in=scene).select_related("volunteer")
    ]  # fmt: skip

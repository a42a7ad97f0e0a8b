"""Asking trained people to look, and bringing every one of them back."""

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from wardbell.dispatch import actions as dispatch
from wardbell.dispatch.letters import Audience, Lane, Letter, Reach
from wardbell.ground import clock
from wardbell.ground.actors import CLOCKWORK, Actor
from wardbell.ground.errors import Conflict, NotAllowed, Unreadable
from wardbell.journal import actions as journal
from wardbell.people.rules import Verb
from wardbell.places import queries as places
from wardbell.reports import rules
from wardbell.reports.models import Incident, Offer, Volunteer
from wardbell.reports.queries import rows, standing
from wardbell.reports.rules import (
    IS_OUT,
    MOST_ASKED,
    OFFER_LASTS,
    STANDS_DOWN,
    TAKES_A_PLACE,
    WELFARE_AFTER,
    Brief,
    OfferState,
)


@transaction.atomic
def ask(incident_id: str, *, volunteer_ids: Sequence[str], by: Actor) -> list[str]:
    """Asks some confirmers to look and returns the ids of the offers; who was asked before is not asked again.

    The letter names nothing: what it is about stands behind the sign-in.

    Raises:
        NotAllowed: no shift lead; the scene is one to which nobody is sent; or one of them may not be asked.
        Unreadable: nobody, or too many at once.
    """
    lead = standing.volunteer_who_may(by, Verb.ASK_CONFIRMERS)
    incident, now = _locked(incident_id), clock.now()
    rules.check_may_be_looked_at(rows.scene_of(rows.now_at(incident)))
    asked = _fit_to_be_asked(volunteer_ids)
    of_scene = Offer.objects.filter(incident_id__in=rows.all_of(incident))
    waiting = of_scene.filter(state=OfferState.OFFERED).count()
    if not asked or waiting + len(asked) > MOST_ASKED:
        raise Unreadable("Ask somebody, and at most %(n)s at one time.", n=MOST_ASKED)
    before = set(of_scene.values_list("volunteer_id", flat=True))
    offers = [
        Offer(incident=incident, volunteer=one, state=OfferState.OFFERED, offered_at=now, offered_by=lead)
        for one in asked
        if one.id not in before
    ]
    Offer.objects.bulk_create(offers)
    _tell([one.volunteer for one in offers], phrase="look-ask", about=f"{incident.id}:{len(before)}")
    journal.write(
        verb=Verb.ASK_CONFIRMERS, about=f"incident:{incident.id}", by=standing.known_as(lead, by),
        facts={"offers": [str(one.id) for one in offers]},
    )  # fmt: skip
    return [str(one.id) for one in offers]


@transaction.atomic
def open_brief(offer_id: str, *, lines: Sequence[Brief], by: Actor) -> None:
    """Records that the whole safety brief was opened.

    Raises:
        NotAllowed: the offer is somebody else's.
        WrongState: a line of it was not shown.
    """
    offer, volunteer = _own(offer_id, by=by)
    rules.check_may_accept(opened_brief=lines, offered_at=offer.offered_at, now=clock.now())
    Offer.objects.filter(id=offer.id, brief_opened_at__isnull=True).update(brief_opened_at=clock.now())
    journal.write(verb="reports.open_brief", about=f"offer:{offer.id}", by=standing.known_as(volunteer, by))


@transaction.atomic
def accept(offer_id: str, *, by: Actor) -> bool:
    """Accepts an offer; returns False when no more are needed, and then nobody need go.

    Raises:
        NotAllowed: the offer is somebody else's, or the scene has become one to which nobody is sent.
        WrongState: the brief was not opened, the time is over, or it was answered before.
    """
    offer, volunteer = _own(offer_id, by=by)
    incident, now = _locked(str(offer.incident_id)), clock.now()
    rules.check_may_be_looked_at(rows.scene_of(rows.now_at(incident)))
    rules.check_may_be_asked(standing.trained(volunteer, now), today=places.today())
    opened = tuple(Brief) if offer.brief_opened_at else ()
    rules.check_may_accept(opened_brief=opened, offered_at=offer.offered_at, now=now)
    of_scene = Offer.objects.filter(incident_id__in=rows.all_of(incident))
    taken = of_scene.filter(state__in=TAKES_A_PLACE, place__isnull=False)
    held = [one.place for one in taken if one.place is not None]
    place = rules.free_place(held)
    to = OfferState.NOT_NEEDED if place is None else OfferState.ACCEPTED
    due = None if place is None else now + WELFARE_AFTER
    _move(offer, to, by=by, volunteer=volunteer, place=place, answered_at=now, welfare_due_at=due)
    if place is not None and rules.free_place([*held, place]) is None:
        _no_more_needed(incident)
    return place is not None


@transaction.atomic
def decline(offer_id: str, *, by: Actor) -> None:
    """Declines an offer, or turns back before arriving. Nobody is asked why."""
    offer, volunteer = _own(offer_id, by=by)
    _move(offer, OfferState.DECLINED, by=by, volunteer=volunteer, place=None, answered_at=clock.now())


@transaction.atomic
def arrive(offer_id: str, *, by: Actor) -> None:
    """Records that a confirmer is on site; where they stand is not asked."""
    offer, volunteer = _own(offer_id, by=by)
    now = clock.now()
    _move(
        offer,
        OfferState.ON_SITE,
        by=by,
        volunteer=volunteer,
        on_site_at=now,
        welfare_due_at=now + WELFARE_AFTER,
    )


@transaction.atomic
def am_well(offer_id: str, *, by: Actor) -> None:
    """Records that somebody left and is well: only that ends the looking after."""
    offer, volunteer = _own(offer_id, by=by)
    now = clock.now()
    _move(
        offer,
        OfferState.DONE,
        by=by,
        volunteer=volunteer,
        place=None,
        ended_at=now,
        is_well_at=now,
        welfare_due_at=None,
    )


@transaction.atomic
def stand_down(incident_id: str, *, by: Actor) -> int:
    """Tells everybody who was asked to a scene to leave now, all at once, and returns how many.

    Raises:
        NotAllowed: no shift lead.
    """
    lead = standing.volunteer_who_may(by, Verb.ASK_CONFIRMERS)
    return _call_back(_locked(incident_id), by=standing.known_as(lead, by))


def look_after() -> int:
    """Lets offers lapse that nobody answered, calls back from scenes that became dangerous, and asks who is out whether they are well.

    Returns how many were told something; harmless when run twice.
    """
    now = clock.now()
    rows.lapsed_offers(now, OFFER_LASTS).update(state=OfferState.LAPSED, answered_at=now)
    n = 0
    out = Offer.objects.filter(state__in=STANDS_DOWN).values_list("incident_id", flat=True).distinct()
    for incident in Incident.objects.filter(id__in=out):
        try:
            rules.check_may_be_looked_at(rows.scene_of(rows.now_at(incident)))
        except NotAllowed:
            n += _call_back_by_itself(str(incident.id))
    for offer in Offer.objects.filter(state__in=IS_OUT, welfare_due_at__lte=now).select_related("volunteer"):
        n += _ask_whether_well(offer)
    return n


@transaction.atomic
def _call_back_by_itself(incident_id: str) -> int:
    return _call_back(_locked(incident_id), by=CLOCKWORK)


def _call_back(incident: Incident, *, by: Actor) -> int:
    now = clock.now()
    there = Offer.objects.filter(incident_id__in=rows.all_of(incident), state__in=STANDS_DOWN)
    called = list(there.select_related("volunteer"))
    waiting = [one for one in called if one.state == OfferState.OFFERED]
    out = [one for one in called if one not in waiting]
    Offer.objects.filter(id__in=[one.id for one in waiting]).update(
        state=OfferState.NOT_NEEDED, answered_at=now
    )
    Offer.objects.filter(id__in=[one.id for one in out]).update(
        state=OfferState.STOOD_DOWN, place=None, ended_at=now, welfare_due_at=now + OFFER_LASTS
    )
    _tell(
        [one.volunteer for one in called], phrase="look-leave", about=f"{incident.id}:{now.timestamp():.0f}"
    )
    if called:
        journal.write(
            verb="reports.stand_down",
            about=f"incident:{incident.id}",
            by=by,
            facts={"offers": [str(one.id) for one in called]},
        )
    return len(called)


@transaction.atomic
def _ask_whether_well(offer: Offer) -> int:
    now = clock.now()
    due = Offer.objects.filter(id=offer.id, state__in=IS_OUT, welfare_due_at=offer.welfare_due_at)
    if not due.update(welfare_asked_at=now, welfare_due_at=now + OFFER_LASTS):
        return 0
    _tell([offer.volunteer], phrase="look-well", about=f"{offer.id}:{now.timestamp():.0f}")
    if offer.welfare_asked_at is not None:  # asked before, and no word since
        _tell_lead(offer)
    return 1


def _no_more_needed(incident: Incident) -> None:
    of_scene = Offer.objects.filter(incident_id__in=rows.all_of(incident), state=OfferState.OFFERED)
    left = list(of_scene.select_related("volunteer"))
    now = clock.now()
    Offer.objects.filter(id__in=[one.id for one in left]).update(state=OfferState.NOT_NEEDED, answered_at=now)
    _tell([one.volunteer for one in left], phrase="look-not-needed", about=str(incident.id))


def _fit_to_be_asked(volunteer_ids: Sequence[str]) -> list[Volunteer]:
    now, today = clock.now(), places.today()
    found = list(Volunteer.objects.filter(id__in=list(dict.fromkeys(volunteer_ids)), left_at__isnull=True))
    for one in found:
        rules.check_may_be_asked(standing.trained(one, now), today=today)
        if standing.is_out(one):
            raise Conflict("One of them is out already. Nobody looks at two scenes.")
    return found


def _own(offer_id: str, *, by: Actor) -> tuple[Offer, Volunteer]:
    volunteer = standing.volunteer_of(by)
    offer = Offer.objects.filter(id=offer_id, volunteer=volunteer).first()
    if offer is None:
        raise NotAllowed("This offer is not yours.")
    return offer, volunteer


def _move(offer: Offer, to: OfferState, *, by: Actor, volunteer: Volunteer, **changes: object) -> None:
    """Moves an offer by compare-and-set.

    Raises:
        WrongState: there is no way there.
        Conflict: something else happened to it in this moment.
    """
    rules.move_offer(OfferState(offer.state), to)
    if not Offer.objects.filter(id=offer.id, state=offer.state).update(state=to, **changes):
        raise Conflict("Something happened to this offer in this moment. Please look again.")
    journal.write(verb=f"reports.offer_{to}", about=f"offer:{offer.id}", by=standing.known_as(volunteer, by))


def _tell(volunteers: Sequence[Volunteer], *, phrase: str, about: str) -> None:
    if volunteers:
        _post([str(one.account_id) for one in volunteers], phrase=phrase, about=about)


def _tell_lead(offer: Offer) -> None:
    leads = standing.accounts_on_shift(rules.Post.SHIFT_LEAD, clock.now())
    if leads:
        _post(leads, phrase="look-no-word", about=f"{offer.id}:{clock.now().timestamp():.0f}")


def _post(accounts: Sequence[str], *, phrase: str, about: str) -> None:
    """A letter of the house that names no place, no person and nothing that happened."""
    letter = Letter(
        subject=f"desk:{phrase}:{about}", phrase=phrase, slots={"link": f"{settings.BASE_URL}/organization/"},
        lane=Lane.OFFICIALS, may_reach=Reach.COUNCIL, is_urgent=True,
    )  # fmt: skip
    dispatch.post(letter, to=Audience(accounts=tuple(accounts)), by=CLOCKWORK)


def _locked(incident_id: str) -> Incident:
    row = Incident.objects.select_for_update(of=("self",)).filter(id=incident_id).first()
    return row if row is not None else rows.incident_row(incident_id)

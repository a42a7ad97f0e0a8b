"""Forgetting what is no longer needed; each deletion leaves a proof in the journal, and a legal hold freezes it."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from wardbell.ground import clock
from wardbell.ground.actors import CLOCKWORK, Actor
from wardbell.journal import actions as journal
from wardbell.journal import queries as journal_queries
from wardbell.places import queries as places
from wardbell.reports import rules
from wardbell.reports.actions.pictures import erase
from wardbell.reports.models import (
    Basis,
    DayCount,
    Finding,
    Gathering,
    Incident,
    Line,
    Offer,
    Picture,
    Recording,
    Report,
    Rumour,
    Rung,
    Shift,
)
from wardbell.reports.queries import rows
from wardbell.reports.queries.pictures import pictures_taken
from wardbell.reports.rules import (
    PICTURE_KEPT,
    THREAD_KEPT,
    THREAT_KEPT,
    UNVERIFIED_KEPT,
    VERIFIED_KEPT,
    Kind,
    PictureState,
)

_ROWS = 300  # in one transaction, so that nobody waits for a long write


def forget_by_itself() -> int:
    """Forgets what is due, where the node's own rule says so: a city's node erases nothing before its schedule is adopted."""
    return forget_due(by=CLOCKWORK) if "community" in settings.NODE_ROLES else 0


def forget_due(*, by: Actor) -> int:
    """Forgets what is due and returns how many rows went; a legal hold freezes it. What a city's node holds stays."""
    if journal_queries.is_held():
        return 0
    n_all = 0
    while n := _forget_some(clock.now(), by=by):
        n_all += n
    return n_all


@transaction.atomic
def _forget_some(now: datetime, *, by: Actor) -> int:
    done = Counter(
        pictures=_erase_pictures(now, by=by), picture_rows=_forget_pictures(now), contacts=_forget_contacts(now),
        recordings=_forget_recordings(now), details=_forget_details(now), reports=_forget_reports(now), lines=_forget_lines(now),
        offers=_forget_offers(now), shifts=_forget_shifts(now), rumours=_forget_rumours(now), incidents=_forget_incidents(now),
    )  # fmt: skip
    n_all = done.total()
    if n_all:
        facts = {name: n for name, n in sorted(done.items()) if n}
        journal.write(verb="reports.forget", about="reports:all", by=by, facts=facts)
    return n_all


def _erase_pictures(now: datetime, *, by: Actor) -> int:
    """Pixels go as soon as nobody needs them; each deletion is a row of the journal."""
    held = Picture.objects.exclude(state=PictureState.DELETED).select_related("incident")
    due = [one for one in held.select_for_update(of=("self",)) if _is_due(one, now=now)]
    for one in due:
        erase(one, by=by)
    return len(due)


def _forget_pictures(now: datetime) -> int:
    """That a picture came is known for three days, so that it comes no second time."""
    old = Picture.objects.filter(state=PictureState.DELETED, received_at__lte=now - PICTURE_KEPT)
    return Picture.objects.filter(id__in=list(old.values_list("id", flat=True)[:_ROWS])).delete()[0]


def _is_due(one: Picture, *, now: datetime) -> bool:
    scene = rows.now_at(one.incident)
    return rules.is_picture_due(
        received_at=one.received_at, verified_at=scene.verified_at, closed_at=scene.closed_at,
        are_taken=pictures_taken().are_taken, now=now,
    )  # fmt: skip


def _forget_contacts(now: datetime) -> int:
    due = Report.objects.filter(contact_until__lte=now).values_list("id", flat=True)[:_ROWS]
    return Report.objects.filter(id__in=list(due)).update(reply_handle_id=None, contact_until=None, mark="")


def _forget_recordings(now: datetime) -> int:
    """As callers' contact: a day after the close of what was heard, and a week at most."""
    old = Q(kept_until__lte=now) | Q(report__incident__closed_at__lte=now - rules.CONTACT_KEPT)
    due = list(Recording.objects.filter(old).values_list("id", flat=True)[:_ROWS])
    return Recording.objects.filter(id__in=due).delete()[0]


def _forget_details(now: datetime) -> int:
    """Counts of people, equipment and marks that tell callers apart stay at the desk for three days, whatever becomes of the rest."""
    old = Q(received_at__lte=now - rules.DESK_DETAIL_KEPT) & ~Q(n_people=None, equipment=[], mark="")
    due = list(Report.objects.filter(old).values_list("id", "incident_id")[:_ROWS])
    Incident.objects.filter(id__in=[incident for _, incident in due]).update(n_people=None)
    return Report.objects.filter(id__in=[one for one, _ in due]).update(n_people=None, equipment=[], mark="")


def _forget_reports(now: datetime) -> int:
    """Reports go in counts: unverified after three days, verified thirty days after the close, threats thirty days after it."""
    threat, verified = Q(kind=Kind.THREAT), Q(incident__verified_at__isnull=False)
    closed = Q(incident__closed_at__lte=now - VERIFIED_KEPT)
    due = list(
        Report.objects.filter(held_as=rules.HeldAs.COMMUNITY).filter(
            (~threat & ~verified & Q(received_at__lte=now - UNVERIFIED_KEPT))
            | (~threat & verified & closed)
            | (threat & Q(incident__closed_at__lte=now - THREAT_KEPT))
        ).select_related("incident")[:_ROWS]
    )  # fmt: skip
    _count(due)
    ids = {one.id for one in due}
    for act in Gathering.objects.filter(
        source__in={one.incident_id for one in due}
    ) | Gathering.objects.filter(target__in={one.incident_id for one in due}):
        if not {int(one) for one, _ in act.moved} - ids:
            act.delete()
    Report.objects.filter(id__in=ids).delete()
    for incident_id in {one.incident_id for one in due}:
        left = Report.objects.filter(incident_id=incident_id).count()
        Incident.objects.filter(id=incident_id).update(n_reports=left)
    return len(ids)


def _count(reports: Iterable[Report]) -> None:
    zone = places.zone()
    told = Counter(
        (one.received_at.astimezone(zone).date(), one.ward, one.kind, one.incident.level) for one in reports
    )
    for (day, ward, kind, level), n in told.items():
        row, _ = DayCount.objects.select_for_update().get_or_create(
            day=day, ward=ward, kind=kind, level=level
        )
        DayCount.objects.filter(id=row.id).update(n=row.n + n)


def _forget_lines(now: datetime) -> int:
    over = Q(incident__closed_at__lte=now - THREAD_KEPT) | Q(
        incident__closed_at__isnull=True, at__lte=now - UNVERIFIED_KEPT
    )
    return Line.objects.filter(
        id__in=list(Line.objects.filter(over).values_list("id", flat=True)[:_ROWS])
    ).delete()[0]


def _forget_offers(now: datetime) -> int:
    due = list(
        Offer.objects.filter(offered_at__lte=now - rules.DISPATCH_KEPT).exclude(state__in=rules.IS_OUT).exclude(id__in=Picture.objects.values("offer_id")).values_list("id", flat=True)[:_ROWS]
    )  # fmt: skip
    Finding.objects.filter(offer_id__in=due).update(offer=None)
    return Offer.objects.filter(id__in=due).delete()[0]


def _forget_shifts(now: datetime) -> int:
    due = Shift.objects.filter(ends_at__lte=now - rules.DISPATCH_KEPT).values_list("id", flat=True)[:_ROWS]
    return Shift.objects.filter(id__in=list(due)).delete()[0]


def _forget_rumours(now: datetime) -> int:
    old = Q(logged_at__lte=now - rules.RUMOUR_KEPT, notice__isnull=True)
    due = list(Rumour.objects.filter(old).values_list("id", flat=True)[:_ROWS])
    return Rumour.objects.filter(id__in=due).delete()[0]


def _forget_incidents(now: datetime) -> int:
    """Of an incident without reports, nothing stays; where somebody stands behind it, its ward, rungs and finding do."""
    empty = Incident.objects.filter(
        held_as=rules.HeldAs.COMMUNITY, n_reports=0, heard_at__lte=now - UNVERIFIED_KEPT
    ).exclude(id__in=Offer.objects.values("incident_id"))
    gone = empty.filter(verified_at__isnull=True).exclude(
        id__in=Rumour.objects.filter(incident__isnull=False).values("incident_id")
    )
    ids = list(gone.exclude(id__in=Basis.objects.values("incident_id")).values_list("id", flat=True)[:_ROWS])
    Gathering.objects.filter(Q(source_id__in=ids) | Q(target_id__in=ids)).delete()
    Rung.objects.filter(incident_id__in=ids).delete()
    Finding.objects.filter(incident_id__in=ids).delete()
    n_gone = Incident.objects.filter(id__in=ids).delete()[0]
    bare = empty.filter(verified_at__isnull=False).exclude(
        place_name="", lat=None, handover_note="", dangers=[], n_people=None
    )
    kept = list(bare.values_list("id", flat=True)[:_ROWS])
    n_bared = Incident.objects.filter(id__in=kept).update(
        place_name="", lat=None, lon=None, handover_note="", dangers=[], n_people=None
    )
    return n_gone + n_bared

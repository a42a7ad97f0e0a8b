"""Accounts put from one incident to another by a person, with undo. Nothing is learnt from it."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Conflict, Unreadable, WrongState
from wardbell.journal import actions as journal
from wardbell.people.rules import Verb
from wardbell.reports.actions.counting import recount
from wardbell.reports.actions.intake import open_incident
from wardbell.reports.actions.moving import fall_back
from wardbell.reports.models import Gathering, Incident, Report, Volunteer
from wardbell.reports.queries import rows, standing
from wardbell.reports.queries.regathering import key_of, proposed
from wardbell.reports.rules import GatheringKind


@transaction.atomic
def split(incident_id: str, *, report_ids: Sequence[str], by: Actor) -> str:
    """Takes some accounts out of an incident into one of their own, and returns its id.

    Raises:
        NotAllowed: no volunteer of the desk.
        Unreadable: none of them is in it, or all are.
    """
    volunteer = standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    source = rows.incident_row(incident_id)
    taken = list(Report.objects.filter(incident=source, id__in=[int(one) for one in report_ids]))
    if not taken or len(taken) == Report.objects.filter(incident=source).count():
        raise Unreadable("Choose some of the accounts, not none and not all.")
    target = open_incident(taken[0])
    _move(taken, source=source, target=target, kind=GatheringKind.SPLIT, volunteer=volunteer, by=by)
    return str(target.id)


@transaction.atomic
def merge(incident_id: str, *, into: str, by: Actor) -> None:
    """Puts all accounts of an incident into another; the empty one leaves the board and comes back when it is undone.

    Raises:
        NotAllowed: no volunteer of the desk.
        Unreadable: there is no such incident, or both are the same.
        WrongState: they are of different kinds, or somebody stands behind the first.
    """
    volunteer = standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    source, target = rows.incident_row(incident_id), rows.incident_row(into)
    if source.id == target.id:
        raise Unreadable("Choose another incident to merge with.")
    if (source.kind, source.held_as) != (target.kind, target.held_as) or source.verified_at is not None:
        raise WrongState("These two cannot be merged: merge what is not confirmed into what is.")
    told = list(Report.objects.filter(incident=source))
    if not told:
        raise WrongState("There is nothing in it to be merged.")
    _move(told, source=source, target=target, kind=GatheringKind.MERGE, volunteer=volunteer, by=by)


@transaction.atomic
def undo(gathering_id: str, *, by: Actor) -> None:
    """Puts the accounts of a split or merge back to where they were.

    Raises:
        NotAllowed: no volunteer of the desk.
        Unreadable: there is no such act.
        WrongState: it was undone before.
        Conflict: some of them were moved on since.
    """
    volunteer = standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    act = Gathering.objects.select_for_update().filter(id=gathering_id).first()
    if act is None:
        raise Unreadable("There is no such act.")
    if act.undone_at is not None:
        raise WrongState("This was undone before.")
    moved = {int(one): was_placed for one, was_placed in act.moved}
    still = list(Report.objects.filter(id__in=moved))
    if any(one.incident_id != act.target_id for one in still):
        raise Conflict("Some of these accounts were moved on since. Undo that first.")
    for report in still:
        report.incident_id, report.is_placed = act.source_id, moved[report.id]
    Report.objects.bulk_update(still, ["incident", "is_placed"])
    Gathering.objects.filter(id=act.id).update(undone_at=clock.now())
    _settle((act.source_id, act.target_id), volunteer=volunteer, by=by)
    shown = standing.known_as(volunteer, by)
    journal.write(
        verb="reports.undo",
        about=f"incident:{act.target_id}",
        by=shown,
        facts={"act": str(act.id), "kind": act.kind},
    )


@transaction.atomic
def regather(key: str, *, by: Actor) -> str:
    """Does one of the proposals of `queries.regathering`, as it was shown, and returns where the accounts are now; it can be undone.

    Raises:
        NotAllowed: nobody who leads a shift.
        Conflict: the board has changed since: it is proposed no more.
    """
    volunteer = standing.volunteer_who_may(by, Verb.JUDGE_REPORTS)
    chosen = next((one for one in proposed() if key_of(one) == key), None)
    if chosen is None:
        raise Conflict("The board has changed since. Look at what is proposed now.")
    told = list(Report.objects.filter(id__in=[int(one) for one in chosen.ids]).order_by("received_at", "id"))
    source = rows.incident_row(chosen.source)
    target = rows.incident_row(chosen.target) if chosen.target else open_incident(told[0])
    _move(told, source=source, target=target, kind=GatheringKind.REGATHER, volunteer=volunteer, by=by)
    return str(target.id)


def _move(
    reports: Sequence[Report],
    *,
    source: Incident,
    target: Incident,
    kind: GatheringKind,
    volunteer: Volunteer,
    by: Actor,
) -> None:
    Gathering.objects.create(
        kind=kind, source=source, target=target, at=clock.now(), volunteer=volunteer,
        moved=[[str(one.id), one.is_placed] for one in reports],
    )  # fmt: skip
    for one in reports:
        one.incident, one.is_placed = target, True
    Report.objects.bulk_update(reports, ["incident", "is_placed"])
    if source.is_dwelling:
        Incident.objects.filter(id=target.id).update(is_dwelling=True)
    _settle((source.id, target.id), volunteer=volunteer, by=by)
    facts = {"from": str(source.id), "reports": len(reports)}
    journal.write(
        verb=f"reports.{kind}",
        about=f"incident:{target.id}",
        by=standing.known_as(volunteer, by),
        facts=facts,
    )


def _settle(incident_ids: Iterable[object], *, volunteer: Volunteer, by: Actor) -> None:
    for incident_id in incident_ids:
        recount(str(incident_id))
        fall_back(rows.incident_row(str(incident_id)), volunteer=volunteer, by=by)

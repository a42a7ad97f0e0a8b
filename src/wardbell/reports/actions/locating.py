"""Saying where it was, whether they saw it, and what it is about, once somebody of the desk has asked: texts come without."""

from django.db import transaction

from wardbell.ground.actors import Actor
from wardbell.ground.errors import Unreadable
from wardbell.journal import actions as journal
from wardbell.people.rules import Verb
from wardbell.reports import rules
from wardbell.reports.actions.counting import recount
from wardbell.reports.actions.intake import (
    alert_shift_lead,
    incident_of,
    open_incident,
    place_of,
    screened_place,
)
from wardbell.reports.models import Incident, Report
from wardbell.reports.queries import rows, standing
from wardbell.reports.rules import FirstHand, Kind, Place


@transaction.atomic
def locate(report_id: str, *, place: Place, first_hand: FirstHand, by: Actor) -> str:
    """Writes where it was and whether they saw it, places the report anew unless a person did, and returns its incident's id.

    Raises:
        NotAllowed: no volunteer of the desk.
        Unreadable: there is no such report, or nothing says where.
    """
    volunteer = standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    rules.check_place(place)
    report = Report.objects.filter(id=int(report_id)).first()
    if report is None:
        raise Unreadable("There is no such account.")
    name, is_dwelling = screened_place(place.name)
    report.place_kind, report.place_name, report.first_hand = place.kind, name, first_hand
    place_of(report, place, is_dwelling=is_dwelling)
    before = str(report.incident_id)
    is_alone = not Report.objects.filter(incident_id=before).exclude(id=report.id).exists()
    if is_alone and not report.is_placed and report.incident.n_rungs == 0:
        report.incident = incident_of(report, alone_in=report.incident)
    report.save()
    for one in {before, str(report.incident_id)}:
        recount(one)
    journal.write(
        verb="reports.locate", about=f"incident:{report.incident_id}", by=standing.known_as(volunteer, by),
        facts={"first_hand": first_hand, "place_kind": place.kind},
    )  # fmt: skip
    return str(report.incident_id)


@transaction.atomic
def sort(report_id: str, *, kind: Kind, by: Actor) -> str:
    """Says what a report is about, puts it where such a report belongs, and returns its incident's id.

    Alone in a line that nobody has judged, it takes the line with it; else it leaves for one of its own.

    Raises:
        NotAllowed: no volunteer of the desk.
        Unreadable: there is no such report, or it is to be sorted into nothing.
    """
    volunteer = standing.volunteer_who_may(by, Verb.SORT_REPORTS)
    report = Report.objects.select_related("incident").filter(id=int(report_id)).first()
    if report is None:
        raise Unreadable("There is no such account.")
    if kind is Kind.TO_SORT:
        raise Unreadable("Say what it is about.")
    source, before = report.incident, Kind(report.kind)
    if kind is before:
        return str(source.id)
    report.kind = kind
    is_alone = not Report.objects.filter(incident=source).exclude(id=report.id).exists()
    if is_alone and source.n_rungs == 0:
        Incident.objects.filter(id=source.id).update(kind=kind)
        report.incident = incident_of(report, alone_in=rows.incident_row(str(source.id)))
    else:
        report.incident = open_incident(report)
    report.save()
    for one in {str(source.id), str(report.incident_id)}:
        recount(one)
    if rules.is_urgent(kind):
        alert_shift_lead(report)
    facts = {"from": before, "to": kind}
    shown = standing.known_as(volunteer, by)
    journal.write(verb="reports.sort", about=f"incident:{report.incident_id}", by=shown, facts=facts)
    return str(report.incident_id)

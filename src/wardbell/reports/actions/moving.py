"""The one way in which an incident's level changes: a rung by somebody, and the incident beside it."""

from dataclasses import dataclass

from wardbell.dispatch import actions as dispatch
from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import WrongState
from wardbell.journal import actions as journal
from wardbell.reports import rules
from wardbell.reports.actions.answering import answer_callers
from wardbell.reports.models import Finding, Incident, Report, Rung, Volunteer
from wardbell.reports.queries import rows, standing
from wardbell.reports.rules import CLOSED, CONFIRMED, Kind, Level


@dataclass(frozen=True, kw_only=True)
class Mover:
    """Who moves it: exactly one of the three. `shown` is how the journal knows them."""

    shown: Actor
    volunteer: Volunteer | None = None
    person_id: str | None = None
    peer: str = ""


def climb(incident: Incident, to: Level, *, mover: Mover) -> None:
    """Moves an incident to a level when what that level needs is there, and tells who waits for an answer.

    Raises:
        WrongState: there is no way there, or the evidence is missing.
    """
    level = rules.move(Level(incident.level), to)
    rules.check_may_climb(to, kind=Kind(incident.kind))
    findings = list(Finding.objects.filter(incident=incident))
    rules.check_evidence(to, accounts=rows.heard(incident), findings=rows.found(findings))
    behind = next((one for one in reversed(findings) if rules.verifies(to, rows.found([one]))), None)
    _write(incident, level, finding=behind, mover=mover)
    if level in CLOSED or level in CONFIRMED:
        answer_callers(incident, by=mover.shown)


def fall_back(incident: Incident, *, volunteer: Volunteer, by: Actor) -> None:
    """Takes a corroborated incident down a rung when accounts were taken from it, or doubted, that it stood on."""
    if incident.level != Level.CORROBORATED:
        return
    try:
        rules.check_evidence(Level.CORROBORATED, accounts=rows.heard(incident), findings=())
    except WrongState:
        shown = standing.known_as(volunteer, by)
        _write(incident, Level.UNCONFIRMED, finding=None, mover=Mover(shown=shown, volunteer=volunteer))


def _write(incident: Incident, level: Level, *, finding: Finding | None, mover: Mover) -> None:
    now, number = clock.now(), incident.n_rungs + 1
    Rung.objects.create(
        incident=incident, number=number, before=incident.level, after=level, at=now, finding=finding,
        authority=finding.authority if finding else "", volunteer=mover.volunteer, person_id=mover.person_id,
        peer=mover.peer,
    )  # fmt: skip
    before, incident.level, incident.n_rungs = incident.level, level, number
    incident.closed_at = now if level in CLOSED else None
    if finding is not None:
        incident.finding, incident.verified_at = finding, now
    incident.save(update_fields=["level", "n_rungs", "closed_at", "finding", "verified_at"])
    if level in CLOSED:
        _close_contacts(incident)
    journal.write(
        verb="reports.move", about=f"incident:{incident.id}", by=mover.shown,
        facts={"from": before, "to": level, "finding": str(finding.id) if finding else ""},
    )  # fmt: skip


def _close_contacts(incident: Incident) -> None:
    """Lets callers' contact go a day after the close."""
    assert incident.closed_at is not None
    waiting = Report.objects.filter(incident=incident, reply_handle_id__isnull=False)
    for report in waiting:
        report.contact_until = rules.contact_until(made_at=report.received_at, closed_at=incident.closed_at)
    Report.objects.bulk_update(waiting, ["contact_until"])
    handles = [one.reply_handle_id for one in waiting if one.reply_handle_id is not None]
    dispatch.forget_callers_after(
        handles, until=rules.contact_until(made_at=incident.closed_at, closed_at=incident.closed_at)
    )

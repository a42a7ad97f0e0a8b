"""Reminders: what is due is asked of the office that owes it, and climbs the ladder that its duty names."""

from collections.abc import Sequence
from datetime import datetime

import structlog
from django.conf import settings
from django.db import transaction

from wardbell.dispatch.letters import Lane, Letter, Reach
from wardbell.escalation import actions as escalation
from wardbell.escalation.rules import Asked, Rung
from wardbell.ground.actors import CLOCKWORK, Actor
from wardbell.ground.errors import Refused
from wardbell.journal import actions as journal
from wardbell.ordinance.actions.rows import locked_deadline
from wardbell.ordinance.models import Deadline
from wardbell.ordinance.packs import ordinance
from wardbell.ordinance.rules import Cadence, DeadlineState, Duty, Step, step_due
from wardbell.people import queries as people
from wardbell.people.rules import Role
from wardbell.phrases import queries as phrases
from wardbell.places import queries as places

log = structlog.get_logger(__name__)
_ORDER = ("", *Step)
_PHRASES = {Step.OPENED: "duty-ask", Step.SOON: "duty-ask", Step.OVERDUE: "duty-late-ask"}


@transaction.atomic
def say_due(deadline_id: str, *, now: datetime) -> bool:
    """Asks whoever must act about one deadline, each step once, and says whether somebody was asked now."""
    row = locked_deadline(deadline_id)
    if row.state != DeadlineState.OPEN:
        return False
    pack = ordinance(row.ordinance_id)
    duty = pack.duty(row.duty)
    step = step_due(
        duty, opened_at=row.opened_at, due=row.due_at, now=now, calendar=pack.calendar, zone=places.zone()
    )
    if step is None or _ORDER.index(step) <= _ORDER.index(row.said) or not _may_speak():
        return False
    stop_asking(row, by=CLOCKWORK)  # what is asked now takes the place of what was asked before
    _ask(row, duty, step=step, now=now)
    row.said = step
    row.save(update_fields=["said"])
    journal.write(
        verb="ordinance.remind", about=f"deadline:{row.id}", by=CLOCKWORK,
        facts={"duty": row.duty, "step": step, "due_at": row.due_at.isoformat(), "owner": row.owner_id},
    )  # fmt: skip
    return True


def stop_asking(*rows: Deadline, by: Actor) -> None:
    """Takes back what was asked about deadlines that need no answer any more."""
    escalation.cancel(*(subject_of(row, step) for row in rows for step in Step), by=by)


def subject_of(row: Deadline, step: Step) -> str:
    """Returns by what lower rooms know a step of a deadline."""
    return f"duty:{row.id}:{step}"


def _may_speak() -> bool:
    try:
        phrases.check_gone_live()
    except Refused as refused:
        log.info("reminder not sent", reason=refused.sentence)
        return False
    return True


def _ask(row: Deadline, duty: Duty, *, step: Step, now: datetime) -> None:
    subject = subject_of(row, step)
    letter = Letter(
        subject=subject, phrase=_PHRASES[step],
        slots={"number": reference_of(row), "until": row.due_at.isoformat(), "link": settings.BASE_URL},
        lane=Lane.OFFICIALS, may_reach=Reach.COUNCIL, exercise=row.exercise, sender=row.owner_id,
        is_urgent=duty.cadence is Cadence.AS_SOON_AS_POSSIBLE,
    )  # fmt: skip
    asked = Asked(office=row.owner_id, rungs=_rungs(duty, now))
    escalation.ask(subject=subject, letter=letter, asked=[asked], shareable_at=row.arose_at, by=CLOCKWORK)


def reference_of(row: Deadline) -> str:
    """Returns what a letter calls a deadline: the entry's number, or the duty and its period; nothing of what happened."""
    if row.entry is not None:
        return row.entry.number
    return f"{row.duty.replace('_', ' ')} {row.period_end_on}"


def _rungs(duty: Duty, now: datetime) -> tuple[Rung, ...]:
    return tuple(
        Rung(after_minutes=minutes, accounts=tuple(_holders(rung, now)), label=rung.partition("@")[0])
        for minutes, rung in zip(duty.ask_minutes, duty.asks, strict=True)
    )


def _holders(rung: str, now: datetime) -> Sequence[str]:
    """Returns who holds a role in the offices of a kind, whoever is on call first, with who stands in for them."""
    role, _, kind = rung.partition("@")
    found: list[str] = []
    for office in (one for one in people.offices() if one.kind == kind):
        held = people.holders(office.code, Role(role), now)
        on_call = [one for one in people.on_call(office.code, now) if one in held]
        found += people.asked_for(list(dict.fromkeys([*on_call, *held])), office.code, now)
    return list(dict.fromkeys(found))

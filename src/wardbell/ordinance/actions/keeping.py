"""Deleting what is kept long enough: never before the schedule's number and its approver are entered, never under a hold."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import models, transaction
from django.db.models import QuerySet

from wardbell.ground import clock
from wardbell.ground.actors import CLOCKWORK, Actor
from wardbell.ground.errors import Unreadable
from wardbell.journal import actions as journal
from wardbell.journal import queries as journalled
from wardbell.ordinance.actions import rows
from wardbell.ordinance.models import Completion, Schedule, SignCheck, Worker
from wardbell.people.rules import Verb
from wardbell.places import queries as places

#: tables with a period, and the field from which it is counted
_FROM: Mapping[str, tuple[type[models.Model], str]] = {
    "SignCheck": (SignCheck, "checked_on"),
    "Worker": (Worker, "left_at"),
    "Completion": (Completion, "completed_on"),
}


@transaction.atomic
def enter_schedule(
    table: str, *, number: str, approved_by: str, approved_on: date, days: int, by: Actor
) -> None:
    """Enters by which adopted schedule a table is kept, and who approved it: from then on its rows are deleted in time.

    Raises:
        Unreadable: the table is kept for good, a name is missing, or the period is no day.
    """
    rows.check_permitted(by, Verb.SET_SCHEDULE)
    if table not in _FROM:
        raise Unreadable("This table is kept for good, or there is none of that name.")
    number, approved_by = number.strip(), approved_by.strip()
    if not number or not approved_by or days < 1 or approved_on > places.today():
        raise Unreadable("Say the schedule's number, who approved it and when, and for how many days.")
    Schedule.objects.update_or_create(
        table=table,
        defaults={
            "number": number, "approved_by": approved_by, "approved_on": approved_on, "days": days,
            "entered_at": clock.now(), "entered_by": by.label,
        },
    )  # fmt: skip
    facts = {"number": number, "approved_by": approved_by, "days": days}
    journal.write(verb="ordinance.enter_schedule", about=f"schedule:{table}", by=by, facts=facts)


def erase_due() -> int:
    """Deletes what its schedule no longer keeps, and leaves a proof in the journal; returns how many rows went.

    Nothing goes without a schedule, and nothing while a legal hold stands.
    """
    if not places.is_founded():
        return 0
    now = clock.now()
    return sum(_erase(str(table), now=now) for table in Schedule.objects.values_list("table", flat=True))


@transaction.atomic
def _erase(table: str, *, now: datetime) -> int:
    schedule = Schedule.objects.select_for_update().get(table=table)
    if journalled.is_held():
        return 0
    due = _due(table, now - timedelta(days=schedule.days))
    ids = sorted(str(one) for one in due.values_list("pk", flat=True))
    if not ids:
        return 0
    due.delete()
    facts = {"rows": len(ids), "schedule": schedule.number, "days": schedule.days}
    journal.write(verb="ordinance.erase", about=f"table:{table}", by=CLOCKWORK, facts=facts)
    return len(ids)


def _due(table: str, before: datetime) -> QuerySet[models.Model]:
    model, field = _FROM[table]
    is_day = isinstance(model._meta.get_field(field), models.DateField) and not isinstance(
        model._meta.get_field(field), models.DateTimeField
    )
    until = before.astimezone(places.zone()).date() if is_day else before
    return model._default_manager.filter(**{f"{field}__lt": until})

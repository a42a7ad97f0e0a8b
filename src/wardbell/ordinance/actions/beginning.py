"""What an entry begins: its conditions, the deadlines of the duties that ask about them, the slots that these want filled."""

from collections.abc import Collection, Iterable
from datetime import datetime

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ordinance.actions.meeting import meet_documents
from wardbell.ordinance.actions.reminding import say_due
from wardbell.ordinance.actions.rows import has_account
from wardbell.ordinance.models import Begun, Deadline, Entry, Slot
from wardbell.ordinance.queries.adopted import adopted, duty, office_of_kind
from wardbell.ordinance.queries.rows import event_of, fields_of, request_row
from wardbell.ordinance.rules import (
    Answers,
    Condition,
    DeadlineState,
    Duty,
    EntryKind,
    Field,
    answers_of,
    begun_by,
    conditions_of,
    due_at,
    missing,
)
from wardbell.places import queries as places


def begin(entry: Entry, *, arose_at: datetime, by: Actor) -> list[str]:
    """Notes what an entry has begun since it was looked at last, and opens each duty's deadline once; returns their codes.

    Whoever is asked as soon as possible is asked in the same transaction.
    """
    new = conditions_of(event_of(entry)) - _begun(entry)
    Begun.objects.bulk_create(Begun(entry=entry, condition=one, arose_at=arose_at) for one in sorted(new))
    opened = [one for held in adopted() for one in _open(entry, held.ordinance.code, new, arose_at=arose_at)]
    want(entry, duties_of(entry))
    fill_fields(entry, by=by)
    meet_documents(entry, by=by)
    for one in opened:
        say_due(str(one.id), now=clock.now())
    return [one.duty for one in opened]


def duties_of(entry: Entry) -> list[Duty]:
    """Returns the duties that an entry has begun and that still hold of it, in the order in which they are due."""
    rows = entry.deadlines.exclude(state=DeadlineState.CANCELLED)
    return [duty(row.ordinance_id, row.duty) for row in rows]


def want(entry: Entry, duties: Iterable[Duty]) -> None:
    """Adds the slots that duties want of an entry and that it does not have yet."""
    there = set(entry.slots.values_list("name", flat=True))
    wanted: dict[str, Slot] = {}
    for one in duties:
        lacking = missing([one], kind=EntryKind(entry.kind), answers=Answers())
        for what, names in (("field", lacking.fields), ("paper", lacking.papers)):
            for name in names:
                wanted.setdefault(name, Slot(entry=entry, what=what, name=name, duty=one.code))
    Slot.objects.bulk_create(slot for name, slot in wanted.items() if name not in there)


def fill_fields(entry: Entry, *, by: Actor) -> None:
    """Marks the slots of fields that are answered now, and empties those that are not any more.

    Whoever has no account here (a resident who complains) answers none.
    """
    if not has_account(by):
        return
    answers = answered_fields(entry)
    now = clock.now()
    empty = entry.slots.filter(what="field", waived_at__isnull=True)
    empty.filter(filled_at__isnull=True, name__in=answers).update(filled_at=now, filled_by_id=by.id)
    empty.filter(filled_at__isnull=False).exclude(name__in=answers).update(filled_at=None, filled_by_id=None)


def answered_fields(entry: Entry) -> frozenset[str]:
    """Returns the names of the fields of an entry that are answered."""
    row = request_row(entry)
    if row is None:
        return frozenset({Field.NARRATIVE} if entry.narrative else ())
    return answers_of(
        fields_of(row), types=row.things.exists(), resources=row.resources.exists(), narrative=entry.narrative
    )


def _begun(entry: Entry) -> frozenset[Condition]:
    return frozenset(Condition(one) for one in entry.begun.values_list("condition", flat=True))


def _open(
    entry: Entry, code: str, conditions: Collection[Condition], *, arose_at: datetime
) -> list[Deadline]:
    held = next(one for one in adopted() if one.ordinance.code == code)
    there = set(entry.deadlines.filter(ordinance_id=code).values_list("duty", flat=True))
    now, zone, calendar = clock.now(), places.zone(), held.ordinance.calendar
    return [
        Deadline.objects.create(
            ordinance_id=code, duty=one.code, act=one.act, owner_id=office_of_kind(one.owner), entry=entry,
            exercise=entry.exercise, arose_at=arose_at, opened_at=now,
            due_at=due_at(one, arose_at=arose_at, calendar=calendar, zone=zone),
        )
        for one in begun_by(held.ordinance.duties, conditions)
        if one.code not in there
    ]  # fmt: skip

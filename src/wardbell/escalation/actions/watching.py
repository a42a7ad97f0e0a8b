"""What shows that this node is alive, and what is kept of what did not happen."""

from django.db import transaction

from wardbell.escalation import queries
from wardbell.escalation.models import Alarm, Heartbeat
from wardbell.escalation.rules import Missed
from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.journal import actions as journal


def beat() -> None:
    """Says that what runs by itself is alive; called on each pass of the clockwork."""
    Heartbeat.objects.update_or_create(worker=queries.CLOCKWORK, defaults={"beat_at": clock.now()})


def beat_of_watchdog() -> None:
    """Says that somebody watches; called on each look of `wardbell watch`."""
    Heartbeat.objects.update_or_create(worker=queries.WATCHDOG, defaults={"beat_at": clock.now()})


@transaction.atomic
def raise_alarm(missed: Missed, *, by: Actor) -> bool:
    """Records that something did not happen, once, and says whether this was the first time."""
    _, is_first = Alarm.objects.get_or_create(
        key=missed.key,
        defaults={
            "kind": missed.kind, "subject": missed.subject, "office": missed.office, "rung": missed.rung,
            "due_at": missed.due_at, "raised_at": clock.now(),
        },
    )  # fmt: skip
    if is_first:
        facts = {
            "kind": missed.kind,
            "office": missed.office,
            "rung": missed.rung,
            "due_at": missed.due_at.isoformat(),
        }
        journal.write(verb="escalation.alarm", about=missed.key, by=by, facts=facts)
    return is_first


def mark_told(key: str) -> None:
    """Keeps that the mail about an alarm left."""
    Alarm.objects.filter(key=key, told_at__isnull=True).update(told_at=clock.now())

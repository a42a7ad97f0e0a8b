"""The roster test: every evening at the same hour, known event or not, each council office is asked to say that it is there."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from wardbell.dispatch.letters import Lane, Letter, Reach
from wardbell.escalation import queries, rules
from wardbell.escalation.actions.requests import ask
from wardbell.escalation.models import RosterTest
from wardbell.escalation.rules import Asked, Evening, Rung
from wardbell.ground import clock
from wardbell.ground.actors import CLOCKWORK
from wardbell.ground.errors import Refused
from wardbell.journal import actions as journal
from wardbell.people import queries as people
from wardbell.phrases import queries as phrases
from wardbell.places import queries as places

_LATE = "This node did not run at the hour."
_NEW = "This node begins its tests with the next evening."


def test_roster() -> int:
    """Holds the test of each evening that is due, or notes why one was passed over; returns how many offices were asked."""
    if not places.is_founded():
        return 0
    now, here = clock.now(), places.jurisdiction()
    due = rules.evenings_due(now, at=here.roster_at, zone=here.zone, last=queries.last_evening())
    return sum(_held(one, now=now) for one in due)


@transaction.atomic
def _held(evening: Evening, *, now: datetime) -> int:
    because = _why_passed_over(evening)
    _, is_first = RosterTest.objects.get_or_create(
        day=evening.day,
        defaults={
            "due_at": evening.due_at,
            "held_at": None if because else now,
            "passed_over_because": because,
        },
    )
    if not is_first:
        return 0
    asked = [] if because else _ask(evening, now=now)
    journal.write(
        verb="escalation.test_roster", about=rules.roster_subject(evening.day), by=CLOCKWORK,
        facts={"offices": len(asked), "passed_over_because": because},
    )  # fmt: skip
    return len(asked)


def _why_passed_over(evening: Evening) -> str:
    if not evening.is_in_time:
        return _NEW if evening.is_before_the_first else _LATE
    try:
        phrases.check_gone_live()
    except Refused as refused:
        return refused.sentence
    return ""


def _ask(evening: Evening, *, now: datetime) -> list[str]:
    """One rung and no ladder: a test tells who is there, and wakes nobody else."""
    subject = rules.roster_subject(evening.day)
    letter = Letter(
        subject=subject, phrase="roster-test", slots={"link": settings.BASE_URL}, lane=Lane.OFFICIALS,
        may_reach=Reach.COUNCIL, exercise=True,
    )  # fmt: skip
    asked = [
        Asked(
            office=office.code,
            rungs=(
                Rung(after_minutes=0, accounts=tuple(people.first_asked(office.code, now)), label="member"),
            ),
        )
        for office in people.council_offices()
    ]
    return ask(subject=subject, letter=letter, asked=asked, shareable_at=evening.due_at, by=CLOCKWORK)

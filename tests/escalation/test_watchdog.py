"""What the watchdog sees: missed steps and beats, each alarm once."""

from datetime import timedelta

import pytest

from tests.escalation import make
from wardbell.escalation import actions, queries
from wardbell.escalation.models import Alarm, Heartbeat
from wardbell.escalation.rules import Missed, MissedKind
from wardbell.ground import clock
from wardbell.ground.actors import CLOCKWORK
from wardbell.journal import queries as journal

pytestmark = pytest.mark.django_db
LATE = timedelta(minutes=5, seconds=31)


def test_missed_when_the_grace_is_over_then_the_step_is_named(morning):
    about = make.subject()
    [request_id] = make.ask(make.ladder()[0], about=about)

    assert queries.missed_steps(morning + timedelta(minutes=5, seconds=30)) == []
    assert queries.missed_steps(morning + LATE) == [
        Missed(
            kind=MissedKind.STEP,
            key=f"step:{request_id}:1",
            due_at=morning + timedelta(minutes=5),
            subject=about,
            office="ward-6",
            rung=1,
        )
    ]


def test_missed_when_the_step_happened_or_the_office_answered_then_nothing(morning):
    first, people = make.ladder("ward-1")
    make.ask(first, make.ladder("ward-2")[0])
    actions.answer_by_reply(people[0], None)
    with clock.fixed(morning + timedelta(minutes=5)):
        actions.escalate_due()

    assert queries.missed_steps(morning + LATE) == []


def test_alarm_when_raised_twice_then_one_row_in_the_journal(morning):
    [missed] = _missed(morning)

    first, second = (actions.raise_alarm(missed, by=CLOCKWORK) for _ in range(2))

    assert (first, second) == (True, False)
    assert Alarm.objects.count() == 1
    assert [entry.verb for entry in journal.about(missed.key)] == ["escalation.alarm"]


def test_alarm_when_its_mail_left_then_it_is_told_no_more(morning):
    [missed] = _missed(morning)
    actions.raise_alarm(missed, by=CLOCKWORK)

    untold = queries.untold(since=morning)
    actions.mark_told(missed.key)

    assert untold == [missed]
    assert queries.untold(since=morning) == []


def test_beat_when_the_clockwork_lives_then_not_missed(morning):
    actions.beat()
    with clock.fixed(morning + timedelta(seconds=20)):
        actions.beat()

    assert Heartbeat.objects.count() == 1
    assert queries.missed_beat(morning + timedelta(seconds=50), watching_since=morning) is None
    silent = queries.missed_beat(morning + timedelta(seconds=51), watching_since=morning)
    assert silent.kind == MissedKind.CLOCKWORK


def _missed(morning) -> list[Missed]:
    make.ask(make.ladder()[0])
    return queries.missed_steps(morning + LATE)

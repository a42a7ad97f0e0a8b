"""Asking and stepping up: in order, once, on time, whatever the clock does."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.escalation import make
from tests.escalation.ledger import posted, voided
from wardbell.dispatch.letters import Lane
from wardbell.escalation import actions, queries, rules
from wardbell.escalation.models import Request
from wardbell.escalation.rules import Asked, RequestState, Rung
from wardbell.ground import clock
from wardbell.ground.errors import Conflict, Unreadable
from wardbell.journal import queries as journal
from wardbell.people.models import Account

pytestmark = pytest.mark.django_db


def after(minutes: float, morning, act=actions.escalate_due):
    with clock.fixed(morning + timedelta(minutes=minutes)):
        return act()


def test_ask_when_offices_are_given_then_each_is_asked_at_once_in_that_order(morning):
    about = make.subject()
    asked = [make.ladder(code) for code in ("ward-6", "ward-1", "ward-2")]

    request_ids = make.ask(*(ladder for ladder, _ in asked), about=about)

    assert [make.request(one).office_id for one in request_ids] == ["ward-6", "ward-1", "ward-2"]
    assert [(letter.subject, to) for letter, to in posted(about)] == [
        (f"{about}#{ladder.office}", (people[0],)) for ladder, people in asked
    ]
    assert {letter.lane for letter, _ in posted(about)} == {Lane.OFFICIALS}
    assert [make.steps(one) for one in request_ids] == [[0], [0], [0]]


def test_ask_when_letters_leave_then_each_has_a_code_and_a_link_of_its_own(morning):
    about = make.subject()

    request_ids = make.ask(
        make.ladder("ward-6")[0], make.ladder("ward-1")[0], about=about, slots={"area": "ward:6"}
    )

    slots = [letter.slots for letter, _ in posted(about)]
    assert [one["area"] for one in slots] == ["ward:6", "ward:6"]
    assert [one["code"] for one in slots] == [make.request(one).code for one in request_ids]
    assert len({one["code"] for one in slots}) == 2
    tokens = [str(one["link"]).rpartition(rules.LINK_PATH)[2] for one in slots]
    assert [queries.request_by_token(token).id for token in tokens] == request_ids


def test_ask_when_the_office_was_asked_before_then_refused(morning):
    about = make.subject()
    asked, _ = make.ladder()
    make.ask(asked, about=about)

    with pytest.raises(Conflict):
        make.ask(asked, about=about)

    assert Request.objects.count() == 1


def test_ask_when_the_office_is_unknown_then_nobody_is_asked(morning):
    about = make.subject()
    asked, _ = make.ladder()

    with pytest.raises(Unreadable), transaction.atomic():
        make.ask(asked, replace(asked, office="ward-99"), about=about)

    assert Request.objects.count() == 0
    assert posted(about) == []


def test_ladder_when_duty_changes_afterwards_then_the_request_keeps_its_own(morning):
    asked, people = make.ladder()
    [request_id] = make.ask(asked)

    assert rules.ladder_of(make.request(request_id).ladder) == asked.rungs
    assert [rung.accounts for rung in asked.rungs] == [(one,) for one in people]


@pytest.mark.parametrize(
    ("minutes", "steps", "state"),
    [
        (4.99, [0], RequestState.OPEN),
        (5, [0, 1], RequestState.OPEN),
        (10, [0, 1, 2], RequestState.OPEN),
        (15, [0, 1, 2, 3], RequestState.OPEN),
        (19.99, [0, 1, 2, 3], RequestState.OPEN),
        (20, [0, 1, 2, 3], RequestState.EXHAUSTED),
    ],
)
def test_escalate_when_nobody_answers_then_the_next_rung_on_time(morning, minutes, steps, state):
    asked, people = make.ladder()
    about = make.subject()
    [request_id] = make.ask(asked, about=about)

    for minute in (1, 5, 10, 15, 20):
        if minute < minutes:
            after(minute, morning)
    after(minutes, morning)

    assert make.steps(request_id) == steps
    assert make.request(request_id).state == state
    assert [to for _, to in posted(about)] == [(one,) for one in people[: len(steps)]]


def test_escalate_when_run_twice_in_a_moment_then_one_step(morning):
    about = make.subject()
    [request_id] = make.ask(make.ladder()[0], about=about)

    taken = [after(5, morning), after(5, morning)]

    assert taken == [1, 0]
    assert make.steps(request_id) == [0, 1]
    assert len(posted(about)) == 2


def test_escalate_when_the_clock_jumps_an_hour_ahead_then_each_rung_once_in_order(morning):
    about = make.subject()
    asked, people = make.ladder()
    [request_id] = make.ask(asked, about=about)

    after(60, morning)
    after(60.1, morning)

    assert make.steps(request_id) == [0, 1, 2, 3]
    assert [to for _, to in posted(about)] == [(one,) for one in people]
    verbs = [entry.verb for entry in reversed(journal.about(f"request:{request_id}"))]
    assert verbs == ["escalation.step"] * 4 + ["escalation.exhaust"]


def test_escalate_when_the_clock_goes_back_an_hour_then_no_step_again(morning):
    about = make.subject()
    [request_id] = make.ask(make.ladder()[0], about=about)
    after(5, morning)

    taken = [after(minutes, morning) for minutes in (-55, 0, 5, 9.9, 10)]

    assert taken == [0, 0, 0, 0, 1]
    assert make.steps(request_id) == [0, 1, 2]
    assert len(posted(about)) == 3


def test_escalate_when_nobody_stands_on_a_rung_then_the_next_is_asked_at_once_and_it_is_told(morning):
    about, member, aide = make.subject(), make.account(), make.account()
    asked = Asked(office=make.office(), rungs=make.rungs(member, (), aide))
    [request_id] = make.ask(asked, about=about)

    after(5, morning)

    assert make.steps(request_id) == [0, 1, 2]
    assert [to for _, to in posted(about)] == [(member,), (aide,)]
    facts = [entry.facts for entry in journal.about(f"request:{request_id}")]
    assert facts[1] == '{"asked":0,"label":"deputy","rung":1}'


def test_ask_when_nobody_at_all_stands_on_the_ladder_then_exhausted_and_the_others_are_asked(morning):
    about = make.subject()
    nobody = Asked(office=make.office("ward-2"), rungs=(Rung(after_minutes=0, accounts=(), label="member"),))

    request_ids = make.ask(nobody, make.ladder("ward-6")[0], about=about)

    assert [make.request(one).state for one in request_ids] == [RequestState.EXHAUSTED, RequestState.OPEN]
    assert len(posted(about)) == 1


def test_step_when_the_token_is_old_then_not_taken(morning):
    about = make.subject()
    [request_id] = make.ask(make.ladder()[0], about=about)
    now = morning + timedelta(minutes=5)
    [paused] = queries.steps_due(now)
    after(5, morning)

    taken = actions.take_step(paused, now=now)

    assert taken is False
    assert make.steps(request_id) == [0, 1]
    assert len(posted(about)) == 2


def test_step_when_the_office_answered_in_between_then_not_taken(morning):
    asked, people = make.ladder()
    [request_id] = make.ask(asked)
    now = morning + timedelta(minutes=5)
    [paused] = queries.steps_due(now)
    actions.acknowledge(request_id, by=make.actor(people[0]), via=rules.Via.INBOX)

    assert actions.take_step(paused, now=now) is False
    assert make.steps(request_id) == [0]


def test_escalate_when_one_office_has_a_fault_then_the_others_are_asked_and_the_fault_is_raised(morning):
    spoiled, whole = make.ask(make.ladder("ward-1")[0], make.ladder("ward-2")[0])
    Request.objects.filter(id=spoiled).update(letter={"lane": "no such lane", "may_reach": 1})

    with pytest.raises(ExceptionGroup, match="steps of escalation failed"):
        after(5, morning)

    assert (make.steps(spoiled), make.steps(whole)) == ([0], [0, 1])
    with clock.fixed(morning + timedelta(minutes=6)):
        assert [one.office for one in queries.missed_steps(clock.now())] == ["ward-1"]


def test_cancel_when_some_wait_then_nobody_is_asked_any_more(morning):
    about = make.subject()
    answered, waiting = make.ask(make.ladder("ward-1")[0], make.ladder("ward-2")[0], about=about)
    answerer = rules.ladder_of(make.request(answered).ladder)[0].accounts[0]
    actions.acknowledge(answered, by=make.actor(answerer), via=rules.Via.SMS)

    n_cancelled = actions.cancel(about, by=make.DESIGNEE)

    assert n_cancelled == 1
    assert [make.request(one).state for one in (answered, waiting)] == [
        RequestState.ACKNOWLEDGED,
        RequestState.CANCELLED,
    ]
    assert after(60, morning) == 0
    assert voided() == {f"{about}#ward-1", f"{about}#ward-2"}
    assert actions.cancel(about, by=make.DESIGNEE) == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"answered_by": "somebody"},
        {"state": RequestState.ACKNOWLEDGED, "next_due_at": None},
        {"state": RequestState.CANCELLED},
        {"next_due_at": None},
        {"via": "sms"},
    ],
)
def test_request_when_facts_do_not_fit_then_the_database_refuses(morning, changes):
    [request_id] = make.ask(make.ladder()[0])

    with pytest.raises(DatabaseError), transaction.atomic():
        Request.objects.filter(id=request_id).update(**changes)


def test_escalate_when_whoever_is_next_was_deactivated_then_the_next_is_asked_at_once(morning):
    about = make.subject()
    asked, members = make.ladder()
    [request_id] = make.ask(asked, about=about)
    Account.objects.filter(id=members[1]).update(
        is_active=False, deactivated_at=morning, deactivated_by="a test"
    )

    after(5, morning)

    assert make.steps(request_id) == [0, 1, 2]
    assert [to for _, to in posted(about)] == [(members[0],), (members[2],)]

"""The rumour desk: logged, assigned, answered, published; the most asked of the hour on top."""

from datetime import timedelta

import pytest

from tests.reports import make
from wardbell.ground import clock
from wardbell.ground.errors import NotAllowed, Unreadable, WrongState
from wardbell.people.rules import Role
from wardbell.reports import actions, queries
from wardbell.reports.models import Rumour
from wardbell.reports.rules import Label, Level

pytestmark = pytest.mark.usefixtures("city")


def logged(claim: str = "agents at the schools", *, by, is_public_claim: bool = True) -> str:
    return actions.log_rumour(claim, ward="ward:6", is_public_claim=is_public_claim, by=by)


def test_rumours_when_one_is_asked_most_in_this_hour_then_on_top():
    desk = make.volunteer(Role.HOTLINE)
    first, second = logged(by=desk), logged("agents at the market", by=desk)
    for _ in range(3):
        actions.ask_again(second)

    assert [(one.id, one.n_this_hour) for one in queries.rumours(desk)] == [(second, 4), (first, 1)]
    with clock.fixed(clock.now() + timedelta(hours=1)):
        actions.ask_again(first)
        assert [one.id for one in queries.rumours(desk)] == [first, second]


def test_rumour_when_it_names_somebody_then_masked():
    desk = make.volunteer(Role.HOTLINE)

    rumour = logged("call 612-555-0142, they are at the school", by=desk)

    assert "0142" not in Rumour.objects.get(id=rumour).claim


def test_answer_when_nobody_stands_behind_it_then_only_that_it_is_not_known():
    lead = make.volunteer(Role.SHIFT_LEAD)
    rumour, incident = logged(by=lead), make.incident(Level.CORROBORATED, lead=lead)
    actions.take_rumour(rumour, by=lead)

    for label in (Label.CONFIRMED, Label.NOT_IMMIGRATION):
        with pytest.raises(WrongState, match="stands behind"):
            actions.answer_rumour(rumour, label, incident_id=str(incident.id), by=lead)
    with clock.fixed(clock.now() + timedelta(minutes=7)):
        actions.answer_rumour(rumour, Label.NOT_KNOWN, by=lead)

    assert queries.rumours(lead)[0].time_to_answer == timedelta(minutes=7)
    assert queries.median_time_to_answer(since=clock.now()) == timedelta(minutes=7)
    assert queries.rumour_to_propose(rumour).facts is None


def test_answer_when_the_claim_does_not_circulate_then_not_even_that():
    lead = make.volunteer(Role.SHIFT_LEAD)
    rumour = logged(by=lead, is_public_claim=False)
    actions.take_rumour(rumour, by=lead)

    with pytest.raises(WrongState, match="circulates in public"):
        actions.answer_rumour(rumour, Label.NOT_KNOWN, by=lead)


def test_answer_when_the_incident_was_retracted_then_no_longer_proposed():
    lead = make.volunteer(Role.SHIFT_LEAD)
    rumour, incident = logged(by=lead), make.incident(Level.CONFIRMED_COMMUNITY, lead=lead)
    actions.take_rumour(rumour, by=lead)
    actions.answer_rumour(rumour, Label.CONFIRMED, incident_id=str(incident.id), by=lead)
    assert queries.rumour_to_propose(rumour).label is Label.CONFIRMED

    actions.move(str(incident.id), Level.RETRACTED, by=lead)

    with pytest.raises((NotAllowed, Unreadable)):
        queries.rumour_to_propose(rumour)


def test_published_when_no_notice_stands_before_the_public_then_refused():
    lead = make.volunteer(Role.SHIFT_LEAD)
    rumour = logged(by=lead)
    actions.take_rumour(rumour, by=lead)
    actions.answer_rumour(rumour, Label.NOT_KNOWN, by=lead)

    with pytest.raises(WrongState, match="before the public"):
        actions.record_published(rumour, notice_id="0" * 32, by=lead)


def test_answer_when_somebody_else_took_it_then_refused():
    lead, other = make.volunteer(Role.SHIFT_LEAD), make.volunteer(Role.HOTLINE)
    rumour = logged(by=lead)
    actions.take_rumour(rumour, by=other)

    with pytest.raises(WrongState, match="Take this claim"):
        actions.answer_rumour(rumour, Label.NOT_KNOWN, by=lead)

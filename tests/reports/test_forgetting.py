"""The clock moves on, and nothing of a caller is left in any table; what is deleted leaves a proof; a hold freezes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from tests.reports import make
from wardbell.dispatch import actions as dispatch
from wardbell.ground import clock
from wardbell.ground.actors import OPERATOR
from wardbell.journal import actions as holds
from wardbell.journal import queries as journal
from wardbell.journal.models import Entry
from wardbell.people.rules import Role
from wardbell.reports import actions
from wardbell.reports.models import DayCount, Incident, Line, Offer, Report, Rung
from wardbell.reports.rules import Answer, FixedWord, Kind, Level, Place, PlaceKind
from wardbell.subscribers import actions as subscribers
from wardbell.subscribers.models import ReplyHandle
from wardbell.subscribers.rules import Purpose

pytestmark = pytest.mark.usefixtures("city")
NUMBER = "+16125550188"
WORDS = "purple-heron-0451"
SENTINEL_PLACE = Place(
    kind=PlaceKind.INTERSECTION, name="Sentinel Row & Ninth", lat=47.5, lon=-87.25, ward="ward:6"
)


@contextmanager
def after(**time: float) -> Iterator[None]:
    with clock.fixed(clock.now() + timedelta(**time)):
        actions.forget_by_itself()
        subscribers.erase_by_itself()
        yield


def traces(*words: str) -> list[str]:
    """Where any of the words stands in any table."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            text = repr(cursor.fetchall())
            found += [f"{table}: {word}" for word in words if word in text]
    return found


def told(**changes: object) -> tuple[str, Report]:
    caller = dispatch.remember_caller(medium="sms", address=NUMBER, language="en")
    received = actions.receive(
        make.told(f"agents, {WORDS}", place=SENTINEL_PLACE, n_people=41, **changes),
        by=make.SOMEBODY,
        caller=caller,
    )
    return received.incident_id, Report.objects.get(id=int(received.report_id))


def test_forget_when_nobody_stood_behind_it_then_after_three_days_no_trace_but_a_count():
    incident_id, report = told()
    words = (WORDS, "Sentinel Row", report.mark, str(report.reply_handle_id))
    assert len(traces(*words)) >= 4  # they could have been found

    with after(hours=71):
        assert traces(WORDS) != []
    with after(hours=73):
        assert traces(WORDS, "Sentinel Row", report.mark) == []
        assert not Incident.objects.filter(id=incident_id).exists()
        assert [(one.kind, one.level, one.n) for one in DayCount.objects.all()] == [
            ("sighting", "received", 1)
        ]
        assert Entry.objects.filter(verb="reports.forget").count() >= 1
        assert journal.verdict().first_broken is None
    with after(days=7, hours=1):
        assert traces(*words) == []


def test_forget_when_confirmed_then_words_after_thirty_days_and_who_raised_it_stays():
    lead = make.volunteer(Role.SHIFT_LEAD)
    incident_id, report = told()
    actions.claim(incident_id, by=lead)
    make.confirmed(incident_id, lead=lead)
    actions.move(incident_id, Level.ENDED, by=lead)
    for offer in Offer.objects.all():
        actions.am_well(
            str(offer.id),
            by=make.Actor(id=str(offer.volunteer.account_id), kind=make.ActorKind.ACCOUNT, label=""),
        )

    with after(hours=25):
        assert ReplyHandle.objects.count() == 0
        assert Report.objects.get(id=report.id).reply_handle_id is None
    with after(hours=80):
        assert traces(WORDS) != []
        assert Report.objects.get(id=report.id).n_people is None
    with after(days=31):
        assert traces(WORDS, "Sentinel Row", report.mark) == []
        assert Offer.objects.count() == 0
        assert [one.after for one in Rung.objects.filter(incident_id=incident_id)] == [
            "confirmed_community",
            "ended",
        ]


def test_forget_when_a_threat_then_not_after_three_days():
    told(kind=Kind.THREAT)

    with after(hours=100):
        assert Report.objects.filter(kind=Kind.THREAT).count() == 1


def test_forget_when_the_incident_closed_then_the_thread_goes_a_day_later():
    lead = make.volunteer(Role.SHIFT_LEAD)
    incident_id, _ = told()
    actions.claim(incident_id, by=lead)
    actions.say(incident_id, word=FixedWord.SEE_NOTHING, by=lead)
    actions.move(incident_id, Level.UNFOUNDED, by=lead)

    with after(hours=23):
        assert Line.objects.count() == 1
    with after(hours=25):
        assert Line.objects.count() == 0


def test_forget_when_a_hold_is_open_then_nothing_goes_and_after_it_is_lifted_it_does():
    told()
    hold = holds.place_hold(reason="anticipated", by=OPERATOR)

    with after(days=8):
        assert (Report.objects.count(), ReplyHandle.objects.count()) == (1, 1)
    holds.lift_hold(hold_id=str(hold.id), by=OPERATOR)
    with after(days=8):
        assert (Report.objects.count(), ReplyHandle.objects.count()) == (0, 0)


def test_forget_when_the_node_is_the_citys_then_nothing_goes_by_itself(settings):
    told()
    settings.NODE_ROLES = frozenset({"city"})

    with after(days=40):
        assert Report.objects.count() == 1


def test_handle_when_written_for_longer_than_a_week_then_the_database_refuses():
    handle = dispatch.remember_caller(
        medium="sms", address=NUMBER, language="en", until=clock.now() + timedelta(days=60)
    ).handle_id

    assert ReplyHandle.objects.get(id=handle).expires_at == clock.now() + timedelta(days=7)
    with (
        pytest.raises((IntegrityError, DatabaseError), match="subscribers_handle_a_week_at_most"),
        transaction.atomic(),
    ):
        ReplyHandle.objects.filter(id=handle).update(expires_at=clock.now() + timedelta(days=7, seconds=2))


def test_handle_when_kept_for_another_purpose_then_it_answers_no_caller():
    other = subscribers.keep_reply_address(
        medium="sms", address=NUMBER, language="en", purpose=Purpose.ANSWER
    )
    own = dispatch.remember_caller(medium="sms", address=NUMBER, language="en").handle_id

    answered = [
        dispatch.answer_caller(one, about=str(one), phrase="caller-ended", by=OPERATOR) is not None
        for one in (other, own)
    ]

    assert answered == [False, True]


def test_finding_when_the_offer_is_forgotten_then_it_stays_with_its_pseudonym():
    lead = make.volunteer(Role.SHIFT_LEAD)
    incident_id, _ = told()
    make.confirmed(incident_id, lead=lead, answer=Answer.UNCLEAR)

    with after(days=31):
        assert Offer.objects.count() == 1  # still out: nobody is forgotten before they are well

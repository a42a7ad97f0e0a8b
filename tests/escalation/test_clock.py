"""The public clock: from the first shareable knowledge to each office told and answered."""

from datetime import timedelta

import pytest

from tests.escalation import make
from tests.escalation.ledger import deliver
from wardbell.dispatch import queries as dispatch
from wardbell.escalation import actions, queries
from wardbell.escalation.rules import RequestState, Via
from wardbell.ground import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _city(db: None) -> None:
    make.city()


def test_clock_when_nobody_was_asked_then_none(morning):
    assert queries.clock_view(make.subject()) is None
    assert queries.row_of(make.subject(), "ward-6") is None
    assert queries.own_row_and_totals(make.subject(), office="ward-6") is None


def test_clock_when_offices_are_told_answer_and_escalate_then_each_has_its_row(morning):
    about = make.subject()
    asked = [make.ladder(code) for code in ("ward-6", "ward-1", "ward-2")]
    before = morning - timedelta(minutes=7)
    make.ask(*(ladder for ladder, _ in asked), about=about, shareable_at=before)
    deliver(about, office="ward-6", at=morning + timedelta(seconds=3))
    deliver(about, office="ward-6", at=morning + timedelta(seconds=2), medium="mail")
    with clock.fixed(morning + timedelta(minutes=2)):
        actions.answer_by_reply(asked[0][1][0], None)
    deliver(about, office="ward-1", at=morning + timedelta(seconds=9))
    with clock.fixed(morning + timedelta(minutes=5)):
        actions.escalate_due()

    view = queries.clock_view(about)

    assert (view.shareable_at, view.became_known_at) == (before, morning)
    assert (view.n_asked, view.n_notified, view.n_answered) == (3, 2, 1)
    assert [row.office for row in view.rows] == ["ward-6", "ward-1", "ward-2"]
    answered, told, untold = view.rows
    assert answered == queries.OfficeRow(
        office="ward-6",
        name="Office of ward-6",
        notified_at=morning + timedelta(seconds=2),
        answered_at=morning + timedelta(minutes=2),
        answered_by="member of ward-6 (demo)",
        via=Via.SMS,
        state=RequestState.ACKNOWLEDGED,
        escalated_to=None,
        next_label=None,
        next_due_at=None,
    )
    assert (told.notified_at, told.escalated_to, told.next_label) == (
        morning + timedelta(seconds=9),
        "deputy",
        "aide",
    )
    assert told.next_due_at == morning + timedelta(minutes=10)
    assert (untold.notified_at, untold.answered_at, untold.state) == (None, None, RequestState.OPEN)


def test_clock_when_seen_by_one_office_then_its_own_row_and_totals_only(morning):
    about = make.subject()
    asked = [make.ladder(code) for code in ("ward-6", "ward-1")]
    make.ask(*(ladder for ladder, _ in asked), about=about)
    actions.answer_by_reply(asked[0][1][0], None)

    own = queries.own_row_and_totals(about, office="ward-1")

    assert own.row == queries.row_of(about, "ward-1")
    assert (own.n_asked, own.n_answered) == (2, 1)
    assert "ward-6" not in repr(own)
    assert "ward-6" in repr(queries.clock_view(about))


def test_clock_when_the_last_rung_was_asked_then_nobody_is_next(morning):
    about = make.subject()
    make.ask(make.ladder()[0], about=about)

    rows = []
    for minutes in (15, 20):
        with clock.fixed(morning + timedelta(minutes=minutes)):
            actions.escalate_due()
            rows.append(queries.row_of(about, "ward-6"))

    assert [(row.state, row.escalated_to, row.next_label) for row in rows] == [
        (RequestState.OPEN, "president", None),
        (RequestState.EXHAUSTED, "president", None),
    ]


def test_inbox_when_offices_were_asked_then_the_newest_first_and_only_theirs(morning):
    first, second = make.subject(), make.subject()
    six, one = make.ladder("ward-6")[0], make.ladder("ward-1")[0]
    make.ask(six, one, about=first)
    with clock.fixed(morning + timedelta(minutes=1)):
        make.ask(six, about=second)

    seen = queries.inbox(["ward-6"])

    assert [(row.subject, row.office) for row in seen] == [(second, "ward-6"), (first, "ward-6")]
    assert queries.request_about(first, office="ward-6") == seen[1]
    assert queries.inbox(["ward-6"], limit=1) == seen[:1]


def test_progress_when_asked_about_the_whole_subject_then_counts_every_office(morning):
    about = make.subject()
    make.ask(make.ladder("ward-1")[0], make.ladder("ward-10")[0], about=about)
    deliver(about, office="ward-10", at=morning)

    assert dispatch.progress(about).by_state == {"queued": 1, "sent": 1}
    assert len(dispatch.delivered_to_accounts(about)) == 2
    assert dispatch.delivered_to_accounts(f"{about}#ward-1") == []

"""Clocks: what is asked of whom, when it is late, what meets it; periods, exemptions, and two clerks at one report."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.ordinance import make
from wardbell.dispatch.models import Posting
from wardbell.escalation import actions as escalation
from wardbell.escalation.models import Request
from wardbell.ground import clock
from wardbell.ground.errors import Conflict, NotAllowed, Refused, WrongState
from wardbell.notices.rules import Agency as NoticeAgency
from wardbell.notices.rules import CityAnswer, HowKnown
from wardbell.notices.rules import RequestType as NoticeType
from wardbell.ordinance import actions, queries
from wardbell.ordinance.models import Deadline, Filing
from wardbell.ordinance.rules import (
    Agency,
    Decision,
    Document,
    EmbargoReason,
    Given,
    Going,
    PlaceKind,
    RequestType,
    Told,
    draft,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _city(morning):
    make.adopted()


def asked(entry_id: str, duty: str) -> list[Request]:
    return list(
        Request.objects.filter(subject__startswith=f"duty:{make.deadline(entry_id, duty).id}").order_by(
            "opened_at"
        )
    )


def test_request_when_it_is_taken_down_then_the_designee_is_asked_in_the_same_second(morning):
    entry_id = make.taken(minutes_ago=2)

    [request] = asked(entry_id, "council_ongoing")
    first = request.ladder[0]
    assert (request.office_id, request.letter["phrase"], request.opened_at) == ("chief", "duty-ask", morning)
    assert first["accounts"] == [make.designee().id]
    assert request.letter["slots"]["number"] == "2026-R-1"
    assert [rung["after_minutes"] for rung in request.ladder] == [0, 5, 10, 15]


def test_letter_when_it_asks_then_nothing_of_the_matter_stands_in_it():
    entry_id = make.taken(
        place_kind=PlaceKind.INTERSECTION,
        place="Central and Lowry",
        narrative="A crowd at Central and Lowry.",
    )

    letters = [str(one.letter) for one in Posting.objects.all()]

    assert len(letters) > 0
    assert make.row(entry_id).number in "".join(letters)
    assert [one for one in letters if "Central" in one or "ICE" in one or "crowd" in one] == []


def test_draft_when_it_is_late_then_it_escalates_and_the_council_sees_it(morning):
    entry_id = make.taken(minutes_ago=0)
    assert queries.overdue() == []

    with clock.fixed(morning + timedelta(minutes=6)):
        actions.keep_clocks()
        late = [one for one in queries.overdue() if one.entry_id]
        escalation.escalate_due()

    requests = asked(entry_id, "council_ongoing")
    assert [one.letter["phrase"] for one in requests] == ["duty-ask", "duty-late-ask"]
    assert [one.state for one in requests] == ["cancelled", "open"]
    assert [(one.duty, one.elapsed_minutes, one.counts_minutes) for one in late] == [
        ("council_ongoing", 6, True)
    ]


def test_ladder_when_nobody_answers_then_the_next_is_asked(morning):
    entry_id = make.taken(minutes_ago=0)

    with clock.fixed(morning + timedelta(minutes=11)):
        actions.keep_clocks()
    with clock.fixed(morning + timedelta(minutes=17)):
        escalation.escalate_due()

    steps = list(asked(entry_id, "council_ongoing")[-1].steps.values_list("rung", flat=True))
    assert steps == [0, 1]


def test_clocks_when_they_run_twice_then_nobody_is_asked_twice(morning):
    make.taken()

    with clock.fixed(morning + timedelta(hours=1)):
        first = actions.keep_clocks()
        n_asked = Request.objects.count()
        again = actions.keep_clocks()

    assert (first > 0, again) == (True, 0)
    assert Request.objects.count() == n_asked


def test_clocks_when_the_clock_goes_back_then_nothing_is_asked_again(morning):
    make.taken()
    with clock.fixed(morning + timedelta(days=3)):
        actions.keep_clocks()
    before = Request.objects.count(), Deadline.objects.count()

    with clock.fixed(morning - timedelta(days=30)):
        actions.keep_clocks()
    with clock.fixed(morning + timedelta(days=3)):
        actions.keep_clocks()

    assert (Request.objects.count(), Deadline.objects.count()) == before


def test_notice_when_it_was_sent_then_the_duty_is_met_once_and_nobody_is_asked_any_more(morning):
    entry_id = make.taken()
    row = make.deadline(entry_id, "council_ongoing")

    first = actions.meet(str(row.id), reference="notice:0190", by=make.designee())
    again = actions.meet(str(row.id), reference="notice:0191", by=make.designee())

    row.refresh_from_db()
    assert (first, again, row.state, row.reference, row.met_at) == (
        True,
        False,
        "met",
        "notice:0190",
        morning,
    )
    assert [one.state for one in asked(entry_id, "council_ongoing")] == ["cancelled"]


def test_report_duty_when_somebody_says_that_it_is_met_then_only_the_report_counts():
    entry_id = make.full()

    with pytest.raises(WrongState, match="by its report"):
        actions.meet(str(make.deadline(entry_id, "request_report").id), reference="notice:1", by=make.clerk())


def test_report_when_two_clerks_file_it_then_the_second_is_told():
    entry_id = make.full()
    row = make.deadline(entry_id, "request_report")

    filed = actions.file_report(str(row.id), by=make.clerk())

    with pytest.raises(Conflict, match="Somebody else has filed this report"):
        actions.file_report(str(row.id), by=make.counsel())
    assert [str(one.id) for one in Filing.objects.all()] == [filed]
    [reported] = Filing.objects.get().rows
    assert (reported["agency"], reported["decision"], reported["ward"]) == ("ICE-ERO", "declined", "ward:6")
    assert "narrative" not in reported


def test_report_when_it_was_filed_then_nobody_changes_it():
    row = make.deadline(make.full(), "request_report")
    actions.file_report(str(row.id), by=make.clerk())

    with pytest.raises(IntegrityError, match="ordinance_filing_stays"), transaction.atomic():
        Filing.objects.update(n_entries=7)


def test_report_when_a_field_is_empty_then_it_is_not_filed():
    entry_id = make.taken()

    with pytest.raises(WrongState, match=r"Entry 2026-R-1 still lacks: .*decision"):
        actions.file_report(str(make.deadline(entry_id, "request_report").id), by=make.clerk())


def test_report_when_an_aide_files_it_then_it_is_refused():
    entry_id = make.full()

    with pytest.raises(NotAllowed):
        actions.file_report(str(make.deadline(entry_id, "request_report").id), by=make.who("ward-6-aide"))


def quarter(duty: str = "assistance_quarterly") -> Deadline:
    """The deadline of the autumn quarter, in January."""
    actions.keep_clocks()
    return Deadline.objects.get(duty=duty, period_end_on=date(2026, 12, 31))


def test_quarter_when_it_held_a_request_then_the_report_counts_it_and_nil_is_refused():
    make.full()

    with clock.fixed(make.at("2027-01-05T15:00:00+00:00")):
        row = quarter()
        with pytest.raises(Refused, match="This period holds 1 entries"):
            actions.certify_nil(str(row.id), by=make.clerk())
        actions.file_report(str(row.id), by=make.clerk())

    filing = queries.filing(str(row.id))
    assert (filing.n_entries, filing.is_nil, filing.told) == (1, False, "mayor, council, public")


def test_quarter_when_it_held_nothing_then_it_is_certified_with_a_role():
    with clock.fixed(make.at("2027-01-05T15:00:00+00:00")):
        row = quarter()
        with pytest.raises(Refused, match="nothing to report"):
            actions.file_report(str(row.id), by=make.clerk())
        actions.certify_nil(str(row.id), by=make.clerk())

    filing = queries.filing(str(row.id))
    assert (filing.n_entries, filing.is_nil, filing.signed_as) == (0, True, "duty_clerk")


def test_quarter_when_an_entry_is_embargoed_then_the_report_tells_its_reason_alone():
    entry_id = make.full()

    with clock.fixed(make.at("2027-01-05T15:00:00+00:00")):
        row = quarter()
        actions.embargo(entry_id, reason=EmbargoReason.SAFETY, review_on=date(2027, 2, 1), by=make.counsel())
        actions.file_report(str(row.id), by=make.clerk())

    [reported] = Filing.objects.get().rows
    assert set(reported) == {"number", "kind", "received_on", "withheld", "looked_at_again_on"}


def test_periods_when_the_node_slept_for_a_year_then_none_is_left_out():
    with clock.fixed(make.at("2027-12-02T15:00:00+00:00")):
        actions.keep_clocks()
        actions.keep_clocks()

    found = Deadline.objects.filter(duty="assistance_quarterly").values_list("period_start_on", flat=True)
    assert [f"{day:%Y-%m}" for day in sorted(found)] == ["2026-01", "2026-04", "2026-07", "2026-10", "2027-01", "2027-04", "2027-07"]  # fmt: skip


def test_oregon_when_a_month_held_nothing_then_nothing_is_owed():
    actions.adopt("oregon", from_on=date(2026, 9, 1), by=make.OPERATOR)
    make.full()

    with clock.fixed(make.at("2026-12-02T15:00:00+00:00")):
        actions.keep_clocks()

    found = Deadline.objects.filter(duty="monthly_commission")
    assert [(one.period_start_on, one.period_end_on) for one in found] == [
        (date(2026, 11, 1), date(2026, 11, 30))
    ]


def test_florida_when_it_holds_here_then_its_duties_run_as_any_other():
    actions.end("minneapolis", by=make.OPERATOR)
    actions.adopt("florida", from_on=date(2026, 10, 1), by=make.OPERATOR)

    entry_id = make.taken(
        types=frozenset({RequestType.DETAINER_HOLD}), document=Document.I_247, going=Going.REQUESTED
    )

    assert sorted(one.duty for one in queries.deadlines_of(entry_id)) == [
        "assistance_answer",
        "detainer_record",
    ]


def test_exemption_when_its_day_of_review_comes_then_the_duty_is_open_again(morning):
    entry_id = make.taken()
    row = make.deadline(entry_id, "council_request")

    actions.exempt(str(row.id), exemption="criminal_investigation", by=make.counsel())
    with clock.fixed(morning + timedelta(days=29)):
        actions.keep_clocks()
        still = make.deadline(entry_id, "council_request").state
    with clock.fixed(morning + timedelta(days=31)):
        actions.keep_clocks()

    assert (still, make.deadline(entry_id, "council_request").state) == ("exempt", "open")


def test_deadline_when_it_began_in_error_then_counsel_cancels_it_with_a_reason():
    row = make.deadline(make.taken(), "council_request")

    with pytest.raises(NotAllowed):
        actions.cancel(str(row.id), reason="It was a test call by dispatch.", by=make.clerk())
    actions.cancel(str(row.id), reason="It was a test call by dispatch.", by=make.counsel())

    row.refresh_from_db()
    assert (row.state, row.cancelled_because) == ("cancelled", "It was a test call by dispatch.")


def test_text_when_counsel_signs_it_then_it_is_confirmed_until_the_pack_changes():
    before = queries.adopted()[0].is_confirmed

    actions.sign_text("minneapolis", by=make.counsel())

    assert (before, queries.adopted()[0].is_confirmed) == (False, True)
    with pytest.raises(NotAllowed):
        actions.sign_text("minneapolis", by=make.OPERATOR)


def test_draft_when_nothing_is_public_yet_then_no_window_place_or_narrative_is_in_it(morning):
    entry_id = make.full(
        going=Going.REQUESTED, window_start_at=morning, window_end_at=morning + timedelta(hours=2),
        place_kind=PlaceKind.BLOCK, place="the 1200 block of a street", ward="ward:6",
    )  # fmt: skip

    hidden = queries.council_draft(entry_id)
    actions.release(entry_id, by=make.counsel())
    shown = queries.council_draft(entry_id)

    assert (hidden.agency, hidden.request_type, hidden.city_answer, hidden.elapsed_minutes) == (
        "federal_immigration", "traffic", "declined", 2,
    )  # fmt: skip
    assert (hidden.area, hidden.released_ward, hidden.released_window) == ("city", "", (None, None))
    assert (shown.area, shown.released_ward, shown.released_window) == (
        "city", "ward:6", (morning, morning + timedelta(hours=2)),
    )  # fmt: skip
    assert "block" not in str(hidden) + str(shown)


def test_draft_when_it_is_handed_on_then_every_word_is_one_of_the_notices_own(morning):
    drafts = [
        draft(
            Told(
                received_at=morning,
                agency=agency,
                types=frozenset({kind}),
                decision=decision,
                going=Going.ONGOING,
            ),
            now=morning,
        )
        for agency in Agency
        for kind in RequestType
        for decision in Decision
    ]

    told = [one for one in drafts if one is not None]
    assert {one.how_known for one in told} <= set(HowKnown)
    assert {one.agency for one in told} <= set(NoticeAgency)
    assert {one.request_type for one in told} <= set(NoticeType)
    assert {one.city_answer for one in told} <= set(CityAnswer)
    assert len(drafts) - len(told) == len(Agency) * len(
        Decision
    )  # deconfliction alone tells the council nothing


def test_request_when_counsel_has_read_the_paper_then_the_field_is_answered():
    entry_id = make.full(types=frozenset({RequestType.RECORDS_DATA}), document=Document.ADMIN_SUBPOENA)

    actions.review_by_counsel(entry_id, by=make.counsel())

    slots = {one.name: one.is_filled for one in queries.entry(entry_id).slots}
    assert (slots["counsel_reviewed_at"], slots["copy_of_document"]) == (True, False)


def test_request_when_what_was_answered_is_taken_back_then_the_slot_is_empty_again():
    entry_id = make.full()

    actions.complete(entry_id, Given(place_kind=PlaceKind.NOT_SAID, ward=""), by=make.clerk())

    assert queries.missing_of(entry_id).fields == ("place",)


def test_report_when_two_clerks_reach_the_database_then_it_takes_one():
    row = make.deadline(make.full(), "request_report")
    actions.file_report(str(row.id), by=make.clerk())
    first = Filing.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Filing.objects.create(
            deadline=row, filed_at=clock.now(), filed_by_id=make.counsel().id, signed_as="counsel", n_entries=1,
            told="council", rows=[], digest="",
        )  # fmt: skip

    assert Filing.objects.get().id == first.id

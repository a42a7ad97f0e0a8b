"""The register: two minutes to enter, nothing closed while a slot is empty, no names, two clerks at once, what the database refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.ordinance import make
from wardbell.ground import clock
from wardbell.ground.errors import NotAllowed, Screened, Unreadable, WrongState
from wardbell.journal.models import Entry as Journalled
from wardbell.ordinance import actions, queries
from wardbell.ordinance.models import AssistanceRequest, Entry, Slot
from wardbell.ordinance.rules import (
    Agency,
    Channel,
    Decision,
    Document,
    EmbargoReason,
    EntryState,
    Field,
    Given,
    PlaceKind,
    Purpose,
    ReceivedBy,
    RequestType,
    Used,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _city(morning):
    make.adopted()


def closed() -> str:
    """A request that a second person has read and closed."""
    entry_id = make.full()
    actions.ask_review(entry_id, by=make.clerk())
    actions.close(entry_id, by=make.second())
    return entry_id


def test_request_when_it_is_taken_down_with_what_is_known_then_its_duties_begin():
    entry_id = actions.take_down(
        received_at=clock.now(), channel=Channel.DISPATCH, given=Given(received_by=ReceivedBy.COUNTY, forwarded_from="county dispatch"),
        by=make.clerk(),
    )  # fmt: skip

    found = queries.entry(entry_id)
    assert (found.number, found.state, found.owner) == ("2026-R-1", EntryState.OPEN, "clerk")
    assert found.details["received_by"] == ReceivedBy.COUNTY
    assert [one.duty for one in queries.deadlines_of(entry_id)] == ["council_request", "request_report"]


def test_request_when_the_form_is_pressed_twice_then_it_is_one_entry():
    first = make.taken(once="form-1")
    again = make.taken(once="form-1")

    assert first == again
    assert Entry.objects.count() == 1


def test_request_when_a_second_clerk_takes_the_same_call_down_then_the_first_is_shown():
    first = make.taken(minutes_ago=10)

    near = queries.may_be_the_same(received_at=clock.now(), agency=Agency.ICE_ERO)

    assert [one.id for one in near] == [first]
    assert queries.may_be_the_same(received_at=clock.now(), agency=Agency.FBI) == []
    assert queries.may_be_the_same(received_at=clock.now() + timedelta(hours=2), agency=Agency.ICE_ERO) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Agent Corwin Haskett of ICE asked for two squads.", "officer_name"),
        ("Badge 20417 asked for two squads.", "badge_number"),
        ("They came in a gray van, plate KFL 482.", "plate"),
        ("Asked for officers at 2218 Larkmoor Ave N.", "dwelling_address"),
        ("The man they look for is undocumented.", "immigration_status"),
    ],
)
def test_request_when_its_narrative_names_somebody_then_it_is_returned_and_nothing_is_kept(text, kind):
    with pytest.raises(Screened) as refused:
        make.taken(narrative=text)

    assert kind in {str(one.kind) for one in refused.value.findings}
    assert Entry.objects.count() == 0
    assert not Journalled.objects.filter(verb="ordinance.take_down").exists()


@pytest.mark.parametrize("field", ["place", "unit", "received_by_role", "stated_legal_basis"])
def test_request_when_a_short_field_names_an_officer_then_it_is_returned(field):
    with pytest.raises(Screened):
        make.taken(**{field: "Agent Corwin Haskett, badge 20417", "place_kind": PlaceKind.BLOCK, "place": "Agent Corwin Haskett, badge 20417"})  # fmt: skip


def test_request_when_it_is_completed_with_a_name_then_what_stood_there_stays():
    entry_id = make.full()

    with pytest.raises(Screened):
        actions.complete(entry_id, Given(narrative="Officer Dale Brenner said no."), by=make.clerk())

    assert make.row(entry_id).narrative == "Asked for squads to hold a crowd. Declined."


def test_closing_when_a_field_is_empty_then_it_is_refused_and_named():
    entry_id = make.taken()

    with pytest.raises(WrongState, match=r"Still empty, and not waived with a reason: .*place, decision"):
        actions.ask_review(entry_id, by=make.clerk())

    assert make.row(entry_id).state == EntryState.OPEN


def test_closing_when_the_last_field_is_waived_with_a_reason_then_a_second_person_closes():
    entry_id = make.full(place_kind=None, ward=None)
    with pytest.raises(WrongState, match=r"not waived with a reason: place\."):
        actions.ask_review(entry_id, by=make.clerk())

    actions.waive(entry_id, "place", reason="The caller hung up before saying where.", by=make.counsel())
    actions.ask_review(entry_id, by=make.clerk())
    actions.close(entry_id, by=make.second())

    assert make.row(entry_id).state == EntryState.CLOSED
    assert Journalled.objects.filter(verb="ordinance.waive").count() == 1


@pytest.mark.parametrize("reason", ["", "n/a", "   none  "])
def test_waiver_when_its_reason_is_none_then_it_is_refused(reason):
    entry_id = make.taken()

    with pytest.raises(Unreadable, match="Say why"):
        actions.waive(entry_id, "place", reason=reason, by=make.counsel())


def test_waiver_when_a_clerk_gives_it_then_it_is_refused():
    with pytest.raises(NotAllowed):
        actions.waive(make.taken(), "place", reason="Nobody would say where it was.", by=make.clerk())


def test_help_when_it_was_given_then_papers_are_wanted_and_kept_sealed():
    entry_id = make.full(
        decision=Decision.GRANTED, document=Document.JUDICIAL_WARRANT, purpose=Purpose.CRIMINAL,
        resources=(Used(department="police", n_people=2, minutes=25, n_vehicles=1),),
    )  # fmt: skip
    wanted = [one.name for one in queries.entry(entry_id).slots if one.what == "paper"]
    assert wanted == ["dhs_mission_statement", "operational_guidelines"]

    actions.attach(entry_id, "dhs_mission_statement", b"%PDF mission", by=make.clerk())
    assert make.deadline(entry_id, "document_use").state == "open"
    actions.waive(
        entry_id,
        "operational_guidelines",
        reason="The agency sent none, asked on 23 November.",
        by=make.counsel(),
    )

    slot = Slot.objects.get(entry_id=entry_id, name="dhs_mission_statement")
    assert b"mission" not in bytes(slot.sealed)
    assert actions.read_paper(entry_id, "dhs_mission_statement", by=make.counsel()) == b"%PDF mission"
    assert make.deadline(entry_id, "document_use").state == "met"


def test_request_when_it_turns_out_that_help_was_given_then_the_duty_begins_later():
    entry_id = make.full()
    assert "document_use" not in [one.duty for one in queries.deadlines_of(entry_id)]

    actions.complete(
        entry_id, Given(decision=Decision.LIFE_SAFETY_ONLY, decided_at=clock.now(), decided_by_role="sergeant"), by=make.clerk()
    )  # fmt: skip

    begun = [one.duty for one in queries.deadlines_of(entry_id)]
    assert {"document_use", "life_safety"} <= set(begun)


def test_closing_when_the_author_reads_it_then_it_is_refused():
    entry_id = make.full()
    actions.ask_review(entry_id, by=make.clerk())

    with pytest.raises(NotAllowed, match="A second person must read it"):
        actions.close(entry_id, by=make.clerk())


def test_entry_when_it_is_handed_back_then_it_is_open_and_says_why():
    entry_id = make.full()
    actions.ask_review(entry_id, by=make.clerk())

    actions.hand_back(entry_id, reason="The text tells more than was asked.", by=make.second())

    assert (make.row(entry_id).state, make.row(entry_id).returned_because) == (
        EntryState.OPEN,
        "The text tells more than was asked.",
    )


def test_entry_when_it_is_closed_then_only_a_correction_is_taken():
    entry_id = closed()

    with pytest.raises(WrongState, match="add a correction"):
        actions.complete(entry_id, Given(unit="a field office"), by=make.clerk())
    actions.correct(entry_id, field=Field.PLACE, text="It was ward 5, as dispatch says.", by=make.clerk())

    assert [one[1:] for one in queries.entry(entry_id).corrections] == [
        ("place", "It was ward 5, as dispatch says.")
    ]


@pytest.mark.parametrize(
    ("what", "named"),
    [
        (lambda entry: Entry.objects.filter(id=entry).update(narrative="another"), "ordinance_closed_stays"),
        (lambda entry: Entry.objects.filter(id=entry)._raw_delete("default"), "ordinance_closed_stays"),
        (
            lambda entry: AssistanceRequest.objects.filter(entry=entry).update(unit="x"),
            "ordinance_closed_stays",
        ),
        (lambda entry: Slot.objects.filter(entry=entry).update(name="other"), "ordinance_closed_stays"),
    ],
)
def test_database_when_somebody_changes_what_is_closed_then_it_refuses(what, named):
    entry_id = closed()

    with pytest.raises(IntegrityError, match=named), transaction.atomic():
        what(entry_id)


def test_database_when_something_is_closed_with_an_empty_slot_then_it_refuses():
    entry_id = make.taken()
    reader = make.second()

    with pytest.raises(IntegrityError, match="ordinance_closed_is_complete"), transaction.atomic():
        Entry.objects.filter(id=entry_id).update(
            state=EntryState.CLOSED, closed_at=clock.now(), closed_by_id=reader.id, reviewed_at=clock.now(), reviewed_by_id=reader.id
        )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"requesting_agency": "Homeland"}, "ordinance_request_agency"),
        ({"place_kind": "dwelling", "place": "a home"}, "ordinance_request_place_"),
        ({"place_kind": "block", "place": ""}, "ordinance_request_place_fits_its_kind"),
        ({"decision": "granted"}, "ordinance_request_decided_"),
        (
            {"purpose": "mixed", "classified_by": None, "classified_at": None},
            "ordinance_request_purpose_is_classified",
        ),
        ({"subject_notice": "no"}, "ordinance_request_no_notice_has_a_reason"),
        ({"mayor_source": "said so"}, "ordinance_request_mayor_source"),
        ({"document": "none", "document_digest": "ab"}, "ordinance_request_digest_is_of_a_document"),
    ],
)
def test_database_when_a_field_does_not_fit_then_it_refuses(change, named):
    entry_id = make.taken()

    with pytest.raises(IntegrityError, match=named), transaction.atomic():
        AssistanceRequest.objects.filter(entry_id=entry_id).update(**change)


def test_database_when_a_narrative_is_too_long_then_it_refuses():
    entry_id = make.taken()

    with pytest.raises(Exception, match=r"narrative_length|too long"), transaction.atomic():
        Entry.objects.filter(id=entry_id).update(narrative="x" * 1001)


def test_request_when_its_narrative_is_too_long_then_the_limit_is_said():
    with pytest.raises(Unreadable, match="At most 1000 characters"):
        make.taken(narrative="word " * 300)


def test_request_when_it_lies_ahead_then_it_is_refused():
    with pytest.raises(Unreadable, match="later than now"):
        make.taken(minutes_ago=-5)


def test_register_when_an_aide_writes_a_request_then_only_a_use_that_was_seen_is_taken():
    with pytest.raises(NotAllowed):
        make.taken(by=make.who("ward-6-aide"))

    seen = make.taken(
        by=make.who("ward-6-aide"), is_observed=True, types=frozenset({RequestType.PROPERTY_STAGING})
    )

    assert queries.entry(seen).owner == "ward-6"


def test_public_when_it_reads_then_closed_ones_alone_with_small_counts_masked():
    open_id = make.full()
    entry_id = make.full(persons_affected=3)
    actions.ask_review(entry_id, by=make.clerk())
    actions.close(entry_id, by=make.second())

    [found] = queries.public_register()

    assert found.number == make.row(entry_id).number != make.row(open_id).number
    assert (found.facts["persons"], found.facts["agency"], found.facts["ward"]) == (
        "1-4",
        "ICE-ERO",
        "ward:6",
    )
    assert found.narrative == "Asked for squads to hold a crowd. Declined."


def test_embargo_when_its_day_comes_then_it_ends_by_itself(morning):
    entry_id = closed()
    tomorrow = morning.date() + timedelta(days=1)

    actions.embargo(
        entry_id, reason=EmbargoReason.CRIMINAL_INVESTIGATION, review_on=tomorrow, by=make.counsel()
    )

    [hidden] = queries.public_register()
    with clock.fixed(morning + timedelta(days=1)):
        [shown] = queries.public_register()
    assert (hidden.embargo_reason, hidden.facts, hidden.narrative) == ("criminal_investigation", {}, "")
    assert shown.facts["agency"] == "ICE-ERO"


def test_links_when_two_entries_belong_together_then_once():
    first, other = make.taken(), make.taken()

    actions.link(first, other, by=make.clerk())
    actions.link(first, other, by=make.clerk())

    assert queries.entry(first).links == (other,)
    with pytest.raises(Unreadable):
        actions.link(first, first, by=make.clerk())


def test_numbers_when_kinds_differ_then_each_counts_for_itself():
    first, second = make.taken(), make.taken()
    vendor = actions.enter_vendor(
        name="Parking app", contract="C-1", has_clause=True, received_at=clock.now(), by=make.clerk()
    )

    assert [make.row(one).number for one in (first, second, vendor)] == ["2026-R-1", "2026-R-2", "2026-V-1"]

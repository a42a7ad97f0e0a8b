"""What comes in: masked and saved, one scene one line, put right by people with undo, answered once."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.reports import make
from wardbell.channels import memory
from wardbell.dispatch import actions as dispatch
from wardbell.ground import clock, jobs
from wardbell.ground.errors import Conflict, NotAllowed, Screened, Unreadable, WrongState
from wardbell.journal import queries as journal
from wardbell.journal.models import Entry
from wardbell.people.rules import Role
from wardbell.reports import actions, queries
from wardbell.reports.actions.intake import _came_by_text
from wardbell.reports.models import Gathering, Incident, Report
from wardbell.reports.rules import Danger, FirstHand, Kind, Level, Place, PlaceKind, Source, Way

pytestmark = pytest.mark.usefixtures("city")
NUMBER = "+16125550188"


def incident_of(report: Report) -> Incident:
    return Incident.objects.get(id=report.incident_id)


# --- masked, and nobody refused


@pytest.mark.parametrize(
    ("text", "gone", "stays"),
    [
        ("gray van, plate MN KTR-4471, at the laundromat", "4471", "laundromat"),
        ("call me at 612-555-0142, they took somebody", "0142", "they took somebody"),
        ("they are at 2417 Bloomington Ave apt 3, two agents", "2417", "two agents"),
    ],
)
def test_receive_when_something_may_not_be_kept_then_masked_and_the_rest_saved(text, gone, stays):
    report = make.report(text)

    assert gone not in report.text
    assert stays in report.text
    assert report.masked != []


def test_receive_when_the_place_is_a_home_then_only_its_ward_is_kept():
    place = Place(
        kind=PlaceKind.PUBLIC_PLACE, name="3120 Elm Street, apartment 4", lat=47.01, lon=-87.02, ward="ward:6"
    )

    report = make.report("two agents knock on the door", place=place)

    assert (report.place_name, report.place_kind, report.lat, report.lon) == ("", "ward", None, None)
    assert incident_of(report).is_dwelling


def test_receive_when_a_point_is_told_then_coarse():
    report = make.report(
        place=Place(kind=PlaceKind.INTERSECTION, name="A & B", lat=47.123456, lon=-87.654321)
    )

    assert (report.lat, report.lon) == (47.123, -87.654)


def test_receive_when_very_long_or_of_an_unknown_area_then_kept_all_the_same():
    report = make.report("agents " * 5000, place=Place(kind=PlaceKind.WARD, name="somewhere", ward="ward:99"))

    assert (len(report.text) <= 2400, report.ward) == (True, "")


def test_receive_when_the_same_comes_twice_then_once():
    first, second = (actions.receive(make.told(came_as="inbound:7"), by=make.SOMEBODY) for _ in range(2))

    assert first == second
    assert Report.objects.count() == 1


def test_receive_when_a_threat_then_911_and_the_shift_lead_hears_without_a_word_of_it():
    lead = make.volunteer(Role.SHIFT_LEAD)

    received = actions.receive(make.told("he says he will shoot them", kind=Kind.THREAT), by=make.SOMEBODY)
    jobs.run_all()

    letters = [one.body for one in memory.outbox()]
    assert received.shows_911
    assert len(letters) == 2  # by text and mail
    assert not any("shoot" in one or "Ash" in one for one in letters)
    assert queries.board(lead).lines[0].is_urgent


def test_receive_when_the_journal_tells_of_it_then_not_who():
    make.report(by=make.Actor(id="4711", kind=make.ActorKind.RESIDENT, label="reader"))

    [entry] = Entry.objects.filter(verb="reports.receive")
    assert (entry.actor_id, "4711" in entry.facts) == ("somebody", False)


@pytest.mark.parametrize(
    ("source", "who"),
    [
        (Source.OBSERVER, Role.PARTNER),
        (Source.PARTNER, Role.CONFIRMER),
        (Source.PEER_SUMMARY, Role.SHIFT_LEAD),
    ],
)
def test_receive_when_somebody_brings_what_is_not_theirs_then_refused(source, who):
    with pytest.raises(NotAllowed):
        make.report(source=source, by=make.volunteer(who), peer="p", peer_reference="r")


def test_receive_when_a_partner_brings_it_then_for_its_own_organization():
    partner = make.volunteer(Role.PARTNER)

    report = make.report(source=Source.PARTNER, way=Way.API, organization="hotline", by=partner)

    assert (report.organization, report.taken_by) == ("hotline", None)


# --- one scene, one line


def test_board_when_forty_tell_of_one_scene_then_one_line_in_few_queries():
    hotline = make.volunteer(Role.HOTLINE)
    for n in range(40):
        make.report(f"agents at the laundromat, {n} of us see it", n_people=n % 7 or None)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        board = queries.board(hotline)

    assert [(line.n_reports, line.n_first_hand) for line in board.lines] == [(40, 40)]
    assert len(asked) <= 6


def test_receive_when_at_another_corner_or_hours_later_then_another_scene():
    first, far = make.report(), make.report(place=make.OTHER_CORNER)
    with clock.fixed(clock.now() + timedelta(hours=6)):
        later = make.report()

    assert len({first.incident_id, far.incident_id, later.incident_id}) == 3


def test_receive_when_the_same_person_asks_for_help_again_then_one_matter():
    told = make.told("we are behind on rent", kind=Kind.NEED_HELP)

    first, again = (actions.receive(told, by=make.SOMEBODY, caller=caller()) for _ in range(2))
    other = actions.receive(told, by=make.SOMEBODY)

    assert first.incident_id == again.incident_id != other.incident_id


def test_split_and_merge_when_undone_then_everything_is_where_it_was():
    hotline = make.volunteer(Role.HOTLINE)
    reports = [make.report() for _ in range(3)]
    incident_id = str(reports[0].incident_id)

    other = actions.split(incident_id, report_ids=[str(reports[0].id)], by=hotline)
    counts = [Incident.objects.get(id=one).n_reports for one in (incident_id, other)]
    actions.merge(other, into=incident_id, by=hotline)
    merged = [Incident.objects.get(id=one).n_reports for one in (incident_id, other)]
    for act in Gathering.objects.order_by("-id"):
        actions.undo(str(act.id), by=hotline)

    assert (counts, merged) == ([2, 1], [3, 0])
    assert set(Report.objects.values_list("incident_id", "is_placed")) == {(reports[0].incident_id, False)}
    assert Entry.objects.filter(verb__in=["reports.split", "reports.merge", "reports.undo"]).count() == 4
    assert journal.verdict().first_broken is None


def test_undo_when_moved_on_since_or_undone_before_then_refused():
    hotline = make.volunteer(Role.HOTLINE)
    reports = [make.report() for _ in range(3)]
    incident_id = str(reports[0].incident_id)
    other = actions.split(incident_id, report_ids=[str(reports[0].id)], by=hotline)
    first = Gathering.objects.get()
    actions.merge(other, into=incident_id, by=hotline)

    with pytest.raises(Conflict, match="moved on since"):
        actions.undo(str(first.id), by=hotline)
    last = Gathering.objects.exclude(id=first.id).get()
    actions.undo(str(last.id), by=hotline)
    with pytest.raises(WrongState, match="undone before"):
        actions.undo(str(last.id), by=hotline)


def test_merge_when_somebody_stands_behind_it_then_it_stays():
    lead = make.volunteer(Role.SHIFT_LEAD)
    confirmed, other = (
        make.incident(Level.CONFIRMED_COMMUNITY, lead=lead),
        make.report(place=make.OTHER_CORNER),
    )

    with pytest.raises(WrongState, match="cannot be merged"):
        actions.merge(str(confirmed.id), into=str(other.incident_id), by=lead)


def test_split_when_a_scene_falls_apart_then_it_is_no_longer_corroborated():
    lead = make.volunteer(Role.SHIFT_LEAD)
    incident = make.incident(Level.CORROBORATED, lead=lead)

    actions.split(
        str(incident.id), report_ids=[str(Report.objects.filter(incident=incident).last().id)], by=lead
    )

    incident.refresh_from_db()
    assert incident.level == Level.UNCONFIRMED


def astray(place: Place = make.OTHER_CORNER) -> Report:
    """An account that lies in a line of its own, and tells of the corner by now."""
    found = make.report(place=place)
    Report.objects.filter(id=found.id).update(place_name=make.CORNER.name, ward="ward:6")
    return found


def test_regather_when_reports_lie_apart_then_proposed_and_moved_by_a_person_with_undo():
    lead = make.volunteer(Role.SHIFT_LEAD)
    scene = [make.report() for _ in range(3)]
    found = astray()

    [one] = queries.regathering(lead)
    unmoved = Report.objects.get(id=found.id).incident_id
    into = actions.regather(one.key, by=lead)
    moved = Report.objects.get(id=found.id)
    actions.undo(str(Gathering.objects.get(kind="regather").id), by=lead)

    assert (one.source.id, one.target and one.target.id, one.is_all) == (str(found.incident_id), into, True)
    assert (unmoved, str(moved.incident_id), moved.is_placed) == (
        found.incident_id,
        str(scene[0].incident_id),
        True,
    )
    assert Report.objects.get(id=found.id).incident_id == found.incident_id
    assert Entry.objects.filter(verb="reports.regather").count() == 1


def test_regather_when_one_line_holds_two_scenes_then_the_smaller_is_parted():
    lead = make.volunteer(Role.SHIFT_LEAD)
    scene = [make.report() for _ in range(3)]
    other = make.report(place=make.OTHER_CORNER)
    Report.objects.filter(id=other.id).update(incident=scene[0].incident_id)

    [one] = queries.regathering(lead)
    into = actions.regather(one.key, by=lead)

    assert (one.target, [each.id for each in one.told], one.is_all) == (None, [str(other.id)], False)
    assert str(Report.objects.get(id=other.id).incident_id) == into != str(scene[0].incident_id)
    assert queries.regathering(lead) == []


def test_regather_when_a_person_placed_or_judged_it_then_it_stays():
    lead = make.volunteer(Role.SHIFT_LEAD)
    reports = [make.report() for _ in range(4)]
    actions.split(str(reports[0].incident_id), report_ids=[str(reports[0].id)], by=lead)
    judged = make.incident(Level.UNCONFIRMED, lead=lead, place=make.OTHER_CORNER)
    Report.objects.filter(incident=judged).update(place_name=make.CORNER.name, ward="ward:6")

    moved = {each.id for one in queries.regathering(lead) for each in one.told}

    assert str(reports[0].id) not in moved
    assert not moved & {
        str(one) for one in Report.objects.filter(incident=judged).values_list("id", flat=True)
    }


def test_regather_when_the_board_has_changed_since_then_refused_and_nothing_moves():
    lead = make.volunteer(Role.SHIFT_LEAD)
    scene, found = make.report(), astray()
    [one] = queries.regathering(lead)
    actions.merge(str(found.incident_id), into=str(scene.incident_id), by=lead)

    with pytest.raises(Conflict, match="has changed since"):
        actions.regather(one.key, by=lead)
    with pytest.raises(NotAllowed):
        queries.regathering(make.volunteer(Role.HOTLINE))

    assert Gathering.objects.filter(kind="regather").count() == 0


def test_locate_when_a_text_told_no_place_then_it_joins_its_scene():
    hotline = make.volunteer(Role.HOTLINE)
    scene = make.report()
    text = make.report(
        "agents here", place=Place(kind=PlaceKind.WARD, name="Larkwater"), first_hand=FirstHand.NOT_ASKED
    )

    found = actions.locate(str(text.id), place=make.CORNER, first_hand=FirstHand.YES, by=hotline)

    assert found == str(scene.incident_id)
    assert incident_of(scene).n_first_hand == 2


# --- the desk


def test_claim_when_two_want_it_then_one_has_it_until_it_is_handed_over():
    one, other = make.volunteer(Role.HOTLINE), make.volunteer(Role.HOTLINE)
    incident_id = str(make.report().incident_id)
    actions.claim(incident_id, by=one)

    with pytest.raises(Conflict, match=make.row_of(one).pseudonym + " has this in hand"):
        actions.claim(incident_id, by=other)
    actions.hand_over(incident_id, note="Caller will ring again at six.", by=one)
    actions.claim(incident_id, by=other)

    [line] = queries.board(other).lines
    assert (line.is_mine, line.handover_note) == (True, "Caller will ring again at six.")
    assert one.label not in repr(queries.incident(incident_id, other))


def test_claim_when_its_time_is_over_then_anybody_may_take_it():
    one, other = make.volunteer(Role.HOTLINE), make.volunteer(Role.HOTLINE)
    incident_id = str(make.report().incident_id)
    actions.claim(incident_id, by=one)

    with clock.fixed(clock.now() + timedelta(minutes=21)):
        actions.claim(incident_id, by=other)

        assert queries.board(other).lines[0].is_mine


@pytest.mark.parametrize("words", ["his plate is MN KTR-4471", "call Rosa at 612-555-0142"])
def test_thread_when_it_holds_what_may_not_be_written_then_refused(words):
    hotline = make.volunteer(Role.HOTLINE)

    with pytest.raises(Screened):
        actions.say(str(make.report().incident_id), words=words, by=hotline)


# --- an answer


def caller() -> dispatch.Caller:
    return dispatch.remember_caller(medium="sms", address=NUMBER, language="en")


def answers() -> list[str]:
    jobs.run_all()
    return [one.body for one in memory.outbox() if one.to == NUMBER]


def test_answer_when_checked_then_told_once_and_the_number_goes_a_day_after_the_close():
    lead = make.volunteer(Role.SHIFT_LEAD)
    received = actions.receive(make.told(), by=make.SOMEBODY, caller=caller())
    actions.claim(received.incident_id, by=lead)
    make.confirmed(received.incident_id, lead=lead, answer=make.Answer.NOT_IMMIGRATION)

    actions.move(received.incident_id, Level.NOT_IMMIGRATION, by=lead)

    assert [one for one in answers() if "not immigration enforcement" in one] == answers() != []
    assert Report.objects.get().contact_until == clock.now() + timedelta(hours=24)


def test_answer_when_nobody_found_out_then_said_so():
    lead = make.volunteer(Role.SHIFT_LEAD)
    received = actions.receive(make.told(), by=make.SOMEBODY, caller=caller())
    actions.claim(received.incident_id, by=lead)

    actions.move(received.incident_id, Level.ENDED, by=lead)

    assert [("could not find out" in one) for one in answers()] == [True]


def test_mark_when_the_same_number_calls_twice_in_a_day_then_the_same_and_tomorrow_another():
    first, second = caller(), caller()
    with clock.fixed(clock.now() + timedelta(days=1)):
        tomorrow = caller()

    assert first.mark == second.mark != tomorrow.mark
    assert first.handle_id != second.handle_id


def test_dangers_when_told_then_the_incident_shows_them_until_the_account_is_doubted():
    lead = make.volunteer(Role.SHIFT_LEAD)
    report = make.report(dangers=(Danger.WEAPONS,))

    actions.doubt(str(report.id), is_doubtful=True, by=lead)

    assert incident_of(report).dangers == []


def test_misconduct_when_it_came_by_the_residents_form_as_abuse_then_it_leaves_the_lane_of_the_line():
    resident = make.report("they pushed a woman", kind=Kind.ABUSE, way=Way.WEB)
    hoax = make.report("ha ha", kind=Kind.ABUSE, way=Way.PHONE)

    import_module("wardbell.reports.migrations.0006_misconduct").sort_out(apps, None)

    assert [Report.objects.get(id=one.id).kind for one in (resident, hoax)] == [Kind.MISCONDUCT, Kind.ABUSE]
    assert [incident_of(one).kind for one in (resident, hoax)] == [Kind.MISCONDUCT, Kind.ABUSE]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Two ICE agents in vests at Ash St", Kind.SIGHTING),
        ("My brother was detained this morning near the market", Kind.DETAINED_RELATIVE),
        ("Se llevaron a mi hermano esta manana", Kind.DETAINED_RELATIVE),
        ("When does the clinic open?", Kind.QUESTION),
        ("something at Ash and Pier", Kind.TO_SORT),
    ],
)
def test_receive_text_when_its_words_say_plainly_what_it_is_then_that_kind_else_to_be_sorted(text, kind):
    told = _came_by_text("1", text=text, language="en", way=Way.SMS)

    assert told.kind is kind


def test_sort_when_a_text_is_read_then_it_joins_its_scene_and_the_board_says_what_it_is():
    hotline, scene = make.volunteer(Role.HOTLINE), make.report()
    text = make.report("something at Ash and Pier", kind=Kind.TO_SORT)

    into = actions.sort(str(text.id), kind=Kind.SIGHTING, by=hotline)

    assert into == str(scene.incident_id) != str(text.incident_id)
    assert Report.objects.get(id=text.id).kind == Kind.SIGHTING
    assert Entry.objects.filter(verb="reports.sort").count() == 1


def test_sort_when_it_stands_among_others_then_it_leaves_them_for_a_line_of_its_own():
    hotline = make.volunteer(Role.HOTLINE)
    scene, other = make.report(), make.report("call my lawyer please")

    into = actions.sort(str(other.id), kind=Kind.NEED_HELP, by=hotline)

    assert (other.incident_id == scene.incident_id, into != str(scene.incident_id)) == (True, True)
    assert Incident.objects.get(id=into).kind == Kind.NEED_HELP
    assert Incident.objects.get(id=scene.incident_id).n_reports == 1


def test_sort_when_it_is_a_threat_then_urgent_and_when_it_is_nothing_then_refused():
    hotline, text = make.volunteer(Role.HOTLINE), make.report("he will shoot", kind=Kind.TO_SORT)

    with pytest.raises(Unreadable, match="Say what it is about"):
        actions.sort(str(text.id), kind=Kind.TO_SORT, by=hotline)
    into = actions.sort(str(text.id), kind=Kind.THREAT, by=hotline)

    assert Incident.objects.get(id=into).is_urgent

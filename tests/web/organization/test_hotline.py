"""The hotline's desk in the browser: calls, the board, one scene, who may come in."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.conftest import MORNING
from tests.notices import make
from tests.reports import make as scenes
from tests.web import doors
from tests.web.organization import desk_hands as desk
from wardbell.channels import memory
from wardbell.ground import clock, jobs
from wardbell.ground.actors import OPERATOR
from wardbell.people.models import Membership, Organization
from wardbell.people.rules import Role
from wardbell.reports import actions
from wardbell.reports.models import Gathering, Incident, Report, Volunteer
from wardbell.reports.queries.board import MOST_LINES
from wardbell.reports.rules import Level

pytestmark = pytest.mark.usefixtures("at_desk")
NUMBER = "612-555-0188"
DIRTY = "Gray van, plate MN KTR-4471, they took him from 2417 Bloomington Ave apt 3, call me at 612-555-0142"
PAGES = ("", "call/", "shifts/")


# --- taking a call


def test_call_when_it_is_kept_then_by_pseudonym_masked_and_the_volunteer_is_shown_what_was_taken_out():
    hotline = doors.enter(desk.VOLUNTEER)

    shown = doors.shown(hotline.get(desk.call(hotline, DIRTY)))

    report = Report.objects.get()
    assert [secret in report.text for secret in ("4471", "2417", "0142")] == [False] * 3
    assert "a number plate, a telephone number, somebody&#x27;s home" in shown
    assert [secret in shown for secret in ("4471", "2417", "0142")] == [False] * 3
    assert report.taken_by == Volunteer.objects.get(pseudonym="Heron")


def test_call_when_nothing_is_filled_in_then_kept_all_the_same_for_the_whole_city():
    hotline = doors.enter(desk.VOLUNTEER)

    response = hotline.post(desk.CALL, {"kind": "need_help"})

    report = Report.objects.get()
    assert (response.status_code, report.kind, report.ward, report.first_hand) == (
        302,
        "need_help",
        "",
        "not_asked",
    )


def test_call_when_a_home_is_told_as_the_place_then_only_its_ward_is_kept():
    hotline = doors.enter(desk.VOLUNTEER)

    desk.call(hotline, place_name="3120 Elm Street, apartment 4", place_kind="public_place")

    report = Report.objects.get()
    assert (report.place_name, report.place_kind, report.ward) == ("", "ward", "ward:6")


def test_call_when_the_place_is_on_the_adopted_list_then_a_public_place_with_its_ward():
    hotline = doors.enter(desk.VOLUNTEER)

    desk.call(hotline, place_name="main library", area="city")

    report = Report.objects.get()
    assert (report.place_kind, report.place_name) == ("public_place", "Main Library")
    assert report.ward.startswith("ward:")


def test_call_when_it_is_sent_twice_then_one_report_and_one_sealed_number():
    from wardbell.subscribers.models import ReplyHandle

    hotline, before = doors.enter(desk.VOLUNTEER), ReplyHandle.objects.count()
    key = "7d0c2f7e-9a1b-4a63-8d2f-0c1f6d6f5a11"

    places = {desk.call(hotline, call=key, callback=NUMBER) for _ in range(2)}

    assert (len(places), Report.objects.count(), ReplyHandle.objects.count() - before) == (1, 1, 1)


def test_call_when_a_number_is_left_then_it_is_never_shown_again_and_stands_in_no_table():
    hotline = doors.enter(desk.VOLUNTEER)

    shown = doors.shown(hotline.get(desk.call(hotline, callback=NUMBER)))

    assert "They get the answer by text message" in shown
    assert "0188" not in shown
    assert not doors.is_kept("5550188")


def test_call_when_the_number_is_none_then_nothing_is_lost_and_nothing_kept():
    hotline = doors.enter(desk.VOLUNTEER)

    response = hotline.post(desk.CALL, {"kind": "sighting", "text": "Two at the corner", "callback": "12"})

    assert (response.status_code, Report.objects.count()) == (422, 0)
    assert "Two at the corner" in doors.shown(response)


def test_call_when_a_threat_is_told_then_911_is_shown_and_the_shift_lead_gets_a_message():
    hotline = doors.enter(desk.VOLUNTEER)
    memory.forget()

    shown = doors.shown(hotline.get(desk.call(hotline, "Somebody says he will shoot", kind="threat")))
    jobs.run_all()

    assert "In danger: 911, now." in shown
    assert [one for one in memory.outbox() if "threat" in one.body.lower()] != []


@pytest.mark.parametrize("language", ["en", "es", "so", "hmn", "ar"])
def test_call_when_the_caller_speaks_a_language_then_every_question_stands_in_it(language):
    from wardbell.phrases import queries as phrases

    hotline = doors.enter(desk.VOLUNTEER)

    page = doors.shown(hotline.get(f"{desk.CALL}?caller={language}")).replace("&#x27;", "'")

    said = [
        phrases.render("call-script", {}, language=language, medium=medium)
        for medium in phrases.media_of("call-script")
        if medium != "page-end"
    ]
    assert {one.language for one in said} == {language}
    assert [one.body for one in said if one.body not in page] == []


# --- the board


def test_board_when_two_take_the_same_line_then_the_second_is_told_and_the_first_keeps_it():
    hotline, lead = doors.enter(desk.VOLUNTEER), doors.enter(desk.LEAD)
    incident = desk.incident_of(desk.call(hotline))

    first = hotline.post(desk.BOARD, {"claim": incident})
    second = lead.post(desk.BOARD, {"claim": incident})

    assert (first.status_code, second.status_code) == (302, 409)
    assert "Heron has this in hand. Ask them to hand it over, or wait." in doors.shown(second)
    assert Incident.objects.get().owner == Volunteer.objects.get(pseudonym="Heron")


def test_board_when_forty_tell_of_one_scene_then_one_line():
    hotline = doors.enter(desk.VOLUNTEER)
    for _ in range(3):
        desk.call(hotline)

    page = doors.shown(hotline.get(desk.BOARD))

    assert page.count("Ash St &amp; Pier Ave") == 1
    assert "Told: 3 · saw it: 3" in page


@pytest.mark.parametrize(
    ("minutes", "word"), [(0, "new"), (6, "waits for a first label"), (11, "late: nobody has labelled it")]
)
def test_board_when_a_line_waits_then_its_age_is_said_in_a_word(minutes, word):
    hotline = doors.enter(desk.VOLUNTEER)
    desk.call(hotline)

    with clock.fixed(MORNING + timedelta(minutes=minutes)):
        page = doors.shown(hotline.get(desk.BOARD))

    assert f"· {word}<" in page


def test_board_when_thirty_lines_wait_then_no_more_queries_than_for_one():
    hotline, counts = doors.enter(desk.VOLUNTEER), []
    hotline.get(desk.BOARD)
    for n in (1, MOST_LINES - 1):
        for place in range(n):
            scenes.report(place=scenes.corner(place + n))
        with CaptureQueriesContext(connection) as asked:
            hotline.get(desk.BOARD)
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert counts[1] < 40


@pytest.mark.parametrize("page", ["organization:board", "organization:by_ward", "organization:rumours"])
def test_pages_when_forty_lines_wait_then_each_ward_is_named_once(page):
    lead, counts = doors.enter(desk.LEAD), []
    lead.get(reverse(page))
    for n in (1, 39):
        for place in range(n):
            scenes.report(place=scenes.corner(place + n))
            actions.log_rumour(
                f"claim {place} {n}",
                ward=f"ward:{place % 13 + 1}",
                is_public_claim=True,
                by=make.who("shift-lead"),
            )
        with CaptureQueriesContext(connection) as asked:
            lead.get(reverse(page))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_board_when_there_is_more_than_a_page_then_every_line_is_on_one():
    hotline = doors.enter(desk.VOLUNTEER)
    for place in range(MOST_LINES + 2):
        scenes.report(place=scenes.corner(place))

    pages = [doors.shown(hotline.get(f"{desk.BOARD}?page={n}")) for n in ("1", "2", "99", "x")]

    assert [page.count('name="claim"') for page in pages] == [MOST_LINES, 2, 2, MOST_LINES]
    assert f"{MOST_LINES + 2} open, {MOST_LINES + 2} in nobody's hand" in pages[0]


def test_regather_when_the_lead_accepts_one_then_it_moves_and_can_be_undone_where_they_are_led():
    lead, page = doors.enter(desk.LEAD), reverse("organization:regather")
    empty = doors.shown(lead.get(page))
    [scene, _], astray = [scenes.report() for _ in range(2)], scenes.report(place=scenes.OTHER_CORNER)
    Report.objects.filter(id=astray.id).update(place_name=scenes.CORNER.name, ward="ward:6")
    shown = doors.shown(lead.get(page))
    key = shown.partition('name="key" value="')[2].partition('"')[0]

    done = lead.post(page, {"key": key}, follow=True)
    again = lead.post(page, {"key": key})

    assert ("Nothing would move" in empty, "One scene in two lines?" in shown) == (True, True)
    assert Report.objects.get(id=astray.id).incident_id == scene.incident_id
    assert 'value="undo"' in doors.shown(done)
    assert again.status_code == 409
    assert "The board has changed since." in doors.shown(again)
    assert doors.enter(desk.VOLUNTEER).get(page).status_code == 403


def test_sort_when_a_volunteer_says_what_a_text_is_about_then_its_line_says_so():
    text = scenes.report("something at Ash and Pier", kind="to_sort")
    hotline = doors.enter(desk.VOLUNTEER)
    page = reverse("organization:told", args=[text.incident_id, text.id])
    before = doors.shown(hotline.get(desk.BOARD))

    done = hotline.post(page, {"action": "sort", "kind": "question"})
    wrong = hotline.post(page, {"action": "sort", "kind": "to_sort"})

    assert "To be sorted: a text that nobody has read yet" in before
    assert (done.status_code, wrong.status_code) == (302, 400)
    assert "Has a question" in doors.shown(hotline.get(desk.BOARD))


# --- one scene


def test_incident_when_handed_over_then_free_with_the_note_on_the_board():
    hotline = doors.enter(desk.VOLUNTEER)
    incident = desk.incident_of(desk.call(hotline))
    hotline.post(desk.BOARD, {"claim": incident})

    hotline.post(desk.page_of(incident), {"action": "hand_over", "note": "Asked for the corner again."})

    assert "Asked for the corner again." in doors.shown(doors.enter(desk.LEAD).get(desk.BOARD))
    assert Incident.objects.get().owner is None


def test_incident_when_a_note_holds_a_number_then_refused_and_still_on_the_page():
    hotline = doors.enter(desk.VOLUNTEER)
    incident = desk.incident_of(desk.call(hotline))
    hotline.post(desk.BOARD, {"claim": incident})

    response = hotline.post(desk.page_of(incident), {"action": "hand_over", "note": "Call 612-555-0142"})

    assert response.status_code == 409
    assert "Call 612-555-0142" in doors.shown(response)
    assert not doors.is_kept("555-0142")


def test_incident_when_a_level_lacks_something_then_the_sentence_stands_there_and_the_button_does_not():
    lead = doors.enter(desk.LEAD)
    incident = desk.incident_of(desk.call(lead))
    lead.post(desk.BOARD, {"claim": incident})
    lead.post(desk.page_of(incident), {"action": "move", "to": "unconfirmed"})

    page = doors.shown(lead.get(desk.page_of(incident)))
    refused = lead.post(desk.page_of(incident), {"action": "move", "to": "corroborated"})

    assert "This needs two first-hand accounts of two people" in page
    assert 'value="corroborated"' not in page
    assert (refused.status_code, Incident.objects.get().level) == (409, Level.UNCONFIRMED)


def test_incident_when_two_saw_it_then_the_lead_corroborates_and_the_volunteer_may_not():
    hotline, lead = doors.enter(desk.VOLUNTEER), doors.enter(desk.LEAD)
    incident = desk.incident_of(desk.call(hotline))
    desk.call(hotline, "agents by the laundry, still there")
    hotline.post(desk.BOARD, {"claim": incident})
    hotline.post(desk.page_of(incident), {"action": "move", "to": "unconfirmed"})

    denied = hotline.post(desk.page_of(incident), {"action": "move", "to": "corroborated"})
    hotline.post(desk.page_of(incident), {"action": "hand_over", "note": "Two saw it."})
    lead.post(desk.BOARD, {"claim": incident})
    lead.post(desk.page_of(incident), {"action": "move", "to": "corroborated"})

    assert denied.status_code == 403
    assert Incident.objects.get().level == Level.CORROBORATED


def test_incident_when_confirmed_by_a_button_that_nobody_has_then_403_and_no_rung():
    lead = doors.enter(desk.LEAD)
    incident = desk.incident_of(desk.call(lead))
    lead.post(desk.BOARD, {"claim": incident})

    response = lead.post(desk.page_of(incident), {"action": "move", "to": "confirmed_community"})

    assert (response.status_code, Incident.objects.get().n_rungs) == (403, 0)


def test_incident_when_a_call_for_help_is_judged_then_it_is_never_corroborated():
    lead = doors.enter(desk.LEAD)
    incident = desk.incident_of(desk.call(lead, "my brother was taken", kind="detained_relative"))
    lead.post(desk.BOARD, {"claim": incident})
    lead.post(desk.page_of(incident), {"action": "move", "to": "unconfirmed"})

    page = doors.shown(lead.get(desk.page_of(incident)))
    response = lead.post(desk.page_of(incident), {"action": "move", "to": "corroborated"})

    assert "Corroborated: two people saw it" not in page
    assert "Ended, or done" in page
    assert (response.status_code, Incident.objects.get().level) == (409, Level.UNCONFIRMED)


def test_incident_when_split_and_undone_then_as_before():
    lead = doors.enter(desk.LEAD)
    incident = desk.incident_of(desk.call(lead))
    desk.call(lead)
    report = Report.objects.order_by("received_at", "id").last()

    split = lead.post(desk.page_of(incident), {"action": "split", "report": [str(report.id)]})
    parted = Report.objects.filter(incident_id=incident).count()
    act = Gathering.objects.get()
    lead.post(
        desk.page_of(desk.incident_of(split.headers["Location"])), {"action": "undo", "act": str(act.id)}
    )

    assert (parted, Report.objects.filter(incident_id=incident).count()) == (1, 2)


def test_incident_when_merged_then_the_other_holds_both():
    lead = doors.enter(desk.LEAD)
    one = desk.incident_of(desk.call(lead))
    other = desk.incident_of(desk.call(lead, "dogs", place_name="Pier Ave & 9th St"))
    assert one != other

    lead.post(desk.page_of(other), {"action": "merge", "into": one})

    assert Incident.objects.get(id=one).n_reports == 2


def test_incident_when_an_account_is_doubted_then_it_counts_for_nothing_until_trusted_again():
    hotline = doors.enter(desk.VOLUNTEER)
    incident = desk.incident_of(desk.call(hotline))
    ticked = {"report": [str(Report.objects.get().id)]}

    counts = []
    for action in ("doubt", "trust"):
        hotline.post(desk.page_of(incident), {"action": action} | ticked)
        counts.append(Incident.objects.get().n_first_hand)

    assert counts == [0, 1]


@pytest.mark.parametrize(
    "given",
    [
        {"action": "split", "report": ["x"]}, {"action": "split"}, {"action": "doubt"}, {"action": "undo", "act": "x"},
        {"action": "merge", "into": "'"}, {"action": "move", "to": "x"}, {"action": "x"}, {},
    ],
    ids=str,
)  # fmt: skip
def test_incident_when_a_button_sends_rubbish_then_a_sentence_and_nothing_changes(given):
    hotline = doors.enter(desk.VOLUNTEER)
    incident = desk.incident_of(desk.call(hotline))
    before = doors.stored()

    response = hotline.post(desk.page_of(incident), given)

    assert response.status_code == 422
    assert doors.stored() == before


def test_told_when_somebody_asked_then_where_it_was_and_whether_they_saw_it_are_recorded():
    hotline = doors.enter(desk.VOLUNTEER)
    incident = desk.incident_of(desk.call(hotline, place_name="", area="city", first_hand="not_asked"))
    report = Report.objects.get()

    response = hotline.post(
        f"{desk.page_of(incident)}{report.id}/",
        {
            "first_hand": "yes",
            "place_name": "Ash St & Pier Ave",
            "place_kind": "intersection",
            "area": "ward:6",
        },
    )

    report.refresh_from_db()
    assert response.status_code == 302
    assert (report.place_kind, report.ward, report.first_hand) == ("intersection", "ward:6", "yes")


# --- who may come in


@pytest.mark.parametrize(
    "who", ["ward-6-member", "chief-designee", "city-clerk", "hotline-lead", "confirmer"]
)
@pytest.mark.parametrize("page", [*PAGES, "incidents/{incident}/", "volunteers/"])
def test_desk_when_somebody_else_comes_then_403_whether_there_is_anything_or_not(who, page):
    incident = desk.incident_of(desk.call(doors.enter(desk.VOLUNTEER)))

    response = doors.enter(who).get(f"{desk.BOARD}{page.format(incident=incident)}")

    assert response.status_code == 403
    assert "Pier Ave" not in doors.shown(response)


@pytest.mark.parametrize("page", [*PAGES, "incidents/{incident}/", "volunteers/"])
def test_desk_when_a_shift_lead_also_holds_an_office_of_the_city_then_nothing_is_shown(page):
    incident = desk.incident_of(desk.call(doors.enter(desk.VOLUNTEER)))
    aide = make.who("ward-6-aide")
    Membership.objects.create(
        account_id=aide.id, organization=Organization.objects.get(code="hotline"), role=Role.SHIFT_LEAD,
        starts_at=MORNING - timedelta(days=1),
    )  # fmt: skip

    response = doors.enter("ward-6-aide").get(f"{desk.BOARD}{page.format(incident=incident)}")

    told = doors.shown(response).partition("<main")[2]
    assert "Pier Ave" not in told
    assert (response.status_code, "1 open" in told) == (403, False)


@pytest.mark.parametrize("page", [*PAGES, "volunteers/"])
def test_desk_when_the_node_is_the_citys_then_there_is_no_such_page(page, settings):
    lead = doors.enter(desk.LEAD)
    here = lead.get(f"{desk.BOARD}{page}").status_code

    settings.NODE_ROLES = frozenset({"city"})

    assert (here, lead.get(f"{desk.BOARD}{page}").status_code) == (200, 404)


def test_home_when_the_node_is_the_citys_then_no_link_to_the_desk(settings):
    hotline = doors.enter(desk.VOLUNTEER)
    before = doors.shown(hotline.get("/accounts/"))

    settings.NODE_ROLES = frozenset({"city"})

    assert (desk.BOARD in before, desk.BOARD in doors.shown(hotline.get("/accounts/"))) == (True, False)


def test_desk_when_a_volunteer_has_left_then_closed_to_them():
    hotline = doors.enter(desk.VOLUNTEER)
    actions.leave(str(Volunteer.objects.get(pseudonym="Heron").id), by=OPERATOR)

    assert hotline.get(desk.BOARD).status_code == 403

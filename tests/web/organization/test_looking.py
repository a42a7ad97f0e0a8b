"""The confirmer's phone and the shift lead's page: the brief before the place, one sending for many, back at once."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.browser import stage
from tests.conftest import MORNING
from tests.notices import make
from tests.people import make as people
from tests.reports import make as ground
from tests.web import doors
from wardbell.ground import clock, ids
from wardbell.people.models import Account
from wardbell.people.rules import Role
from wardbell.reports.models import Finding, Incident, Offer, Report
from wardbell.reports.rules import Answer, OfferState

PLACE = "th St &amp; Avenue"


@pytest.fixture(scope="module")
def staged(founded: None, django_db_blocker) -> Iterator[dict[str, str]]:
    """Five scenes to which one confirmer was asked; once for the file."""
    with django_db_blocker.unblock(), clock.fixed(MORNING), transaction.atomic():
        yield stage.looking()
        transaction.set_rollback(True)


@pytest.fixture
def facts(staged: dict[str, str], larkwater: None) -> dict[str, str]:
    Offer.objects.filter(state=OfferState.OFFERED).update(offered_at=clock.now())  # the stage's lie ahead
    return staged


@pytest.fixture
def confirmer(facts: dict[str, str]) -> Client:
    return doors.enter("confirmer")


@pytest.fixture
def lead(facts: dict[str, str]) -> Client:
    return doors.enter("shift-lead")


def offer_page(facts: dict[str, str], name: str) -> str:
    return reverse("organization:offer", args=[facts[f"offer_{name}"]])


def checklist(facts: dict[str, str], name: str = "there") -> str:
    return reverse("organization:observe", args=[facts[f"offer_{name}"]])


def ticked(**changes: object) -> dict[str, object]:
    """The checklist as a browser sends it."""
    said = {"key": str(ids.new()), "answer": "enforcement", "ground": "public", "markings": ["ice", "vest"]}
    return said | {"started": "04:40"} | changes


def state(facts: dict[str, str], name: str) -> str:
    return Offer.objects.get(id=facts[f"offer_{name}"]).state


@pytest.mark.parametrize(
    ("name", "shows"),
    [("offered", False), ("briefed", False), ("accepted", True), ("there", True), ("leaving", False)],
)
def test_offer_when_looked_at_then_the_place_stands_there_only_while_they_go_or_are_there(
    facts, confirmer, name, shows
):
    page = doors.shown(confirmer.get(offer_page(facts, name)))

    assert (PLACE in page) is shows
    assert PLACE not in doors.shown(confirmer.get(reverse("organization:looking")))


def test_offer_when_accepted_before_the_brief_then_refused_and_then_step_by_step(facts, confirmer):
    page = offer_page(facts, "offered")
    too_early = confirmer.post(page, {"action": "accept"})
    half = confirmer.post(page, {"action": "brief", "line": ["may_decline"]})
    lines = [
        "may_decline",
        "only_if_near",
        "public_place",
        "leave_when_told",
        "do_not_interfere",
        "no_faces_no_plates",
    ]

    done = [
        confirmer.post(page, {"action": "brief", "line": lines}).status_code,
        *(confirmer.post(page, {"action": one}).status_code for one in ("accept", "arrive", "well")),
    ]

    assert (too_early.status_code, half.status_code, done) == (409, 409, [302] * 4)
    assert "Open the whole safety brief first." in doors.shown(too_early)
    assert state(facts, "offered") == OfferState.DONE


def test_offer_when_enough_have_said_yes_then_no_more_are_needed(facts, confirmer):
    briefed = Offer.objects.get(id=facts["offer_briefed"])
    for place, row in enumerate([_confirmer(), _confirmer()], start=1):
        Offer.objects.create(
            incident=briefed.incident, volunteer_id=row, state=OfferState.ACCEPTED, place=place, offered_at=clock.now(),
            offered_by=briefed.offered_by, brief_opened_at=clock.now(), welfare_due_at=clock.now(),
        )  # fmt: skip

    page = doors.shown(confirmer.post(offer_page(facts, "briefed"), {"action": "accept"}, follow=True))

    assert "No more are needed. Please do not go." in page
    assert PLACE not in page
    assert state(facts, "briefed") == OfferState.NOT_NEEDED


def test_offer_when_somebody_elses_then_not_there(facts, confirmer):
    Offer.objects.filter(id=facts["offer_there"]).update(volunteer_id=_confirmer())

    pages = [
        offer_page(facts, "there"),
        checklist(facts),
        reverse("organization:offer_state", args=[facts["offer_there"]]),
    ]

    assert [confirmer.get(one).status_code for one in pages] == [404] * 3
    assert confirmer.post(checklist(facts), ticked()).status_code == 404
    assert Finding.objects.count() == 0


def test_checklist_when_sent_as_a_plain_form_then_kept_with_its_times(facts, confirmer):
    answer = confirmer.post(checklist(facts), ticked(ended="04:55"), follow=True)

    report = Report.objects.get(source="observer")
    assert "Recorded. Thank you." in doors.shown(answer)
    assert (report.markings, report.text) == (["ice", "vest"], "")
    assert report.seen_at.isoformat() == "2026-11-23T10:40:00+00:00"
    ended = Finding.objects.get(answer=Answer.ENDED)
    assert ended.found_at.isoformat() == "2026-11-23T10:55:00+00:00"


def test_checklist_when_the_phone_sends_it_twice_after_two_hours_then_kept_once(facts, confirmer):
    said = ticked(written_at=MORNING.isoformat().replace("+00:00", ".000Z"), started="05:00")
    with clock.fixed(MORNING + clock.timedelta(hours=2)):
        answers = [
            confirmer.post(checklist(facts), said, headers={"accept": "application/json"}) for _ in range(2)
        ]

    assert [one.json()["said"] for one in answers] == ["Recorded. Thank you.", "This was recorded before. Nothing was changed."]  # fmt: skip
    assert Report.objects.get(source="observer").seen_at == MORNING
    assert Finding.objects.get().found_at == MORNING


def test_checklist_when_a_time_is_later_than_now_then_it_was_yesterday(facts, confirmer):
    confirmer.post(checklist(facts), ticked(started="23:30"))

    assert Report.objects.get(source="observer").seen_at.isoformat() == "2026-11-23T05:30:00+00:00"


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"answer": ""}, 422), ({"answer": "ended"}, 422), ({"ground": ""}, 422), ({"markings": ["badge 4411"]}, 422),
        ({"started": "soon"}, 422), ({"key": "x" * 36}, 409), ({"started": "04:50", "ended": "04:40"}, 409),
    ],
)  # fmt: skip
def test_checklist_when_it_is_none_then_said_on_the_page_and_to_the_script(facts, confirmer, changes, status):
    plain = confirmer.post(checklist(facts), ticked(**changes))
    script = confirmer.post(checklist(facts), ticked(**changes), headers={"accept": "application/json"})

    assert (plain.status_code, script.status_code) == (status, status)
    assert script.json()["said"]
    assert Finding.objects.count() == 0


def test_checklist_when_looked_at_then_it_names_no_place_and_asks_for_no_text(facts, confirmer):
    page = doors.shown(confirmer.get(checklist(facts)))

    assert PLACE not in page
    assert 'type="text"' not in page
    assert "<textarea" not in page
    assert "demo)" not in page.partition("<main")[0], "a phone keeps this page: no name stands on it"


def test_lead_when_asking_then_who_fits_by_pseudonym_and_the_offer_is_there(facts, lead):
    page = reverse("organization:looking_at", args=[facts["free_scene"]])
    before = doors.shown(lead.get(page))
    [value] = [one.split('"')[0] for one in before.split('name="volunteer" id="v1" value="')[1:]]

    after = doors.shown(lead.post(page, {"action": "ask", "volunteer": [value]}, follow=True))

    assert "1 person is asked." in after
    assert "asked, no answer yet" in doors.shown(lead.get(page + "?live"))
    assert "Person Number" not in before + after


def test_lead_when_nobody_is_ticked_or_a_home_was_told_then_the_sentence(facts, lead):
    page = reverse("organization:looking_at", args=[facts["free_scene"]])
    nobody = lead.post(page, {"action": "ask"})
    Incident.objects.filter(id=facts["free_scene"]).update(is_dwelling=True)

    home = doors.shown(lead.get(page))

    assert (nobody.status_code, "Ask somebody" in doors.shown(nobody)) == (409, True)
    assert "Nobody is sent to a home" in home
    assert 'name="volunteer"' not in home


@pytest.mark.parametrize(
    "written_at",
    ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-11-23", "x", "2026-11-23T11:00:00"],
)
def test_checklist_when_the_phones_clock_cannot_be_meant_then_it_is_as_it_came_in(
    facts, confirmer, written_at
):
    answer = confirmer.post(checklist(facts), ticked(written_at=written_at))

    assert (answer.status_code, Finding.objects.get().found_at) == (302, MORNING)


def test_pages_when_sent_what_no_browser_sends_then_a_sentence(facts, lead, confirmer):
    page = reverse("organization:looking_at", args=[facts["free_scene"]])
    thread = reverse("organization:thread", args=[facts["looked"]])
    odd = [
        lead.post(page, {"action": "ask", "volunteer": ["nobody", "\0"]}), lead.post(page, {"action": "dance"}),
        confirmer.post(offer_page(facts, "there"), {"action": "dance"}), confirmer.post(thread, {"word": "dance"}),
        confirmer.post(thread, {"words": "\0 \0"}),
    ]  # fmt: skip

    assert [one.status_code for one in odd] == [409] * 5
    assert confirmer.post(checklist(facts), ticked(key="\0" * 36)).status_code == 422
    assert confirmer.post(thread, {"words": "a\0b"}).status_code == 302


def test_lead_when_everybody_is_called_back_then_the_phone_knows_at_its_next_look(facts, lead, confirmer):
    watched = reverse("organization:offer_state", args=[facts["offer_there"]])
    before = confirmer.get(watched).json()["state"]

    lead.post(reverse("organization:looking_at", args=[facts["looked"]]), {"action": "stand_down"})

    assert (before, confirmer.get(watched).json()["state"]) == ("on_site", "stood_down")
    page = doors.shown(confirmer.get(offer_page(facts, "there")))
    assert "Leave now. Then say that you are well." in page
    confirmer.post(offer_page(facts, "there"), {"action": "well"})
    assert state(facts, "there") == OfferState.DONE


def test_lead_when_a_confirmer_has_seen_it_then_what_they_saw_stands_there(facts, lead, confirmer):
    confirmer.post(checklist(facts), ticked())

    page = doors.shown(lead.get(reverse("organization:looking_at", args=[facts["looked"]])))

    assert "Civil immigration enforcement" in page
    assert "Tern" in page


def test_thread_when_written_then_read_by_both_and_what_may_not_stand_there_is_refused(
    facts, lead, confirmer
):
    page = reverse("organization:thread", args=[facts["looked"]])
    refused = confirmer.post(page, {"words": "Call me at 612-555-0143"})
    too_long = confirmer.post(page, {"words": "a " * 71})
    confirmer.post(page, {"word": "need_help", "words": "at the north side"})
    lead.post(page, {"word": "leave_now"})

    read = doors.shown(lead.get(page + "?live")), doors.shown(confirmer.get(page + "?live"))

    assert (refused.status_code, too_long.status_code) == (409, 409)
    assert read[0] == read[1]
    assert all(one in read[0] for one in ("I need help: at the north side", "Leave now", "Linnet", "Tern"))
    assert not doors.is_kept("612-555-0143")
    assert "gone 24 hours after the matter is closed" in doors.shown(confirmer.get(page))


def test_pages_when_the_node_is_the_citys_alone_then_not_there(facts, lead, confirmer, settings):
    pages = [
        (confirmer, reverse("organization:looking")), (confirmer, offer_page(facts, "there")), (confirmer, checklist(facts)),
        (confirmer, reverse("organization:worker")), (lead, reverse("organization:looking_at", args=[facts["looked"]])),
        (lead, reverse("organization:thread", args=[facts["looked"]])),
    ]  # fmt: skip
    assert {client.get(page).status_code for client, page in pages} == {200}

    settings.NODE_ROLES = frozenset({"city"})

    assert {client.get(page).status_code for client, page in pages} == {404}
    assert {client.post(page).status_code for client, page in pages} <= {404, 405}


def test_pages_when_a_confirmer_takes_an_office_then_turned_away(facts, confirmer):
    people.grant(Account.objects.get(id=make.who("confirmer").id), Role.AIDE, "ward-6")

    assert confirmer.get(reverse("organization:looking")).status_code == 403
    assert confirmer.get(offer_page(facts, "there")).status_code == 403


def _confirmer() -> UUID:
    return ground.row_of(ground.volunteer(Role.CONFIRMER)).id

"""Saying it: how it is known, then one screen for each question, then one button."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.notices import make
from tests.web import doors
from wardbell.escalation.models import Request
from wardbell.notices import kinds
from wardbell.notices import queries as notices
from wardbell.notices.models import DraftsEnded, Notice
from wardbell.notices.rules import HowKnown, may_ever_reach

pytestmark = pytest.mark.usefixtures("larkwater")
SENTINEL = "purple-heron-0451"
#: what the page offers; the city's own works are asked of civic notices alone
OFFERED = [HowKnown(how) for how in kinds.kind("official_notice").how_known]
NOBODY = sorted(how for how in OFFERED if may_ever_reach(how) == 0)


@pytest.fixture
def designee() -> Client:
    return doors.enter("chief-designee")


def the_draft(draft: str) -> notices.NoticeView:
    return notices.notice(draft.strip("/").rpartition("/")[2])


# --- the first question


@pytest.mark.parametrize("how_known", NOBODY)
def test_first_question_when_it_may_reach_nobody_then_ended_counted_and_nothing_else_stored(
    designee, how_known
):
    before = doors.stored()

    response = designee.post(
        reverse("official:say"), {"how_known": how_known, "link": SENTINEL, "words": SENTINEL}
    )

    after = doors.stored()
    assert "+16125550100" in doors.shown(response), "the city attorney's number"
    assert {table for table in after if after[table] != before[table]} == {DraftsEnded._meta.db_table}
    assert DraftsEnded.objects.get().n == 1
    assert not doors.is_kept(SENTINEL)


def test_first_question_when_listed_then_six_answers_reach_nobody():
    assert NOBODY == [
        "deconfliction", "in_confidence", "not_sure", "police_or_federal_system", "sealed_paper", "task_force"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "answer", [{}, {"how_known": "because"}, {"how_known": ""}, {"how_known": "not_sure\x00"}]
)
def test_first_question_when_unanswered_or_answered_otherwise_then_asked_again(designee, answer):
    response = designee.post(reverse("official:say"), answer)

    assert (response.status_code, Notice.objects.count(), DraftsEnded.objects.count()) == (422, 0, 0)
    assert 'id="errors"' in doors.shown(response)


def test_first_question_when_the_duty_clerk_names_nobody_then_asked_for_whom():
    clerk = doors.enter("duty-clerk")

    alone = clerk.post(reverse("official:say"), {"how_known": HowKnown.SEEN_IN_PUBLIC_BY_STAFF})
    named = clerk.post(
        reverse("official:say"),
        {"how_known": HowKnown.SEEN_IN_PUBLIC_BY_STAFF, "on_behalf_of": make.who("chief-designee").id},
    )

    assert (alone.status_code, named.status_code) == (422, 302)
    assert str(Notice.objects.get().on_behalf_of_id) == make.who("chief-designee").id


def test_first_question_when_a_designee_names_another_then_refused(designee):
    other = make.who("mayor-designee").id

    response = designee.post(reverse("official:say"), {"how_known": HowKnown.REQUEST, "on_behalf_of": other})

    assert (response.status_code, Notice.objects.count()) == (422, 0)


# --- the walk


def test_walk_when_every_question_is_answered_then_sent_once_to_thirteen_offices(designee):
    draft = doors.say_all(designee)
    check = designee.get(f"{draft}check/")

    sent = designee.post(f"{draft}check/", {"action": "send"})

    row = the_draft(draft)
    assert check.status_code == 200
    assert sent.headers["Location"] == reverse("official:follow_up", args=[row.id])
    assert (row.state, row.single_signed, row.number) == ("published", True, "2026-1")
    assert Request.objects.filter(subject=row.subject).count() == 13
    assert doors.done()[-1] == "notices.publish"


def test_walk_when_the_button_is_pressed_twice_then_sent_once(designee):
    draft = doors.say_all(designee)
    designee.post(f"{draft}check/", {"action": "send"})
    before = doors.stored()

    again = designee.post(f"{draft}check/", {"action": "send"})

    assert again.status_code in {302, 404}, "the draft is gone, or the notice is shown"
    assert doors.stored() == before


def test_walk_when_it_needs_two_persons_then_the_pool_is_asked_and_nothing_leaves(designee):
    draft = doors.say(designee, HowKnown.REQUEST)
    designee.post(f"{draft}source/", doors.SOURCE)
    asked = {"agency": "federal_other", "request_type": "traffic", "city_answer": "declined"}
    designee.post(f"{draft}what/", asked)

    designee.post(f"{draft}check/", {"action": "send"})

    assert (the_draft(draft).state, Request.objects.count()) == ("in_review", 0)
    assert doors.done()[-1] == "notices.ask_approval"


@pytest.mark.parametrize("how", ["get", "post"])
@pytest.mark.parametrize(
    ("answered", "open_one"), [([], "source"), (["source"], "what"), (["source", "what", "status"], "where")]
)
def test_walk_when_a_question_is_left_out_then_led_to_it_and_nothing_is_sent(
    designee, how, answered, open_one
):
    draft = doors.say(designee)
    for step in answered:
        designee.post(f"{draft}{step}/", doors.ANSWERS[step])

    response = getattr(designee, how)(f"{draft}check/", {"action": "send"})

    assert response.headers["Location"] == f"{draft}{open_one}/"
    assert the_draft(draft).state == "draft"


def test_walk_when_it_is_announced_then_it_names_no_place_and_is_sent(designee):
    draft = doors.say(designee, HowKnown.PUBLIC_STATEMENT)
    designee.post(f"{draft}source/", doors.SOURCE | {"link": make.LINK})
    designee.post(f"{draft}what/", doors.ANSWERS["what"])

    after_status = designee.post(f"{draft}status/", {"status": "publicly_announced"})
    designee.post(f"{draft}check/", {"action": "send"})

    assert after_status.headers["Location"] == f"{draft}when/"
    assert (the_draft(draft).state, the_draft(draft).areas) == ("published", ("city",))


def test_walk_when_discarded_then_nothing_is_left_but_that_it_was(designee):
    draft = doors.say_all(designee)

    response = designee.post(f"{draft}check/", {"action": "discard"})

    assert response.headers["Location"] == reverse("official:home")
    assert (Notice.objects.count(), doors.done()[-1]) == (0, "notices.discard")


@pytest.mark.parametrize(
    ("step", "answers"),
    [
        ("source", {"source_ago": "other", "source_time": ""}),
        ("source", {"source_ago": "other", "source_time": "yesterday"}),
        ("source", {"source_ago": "other", "source_time": "2026-11-23T09:00"}),  # hours ahead
        ("source", {"source_ago": "-600"}),
        ("what", {"agents": "yes"}),
        ("what", {"agents": "many", "civil": "yes"}),
        ("status", {"status": "publicly_announced"}),  # not of what staff saw
        ("where", {}),
        ("where", {"areas": ["ward:99"]}),
        ("where", {"areas": ["city", "ward:6"]}),
        ("where", {"areas": ["ward:6\x00"]}),
        ("when", {"since_ago": "other", "since_time": "9999-99-99T99:99"}),
    ],
)
def test_step_when_the_answer_does_not_fit_then_said_on_the_page_and_not_stored(designee, step, answers):
    draft = doors.say_all(designee)
    before = doors.stored()

    response = designee.post(f"{draft}{step}/", answers)

    assert response.status_code == 422
    assert 'class="error' in doors.shown(response)
    assert doors.stored() == before


def test_step_when_the_link_is_refused_then_it_stands_in_the_page_and_nowhere_else(designee):
    draft = doors.say(designee, HowKnown.PUBLIC_STATEMENT)

    response = designee.post(f"{draft}source/", {"link": f"http://{SENTINEL}", "source_ago": "0"})

    assert response.status_code == 422
    assert SENTINEL in doors.shown(response)
    assert not doors.is_kept(SENTINEL)


def test_step_when_the_link_is_taken_then_it_is_stored(designee):
    draft = doors.say(designee, HowKnown.PUBLIC_STATEMENT)

    designee.post(f"{draft}source/", {"link": f"https://{SENTINEL}.example/", "source_ago": "0"})

    assert doors.is_kept(SENTINEL), "the search finds what is there"


def test_step_when_asked_for_a_field_that_no_screen_has_then_nothing_of_it_is_stored(designee):
    draft = doors.say(designee)

    designee.post(f"{draft}source/", doors.SOURCE | {"free_text": SENTINEL, "may_reach": "3"})

    assert not doors.is_kept(SENTINEL)


def test_step_when_another_persons_draft_then_not_there():
    draft = doors.say_all(doors.enter("chief-designee"))
    other = doors.enter("mayor-designee")

    looked, pressed = other.get(f"{draft}check/"), other.post(f"{draft}check/", {"action": "send"})

    assert (looked.status_code, pressed.status_code) == (404, 404)
    assert the_draft(draft).state == "draft"


def test_step_when_a_wards_link_on_the_map_is_followed_then_ticked_and_nothing_saved(designee):
    draft = doors.say_all(designee)
    before = doors.stored()

    page = designee.get(f"{draft}where/?areas=ward:6&areas=ward:7")

    assert doors.shown(page).count("checked") == 2
    assert doors.stored() == before


def test_clerk_when_it_was_not_read_back_then_not_sent():
    clerk = doors.enter("duty-clerk")
    given = {"how_known": HowKnown.SEEN_IN_PUBLIC_BY_STAFF, "on_behalf_of": make.who("chief-designee").id}
    draft = clerk.post(reverse("official:say"), given).headers["Location"].removesuffix("source/")
    for step, answers in doors.ANSWERS.items():
        clerk.post(f"{draft}{step}/", answers)

    early = clerk.post(f"{draft}check/", {"action": "send"})
    clerk.post(f"{draft}check/", {"action": "read_back"})
    sent = clerk.post(f"{draft}check/", {"action": "send"})

    assert (early.status_code, sent.status_code) == (409, 302)
    assert the_draft(draft).state == "published"

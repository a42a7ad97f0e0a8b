"""The second person, and what is done with a notice that is out."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.notices import make
from tests.web import doors
from wardbell.dispatch import queries as letters
from wardbell.notices import actions
from wardbell.notices import queries as notices
from wardbell.notices.models import Notice
from wardbell.phrases.models import GoLive

pytestmark = pytest.mark.usefixtures("larkwater")
SENTINEL = "purple-heron-0451"


@pytest.fixture
def approver() -> Client:
    return doors.enter("clerk-approver")


def review(client: Client, notice_id: str, **fields: str):
    return client.post(reverse("official:review", args=[notice_id]), fields)


def test_review_when_approved_then_public_at_once_and_said_in_the_journal(approver):
    waiting = make.public_draft()
    code = notices.notice(waiting).code

    response = review(approver, waiting, action="approve")

    assert response.headers["Location"] == reverse("official:waiting")
    assert Client().get(reverse("public:bulletin", args=[code])).status_code == 200
    assert doors.done()[-1] == "notices.approve"


def test_review_when_approved_twice_then_once(approver):
    waiting = make.public_draft()
    review(approver, waiting, action="approve")
    before = doors.stored()

    again = review(approver, waiting, action="approve")

    assert (again.status_code, doors.stored()) == (302, before)


def test_review_when_another_was_first_then_told_and_nothing_changes(approver):
    waiting = make.public_draft()
    other = doors.enter("city-clerk")
    review(approver, waiting, action="approve")
    before = doors.stored()

    late = review(other, waiting, action="approve")

    assert (late.status_code, doors.stored()) == (409, before)
    assert "Somebody else was first" in doors.shown(late)


def test_review_when_its_author_presses_then_refused(approver):
    by = make.who("city-clerk")
    waiting = make.public_draft()
    Notice.objects.filter(id=waiting).update(author_id=by.id)

    response = review(doors.enter("city-clerk"), waiting, action="approve")

    assert response.status_code == 409
    assert notices.notice(waiting).state == "in_review"


@pytest.mark.parametrize("reason", ["", "   ", "x" * 201, "a\x00b"])
def test_review_when_sent_back_without_a_fit_reason_then_asked_for_one_and_it_still_waits(approver, reason):
    waiting = make.public_draft()
    before = doors.stored()

    response = review(approver, waiting, action="send_back", reason=reason)

    assert (response.status_code, doors.stored()) == (422, before)


def test_review_when_sent_back_then_its_author_has_it_again(approver):
    waiting = make.public_draft()

    review(approver, waiting, action="send_back", reason="The area is wrong.")

    assert notices.notice(waiting).state == "draft"
    assert doors.done()[-1] == "notices.send_back"


def test_review_when_the_button_is_none_of_the_two_then_nothing_happens(approver):
    waiting = make.public_draft()
    before = doors.stored()

    review(approver, waiting, action="publish")

    assert doors.stored() == before


def test_public_version_when_drafted_twice_then_one_draft_and_one_ask():
    about, client = make.official(), doors.enter("mayor-designee")
    address = reverse("official:public_version", args=[about])

    first, second = client.post(address), client.post(address)

    assert (first.status_code, second.status_code) == (302, 409)
    assert [one.state for one in notices.public_versions(about)] == ["in_review"]
    assert len(notices.approval_asks(notices.public_versions(about)[0].id)) == 1


def test_public_version_when_two_designees_draft_then_one_is_told_of_the_other():
    about = make.official()
    address = reverse("official:public_version", args=[about])
    doors.enter("mayor-designee").post(address)

    late = doors.enter("chief-designee").post(address)

    assert late.status_code == 409
    assert "Somebody else has drafted" in doors.shown(late)
    assert len(notices.public_versions(about)) == 1


@pytest.mark.parametrize("verb", ["withdraw", "end"])
def test_taking_back_when_pressed_twice_then_told_once(verb):
    official = make.official()
    client, address = doors.enter("mayor-designee"), reverse(f"official:{verb}", args=[official])
    first = client.post(address, {"reason": "sent_in_error"})
    before = doors.stored()

    again = client.post(address, {"reason": "sent_in_error"})

    assert (first.status_code, again.status_code, doors.stored()) == (302, 302, before)
    assert notices.notice(official).state == ("withdrawn" if verb == "withdraw" else "ended")


def test_withdraw_when_no_reason_is_given_then_asked_and_it_stands():
    official = make.official()

    response = doors.enter("mayor-designee").post(
        reverse("official:withdraw", args=[official]), {"reason": SENTINEL}
    )

    assert (response.status_code, notices.notice(official).state) == (422, "published")
    assert not doors.is_kept(SENTINEL)


def test_withdraw_when_a_partner_takes_back_what_is_public_then_led_to_the_public_page():
    bulletin = make.bulletin()

    response = doors.enter("legal-aid-approver").post(
        reverse("official:withdraw", args=[bulletin]), {"reason": "not_so"}
    )

    assert response.headers["Location"] == reverse("public:bulletin", args=[notices.notice(bulletin).code])
    assert notices.notice(bulletin).state == "withdrawn"


def test_end_when_only_a_draft_then_refused_and_said_so():
    draft = make.draft()

    response = doors.enter("mayor-designee").post(reverse("official:end", args=[draft]))

    assert (response.status_code, notices.notice(draft).state) == (409, "draft")
    assert "Only what was said can be taken back." in doors.shown(response)


def test_countersign_when_pressed_twice_then_one_name_and_one_row():
    official = make.official()
    client, address = doors.enter("mayor-designee"), reverse("official:countersign", args=[official])

    statuses = [client.post(address, {"action": "countersign"}).status_code for _ in range(2)]

    assert statuses == [302, 302]
    assert doors.done().count("notices.countersign") == 1


def test_countersign_when_the_author_presses_then_refused():
    official = make.official()

    response = doors.enter("chief-designee").post(reverse("official:countersign", args=[official]))

    assert response.status_code == 409
    assert "notices.countersign" not in doors.done()


def test_dispute_when_pressed_then_the_notice_shows_it():
    official = make.official()

    doors.enter("mayor-designee").post(
        reverse("official:countersign", args=[official]), {"action": "dispute"}
    )

    page = doors.enter("city-clerk").get(reverse("official:follow_up", args=[official]))
    assert "A second person disputes this notice." in doors.shown(page)


def test_own_words_when_signed_off_twice_then_sent_once():
    bulletin = make.bulletin()
    actions.relay(bulletin, office="ward-6", by=make.who("ward-6-aide"))
    words = actions.add_words(
        bulletin, office="ward-6", language="en", text="Ask us anything.", by=make.who("ward-6-aide")
    )
    client, address = doors.enter("clerk-approver"), reverse("official:own_words", args=[words])

    statuses = [client.post(address).status_code for _ in range(2)]

    assert statuses == [302, 404]
    assert [one.phrase for one in letters.postings_about(f"notice:{bulletin}")].count("own-words") == 1


def test_going_live_when_no_role_or_another_ones_then_refused_in_a_sentence():
    client, address = doors.enter("duty-clerk"), reverse("official:going_live")

    unknown, others = client.post(address, {"role": SENTINEL}), client.post(address, {"role": "counsel"})

    assert (unknown.status_code, others.status_code, GoLive.objects.count()) == (409, 409, 0)
    assert "GoLiveRole" not in doors.shown(unknown)
    assert "Only the counsel can give this word." in doors.shown(others)


HELD = {"action": "place", "minutes": "20", "reason": "Somebody could be hurt if this is read now."}


def test_hold_when_placed_twice_then_one_hold_and_the_second_is_told():
    chief, address = doors.enter("chief"), reverse("official:hold", args=[make.bulletin()])

    first = chief.post(address, HELD)
    before = doors.stored()
    second = chief.post(address, HELD)

    assert (first.status_code, second.status_code, doors.stored()) == (302, 409, before)


@pytest.mark.parametrize(
    "fields",
    [{"reason": ""}, {"minutes": "31"}, {"minutes": "-5"}, {"reason": "a\x00b"}, {"reason": "x" * 301}],
)
def test_hold_when_it_does_not_fit_then_said_on_the_page_and_nothing_is_held(fields):
    address = reverse("official:hold", args=[make.bulletin()])
    chief, before = doors.enter("chief"), doors.stored()

    response = chief.post(address, HELD | fields)

    assert (response.status_code, doors.stored()) == (422, before)


def test_hold_when_a_partner_lets_it_go_then_led_to_the_public_page():
    bulletin = make.bulletin()
    address = reverse("official:hold", args=[bulletin])
    doors.enter("chief").post(address, HELD)

    response = doors.enter("legal-aid-approver").post(address, {"action": "release"})

    assert response.headers["Location"] == reverse("public:bulletin", args=[notices.notice(bulletin).code])


def test_hold_when_the_button_is_none_of_the_three_then_it_stays():
    address = reverse("official:hold", args=[make.bulletin()])
    chief = doors.enter("chief")
    chief.post(address, HELD)
    before = doors.stored()

    chief.post(address, {"action": "go"})

    assert doors.stored() == before

"""One reader asks what became of their message; who did not get it, and the button that sends it again to just them."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.notices import make
from tests.subscribers import make as subscribed
from tests.web import doors
from wardbell.channels import memory
from wardbell.channels.base import Failed, Reason, Sent
from wardbell.dispatch import queries as letters
from wardbell.dispatch.rules import State, Why
from wardbell.ground import clock
from wardbell.journal.models import Entry
from wardbell.notices import actions as notices
from wardbell.notices import queries as said
from wardbell.web.official import retelling
from wardbell.web.official.one_reader import MOST

pytestmark = pytest.mark.usefixtures("larkwater")
ADDRESS = "/official/one-reader/"


def sent(*failing: int, n: int = 8) -> str:
    """A public message about water to some readers who are awake; a carrier refuses it for those named."""
    subscribed.readers(n, before_eight=True)
    for place in failing:
        memory.fail(
            subscribed.number(place), Failed(reason="blocked (30007)", permanent=True), Sent(provider_id="p")
        )
    bulletin = make.bulletin()
    notices.relay(bulletin, office="ward-6", by=make.who("ward-6-aide"))
    make.send_everything()
    with clock.fixed(clock.now() + timedelta(minutes=3)):
        make.release()
    return bulletin


def ask(bulletin: str, contact: str, *, who: str = "duty-clerk", status: int = 200) -> str:
    code = said.notice(bulletin).code
    response = doors.enter(who).post(ADDRESS, {"code": code, "contact": contact})
    assert response.status_code == status
    assert "no-store" in response.headers["Cache-Control"]
    return doors.shown(response)


@pytest.mark.parametrize("who", ["duty-clerk", "administrator"])
def test_one_reader_when_a_carrier_refused_it_then_told_oldest_first_in_words(who):
    bulletin = sent(0)

    page = ask(bulletin, subscribed.number(0), who=who)

    steps = ["A text message to this reader", "It was handed to the provider, try 1.", "It could not be sent. A filter or a carrier refused it."]  # fmt: skip
    places = [page.find(step) for step in steps]
    assert -1 not in places
    assert places == sorted(places)


def test_one_reader_when_looked_up_then_recorded_with_the_name_and_without_the_number():
    bulletin = sent()

    ask(bulletin, subscribed.number(1))

    row = Entry.objects.get(verb="dispatch.explain")
    assert (row.about, row.actor_label) == (said.notice(bulletin).subject, make.who("duty-clerk").label)
    assert subscribed.number(1)[-7:] not in str(Entry.objects.values_list())


def test_one_reader_when_unknown_or_without_a_copy_then_said_so():
    bulletin = sent()
    subscribed.reader("+16125550177")

    assert "Nobody here has this mailbox or number." in ask(bulletin, "+16125550178")
    assert "This reader had no copy of this notice." in ask(bulletin, "+16125550177")


@pytest.mark.parametrize(
    ("code", "contact", "because"),
    [
        ("ZZZZZZ", "+16125550177", "No public notice has this code."),
        ("", "", "Something is missing or not right"),
    ],
)
def test_one_reader_when_badly_asked_then_says_why_and_looks_nothing_up(code, contact, because):
    sent()

    response = doors.enter("duty-clerk").post(ADDRESS, {"code": code, "contact": contact})

    assert response.status_code == 422
    assert because in doors.shown(response)
    assert not Entry.objects.filter(verb="dispatch.explain").exists()


def test_one_reader_when_written_in_the_address_then_not_looked_up():
    bulletin = sent()

    page = doors.shown(
        doors.enter("duty-clerk").get(
            ADDRESS, {"code": said.notice(bulletin).code, "contact": subscribed.number(0)}
        )
    )

    assert subscribed.number(0) not in page.partition("<main")[2].partition("</main")[0]
    assert not Entry.objects.filter(verb="dispatch.explain").exists()


@pytest.mark.parametrize(
    ("table", "words"),
    [(retelling.BECAUSE, {*Reason}), (retelling.ON_PURPOSE, {*Why} - {Why.LOST_LEASE}), (retelling.BECAME, {*State})],
)  # fmt: skip
def test_words_when_something_can_be_kept_then_it_has_its_sentence(table, words):
    assert {str(one) for one in words} - {str(one) for one in table} == set()


def test_because_when_the_word_is_not_ours_then_told_as_it_was_written():
    assert retelling.because("odd <thing>", state=State.FAILED) == "The provider wrote: odd <thing>"
    assert retelling.because("unreachable", state=State.SUPPRESSED) != retelling.because(
        "unreachable", state=State.FAILED
    )


def test_not_reached_when_few_then_masked_for_who_may_not_send_again():
    bulletin = sent(0, 1)
    address = reverse("official:follow_up", args=[said.notice(bulletin).about])

    exact, masked = (doors.shown(doors.enter(who).get(address)) for who in ("chief-designee", "duty-clerk"))

    assert _not_reached(exact) == ["A filter or a carrier refused it.", "Text message", "2"]
    assert _not_reached(masked) == ["A filter or a carrier refused it.", "Text message", "< 5"]
    assert ["Send again to just these" in page for page in (exact, masked)] == [True, False]


def test_send_again_when_pressed_then_just_those_get_it_once_more():
    bulletin = sent(0, 1)
    n_before = len(memory.outbox())
    client, address = doors.enter("chief-designee"), reverse("official:send_again", args=[bulletin])

    first = client.post(address, follow=True)
    make.send_everything()
    second = client.post(address, follow=True)

    assert "It is sent again, to just those who did not get it." in doors.shown(first)
    assert "There is nobody to send this to again" in doors.shown(second)
    assert letters.not_got(said.notice(bulletin).subject) == []
    assert len(memory.outbox()) == n_before, (
        "the two were accepted as messages of their own, by the carrier that failed"
    )
    assert doors.done().count("dispatch.send_again") == 1
    assert "Sent again to those who did not get it" in doors.shown(second)
    assert "Not reached" not in doors.shown(second)


def test_send_again_when_it_does_not_stand_any_more_then_refused():
    bulletin = sent(0)
    notices.end(said.notice(bulletin).about, by=make.who("chief-designee"))

    page = doors.shown(
        doors.enter("chief-designee").post(reverse("official:send_again", args=[bulletin]), follow=True)
    )

    assert "Only a public message that stands can be sent again." in page
    assert "dispatch.send_again" not in doors.done()


def test_send_again_when_it_went_to_the_council_then_not_found():
    official = make.official()

    response = doors.enter("chief-designee").post(reverse("official:send_again", args=[official]))

    assert response.status_code == 404


@pytest.mark.parametrize("who", ["duty-clerk", "safety-officer", "ward-6-aide", "translator-es"])
def test_send_again_when_pressed_by_who_may_not_withdraw_then_not_allowed(who):
    bulletin = sent(0)
    key = {"safety-officer": "chief"}.get(who, who)

    response = doors.enter(key).post(reverse("official:send_again", args=[bulletin]))

    assert response.status_code == 403
    assert "dispatch.send_again" not in doors.done()


def test_clock_when_followed_then_the_time_to_the_last_reader_stands_in_it():
    bulletin = sent()
    address = reverse("official:live", args=[said.notice(bulletin).about])

    page = doors.shown(doors.enter("chief-designee").get(address))

    assert "Time to the last reader" in page
    assert "all have left" in page


def _not_reached(page: str) -> list[str]:
    """The cells of the table's one row."""
    body = page.partition("Not reached</caption>")[2].partition("<tbody>")[2].partition("</tbody>")[0]
    return re.findall(r"<t[hd][^>]*>(.+?)</t[hd]>", body)


def test_one_reader_when_one_person_looks_up_too_many_then_refused_in_words_and_the_next_ten_minutes_are_free():
    bulletin = sent()
    client, given = (
        doors.enter("duty-clerk"),
        {"code": said.notice(bulletin).code, "contact": subscribed.number(0)},
    )
    answers = [client.post(ADDRESS, given) for _ in range(MOST)]
    looked_up = doors.done().count("dispatch.explain")

    refused = client.post(ADDRESS, given)
    other = doors.enter("administrator").post(ADDRESS, given)
    with clock.fixed(clock.now() + timedelta(minutes=10)):
        later = client.post(ADDRESS, given)

    assert {one.status_code for one in answers} == {200}
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "600")
    assert "Nothing was looked up now." in doors.shown(refused)
    assert doors.done().count("dispatch.explain") == looked_up + 2
    assert (other.status_code, later.status_code) == (200, 200)
    assert client.get(ADDRESS).status_code == 200

"""An office's inbox: its own row, one button, and the link that needs no sign-in."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import MORNING
from tests.notices import make
from tests.web import doors
from wardbell.escalation import queries as asked
from wardbell.escalation import tokens
from wardbell.escalation.queries import OfficeRow, RequestView
from wardbell.escalation.rules import LINK_LASTS
from wardbell.ground import clock
from wardbell.journal.models import Entry
from wardbell.notices import actions as notices
from wardbell.notices.rules import WithdrawReason

pytestmark = pytest.mark.usefixtures("larkwater")
ACKNOWLEDGED = "escalation.acknowledge"


@pytest.fixture
def official(larkwater: None) -> str:
    return make.official()


def request_of(official: str, office: str = "ward-6") -> RequestView:
    found = asked.request_about(f"notice:{official}", office=office)
    assert found is not None
    return found


def row_of(official: str, office: str = "ward-6") -> OfficeRow:
    found = asked.row_of(f"notice:{official}", office)
    assert found is not None
    return found


def link_to(official: str, office: str = "ward-6", *, rung: int = 0) -> str:
    return reverse("by_link", args=[tokens.make(request_of(official, office).id, rung=rung)])


# --- signed in


def test_inbox_when_a_notice_waits_then_its_own_row_and_totals_and_no_other_office(official):
    page = doors.shown(
        doors.enter("ward-6-aide").get(reverse("council:request", args=[request_of(official).id]))
    )

    inbox = doors.shown(doors.enter("ward-6-aide").get(reverse("council:inbox")))

    assert request_of(official).id in inbox
    assert "0 of 13 council offices" in page
    others = [request_of(official, f"ward-{n}").id for n in range(1, 14) if n != 6]
    assert [one for one in others if one in inbox + page] == []


def test_button_when_pressed_twice_then_recorded_once_and_the_second_says_so(official):
    client, address = doors.enter("ward-6-aide"), reverse("council:request", args=[request_of(official).id])

    first = client.post(address, {"action": "acknowledge"}, follow=True)
    before = doors.stored()
    second = client.post(address, {"action": "acknowledge"}, follow=True)

    assert "Recorded: your office has it." in doors.shown(first)
    assert "Your office has answered already. Nothing was changed." in doors.shown(second)
    assert (doors.stored(), doors.done().count(ACKNOWLEDGED)) == (before, 1)
    assert (row_of(official).state, row_of(official).via) == ("acknowledged", "inbox")


def test_button_when_another_offices_then_not_there_and_not_recorded(official):
    client, address = doors.enter("ward-3-aide"), reverse("council:request", args=[request_of(official).id])

    statuses = [client.get(address).status_code, client.post(address).status_code]

    assert (statuses, row_of(official).state) == ([404, 404], "open")


def test_cannot_when_pressed_then_the_deputy_is_asked_at_once_and_it_says_so(official):
    response = doors.enter("ward-6-aide").post(
        reverse("council:request", args=[request_of(official).id]), {"action": "decline"}, follow=True
    )

    assert "The next person of your office is asked now." in doors.shown(response)
    assert (row_of(official).state, row_of(official).escalated_to) == ("open", "deputy")


def test_cannot_when_somebody_else_is_asked_by_now_then_noted_and_never_called_an_answer(official):
    client, address = doors.enter("ward-6-aide"), reverse("council:request", args=[request_of(official).id])
    client.post(address, {"action": "decline"})

    again = client.post(address, {"action": "decline"}, follow=True)

    assert "Somebody else of your office is asked already" in doors.shown(again)
    assert "your office has it" not in doors.shown(again)
    assert row_of(official).escalated_to == "deputy"


def test_button_when_the_notice_was_withdrawn_meanwhile_then_nothing_is_called_recorded(official):
    client, address = doors.enter("ward-6-aide"), reverse("council:request", args=[request_of(official).id])
    notices.withdraw(official, reason=WithdrawReason.NOT_SO, by=make.who("mayor-designee"))

    response = client.post(address, {"action": "acknowledge"}, follow=True)

    assert "No answer is needed any more. Nothing was recorded." in doors.shown(response)
    assert (row_of(official).state, ACKNOWLEDGED in doors.done()) == ("cancelled", False)
    assert "Your office has not answered yet" not in doors.shown(client.get(reverse("council:inbox")))


# --- by the link in the letter


def test_link_when_only_opened_then_nothing_is_recorded(official):
    before, address = doors.stored(), link_to(official)

    statuses = [Client().get(address).status_code, Client().head(address).status_code]

    assert (statuses[0], doors.stored()) == (200, before)


def test_link_when_pressed_again_and_again_then_recorded_once(official):
    address = link_to(official)
    first = Client().post(address)
    before = doors.stored()

    replayed = Client().post(address, {"action": "decline"}), Client().post(address)

    assert "Recorded: your office has it" in doors.shown(first)
    assert [one.status_code for one in replayed] == [200, 200]
    assert "Your office has answered already. Nothing was changed." in doors.shown(replayed[1])
    assert (doors.stored(), row_of(official).via) == (before, "link")
    assert Entry.objects.get(verb=ACKNOWLEDGED).actor_id == "link:ward-6:0"


def test_link_when_changed_anywhere_then_not_found_and_nothing_recorded(official):
    token = link_to(official).removeprefix("/a/")
    before = doors.stored()

    turned = [token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :] for at in range(len(token))]
    odd = [token + "A", token[:-1], token.upper(), "x", "\x00" * 36, "é" * 36, "%00", "A" * 5000]
    statuses = [Client().post(f"/a/{one}").status_code for one in [*turned, *odd]]

    assert set(statuses) == {404}
    assert doors.stored() == before


def test_link_when_put_together_from_two_then_not_found(official):
    mine, theirs = (link_to(official, office).removeprefix("/a/") for office in ("ward-6", "ward-3"))

    status = Client().post(f"/a/{theirs[:24]}{mine[24:]}").status_code

    assert (status, row_of(official, "ward-3").state) == (404, "open")


def test_link_when_it_is_of_another_office_then_it_answers_for_that_one_alone(official):
    Client().post(link_to(official, "ward-3"))

    assert [row_of(official, office).state for office in ("ward-3", "ward-6")] == ["acknowledged", "open"]


def test_link_when_a_week_old_then_of_no_use_any_more(official):
    address = link_to(official)

    with clock.fixed(MORNING + LINK_LASTS):
        in_time = Client().get(address).status_code
    with clock.fixed(MORNING + LINK_LASTS + timedelta(seconds=1)):
        late = [Client().get(address).status_code, Client().post(address).status_code]

    assert (in_time, late, row_of(official).state) == (200, [404, 404], "open")


def test_link_when_the_notice_was_withdrawn_then_no_button_and_nothing_recorded(official):
    address = link_to(official)
    notices.withdraw(official, reason=WithdrawReason.NOT_SO, by=make.who("mayor-designee"))

    page, pressed = Client().get(address), Client().post(address)

    assert "No answer is needed any more." in doors.shown(page)
    assert 'value="acknowledge"' not in doors.shown(page)
    assert "Nothing was recorded." in doors.shown(pressed)


def test_link_when_it_is_of_an_earlier_rung_then_cannot_moves_nobody(official):
    earlier = link_to(official, rung=0)
    doors.enter("ward-6-aide").post(
        reverse("council:request", args=[request_of(official).id]), {"action": "decline"}
    )

    Client().post(earlier, {"action": "decline"})

    assert row_of(official).escalated_to == "deputy"

"""Providers' calls: replayed, out of order, forged, odd; and whether the node is ready."""

from datetime import timedelta
from typing import NoReturn

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests.conftest import MORNING
from tests.dispatch import make as letters
from tests.subscribers import make as subscribed
from tests.web import doors
from wardbell.channels.base import Sent
from wardbell.config.commands._rehearsal._sms_rules import sign
from wardbell.dispatch import actions as dispatch
from wardbell.dispatch import post_office, references
from wardbell.dispatch.models import Inbound, Message, Outcome, Receipt
from wardbell.escalation import actions as escalation
from wardbell.ground import clock, jobs
from wardbell.subscribers import queries as readers

pytestmark = pytest.mark.usefixtures("larkwater")
ACCOUNT, TOKEN, NUMBER = "AC" + "0" * 32, "token", "+16125550142"
BASE = "http://localhost:8800"


@pytest.fixture
def gateway(settings, larkwater: None) -> None:
    settings.SMS_URL = f"twilio://{ACCOUNT}:{TOKEN}@127.0.0.1:9?scheme=http&from=+16125550100"
    settings.BASE_URL = BASE
    post_office.close()


def call(path: str, *, token: str = TOKEN, **form: str) -> int:
    """Calls the node as the provider does, signed."""
    given = {"AccountSid": ACCOUNT} | form
    signature = sign(token, BASE + path, given)
    response = Client().post(path, given, headers={"X-Twilio-Signature": signature}, SERVER_NAME="localhost")
    return response.status_code


def message() -> int:
    """Sends one message as the first answer of the provider leaves it; returns its number."""
    subscribed.reader(NUMBER, before_eight=True)
    letter = letters.bulletin(is_urgent=True)
    dispatch.expand(dispatch.post(letter, to=letters.to_ward(), by=letters.DESIGNEE))
    batch = dispatch.claim("routine", "test")
    dispatch.record(batch, [Sent(provider_id="SM" + "1" * 32)])
    return batch.messages[0].id


def status_path(number: int) -> str:
    return f"/hooks/twilio/status?ref={references.reference(number)}"


def status_of(number: int, told: str, **more: str) -> int:
    path = status_path(number)
    return call(path, MessageSid="SM" + "1" * 32, MessageStatus=told, **more)


def test_receipt_when_replayed_and_out_of_order_then_only_forward(gateway):
    number = message()

    statuses = [
        status_of(number, told) for told in ("sent", "delivered", "delivered", "sent", "queued", "delivered")
    ]

    assert (set(statuses), letters.copy().state) == ({200}, "delivered")
    assert Outcome.objects.count() == len({"sending", "sent", "delivered"})


def test_receipt_when_signed_for_one_message_and_sent_to_another_then_forged(gateway):
    number = message()
    form = {"AccountSid": ACCOUNT, "MessageSid": "SM" + "1" * 32, "MessageStatus": "delivered"}
    signature = sign(TOKEN, f"{BASE}/hooks/twilio/status?ref=another", form)

    response = Client().post(
        status_path(number), form,
        headers={"X-Twilio-Signature": signature}, SERVER_NAME="localhost",
    )  # fmt: skip

    assert (response.status_code, letters.copy().state) == (403, "sent")


def test_receipt_when_of_a_message_that_was_never_made_then_passed_over(gateway):
    assert (
        call("/hooks/twilio/status?ref=AAAAAAAAAAAAAAAAAAAAAAAA", MessageSid="SM1", MessageStatus="delivered")
        == 200
    )
    assert (Receipt.objects.count(), Outcome.objects.count()) == (0, 0)


def test_inbound_when_replayed_then_acted_on_once_and_a_newer_word_stands(gateway):
    reader_id = subscribed.reader(NUMBER)
    stop, start = (
        {"MessageSid": "SM" + "1" * 32, "Body": "STOP"},
        {"MessageSid": "SM" + "2" * 32, "Body": "START"},
    )

    for form in (stop, stop, start, stop, start):
        assert call("/hooks/twilio/inbound", From=NUMBER, To="+16125550100", **form) == 200
        jobs.run_all()

    assert (Inbound.objects.count(), readers.state(reader_id)) == (2, "active")


@pytest.mark.parametrize("body", ["\x00", "a\x00b", "\u202e\u200b\ufeff", "🦩" * 3000, "", " " * 1600])
def test_inbound_when_its_text_is_odd_then_taken_in_and_nothing_breaks(gateway, body):
    status = call(
        "/hooks/twilio/inbound", MessageSid="SM" + "1" * 32, From=NUMBER, To="+16125550100", Body=body
    )
    jobs.run_all()

    assert (status, Inbound.objects.count()) == (200, 1)


@pytest.mark.parametrize("sender", ["\x00", "12345", "CITY", "+0", "🦩", "+1" * 200])
def test_inbound_when_its_sender_is_no_number_then_taken_in_and_answered_to_nobody(gateway, sender):
    status = call(
        "/hooks/twilio/inbound", MessageSid="SM" + "1" * 32, From=sender, To="+16125550100", Body="HELP"
    )
    jobs.run_all()

    assert (status, Message.objects.count()) == (200, 0)


def test_inbound_when_a_report_on_a_city_node_then_of_its_words_nothing_is_kept(gateway, settings, capfd):
    settings.NODE_ROLES = frozenset({"city"})
    told = "purple-heron four agents with guns are taking people at the corner right now"

    status = call(
        "/hooks/twilio/inbound", MessageSid="SM" + "1" * 32, From=NUMBER, To="+16125550100", Body=told
    )
    jobs.run_all()

    assert (status, Inbound.objects.get().intent, Inbound.objects.get().is_kept) == (200, "report", False)
    assert not doors.is_kept("purple-heron")
    assert "purple-heron" not in "".join(capfd.readouterr())


def test_hook_when_looked_at_then_not_taken(gateway):
    assert Client().get("/hooks/twilio/inbound", SERVER_NAME="localhost").status_code == 405


# --- alive and ready


def test_ready_when_the_clockwork_beats_then_ready_and_when_it_is_silent_not():
    escalation.beat()
    now = Client().get("/ready")
    with clock.fixed(MORNING + timedelta(hours=1)):
        later = Client().get("/ready")

    assert (now.status_code, later.status_code) == (200, 503)
    assert later.json() == {"ready": False, "why": "the clockwork has not been heard of"}


def test_health_when_asked_then_asks_nothing_of_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Client().get("/health").json() == {"alive": True}


def test_ready_when_the_database_is_gone_then_503_and_no_fault(monkeypatch):
    def gone() -> NoReturn:
        raise OperationalError("gone")

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", gone)
        response = Client().get("/ready")

    assert (response.status_code, response.json()["why"]) == (503, "the database does not answer")

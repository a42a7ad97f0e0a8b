"""Reports by text, mail and voicemail, as recorded samples of our own bring them: one path, masked, placed, answered."""

import email
import email.policy
import json
from pathlib import Path

import pytest
from django.test import Client

from tests.web import doors
from wardbell.channels import memory
from wardbell.channels.base import Inbound, Medium
from wardbell.dispatch import actions as dispatch
from wardbell.dispatch import queries as letters
from wardbell.ground import jobs
from wardbell.ground.actors import Actor, ActorKind
from wardbell.reports import actions as reports
from wardbell.reports.models import Report
from wardbell.reports.rules import Way
from wardbell.web.machine.inbound import route

pytestmark = pytest.mark.usefixtures("larkwater")
SAMPLES = Path(__file__).parent / "samples"
TEXTS = [json.loads(line) for line in (SAMPLES / "texts.jsonl").read_text("utf-8").splitlines()]
NUMBER = "+16125550177"
ROUTER = Actor(id="inbound", kind=ActorKind.SYSTEM, label="inbound messages")
TWENTY_MB = 20_000_000


def received(medium: Medium, *, sender: str, body: str, provider_id: str) -> str:
    inbound_id = dispatch.receive(Inbound(provider_id=provider_id, medium=medium, sender=sender, body=body))
    assert inbound_id is not None
    return inbound_id


def answers(to: str) -> list[str]:
    jobs.run_all()
    return [one.body for one in memory.outbox() if one.to == to]


@pytest.mark.parametrize("said", TEXTS, ids=lambda one: one["language"])
def test_text_when_it_tells_a_sighting_then_at_the_desk_and_answered(said):
    route(received(Medium.SMS, sender=NUMBER, body=said["body"], provider_id="SM1"))

    row = Report.objects.get()
    assert (row.way, row.place_kind, row.place_name, row.first_hand) == (
        "sms",
        "public_place",
        "Harbor Park",
        "not_asked",
    )
    assert ["do not go there" in one for one in answers(NUMBER)] == [True]
    assert not doors.is_kept(NUMBER)


def test_mail_when_it_tells_a_sighting_then_at_the_desk_as_mail_and_answered_by_mail():
    written = email.message_from_bytes((SAMPLES / "mail.eml").read_bytes(), policy=email.policy.default)
    sender = written["From"].addresses[0].addr_spec

    route(received(Medium.MAIL, sender=sender, body=written.get_content(), provider_id=written["Message-ID"]))

    row = Report.objects.get()
    assert (row.way, row.place_name, "KLM" in row.text) == ("mail", "Harbor Park", False)
    assert ["do not go there" in one for one in answers(sender)] == [True]


def test_voicemail_when_its_transcript_comes_then_at_the_desk_as_voicemail_and_answered_by_text():
    voice = json.loads((SAMPLES / "voicemail.json").read_text("utf-8"))
    inbound_id = received(Medium.SMS, sender=voice["from"], body=voice["transcript"], provider_id=voice["id"])

    for _ in range(2):  # the provider tells it again
        text = letters.inbound(inbound_id).body
        reports.receive_text(inbound_id, text=text, language="en", by=ROUTER, way=Way.VOICEMAIL)
        dispatch.answer(inbound_id, phrase="caller-received", by=ROUTER)

    row = Report.objects.get()
    assert (row.way, row.place_name, "4 8 2" in row.text) == ("voicemail", "Harbor Park", False)
    assert ["do not go there" in one for one in answers(NUMBER)] == [True]


def test_voicemail_when_its_sound_of_twenty_megabytes_is_sent_then_refused_clearly_and_the_transcript_still_comes():
    before = doors.stored()

    sound = Client().generic("POST", "/hooks/twilio/inbound", b"\0" * TWENTY_MB, content_type="audio/wav")

    assert (sound.status_code, "That was too long" in doors.shown(sound), doors.stored()) == (
        400,
        True,
        before,
    )
    voice = json.loads((SAMPLES / "voicemail.json").read_text("utf-8"))
    assert received(Medium.SMS, sender=voice["from"], body=voice["transcript"], provider_id=voice["id"])


def test_mail_when_it_is_longer_than_is_read_then_cut_and_not_refused():
    body = "I saw three men with POLICE ICE vests at Harbor Park. " + "x" * 5_000_000

    route(received(Medium.MAIL, sender="somebody@mail.example", body=body, provider_id="long"))

    assert len(Report.objects.get().text) <= 2_000

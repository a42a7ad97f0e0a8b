"""Signing up, confirming, stopping: by page and by text, however a number is spelled."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.subscribers import make as subscribed
from tests.web import doors
from wardbell.channels import memory
from wardbell.channels.base import Inbound, Medium
from wardbell.dispatch import actions as dispatch
from wardbell.ground import jobs
from wardbell.subscribers import queries as readers
from wardbell.subscribers.models import ContactPoint
from wardbell.web.machine.inbound import route

pytestmark = pytest.mark.usefixtures("larkwater")
NUMBER = "+16125550177"
SENTINEL = "purple-heron-0451"
FORM = {"medium": "sms", "address": NUMBER, "language": "en", "areas": ["ward:6"]}
#: the same telephone, as people type it and as phones paste it
SPELLINGS = [
    "+16125550177", "612-555-0177", "(612) 555-0177", "612.555.0177", "612 555 0177", "6125550177", "1-612-555-0177",
    "+1 (612) 555 0177", "tel:+1-612-555-0177", " 612\u00a0555\u00a00177 ", "\u202a+1\u00a0612-555-0177\u202c",
    "٦١٢٥٥٥٠١٧٧", "+١ ٦١٢ ٥٥٥ ٠١٧٧", "６１２－５５５－０１７７", "612\u2011555\u20110177", "612\u2013555\u20130177",
]  # fmt: skip


def sign_up(**changes: object):
    return Client().post(reverse("public:subscribe"), FORM | changes)


def text(body: str, *, sender: str = NUMBER, sid: str) -> None:
    """Sends one text in, as the gateway's hook hands it on."""
    inbound = Inbound(provider_id=sid, medium=Medium.SMS, sender=sender, body=body)
    route(str(dispatch.receive(inbound)))
    jobs.run_all()


def state() -> str:
    return ContactPoint.objects.get().state


# --- signing up


def test_sign_up_when_pressed_twice_then_one_pending_reader_who_is_asked_once():
    statuses = [sign_up().status_code, sign_up().status_code]
    jobs.run_all()

    assert (statuses, state()) == ([302, 302], "pending")
    assert [one.to for one in memory.outbox()] == [NUMBER]


def test_sign_up_when_spelled_in_all_ways_by_page_then_one_reader():
    statuses = {sign_up(address=one).status_code for one in SPELLINGS}

    assert (statuses, ContactPoint.objects.count()) == ({302}, 1)


def test_sign_up_when_by_page_and_by_text_then_one_reader():
    for spelled in SPELLINGS:
        sign_up(address=spelled)
    text("START", sid="SM1")

    assert (ContactPoint.objects.count(), state()) == (1, "active")


def test_sign_up_when_stopped_and_started_again_then_the_same_reader_is_active():
    sign_up()
    text("YES", sid="SM1")
    states = [state()]
    for number, word in enumerate(["STOP", "START", "stop please", "START"], start=2):
        text(word, sid=f"SM{number}")
        states.append(state())

    assert (states, ContactPoint.objects.count()) == (["active", "stopped", "active", "stopped", "active"], 1)


def test_sign_up_when_it_was_active_then_a_stranger_with_the_form_changes_nothing():
    reader_id = subscribed.reader(NUMBER, areas=("ward:3",))

    sign_up(language="es", areas=["city"])

    chosen = readers.choices(reader_id)
    assert chosen is not None
    assert (chosen.areas, chosen.language, state()) == (("ward:3",), "en", "active")


@pytest.mark.parametrize(
    "changes",
    [
        {"address": f"{SENTINEL}"},
        {"address": f"{SENTINEL}\x00@example.org", "medium": "mail"},
        {"address": f"{SENTINEL}@", "medium": "mail"},
        {"address": f"{SENTINEL}" + "x" * 300},
        {"address": "911"},
        {"address": "+1 800 555 0177"},
        {"address": "612-555-0177 ext. 7"},
        {"address": ""},
        {"medium": "fax"},
        {"language": "tlh"},
        {"areas": []},
        {"areas": ["ward:99"]},
        {"areas": ["ward:6\x00"]},
    ],
)
def test_sign_up_when_it_does_not_fit_then_said_on_the_page_with_what_was_typed_and_not_stored(changes):
    sign_up(address="612-555-0199")  # the city's own words above the button are kept, once
    before = doors.stored()

    response = sign_up(**changes)

    assert response.status_code == 422
    assert 'id="errors"' in doors.shown(response)
    assert (SENTINEL in doors.shown(response)) is (SENTINEL in str(changes))
    assert doors.stored() == before
    assert not doors.is_kept(SENTINEL)


def test_sign_up_when_the_form_is_empty_then_asked_for_everything():
    response = Client().post(reverse("public:subscribe"))

    assert (response.status_code, ContactPoint.objects.count()) == (422, 0)


def test_sign_up_when_taken_then_the_number_stands_in_no_table_and_no_journal(capfd):
    sign_up()
    jobs.run_all()

    assert state() == "pending"
    assert [one for one in (NUMBER, NUMBER[2:], "555-0177") if doors.is_kept(one)] == []
    assert "5550177" not in "".join(capfd.readouterr())


# --- the links


@pytest.mark.parametrize(("purpose", "after"), [("confirm", "active"), ("stop", "stopped")])
def test_link_when_only_opened_then_nothing_and_when_pressed_twice_then_once(purpose, after):
    reader_id = subscribed.pending(NUMBER)
    token = (
        readers.confirmation_token(reader_id)
        if purpose == "confirm"
        else readers.unsubscribe_token(reader_id)
    )
    address, before = reverse(f"public:{purpose}", args=[token]), doors.stored()

    looked = Client().get(address)
    unchanged = doors.stored() == before
    pressed = [Client().post(address).status_code for _ in range(2)]

    assert (looked.status_code, unchanged, pressed, state()) == (200, True, [200, 200], after)
    assert doors.done().count(f"subscribers.{purpose}") == 1


def test_link_when_its_purpose_is_the_other_then_not_found():
    reader_id = subscribed.pending(NUMBER)
    crossed = [
        reverse("public:confirm", args=[readers.unsubscribe_token(reader_id)]),
        reverse("public:stop", args=[readers.confirmation_token(reader_id)]),
    ]

    assert [Client().post(one).status_code for one in crossed] == [404, 404]
    assert state() == "pending"


@pytest.mark.parametrize("purpose", ["confirm", "stop"])
def test_link_when_forged_then_not_found(purpose):
    token = readers.confirmation_token(subscribed.pending(NUMBER))
    odd = [
        token[:-1] + ("0" if token[-1] != "0" else "1"),
        token[:-2],
        token + "00",
        "zz",
        "%00",
        "é",
        "f" * 5000,
    ]

    assert {Client().post(f"/{purpose}/{one}").status_code for one in odd} == {404}


def test_confirm_when_stopped_since_then_said_so_and_still_stopped():
    reader_id = subscribed.reader(NUMBER)
    Client().post(reverse("public:stop", args=[readers.unsubscribe_token(reader_id)]))

    response = Client().post(reverse("public:confirm", args=[readers.confirmation_token(reader_id)]))

    assert (response.status_code, state()) == (409, "stopped")


# --- the demo's phones


def test_phones_when_the_sinks_are_closed_then_said_so_and_never_a_fault(settings):
    settings.SINKS = ("http://127.0.0.1:9", "http://127.0.0.1:9")

    looked = Client().get(reverse("public:phones"))
    answered = Client().post(reverse("public:phones"), {"number": NUMBER, "text": "1"})

    assert (looked.status_code, answered.status_code) == (503, 302)


def test_phones_when_there_are_no_sinks_then_not_there():
    assert Client().get(reverse("public:phones")).status_code == 404

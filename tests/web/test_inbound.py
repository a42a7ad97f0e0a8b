"""Where a message that came in goes: each wish makes one call and gets one answer, by the way it came."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator

import pytest
from django.test import Client

from tests.notices import make
from tests.subscribers import make as subscribed
from wardbell.channels import memory
from wardbell.channels.base import Inbound as Received
from wardbell.channels.base import Medium, OptOut
from wardbell.config.commands._rehearsal._sms_rules import sign
from wardbell.dispatch import actions as dispatch
from wardbell.dispatch import post_office
from wardbell.dispatch.models import Inbound
from wardbell.escalation import queries as asked
from wardbell.ground import clock, jobs
from wardbell.notices import queries as notices
from wardbell.people.models import Account
from wardbell.reports.models import Report
from wardbell.subscribers import queries as readers
from wardbell.web.machine.inbound import route

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
NUMBER = "+12015550101"
ACCOUNT, TOKEN = "AC" + "0" * 32, "token"
SIGNING = "c2lnbmluZw=="
INBOUND_URL = "http://localhost:8800/hooks/twilio/inbound"


@pytest.fixture
def city(morning: object) -> Iterator[None]:
    """Larkwater with its people, at five in the morning, and an empty outbox."""
    memory.forget()
    post_office.close()
    make.city()
    yield
    memory.forget()
    post_office.close()


def text(
    body: str, *, sender: str = NUMBER, sid: str = "SM1", opt_out: OptOut | None = None, **read_as: str
) -> list[str]:
    """Sends one text in, lets it be routed, and returns what the sender got back; `read_as` are intent and detail."""
    jobs.run_all()
    memory.forget()
    inbound_id = dispatch.receive(
        Received(provider_id=sid, medium=Medium.SMS, sender=sender, body=body, opt_out=opt_out)
    )
    if read_as:  # what the words mean is tested elsewhere
        Inbound.objects.filter(id=int(str(inbound_id))).update(**read_as)
    route(str(inbound_id))
    jobs.run_all()
    return [one.body for one in memory.outbox() if one.to == sender]


def phone_of(key: str) -> str:
    return Account.objects.get(id=make.who(key).id).phone


# --- residents


def test_route_when_stop_then_confirmed_once_and_nothing_after():
    reader_id = subscribed.reader(NUMBER)

    [answer] = text("STOP")

    assert readers.state(reader_id) == "stopped"
    assert "You will get no more messages from Larkwater" in answer


def test_route_when_stop_was_answered_by_the_provider_then_stopped_and_no_second_answer():
    reader_id = subscribed.reader(NUMBER)

    answers = text("STOP", opt_out=OptOut.STOP)

    assert (readers.state(reader_id), answers) == ("stopped", [])


def test_route_when_run_twice_then_answered_once():
    subscribed.reader(NUMBER)
    inbound_id = str(
        dispatch.receive(Received(provider_id="SM1", medium=Medium.SMS, sender=NUMBER, body="HELP"))
    )

    route(inbound_id)
    route(inbound_id)
    jobs.run_all()

    assert [one.to for one in memory.outbox()] == [NUMBER]


def test_route_when_yes_then_confirmed_and_told_for_which_areas():
    reader_id = subscribed.pending(NUMBER, areas=("ward:6", "ward:7"))

    [answer] = text("YES")

    assert readers.state(reader_id) == "active"
    assert "You will get city notices for Ward 6, Ward 7" in answer


def test_route_when_an_unknown_number_texts_start_then_asked_once_and_not_signed_up_yet():
    [question] = text("START")

    reader_id = readers.find("sms", NUMBER)
    assert "Reply YES" in question
    assert reader_id is not None
    assert readers.state(reader_id) == "pending"
    chosen = readers.choices(reader_id)
    assert chosen is not None
    assert (chosen.areas, chosen.before_eight) == (("city",), False)


def test_route_when_somebody_who_stopped_texts_start_then_active_again():
    reader_id = subscribed.reader(NUMBER)
    text("STOP")

    [answer] = text("START", sid="SM2")

    assert readers.state(reader_id) == "active"
    assert "again" in answer


def test_route_when_a_language_is_named_then_spoken_from_now_on():
    reader_id = subscribed.reader(NUMBER)

    [answer] = text("español")

    found = readers.reader(reader_id)
    assert found is not None
    assert found.language == "es"
    assert answer.startswith("MUESTRA")


def test_route_when_a_code_is_ours_then_said_so_and_otherwise_unknown_and_unpublished_alike():
    subscribed.reader(NUMBER)
    never = "K7Q4MZ"
    ours, draft = notices.notice(make.bulletin()).code, notices.notice(make.public_draft()).code

    answers = [
        text("is this real?", sid=code, intent="check_message", detail=code)[0]
        for code in (ours, draft, never)
    ]

    assert f"Yes, code {ours} is ours" in answers[0]
    assert answers[1].replace(draft, "") == answers[2].replace(never, "")
    assert "published nothing" in answers[1]


def test_route_when_a_report_then_at_the_desk_masked_with_a_way_back_and_told_not_to_go():
    subscribed.reader(NUMBER)

    [answer] = text("four agents at Harbor Park, plate MN KTR-4471", intent="report")

    report = Report.objects.get()
    assert "911" in answer
    assert "do not go there" in answer
    assert ("4471" in report.text, report.way, report.first_hand) == (False, "sms", "not_asked")
    assert report.reply_handle_id is not None


def test_route_when_a_report_is_routed_twice_then_one_report():
    inbound_id = str(
        dispatch.receive(
            Received(provider_id="SM9", medium=Medium.SMS, sender=NUMBER, body="four agents at the corner")
        )
    )
    Inbound.objects.filter(id=int(inbound_id)).update(intent="report")

    route(inbound_id)
    route(inbound_id)

    assert Report.objects.count() == 1


def test_route_when_a_report_comes_to_the_citys_own_node_then_nothing_is_kept_and_told_where_to_report(
    settings,
):
    subscribed.reader(NUMBER)
    settings.NODE_ROLES = frozenset({"city"})

    [answer] = text("there are four ice agents at the corner taking a man")

    assert "911" in answer
    assert "612-555-0102" in answer
    assert Report.objects.count() == 0


@pytest.mark.parametrize("body", ["thank you", "👍", "I'm driving. Sent automatically."])
def test_route_when_thanks_or_a_machine_answers_then_silent(body):
    subscribed.reader(NUMBER)

    assert text(body) == []


def test_route_when_a_reader_texts_1_then_no_office_is_answered_for():
    subscribed.reader(NUMBER)
    notice_id = make.official()

    text("1")

    view = asked.clock_view(f"notice:{notice_id}")
    assert view is not None
    assert view.n_answered == 0


# --- officials


def test_route_when_an_official_texts_1_then_the_office_has_answered():
    notice_id = make.official()

    [answer] = text("1", sender=phone_of("ward-6-aide"))

    row = asked.row_of(f"notice:{notice_id}", "ward-6")
    assert row is not None
    assert (row.state, row.via) == ("acknowledged", "sms")
    assert notices.notice(notice_id).number in answer


def test_route_when_several_wait_then_codes_are_asked_for_and_one_code_answers_one():
    first, second = make.official(), make.official()
    sender = phone_of("ward-6-aide")

    [which] = text("1", sender=sender)
    request = asked.request_about(f"notice:{second}", office="ward-6")
    assert request is not None
    text(f"1 {request.code.lower()}", sender=sender, sid="SM2")

    rows = [asked.row_of(f"notice:{one}", "ward-6") for one in (first, second)]
    assert request.code in which
    assert [row.state for row in rows if row] == ["open", "acknowledged"]


def test_route_when_an_official_texts_2_then_the_deputy_is_asked_at_once():
    notice_id = make.official()
    jobs.run_all()

    text("2", sender=phone_of("ward-6-aide"))

    row = asked.row_of(f"notice:{notice_id}", "ward-6")
    assert row is not None
    assert (row.state, row.escalated_to) == ("open", "deputy")
    assert phone_of("ward-6-deputy") in [one.to for one in memory.outbox()]


def test_route_when_nothing_waits_then_said_so():
    [answer] = text("1", sender=phone_of("ward-6-aide"))

    assert "1" not in answer.replace("911", "")


# --- the hook itself


@pytest.fixture
def gateway(settings) -> None:
    settings.SMS_URL = f"twilio://{ACCOUNT}:{TOKEN}@127.0.0.1:9?scheme=http&from=+16125550100"
    settings.BASE_URL = "http://localhost:8800"


def hook(body: str, *, token: str = TOKEN, sid: str = "SM" + "1" * 32) -> int:
    form = {"MessageSid": sid, "AccountSid": ACCOUNT, "From": NUMBER, "To": "+16125550100", "Body": body}
    signature = sign(token, INBOUND_URL, form)
    response = Client().post(
        "/hooks/twilio/inbound", form, headers={"X-Twilio-Signature": signature}, SERVER_NAME="localhost"
    )
    return response.status_code


def test_hook_when_signed_then_taken_in_once_though_it_comes_twice(gateway):
    reader_id = subscribed.reader(NUMBER)

    statuses = [hook("STOP"), hook("STOP")]

    assert statuses == [200, 200]
    assert Inbound.objects.count() == 1
    assert readers.state(reader_id) == "stopped"


def test_hook_when_forged_then_refused_and_nothing_happens(gateway):
    reader_id = subscribed.reader(NUMBER)

    status = hook("STOP", token="another")

    assert (status, Inbound.objects.count(), readers.state(reader_id)) == (403, 0, "active")


def test_hook_when_of_a_provider_that_this_node_has_not_then_not_found():
    assert hook("STOP") == 404


def test_keyword_keeps_the_words_that_it_is_answered_with():
    [answer] = text("start", sender=NUMBER)

    kept = readers.consent(readers.find("sms", NUMBER))

    assert kept.text == answer
    assert kept.version.startswith("reply-")


# --- a gateway that speaks JSON


def test_hook_when_a_json_gateway_calls_then_taken_in_once(settings):
    settings.SMS_URL = f"http://{TOKEN}@127.0.0.1:9?scheme=http&secret=whsec_{SIGNING}"
    reader_id = subscribed.reader(NUMBER)
    raw = json.dumps({"inbound": [{"id": "in-1", "from": NUMBER, "body": "STOP"}]}).encode()

    statuses = [signed_hook(raw, SIGNING), signed_hook(raw, SIGNING), signed_hook(raw, "YW5vdGhlcg==")]

    assert statuses == [204, 204, 403]
    assert Inbound.objects.count() == 1
    assert readers.state(reader_id) == "stopped"


def signed_hook(raw: bytes, secret: str) -> int:
    sent_at = str(int(clock.now().timestamp()))
    told = hmac.new(base64.b64decode(secret), b"evt." + sent_at.encode() + b"." + raw, hashlib.sha256)
    headers = {
        "webhook-id": "evt", "webhook-timestamp": sent_at,
        "webhook-signature": "v1," + base64.b64encode(told.digest()).decode(),
    }  # fmt: skip
    response = Client().post(
        "/hooks/http/status", raw, content_type="application/json", headers=headers, SERVER_NAME="localhost"
    )
    return response.status_code

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.channels import make, peers
from wardbell.channels import _twilio_codes as codes
from wardbell.channels import _twilio_words as words
from wardbell.channels.base import (
    E164,
    Callback,
    Failed,
    Forged,
    Inbound,
    Medium,
    OptOut,
    Outcome,
    Receipt,
    ReceiptState,
    Sent,
    Unknown,
)

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
SID = "SM" + "ab" * 16
MADE = json.dumps({"sid": SID, "status": "queued"}).encode()
MESSAGES = "/2010-04-01/Accounts/{AccountSid}/Messages.json"


@pytest.fixture(scope="module")
def openapi(shared: Path) -> dict[str, Any]:
    path = shared / "data" / "providers" / "twilio_api_v2010.messages-calls.subset.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def request_of(message: Any, options: str = make.FAST) -> tuple[str, dict[str, str], dict[str, str]]:
    """Sends one message to a server that listens, and returns its (request line, headers, form)."""
    with peers.Peer(peers.answers(201, MADE)) as peer:
        channel = make.twilio(peer.port, options)
        assert channel.send([message]) == [Sent(provider_id=SID)]
        channel.close()
    head, _, body = peer.heard[0].decode().partition("\r\n\r\n")
    line, *rest = head.split("\r\n")
    headers = {name.lower(): value for name, _, value in (one.partition(": ") for one in rest)}
    return line, headers, dict(parse_qsl(body, keep_blank_values=True, strict_parsing=True))


@pytest.mark.shared
@pytest.mark.parametrize("body", ["A notice.", "إشعار عام & more=1+1%", "x" * 1600, "🔔\nline"])
def test_what_is_really_sent_satisfies_the_providers_openapi(openapi: dict[str, Any], body: str) -> None:
    operation = openapi["paths"][MESSAGES]["post"]
    schema = operation["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]

    line, headers, form = request_of(make.text(body=body))

    method, path, _ = line.split(" ")
    account = path.split("/")[3]
    assert (method, path) == ("POST", MESSAGES.replace("{AccountSid}", make.ACCOUNT))
    jsonschema.validate(account, operation["parameters"][0]["schema"])
    jsonschema.validate(form, schema | {"additionalProperties": False, "components": openapi["components"]})
    assert headers["content-type"] == "application/x-www-form-urlencoded"
    assert openapi["components"]["securitySchemes"]["accountSid_authToken"] == {
        "type": "http",
        "scheme": "basic",
    }
    assert (
        headers["authorization"]
        == "Basic " + base64.b64encode(f"{make.ACCOUNT}:{make.TOKEN}".encode()).decode()
    )
    assert form == {
        "To": "+16125550143", "From": "+16125550100", "Body": body,
        "StatusCallback": "https://wardbell.example/hooks/twilio/status?ref=posting.1.2",
    }  # fmt: skip


@pytest.mark.shared
def test_every_example_answer_of_the_openapi_is_read_as_sent(openapi: dict[str, Any]) -> None:
    examples = openapi["paths"][MESSAGES]["post"]["responses"]["201"]["content"]["application/json"][
        "examples"
    ]

    outcomes = {
        name: words.read_answer(201, {}, json.dumps(one["value"]).encode(), now=NOW)
        for name, one in examples.items()
    }

    assert outcomes == {name: Sent(provider_id=one["value"]["sid"]) for name, one in examples.items()}
    assert len(examples) >= 5


@pytest.mark.shared
def test_every_status_of_the_openapi_has_a_meaning(openapi: dict[str, Any]) -> None:
    statuses = set(openapi["components"]["schemas"]["message_enum_status"]["enum"])

    assert set(codes.STATUSES) == statuses - {"receiving", "received"}


def test_a_messaging_service_takes_the_place_of_a_number() -> None:
    with peers.Peer(peers.answers(201, MADE)) as peer:
        channel = make.channel(
            f"twilio://{make.ACCOUNT}:{make.TOKEN}@127.0.0.1:{peer.port}?scheme=http&service=MG{'1' * 32}"
        )
        channel.send([make.text()])
        channel.close()

    form = parse_qs(peer.heard[0].partition(b"\r\n\r\n")[2].decode())
    assert form["MessagingServiceSid"] == [f"MG{'1' * 32}"]
    assert "From" not in form


def test_the_key_stays_here_and_the_reference_is_quoted() -> None:
    line, headers, form = request_of(make.text(key="the-secret-key", reference="a/b&c=d é"))

    assert "the-secret-key" not in line + str(headers) + str(form)
    assert form["StatusCallback"] == "https://wardbell.example/hooks/twilio/status?ref=a%2Fb%26c%3Dd%20%C3%A9"
    assert parse_qs(urlsplit(form["StatusCallback"]).query) == {"ref": ["a/b&c=d é"]}


def test_connections_are_shared_and_stay_open_between_batches() -> None:
    with peers.Peer(peers.answers(201, MADE)) as peer:
        channel = make.twilio(peer.port)
        batch = [make.text(to=f"+1612555{n:04}") for n in range(60)]
        outcomes = channel.send(batch) + channel.send(batch)
        channel.close()

    assert outcomes == [Sent(provider_id=SID)] * 120
    assert peer.n_connections <= 4


TOO_MUCH = [
    ({"body": "x" * 1601}, "too_long (1600 characters)"),
    ({"body": "x" * 10 * 1024 * 1024}, "too_long (1600 characters)"),
    ({"body": " \n"}, "message_invalid (no text)"),
    ({"body": "\ud800"}, "message_invalid (not Unicode)"),
]


@pytest.mark.parametrize(("change", "reason"), TOO_MUCH)
def test_what_twilio_would_refuse_is_not_asked(change: dict[str, str], reason: str) -> None:
    with peers.Peer(peers.hangs) as peer:
        channel = make.twilio(peer.port)
        outcomes = channel.send([make.text(**change)])
        channel.close()

    assert outcomes == [Failed(reason=reason, permanent=True)]
    assert peer.n_connections == 0


def test_no_redirect_is_followed() -> None:
    with peers.Peer(peers.answers(201, MADE)) as elsewhere:
        moved = peers.answers(307, Location=f"http://127.0.0.1:{elsewhere.port}/")
        with peers.Peer(moved) as peer:
            channel = make.twilio(peer.port)
            outcomes = channel.send([make.text()])
            channel.close()

    assert outcomes == [Failed(reason="misconfigured (307)", permanent=False, retry_after_s=300)]
    assert elsewhere.heard == []


def test_a_hung_gateway_leaves_messages_unknown_and_the_rest_untried() -> None:
    with peers.Peer(peers.hangs) as peer:
        channel = make.twilio(peer.port, "connections=2&timeout=0.3&batch=0.5")
        outcomes = channel.send([make.text(to=f"+1612555{n:04}") for n in range(200)])
        channel.close()

    unknown = [one for one in outcomes if isinstance(one, Unknown)]
    assert 2 <= len(unknown) <= 8
    assert {one.reason for one in outcomes if isinstance(one, Failed)} == {"not_tried"}


def answer(status: int, code: int | None = None, **headers: str) -> Outcome:
    body = (
        b"<html>" if code is None else json.dumps({"code": code, "message": "x", "status": status}).encode()
    )
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return words.read_answer(status, given, body, now=NOW)


ANSWERS = [
    (answer(400, 21610), Failed(reason="stopped (21610)", permanent=True, stops=True)),
    (answer(400, 21211), Failed(reason="address_invalid (21211)", permanent=True)),
    (answer(400, 21614), Failed(reason="address_unknown (21614)", permanent=True)),
    (answer(400, 21617), Failed(reason="too_long (21617)", permanent=True)),
    (answer(400, 21611), Failed(reason="too_fast (21611)", permanent=False, retry_after_s=60)),
    (answer(400, 99999), Failed(reason="message_invalid (99999)", permanent=True)),
    (answer(400), Failed(reason="message_invalid (400)", permanent=True)),
    (answer(401, 20003), Failed(reason="misconfigured (20003)", permanent=False, retry_after_s=300)),
    (answer(403), Failed(reason="misconfigured (403)", permanent=False, retry_after_s=300)),
    (answer(404), Failed(reason="misconfigured (404)", permanent=False, retry_after_s=300)),
    (answer(408), Unknown(reason="provider_fault (408)")),
    (
        answer(429, 20429, Retry_After="7"),
        Failed(reason="too_fast (20429)", permanent=False, retry_after_s=7),
    ),
    (answer(429), Failed(reason="too_fast (429)", permanent=False, retry_after_s=5)),
    (
        answer(429, 20429, Retry_After="Mon, 23 Nov 2026 11:00:30 GMT"),
        Failed(reason="too_fast (20429)", permanent=False, retry_after_s=30),
    ),
    (answer(503, Retry_After="9"), Failed(reason="provider_fault (503)", permanent=False, retry_after_s=9)),
    (answer(500, 20500), Unknown(reason="provider_fault (20500)")),
    (answer(502), Unknown(reason="provider_fault (502)")),
    (answer(504), Unknown(reason="provider_fault (504)")),
    (answer(302), Failed(reason="misconfigured (302)", permanent=False, retry_after_s=300)),
    (answer(200), Unknown(reason="unreadable_answer (200)")),
    (answer(201, 5), Unknown(reason="unreadable_answer (201)")),
    (answer(204), Unknown(reason="unreadable_answer (204)")),
]


@pytest.mark.parametrize(("outcome", "expected"), ANSWERS)
def test_an_answer_has_its_meaning(outcome: Outcome, expected: Outcome) -> None:
    assert outcome == expected


def test_a_message_that_failed_as_it_was_made_is_failed() -> None:
    body = json.dumps({"sid": SID, "status": "failed", "error_code": 30005}).encode()

    assert words.read_answer(201, {}, body, now=NOW) == Failed(
        reason="address_unknown (30005)", permanent=True
    )


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("0", 0), ("5", 5), ("999999999999", 3600), ("-5", None), ("", None), ("soon", None), ("٥", None), ("1e3", None),
     ("Mon, 23 Nov 2026 10:00:00 GMT", 0), ("Mon, 23 Nov 2099 10:00:00 GMT", 3600), ("Mon, 99 Nov", None)],
)  # fmt: skip
def test_retry_after(value: str, seconds: float | None) -> None:
    assert words.retry_after(value, now=NOW) == seconds


@given(status=some.integers(100, 599), body=some.binary(max_size=80), retry=some.text(max_size=20))
def test_no_answer_at_all_raises_and_only_a_named_message_is_sent(
    status: int, body: bytes, retry: str
) -> None:
    outcome = words.read_answer(status, {"Retry-After": retry}, body, now=NOW)

    assert not isinstance(outcome, Sent)


@given(
    given=some.dictionaries(some.sampled_from(["sid", "status", "code", "error_code"]), some.one_of(
        some.none(), some.integers(), some.text(max_size=5), some.lists(some.none(), max_size=1),
        some.sampled_from([SID, "queued", "failed", 21610, "21610"]))),
    status=some.integers(100, 599),
)  # fmt: skip
def test_no_json_at_all_raises(given: dict[str, Any], status: int) -> None:
    outcome = words.read_answer(status, {}, json.dumps(given).encode(), now=NOW)

    assert isinstance(outcome, Sent) <= (200 <= status < 300 and given.get("sid") == SID)


def test_the_table_keeps_stopping_to_one_code() -> None:
    assert [code for code, meaning in codes.CODES.items() if meaning.stops] == [21610]


def test_the_signature_is_the_one_of_the_providers_own_example() -> None:
    form = {
        "CallSid": "CA1234567890ABCDE", "Caller": "+12349013030", "Digits": "1234", "From": "+12349013030",
        "To": "+18005551212",
    }  # fmt: skip

    signed = words.signature("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", form)

    assert signed == "0/KCTR6DLpKmkAf8muzZqo1nDgQ="


STATUS_URL = "https://wardbell.example/hooks/twilio/status?ref=posting.1.2"


def callback(
    url: str = STATUS_URL, *, token: str = make.TOKEN, signed_url: str = "", **form: str
) -> Callback:
    given = {"MessageSid": SID, "AccountSid": make.ACCOUNT} | form
    signature = words.signature(token, signed_url or url, given)
    return Callback(url=url, headers={"X-Twilio-Signature": signature}, form=given)


@pytest.fixture
def channel() -> Any:
    return make.twilio(1)


STATUSES = [
    ({"MessageStatus": "queued"}, ReceiptState.ACCEPTED, "", False),
    ({"MessageStatus": "sent"}, ReceiptState.ACCEPTED, "", False),
    ({"MessageStatus": "delivered"}, ReceiptState.DELIVERED, "", False),
    ({"MessageStatus": "read"}, ReceiptState.DELIVERED, "", False),
    ({"MessageStatus": "undelivered", "ErrorCode": "30003"}, ReceiptState.UNDELIVERED, "address_unreachable (30003)", False),
    ({"MessageStatus": "failed", "ErrorCode": "21610"}, ReceiptState.UNDELIVERED, "stopped (21610)", True),
    ({"MessageStatus": "failed"}, ReceiptState.UNDELIVERED, "provider_fault (failed)", False),
    ({"MessageStatus": "teleported"}, ReceiptState.ACCEPTED, "unreadable_answer (teleported)", False),
]  # fmt: skip


@pytest.mark.parametrize(("form", "state", "reason", "stops"), STATUSES)
def test_a_status_callback_is_read(
    channel: Any, form: dict[str, str], state: ReceiptState, reason: str, stops: bool
) -> None:
    told = channel.read_callback(callback(**form))

    assert told == [
        Receipt(reference="posting.1.2", provider_id=SID, state=state, reason=reason, stops=stops)
    ]


@pytest.mark.parametrize(
    ("typed", "opt_out"), [("", None), ("STOP", OptOut.STOP), ("start", OptOut.START), ("odd", None)]
)
def test_an_inbound_message_is_read(channel: Any, typed: str, opt_out: OptOut | None) -> None:
    form = {"From": "+16125550143", "Body": "قف", "SmsStatus": "received"} | (
        {"OptOutType": typed} if typed else {}
    )

    told = channel.read_callback(callback("https://wardbell.example/hooks/twilio/inbound", **form))

    assert told == [
        Inbound(provider_id=SID, medium=Medium.SMS, sender="+16125550143", body="قف", opt_out=opt_out)
    ]


def test_a_replayed_callback_reads_the_same(channel: Any) -> None:
    again = callback(MessageStatus="delivered")

    assert channel.read_callback(again) == channel.read_callback(again)


def test_a_signed_callback_about_something_else_tells_nothing(channel: Any) -> None:
    assert channel.read_callback(callback(CallStatus="ringing")) == []


@pytest.mark.parametrize(
    ("known_as", "signed_as"),
    [
        ("https://wardbell.example/hooks", "https://wardbell.example:443/hooks"),
        ("https://wardbell.example:443/hooks", "https://wardbell.example/hooks"),
        ("https://wardbell.example:8443/hooks", "https://wardbell.example/hooks"),
        ("http://[::1]:80/hooks", "http://[::1]/hooks"),
    ],
)
def test_the_port_may_be_spelled_or_not(channel: Any, known_as: str, signed_as: str) -> None:
    assert len(channel.read_callback(callback(known_as, signed_url=signed_as, MessageStatus="sent"))) == 1


good = callback(MessageStatus="sent")
FORGED = {
    "no signature": replace(good, headers={}),
    "empty": replace(good, headers={"X-Twilio-Signature": ""}),
    "another token": callback(token="another", MessageStatus="sent"),
    "another address": replace(good, url="https://wardbell.example/hooks/twilio/status?ref=posting.9.9"),
    "the inner address behind a proxy": replace(good, url=STATUS_URL.replace("https", "http")),
    "another host": replace(good, url=STATUS_URL.replace("wardbell.example", "evil.example")),
    "a changed field": replace(good, form={**good.form, "MessageStatus": "delivered"}),
    "a field more": replace(good, form={**good.form, "Extra": "1"}),
    "a field less": replace(good, form={"MessageStatus": "sent", "MessageSid": SID}),
    "another account": callback(AccountSid="AC" + "9" * 32, MessageStatus="sent"),
    "not Latin": replace(good, headers={"X-Twilio-Signature": "é\udcff"}),
    "a broken address": replace(good, url="https://[broken"),
    "a broken port": replace(good, url="https://wardbell.example:x/hooks"),
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED.keys())
def test_a_forged_callback_is_refused(channel: Any, forged: Callback) -> None:
    with pytest.raises(Forged):
        channel.read_callback(forged)


def test_the_header_may_be_written_in_any_case(channel: Any) -> None:
    lower = {name.lower(): value for name, value in good.headers.items()}

    assert len(channel.read_callback(replace(good, headers=lower))) == 1


@pytest.mark.shared
def test_numbers_in_every_spelling_are_e164_before_they_come_here(shared: Path) -> None:
    cases = json.loads((shared / "data/sms/phone-vectors.json").read_text(encoding="utf-8"))["cases"]
    numbers = {one["e164"] for one in cases if one["valid"]}

    assert {one for one in numbers if not E164.fullmatch(one)} == set()
    assert len(numbers) > 5


def test_a_form_is_never_longer_than_what_it_says() -> None:
    form = urlencode({"Body": "a&b=c\r\nd"})

    assert parse_qs(form) == {"Body": ["a&b=c\r\nd"]}

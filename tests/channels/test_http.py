import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.channels import make, peers
from wardbell.channels import http
from wardbell.channels.base import (
    Callback,
    Failed,
    Forged,
    Inbound,
    Medium,
    Outcome,
    Outgoing,
    Receipt,
    ReceiptState,
    Sent,
    Unknown,
)
from wardbell.ground import clock

MADE = b'{"id": "gw-7"}'
#: the example that standardwebhooks.com gives for its signature
EXAMPLE = Callback(
    url="", form={}, raw=b'{"test": 2432232314}',
    headers={
        "Webhook-Id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "Webhook-Timestamp": "1614265330",
        "Webhook-Signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    },
)  # fmt: skip
EXAMPLE_AT = datetime.fromtimestamp(1614265330, UTC)


def sent(message: Outgoing, *, options: str = make.FAST) -> tuple[str, dict[str, str], dict[str, str]]:
    """Sends one message to a server that listens, and returns (request line, headers, body)."""
    with peers.Peer(peers.answers(202, MADE)) as peer:
        channel = make.http(peer.port, options)
        assert channel.send([message]) == [Sent(provider_id="gw-7")]
        channel.close()
    head, _, body = peer.heard[0].decode().partition("\r\n\r\n")
    line, *rest = head.split("\r\n")
    headers = {name.lower(): value for name, _, value in (one.partition(": ") for one in rest)}
    return line, headers, json.loads(body)


def outcome_of(status: int, body: bytes = b"", **headers: str) -> Outcome:
    with peers.Peer(peers.answers(status, body, **headers)) as peer:
        channel = make.http(peer.port)
        [outcome] = channel.send([make.text()])
        channel.close()
    return outcome


def told(**given: object) -> Callback:
    """Returns a callback as a gateway with our secret makes it, now."""
    raw = json.dumps(given).encode()
    sent_at = str(int(clock.now().timestamp()))
    signed = http.signature(http._secret(_setting()), message_id="evt-1", sent_at=sent_at, raw=raw)
    headers = {"webhook-id": "evt-1", "webhook-timestamp": sent_at, "webhook-signature": signed}
    return Callback(url="", headers=headers, form={}, raw=raw)


def _setting() -> http.Setting:
    return http.Setting(
        scheme="http", options={"secret": make.SECRET}, is_loopback_only=True, public_url=make.PUBLIC
    )


def test_a_text_message_is_posted_with_its_key_and_its_reference() -> None:
    line, headers, body = sent(make.text(body="إشعار 🔔\nline", language="ar"))

    assert line == "POST /messages HTTP/1.1"
    assert headers["authorization"] == f"Bearer {make.TOKEN}"
    assert headers["idempotency-key"] == "0123456789abcdef"
    assert headers["content-type"] == "application/json"
    assert body == {
        "to": "+16125550143", "medium": "sms", "body": "إشعار 🔔\nline", "language": "ar",
        "reference": "posting.1.2", "callback": f"{make.PUBLIC}/hooks/http/status",
    }  # fmt: skip


def test_mail_has_its_subject_and_its_way_out() -> None:
    _, _, body = sent(make.mail(), options=f"{make.FAST}&medium=mail&path=/v2/mail")

    assert (body["medium"], body["subject"]) == ("mail", "A notice")
    assert body["unsubscribe"] == "https://wardbell.example/unsubscribe/abc"


def test_the_same_message_has_the_same_key_whenever_it_is_tried() -> None:
    keys = {sent(make.text())[1]["idempotency-key"] for _ in range(2)}

    assert len(keys) == 1


ANSWERS: list[tuple[int, bytes, dict[str, str], Outcome]] = [
    (200, MADE, {}, Sent(provider_id="gw-7")),
    (201, b'{"id": 7}', {}, Unknown(reason="unreadable_answer")),
    (202, b'{"id": "' + b"x" * 4096 + b'"}', {}, Unknown(reason="unreadable_answer")),
    (200, b"<html>", {}, Unknown(reason="unreadable_answer")),
    (400, b'{"error": "address_unknown"}', {}, Failed(reason="address_unknown (400)", permanent=True)),
    (400, b'{"error": "stopped"}', {}, Failed(reason="stopped (400)", permanent=True, stops=True)),
    (400, b'{"error": "address_unreachable"}', {}, Failed(reason="address_unreachable (400)", permanent=False, retry_after_s=900)),
    (422, b'{"error": "no such word"}', {}, Failed(reason="message_invalid (422)", permanent=True)),
    (401, b"", {}, Failed(reason="misconfigured (401)", permanent=False, retry_after_s=300)),
    (302, b"", {"Location": "https://elsewhere.example"}, Failed(reason="misconfigured (302)", permanent=False, retry_after_s=300)),
    (409, b"", {"Retry-After": "1"}, Failed(reason="provider_fault (409)", permanent=False, retry_after_s=1)),
    (429, b"", {"Retry-After": "7"}, Failed(reason="too_fast (429)", permanent=False, retry_after_s=7)),
    (503, b"", {}, Failed(reason="provider_fault (503)", permanent=False, retry_after_s=30)),
    (500, b"", {}, Unknown(reason="provider_fault (500)")),
]  # fmt: skip


@pytest.mark.parametrize(("status", "body", "headers", "outcome"), ANSWERS)
def test_each_answer_means_one_outcome(
    status: int, body: bytes, headers: dict[str, str], outcome: Outcome
) -> None:
    assert outcome_of(status, body, **headers) == outcome


def test_the_signature_is_the_one_of_standard_webhooks() -> None:
    secret = http._secret(_setting())

    assert http.is_signed(EXAMPLE, secret, now_s=EXAMPLE_AT.timestamp())
    assert not http.is_signed(EXAMPLE, b"", now_s=EXAMPLE_AT.timestamp())
    assert not http.is_signed(EXAMPLE, secret, now_s=EXAMPLE_AT.timestamp() + http.OLDEST_S + 1)
    assert not http.is_signed(replace(EXAMPLE, raw=EXAMPLE.raw + b" "), secret, now_s=EXAMPLE_AT.timestamp())


def test_a_callback_tells_receipts_and_what_came_in() -> None:
    callback = told(
        receipts=[
            {"reference": "r1", "id": "gw-1", "state": "delivered"},
            {"reference": "r2", "id": "gw-2", "state": "undelivered", "error": "stopped"},
            {"reference": "r3", "id": "gw-3", "state": "pondering"},
            "nonsense",
        ],
        inbound=[{"id": "in-1", "from": "+16125550143", "body": "STOP"}, {"id": "", "from": "+1"}],
    )

    assert make.http(peers.closed_port()).read_callback(callback) == [
        Receipt(reference="r1", provider_id="gw-1", state=ReceiptState.DELIVERED),
        Receipt(reference="r2", provider_id="gw-2", state=ReceiptState.UNDELIVERED, reason="stopped", stops=True),
        Receipt(
            reference="r3", provider_id="gw-3", state=ReceiptState.ACCEPTED, reason="unreadable_answer (pondering)"
        ),
        Inbound(provider_id="in-1", medium=Medium.SMS, sender="+16125550143", body="STOP"),
    ]  # fmt: skip


@given(raw=some.binary(max_size=200), signature=some.text(max_size=80), sent_at=some.text(max_size=14))
def test_whatever_is_posted_is_read_or_forged(raw: bytes, signature: str, sent_at: str) -> None:
    headers = {"webhook-id": "x", "webhook-timestamp": sent_at, "webhook-signature": signature}

    with pytest.raises(Forged):
        make.http(9).read_callback(Callback(url="", headers=headers, form={}, raw=raw))

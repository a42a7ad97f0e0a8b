"""Web push: sealed as the RFCs' examples are, read back by other code, and posted to a service on a real socket."""

import json
import os
import signal
import subprocess
import sys
import time
from base64 import urlsafe_b64decode
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tests.channels import make, peers
from wardbell.channels import _sealing
from wardbell.channels.base import Beside, Failed, Medium, NotOpened, Outcome, Sent, Unknown

SOURCE = Path(__file__).resolve().parents[2] / "src"
READER = _sealing.Reader(_sealing.as_bytes(make.BROWSER), _sealing.as_bytes(make.BROWSER_AUTH))
TEXT = b"When I grow up, I want to be a watermelon"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
#: RFC 8291 section 5
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4M"
    "qgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def raw(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def opened(body: bytes, *, private: str = make.BROWSER_PRIVATE, auth: str = make.BROWSER_AUTH) -> bytes:
    """Opens a body as a browser does, step by step as RFC 8188 and RFC 8291 write it, by the library's own HKDF."""
    salt, record, n = body[:16], int.from_bytes(body[16:20], "big"), body[20]
    theirs, sealed = body[21 : 21 + n], body[21 + n :]
    assert len(sealed) <= record == 4096
    mine = ec.derive_private_key(int.from_bytes(raw(private), "big"), ec.SECP256R1())
    shared = mine.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs))
    info = b"WebPush: info\x00" + raw(make.BROWSER) + theirs
    secret = HKDF(algorithm=SHA256(), length=32, salt=raw(auth), info=info).derive(shared)

    def derived(name: bytes, length: int) -> bytes:
        label = b"Content-Encoding: " + name + b"\x00"
        return HKDF(algorithm=SHA256(), length=length, salt=salt, info=label).derive(secret)

    text = AESGCM(derived(b"aes128gcm", 16)).decrypt(derived(b"nonce", 12), sealed, None).rstrip(b"\x00")
    assert text.endswith(b"\x02")
    return text[:-1]


def claims_of(authorization: str, *, key: str) -> dict[str, Any]:
    """Checks a signature as a push service does and returns what it claims."""
    token = authorization.removeprefix("vapid t=").partition(",")[0]
    signed, _, signature = token.rpartition(".")
    r, s = (int.from_bytes(raw(signature)[at : at + 32], "big") for at in (0, 32))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw(key))
    public.verify(utils.encode_dss_signature(r, s), signed.encode(), ec.ECDSA(SHA256()))
    head, claims = (json.loads(raw(part)) for part in signed.split("."))
    assert head == {"typ": "JWT", "alg": "ES256"}
    return dict(claims)


def push(to: str, **changes: Any) -> Any:
    return make.mail(
        **({"to": to, "subject": "Boil water", "body": "Boil it.", "unsubscribe_url": ""} | changes)
    )


def outcome_of(status: int, **headers: str) -> Outcome:
    with peers.Peer(peers.answers(status, b"", **headers)) as peer:
        channel = make.webpush(peer.port)
        [outcome] = channel.send([push(make.subscription(peer.port))])
        channel.close()
    return outcome


def test_a_message_is_sealed_as_in_the_example_of_the_rfc() -> None:
    own = _sealing.private_key(make.VAPID)

    assert _sealing.seal(TEXT, READER, own=own, salt=raw(SALT)) == raw(BODY)
    assert opened(raw(BODY)) == TEXT


@pytest.mark.shared
def test_the_examples_that_lie_beside_the_checkout_are_met(shared: Path) -> None:
    _, sealed, signed = json.loads((shared / "data/webpush/rfc-vectors.json").read_text())
    reader = _sealing.Reader(raw(sealed["ua_public"]), raw(sealed["auth_secret"]))
    own = _sealing.private_key(sealed["as_private"])
    made = _sealing.seal(sealed["plaintext"].encode(), reader, own=own, salt=raw(sealed["salt"]))

    assert made == raw(sealed["body"])
    assert _sealing.as_text(_sealing.point(own)) == sealed["as_public"]
    assert claims_of(f"vapid t={signed['jwt']}, k={signed['k']}", key=signed["k"]) == signed["claims"]


@pytest.mark.parametrize("size", [0, 1, 500, _sealing.TEXT_BYTES])
def test_what_is_sealed_is_opened_by_its_browser_alone_and_never_alike_twice(size: int) -> None:
    text = os.urandom(size)
    bodies = [_sealing.seal(text, READER) for _ in range(3)]

    assert [opened(one) for one in bodies] == [text] * 3
    assert len({one[21:86] for one in bodies}) == len({one[:16] for one in bodies}) == 3
    assert max(map(len, bodies)) <= 4096
    with pytest.raises(InvalidTag):
        opened(bodies[0], auth=SALT)
    with pytest.raises(InvalidTag):
        opened(bodies[0], private=make.VAPID)


def test_a_text_that_is_too_long_and_keys_that_are_none_are_not_sealed() -> None:
    for text, reader in (
        (b"x" * (_sealing.TEXT_BYTES + 1), READER),
        (b"", READER._replace(auth=b"short")),
        (b"", READER._replace(public=b"\x04" + b"\x01" * 64)),
    ):
        with pytest.raises(ValueError):
            _sealing.seal(text, reader)


def test_a_message_arrives_sealed_and_signed() -> None:
    with peers.Peer(peers.answers(201, b"", Location="https://push.example/m/abc-123")) as peer:
        channel = make.webpush(peer.port)
        message = push(make.subscription(peer.port, path="/push/abc?x=1"), body="إشعار 🔔", language="ar")
        outcomes = channel.send([message]) + channel.send([message])
        channel.close()

    head, _, body = peer.heard[0].partition(b"\r\n\r\n")
    line, *fields = head.decode().split("\r\n")
    headers = {name.lower(): value for name, _, value in (one.partition(": ") for one in fields)}
    public = _sealing.as_text(_sealing.point(_sealing.private_key(make.VAPID)))
    claims = claims_of(headers["authorization"], key=public)
    assert outcomes == [Sent(provider_id="abc-123")] * 2
    assert line == "POST /push/abc?x=1 HTTP/1.1"
    assert json.loads(opened(body)) == {
        "title": "Boil water", "body": "إشعار 🔔", "language": "ar", "key": "0123456789abcdef",
    }  # fmt: skip
    assert (headers["ttl"], headers["urgency"], headers["topic"]) == ("86400", "high", "0123456789abcdef")
    assert headers["content-encoding"] == "aes128gcm"
    assert headers["authorization"].endswith(f"k={public}")
    assert (claims["aud"], claims["sub"]) == (f"http://127.0.0.1:{peer.port}", make.PUBLIC)
    assert 0 < claims["exp"] - time.time() <= 24 * 3600


def test_a_signature_is_made_once_for_a_service_and_not_for_a_message() -> None:
    with peers.Peer(peers.answers(201)) as one, peers.Peer(peers.answers(201)) as other:
        channel = make.webpush(0)
        outcomes = channel.send(
            [
                push(make.subscription(peer.port), key=f"key-{n:08}")
                for n in range(10)
                for peer in (one, other)
            ]
        )
        channel.close()

    tokens = [
        {line for said in peer.heard for line in said.split(b"\r\n") if line.startswith(b"Authorization")}
        for peer in (one, other)
    ]
    assert outcomes == [Sent()] * 20
    assert [len(peer.heard) for peer in (one, other)] == [10, 10]
    assert [len(found) for found in tokens] == [1, 1]
    assert tokens[0] != tokens[1]


ANSWERS: list[tuple[int, dict[str, str], Outcome]] = [
    (201, {}, Sent()),
    (202, {"Location": "/" + "x" * 4096}, Sent()),
    (404, {}, Failed(reason="address_unknown (404)", permanent=True, stops=True)),
    (410, {}, Failed(reason="address_unknown (410)", permanent=True, stops=True)),
    (413, {}, Failed(reason="too_long (413)", permanent=True)),
    (429, {"Retry-After": "17"}, Failed(reason="too_fast (429)", permanent=False, retry_after_s=17)),
    (429, {}, Failed(reason="too_fast (429)", permanent=False, retry_after_s=5)),
    (400, {}, Failed(reason="message_invalid (400)", permanent=True)),
    (403, {}, Failed(reason="misconfigured (403)", permanent=False, retry_after_s=300)),
    (307, {"Location": "https://elsewhere.example"}, Failed(reason="misconfigured (307)", permanent=False, retry_after_s=300)),
    (503, {}, Failed(reason="provider_fault (503)", permanent=False, retry_after_s=30)),
    (500, {}, Unknown(reason="provider_fault (500)")),
]  # fmt: skip


@pytest.mark.parametrize(("status", "headers", "outcome"), ANSWERS)
def test_each_answer_means_one_outcome(status: int, headers: dict[str, str], outcome: Outcome) -> None:
    assert outcome_of(status, **headers) == outcome


def test_a_browser_that_is_gone_does_not_hurt_the_others() -> None:
    with peers.Peer(peers.answers(201)) as here, peers.Peer(peers.answers(410)) as gone:
        channel = make.webpush(0)
        nobody = peers.closed_port()
        ports = [here.port, gone.port, nobody] * 5
        outcomes = channel.send(
            [push(make.subscription(port), key=f"key-{n:08}") for n, port in enumerate(ports)]
        )
        channel.close()

    assert [getattr(one, "reason", "sent") for one in outcomes] == [
        "sent",
        "address_unknown (410)",
        "unreachable",
    ] * 5


NO_SUBSCRIPTION = [
    "", "reader@mail.example", "[]", "{}", make.subscription(9, endpoint="https://fcm.googleapis.com/x"),
    make.subscription(9, endpoint="http://10.0.0.1/x"), make.subscription(9, endpoint="ftp://127.0.0.1/x"),
    make.subscription(9, endpoint="http://127.0.0.1@evil.example/x"), make.subscription(9, endpoint="http://u:p@127.0.0.1/x"),
    make.subscription(9, path="/a b"), make.subscription(9, path="/\u00e9"), make.subscription(9, keys={}),
    make.subscription(9, keys={"p256dh": "AAAA", "auth": make.BROWSER_AUTH}), make.subscription(9, endpoint="http://[127.0.0.1/"),
]  # fmt: skip


@pytest.mark.parametrize("to", NO_SUBSCRIPTION)
def test_what_is_no_subscription_of_ours_to_call_is_refused(to: str) -> None:
    channel = make.webpush(0)
    outcomes = channel.send([push(to)])
    channel.close()

    assert outcomes == [Failed(reason="address_invalid", permanent=True)]


@pytest.mark.parametrize(
    ("endpoint", "may"),
    [("https://fcm.googleapis.com/fcm/send/x", True), ("https://web.push.apple.com/x", True), ("https://FCM.googleapis.com/x", True),
     ("http://fcm.googleapis.com/x", False), ("https://push.apple.com.evil.example/x", False), ("https://evilpush.apple.com/x", False),
     ("https://127.0.0.1/x", False), ("https://localhost/x", False), ("https://169.254.169.254/latest", False)],
)  # fmt: skip
def test_a_live_node_calls_push_services_and_nobody_else(endpoint: str, may: bool) -> None:
    from wardbell.channels import webpush

    channel = make.webpush(0, loopback_only=False)
    assert isinstance(channel, webpush.Webpush)

    assert (
        webpush._subscription(make.subscription(9, endpoint=endpoint), channel._sender) is not None
    ) == may


def test_a_text_beyond_one_record_is_not_sent() -> None:
    with peers.Peer(peers.answers(201)) as peer:
        channel = make.webpush(peer.port)
        outcomes = channel.send([push(make.subscription(peer.port), body="x" * 4000)])
        channel.close()

    assert outcomes == [Failed(reason="too_long (3993 bytes)", permanent=True)]
    assert peer.heard == []


def test_no_room_posts_by_it_yet() -> None:
    assert Beside.PUSH not in [str(one) for one in Medium]
    with pytest.raises(NotOpened, match="sends push; mail is wanted"):
        make.webpush(0, medium=Medium.MAIL)


def test_a_forged_signature_would_be_noticed() -> None:
    own = _sealing.private_key(make.VAPID)
    signed = _sealing.token(own, audience="https://x.example", expires_at=1, contact="mailto:x@y.example")

    with pytest.raises(InvalidSignature):
        claims_of(f"vapid t={signed}, k=", key=make.BROWSER)


def test_sealing_goes_on_when_its_process_was_killed() -> None:
    with peers.Peer(peers.answers(201)) as peer:
        channel: Any = make.webpush(peer.port)
        first = channel.send([push(make.subscription(peer.port))])
        [worker] = channel._sealers._pool._processes
        os.kill(worker, signal.SIGKILL)
        time.sleep(0.3)
        later = [channel.send([push(make.subscription(peer.port))])[0] for _ in range(2)]
        channel.close()

    assert first == [Sent()]
    assert later[-1] == Sent()
    assert later[0] in (Sent(), Failed(reason="not_tried", permanent=False, retry_after_s=1.0))
    assert len(peer.heard) == [*first, *later].count(Sent())


@pytest.mark.process
def test_the_processes_end_with_the_one_that_began_them() -> None:
    program = (
        "import sys, time; from wardbell.channels._sealers import Sealers; from wardbell.channels._sealing import Reader\n"
        "sealers = Sealers(2); sealers.seal([(b'x', Reader(b'', b''))] * 2)\n"
        "print(*sealers._pool._processes, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=SOURCE, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    children = [int(one) for one in parent.stdout.readline().split()]
    were_alive = [_is_running(one) for one in children]

    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()

    end = time.monotonic() + 10
    while time.monotonic() < end and any(map(_is_running, children)):
        time.sleep(0.05)
    assert were_alive
    assert all(were_alive)
    assert not any(map(_is_running, children))


def _is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False

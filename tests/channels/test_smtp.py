import asyncio
import ssl
import threading
import time
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.channels import make, peers
from wardbell.channels.base import Failed, Sent, Unknown


def send(peer: peers.Peer, *messages: object, options: str = make.FAST) -> list[object]:
    channel = make.smtp(peer.port, options)
    try:
        return list(channel.send(list(messages)))  # type: ignore[arg-type]
    finally:
        channel.close()


def test_many_mails_share_few_connections_and_those_stay_open_between_batches() -> None:
    with peers.Peer(peers.relay()) as peer:
        channel = make.smtp(peer.port)
        batch = [make.mail(key=f"key-{n:08}", to=f"reader{n}@mail.example") for n in range(60)]
        outcomes = channel.send(batch) + channel.send(batch)
        channel.close()

    assert [type(one) for one in outcomes] == [Sent] * 120
    assert len(peer.heard) == 120
    assert peer.n_connections == 4


def test_each_reader_gets_an_envelope_of_their_own() -> None:
    with peers.Peer(peers.relay()) as peer:
        send(
            peer, make.mail(to="one@mail.example"), make.mail(to="two@mail.example"), options="connections=1"
        )

    readers = [message_from_bytes(one, policy=policy.default)["To"] for one in peer.heard]
    assert readers == ["one@mail.example", "two@mail.example"]


REPLIES = [
    (
        {"RCPT": "550 5.1.1 <reader@mail.example> unknown"},
        Failed(reason="address_unknown (550 5.1.1)", permanent=True),
    ),
    ({"RCPT": "550 no"}, Failed(reason="address_unknown (550)", permanent=True)),
    (
        {"RCPT": "550-5.2.1 off\n550 5.2.1 off"},
        Failed(reason="address_unreachable (550 5.2.1)", permanent=True),
    ),
    ({"RCPT": "554 5.7.1 policy"}, Failed(reason="blocked (554 5.7.1)", permanent=True)),
    (
        {"RCPT": "451 4.7.1 wait"},
        Failed(reason="address_unreachable (451 4.7.1)", permanent=False, retry_after_s=300),
    ),
    ({"RCPT": "421 closing"}, Failed(reason="unreachable (421)", permanent=False, retry_after_s=60)),
    (
        {"MAIL": "550 5.7.1 not you"},
        Failed(reason="misconfigured (550 5.7.1)", permanent=False, retry_after_s=300),
    ),
    ({"MAIL": "451 later"}, Failed(reason="unreachable (451)", permanent=False, retry_after_s=300)),
    ({"DATA": "554 no"}, Failed(reason="blocked (554)", permanent=True)),
    ({"TEXT": "550 5.7.1 spam"}, Failed(reason="blocked (550 5.7.1)", permanent=True)),
    ({"TEXT": "552 5.3.4 too big"}, Failed(reason="too_long (552 5.3.4)", permanent=True)),
    ({"TEXT": "452 full"}, Failed(reason="provider_fault (452)", permanent=False, retry_after_s=300)),
    ({"TEXT": "421 closing"}, Failed(reason="provider_fault (421)", permanent=False, retry_after_s=60)),
    ({"TEXT": "hang"}, Unknown(reason="no_answer")),
    ({"TEXT": "close"}, Unknown(reason="no_answer")),
    ({"TEXT": "<html>"}, Unknown(reason="unreadable_answer")),
    ({"TEXT": "354 go on"}, Unknown(reason="unreadable_answer (354)")),
    ({"RCPT": "hang"}, Failed(reason="unreachable", permanent=False, retry_after_s=60)),
    ({"RCPT": "close"}, Failed(reason="unreachable", permanent=False, retry_after_s=60)),
    ({"RCPT": "<html>"}, Failed(reason="unreachable", permanent=False, retry_after_s=60)),
    ({"GREETING": "421 too many"}, Failed(reason="unreachable (421)", permanent=False, retry_after_s=60)),
    ({"GREETING": "554 go away"}, Failed(reason="unreachable (554)", permanent=False, retry_after_s=60)),
]


@pytest.mark.parametrize(("replies", "outcome"), REPLIES)
def test_a_reply_has_its_meaning(replies: dict[str, str], outcome: object) -> None:
    with peers.Peer(peers.relay(**replies)) as peer:
        outcomes = send(peer, make.mail())

    assert outcomes == [outcome]


def test_a_refused_reader_leaves_the_connection_for_the_next() -> None:
    with peers.Peer(peers.relay(RCPT="550 5.1.1 no")) as peer:
        outcomes = send(peer, *[make.mail() for _ in range(10)], options="connections=1")

    assert {getattr(one, "permanent", None) for one in outcomes} == {True}
    assert peer.n_connections == 1


def test_a_connection_that_died_while_idle_is_replaced_and_the_mail_is_sent_once() -> None:
    with peers.Peer(peers.relay(mails_a_connection=1)) as peer:
        channel = make.smtp(peer.port, "connections=1&timeout=2")
        outcomes = [channel.send([make.mail(key=f"key-{n:08}")])[0] for n in range(3)]
        channel.close()

    assert [type(one) for one in outcomes] == [Sent] * 3
    assert len(peer.heard) == 3
    assert peer.n_connections == 3


def test_a_reader_on_whom_the_relay_hangs_up_does_not_stop_the_others() -> None:
    with peers.Peer(peers.relay(dreaded=b"poison")) as peer:
        batch = [make.mail(to=f"{'poison' if n == 3 else 'reader'}{n}@mail.example") for n in range(20)]
        outcomes = send(peer, *batch)

    kinds = [type(one) for one in outcomes]
    assert kinds == [Sent] * 3 + [Failed] + [Sent] * 16
    assert outcomes[3] == Failed(reason="unreachable", permanent=False, retry_after_s=60)


def test_a_hung_relay_does_not_hold_a_batch_longer_than_its_time() -> None:
    with peers.Peer(peers.relay(TEXT="hang")) as peer:
        outcomes = send(
            peer, *[make.mail() for _ in range(200)], options="connections=2&timeout=0.3&batch=0.5"
        )
    kinds = [type(one) for one in outcomes]

    assert kinds.count(Unknown) == len(peer.heard) <= 8
    assert {one.reason for one in outcomes if isinstance(one, Failed)} == {"not_tried"}


def test_an_urgent_batch_does_not_wait_for_a_long_one() -> None:
    with peers.Peer(peers.relay()) as peer:
        channel = make.smtp(peer.port, "connections=2")
        bulk = threading.Thread(target=channel.send, args=([make.mail() for _ in range(1000)],))
        bulk.start()
        time.sleep(0.1)
        urgent = channel.send([make.mail(key="urgent-one")])
        was_under_way = bulk.is_alive()
        bulk.join()
        channel.close()

    assert [type(one) for one in urgent] == [Sent]
    assert was_under_way


def test_ten_megabytes_arrive_whole() -> None:
    body = ("سطر من النص\n" * 500_000)[: 10 * 1024 * 1024 // 2]
    with peers.Peer(peers.relay()) as peer:
        outcomes = send(peer, make.mail(body=body, language="ar"), options="timeout=30")

    mail = message_from_bytes(peer.heard[0], policy=policy.default)
    assert [type(one) for one in outcomes] == [Sent]
    assert mail.get_content().replace("\r\n", "\n").rstrip("\n") == body.rstrip("\n")


def test_a_relay_that_says_its_size_is_not_sent_more() -> None:
    with peers.Peer(peers.relay(EHLO="250-peer\n250 SIZE 1000")) as peer:
        outcomes = send(peer, make.mail(body="x" * 2000))

    assert outcomes == [Failed(reason="too_long (size 1000)", permanent=True)]
    assert peer.heard == []


def test_a_mailbox_beyond_ascii_needs_a_relay_that_knows_it() -> None:
    with peers.Peer(peers.relay()) as peer:
        outcomes = send(peer, make.mail(to="قارئ@mail.example"))
    with peers.Peer(peers.relay(EHLO="250-peer\n250 SMTPUTF8")) as able:
        taken = send(able, make.mail(to="قارئ@mail.example"))

    assert outcomes == [Failed(reason="address_invalid (no smtputf8)", permanent=True)]
    assert [type(one) for one in taken] == [Sent]


def test_a_relay_without_starttls_gets_nothing_when_it_is_wanted() -> None:
    with peers.Peer(peers.relay()) as peer:
        outcomes = send(peer, make.mail(), options="tls=starttls")

    assert outcomes == [Failed(reason="misconfigured (not offered)", permanent=False, retry_after_s=300)]
    assert peer.heard == []


def test_a_wrong_password_is_the_operators_affair() -> None:
    with peers.Peer(peers.relay(EHLO="250-peer\n250 AUTH PLAIN", AUTH="535 5.7.8 no")) as peer:
        channel = make.channel(f"smtp://user:wrong@127.0.0.1:{peer.port}?{make.FAST}")
        outcomes = channel.send([make.mail()])
        channel.close()

    assert outcomes == [Failed(reason="misconfigured (535)", permanent=False, retry_after_s=300)]


OFFERS = "250-peer\n250-PIPELINING\n250 8BITMIME"


def test_where_the_relay_offers_it_an_envelope_leaves_in_one_piece() -> None:
    """The peer takes what has come in so far as one piece, and says nothing before it has all of it."""
    pieces: list[bytes] = []

    async def serve(_peer: peers.Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 peer\r\n")
        await reader.readline()
        writer.write(OFFERS.replace("\n", "\r\n").encode() + b"\r\n")
        while piece := await reader.read(65536):
            pieces.append(piece)
            is_envelope = piece.startswith(b"MAIL")
            writer.write(b"250 fine\r\n250 fine\r\n354 go on\r\n" if is_envelope else b"250 kept\r\n")

    with peers.Peer(serve) as peer:
        outcomes = send(peer, *[make.mail(key=f"key-{n:08}") for n in range(3)], options="connections=1")

    envelope = b"MAIL FROM:<notices@city.example>\r\nRCPT TO:<reader@mail.example>\r\nDATA\r\n"
    assert [type(one) for one in outcomes] == [Sent] * 3
    assert pieces[0::2][:3] == [envelope] * 3
    assert all(one.endswith(b"\r\n.\r\n") for one in pieces[1::2][:3])


@pytest.mark.parametrize(("replies", "outcome"), REPLIES)
def test_a_reply_has_its_meaning_in_a_pipeline_too(replies: dict[str, str], outcome: object) -> None:
    with peers.Peer(peers.relay(EHLO=OFFERS, **replies)) as peer:
        outcomes = send(peer, make.mail())

    assert outcomes == [outcome]


@pytest.mark.parametrize("ehlo", ["250 peer", OFFERS])
@pytest.mark.parametrize("data", ["503 nobody to write to", "354 go on"])
def test_a_refused_reader_does_not_hurt_the_others(ehlo: str, data: str) -> None:
    replies = {"bounce": "550 5.1.1 no", "grey": "451 4.7.1 wait", "EHLO": ehlo}
    if data.startswith("354"):
        replies["354"] = data  # a relay that asks for the text though it took no reader
    with peers.Peer(peers.relay(**replies)) as peer:
        names = ["one", "bounce", "two", "grey", "three"] * 4
        outcomes = send(
            peer, *[make.mail(key=f"key-{n:08}", to=f"{one}-{n}@mail.example") for n, one in enumerate(names)],
            options="connections=2",
        )  # fmt: skip

    readers = [message_from_bytes(one, policy=policy.default)["To"].partition("-")[0] for one in peer.heard]
    assert [type(one) for one in outcomes] == [Sent, Failed, Sent, Failed, Sent] * 4
    assert [getattr(one, "permanent", None) for one in outcomes[:5]] == [None, True, None, False, None]
    assert sorted(readers) == sorted(["one", "two", "three"] * 4)
    assert peer.n_connections == 2


@pytest.mark.parametrize("ehlo", ["250 peer", OFFERS])
def test_a_relay_that_drops_in_mid_batch_leaves_one_mail_unknown_and_the_rest_is_sent(ehlo: str) -> None:
    with peers.Peer(peers.relay(EHLO=ehlo, drops_after=5)) as peer:
        outcomes = send(
            peer, *[make.mail(key=f"key-{n:08}") for n in range(12)], options="connections=1&timeout=2"
        )

    kept = [message_from_bytes(one, policy=policy.default)["Message-ID"][1:13] for one in peer.heard]
    assert [type(one) for one in outcomes] == [Sent] * 4 + [Unknown] + [Sent] * 7
    assert kept == [f"key-{n:08}" for n in range(12)]
    assert peer.n_connections == 2


def test_a_reply_to_nobodys_question_is_given_to_no_other_mail() -> None:
    with peers.Peer(peers.relay(EHLO=OFFERS, TEXT="250 kept\n250 kept")) as peer:
        outcomes = send(
            peer, *[make.mail(key=f"key-{n:08}") for n in range(4)], options="connections=1&timeout=2"
        )

    assert [type(one) for one in outcomes] == [Sent] * 4
    assert peer.n_connections == 4


def test_a_relay_that_lets_in_only_some_sends_over_those() -> None:
    n_in = [0]
    inner = peers.relay(EHLO=OFFERS)

    async def serve(peer: peers.Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        n_in[0] += 1
        if n_in[0] > 2:
            writer.write(b"421 4.7.0 too many connections\r\n")
            return
        await inner(peer, reader, writer)

    with peers.Peer(serve) as peer:
        outcomes = send(peer, *[make.mail(key=f"key-{n:08}") for n in range(100)], options="connections=8")

    assert [type(one) for one in outcomes] == [Sent] * 100
    assert len(peer.heard) == 100
    assert peer.n_connections < 20


def test_each_reader_has_a_footer_of_their_own_behind_the_shared_text() -> None:
    body = "إشعار عام.\n"
    with peers.Peer(peers.relay(EHLO=OFFERS)) as peer:
        send(
            peer, *[make.mail(key=f"key-{n:08}", body=body, language="ar", footer=f"https://x.example/{n}") for n in range(8)],
            options="connections=1",
        )  # fmt: skip

    texts = [message_from_bytes(one, policy=policy.default).get_content() for one in peer.heard]
    assert [one.replace("\r\n", "\n") for one in texts] == [
        f"{body}\nhttps://x.example/{n}\n" for n in range(8)
    ]


@pytest.fixture
def secret_relay(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


def test_tls_with_a_trusted_certificate(secret_relay: ssl.SSLContext, certificate: tuple[Path, Path]) -> None:
    with peers.Peer(peers.relay(), context=secret_relay) as peer:
        channel = make.smtp(peer.port, f"tls=tls&ca={certificate[0]}", host="localhost")
        outcomes = channel.send([make.mail(), make.mail()])
        channel.close()

    assert [type(one) for one in outcomes] == [Sent, Sent]


def test_tls_with_a_strange_certificate_sends_nothing(secret_relay: ssl.SSLContext) -> None:
    with peers.Peer(peers.relay(), context=secret_relay) as peer:
        channel = make.smtp(peer.port, f"tls=tls&{make.FAST}", host="localhost")
        outcomes = channel.send([make.mail()])
        channel.close()

    assert outcomes == [Failed(reason="unreachable", permanent=False, retry_after_s=60)]
    assert peer.heard == []

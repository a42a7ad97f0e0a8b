"""The HTTP that is written here, against peers on real sockets that do what the worst gateways do."""

import asyncio
import ssl
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.channels import make, peers
from wardbell.channels import _pipe
from wardbell.channels.base import Failed, Outcome, Outgoing, Sent, Unknown

MADE = b'{"id": "gw-7"}'
SENT = Sent(provider_id="gw-7")
NO_ANSWER = Unknown(reason="no_answer")
PLAIN = b"HTTP/1.1 202 Accepted\r\nContent-Length: 14\r\n\r\n" + MADE


async def hear(peer: peers.Peer, reader: asyncio.StreamReader) -> None:
    """Reads one whole request."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r")[0])
    peer.heard.append(head + await reader.readexactly(length))


def says(*pieces: bytes, closes: bool = False) -> peers.Serve:
    """Answers each request with these pieces, each in a packet of its own."""

    async def serve(peer: peers.Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await hear(peer, reader)
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(0.002)
            if closes:
                return

    return serve


def outcomes_of(
    serve: peers.Serve, n: int = 1, *, options: str = make.FAST
) -> tuple[list[Outcome], peers.Peer]:
    """Sends some messages over one peer and returns (outcomes, the peer)."""
    with peers.Peer(serve) as peer:
        channel = make.http(peer.port, options)
        outcomes = channel.send(texts(n))
        channel.close()
    return outcomes, peer


def texts(n: int, *, first: int = 0) -> list[Outgoing]:
    return [make.text(key=f"key-{one:08}", to=f"+1612555{one:04}") for one in range(first, first + n)]


#: ways in which HTTP lets a server write one and the same answer
SPELLINGS = {
    "in pieces": says(*(PLAIN[at : at + 7] for at in range(0, len(PLAIN), 7))),
    "chunked": says(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\n" + MADE[:5] + b"\r\n", b"9\r\n" + MADE[5:] + b"\r\n0\r\nTrailer: x\r\n\r\n"),
    "after 100 Continue": says(b"HTTP/1.1 100 Continue\r\n\r\n" + PLAIN),
    "after 103 Early Hints and a while": says(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", PLAIN),
    "HTTP/1.0 with a length": says(b"HTTP/1.0 200 OK\r\ncontent-length: 14\r\n\r\n" + MADE, closes=True),
    "HTTP/1.0 until the end": says(b"HTTP/1.0 200 OK\r\n\r\n" + MADE[:6], MADE[6:], closes=True),
    "HTTP/1.1 until the end": says(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + MADE, closes=True),
    "Connection: close": says(b"HTTP/1.1 200 OK\r\nCONNECTION: Close\r\nCONTENT-LENGTH: 14\r\n\r\n" + MADE, closes=True),
}  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_an_answer_is_read_however_it_is_written(spelling: str) -> None:
    outcomes, peer = outcomes_of(SPELLINGS[spelling], 12)

    assert outcomes == [SENT] * 12
    assert len(peer.heard) == 12


def test_a_connection_that_the_server_closes_is_left_and_others_are_kept() -> None:
    _, closing = outcomes_of(SPELLINGS["Connection: close"], 12)
    _, keeping = outcomes_of(says(PLAIN), 12)

    assert (closing.n_connections, keeping.n_connections) == (12, 4)


#: answers after which nobody knows what became of the message
NONSENSE = {
    "no HTTP": says(b"220 mail.example ESMTP\r\n"),
    "half an answer": says(PLAIN[:-4], closes=True),
    "half of a chunked one": says(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\ne\r\n" + MADE, closes=True),
    "headers alone": says(b"HTTP/1.1 200 OK\r\nContent-Length: 14\r\n", closes=True),
    "two lengths": says(b"HTTP/1.1 200 OK\r\nContent-Length: 14\r\nContent-Length: 3\r\n\r\n" + MADE),
    "a length and chunks": says(b"HTTP/1.1 200 OK\r\nContent-Length: 14\r\nTransfer-Encoding: chunked\r\n\r\n" + MADE),
    "another protocol": says(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
    "endless headers": says(b"HTTP/1.1 200 OK\r\n" + b"X-More: and more\r\n" * 2000),
    "closed without a word": says(closes=True),
}  # fmt: skip


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_what_is_no_answer_leaves_a_message_unknown_and_it_is_not_sent_again(nonsense: str) -> None:
    outcomes, peer = outcomes_of(NONSENSE[nonsense], 8)

    assert outcomes == [NO_ANSWER] * 8
    assert len(peer.heard) == len(set(peer.heard)) == 8


def test_an_answer_beyond_its_limit_is_not_read_on() -> None:
    big = b"HTTP/1.1 200 OK\r\nContent-Length: 90000000\r\n\r\n" + MADE + b" " * (2 * _pipe.ANSWER_LIMIT)

    outcomes, peer = outcomes_of(says(big), 2, options="connections=1&timeout=2")

    assert outcomes == [SENT, SENT]  # what was read of it is an answer
    assert peer.n_connections == 2


def test_an_answer_to_nobodys_question_is_given_to_no_other_message() -> None:
    twice = PLAIN + b'HTTP/1.1 400 Bad\r\nContent-Length: 20\r\n\r\n{"error": "stopped"}'

    outcomes, peer = outcomes_of(says(twice), 6, options="connections=1&timeout=2")

    assert outcomes == [SENT] * 6
    assert peer.n_connections == 6


def test_a_server_that_speaks_while_nothing_is_asked_is_left() -> None:
    async def serve(peer: peers.Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await hear(peer, reader)
        writer.write(PLAIN)
        await asyncio.sleep(0.05)
        writer.write(PLAIN.replace(b"gw-7", b"gw-8"))
        await hear(peer, reader)

    with peers.Peer(serve) as peer:
        channel = make.http(peer.port)
        first = channel.send([make.text()])
        time.sleep(0.2)
        second = channel.send([make.text()])
        channel.close()

    assert [*first, *second] == [SENT, SENT]
    assert (peer.n_connections, len(peer.heard)) == (2, 2)


def test_a_connection_that_was_closed_while_it_rested_is_not_written_to() -> None:
    closed = threading.Event()

    async def serve(peer: peers.Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await hear(peer, reader)
        writer.write(PLAIN)
        await writer.drain()
        await asyncio.sleep(0.02)
        writer.close()
        await writer.wait_closed()
        closed.set()

    with peers.Peer(serve) as peer:
        channel = make.http(peer.port, "connections=1&timeout=2")
        outcomes: list[Outcome] = []
        for one in range(20):
            outcomes += channel.send([make.text(key=f"key-{one:08}")])
            closed.wait(5)
            closed.clear()
        channel.close()

    assert outcomes == [SENT] * 20
    assert len(peer.heard) == 20


def test_a_connection_that_is_reset_exactly_as_we_write_leaves_the_message_unknown_once() -> None:
    async def serve(peer: peers.Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await hear(peer, reader)
        writer.write(PLAIN)
        await reader.read(1)  # the next request has begun to arrive
        writer.transport.abort()

    outcomes, peer = outcomes_of(serve, 10, options="connections=1&timeout=2")

    assert outcomes == [SENT, NO_ANSWER] * 5
    assert len(peer.heard) == 5


def test_a_gateway_that_hangs_after_it_has_accepted_leaves_messages_unknown_in_time() -> None:
    async def accepts(peer: peers.Peer, reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await hear(peer, reader)
        await reader.read()

    outcomes, peer = outcomes_of(accepts, 8)

    assert outcomes == [NO_ANSWER] * 8
    assert len(peer.heard) == 8


def test_an_answer_that_drips_has_no_more_time_than_another() -> None:
    drips = says(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + MADE, *([b" "] * 1000))

    outcomes, _ = outcomes_of(drips, 1)

    assert outcomes == [NO_ANSWER]


def test_a_slow_gateway_is_waited_for() -> None:
    async def slow(peer: peers.Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await hear(peer, reader)
            await asyncio.sleep(0.3)
            writer.write(PLAIN)

    outcomes, _ = outcomes_of(slow, 8)

    assert outcomes == [SENT] * 8


def test_a_host_that_does_not_answer_the_call_is_given_up_in_time_and_nothing_left() -> None:
    with peers.Peer(peers.hangs) as peer:
        channel = make.channel(f"http://{make.TOKEN}@127.0.0.1:{peer.port}?connections=2&timeout=0.3&batch=5")
        outcomes = channel.send(texts(100))  # the handshake of TLS is never answered
        channel.close()

    assert {type(one) for one in outcomes} == {Failed}
    assert {one.reason for one in outcomes if isinstance(one, Failed)} == {"unreachable"}
    assert peer.n_connections <= 4  # one try for each connection, not one for each message


def test_two_batches_from_two_threads_share_the_connections_and_stay_in_order() -> None:
    answers: dict[int, Sequence[Outcome]] = {}
    with peers.Peer(says(PLAIN)) as peer:
        channel = make.http(peer.port, "connections=8&timeout=5")
        batches = [texts(64), texts(64, first=64)]
        batches[0][::2] = [make.text(to="nobody") for _ in batches[0][::2]]
        threads = [
            threading.Thread(target=lambda at: answers.update({at: channel.send(batches[at])}), args=(at,))
            for at in range(2)
        ]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        channel.close()

    assert [type(one) for one in answers[0]] == [Failed, Sent] * 32
    assert answers[1] == [SENT] * 64
    assert len(peer.heard) == 96
    assert peer.n_connections <= 8


def test_a_short_batch_does_not_wait_for_a_long_one() -> None:
    async def steady(peer: peers.Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await hear(peer, reader)
            await asyncio.sleep(0.01)
            writer.write(PLAIN)

    with peers.Peer(steady) as peer:
        channel = make.http(peer.port, "connections=2&timeout=5")
        bulk = threading.Thread(target=channel.send, args=(texts(200),))
        bulk.start()
        time.sleep(0.1)
        urgent = channel.send([make.text()])
        was_under_way = bulk.is_alive()
        bulk.join()
        channel.close()

    assert (urgent, was_under_way) == ([SENT], True)


def test_a_channel_that_is_closed_in_mid_batch_answers_everything() -> None:
    answers: list[Outcome] = []
    with peers.Peer(peers.hangs) as peer:
        channel = make.http(peer.port, "connections=2&timeout=30&batch=30")
        sending = threading.Thread(target=lambda: answers.extend(channel.send(texts(10))))
        sending.start()
        time.sleep(0.3)
        channel.close()
        sending.join(5)
        is_over = not sending.is_alive()

    assert is_over
    assert answers.count(NO_ANSWER) == 2
    assert [one.reason for one in answers if isinstance(one, Failed)] == ["not_tried"] * 8


def test_tls_is_kept_and_only_with_a_certificate_that_is_trusted(certificate: tuple[Path, Path]) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with peers.Peer(says(PLAIN), context=context) as peer:
        url = f"http://{make.TOKEN}@localhost:{peer.port}?timeout=5&connections=4"
        trusting, strange = make.channel(f"{url}&ca={certificate[0]}"), make.channel(url)
        taken = trusting.send(texts(40)) + trusting.send(texts(40))
        n_heard = len(peer.heard)
        refused = strange.send(texts(40))
        trusting.close()
        strange.close()

    assert taken == [SENT] * 80
    assert refused == [Failed(reason="unreachable (certificate)", permanent=False, retry_after_s=30)] * 40
    assert len(peer.heard) == n_heard == 80


def test_an_expired_certificate_is_the_operators_affair_and_nothing_leaves(
    expired_certificate: tuple[Path, Path],
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*expired_certificate)
    with peers.Peer(says(PLAIN), context=context) as peer:
        channel = make.channel(
            f"http://{make.TOKEN}@localhost:{peer.port}?timeout=5&ca={expired_certificate[0]}"
        )
        outcomes = channel.send([make.text()])
        channel.close()

    assert outcomes == [Failed(reason="unreachable (certificate)", permanent=False, retry_after_s=30)]
    assert peer.heard == []


@pytest.mark.parametrize("key", ["key\r\nX-Evil: 1", "a key with spaces", "ключ", "\ud800"])
def test_a_key_adds_no_header(key: str) -> None:
    with peers.Peer(says(PLAIN)) as peer:
        channel = make.http(peer.port)
        outcomes = channel.send([make.text(key=key)])
        channel.close()

    head = peer.heard[0].partition(b"\r\n\r\n")[0]
    assert outcomes == [SENT]
    assert sorted(line.partition(b":")[0] for line in head.split(b"\r\n")[1:]) == [
        b"Authorization", b"Content-Length", b"Content-Type", b"Host", b"Idempotency-Key",
    ]  # fmt: skip


def test_a_header_that_could_begin_another_is_no_header() -> None:
    address = _pipe.Address(host="gateway.example", port=443, context=None)

    for target, value in (
        ("/a b", "x"),
        ("/a\r\n", "x"),
        ("/a", "x\r\nX-Evil: 1"),
        ("/a", "é"),
        ("/a", "x\n"),
    ):
        with pytest.raises(ValueError, match="header"):
            _pipe.head(address, target, {"X-Value": value})


@pytest.mark.parametrize(
    ("host", "port", "has_tls", "authority"),
    [("gateway.example", 443, True, "gateway.example"), ("gateway.example", 8443, True, "gateway.example:8443"),
     ("127.0.0.1", 80, False, "127.0.0.1"), ("::1", 8080, False, "[::1]:8080"), ("bücher.example", 443, True, "xn--bcher-kva.example")],
)  # fmt: skip
def test_a_host_is_named_as_http_names_it(host: str, port: int, has_tls: bool, authority: str) -> None:
    context = ssl.create_default_context() if has_tls else None

    assert _pipe.Address(host=host, port=port, context=context).authority == authority

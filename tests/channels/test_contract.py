"""What every channel keeps, whoever the provider is: each file in the folder is run against the same peers."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.channels import make, peers
from wardbell.channels import schemes
from wardbell.channels.base import Channel, Failed, Medium, Outgoing, Sent, Unknown

OPEN: dict[str, Callable[[int], Channel]] = {
    "console": lambda _port: make.channel("console://"),
    "http": make.http,
    "memory": lambda _port: make.channel("memory://"),
    "null": lambda _port: make.channel("null://"),
    "smtp": make.smtp,
    "twilio": make.twilio,
    "webpush": make.webpush,  # whom it calls stands in the address: test_webpush.py
}
CALLS_SOMEBODY = ["http", "smtp", "twilio"]
PATIENCE_S = 60.0  # it ends at all; how soon is measured elsewhere


@pytest.fixture(params=CALLS_SOMEBODY)
def open_at(request: pytest.FixtureRequest) -> Iterator[Callable[[int], Channel]]:
    opened: list[Channel] = []

    def open_one(port: int) -> Channel:
        opened.append(OPEN[request.param](port))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


def test_every_channel_is_here() -> None:
    assert sorted(OPEN) == schemes()


@pytest.mark.parametrize("scheme", sorted(OPEN))
def test_an_empty_batch_has_no_outcome(scheme: str) -> None:
    assert OPEN[scheme](peers.closed_port()).send([]) == []


@pytest.mark.parametrize("scheme", ["console", "memory", "null"])
def test_a_batch_is_answered_in_order(scheme: str) -> None:
    outcomes = OPEN[scheme](0).send([make.text(key=f"key-{n}") for n in range(5)])

    assert [type(one) for one in outcomes] == [Sent] * 5


def test_nobody_there_means_that_nothing_left(open_at: Callable[[int], Channel]) -> None:
    channel = open_at(peers.closed_port())

    outcomes = _timed(channel, _batch(channel, 500))

    assert {(type(one), one.reason, getattr(one, "permanent", None)) for one in outcomes} == {
        (Failed, "unreachable", False)
    }


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # the peer's own sockets, let go of late
@pytest.mark.parametrize("serve", [peers.hangs, peers.hangs_up, peers.speaks_html, peers.floods])
def test_a_peer_that_misbehaves_costs_bounded_time_and_loses_no_outcome(
    open_at: Callable[[int], Channel], serve: peers.Serve
) -> None:
    with peers.Peer(serve) as peer:
        channel = open_at(peer.port)
        outcomes = _timed(channel, _batch(channel, 40))
        channel.close()

    assert len(outcomes) == 40
    assert not any(isinstance(one, Sent) for one in outcomes)
    assert not any(one.permanent for one in outcomes if isinstance(one, Failed))


@pytest.mark.parametrize("status", [429, 500, 502, 503, 301])
def test_a_fault_of_the_provider_is_never_the_readers_fault(
    open_at: Callable[[int], Channel], status: int
) -> None:
    with peers.Peer(peers.answers(status, b"<h1>no</h1>")) as peer:
        channel = open_at(peer.port)
        outcomes = _timed(channel, _batch(channel, 8))

    assert len(outcomes) == 8
    assert not any(isinstance(one, Sent) for one in outcomes)
    assert not any(one.permanent for one in outcomes if isinstance(one, Failed))


TAKES = {
    "http": peers.answers(202, b'{"id": "gw-1"}'),
    "smtp": peers.relay(),
    "twilio": peers.answers(201, b'{"sid": "SM' + b"0" * 32 + b'", "status": "queued"}'),
}


@pytest.mark.parametrize("scheme", CALLS_SOMEBODY)
def test_outcomes_stand_in_the_order_of_the_messages(scheme: str) -> None:
    with peers.Peer(TAKES[scheme]) as peer:
        channel = OPEN[scheme](peer.port)
        batch = _batch(channel, 30)
        batch[::3] = [replace(one, to="nobody") for one in batch[::3]]
        outcomes = _timed(channel, batch)
        channel.close()

    assert [type(one) for one in outcomes] == [Failed, Sent, Sent] * 10


BAD_ADDRESSES = [
    "",
    "612 555 0143",
    "+1612",
    "a@b@c",
    "x y@mail.example",
    "x@mail.example\r\nBcc: y@z.example",
]


@pytest.mark.parametrize("to", BAD_ADDRESSES)
def test_an_address_of_the_wrong_form_is_refused_for_good(open_at: Callable[[int], Channel], to: str) -> None:
    with peers.Peer(peers.hangs) as peer:
        channel = open_at(peer.port)
        message = make.mail(to=to) if channel.medium == Medium.MAIL else make.text(to=to)
        outcomes = channel.send([message])

    assert outcomes == [Failed(reason="address_invalid", permanent=True)]
    assert peer.n_connections == 0


@pytest.mark.parametrize("scheme", sorted(OPEN))
def test_a_callback_without_a_signature_is_forged(scheme: str) -> None:
    from wardbell.channels.base import Callback, Forged

    callback = Callback(
        url=f"{make.PUBLIC}/hooks", headers={}, form={"MessageSid": "SM1", "MessageStatus": "sent"}
    )

    with pytest.raises(Forged):
        OPEN[scheme](0).read_callback(callback)


def test_a_channel_that_was_closed_begins_anew(open_at: Callable[[int], Channel]) -> None:
    channel = open_at(peers.closed_port())
    before = channel.send(_batch(channel, 1))
    channel.close()
    channel.close()

    after = channel.send(_batch(channel, 1))

    assert after == before


def test_unknown_is_only_said_of_what_was_handed_over() -> None:
    with peers.Peer(peers.relay(GREETING="hang")) as peer:
        channel = make.smtp(peer.port)
        outcomes = channel.send([make.mail()])
        channel.close()

    assert [type(one) for one in outcomes] == [Failed]
    assert not any(isinstance(one, Unknown) for one in outcomes)


def _batch(channel: Channel, n: int) -> list[Outgoing]:
    if channel.medium == Medium.MAIL:
        return [make.mail(key=f"key-{one:08}", to=f"reader{one}@mail.example") for one in range(n)]
    return [make.text(key=f"key-{one:08}", to=f"+1612555{one:04}") for one in range(n)]


def _timed(channel: Channel, batch: list[Outgoing]) -> list[Any]:
    began = time.monotonic()
    outcomes = channel.send(batch)
    assert time.monotonic() - began < PATIENCE_S
    assert len(outcomes) == len(batch)
    return outcomes

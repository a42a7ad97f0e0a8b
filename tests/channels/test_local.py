import json

import pytest

from tests.channels import make
from wardbell.channels import memory, open_channel
from wardbell.channels.base import Failed, NotOpened, Sent


@pytest.fixture(autouse=True)
def _empty() -> None:
    memory.forget()


def test_memory_keeps_what_was_sent_oldest_first() -> None:
    make.channel("memory://").send([make.text(key="first"), make.text(key="second")])
    make.channel("memory://?medium=mail").send([make.mail(key="third")])

    assert [one.key for one in memory.outbox()] == ["first", "second", "third"]


def test_memory_fails_as_it_is_told_and_the_last_answer_stays() -> None:
    busy = Failed(reason="unreachable", permanent=False)
    memory.fail("+16125550143", busy, Sent(provider_id="again"))
    channel = make.channel("memory://")

    outcomes = channel.send([make.text(), make.text(), make.text(), make.text(to="+16125550199")])

    assert outcomes == [
        busy,
        Sent(provider_id="again"),
        Sent(provider_id="again"),
        Sent(provider_id="memory-1"),
    ]
    assert [one.to for one in memory.outbox()] == ["+16125550199"]


def test_console_prints_one_line_each_without_the_address(capsys: pytest.CaptureFixture[str]) -> None:
    make.channel("console://?medium=mail").send([make.mail(subject="إشعار\nعام"), make.mail(key="second")])

    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(one["to"], one["key"]) for one in lines] == [
        ("•••@mail.example", "0123456789abcdef"),
        ("•••@mail.example", "second"),
    ]
    assert lines[0]["subject"] == "إشعار\nعام"


def test_null_is_for_no_live_node() -> None:
    with pytest.raises(NotOpened):
        open_channel("null://", loopback_only=False, public_url="https://city.example")


def test_null_says_sent_of_everything_and_keeps_nothing() -> None:
    outcomes = make.channel("null://").send([make.text(key="first"), make.text(key="second")])

    assert (outcomes, memory.outbox()) == ([Sent(provider_id="first"), Sent(provider_id="second")], [])

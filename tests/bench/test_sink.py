"""The sink that counts: every figure of a measurement rests on it, so it is tried with connections of another make."""

import http.client
import json
import smtplib
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest

from wardbell.config.commands._bench.sink import Sink


@pytest.fixture(scope="module")
def web() -> Iterator[Sink]:
    with Sink("http") as sink:
        yield sink


@pytest.fixture(scope="module")
def mailbox() -> Iterator[Sink]:
    with Sink("smtp") as sink:
        yield sink


@pytest.fixture(autouse=True)
def _fresh(request: pytest.FixtureRequest) -> None:
    for name in {"web", "mailbox"} & set(request.fixturenames):
        sink = request.getfixturevalue(name)
        sink.behave("ok", takes_key=False)
        sink.forget()


@dataclass
class Answer:
    status: int
    body: str
    retry_after: str | None


def post(sink: Sink, key: str, body: str = "Boil water.") -> Answer:
    door = http.client.HTTPConnection("127.0.0.1", sink.port, timeout=1)
    text = json.dumps({"to": "+16125550100", "body": body, "language": "en"})
    with closing(door):
        door.request("POST", "/messages", text, {"Idempotency-Key": key, "Content-Type": "application/json"})
        answer = door.getresponse()
        return Answer(answer.status, answer.read().decode(), answer.headers.get("Retry-After"))


def mail(sink: Sink, key: str) -> None:
    with smtplib.SMTP("127.0.0.1", sink.port, timeout=2) as relay:
        text = f"To: reader@readers.example\r\nMessage-ID: <{key}@city.example>\r\n\r\n.Boil water.\r\n"
        relay.sendmail("city@city.example", ["reader@readers.example"], text)


def test_each_key_is_counted_and_a_second_copy_is_a_double(web: Sink) -> None:
    for key in ("one", "two", "two", "three"):
        assert post(web, key).status == 200

    counts = web.counts()

    assert (counts.accepted, counts.distinct, counts.doubled, counts.most_copies) == (4, 3, 1, 2)
    assert counts.copies == {1: 2, 2: 1}


def test_a_sink_that_takes_the_key_drops_the_second_copy_and_says_so(web: Sink) -> None:
    web.behave("ok", takes_key=True)

    answers = [json.loads(post(web, "same").body)["id"] for _ in range(2)]

    counts = web.counts()
    assert answers == ["same", "same"]
    assert (counts.accepted, counts.doubled, counts.asked_again) == (1, 0, 1)


@pytest.mark.parametrize(("kind", "status"), [("429", 429), ("500", 500), ("503", 503), ("html", 200)])
def test_what_is_refused_is_not_counted_and_only_as_often_as_planned(
    web: Sink, kind: str, status: int
) -> None:
    web.behave(kind, n=1, retry_after_s=7)

    first, second = post(web, "refused"), post(web, "taken")

    assert (first.status, second.status) == (status, 200)
    assert first.retry_after == ("7" if kind in {"429", "503"} else None)
    assert (web.counts().distinct, web.counts().did) == (1, {kind: 1})


@pytest.mark.parametrize(("kind", "n_accepted"), [("drop", 0), ("cut", 1), ("hang", 1)])
def test_a_sender_without_an_answer_cannot_know_but_the_sink_does(
    web: Sink, kind: str, n_accepted: int
) -> None:
    web.behave(kind, n=1)

    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError, TimeoutError)):
        post(web, "silent")

    assert web.counts().accepted == n_accepted


@pytest.mark.parametrize(("kind", "distinct", "doubled"), [("lose", 0, 0), ("double", 1, 1)])
def test_sabotage_answers_as_if_all_were_well(web: Sink, kind: str, distinct: int, doubled: int) -> None:
    web.behave(kind, n=1)

    assert post(web, "sabotaged").status == 200

    assert (web.counts().distinct, web.counts().doubled) == (distinct, doubled)


def test_every_third_is_refused_when_it_is_so_planned(web: Sink) -> None:
    web.behave("500", every=3)

    assert [post(web, f"key-{n}").status for n in range(6)] == [200, 200, 500, 200, 200, 500]


def test_letters_to_officials_are_told_apart_by_their_mark(web: Sink) -> None:
    began = time.monotonic()
    for key in ("a", "b"):
        post(web, key, body="City notice 2099-000007, Ward 6.")
    post(web, "bulk")

    (mark,) = web.marks()

    assert (mark.mark, mark.accepted, mark.distinct, web.counts().accepted) == ("2099-000007", 2, 2, 1)
    assert began <= mark.first_at <= mark.last_at <= time.monotonic()


def test_waiting_ends_with_the_message_that_was_waited_for_or_with_the_time(web: Sink) -> None:
    post(web, "first")

    assert web.wait_for(1, timeout_s=5).accepted == 1
    assert web.wait_for(2, timeout_s=0.05).accepted == 1
    assert sum(n for _, n in web.timeline()) == 1


def test_mail_is_counted_by_its_message_id(mailbox: Sink) -> None:
    for key in ("one", "two", "two"):
        mail(mailbox, key)

    assert (mailbox.counts().accepted, mailbox.counts().distinct, mailbox.counts().doubled) == (3, 2, 1)


def test_mail_that_is_refused_is_not_counted(mailbox: Sink) -> None:
    mailbox.behave("429", n=1)

    with pytest.raises(smtplib.SMTPDataError) as refusal:
        mail(mailbox, "refused")

    assert (refusal.value.smtp_code, mailbox.counts().accepted) == (450, 0)


def test_it_ends_when_it_is_told_to() -> None:
    sink = Sink("http").start()
    port = sink.port
    sink.stop()

    with pytest.raises(ConnectionRefusedError):
        http.client.HTTPConnection("127.0.0.1", port, timeout=1).connect()

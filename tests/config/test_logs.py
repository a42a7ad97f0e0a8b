"""What a log line may show: ids, instants and counts; never an address, a link that opens something, or a secret."""

import io
import json
import logging
import sys
import threading

import pytest
import structlog

from wardbell.config import logs
from wardbell.ground import ids

SECRET = "kestrel/9 river+stone=="
SHOWN = [
    "019a5f3a-7c4e-7000-8000-612555014207",
    "2026-11-23T11:00:04.120+00:00",
    "2026-11-23 11:00",
    "9" * 64,
    "wardbell.escalation.actions.escalate_due",
    "/usr/lib/python3/site-packages/django_permissions_policy/middleware.py",
]
HIDDEN = {
    "+16125550142": "0142",
    "612-555-0142": "0142",
    "(612) 555.0142": "0142",
    "00 44 20 7946 0958": "0958",
    "resident.one+x@mail.example.org": "resident",
    "/invitation/eHn2-JwL_4Vq0ZsYd7RkXtAmBc6PgU31/": "eHn2",
    "/invitation/eHnB-JwL_cVqdZsYdxRkXtAmBcpPgUqr/": "eHnB",
    "https://city.example/stop/eHn2JwL4Vq0ZsYd7RkXtAmBc6PgU31": "eHn2",
    "/a/AZoF8GJ8dIAAgAAGEl9Pq1sBkVJ6xTQ0wG8=": "AZoF",
    "eHn2-JwL_4Vq0ZsYd7RkXtAmBc6PgU31": "eHn2",
    "postgresql://wardbell:Wren-4477@db.example/wardbell": "Wren",
    SECRET: "kestrel",
}  #: what a line may hold, and the part that must be gone


def said(**event: object) -> dict[str, object]:
    return dict(logs.redaction([SECRET])(None, "info", dict(event)))


@pytest.mark.parametrize("text", SHOWN)
def test_line_when_it_holds_an_id_or_an_instant_then_it_stays(text):
    assert said(event=f"about {text} now") == {"event": f"about {text} now"}


@pytest.mark.parametrize(("text", "part"), HIDDEN.items())
def test_line_when_it_holds_what_nobody_may_read_then_it_is_masked(text, part):
    shown = str(said(event=f"about {text} now")["event"])

    assert logs.MASK in shown
    assert part not in shown
    assert (shown[:6], shown[-4:]) == ("about ", " now")


def test_link_when_its_token_is_one_of_ours_then_it_is_masked_whatever_its_letters():
    tokens = [ids.token() for _ in range(500)]

    assert [one for one in tokens if one in str(said(event=f"GET /invitation/{one}/"))] == []


@pytest.mark.parametrize(("text", "part"), HIDDEN.items())
def test_line_when_it_lies_deep_in_a_value_then_it_is_masked(text, part):
    class Thing:
        def __repr__(self) -> str:
            return f"<Thing {text}>"

    told = said(
        facts={"list": [text, (text, {"deep": text})], "thing": Thing(), text: 1}, error=ValueError(text)
    )

    assert part not in json.dumps(told, default=repr)


@pytest.mark.parametrize("name", ["to", "Phone", "password", "token", "body", "words"])
def test_line_when_a_value_is_named_as_a_secret_then_nothing_of_it_is_shown(name):
    assert said(**{name: "anything"}) == {name: logs.MASK}
    assert said(facts={name: ["anything"]}) == {"facts": {name: logs.MASK}}


def test_line_when_it_holds_counts_then_they_stay_numbers():
    assert said(seconds=0.4, n=12, is_live=True, none=None) == {
        "seconds": 0.4,
        "n": 12,
        "is_live": True,
        "none": None,
    }


@pytest.fixture
def lines(monkeypatch):
    """The chain as a node configures it, writing where a test can read."""
    before, written = logging.getLogger().handlers[:], io.StringIO()
    level, defaults = logging.getLogger().level, structlog.get_config()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stderr", written)
        logs.configure({"level": "info", "secrets": [SECRET]})
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logging.getLogger().handlers[:] = before
    logging.getLogger().setLevel(level)
    structlog.configure(**defaults)


def test_traceback_when_it_is_logged_then_it_is_masked_and_names_its_place(lines):
    try:
        raise ValueError(f"cannot reach resident@mail.example or +1 612 555 0142 with {SECRET}")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", f"/a/{ids.token()}Aa")
        structlog.get_logger("wardbell.test").exception("a timed action failed", to="+16125550142")

    foreign, own = lines()
    for line in (foreign, own):
        assert "test_logs.py" in line["exception"]
        assert "resident" not in line["exception"]
        assert "0142" not in line["exception"]
        assert "kestrel" not in line["exception"]
    assert foreign["event"] == f"Internal Server Error: /a/{logs.MASK}"
    assert own["to"] == logs.MASK


def test_crash_when_nobody_catches_it_then_it_is_one_masked_line(lines, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    logs.tell_crashes()

    def broken() -> None:
        raise RuntimeError(f"with {SECRET} to +16125550142")

    thread = threading.Thread(target=broken, name="clockwork")
    thread.start()
    thread.join()
    try:
        broken()
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)

    of_thread, of_process = lines()
    assert (of_thread["event"], of_thread["thread"]) == ("a thread broke", "clockwork")
    assert of_process["event"] == "the process broke"
    assert "kestrel" not in json.dumps([of_thread, of_process])
    assert "0142" not in json.dumps([of_thread, of_process])

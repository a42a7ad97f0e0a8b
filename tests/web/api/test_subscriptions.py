"""A subscriber's own choices, by the secret of their own link alone."""

import pytest

from tests.subscribers import make as readers
from tests.web.api.conftest import problem
from wardbell.journal import queries as journal
from wardbell.subscribers import queries
from wardbell.subscribers.rules import State

NUMBER = "+16125550100"


@pytest.fixture
def secret(program) -> str:
    return queries.unsubscribe_token(readers.reader(NUMBER, topics=("general",)))


def reader_of(secret: str) -> int:
    found = queries.id_of_token(secret)
    assert found is not None
    return found


def test_choices_when_read_then_told_without_the_number(program, secret):
    answer = program.get(f"/subscriptions/{secret}")

    assert answer.json() == {
        "state": "active", "language": "en", "areas": ["ward:6"], "topics": ["general"], "before_eight": False,
    }  # fmt: skip
    assert NUMBER not in answer.content.decode()


def test_language_when_changed_twice_then_once(program, secret):
    for _ in range(2):
        answer = program.call("PUT", f"/subscriptions/{secret}/language", {"language": "so"})

    assert answer.json()["language"] == "so"


def test_choices_when_changed_then_they_take_the_place_of_the_old(program, secret):
    given = {"areas": ["ward:7", "city"], "topics": [], "before_eight": True}

    answer = program.call("PUT", f"/subscriptions/{secret}/choices", given)

    assert answer.json() == {"state": "active", "language": "en"} | given
    assert queries.addresses([reader_of(secret)]) == {reader_of(secret): NUMBER}


def test_stop_when_deleted_twice_then_stopped_once(program, secret):
    answers = [program.call("DELETE", f"/subscriptions/{secret}") for _ in range(2)]

    assert [one.json()["state"] for one in answers] == ["stopped", "stopped"]
    assert queries.state(reader_of(secret)) is State.STOPPED
    stops = [one for one in journal.about(f"contact_point:{reader_of(secret)}") if one.verb.endswith("stop")]
    assert len(stops) == 1


@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_link_when_opened_by_a_machine_then_nothing_changes(program, secret, method):
    program.get(f"/subscriptions/{secret}")

    assert problem(program.call(method, f"/subscriptions/{secret}")) == (405, "no-such-method")
    assert queries.state(reader_of(secret)) is State.ACTIVE


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("language", {"language": "xx"}, 422),
        ("choices", {"areas": [], "topics": [], "before_eight": True}, 422),
        ("choices", {"areas": ["ward:99"], "topics": [], "before_eight": True}, 422),
        ("choices", {"areas": ["ward:6"], "topics": [], "before_eight": "yes"}, 422),
        ("choices", {"areas": ["ward:6"], "topics": [], "before_eight": True, "address": NUMBER}, 422),
    ],
)
def test_choices_when_wrong_then_a_sentence_and_nothing_changes(program, secret, path, body, status):
    before = program.get(f"/subscriptions/{secret}").json()

    answer = program.call("PUT", f"/subscriptions/{secret}/{path}", body)

    assert problem(answer)[0] == status
    assert program.get(f"/subscriptions/{secret}").json() == before


def test_enforcement_when_a_city_node_is_asked_to_hold_it_then_not_allowed(program, secret, settings):
    settings.NODE_ROLES = frozenset({"city"})
    given = {"areas": ["ward:6"], "topics": ["enforcement"], "before_eight": False}

    assert problem(program.call("PUT", f"/subscriptions/{secret}/choices", given)) == (403, "not-allowed")


@pytest.mark.parametrize("wrong", ["x", "612-555-0100", "00" * 20])
def test_secret_when_it_is_none_of_ours_then_there_is_no_such_subscription(program, secret, wrong):
    confirmation = queries.confirmation_token(reader_of(secret))

    for guess in (wrong, confirmation, secret[:-1] + ("0" if secret[-1] != "0" else "1")):
        assert problem(program.call("DELETE", f"/subscriptions/{guess}")) == (404, "not-found")
    assert queries.state(reader_of(secret)) is State.ACTIVE


def test_log_when_a_call_is_turned_down_then_the_secret_is_not_in_it(program, secret, caplog, capsys):
    program.call("PUT", f"/subscriptions/{secret}/language", {"language": "xx"})
    program.client.get("/a-page-that-is-none/")

    told = caplog.text + "".join(capsys.readouterr())
    assert secret not in told
    assert "/a-page-that-is-none/" in told, "the log was listened to"

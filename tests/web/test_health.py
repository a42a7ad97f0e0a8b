"""/health and /ready: alive asks nobody; ready names the first obstacle, and nothing that a passer-by may not know."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client

from wardbell.escalation import actions as escalation
from wardbell.ground import clock, database, secrets
from wardbell.web.machine import health

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("morning")]


@pytest.fixture
def _no_database(monkeypatch):
    def away(*_given: object) -> None:
        raise OperationalError("connection to server at db.example, user wardbell, password Wren-4477 failed")

    monkeypatch.setattr(connection, "cursor", away)


@pytest.fixture
def long_running(monkeypatch):
    monkeypatch.setattr(health, "_WATCHING_SINCE", clock.now() - timedelta(hours=1))


def test_ready_when_all_is_well_then_200(long_running):
    escalation.beat()

    response = Client().get("/ready")

    assert (response.status_code, response.json()) == (200, {"ready": True})
    assert "no-store" in response.headers["Cache-Control"]


def test_ready_when_the_clockwork_is_silent_then_503(long_running):
    response = Client().get("/ready")

    assert response.status_code == 503
    assert response.json() == {"ready": False, "why": "the clockwork has not been heard of"}


@pytest.mark.usefixtures("_no_database")
def test_database_when_it_is_gone_then_not_ready_but_alive():
    ready, alive = Client().get("/ready"), Client().get("/health")

    assert (ready.status_code, ready.json()) == (503, {"ready": False, "why": "the database does not answer"})
    assert (alive.status_code, alive.json()) == (200, {"alive": True})


def test_ready_when_tables_are_missing_then_503_until_they_are_there(monkeypatch, long_running):
    escalation.beat()
    monkeypatch.setattr(database, "_seen_up_to_date", type(database._seen_up_to_date)())
    with monkeypatch.context() as before:
        before.setattr(database, "unapplied", lambda: ["notices.0003"])
        early = Client().get("/ready")

    late = Client().get("/ready")

    assert (early.status_code, early.json()["why"]) == (503, "the tables are not those of this program")
    assert late.status_code == 200


def test_ready_when_the_key_ring_is_broken_then_503(monkeypatch, long_running):
    escalation.beat()
    monkeypatch.setattr(secrets, "is_whole", lambda: False)

    assert Client().get("/ready").json()["why"] == "the key ring does not open what it seals"


@pytest.mark.parametrize("path", ["/health", "/ready"])
def test_health_when_asked_by_head_then_answered_and_never_changed_by_post(path):
    escalation.beat()

    assert Client().head(path).status_code == 200
    assert Client().post(path).status_code == 405


def test_tables_when_all_are_there_then_nothing_is_lacking():
    assert database.unapplied() == []


def test_clocks_when_on_one_machine_then_they_agree():
    assert abs(database.drift()) < timedelta(seconds=2)

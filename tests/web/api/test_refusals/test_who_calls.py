"""Who calls: a token of ours, whose person may still use it."""

from datetime import timedelta

import pytest

from tests.notices import make
from tests.web.api.conftest import problem
from wardbell.ground import clock
from wardbell.ground.actors import CLOCKWORK, OPERATOR
from wardbell.people import actions as people
from wardbell.people import queries
from wardbell.people.rules import Role


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer made-up"}, {"Authorization": "Basic eDp5"}])
def test_call_when_no_token_of_ours_comes_then_unauthenticated(program, header):
    answer = program.get("/notices", **header)

    assert problem(answer) == (401, "unauthenticated")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_token_when_its_person_is_deactivated_then_of_no_use(program):
    program.get("/notices", who="ward-6-aide")
    people.deactivate(make.who("ward-6-aide").id, by=make.who("administrator"))

    answer = program.get("/notices", who="ward-6-aide")

    assert problem(answer) == (401, "unauthenticated")
    assert answer.json()["detail"] == "The account of this token was closed."


def test_token_when_the_device_is_lost_then_of_no_use(program):
    program.get("/notices", who="ward-6-aide")
    people.reset_second_factor(make.who("ward-6-aide").id, by=make.who("administrator"))

    assert problem(program.get("/notices", who="ward-6-aide")) == (401, "unauthenticated")


def test_token_when_its_account_is_locked_then_of_no_use_until_it_is_unlocked(program):
    program.get("/notices", who="ward-6-aide")
    aide = make.who("ward-6-aide").id
    people.lock(aide, by=CLOCKWORK)

    locked = program.get("/notices", who="ward-6-aide")
    people.unlock(aide, by=make.who("administrator"))

    assert problem(locked) == (401, "unauthenticated")
    assert program.get("/notices", who="ward-6-aide").status_code == 200


def test_token_when_revoked_then_of_no_use(program):
    program.get("/notices", who="ward-6-aide")
    own = queries.tokens_of(make.who("ward-6-aide").id)[0]
    people.revoke_token(own.id, by=make.who("ward-6-aide"))

    assert problem(program.get("/notices", who="ward-6-aide")) == (401, "unauthenticated")


def test_token_when_its_days_are_over_then_of_no_use(program):
    program.get("/notices", who="ward-6-aide")

    with clock.fixed(clock.now() + timedelta(days=30)):
        answer = program.get("/notices", who="ward-6-aide")

    assert problem(answer) == (401, "unauthenticated")


def test_token_when_its_role_has_ended_then_of_no_use(program):
    program.get("/notices", who="ward-6-aide")
    people.end_role(make.who("ward-6-aide").id, role=Role.AIDE, office="ward-6", by=OPERATOR)

    answer = program.get("/notices", who="ward-6-aide")

    assert problem(answer) == (401, "unauthenticated")
    assert answer.json()["detail"] == "The role of this token has ended."


def test_token_when_its_person_lost_the_second_factor_on_a_live_node_then_refused(program, settings):
    program.token("chief-designee")
    settings.NODE_KIND = "live"

    assert problem(program.get("/notices", who="chief-designee")) == (403, "not-allowed")


def test_token_when_it_calls_too_often_then_told_to_wait(program, monkeypatch):
    monkeypatch.setattr("wardbell.web.machine.api.bearers.MOST_CALLS", 2)

    answers = [program.get("/notices", who="ward-6-aide") for _ in range(3)]
    other = program.get("/notices", who="ward-3-aide")

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert problem(answers[2]) == (429, "too-many")
    assert 0 < int(answers[2].headers["Retry-After"]) <= 60
    assert other.status_code == 200

"""A call made twice with one key is done once; the answer is told again."""

from datetime import timedelta

import pytest

from tests.notices import make
from tests.web.api.conftest import problem
from wardbell.ground import clock
from wardbell.ground.actors import OPERATOR
from wardbell.journal import actions as journal
from wardbell.notices.models import Notice
from wardbell.people import actions as people
from wardbell.people.models import KeptAnswer

BEGIN = {"how_known": "seen_in_public_by_staff"}


def test_call_when_repeated_with_its_key_then_done_once_and_answered_the_same(program):
    first = program.post("/notices", BEGIN, who="chief-designee", key="one")
    again = program.post("/notices", BEGIN, who="chief-designee", key="one")

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert ("Idempotent-Replayed" in first.headers, again.headers["Idempotent-Replayed"]) == (False, "true")
    assert Notice.objects.count() == 1


def test_call_when_it_has_another_key_then_done_again(program):
    program.done("/notices", BEGIN, who="chief-designee", key="one")
    program.done("/notices", BEGIN, who="chief-designee", key="two")

    assert Notice.objects.count() == 2


@pytest.mark.parametrize(
    ("path", "body"), [("/notices", {"how_known": "verified_report"}), ("/notices?x=1", BEGIN)]
)
def test_key_when_used_for_another_call_then_refused_and_nothing_is_done(program, path, body):
    program.done("/notices", BEGIN, who="chief-designee", key="one")

    answer = program.post(path, body, who="chief-designee", key="one")

    assert problem(answer) == (422, "key-reused")
    assert Notice.objects.count() == 1


def test_key_when_another_token_uses_it_then_it_is_another_key(program):
    program.done("/notices", BEGIN, who="chief-designee", key="one")

    answer = program.post("/notices", BEGIN, who="mayor-designee", key="one")

    assert answer.status_code == 201
    assert "Idempotent-Replayed" not in answer.headers
    assert Notice.objects.count() == 2


def test_call_when_refused_then_its_key_is_free_for_another_try(program):
    notice = program.done("/notices", BEGIN, who="chief-designee")["id"]
    too_early = program.post(f"/notices/{notice}/publish", who="chief-designee", key="one")
    make.actions.answer(notice, by=make.who("chief-designee"), **make.ONGOING, source_at=make.source_at())

    answer = program.post(f"/notices/{notice}/publish", who="chief-designee", key="one")

    assert problem(too_early) == (422, "refused")
    assert answer.json()["state"] == "published"


@pytest.mark.parametrize("key", [None, "", "x" * 201, "two words"])
def test_call_when_it_bears_no_key_then_refused(program, key):
    headers = {"Authorization": f"Bearer {program.token('chief-designee')}"}
    headers |= {} if key is None else {"Idempotency-Key": key}

    answer = program.client.post("/api/v1/notices", BEGIN, content_type="application/json", headers=headers)

    assert problem(answer) == (400, "key-missing")
    assert Notice.objects.count() == 0


def test_call_when_the_token_was_revoked_between_then_its_answer_is_not_told_again(program):
    program.done("/notices", BEGIN, who="chief-designee", key="one")
    people.reset_second_factor(make.who("chief-designee").id, by=make.who("administrator"))

    assert problem(program.post("/notices", BEGIN, who="chief-designee", key="one")) == (
        401,
        "unauthenticated",
    )


def test_answers_when_kept_then_sealed_and_forgotten_after_a_day(program):
    notice = program.done("/notices", BEGIN, who="chief-designee", key="purple-heron-0451")["id"]
    kept = KeptAnswer.objects.get()

    assert notice.encode() not in bytes(kept.sealed)
    assert not make.found_anywhere("purple-heron-0451")
    assert people.forget_answers() == 0
    with clock.fixed(clock.now() + timedelta(hours=24)):
        assert people.forget_answers() == 1
        assert people.forget_answers() == 0


def test_answers_when_a_legal_hold_stands_then_they_stay(program):
    program.done("/notices", BEGIN, who="chief-designee")
    journal.place_hold(reason="test", by=OPERATOR)

    with clock.fixed(clock.now() + timedelta(days=2)):
        assert people.forget_answers() == 0

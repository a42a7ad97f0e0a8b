"""Tokens: who may make one, and what is kept of it."""

import pytest

from tests.notices import make
from tests.web.api.test_walk import begun, instant
from wardbell.ground.actors import OPERATOR
from wardbell.ground.errors import NotAllowed, Unreadable
from wardbell.people import actions as people
from wardbell.people import queries
from wardbell.people.rules import Role


def test_token_when_made_for_a_role_that_is_not_held_then_refused(program):
    aide = make.who("ward-6-aide")

    with pytest.raises(NotAllowed, match="role that its person holds"):
        people.make_token(aide.id, name="x", role=Role.DESIGNEE, office="mayor", by=aide)


def test_token_when_made_by_a_token_or_for_somebody_else_then_refused(program):
    bound = queries.bearer(program.token("ward-6-aide")).actor

    for by in (bound, make.who("administrator")):
        with pytest.raises(NotAllowed, match="own tokens"):
            people.make_token(bound.id, name="x", role=Role.AIDE, office="ward-6", by=by)


def test_token_when_made_on_a_live_node_without_a_second_factor_then_refused(program, settings):
    aide = make.who("ward-6-aide")
    settings.NODE_KIND = "live"

    with pytest.raises(NotAllowed, match="passkey"):
        people.make_token(aide.id, name="x", role=Role.AIDE, office="ward-6", by=aide)
    with pytest.raises(NotAllowed, match="own tokens"):
        people.make_token(aide.id, name="x", role=Role.AIDE, office="ward-6", by=OPERATOR)


@pytest.mark.parametrize(("name", "days"), [("", 7), ("x" * 61, 7), ("x", 0), ("x", 91)])
def test_token_when_its_name_or_days_are_wrong_then_refused(program, name, days):
    aide = make.who("ward-6-aide")

    with pytest.raises(Unreadable):
        people.make_token(aide.id, name=name, role=Role.AIDE, office="ward-6", days=days, by=aide)


def test_token_when_kept_then_only_its_hash(program):
    secret = program.token("ward-6-aide")

    assert secret.startswith("wardbell_")
    assert not make.found_anywhere(secret)
    assert not make.found_anywhere(secret.removeprefix("wardbell_"))


def test_instants_when_sent_with_a_zone_then_kept_in_utc(program):
    notice = begun(program)

    program.done(
        f"/notices/{notice}/answers", {"source_at": "2026-11-23T04:50:00-06:00"}, who="chief-designee"
    )

    assert (
        program.get(f"/notices/{notice}", who="chief-designee").json()["answers"]["source_at"]
        == "2026-11-23T10:50:00Z"
    )
    assert instant(minutes_ago=10) == "2026-11-23T10:50:00Z"

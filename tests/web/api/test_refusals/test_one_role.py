"""A token acts in one role and one office, and nowhere else."""

from datetime import timedelta

import pytest

from tests.notices import make
from tests.web.api.conftest import problem
from tests.web.api.test_walk import bulletin, in_review, official
from wardbell.ground import clock
from wardbell.ground.actors import OPERATOR
from wardbell.notices.models import Notice
from wardbell.people import actions as people
from wardbell.people.rules import Role

GHOST = "00000000-0000-7000-8000-000000000000"


def test_approval_when_its_author_holds_both_roles_then_refused(program):
    author = make.who("mayor-designee")
    people.give_role(author.id, role=Role.APPROVER, office="clerk", by=OPERATOR)
    people.set_pool([author.id], starts_at=clock.now(), ends_at=clock.now() + timedelta(days=1), by=OPERATOR)
    version = in_review(program, official(program))
    program.token("mayor-designee", role=Role.APPROVER, office="clerk")

    answer = program.post(f"/notices/{version}/approve", who="mayor-designee")

    assert problem(answer) == (403, "not-allowed")
    assert answer.json()["detail"] == "These are your own words: a second person must check them."
    assert Notice.objects.get(id=version).state == "in_review"


def test_token_of_one_role_when_its_person_holds_another_too_then_acts_in_the_one_alone(program):
    people.give_role(make.who("ward-6-aide").id, role=Role.DESIGNEE, office="mayor", by=OPERATOR)

    answer = program.post("/notices", {"how_known": "seen_in_public_by_staff"}, who="ward-6-aide")

    assert problem(answer) == (403, "not-allowed")
    assert Notice.objects.count() == 0


def test_token_of_one_office_when_its_person_speaks_for_two_then_speaks_for_the_one(program):
    by_hand = make.draft()  # for the chief's office
    people.give_role(make.who("chief-designee").id, role=Role.DESIGNEE, office="emergency", by=OPERATOR)
    program.token("chief-designee", role=Role.DESIGNEE, office="emergency")

    given = {"how_known": "seen_in_public_by_staff"}
    by_program = program.done("/notices", given, who="chief-designee")["id"]
    answer = program.post(f"/notices/{by_hand}/publish", who="chief-designee")

    offices = {str(one.id): one.office_id for one in Notice.objects.all()}
    assert offices == {by_hand: "chief", by_program: "emergency"}
    assert problem(answer) == (403, "not-allowed")
    assert answer.json()["detail"] == "This notice was begun for another office than that of your token."


def test_relay_when_the_token_is_of_another_ward_then_only_its_own_is_told(program):
    people.give_role(make.who("ward-3-aide").id, role=Role.AIDE, office="ward-6", by=OPERATOR)
    version = bulletin(program, official(program))

    relayed = program.done(f"/notices/{version}/relay", who="ward-3-aide")

    assert relayed["office"] == "ward-3"


def test_acknowledgement_when_the_token_is_of_another_office_then_there_is_no_such_request(program):
    official(program)
    request = program.get("/requests", who="ward-6-aide").json()[0]["id"]
    people.give_role(make.who("ward-6-aide").id, role=Role.AIDE, office="ward-3", by=OPERATOR)
    program.token("ward-6-aide", role=Role.AIDE, office="ward-3")  # stands on ward 6's ladder all the same

    assert problem(program.post(f"/requests/{request}/acknowledge", who="ward-6-aide")) == (404, "not-found")
    assert problem(program.post(f"/requests/{GHOST}/acknowledge", who="ward-6-aide")) == (404, "not-found")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/notices", {"how_known": "seen_in_public_by_staff"}),
        ("/notices/{id}/publish", None),
        ("/notices/{id}/approve", None),
        ("/notices/{id}/withdraw", {"reason": "not_so"}),
        ("/notices/{id}/end", None),
        ("/notices/{id}/countersign", None),
        ("/notices/{id}/corrections", {"areas": ["ward:7"]}),
    ],
)
def test_verb_when_the_role_does_not_allow_it_then_not_allowed(program, path, body):
    notice, _ = official(program), program.token("administrator")

    answer = program.post(path.format(id=notice), body, who="administrator")

    assert problem(answer) == (403, "not-allowed")

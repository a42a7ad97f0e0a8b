"""What each caller may see, and what is not there for them."""

from datetime import timedelta

from tests.notices import make
from tests.web.api.conftest import problem
from tests.web.api.test_walk import begun, bulletin, in_review, official
from wardbell.ground import clock
from wardbell.ground.actors import OPERATOR
from wardbell.notices.models import Notice
from wardbell.people import actions as people
from wardbell.people import queries
from wardbell.people.rules import Role


def test_notices_when_somebody_else_asks_then_each_sees_what_their_role_may(program):
    draft, said = begun(program), official(program)
    review = in_review(program, said)
    partner = make.who("hotline-lead")
    grant = queries.person(partner.id).grants[0]
    program.tokens["partner"] = people.make_token(
        partner.id, name="feed", role=grant.role, organization=grant.organization, by=OPERATOR
    )

    seen = {
        who: {one["id"] for one in program.get("/notices", who=who).json()}
        for who in (
            "chief-designee",
            "mayor-designee",
            "city-clerk",
            "ward-6-aide",
            "administrator",
            "partner",
        )
    }

    assert seen == {
        "chief-designee": {draft, said}, "mayor-designee": {said, review}, "city-clerk": {said, review},
        "ward-6-aide": {said}, "administrator": set(), "partner": set(),
    }  # fmt: skip
    assert problem(program.get(f"/notices/{said}", who="partner")) == (404, "not-found")
    assert problem(program.get(f"/notices/{draft}", who="city-clerk")) == (404, "not-found")
    assert problem(program.post(f"/notices/{said}/public-version", who="partner")) == (404, "not-found")


def test_partner_when_a_version_waits_for_them_then_no_word_of_the_official_notice(program):
    partner, about = make.who("hotline-lead"), official(program)
    organization = queries.person(partner.id).grants[0].organization
    people.give_role(partner.id, role=Role.APPROVER, organization=organization, by=OPERATOR)
    people.set_pool([partner.id], starts_at=clock.now(), ends_at=clock.now() + timedelta(days=1), by=OPERATOR)
    program.tokens["partner"] = people.make_token(
        partner.id, name="review", role=Role.APPROVER, organization=organization, by=OPERATOR
    )
    version = in_review(program, about)

    listed = program.get("/notices", who="partner")
    waiting = program.get("/waiting", who="partner")
    told = program.get(f"/notices/{version}", who="partner")
    program.done(f"/notices/{version}/approve", who="partner")

    assert (
        [one["id"] for one in listed.json()]
        == [one["id"] for one in waiting.json()["to_approve"]]
        == [version]
    )
    assert (told.json()["id"], told.json()["clock"]) == (version, None)
    assert about not in (listed.content + waiting.content + told.content).decode()
    assert program.get("/notices", who="partner").json() == []
    assert [one["id"] for one in program.get("/public/notices").json()] == [version]


def test_notice_when_an_office_reads_it_then_its_own_row_and_no_answers(program):
    notice = official(program)

    own = program.get(f"/notices/{notice}", who="ward-6-aide").json()
    whole = program.get(f"/notices/{notice}", who="city-attorney").json()

    assert (own["answers"], [one["office"] for one in own["clock"]["rows"]], own["clock"]["n_asked"]) == (
        None,
        ["ward-6"],
        13,
    )
    assert (whole["answers"]["how_known"], len(whole["clock"]["rows"])) == ("seen_in_public_by_staff", 13)


def test_receipts_when_an_office_asks_of_the_councils_notice_then_refused(program):
    assert problem(program.get(f"/notices/{official(program)}/receipts", who="ward-6-aide")) == (
        403,
        "not-allowed",
    )


def test_public_when_nobody_approved_then_neither_list_nor_code_tells(program):
    version = in_review(program, official(program))
    code = Notice.objects.get(id=version).code

    assert program.get("/public/notices").json() == []
    assert problem(program.get(f"/public/notices/{code}")) == (404, "not-found")
    assert program.get(f"/public/check/{code}").json() == {"code": code, "is_ours": False, "notice": None}


def test_public_when_published_then_told_in_the_language_asked_for(program):
    version = bulletin(program, official(program))
    code = Notice.objects.get(id=version).code

    told = {tag: program.get(f"/public/notices/{code}?language={tag}").json() for tag in ("en", "so", "zz")}

    assert {tag: one["language"] for tag, one in told.items()} == {"en": "en", "so": "so", "zz": "en"}
    assert told["en"]["text"] != told["so"]["text"]
    assert program.get("/public/notices?area=ward:6").json()[0]["code"] == code
    assert program.get("/public/notices?area=ward:12").json() == []
    assert problem(program.get("/public/notices?area=ward:99")) == (404, "not-found")

"""What the API turns down: who may not, what may not be written, and what is not there for this caller."""

from datetime import timedelta

import pytest

from tests.notices import make
from tests.web.api.conftest import problem
from tests.web.api.test_walk import ANSWERS, begun, bulletin, in_review, instant, official
from wardbell.ground import clock
from wardbell.ground.actors import CLOCKWORK, OPERATOR
from wardbell.ground.errors import NotAllowed, Unreadable
from wardbell.notices.models import DraftsEnded, Notice
from wardbell.people import actions as people
from wardbell.people import queries
from wardbell.people.models import KeptAnswer
from wardbell.people.rules import Role

GHOST = "00000000-0000-7000-8000-000000000000"
SENTINEL = "purple-heron-0451"


# --- who calls


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


# --- one role in one office


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


# --- what may be seen


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


# --- what may be written


def test_beginning_when_it_may_reach_nobody_then_nothing_is_kept(program):
    answer = program.post("/notices", {"how_known": "in_confidence"}, who="chief-designee", key=SENTINEL)

    assert answer.status_code == 200
    assert (answer.json()["id"], answer.json()["may_ever_reach"]) == (None, "nobody")
    assert answer.json()["call"].startswith("+")
    assert (Notice.objects.count(), KeptAnswer.objects.count(), DraftsEnded.objects.get().n) == (0, 0, 1)


def test_free_text_when_it_holds_what_may_not_be_written_then_marked_and_kept_nowhere(program):
    notice = begun(program)
    text = f"{SENTINEL}. Call me at (612) 331-7788."

    answer = program.post(f"/notices/{notice}/answers", {"free_text": text}, who="chief-designee")

    found = answer.json()["findings"][0]
    assert problem(answer) == (422, "screened")
    assert text[found["start"] : found["end"]] == "(612) 331-7788"
    assert SENTINEL not in answer.content.decode()
    assert not make.found_anywhere(SENTINEL)


def test_words_when_they_hold_what_may_not_be_written_then_marked_and_kept_nowhere(program):
    version = bulletin(program, official(program))
    given = {"language": "en", "text": f"{SENTINEL}. Call me at (612) 331-7788."}

    answer = program.post(f"/notices/{version}/words", given, who="ward-6-aide")

    assert problem(answer) == (422, "screened")
    assert not make.found_anywhere(SENTINEL)


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"status": "soon"}, "status"),
        ({"status": 3}, "status"),
        ({"source_at": "2026-11-23"}, "source_at"),
        ({"source_at": 1_700_000_000}, "source_at"),
        ({"source_at": "0001-01-01T00:00:00+23:59"}, "source_at"),
        ({"areas": "ward:6"}, "areas"),
        ({"areas": [False]}, "areas.0"),
        ({"free_text": "a\0b"}, "free_text"),
        ({"colour": "blue"}, "colour"),
    ],
)
def test_answers_when_not_of_their_form_then_the_place_is_named(program, given, where):
    notice = begun(program)

    answer = program.post(f"/notices/{notice}/answers", given, who="chief-designee")

    assert problem(answer) == (422, "invalid")
    assert {one["where"].removeprefix("body.given.") for one in answer.json()["errors"]} == {where}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"since_at": "2031-01-01T00:00:00Z"}, "refused"),
        ({"link": "https://city.example/x"}, "refused"),
        ({"areas": ["ward:99"]}, "invalid"),
        ({"status": "rumour"}, "refused"),
    ],
)
def test_answers_when_a_rule_turns_them_down_then_in_its_own_sentence(program, given, code):
    notice = begun(program)

    answer = program.post(f"/notices/{notice}/answers", given, who="chief-designee")

    assert problem(answer) == (422, code)
    assert answer.json()["detail"].endswith((".", "!"))


def test_publishing_when_an_answer_is_missing_then_refused(program):
    notice = program.done("/notices", {"how_known": "seen_in_public_by_staff"}, who="chief-designee")["id"]

    texts = program.get(f"/notices/{notice}/texts", who="chief-designee")
    answer = program.post(f"/notices/{notice}/publish", who="chief-designee")

    assert problem(answer) == (422, "refused")
    assert texts.status_code in {409, 422}


def test_notice_when_done_twice_then_wrong_state_or_nothing_new(program):
    notice = official(program)

    again = program.done(f"/notices/{notice}/publish", who="chief-designee")
    late = program.post(f"/notices/{notice}/answers", ANSWERS, who="chief-designee")
    discarded = program.post(f"/notices/{notice}/discard", who="chief-designee")

    assert again["was_before"]
    assert problem(late) == (409, "wrong-state")
    assert problem(discarded) == (409, "wrong-state")


def test_draft_when_discarded_then_gone(program):
    notice = begun(program)

    program.done(f"/notices/{notice}/discard", who="chief-designee")

    assert problem(program.get(f"/notices/{notice}", who="chief-designee")) == (404, "not-found")


def test_body_when_it_is_no_json_then_malformed(program):
    token = program.token("chief-designee")
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "one"}

    answer = program.client.generic(
        "POST", "/api/v1/notices", b"{", content_type="application/json", headers=headers
    )
    too_long = program.client.generic(
        "POST",
        "/api/v1/notices",
        b'"' + b"x" * 1_000_001 + b'"',
        content_type="application/json",
        headers=headers,
    )

    assert problem(answer) == (400, "malformed")
    assert problem(too_long) == (400, "malformed")


def test_body_when_it_is_in_another_encoding_then_malformed(program):
    answer = program.client.generic(
        "POST", "/api/v1/notices", b"{}", content_type="application/json; charset=utf-7"
    )

    assert problem(answer) == (400, "malformed")


def test_addresses_when_unknown_then_a_problem_and_never_a_page(program):
    assert [
        problem(program.get(path)) for path in ("/", "/nowhere", "/notices/7", "/notices/", "/problems/none")
    ] == [(404, "not-found")] * 5


def test_fault_when_something_breaks_then_told_without_a_word_of_it_and_nothing_is_kept(program, monkeypatch):
    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError(SENTINEL)

    monkeypatch.setattr("wardbell.notices.actions.begin", broken)

    answer = program.post(
        "/notices", {"how_known": "seen_in_public_by_staff"}, who="chief-designee", key="one"
    )

    assert problem(answer) == (500, "fault")
    assert SENTINEL not in answer.content.decode()
    assert KeptAnswer.objects.count() == 0


def test_cookies_when_a_browser_is_signed_in_then_they_prove_nothing(program):
    from wardbell.people.models import Account

    program.client.force_login(Account.objects.get(id=make.who("chief-designee").id))

    answer = program.get("/notices")

    assert problem(answer) == (401, "unauthenticated")
    assert not answer.cookies


# --- making tokens


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

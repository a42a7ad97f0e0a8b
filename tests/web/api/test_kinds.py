"""The city's own matters, marked texts and partners' relays through the API: each rule of the doors holds there too."""

from datetime import timedelta

import pytest

from tests.notices import make
from tests.web.api.conftest import problem
from tests.web.api.test_walk import bulletin, instant, official
from wardbell.ground import clock
from wardbell.ground.actors import OPERATOR
from wardbell.ground.errors import NotAllowed
from wardbell.notices import actions
from wardbell.notices import queries as said
from wardbell.notices.models import Notice, PartnerRelay
from wardbell.notices.rules import HowKnown, Status
from wardbell.people import actions as people
from wardbell.people import queries
from wardbell.people.rules import Role

CALL = "Everyone come out and block them."
QUOTED = "It is quoted from the public statement."
WATER = {"status": "ongoing", "areas": ["ward:6"], "cause": "main_break", "advice": "boil"}
EMERGENCY = "emergency-designee"


def marked(program) -> str:
    """A council notice with a marked text, before the approver pool."""
    notice = make.draft(HowKnown.PUBLIC_STATEMENT, free_text=CALL)
    program.done(f"/notices/{notice}/approval-request", who="chief-designee")
    return notice


def water(program, who: str = EMERGENCY, **more) -> str:
    """A draft of a water notice, begun and answered by a program."""
    begin = {"how_known": "own_works", "kind": "boil_water"}
    notice = program.done("/notices", begin, who=who)["id"]
    program.done(f"/notices/{notice}/answers", WATER | {"source_at": instant(minutes_ago=7)} | more, who=who)
    return notice


def out(program, notice: str, who: str = EMERGENCY) -> str:
    """Has a draft approved by a second person."""
    program.done(f"/notices/{notice}/approval-request", who=who)
    program.done(f"/notices/{notice}/approve", who="city-clerk")
    return notice


def code_of(notice: str) -> str:
    return said.notice(notice).code


# --- what is marked for its meaning


@pytest.mark.parametrize("body", [None, {}, {"reason": ""}, {"reason": "  "}])
def test_approval_when_the_text_is_marked_and_no_reason_comes_then_refused_with_the_findings(program, body):
    notice = marked(program)

    answer = program.post(f"/notices/{notice}/approve", body, who="city-clerk")

    found = answer.json()["findings"]
    assert problem(answer) == (422, "reason-missing")
    assert [(one["kind"], bool(one["why"])) for one in found] == [("mobilisation", True)]
    assert 0 <= found[0]["start"] < found[0]["end"] <= len(CALL)
    assert Notice.objects.get(id=notice).state == "in_review"


def test_approval_when_the_text_is_marked_and_a_reason_comes_then_out_and_the_reason_is_told(program):
    notice = marked(program)
    before = program.get(f"/notices/{notice}", who="city-clerk").json()["answers"]

    program.done(f"/notices/{notice}/approve", {"reason": QUOTED}, who="city-clerk")

    after = program.get(f"/notices/{notice}", who="city-clerk").json()
    assert [one["kind"] for one in before["warnings"]] == ["mobilisation"]
    assert (before["approved_because"], after["state"]) == ("", "published")
    assert (after["answers"]["approved_because"], after["answers"]["warnings"]) == (
        QUOTED,
        before["warnings"],
    )


def test_approval_when_the_reason_holds_what_may_not_be_written_then_screened_and_kept_nowhere(program):
    notice = marked(program)

    answer = program.post(
        f"/notices/{notice}/approve", {"reason": "Seen with plate KTR 4821."}, who="city-clerk"
    )

    assert problem(answer) == (422, "screened")
    assert not make.found_anywhere("KTR 4821")


@pytest.mark.parametrize(
    "body", [{"reason": "x" * 501}, {"reason": 3}, {"reason": "a\0b"}, {"why": "x"}, [], "x"]
)
def test_approval_when_its_body_is_not_of_its_form_then_the_place_is_named(program, body):
    notice = marked(program)

    answer = program.post(f"/notices/{notice}/approve", body, who="city-clerk")

    assert problem(answer) == (422, "invalid")
    assert answer.json()["errors"]


def test_words_when_marked_then_signed_off_only_with_a_reason_and_both_are_told(program):
    version = bulletin(program, official(program))
    words = program.done(f"/notices/{version}/words", {"language": "en", "text": CALL}, who="ward-6-aide")[
        "id"
    ]
    waiting = program.get("/waiting", who="city-clerk").json()["words_to_review"]

    without = program.post(f"/words/{words}/sign-off", who="city-clerk")
    program.done(f"/words/{words}/sign-off", {"reason": QUOTED}, who="city-clerk")

    told = program.get(f"/notices/{version}/words", who="ward-6-aide").json()
    assert [[mark["kind"] for mark in one["warnings"]] for one in waiting] == [["mobilisation"]]
    assert problem(without) == (422, "reason-missing")
    assert [one["kind"] for one in without.json()["findings"]] == ["mobilisation"]
    assert [(one["id"], one["reviewed_because"], one["warnings"]) for one in told] == [
        (words, QUOTED, waiting[0]["warnings"])
    ]


def test_words_when_another_office_asks_then_only_who_signs_off_or_follows_up_sees_them(program):
    version = bulletin(program, official(program))
    program.done(f"/notices/{version}/words", {"language": "en", "text": CALL}, who="ward-6-aide")

    seen = {
        who: len(program.get(f"/notices/{version}/words", who=who).json())
        for who in ("ward-6-aide", "ward-3-aide", "city-clerk", "chief-designee")
    }

    assert seen == {"ward-6-aide": 1, "ward-3-aide": 0, "city-clerk": 1, "chief-designee": 1}
    assert problem(program.get(f"/notices/{version}/words", who="administrator")) == (403, "not-allowed")
    assert problem(program.get(f"/notices/{version}/words", who="hotline-lead")) == (403, "not-allowed")


# --- the city's own matters


def test_water_when_said_through_the_api_then_its_answers_are_told_inside_and_outside(program):
    until = (clock.now() + timedelta(days=1)).isoformat().replace("+00:00", "Z")
    notice = water(program, help_at=["place:harbor-park"], until_at=until)

    out(program, notice)

    names = ("cause", "advice", "help_at", "until_at")
    expected = {
        "cause": "main_break", "advice": "boil", "help_at": ["place:harbor-park"], "until_at": until,
    }  # fmt: skip
    inside = program.get(f"/notices/{notice}", who=EMERGENCY).json()
    outside = program.get("/public/notices").json()[0]
    assert (inside["kind"], inside["audience"], inside["answers"]["ends_by"]) == (
        "boil_water", "public", "all_clear",
    )  # fmt: skip
    assert {name: inside["answers"][name] for name in names} == expected
    assert {name: outside[name] for name in names} == expected


def test_water_when_one_signature_would_send_or_end_it_then_refused(program):
    notice = water(program)

    alone = program.post(f"/notices/{notice}/publish", who=EMERGENCY)
    out(program, notice)
    ended = program.post(f"/notices/{notice}/end", who=EMERGENCY)

    assert problem(alone) == (403, "not-allowed")
    assert problem(ended) == (422, "refused")
    assert said.notice(notice).state == "published"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"cause": "an_earthquake"}, "invalid"),
        ({"advice": "routes"}, "invalid"),
        ({"help_at": ["ward:6"]}, "invalid"),
        ({"help_at": ["place:nowhere"]}, "invalid"),
        ({"help_at": "place:harbor-park"}, "invalid"),
        ({"until_at": "2026-11-23T10:00:00Z"}, "refused"),
        ({"until_at": "2027-11-23T10:00:00Z"}, "refused"),
        ({"until_at": "tomorrow"}, "invalid"),
        ({"agents": "yes"}, "refused"),
        ({"free_text": CALL}, "refused"),
    ],
)
def test_water_when_an_answer_does_not_fit_then_refused_and_nothing_is_kept(program, given, code):
    notice = water(program)
    before = program.get(f"/notices/{notice}", who=EMERGENCY).json()["answers"]

    answer = program.post(f"/notices/{notice}/answers", given, who=EMERGENCY)

    assert problem(answer) == (422, code)
    assert program.get(f"/notices/{notice}", who=EMERGENCY).json()["answers"] == before


@pytest.mark.parametrize(
    "given",
    [{"cause": "main_break"}, {"advice": "boil"}, {"help_at": ["place:harbor-park"]},
     {"until_at": "2026-11-24T10:00:00Z"}],
)  # fmt: skip
def test_official_notice_when_it_gets_a_civic_answer_then_refused(program, given):
    notice = program.done("/notices", {"how_known": "seen_in_public_by_staff"}, who="chief-designee")["id"]

    answer = program.post(f"/notices/{notice}/answers", given, who="chief-designee")

    assert problem(answer) == (422, "refused")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"how_known": "public_statement", "kind": "bulletin"}, "invalid"),  # needs an official notice first
        ({"how_known": "public_statement", "kind": "rumour_check"}, "invalid"),
        ({"how_known": "public_statement", "kind": "preparedness"}, "invalid"),
        ({"how_known": "own_works", "kind": "withdrawal"}, "invalid"),
        ({"how_known": "own_works", "kind": "no_such_kind"}, "invalid"),
        ({"how_known": "own_works", "kind": "../etc"}, "invalid"),
        ({"how_known": "own_works", "kind": None}, "invalid"),
        ({"how_known": "own_works"}, "refused"),
        ({"how_known": "seen_in_public_by_staff", "kind": "boil_water"}, "refused"),
        ({"how_known": "in_confidence", "kind": "boil_water"}, "refused"),
    ],
)
def test_beginning_when_its_kind_is_not_begun_so_then_refused(program, given, code):
    answer = program.post("/notices", given, who=EMERGENCY)

    assert problem(answer) == (422, code)
    assert Notice.objects.count() == 0


@pytest.mark.parametrize("who", ["ward-6-aide", "administrator", "hotline-lead", "city-clerk"])
def test_water_when_the_role_may_not_speak_then_not_allowed(program, who):
    answer = program.post("/notices", {"how_known": "own_works", "kind": "boil_water"}, who=who)

    assert problem(answer) == (403, "not-allowed")
    assert Notice.objects.count() == 0


def test_water_when_phoned_in_then_the_duty_clerk_goes_on_with_it_after_reading_it_back(program):
    begin = {"how_known": "own_works", "kind": "boil_water", "on_behalf_of": make.who(EMERGENCY).id}
    notice = program.done("/notices", begin, who="duty-clerk")["id"]
    given = WATER | {"source_at": instant(minutes_ago=7)}
    program.done(f"/notices/{notice}/answers", given, who="duty-clerk")

    too_early = program.post(f"/notices/{notice}/approval-request", who="duty-clerk")
    program.done(f"/notices/{notice}/read-back", who="duty-clerk")
    out(program, notice, who="duty-clerk")

    assert problem(too_early) == (422, "refused")
    assert said.notice(notice).office == "emergency"


def test_beginning_when_nothing_is_said_of_its_kind_then_an_official_notice(program):
    notice = program.done("/notices", {"how_known": "seen_in_public_by_staff"}, who="chief-designee")["id"]

    assert said.notice(notice).kind == "official_notice"


# --- the public version of another kind


def announced() -> str:
    return make.official(
        HowKnown.PUBLIC_STATEMENT, status=Status.PUBLICLY_ANNOUNCED, areas=("city",), since_at=None
    )


@pytest.mark.parametrize(
    ("body", "kind"),
    [(None, "bulletin"), ({}, "bulletin"), ({"kind": ""}, "bulletin"), ({"kind": "preparedness"}, "preparedness")],
)  # fmt: skip
def test_public_version_when_a_kind_is_asked_for_then_of_that_kind(program, body, kind):
    about = announced()

    made = program.done(f"/notices/{about}/public-version", body, who="mayor-designee")

    assert (made["kind"], said.notice(made["id"]).kind) == (kind, kind)


@pytest.mark.parametrize("kind", ["rumour_check", "boil_water", "no_such_kind"])
def test_public_version_when_its_kind_does_not_fit_then_refused_and_nothing_is_drafted(program, kind):
    about = announced()

    answer = program.post(f"/notices/{about}/public-version", {"kind": kind}, who="mayor-designee")

    assert problem(answer) == (422, "refused")
    assert said.public_versions(about) == []


# --- the all-clear


def test_all_clear_when_two_persons_give_it_then_it_takes_the_notices_place(program):
    notice = out(program, water(program))
    given = {"source_at": instant(minutes_ago=1)}

    clear = program.done(f"/notices/{notice}/all-clear", given, who=EMERGENCY)["id"]
    alone = said.notice(notice).state
    out(program, clear)

    assert (alone, said.notice(notice).state, said.notice(clear).kind) == ("published", "ended", "all_clear")
    assert program.get(f"/public/notices/{code_of(notice)}").json()["replaced_by"] == code_of(clear)


def test_all_clear_when_its_author_would_approve_it_then_refused(program):
    notice, author = out(program, water(program)), make.who(EMERGENCY)
    clear = program.done(
        f"/notices/{notice}/all-clear", {"source_at": instant(minutes_ago=1)}, who=EMERGENCY
    )["id"]
    program.done(f"/notices/{clear}/approval-request", who=EMERGENCY)
    people.give_role(author.id, role=Role.APPROVER, office="clerk", by=OPERATOR)
    people.set_pool([author.id], starts_at=clock.now(), ends_at=clock.now() + timedelta(days=1), by=OPERATOR)
    program.token(EMERGENCY, role=Role.APPROVER, office="clerk")

    answer = program.post(f"/notices/{clear}/approve", who=EMERGENCY)

    assert problem(answer) == (403, "not-allowed")
    assert said.notice(notice).state == "published"


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ({}, 422, "invalid"),
        ({"source_at": None}, 422, "invalid"),
        ({"source_at": "2026-11-23T12:00:00Z"}, 422, "refused"),
        ({"source_at": "2026-11-23T10:55:00Z", "how_known": "in_confidence"}, 403, "not-allowed"),
        ({"source_at": "2026-11-23T10:55:00Z", "how_known": "guessed"}, 422, "invalid"),
        ({"source_at": "2026-11-23T10:55:00Z", "link": "not a link"}, 422, "refused"),
        ({"source_at": "2026-11-23T10:55:00Z", "areas": ["city"]}, 422, "invalid"),
    ],
)
def test_all_clear_when_it_does_not_fit_then_refused_and_nothing_is_drafted(program, given, status, code):
    notice = out(program, water(program))

    answer = program.post(f"/notices/{notice}/all-clear", given, who=EMERGENCY)

    assert problem(answer) == (status, code)
    assert list(Notice.objects.filter(corrects=notice)) == []


def test_all_clear_when_of_a_rumour_then_it_says_how_somebody_found_out(program):
    about = make.draft(HowKnown.PUBLIC_STATEMENT, status=Status.RUMOUR, since_at=None)
    make.second(about, by="chief-designee")
    rumour = bulletin(program, about)
    given = {"source_at": instant(minutes_ago=1)}

    without = program.post(f"/notices/{rumour}/all-clear", given, who="mayor-designee")
    made = program.done(
        f"/notices/{rumour}/all-clear", given | {"how_known": "seen_in_public_by_staff"}, who="mayor-designee"
    )

    assert problem(without) == (422, "refused")
    assert said.notice(made["id"]).kind == "all_clear"


@pytest.mark.parametrize(
    ("who", "status", "code"),
    [("city-clerk", 403, "not-allowed"), ("administrator", 403, "not-allowed"), ("hotline-lead", 404, "not-found")],
)  # fmt: skip
def test_all_clear_when_the_role_may_not_give_it_then_refused(program, who, status, code):
    notice = out(program, water(program))

    answer = program.post(f"/notices/{notice}/all-clear", {"source_at": instant(minutes_ago=1)}, who=who)

    assert problem(answer) == (status, code)


def test_all_clear_when_of_an_official_notice_or_in_the_making_already_then_refused(program):
    notice, given = out(program, water(program)), {"source_at": instant(minutes_ago=1)}
    program.done(f"/notices/{notice}/all-clear", given, who=EMERGENCY)

    again = program.post(f"/notices/{notice}/all-clear", given, who=EMERGENCY)
    of_council = program.post(f"/notices/{official(program)}/all-clear", given, who="mayor-designee")

    assert problem(again) == (409, "conflict")
    assert problem(of_council) == (409, "wrong-state")


# --- partners


def test_partner_when_it_passes_a_notice_on_then_recorded_once_with_its_own_link(program):
    code = code_of(bulletin(program, official(program)))

    first = program.done(f"/public/notices/{code}/partner-relay", who="hotline-lead")
    again = program.done(f"/public/notices/{code}/partner-relay", who="hotline-lead")

    assert (first["organization"], first["was_before"], again["was_before"]) == ("hotline", False, True)
    assert program.client.get(first["link"]).status_code == 200
    assert PartnerRelay.objects.count() == 1


def test_partner_when_it_reports_its_reach_then_the_newest_number_of_each_language_holds(program):
    code = code_of(bulletin(program, official(program)))
    path = f"/public/notices/{code}/reach"
    too_early = program.post(path, {"language": "so", "n_people": 100}, who="hotline-lead")
    program.done(f"/public/notices/{code}/partner-relay", who="hotline-lead")

    for language, n_people in (("so", 100), ("en", 30), ("so", 120)):
        told = program.done(path, {"language": language, "n_people": n_people}, who="hotline-lead")

    assert problem(too_early) == (409, "wrong-state")
    assert told == {"code": code, "organization": "hotline", "reported": {"so": 120, "en": 30}}


@pytest.mark.parametrize(
    "given",
    [{"language": "so", "n_people": 0}, {"language": "so", "n_people": -1}, {"language": "so", "n_people": 10**9},
     {"language": "so", "n_people": "12"}, {"language": "so", "n_people": 1.5}, {"language": "so", "n_people": True},
     {"language": "tlh", "n_people": 5}, {"n_people": 5}, {"language": "so", "n_people": 5, "organization": "legal-aid"}],
)  # fmt: skip
def test_partner_when_its_number_or_language_is_not_likely_then_refused(program, given):
    version = bulletin(program, official(program))
    path = f"/public/notices/{code_of(version)}"
    program.done(f"{path}/partner-relay", who="hotline-lead")

    answer = program.post(f"{path}/reach", given, who="hotline-lead")

    assert problem(answer) == (422, "invalid")
    assert said.partner_relays(version)[0].reported == {}


@pytest.mark.parametrize("path", ["partner-relay", "reach"])
def test_partner_when_the_token_is_no_partners_then_refused(program, path):
    aide, version = make.who("ward-6-aide"), bulletin(program, official(program))
    people.give_role(
        aide.id, role=Role.PARTNER, organization="hotline", by=OPERATOR
    )  # not in this token's role

    answer = program.post(
        f"/public/notices/{code_of(version)}/{path}", {"language": "so", "n_people": 5}, who="ward-6-aide"
    )

    assert problem(answer) == (403, "not-allowed")
    assert PartnerRelay.objects.count() == 0


def test_partner_when_its_person_is_in_two_organizations_then_the_token_acts_for_its_own_alone(program):
    lead, version = make.who("hotline-lead"), bulletin(program, official(program))
    people.give_role(lead.id, role=Role.PARTNER, organization="legal-aid", by=OPERATOR)

    done = program.done(f"/public/notices/{code_of(version)}/partner-relay", who="hotline-lead")
    bound = queries.bearer(program.token("hotline-lead")).actor

    assert done["organization"] == "hotline"
    with pytest.raises(NotAllowed):
        actions.relay_by_partner(version, organization="legal-aid", by=bound)
    actions.relay_by_partner(version, organization="legal-aid", by=lead)


def test_partner_when_the_notice_is_not_out_or_does_not_stand_then_refused(program):
    waiting = make.public_draft()
    withdrawn = bulletin(program, official(program))
    program.done(f"/notices/{withdrawn}/withdraw", {"reason": "not_so"}, who="mayor-designee")

    answers = [
        problem(program.post(f"/public/notices/{code}/partner-relay", who="hotline-lead"))
        for code in (code_of(waiting), code_of(withdrawn), "nothing")
    ]

    assert answers == [(404, "not-found"), (409, "wrong-state"), (404, "not-found")]
    assert PartnerRelay.objects.count() == 0

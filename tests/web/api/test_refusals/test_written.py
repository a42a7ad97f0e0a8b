"""What may not be written, answered or done twice."""

import pytest

from tests.notices import make
from tests.web.api.conftest import problem
from tests.web.api.test_walk import ANSWERS, begun, bulletin, official
from wardbell.notices.models import DraftsEnded, Notice
from wardbell.people.models import KeptAnswer

SENTINEL = "purple-heron-0451"


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

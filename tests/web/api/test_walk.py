"""The whole morning through the API alone: said, answered, made public, approved, relayed, withdrawn."""

from datetime import timedelta

from tests.notices import make
from tests.subscribers import make as readers
from wardbell.escalation import actions as escalation
from wardbell.ground import clock
from wardbell.journal import queries as journal
from wardbell.notices import queries as said

ANSWERS = {"status": "ongoing", "areas": ["ward:6"], "agents": "yes", "civil": "not_known"}


def instant(*, minutes_ago: int) -> str:
    return (clock.now() - timedelta(minutes=minutes_ago)).isoformat().replace("+00:00", "Z")


def begun(program, who="chief-designee", **more) -> str:
    """A draft with every question answered."""
    draft = program.done("/notices", {"how_known": "seen_in_public_by_staff"}, who=who)["id"]
    given = ANSWERS | {"source_at": instant(minutes_ago=7), "since_at": instant(minutes_ago=10)} | more
    assert program.done(f"/notices/{draft}/answers", given, who=who)["may_reach"] == "public"
    return draft


def official(program) -> str:
    notice = begun(program)
    program.done(f"/notices/{notice}/publish", who="chief-designee")
    return notice


def in_review(program, about: str) -> str:
    version = program.done(f"/notices/{about}/public-version", who="mayor-designee")["id"]
    program.done(f"/notices/{version}/approval-request", who="mayor-designee")
    return version


def bulletin(program, about: str) -> str:
    version = in_review(program, about)
    program.done(f"/notices/{version}/approve", who="city-clerk")
    return version


def test_morning_when_played_through_the_api_then_each_step_holds(program):
    make_readers()

    notice = official(program)
    make.send_everything()
    clock_of = program.get(f"/notices/{notice}/clock", who="chief-designee").json()
    assert (clock_of["n_asked"], clock_of["n_notified"], clock_of["n_answered"]) == (13, 13, 0)
    assert clock_of["rows"][0]["office"] == "ward-6"

    request = program.get("/requests", who="ward-6-aide").json()[0]
    assert (request["notice_id"], request["office"]) == (notice, "ward-6")
    assert (
        program.done(f"/requests/{request['id']}/acknowledge", who="ward-6-aide")["outcome"] == "acknowledged"
    )
    assert program.get("/requests", who="ward-6-aide").json() == []

    version = in_review(program, notice)
    assert program.get("/public/notices").json() == []
    waiting = program.get("/waiting", who="city-clerk").json()
    assert [one["id"] for one in waiting["to_approve"]] == [version]
    texts = program.get(f"/notices/{version}/texts", who="city-clerk").json()
    assert {one["language"] for one in texts} == {"en", "es", "so", "hmn", "ar"}
    assert program.done(f"/notices/{version}/approve", who="city-clerk")["state"] == "published"

    public = program.get("/public/notices").json()[0]
    assert public["is_current"]
    assert program.done(f"/notices/{version}/relay", who="ward-6-aide")["office"] == "ward-6"
    with clock.fixed(clock.now() + timedelta(hours=4)):  # out of the night, past the visible hold
        make.send_everything()
        make.release()
        receipts = program.get(f"/notices/{version}/receipts", who="chief-designee").json()
    assert (receipts["expected"], receipts["by_state"], receipts["is_settled"]) == (6, {"sent": 6}, True)
    assert receipts["by_language"] == {"en": {"sent": 5}, "es": {"sent": None}}

    taken = program.done(f"/notices/{version}/withdraw", {"reason": "wrong_area"}, who="mayor-designee")
    assert said.notice(taken["withdrawal_id"]).kind == "withdrawal"
    checked = program.get(f"/public/check/{public['code']}").json()
    assert (checked["is_ours"], checked["notice"]["is_current"]) == (True, False)
    assert checked["notice"]["withdrawn_at"]


def test_words_when_written_and_signed_off_then_they_wait_for_a_second_person(program):
    version = bulletin(program, official(program))

    kept = program.done(
        f"/notices/{version}/words",
        {"language": "en", "text": "Our office is open today."},
        who="ward-6-aide",
    )
    waiting = program.get("/waiting", who="city-clerk").json()["words_to_review"]
    program.done(f"/words/{kept['id']}/sign-off", who="city-clerk")

    assert [one["text"] for one in waiting] == ["Our office is open today."]
    assert program.get("/waiting", who="city-clerk").json()["words_to_review"] == []


def test_sent_back_when_the_reason_is_given_then_its_author_asks_again(program):
    version = in_review(program, official(program))

    back = program.done(
        f"/notices/{version}/send-back", {"reason": "Say it for both wards."}, who="city-clerk"
    )
    again = program.done(f"/notices/{version}/approval-request", who="mayor-designee")

    assert (back["state"], again["state"]) == ("draft", "in_review")


def test_second_name_when_countersigned_then_it_stands_in_the_answers(program):
    notice = official(program)

    program.done(f"/notices/{notice}/countersign", who="mayor-designee")

    assert program.get(f"/notices/{notice}", who="mayor-designee").json()["answers"]["countersigned_at"]


def test_ended_and_disputed_when_done_through_the_api_then_the_notice_says_so(program):
    notice = official(program)

    program.done(f"/notices/{notice}/dispute", who="mayor-designee")
    program.done(f"/notices/{notice}/end", who="mayor-designee")

    told = program.get(f"/notices/{notice}", who="chief-designee").json()
    assert (told["state"], bool(told["answers"]["disputed_at"])) == ("ended", True)


def test_correction_when_drafted_then_a_second_person_sends_it(program):
    notice = official(program)

    correction = program.done(f"/notices/{notice}/corrections", {"areas": ["ward:7"]}, who="chief-designee")[
        "id"
    ]
    program.done(f"/notices/{correction}/approval-request", who="chief-designee")
    program.done(f"/notices/{correction}/approve", who="city-clerk")

    assert program.get(f"/notices/{notice}", who="chief-designee").json()["state"] == "ended"


def test_phoned_in_when_the_clerk_enters_it_then_it_is_read_back_first(program):
    designees = program.get("/designees", who="duty-clerk").json()
    phoned = make.who("chief-designee").id
    assert phoned in {one["id"] for one in designees}
    given = {"how_known": "seen_in_public_by_staff", "on_behalf_of": phoned}
    notice = program.done("/notices", given, who="duty-clerk")["id"]
    program.done(
        f"/notices/{notice}/answers", ANSWERS | {"source_at": instant(minutes_ago=7)}, who="duty-clerk"
    )

    too_early = program.post(f"/notices/{notice}/publish", who="duty-clerk")
    program.done(f"/notices/{notice}/read-back", who="duty-clerk")
    program.done(f"/notices/{notice}/publish", who="duty-clerk")

    assert too_early.status_code == 422
    assert said.notice(notice).office == "chief"


def test_journal_when_a_program_acts_then_it_says_by_which_token(program):
    notice = begun(program)

    entries = [one for one in journal.about(f"notice:{notice}") if one.verb == "notices.begin"]

    assert '"token":' in entries[0].facts
    assert entries[0].actor_label == make.who("chief-designee").label


def test_president_when_the_ladder_has_come_that_far_then_the_request_is_listed(program):
    official(program)
    before = {one["office"] for one in program.get("/requests", who="ward-4-member").json()}

    with clock.fixed(clock.now() + timedelta(minutes=16)):
        escalation.escalate_due()
        after = program.get("/requests", who="ward-4-member").json()
        far = next(one for one in after if one["office"] == "ward-9")
        outcome = program.done(f"/requests/{far['id']}/acknowledge", who="ward-4-member")["outcome"]

    assert before == {"ward-4"}
    assert {one["office"] for one in after} == {f"ward-{n}" for n in range(1, 14)}
    assert outcome == "acknowledged"


def make_readers() -> None:
    """Five who read English and one who reads Spanish, in ward 6."""
    readers.readers(5, before_eight=True)
    readers.reader("+16125550199", language="es", before_eight=True)

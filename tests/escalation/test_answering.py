"""An office's answer: by link, by reply, in the inbox; once; from anybody who was asked."""

from datetime import timedelta

import pytest

from tests.escalation import make
from tests.escalation.ledger import posted, voided
from wardbell.escalation import actions, queries, rules, tokens
from wardbell.escalation.rules import Outcome, ReplyResult, RequestState, Via
from wardbell.ground import clock, ids
from wardbell.ground.actors import CLOCKWORK
from wardbell.ground.errors import NotAllowed, Unreadable
from wardbell.journal import queries as journal
from wardbell.people.rules import Role

pytestmark = pytest.mark.django_db


def link_token(about: str, *, n: int = 0) -> str:
    return str(posted(about)[n][0].slots["link"]).rpartition(rules.LINK_PATH)[2]


def test_acknowledge_when_asked_then_the_office_has_answered_and_nobody_else_is_asked(morning):
    about = make.subject()
    asked, people = make.ladder()
    [request_id] = make.ask(asked, about=about)

    with clock.fixed(morning + timedelta(minutes=2)):
        result = actions.acknowledge(request_id, by=make.actor(people[0]), via=Via.INBOX)

    assert result == ReplyResult(outcome=Outcome.ACKNOWLEDGED, request_id=request_id)
    row = make.request(request_id)
    assert (row.state, row.answered_at, row.answered_by, row.via) == (
        RequestState.ACKNOWLEDGED,
        morning + timedelta(minutes=2),
        "member of ward-6 (demo)",
        Via.INBOX,
    )
    assert voided() == {f"{about}#ward-6"}
    with clock.fixed(morning + timedelta(hours=1)):
        assert actions.escalate_due() == 0
    assert journal.about(f"request:{request_id}")[0].verb == "escalation.acknowledge"


def test_acknowledge_when_one_office_answers_then_the_others_still_wait(morning):
    first, people = make.ladder("ward-6")
    request_ids = make.ask(first, make.ladder("ward-1")[0])

    actions.acknowledge(request_ids[0], by=make.actor(people[0]), via=Via.SMS)

    assert [make.request(one).state for one in request_ids] == [RequestState.ACKNOWLEDGED, RequestState.OPEN]


def test_acknowledge_when_done_before_then_the_first_answer_stands(morning):
    asked, people = make.ladder()
    [request_id] = make.ask(asked)
    actions.acknowledge(request_id, by=make.actor(people[0]), via=Via.SMS)

    again = actions.acknowledge(request_id, by=make.actor(people[1]), via=Via.INBOX)

    assert again == ReplyResult(outcome=Outcome.ALREADY, request_id=request_id)
    assert make.request(request_id).answered_by == "member of ward-6 (demo)"


def test_acknowledge_when_cancelled_then_told_so(morning):
    about = make.subject()
    asked, people = make.ladder()
    [request_id] = make.ask(asked, about=about)
    actions.cancel(about, by=make.DESIGNEE)

    result = actions.acknowledge(request_id, by=make.actor(people[0]), via=Via.SMS)

    assert result.outcome == Outcome.CANCELLED
    assert make.request(request_id).state == RequestState.CANCELLED


def test_acknowledge_when_everybody_was_asked_in_vain_then_a_late_answer_counts(morning):
    asked, people = make.ladder()
    [request_id] = make.ask(asked)

    with clock.fixed(morning + timedelta(hours=1)):
        actions.escalate_due()
        result = actions.answer_by_reply(people[2], None)

    assert result == ReplyResult(outcome=Outcome.ACKNOWLEDGED, request_id=request_id)


def test_acknowledge_when_of_the_office_though_not_on_the_ladder_then_counts(morning):
    [request_id] = make.ask(make.ladder()[0])
    colleague = make.account("another aide (demo)", office_code="ward-6", role=Role.AIDE)

    result = actions.acknowledge(request_id, by=make.actor(colleague), via=Via.INBOX)

    assert result.outcome == Outcome.ACKNOWLEDGED


def test_acknowledge_when_of_another_office_then_not_allowed(morning):
    [request_id] = make.ask(make.ladder("ward-6")[0])
    make.office("ward-1")
    stranger = make.account(office_code="ward-1", role=Role.MEMBER)

    for act in (actions.acknowledge, actions.decline):
        with pytest.raises(NotAllowed):
            act(request_id, by=make.actor(stranger), via=Via.INBOX)
        with pytest.raises(NotAllowed):
            act(request_id, by=CLOCKWORK, via=Via.INBOX)
        with pytest.raises(NotAllowed):
            act(str(ids.new()), by=make.actor(stranger), via=Via.INBOX)

    assert make.request(request_id).state == RequestState.OPEN


def test_link_when_opened_then_nothing_is_answered_yet(morning):
    about = make.subject()
    [request_id] = make.ask(make.ladder()[0], about=about)

    shown = queries.request_by_token(link_token(about))

    assert (shown.id, shown.office, shown.state, shown.asked_label) == (
        request_id,
        "ward-6",
        RequestState.OPEN,
        "member",
    )
    assert make.request(request_id).state == RequestState.OPEN


def test_link_when_acknowledged_then_the_office_has_answered(morning):
    about = make.subject()
    [request_id] = make.ask(make.ladder()[0], about=about)

    result = actions.acknowledge_by_token(link_token(about))

    assert result == ReplyResult(outcome=Outcome.ACKNOWLEDGED, request_id=request_id)
    row = make.request(request_id)
    assert (row.via, row.answered_by) == (Via.LINK, "Office of ward-6, by the link in the letter")
    assert actions.acknowledge_by_token(link_token(about)).outcome == Outcome.ALREADY


@pytest.mark.parametrize("place", [0, 10, 20, 21, 22, 23, 30, 35])
def test_link_when_forged_then_answered_like_an_unknown_one(morning, place):
    about = make.subject()
    [request_id] = make.ask(make.ladder()[0], about=about)
    token = link_token(about)
    forged = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
    unknown = tokens.make(str(ids.new()), rung=0)

    sentences = set()
    for bad in (forged, unknown, "", "x", "ä" * 36, token + "A", token[:-1], "=" * 36, "a" * 10_000_000):
        assert queries.request_by_token(bad) is None
        for act in (actions.acknowledge_by_token, actions.decline_by_token):
            with pytest.raises(Unreadable) as refused:
                act(bad)
            sentences.add(refused.value.sentence)

    assert len(sentences) == 1
    assert make.request(request_id).state == RequestState.OPEN


def test_reply_when_one_request_is_open_then_it_is_answered(morning):
    asked, people = make.ladder()
    [request_id] = make.ask(asked)

    result = actions.answer_by_reply(people[0], None)

    assert result == ReplyResult(outcome=Outcome.ACKNOWLEDGED, request_id=request_id)
    assert make.request(request_id).via == Via.SMS


def test_reply_when_several_are_open_then_it_is_asked_which(morning):
    president = make.account("president (demo)")
    first, second = (make.ladder(code, president=president)[0] for code in ("ward-1", "ward-2"))
    request_ids = make.ask(first, second)
    with clock.fixed(morning + timedelta(minutes=15)):
        actions.escalate_due()

        which = actions.answer_by_reply(president, None)
        code = make.request(request_ids[1]).code
        answered = actions.answer_by_reply(president, f" {code.lower()} ")
        the_other = actions.answer_by_reply(president, None)

    assert which.outcome == Outcome.WHICH
    assert which.codes == tuple(
        (make.request(one).code, office)
        for one, office in zip(request_ids, ("ward-1", "ward-2"), strict=True)
    )
    assert (answered.outcome, answered.request_id) == (Outcome.ACKNOWLEDGED, request_ids[1])
    assert (the_other.outcome, the_other.request_id) == (Outcome.ACKNOWLEDGED, request_ids[0])


def test_reply_when_the_code_is_wrong_then_the_right_ones_are_listed(morning):
    asked, people = make.ladder()
    [request_id] = make.ask(asked)

    result = actions.answer_by_reply(people[0], "000")

    assert result == ReplyResult(
        outcome=Outcome.UNKNOWN_CODE, codes=((make.request(request_id).code, "ward-6"),)
    )
    assert make.request(request_id).state == RequestState.OPEN


def test_reply_when_not_asked_yet_or_never_then_nothing(morning):
    asked, people = make.ladder()
    [request_id] = make.ask(asked)
    code = make.request(request_id).code

    assert actions.answer_by_reply(people[1], None) == ReplyResult(outcome=Outcome.NOTHING)
    assert actions.answer_by_reply(people[1], code) == ReplyResult(outcome=Outcome.UNKNOWN_CODE)
    assert actions.answer_by_reply(make.account(), None) == ReplyResult(outcome=Outcome.NOTHING)
    assert make.request(request_id).state == RequestState.OPEN


def test_reply_when_from_an_earlier_rung_then_still_the_offices_answer(morning):
    asked, people = make.ladder()
    [request_id] = make.ask(asked)
    with clock.fixed(morning + timedelta(minutes=11)):
        actions.escalate_due()

        result = actions.answer_by_reply(people[0], None)

    assert result == ReplyResult(outcome=Outcome.ACKNOWLEDGED, request_id=request_id)


def test_reply_when_the_office_answered_before_then_already(morning):
    asked, people = make.ladder()
    [request_id] = make.ask(asked)
    actions.answer_by_reply(people[0], None)

    assert actions.answer_by_reply(people[0], None) == ReplyResult(
        outcome=Outcome.ALREADY, request_id=request_id
    )


def test_decline_when_asked_now_then_the_next_rung_at_once(morning):
    about = make.subject()
    asked, people = make.ladder()
    [request_id] = make.ask(asked, about=about)

    with clock.fixed(morning + timedelta(minutes=1)):
        result = actions.decline_by_reply(people[0], None)

    assert result == ReplyResult(outcome=Outcome.DECLINED, request_id=request_id)
    assert make.steps(request_id) == [0, 1]
    assert [to for _, to in posted(about)] == [(people[0],), (people[1],)]
    row = make.request(request_id)
    assert (row.state, row.next_due_at) == (RequestState.OPEN, morning + timedelta(minutes=10))


def test_decline_when_delivered_twice_then_one_step(morning):
    asked, people = make.ladder()
    [request_id] = make.ask(asked)

    outcomes = [actions.decline_by_reply(people[0], None).outcome for _ in range(3)]

    assert outcomes == [Outcome.DECLINED, Outcome.NOTED, Outcome.NOTED]
    assert make.steps(request_id) == [0, 1]


def test_decline_when_by_the_link_of_an_earlier_rung_then_noted(morning):
    about = make.subject()
    [request_id] = make.ask(make.ladder()[0], about=about)
    first = link_token(about)

    outcomes = [actions.decline_by_token(first).outcome for _ in range(2)]
    outcomes.append(actions.decline_by_token(link_token(about, n=1)).outcome)

    assert outcomes == [Outcome.DECLINED, Outcome.NOTED, Outcome.DECLINED]
    assert make.steps(request_id) == [0, 1, 2]


def test_decline_when_the_last_cannot_then_exhausted(morning):
    asked, people = make.ladder()
    [request_id] = make.ask(asked)

    for person in people:
        actions.decline(request_id, by=make.actor(person), via=Via.INBOX)

    assert make.request(request_id).state == RequestState.EXHAUSTED
    assert make.steps(request_id) == [0, 1, 2, 3]


def test_decline_when_answered_before_then_already(morning):
    asked, people = make.ladder()
    [request_id] = make.ask(asked)
    actions.answer_by_reply(people[0], None)

    assert actions.decline_by_reply(people[0], None).outcome == Outcome.ALREADY
    assert make.steps(request_id) == [0]

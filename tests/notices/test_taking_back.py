"""Withdrawal, end, correction, countersigning: to the identical audience, ahead of everything else."""

from datetime import timedelta

import pytest

from tests.notices import make
from wardbell.channels import memory
from wardbell.dispatch import queries as sent
from wardbell.dispatch.letters import Lane
from wardbell.escalation import queries as escalation
from wardbell.ground import clock
from wardbell.ground.errors import Conflict, NotAllowed, WrongState
from wardbell.journal import queries as journal
from wardbell.notices import actions, queries
from wardbell.notices.models import CountersignAsk
from wardbell.notices.rules import HowKnown, Status, WithdrawReason

pytestmark = pytest.mark.usefixtures("city")
CHIEF, MAYOR = "chief-designee", "mayor-designee"


def withdraw(notice_id: str, by: str = CHIEF) -> actions.TakenBack:
    return actions.withdraw(notice_id, reason=WithdrawReason.NOT_SO, by=make.who(by))


def relayed_bulletin() -> str:
    public = make.bulletin()
    actions.relay(public, office="ward-6", by=make.who("ward-6-aide"))
    return public


def test_withdraw_when_an_official_notice_then_everybody_told_is_told_and_nothing_is_asked_any_more():
    notice_id = make.official()
    make.send_everything()
    told = {one.account_id for one in sent.delivered_to_accounts(f"notice:{notice_id}")}

    taken = withdraw(notice_id)
    make.send_everything()

    withdrawal = queries.notice(taken.withdrawal_id)
    heard = {one.account_id for one in sent.delivered_to_accounts(withdrawal.subject)}
    shown = escalation.clock_view(f"notice:{notice_id}")
    assert shown is not None
    assert heard == told
    assert {row.state for row in shown.rows} == {"cancelled"}
    assert (queries.notice(notice_id).state, withdrawal.number, withdrawal.single_signed) == (
        "withdrawn", "2026-1", True,
    )  # fmt: skip
    assert {one.lane for one in sent.postings_about(withdrawal.subject)} == {Lane.CORRECTIONS}


def test_withdraw_when_twice_then_sent_once():
    notice_id = make.official()

    first, again = withdraw(notice_id), withdraw(notice_id)

    assert (first.withdrawal_id, again.was_before) == (again.withdrawal_id, True)


def test_withdraw_when_a_bulletin_then_to_the_identical_audience_and_the_code_still_answers():
    public = relayed_bulletin()
    code = queries.notice(public).code

    taken = withdraw(public)

    same = [one for one in sent.postings_about(f"notice:{taken.withdrawal_id}") if one.same_as]
    shown = queries.by_code(code)
    assert [one.same_as for one in same] == [f"notice:{public}"]
    assert shown is not None
    assert (shown.is_current, shown.withdrawn_at, shown.replaced_by) == (
        False, clock.now(), queries.notice(taken.withdrawal_id).code,
    )  # fmt: skip
    assert queries.by_code(shown.replaced_by) is not None


def test_withdraw_when_the_official_notice_then_its_public_version_goes_with_it():
    public = relayed_bulletin()
    about = queries.notice(public).about or ""

    withdraw(about)

    assert queries.notice(public).state == "withdrawn"
    with pytest.raises(WrongState):
        actions.relay(public, office="ward-7", by=make.who("ward-7-aide"))


def test_withdraw_when_a_draft_waits_for_approval_then_it_cannot_go_out():
    about = make.official()
    public = make.public_draft(about)
    withdraw(about)

    with pytest.raises(WrongState, match="withdrawn"):
        actions.approve(public, by=make.who("city-clerk"))


def test_withdraw_when_a_council_aide_then_refused():
    with pytest.raises(NotAllowed):
        withdraw(make.official(), by="ward-6-aide")


def test_withdraw_when_never_said_then_refused():
    with pytest.raises(WrongState):
        withdraw(make.draft())


def test_withdraw_when_single_signed_then_a_second_person_is_told():
    taken = withdraw(make.official())

    ask = CountersignAsk.objects.get(notice_id=taken.withdrawal_id)
    assert str(ask.account_id) != make.who(CHIEF).id


def test_end_when_ended_then_whoever_got_it_hears_and_it_can_still_be_withdrawn():
    public = relayed_bulletin()

    actions.end(public, by=make.who(CHIEF))

    assert queries.notice(public).state == "ended"
    assert [one.is_current for one in queries.published()] == [False]
    withdraw(public)
    assert queries.notice(public).state == "withdrawn"


def test_correct_when_two_persons_then_it_takes_the_place_and_reaches_the_same():
    public = relayed_bulletin()
    correction = actions.correct(public, by=make.who(MAYOR), areas=("ward:7",))
    with pytest.raises(Conflict):
        actions.correct(public, by=make.who(MAYOR), areas=("ward:8",))
    with pytest.raises(NotAllowed):
        actions.publish(correction, by=make.who(MAYOR))
    assert queries.notice(public).state == "published"

    actions.ask_approval(correction, by=make.who(MAYOR))
    actions.approve(correction, by=make.who("city-clerk"))

    now, before = queries.notice(correction), queries.notice(public)
    (posted,) = (one for one in sent.postings_about(now.subject) if one.same_as)
    assert (before.state, now.number, now.areas) == ("ended", before.number, ("ward:7",))
    assert (posted.same_as, posted.lane) == (f"notice:{public}", Lane.CORRECTIONS)
    assert queries.coverage(correction).uncovered_wards == ("ward:7",)
    again = actions.relay(correction, office="ward-6", by=make.who("ward-6-aide"))
    assert again.was_before


def test_correct_when_a_council_notice_then_every_official_told_hears():
    notice_id = make.official()
    make.send_everything()
    correction = actions.correct(notice_id, by=make.who(CHIEF), status=Status.ENDED)
    actions.ask_approval(correction, by=make.who(CHIEF))

    actions.approve(correction, by=make.who("city-clerk"))

    (posted,) = sent.postings_about(f"notice:{correction}")
    assert posted.n_accounts >= 26
    assert queries.notice(notice_id).state == "ended"


def test_correct_when_it_may_not_reach_the_public_any_more_then_refused():
    about = make.official(HowKnown.PUBLIC_STATEMENT)
    public = make.bulletin(about)

    with pytest.raises(NotAllowed):
        actions.correct(public, by=make.who(MAYOR), status=Status.RUMOUR, areas=("ward:6",))


def test_countersign_when_a_second_person_then_recorded_once():
    notice_id = make.official()
    with pytest.raises(NotAllowed):
        actions.countersign(notice_id, by=make.who(CHIEF))

    actions.countersign(notice_id, by=make.who(MAYOR))
    actions.countersign(notice_id, by=make.who(MAYOR))

    with pytest.raises(Conflict):
        actions.countersign(notice_id, by=make.who("emergency-designee"))
    assert queries.notice(notice_id).countersigned_by == make.who(MAYOR).id


def test_countersign_when_nobody_in_fifteen_minutes_then_it_shows_and_the_next_is_asked():
    notice_id = make.official()
    for minutes, n in ((14, 1), (15, 2), (29, 2), (30, 3)):
        with clock.fixed(make.MORNING + timedelta(minutes=minutes)):
            actions.ask_due()
            actions.ask_due()
            assert CountersignAsk.objects.filter(notice_id=notice_id).count() == n
            assert queries.notice(notice_id).is_countersign_late is (minutes >= 15)

    actions.dispute(notice_id, by=make.who(MAYOR))
    counts = queries.signature_counts(make.MORNING - timedelta(days=1))
    assert (counts.n_single_signed, counts.n_countersigned, counts.n_disputed, counts.n_late) == (1, 0, 1, 0)


def test_texts_when_the_morning_is_sent_then_no_letter_failed_for_want_of_a_text():
    public = relayed_bulletin()
    make.send_everything()
    withdraw(public)
    make.send_everything()
    about = queries.notice(public).about or ""
    actions.countersign(about, by=make.who(MAYOR))
    withdraw(about)
    make.send_everything()

    assert memory.outbox()
    assert make.failures() == []
    assert journal.verdict().first_broken is None

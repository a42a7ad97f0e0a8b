"""Receipts: late, doubled, in any order, and only forward."""

from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.dispatch import make
from tests.subscribers import make as subscribed
from wardbell.channels.base import Receipt, ReceiptState
from wardbell.dispatch import actions as dispatch
from wardbell.dispatch import models, post_office, references, rules
from wardbell.dispatch.letters import Audience
from wardbell.dispatch.models import Outcome
from wardbell.dispatch.post_office import Renderings
from wardbell.ground import clock
from wardbell.subscribers import queries as subscribers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "noon")]
_number = count(1)
HEAVIEST = ["accepted", "undelivered", "delivered"]


def told(message_id: int, state: str, **changes: object) -> Receipt:
    given = {
        "reference": references.reference(message_id), "provider_id": "p-1", "state": ReceiptState(state), "reason": "",
    }  # fmt: skip
    return Receipt(**(given | changes))  # type: ignore[arg-type]


def sent_message() -> int:
    subscribed.reader()
    make.post(make.bulletin())
    return make.copy().number


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(states=st.lists(st.sampled_from(HEAVIEST), min_size=1, max_size=6))
def test_receipts_when_in_any_order_then_the_heaviest_stands_and_each_is_kept_once(states):
    subject = f"notice:{next(_number)}"
    if not make.copies():
        subscribed.reader()
    make.post(make.bulletin(subject=subject))
    number = make.copy(subject=subject).number
    n_lines = Outcome.objects.count()

    n_known = dispatch.record_receipts([told(number, state) for state in states * 2])

    copy, heaviest = make.copy(subject=subject), max(states, key=HEAVIEST.index)
    assert n_known == 2 * len(states)
    assert copy.state == {"accepted": "sent"}.get(heaviest, heaviest)
    assert (copy.delivered_at is not None) == (heaviest == "delivered")
    assert Outcome.objects.count() - n_lines == (heaviest != "accepted")


@pytest.mark.parametrize("states", [["accepted", "delivered", "delivered"], ["undelivered", "accepted"]])
def test_receipts_when_of_an_official_then_each_is_kept_once(states):
    account_id = make.account(phone="")
    make.post(make.official(), Audience(accounts=(account_id,)))
    number = make.copy().number

    for state in states:
        dispatch.record_receipts([told(number, state)])

    assert make.states() == {max(states, key=HEAVIEST.index): 1}
    assert models.Receipt.objects.count() == len(set(states))


def test_receipt_when_it_comes_before_the_answer_then_the_answer_does_not_move_it_back(noon):
    subscribed.reader()
    dispatch.expand(dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE))
    batch = dispatch.claim("routine", "one")
    outcomes = post_office.carry(batch.messages, renderings=Renderings())

    dispatch.record_receipts([told(batch.messages[0].id, "delivered")])
    dispatch.record(batch, outcomes)

    copy = make.copy()
    assert (copy.state, copy.delivered_at, copy.provider_ids) == ("delivered", noon, ("p-1", "memory-1"))


def test_receipt_when_the_fate_was_unknown_then_resolved_and_nothing_resent(noon):
    subscribed.reader()
    dispatch.expand(dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE))
    batch = dispatch.claim("routine", "dies")
    post_office.carry(batch.messages, renderings=Renderings())
    with clock.fixed(noon + rules.LEASE):
        dispatch.sweep()
        dispatch.record_receipts([told(batch.messages[0].id, "accepted", provider_id="memory-1")])
    with clock.fixed(noon + timedelta(hours=1)):
        dispatch.sweep()
        make.jobs.run_all()

    assert make.states() == {"sent": 1}


@pytest.mark.parametrize("reference", ["", "AAAA", "é", "A" * 24, "../../etc", "A" * 10_000])
def test_receipt_when_forged_or_unknown_then_passed_over(reference):
    message_id = sent_message()

    assert dispatch.record_receipts([told(message_id, "delivered", reference=reference)]) == 0

    assert make.states() == {"sent": 1}


def test_receipt_when_the_provider_says_stop_then_stopped():
    message_id = sent_message()

    dispatch.record_receipts([told(message_id, "undelivered", reason="stopped (21610)", stops=True)])

    row = make.copy()
    assert (row.state, row.reason) == ("undelivered", "stopped (21610)")
    assert subscribers.state(row.reader_id) == "stopped"


def test_close_when_nothing_more_is_heard_then_expired_and_a_late_receipt_still_counts(noon):
    message_id = sent_message()

    with clock.fixed(noon + rules.RECEIPT_WITHIN):
        dispatch.sweep()
        expired = make.states()
        dispatch.record_receipts([told(message_id, "delivered")])

    assert (expired, make.states()) == ({"expired": 1}, {"delivered": 1})

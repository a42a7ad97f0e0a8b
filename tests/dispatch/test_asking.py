"""One reader's whole story; sending once more to just those who did not get it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from tests.dispatch import make
from tests.subscribers import make as subscribed
from wardbell.channels import memory
from wardbell.channels.base import Failed, Receipt, ReceiptState, Sent
from wardbell.dispatch import actions as dispatch
from wardbell.dispatch import queries, references
from wardbell.dispatch.models import Chunk, Outcome, Roll
from wardbell.ground import clock, jobs
from wardbell.ground.errors import Refused, Unreadable
from wardbell.journal import queries as journal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "noon")]


def story(number: str = subscribed.number(0)) -> queries.Story:
    [found] = dispatch.explain("notice:1", medium="sms", address=number, by=make.DESIGNEE) or []
    return found


def test_explain_when_it_failed_and_then_arrived_then_every_step_in_order(noon):
    subscribed.readers(3)
    memory.fail(subscribed.number(0), Failed(reason="too_fast", permanent=False), Sent(provider_id="p" * 10))
    make.post(make.bulletin())
    with clock.fixed(noon + timedelta(seconds=5)):
        dispatch.sweep()
        jobs.run_all()
    with clock.fixed(noon + timedelta(seconds=9)):
        told = Receipt(
            reference=references.reference(make.copy(reader_id=queries.reader_of("sms", subscribed.number(0))).number),
            provider_id="p" * 10, state=ReceiptState.DELIVERED,
        )  # fmt: skip
        dispatch.record_receipts([told])

    found = story()

    assert (found.state, found.medium, found.language, found.area) == ("delivered", "sms", "en", "ward:6")
    assert [(one.at, one.state, one.attempt, one.reason) for one in found.events] == [
        (noon, "sending", 1, ""), (noon, "queued", 1, "too_fast"), (noon + timedelta(seconds=5), "sending", 2, ""),
        (noon + timedelta(seconds=5), "sent", 2, ""), (noon + timedelta(seconds=9), "delivered", 2, ""),
    ]  # fmt: skip


def test_explain_when_folded_then_the_same_story(noon):
    subscribed.readers(3)
    make.post(make.bulletin())
    before = story()

    with clock.fixed(noon + timedelta(minutes=2)):
        dispatch.sweep()

    assert Outcome.objects.count() == 0
    assert story() == before


def test_explain_when_somebody_looks_then_it_is_journalled_without_the_address():
    subscribed.readers(1)
    make.post(make.bulletin())

    story()
    nobody = dispatch.explain("notice:1", medium="sms", address="+16125550177", by=make.DESIGNEE)

    assert nobody is None
    written = [one for one in journal.about("notice:1") if one.verb == "dispatch.explain"]
    assert [one.facts for one in written] == ['{"found":false}', '{"found":true}']
    assert "555" not in str(written)
    with pytest.raises(Unreadable):
        dispatch.explain("notice:1", medium="sms", address="nobody", by=make.DESIGNEE)


def test_explain_when_the_reader_had_no_copy_then_no_story():
    make.post(make.bulletin())
    subscribed.readers(1)

    assert dispatch.explain("notice:1", medium="sms", address=subscribed.number(0), by=make.DESIGNEE) == []


def test_explain_when_a_bit_flipped_then_said_so():
    subscribed.readers(1)
    make.post(make.bulletin())
    with flipped(Roll.objects.get()):
        assert story().is_readable is False


@contextmanager
def flipped(roll: Roll) -> Iterator[None]:
    """One bit of the readers' numbers is another; afterwards it is as it was, for the test's own reckoning."""
    before = bytes(roll.ids)
    Roll.objects.filter(pk=roll.pk).update(ids=bytes([before[0] ^ 4]) + before[1:])
    yield
    Roll.objects.filter(pk=roll.pk).update(ids=before)


def test_send_again_when_some_did_not_get_it_then_just_they_get_it_as_another_message():
    subscribed.readers(5)
    for n, answers in (
        (1, [Failed(reason="blocked", permanent=True), Sent(provider_id="x")]),
        (3, [Failed(reason="too_long", permanent=True), Sent(provider_id="y")]),
    ):
        memory.fail(subscribed.number(n), *answers)
    make.post(make.bulletin())
    not_got = [(one.state, one.reason, one.n) for one in queries.not_got("notice:1")]

    n_readers = dispatch.send_again("notice:1", by=make.DESIGNEE)
    jobs.run_all()

    assert sorted(not_got) == [("failed", "blocked", 1), ("failed", "too_long", 1)]
    assert (n_readers, make.states()) == (2, {"sent": 5})
    again = [one for copy in make.copies() for one in copy.attempts if one[0] == 2]
    assert again == [(2, "sent")] * 2
    assert queries.not_got("notice:1") == []
    with pytest.raises(Refused):
        dispatch.send_again("notice:1", by=make.DESIGNEE)


def test_send_again_when_it_was_stopped_then_refused():
    subscribed.reader()
    memory.fail("+16125550100", Failed(reason="blocked", permanent=True))
    posting_id = make.post(make.bulletin())
    dispatch.stop(posting_id, by=make.DESIGNEE)

    with pytest.raises(Refused):
        dispatch.send_again("notice:1", by=make.DESIGNEE)


def test_damage_when_a_bit_of_a_chunk_flips_then_found_named_and_the_rest_goes_on(caplog):
    subscribed.readers(3, languages=("en", "es", "so"))
    dispatch.expand(dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE))
    roll = Roll.objects.get(chunk__language="es")

    with flipped(roll):
        jobs.run_all()
        dispatch.sweep()

    assert {one.language for one in memory.outbox()} == {"en", "so"}
    assert list(Chunk.objects.filter(state="damaged").values_list("pk", flat=True)) == [roll.pk]
    assert [one.msg["chunk"] for one in caplog.records if one.msg["event"] == "chunk is damaged"] == [roll.pk]
    assert queries.progress("notice:1").by_state == {"sent": 2, "unknown": 1}

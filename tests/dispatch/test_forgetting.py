"""What is over is forgotten: whom it went to goes, how many stays, a proof is left, and a legal hold freezes it."""

import json
from datetime import timedelta

import pytest

from tests.dispatch import make
from tests.subscribers import make as subscribed
from wardbell.channels.base import Receipt, ReceiptState
from wardbell.dispatch import actions as dispatch
from wardbell.dispatch import queries, references, rules
from wardbell.dispatch.letters import Audience
from wardbell.dispatch.models import Attempt, Chunk, Inbound, Message, Outcome, Roll, Total
from wardbell.ground import clock
from wardbell.journal import actions as journal
from wardbell.journal.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "noon")]
OVER = rules.KEPT + timedelta(minutes=1)


def traces_of_readers() -> int:
    return sum(table.objects.count() for table in (Chunk, Roll, Outcome)) + sum(
        table.objects.count() for table in (Attempt, Inbound)
    )


def test_readers_when_forgotten_then_only_how_many_stays_and_a_proof():
    subscribed.readers(5, languages=("en", "es"))
    make.post(make.bulletin())
    make.post(make.bulletin(subject="notice:2"))
    before, covered = queries.progress("notice:1"), queries.coverage("notice:1")

    n = dispatch.forget_readers("notice:1", by=make.DESIGNEE)
    again = dispatch.forget_readers("notice:1", by=make.DESIGNEE)

    assert (n, again, before.expected) == (5, 0, 5)
    assert (queries.progress("notice:1"), queries.coverage("notice:1")) == (before, covered)
    assert queries.not_got("notice:1") == []
    assert queries.subjects_with_readers() == {"notice:2"}
    assert not Chunk.objects.filter(posting__subject="notice:1").exists()
    [proof] = Entry.objects.filter(verb="dispatch.forget")
    assert (proof.about, json.loads(proof.facts)) == ("notice:1", {"copies": 5})


def test_readers_when_forgotten_in_two_goes_then_totals_add_up():
    subscribed.readers(3)
    make.post(make.bulletin())
    dispatch.forget_readers("notice:1", by=make.DESIGNEE)
    subscribed.reader("+16125550199")
    make.post(make.bulletin(subject="notice:1#ward-7"))
    dispatch.forget_readers("notice:1", by=make.DESIGNEE)

    assert queries.progress("notice:1").expected == sum(
        n for one in Total.objects.all() for states in one.tally.values() for n in states.values()
    )
    assert queries.progress("notice:1").expected == 3 + 4


def test_readers_when_something_is_on_its_way_then_it_stays():
    subscribed.readers(3)
    dispatch.expand(dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE))

    assert dispatch.forget_readers("notice:1", by=make.DESIGNEE) == 0
    assert Roll.objects.count() == Chunk.objects.count() > 0


def test_receipt_when_it_comes_after_the_forgetting_then_nothing_breaks():
    subscribed.readers(1)
    make.post(make.bulletin())
    late = Receipt(
        reference=references.reference(make.copy().number),
        provider_id="p-1",
        state=ReceiptState.DELIVERED,
        reason="",
    )
    dispatch.forget_readers("notice:1", by=make.DESIGNEE)

    assert dispatch.record_receipts([late]) == 0
    assert queries.progress("notice:1").by_state == {"sent": 1}


def test_hold_when_it_stands_then_nothing_is_forgotten():
    subscribed.readers(2)
    make.post(make.bulletin())
    journal.place_hold(reason="A claim is expected.", by=make.DESIGNEE)

    with clock.fixed(clock.now() + OVER):
        assert (dispatch.forget_readers("notice:1", by=make.DESIGNEE), dispatch.forget_by_itself()) == (0, 0)
    assert traces_of_readers() > 0


def test_own_affairs_when_a_month_old_then_gone_and_officials_stay():
    reader = subscribed.readers(1)[0]
    dispatch.tell_reader(reader, phrase="stop-done", by=make.DESIGNEE)
    make.post(make.official(), Audience(accounts=(make.account(),)))
    before = Message.objects.filter(reader_id__isnull=False).count()

    early = dispatch.forget_by_itself()
    with clock.fixed(clock.now() + OVER):
        late = dispatch.forget_by_itself()

    assert (before, early, late) == (1, 0, 1)
    assert Message.objects.filter(reader_id__isnull=False).count() == 0
    assert Message.objects.filter(account_id__isnull=False).count() > 0


def test_own_affairs_when_the_node_is_the_citys_alone_then_kept(settings):
    reader = subscribed.readers(1)[0]
    dispatch.tell_reader(reader, phrase="stop-done", by=make.DESIGNEE)
    settings.NODE_ROLES = frozenset({"city"})

    with clock.fixed(clock.now() + OVER):
        assert dispatch.forget_by_itself() == 0

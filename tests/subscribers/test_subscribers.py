"""Signing up, stopping, finding, erasing; and that no address is readable anywhere."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from tests.subscribers import make
from tests.subscribers.test_addresses import TWELVE_SPELLINGS
from wardbell.ground import clock
from wardbell.ground.actors import CLOCKWORK
from wardbell.ground.errors import NotAllowed, Unreadable, WrongState
from wardbell.ground.secrets import CannotUnseal
from wardbell.journal import actions as journal
from wardbell.journal import queries as journal_queries
from wardbell.places import queries as places
from wardbell.subscribers import actions, queries, seals
from wardbell.subscribers.models import ContactPoint, ReplyHandle
from wardbell.subscribers.rules import Choices, State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "morning")]


def test_subscribe_when_new_then_pending_and_reached_by_nothing():
    reader_id = make.pending()

    assert queries.state(reader_id) == State.PENDING
    assert queries.addresses([reader_id]) == {}
    assert queries.reachable(["ward:6"], "enforcement", after_id=-1, limit=10).readers == ()
    assert queries.reply_addresses([reader_id]) == {reader_id: "+16125550100"}


def test_subscribe_when_spelled_in_many_ways_then_one_contact_point():
    found = {make.pending(typed) for typed in TWELVE_SPELLINGS}

    assert len(found) == 1
    assert ContactPoint.objects.count() == 1
    assert {queries.find("sms", typed) for typed in TWELVE_SPELLINGS} == found


def test_subscribe_when_active_then_a_stranger_changes_nothing():
    reader_id = make.reader(language="so")

    again = make.pending(language="en", areas=["ward:7"])

    assert (again, queries.state(reader_id)) == (reader_id, State.ACTIVE)
    assert queries.choices(reader_id) == Choices(
        language="so", areas=("ward:6",), topics=("enforcement",), before_eight=False
    )


def test_subscribe_when_stopped_then_asked_anew_before_anything():
    reader_id = make.reader()
    actions.stop(reader_id, by=make.SOMEBODY, method="reply")

    again = make.pending()

    row = ContactPoint.objects.get()
    assert (again, row.state, row.consent_at, row.stopped_at) == (reader_id, State.PENDING, None, None)


@pytest.mark.parametrize(
    "wrong", [{"areas": ["ward:99"]}, {"areas": []}, {"language": "tlh"}, {"medium": "mail"}]
)
def test_subscribe_when_something_is_wrong_then_nothing_is_kept(wrong):
    with pytest.raises(Unreadable):
        make.pending(**wrong)

    assert ContactPoint.objects.count() == 0


def test_subscribe_when_the_node_is_the_citys_alone_then_no_enforcement_topic(settings):
    settings.NODE_ROLES = frozenset({"city"})

    with pytest.raises(NotAllowed):
        make.pending(topics=["enforcement"])
    make.pending(topics=["general"])

    assert ContactPoint.objects.count() == 1


def test_confirm_when_answered_then_active_with_version_method_and_time(morning):
    reader_id = make.pending()

    changed = actions.confirm(reader_id, by=make.SOMEBODY, method="page")
    again = actions.confirm(reader_id, by=make.SOMEBODY, method="reply")

    row = ContactPoint.objects.get()
    assert (changed, again) == (True, False)
    assert (row.state, row.consent_version, row.consent_method, row.consent_at) == (
        State.ACTIVE, "2026-11", "page", morning,
    )  # fmt: skip


def test_confirm_when_the_method_is_no_consent_then_refused():
    reader_id = make.pending()

    with pytest.raises(Unreadable):
        actions.confirm(reader_id, by=make.SOMEBODY, method="get")

    assert queries.state(reader_id) == State.PENDING


def test_active_when_never_consented_then_the_database_refuses():
    reader_id = make.pending()

    with pytest.raises(IntegrityError, match="subscribers_active_consented"), transaction.atomic():
        ContactPoint.objects.filter(id=reader_id).update(state=State.ACTIVE)


def test_stop_when_active_then_at_once_and_once():
    reader_id = make.reader()

    changed, again = (actions.stop(reader_id, by=make.SOMEBODY, method="one_click") for _ in range(2))

    assert (changed, again) == (True, False)
    assert queries.addresses([reader_id]) == {}
    assert queries.active([reader_id]) == []


def test_confirm_when_stopped_then_refused_and_start_makes_active():
    reader_id = make.reader()
    actions.stop(reader_id, by=make.SOMEBODY, method="reply")

    with pytest.raises(WrongState):
        actions.confirm(reader_id, by=make.SOMEBODY, method="page")
    actions.start(reader_id, by=make.SOMEBODY, method="reply")

    assert queries.addresses([reader_id]) == {reader_id: "+16125550100"}


def test_stop_address_when_unknown_then_only_the_hash_is_kept():
    reader_id = actions.stop_address(medium="sms", address="612-555-0177", by=make.SOMEBODY, method="reply")

    row = ContactPoint.objects.get()
    assert (row.id, row.state, row.sealed) == (reader_id, State.STOPPED, None)
    assert queries.find("sms", "+16125550177") == reader_id
    with pytest.raises(WrongState):
        actions.start(reader_id, by=make.SOMEBODY, method="reply")


def test_erase_when_a_day_after_stop_then_the_suppression_stays(morning):
    reader_id = make.reader()
    actions.stop(reader_id, by=make.SOMEBODY, method="reply")

    with clock.fixed(morning + timedelta(hours=23)):
        early = actions.erase_due(by=CLOCKWORK)
    with clock.fixed(morning + timedelta(hours=25)):
        late = actions.erase_due(by=CLOCKWORK)

    row = ContactPoint.objects.get()
    assert (early, late, row.sealed, row.state) == (0, 1, None, State.STOPPED)
    assert (queries.reader(reader_id), queries.find("sms", "6125550100")) == (None, reader_id)


def test_erase_when_held_by_law_then_nothing(morning):
    actions.stop(make.reader(), by=make.SOMEBODY, method="reply")
    journal.place_hold(reason="notice of a suit", by=CLOCKWORK)

    with clock.fixed(morning + timedelta(days=30)):
        assert actions.erase_due(by=CLOCKWORK) == 0


def test_erase_when_never_confirmed_then_gone_after_a_week(morning):
    make.pending()

    with clock.fixed(morning + timedelta(days=8)):
        assert actions.erase_due(by=CLOCKWORK) == 1

    assert ContactPoint.objects.count() == 0


def test_seal_when_moved_to_another_row_then_does_not_open():
    one, other = make.reader("+16125550101"), make.reader("+16125550102")
    ContactPoint.objects.filter(id=one).update(sealed=ContactPoint.objects.get(id=other).sealed)

    with pytest.raises(CannotUnseal):
        queries.choices(one)
    assert queries.addresses([one, other]) == {other: "+16125550102"}  # and nobody else's message is stopped
    found = queries.reachable(["ward:6"], "enforcement", after_id=-1, limit=10)
    assert [reader.id for reader in found.readers] == [other]


def test_reachable_when_sliced_then_everybody_once_in_order_of_id():
    ids = set(make.readers(25))
    found, some = [], queries.Reached(readers=(), last_id=-1, is_last=False)

    while not some.is_last:
        some = queries.reachable(["ward:6"], "enforcement", after_id=some.last_id, limit=10)
        found += [one.id for one in some.readers]

    assert found == sorted(ids)


def test_reachable_when_areas_lie_in_each_other_then_ward_and_part_both():
    ward = make.reader(make.number(1), areas=["ward:6"])
    inside = min(code for code in places.covers("ward:6") if code.startswith("neighbourhood:"))
    part = make.reader(make.number(2), areas=[inside])
    everywhere = make.reader(make.number(3), areas=["city"])
    make.reader(make.number(4), areas=["ward:1"])
    make.reader(make.number(5), areas=["ward:6"], topics=["general"])

    by_ward = queries.reachable(["ward:6"], "enforcement", after_id=-1, limit=10).readers
    by_part = queries.reachable([inside], "enforcement", after_id=-1, limit=10).readers

    assert {one.id for one in by_ward} == {ward, part, everywhere}
    assert {ward, part, everywhere} <= {one.id for one in by_part}
    assert {one.area for one in by_ward} == {"ward:6"}


def test_token_when_made_then_opens_only_its_own_purpose():
    reader_id = make.reader()
    token = queries.unsubscribe_token(reader_id)

    assert queries.id_of_token(token) == reader_id
    assert queries.id_of_confirmation_token(token) is None
    assert queries.id_of_token(token[:-1] + ("0" if token[-1] != "0" else "1")) is None
    assert [queries.id_of_token(forged) for forged in ("", "zz", "00" * 20, "é" * 40)] == [None] * 4


def test_change_when_language_and_choices_then_sealed_anew():
    reader_id = make.reader()

    actions.change_language(reader_id, "so", by=make.SOMEBODY)
    actions.change_choices(reader_id, areas=["ward:1"], topics=[], before_eight=True, by=make.SOMEBODY)

    assert queries.choices(reader_id) == Choices(
        language="so", areas=("ward:1",), topics=(), before_eight=True
    )
    assert queries.addresses([reader_id]) == {reader_id: "+16125550100"}


def test_reply_handle_when_a_day_is_over_then_answers_nobody(morning):
    handle = actions.keep_reply_address(medium="sms", address="+16125550188", language="es", purpose="answer")

    now = queries.reply_addresses([handle])
    with clock.fixed(morning + timedelta(hours=24, seconds=1)):
        later = queries.reply_addresses([handle])
        actions.erase_due(by=CLOCKWORK)

    assert (now, later) == ({handle: "+16125550188"}, {})
    assert ReplyHandle.objects.count() == 0


def test_subscribe_sender_when_fresh_then_pending_from_the_sealed_address():
    handle = actions.keep_reply_address(medium="sms", address="+16125550188", language="es", purpose="answer")

    reader_id = actions.subscribe_sender(
        handle,
        language="es",
        areas=["city"],
        topics=["general"],
        before_eight=False,
        consent_version="1",
        by=make.SOMEBODY,
    )

    assert queries.find("sms", "+16125550188") == reader_id
    assert queries.state(reader_id) == State.PENDING


def test_figures_when_counted_then_by_area_language_and_medium():
    make.readers(3, languages=("en", "so"), areas=["ward:6", "ward:7"])
    make.reader("amina@example.org", medium="mail")

    found = queries.figures()

    assert found.total == 4
    assert found.by_area == {"ward:6": 4, "ward:7": 3}
    assert found.by_language == {"en": 3, "so": 1}
    assert found.by_medium == {"sms": 3, "mail": 1}
    assert found.by_area_and_language == {
        ("ward:6", "en"): 3, ("ward:7", "en"): 2, ("ward:6", "so"): 1, ("ward:7", "so"): 1,
    }  # fmt: skip


SENTINEL_NUMBER, SENTINEL_MAILBOX = "+16125550166", "sentinel.reader@example.org"


def test_address_when_kept_then_readable_in_no_table_no_log_no_repr(caplog, capsys):
    first = make.reader(SENTINEL_NUMBER, language="so", areas=["neighbourhood:cedar-bend"])
    second = make.reader(SENTINEL_MAILBOX, medium="mail")
    handle = actions.keep_reply_address(
        medium="sms", address=SENTINEL_NUMBER, language="so", purpose="answer"
    )
    actions.stop(second, by=make.SOMEBODY, method="reply")

    texts = [repr(row.__dict__) + str(row) for model in apps.get_models() for row in model.objects.all()]
    opened = seals.unseal(first, bytes(ContactPoint.objects.get(id=first).sealed or b""))
    texts += [repr(opened), caplog.text, *capsys.readouterr(), repr(queries.reader(first))]

    assert queries.reply_addresses([first, second, handle]) == {  # it could have been read
        first: SENTINEL_NUMBER, second: SENTINEL_MAILBOX, handle: SENTINEL_NUMBER,
    }  # fmt: skip
    for sentinel in ("5550166", "sentinel.reader", "cedar-bend"):
        where = [text[:80] for text in texts if sentinel in text and "'geometry'" not in text]
        assert where == []


def test_made_up_readers_when_the_node_is_live_then_refused(settings):
    settings.NODE_KIND = "live"

    with pytest.raises(NotAllowed):
        make.readers(3)

    assert ContactPoint.objects.count() == 0


def test_journal_when_somebody_signs_up_and_stops_then_one_row_each():
    reader_id = make.reader()
    actions.stop(reader_id, by=make.SOMEBODY, method="reply")

    told = [row.verb for row in journal_queries.about(f"contact_point:{reader_id}")]

    assert told == ["subscribers.stop", "subscribers.confirm", "subscribers.subscribe"]

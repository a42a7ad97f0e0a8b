"""What comes in: once, masked, STOP at once; and answers to it."""

import pytest

from tests.dispatch import make
from tests.subscribers import make as subscribed
from wardbell.channels import memory
from wardbell.channels.base import Inbound as Received
from wardbell.channels.base import Medium, OptOut
from wardbell.dispatch import actions as dispatch
from wardbell.dispatch import queries
from wardbell.dispatch.models import Inbound, Message
from wardbell.ground import clock, jobs
from wardbell.ground.errors import WrongState
from wardbell.subscribers import actions as subscribers
from wardbell.subscribers import queries as readers
from wardbell.subscribers import rules as subscriber_rules

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "morning")]
NUMBER = "+16125550100"


def came_in(body: str, *, sender: str = NUMBER, provider_id: str = "SM1", **changes: object) -> str | None:
    return dispatch.receive(
        Received(provider_id=provider_id, medium=Medium.SMS, sender=sender, body=body, **changes)  # type: ignore[arg-type]
    )


def test_receive_when_the_same_comes_twice_then_once():
    subscribed.reader()

    first, second = came_in("thanks"), came_in("thanks")

    assert first is not None
    assert (second, Inbound.objects.count()) == (None, 1)


def test_receive_when_stop_then_stopped_at_once_and_confirmed_once():
    reader_id = subscribed.reader()

    inbound_id = came_in("STOP")
    dispatch.answer(str(inbound_id), phrase="stop-done", by=make.DESIGNEE)
    dispatch.answer(str(inbound_id), phrase="stop-done", by=make.DESIGNEE)  # the door's job ran twice
    jobs.run_all()

    assert readers.state(reader_id) == "stopped"
    assert [one.to for one in memory.outbox()] == [NUMBER]
    assert queries.inbound(str(inbound_id)).was_answered


def test_receive_when_stop_comes_between_expansion_and_sending_then_nothing_is_sent():
    subscribed.reader(before_eight=True)
    dispatch.expand(dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE))

    came_in("Stop")
    jobs.run_all()

    assert (make.states(), memory.outbox()) == ({"suppressed": 1}, [])


def test_receive_when_stop_from_a_stranger_then_suppressed_as_a_hash():
    came_in("stop", sender="+16125550177")

    reader_id = readers.find("sms", "+16125550177")
    assert reader_id is not None
    assert (readers.state(reader_id), readers.reader(reader_id)) == ("stopped", None)


@pytest.mark.parametrize("opt_out", [OptOut.STOP, OptOut.HELP])
def test_receive_when_the_provider_answered_then_not_answered_again(opt_out):
    reader_id = subscribed.reader()

    inbound_id = came_in("arrêt", opt_out=opt_out)
    posted = dispatch.answer(str(inbound_id), phrase="help", by=make.DESIGNEE)

    assert posted is None
    assert readers.state(reader_id) == ("stopped" if opt_out == OptOut.STOP else "active")


@pytest.mark.parametrize(("roles", "is_kept"), [({"city"}, False), ({"city", "community"}, True)])
def test_receive_when_read_as_a_report_then_kept_on_a_community_node_alone(settings, roles, is_kept):
    settings.NODE_ROLES = frozenset(roles)

    inbound_id = came_in("I saw two unmarked vans and agents at the corner of 38th and Cedar just now")

    view = queries.inbound(str(inbound_id))
    assert (view.intent, view.is_kept, view.body != "") == ("report", is_kept, is_kept)
    assert Inbound.objects.count() == 1


def test_receive_when_it_holds_a_number_then_kept_masked():
    subscribed.reader()

    inbound_id = came_in("thanks, call my sister at 612-555-0183 please")

    body = Inbound.objects.get(id=int(str(inbound_id))).body
    assert "0183" not in body
    assert body.startswith("thanks")


def test_receive_when_an_official_writes_then_known_by_account_and_answered_by_the_same_way():
    account_id = make.account(phone="+16515550123")

    inbound_id = came_in("1", sender="+16515550123")
    dispatch.answer(
        str(inbound_id),
        phrase="ack-done",
        slots={"number": "2026-114", "office": "Ward 6 office"},
        by=make.DESIGNEE,
    )
    jobs.run_all()

    view = queries.inbound(str(inbound_id))
    assert (view.account_id, view.context, view.intent) == (
        account_id,
        "official_with_open_ack",
        "acknowledge",
    )
    assert [one.to for one in memory.outbox()] == ["+16515550123"]


def test_answer_when_to_a_stranger_then_by_the_sealed_address_for_a_day(morning):
    inbound_id = str(came_in("what is this?", sender="+16125550177"))

    dispatch.answer(inbound_id, phrase="reply-unread", by=make.DESIGNEE)
    jobs.run_all()
    with clock.fixed(morning + subscriber_rules.REPLY_HANDLE):
        late = dispatch.answer(inbound_id, phrase="help", by=make.DESIGNEE)

    assert [one.to for one in memory.outbox()] == ["+16125550177"]
    assert late is None


def test_answer_when_the_sender_is_no_address_then_nobody():
    inbound_id = str(came_in("your code is 1234", sender="CITYBANK"))

    assert not queries.inbound(inbound_id).can_be_answered
    assert dispatch.answer(inbound_id, phrase="help", by=make.DESIGNEE) is None


def test_subscribe_sender_when_a_stranger_texts_a_keyword_then_double_opt_in_by_reply():
    inbound_id = str(came_in("START", sender="+16125550177"))

    reader_id = dispatch.subscribe_sender(
        inbound_id, language="es", areas=["city"], topics=["general"], before_eight=False, consent_version="1",
        by=make.DESIGNEE,
    )  # fmt: skip
    dispatch.confirm_signup(reader_id, by=make.DESIGNEE)
    jobs.run_all()

    assert readers.state(reader_id) == "pending"
    assert [(one.to, one.language) for one in memory.outbox()] == [("+16125550177", "es")]


def test_subscribe_sender_when_no_address_then_refused():
    inbound_id = str(came_in("START", sender="CITYBANK"))

    with pytest.raises(WrongState):
        dispatch.subscribe_sender(
            inbound_id, language="es", areas=["city"], topics=["general"], before_eight=False, consent_version="1",
            by=make.DESIGNEE,
        )  # fmt: skip


def test_confirm_signup_when_pressed_again_then_asked_once():
    reader_id = subscribed.pending()

    asked = [dispatch.confirm_signup(reader_id, by=make.DESIGNEE) for _ in range(3)]
    jobs.run_all()

    assert [one is not None for one in asked] == [True, False, False]
    assert [one.to for one in memory.outbox()] == [NUMBER]


def test_confirm_signup_when_by_mail_then_the_link_is_the_readers_own_and_no_mailing():
    reader_id = subscribed.pending("amina@example.org", medium="mail")

    dispatch.confirm_signup(reader_id, by=make.DESIGNEE)
    jobs.run_all()

    mail = memory.outbox()[0]
    assert f"/confirm/{readers.confirmation_token(reader_id)}" in mail.body
    assert mail.unsubscribe_url == ""


def test_tell_reader_when_stopped_then_gets_exactly_this():
    reader_id = subscribed.reader()
    subscribers.stop(reader_id, by=subscribed.SOMEBODY, method="page")

    dispatch.tell_reader(reader_id, phrase="stop-done", by=make.DESIGNEE)
    make.post(make.bulletin())
    jobs.run_all()

    assert len(memory.outbox()) == 1
    assert Message.objects.get().lane == "replies"


def test_receive_when_ten_megabytes_then_cut():
    subscribed.reader()

    inbound_id = came_in("a" * 10_000_000)

    assert len(Inbound.objects.get(id=int(str(inbound_id))).body) == 2000

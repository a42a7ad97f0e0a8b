"""What overtakes what: stops, corrections, newer versions, answers that end the asking."""

from datetime import timedelta

import pytest

from tests.dispatch import make
from tests.subscribers import make as subscribed
from wardbell.channels import memory
from wardbell.channels.base import Failed, Sent
from wardbell.dispatch import actions as dispatch
from wardbell.dispatch import post_office
from wardbell.dispatch.letters import Audience, Lane
from wardbell.dispatch.post_office import Renderings
from wardbell.ground import clock, jobs
from wardbell.ground.errors import WrongState
from wardbell.subscribers import actions as subscribers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "noon")]


def test_stop_when_half_has_left_then_the_rest_never_does():
    subscribed.readers(100)
    posting_id = dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE)
    dispatch.expand(posting_id)
    batch = dispatch.claim("routine", "one")
    dispatch.record(batch, post_office.carry(batch.messages, renderings=Renderings()))

    dispatch.stop(posting_id, by=make.DESIGNEE)
    jobs.run_all()
    dispatch.sweep()
    jobs.run_all()

    assert make.states() == {"sent": 64, "suppressed": 36}
    with pytest.raises(WrongState):
        dispatch.stop(posting_id, by=make.DESIGNEE)


def test_stop_when_it_failed_for_now_then_not_tried_again(noon):
    subscribed.reader()
    memory.fail("+16125550100", Failed(reason="too_fast", permanent=False), Sent(provider_id="x"))
    posting_id = make.post(make.bulletin())

    dispatch.stop(posting_id, by=make.DESIGNEE)
    with clock.fixed(noon + timedelta(hours=1)):
        dispatch.sweep()
        jobs.run_all()

    assert make.states() == {"suppressed": 1}


def test_correction_when_posted_then_overtakes_what_has_not_left():
    ids = subscribed.readers(100)
    dispatch.expand(dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE))
    batch = dispatch.claim("routine", "one")
    dispatch.record(batch, post_office.carry(batch.messages, renderings=Renderings()))
    subscribers.stop(ids[0], by=subscribed.SOMEBODY, method="reply")

    correction = make.bulletin(
        subject="notice:2", phrase="correction", lane=Lane.CORRECTIONS, overtakes="notice:1"
    )
    make.post(correction, Audience(same_as="notice:1"))
    dispatch.sweep()

    assert make.states(subject="notice:1") == {"sent": 64, "suppressed": 36}
    assert make.states(subject="notice:2") == {"sent": 99}


def test_correction_when_the_first_copy_is_being_sent_then_waits_for_it():
    subscribed.reader()
    dispatch.expand(dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE))
    batch = dispatch.claim("routine", "slow")
    correction = make.bulletin(
        subject="notice:2", phrase="correction", lane=Lane.CORRECTIONS, overtakes="notice:1"
    )
    dispatch.expand(dispatch.post(correction, to=Audience(same_as="notice:1"), by=make.DESIGNEE))

    waiting = dispatch.claim("corrections", "fast").messages
    dispatch.record(batch, post_office.carry(batch.messages, renderings=Renderings()))
    jobs.run_all()

    assert waiting == ()
    assert [one.body.partition("http")[0] != "" for one in memory.outbox()] == [True, True]
    assert make.states() == {"sent": 2}


def test_version_when_a_newer_is_posted_then_the_older_is_never_sent_after_it():
    subscribed.readers(100)
    dispatch.expand(dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE))
    batch = dispatch.claim("routine", "one")
    newer = make.bulletin(version=2, slots=make.BULLETIN | {"status": "ended"})
    dispatch.expand(dispatch.post(newer, to=make.to_ward(), by=make.DESIGNEE))

    between = dispatch.claim("routine", "two")
    carried = post_office.carry(between.messages, renderings=Renderings())
    dispatch.record(batch, post_office.carry(batch.messages, renderings=Renderings()))
    dispatch.record(between, carried)
    dispatch.sweep()
    jobs.run_all()

    assert {one.letter.version for one in between.messages} == {2}
    assert not {one.reader_id for one in between.messages} & {one.reader_id for one in batch.messages}
    assert make.states(version=1) == {"sent": 64, "suppressed": 36}
    assert make.states(version=2) == {"sent": 100}


def test_version_when_an_older_comes_late_then_only_to_who_has_no_newer():
    subscribed.reader(areas=["ward:6"])
    other = subscribed.reader("+16125550101", areas=["ward:7"])
    make.post(make.bulletin(version=2))

    make.post(make.bulletin(version=1), Audience(areas=("ward:6", "ward:7"), topic="enforcement"))
    dispatch.sweep()

    assert make.states(version=1, reader_id=other) == {"sent": 1}
    assert make.states(version=1) == {"sent": 1, "suppressed": 1}


def test_void_when_an_office_answered_then_nothing_more_of_its_request():
    dispatch.expand(dispatch.post(make.official(), to=Audience(accounts=(make.account(),)), by=make.DESIGNEE))
    other = make.official(subject="notice:1#ward-7")
    dispatch.expand(dispatch.post(other, to=Audience(accounts=(make.account(),)), by=make.DESIGNEE))

    n_postings = dispatch.void_unsent("notice:1#ward-6", by=make.DESIGNEE)
    jobs.run_all()
    dispatch.sweep()

    assert n_postings == 1
    assert make.states(subject="notice:1#ward-6") == {"suppressed": 2}
    assert make.states(subject="notice:1#ward-7") == {"sent": 2}

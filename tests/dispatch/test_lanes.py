"""Fair shares between sending offices, capacity of each lane, first copies before second tries, slices in ascending order."""

from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.dispatch import make
from tests.subscribers import make as subscribed
from wardbell.channels import memory
from wardbell.channels.base import Failed, Sent
from wardbell.dispatch import actions as dispatch
from wardbell.dispatch import models, post_office, queries, rules
from wardbell.dispatch.letters import Audience, Lane, Letter
from wardbell.dispatch.models import Chunk
from wardbell.dispatch.post_office import Renderings
from wardbell.dispatch.queries import audiences
from wardbell.dispatch.queries.chunks import sheet_of
from wardbell.ground import clock, jobs
from wardbell.subscribers.models import ContactPoint

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "noon")]


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten readers a chunk, so that a hundred are many."""
    monkeypatch.setattr(rules, "CHUNK", 10)


def senders_in_turn() -> list[str]:
    """Sends everything, and returns whose chunks were served, one after the other."""
    served = []
    while batch := dispatch.claim("routine", "one"):
        if not batch.messages:
            return served
        served.append(batch.messages[0].letter.sender)
        dispatch.record(batch, post_office.carry(batch.messages, renderings=Renderings()))
    return served


def written_down(letter: Letter) -> None:
    dispatch.expand(dispatch.post(letter, to=make.to_ward(), by=make.DESIGNEE))


@pytest.mark.usefixtures("small_chunks")
def test_fairness_when_one_office_sends_much_then_another_waits_for_a_chunk_and_not_for_all():
    subscribed.readers(60)
    for n in range(3):
        written_down(make.bulletin(subject=f"notice:{n}", sender="ward-6"))
    written_down(make.bulletin(subject="notice:9", sender="ward-9"))

    served = senders_in_turn()

    assert len(served) == 24
    assert served[:12].count("ward-9") == 6  # half of what is served while both have something


@pytest.mark.usefixtures("small_chunks")
def test_fairness_when_an_office_comes_late_then_it_does_not_catch_up_what_it_did_not_ask_for():
    subscribed.readers(60)
    written_down(make.bulletin(subject="notice:1", sender="ward-6"))
    for _ in range(3):
        batch = dispatch.claim("routine", "one")
        dispatch.record(batch, post_office.carry(batch.messages, renderings=Renderings()))

    written_down(make.bulletin(subject="notice:9", sender="ward-9"))

    assert senders_in_turn()[:6].count("ward-9") == 3


@pytest.mark.usefixtures("small_chunks")
def test_tries_when_some_failed_for_now_then_everybody_gets_a_first_copy_before(noon):
    subscribed.readers(30)
    written_down(make.bulletin())
    first = dispatch.claim("routine", "one")
    busy = Failed(reason="too_fast", permanent=False)
    dispatch.record(first, [busy, *[Sent(provider_id="x")] * (len(first.messages) - 1)])

    with clock.fixed(noon + timedelta(minutes=1)):
        sizes = []
        while (batch := dispatch.claim("routine", "one")).messages:
            sizes.append(len(batch.messages))
            dispatch.record(batch, post_office.carry(batch.messages, renderings=Renderings()))

    assert sizes == [10, 10, 1]
    assert make.states() == {"sent": 30}


def test_lanes_when_bells_ring_then_each_in_a_queue_of_its_own():
    subscribed.reader()
    dispatch.post(make.bulletin(lane=Lane.ROUTINE), to=make.to_ward(), by=make.DESIGNEE)
    dispatch.post(make.official(), to=Audience(accounts=(make.account(),)), by=make.DESIGNEE)
    correction = make.bulletin(
        subject="notice:2", phrase="correction", lane=Lane.CORRECTIONS, overtakes="notice:1"
    )
    dispatch.post(correction, to=Audience(same_as="notice:1"), by=make.DESIGNEE)

    queues = set(DBTaskResult.objects.values_list("queue_name", flat=True))

    assert queues == {"routine", "officials", "corrections"}
    jobs.run_all()


def test_post_when_a_million_and_one_channel_is_dead_then_the_other_goes_on(settings):
    subscribed.readers(80)
    for n in range(40):
        subscribed.reader(f"r{n}@example.org", medium="mail")
    settings.MAIL_URL = "carrier-pigeon://roof"

    make.post(make.bulletin())

    by_medium = queries.progress("notice:1").by_medium
    assert by_medium == {"sms": {"sent": 80}, "mail": {"queued": 40}}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    n_readers=st.integers(0, 40),
    slices=st.lists(st.integers(1, 9), min_size=1, max_size=4),
    bells=st.lists(st.integers(0, 1), max_size=12),
)
def test_slices_when_two_postings_of_one_letter_are_written_down_at_once_then_each_reader_once(
    n_readers, slices, bells
):
    memory.forget()
    for table in (models.Outcome, models.Roll, models.Chunk, models.Posting, ContactPoint, DBTaskResult):
        table.objects.all().delete()
    ids = subscribed.readers(n_readers, areas=("ward:6", "ward:9"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audiences, "FIRST_SLICE", slices[0])
        patch.setattr(audiences, "SLICE", slices[-1])
        patch.setattr(rules, "CHUNK", 4)
        postings = [
            dispatch.post(
                make.bulletin(subject=f"notice:1#{ward.replace(':', '-')}"), to=make.to_ward(ward), by=make.DESIGNEE
            )
            for ward in ("ward:6", "ward:9")
        ]  # fmt: skip
        for which in bells:
            dispatch.expand(postings[which])
            dispatch.expand(postings[which])
        jobs.run_all()

    found = [reader_id for chunk in Chunk.objects.all() for reader_id in sheet_of(chunk).ids]
    assert sorted(found) == sorted(ids)

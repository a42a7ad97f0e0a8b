"""The walk of a letter: posted, written down, claimed, carried, recorded."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django_tasks_db.models import DBTaskResult

from tests.dispatch import make
from tests.subscribers import make as subscribed
from wardbell.channels import memory
from wardbell.channels.base import Failed, Sent, Unknown
from wardbell.dispatch import actions as dispatch
from wardbell.dispatch import post_office, queries, references, rules
from wardbell.dispatch.letters import Audience, Lane, Reach
from wardbell.dispatch.models import Message, Posting
from wardbell.dispatch.post_office import Renderings
from wardbell.dispatch.queries.work import claimable
from wardbell.ground import clock, jobs
from wardbell.ground.errors import NotAllowed
from wardbell.places import queries as places
from wardbell.subscribers import actions as subscribers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "noon")]


def addresses() -> list[str]:
    return sorted(one.to for one in memory.outbox())


def test_post_when_to_a_ward_then_each_reader_gets_one_copy_in_their_language():
    subscribed.readers(7, languages=("en", "es", "so", "hmn", "ar"))
    subscribed.reader("amina@example.org", medium="mail", language="es")
    subscribed.reader("+16125550199", areas=["ward:1"])

    make.post(make.bulletin())

    assert addresses() == sorted([*(subscribed.number(n) for n in range(7)), "amina@example.org"])
    assert {one.language for one in memory.outbox()} == {"en", "es", "so", "hmn", "ar"}
    assert queries.progress("notice:1").by_state == {"sent": 8}
    assert queries.progress("notice:1").by_medium == {"sms": {"sent": 7}, "mail": {"sent": 1}}
    assert queries.progress("notice:1").by_area == {"ward:6": {"sent": 8}}


def test_post_when_to_officials_then_mail_and_sms_by_what_each_has():
    both, mail_alone = make.account(), make.account(phone="")

    make.post(make.official(), Audience(accounts=(both, mail_alone)))

    told = queries.delivered_to_accounts("notice:1")
    assert sorted((one.account_id, one.medium, one.state) for one in told) == sorted(
        [(both, "sms", "sent"), (both, "mail", "sent"), (mail_alone, "mail", "sent")]
    )
    assert {one.subject != "" for one in memory.outbox() if "@" in one.to} == {True}


def test_post_when_nobody_is_there_then_settled_with_nothing_sent():
    make.post(make.bulletin())

    progress = queries.progress("notice:1")
    assert (progress.expected, progress.is_settled, memory.outbox()) == (0, True, [])


@pytest.mark.parametrize("may_reach", [Reach.NOBODY, Reach.COUNCIL])
def test_post_when_wider_than_the_ceiling_then_refused_and_nothing_is_kept(may_reach):
    subscribed.reader()

    with pytest.raises(NotAllowed):
        dispatch.post(make.bulletin(may_reach=may_reach), to=make.to_ward(), by=make.DESIGNEE)

    assert Posting.objects.count() == 0


def test_post_when_wider_than_the_ceiling_then_the_database_refuses_too():
    make.post(make.bulletin())

    with pytest.raises(IntegrityError, match="posting_within_may_reach"), transaction.atomic():
        Posting.objects.update(may_reach=Reach.COUNCIL)


def test_post_when_the_same_as_a_council_letter_then_as_wide_as_that_and_no_wider():
    make.post(make.official(), Audience(accounts=(make.account(),)))
    subscribed.reader()

    withdrawal = make.official(subject="notice:2", lane=Lane.CORRECTIONS, overtakes="notice:1")
    make.post(withdrawal, Audience(same_as="notice:1"))

    assert Posting.objects.get(subject="notice:2").audience_reach == Reach.COUNCIL
    assert queries.progress("notice:2").by_state == {"sent": 2}


def test_post_when_the_same_as_a_public_letter_then_not_under_a_council_ceiling():
    subscribed.reader()
    make.post(make.bulletin())

    with pytest.raises(NotAllowed):
        dispatch.post(
            make.bulletin(subject="notice:2", may_reach=Reach.COUNCIL),
            to=Audience(same_as="notice:1"),
            by=make.DESIGNEE,
        )


def test_exercise_when_to_readers_then_refused_by_rule_and_by_the_database():
    reader_id, account_id = subscribed.reader(), make.account()
    drill = make.official(exercise=True)

    for audience in (make.to_ward(), Audience(readers=(reader_id,))):
        with pytest.raises(NotAllowed):
            dispatch.post(make.bulletin(exercise=True), to=audience, by=make.DESIGNEE)
    make.post(drill, Audience(accounts=(account_id,)))
    make.post(make.bulletin())
    make.post(make.bulletin(subject="notice:2", lane=Lane.REPLIES), Audience(readers=(reader_id,)))

    with pytest.raises(IntegrityError, match="posting_exercise_never_to_readers"), transaction.atomic():
        Posting.objects.filter(has_readers=True).update(exercise=True)
    with pytest.raises(IntegrityError, match="message_exercise_never_to_readers"), transaction.atomic():
        Message.objects.filter(reader_id__isnull=False).update(exercise=True)


def test_exercise_when_the_same_as_public_then_refused():
    subscribed.reader()
    make.post(make.bulletin())

    with pytest.raises(NotAllowed):
        dispatch.post(
            make.bulletin(subject="notice:2", exercise=True),
            to=Audience(same_as="notice:1"),
            by=make.DESIGNEE,
        )


def test_post_when_many_readers_then_all_once_and_taken_up_where_it_was_left():
    ids = subscribed.readers(2003, languages=("en", "so"))
    posting_id = dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE)
    dispatch.expand(posting_id)
    dispatch.expand(posting_id)  # a second doorbell finds nothing to do

    jobs.run_all()

    assert sorted(one.reader_id for one in make.copies()) == sorted(ids)
    assert addresses() == sorted(subscribed.number(n) for n in range(2003))
    assert make.states() == {"sent": 2003}


def test_post_when_the_same_letter_is_posted_twice_then_one_copy_each():
    subscribed.readers(3)
    make.post(make.bulletin())

    make.post(make.bulletin())

    assert len(memory.outbox()) == 3


def test_post_when_officials_are_reminded_then_a_second_copy():
    account_id = make.account(phone="")

    for _ in range(2):
        make.post(make.official(), Audience(accounts=(account_id,)))

    assert len(memory.outbox()) == 2


def test_claim_when_two_workers_then_no_message_twice():
    subscribed.readers(100)
    dispatch.expand(dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE))

    one, other, more = (dispatch.claim("routine", name) for name in ("one", "other", "one"))

    assert (len(one.messages), len(other.messages), len(more.messages)) == (64, 0, 36)
    assert not {m.id for m in one.messages} & {m.id for m in more.messages}
    for batch in (one, more):
        dispatch.record(batch, post_office.carry(batch.messages, renderings=Renderings()))


def test_claim_when_a_window_is_claimed_then_it_is_written_down_as_being_sent():
    subscribed.readers(100)
    dispatch.expand(dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE))

    batch = dispatch.claim("routine", "one")

    assert make.states() == {"sending": 64, "queued": 36}
    dispatch.record(batch, post_office.carry(batch.messages, renderings=Renderings()))


def test_keys_when_tried_again_then_the_same_and_references_cannot_be_made_up():
    subscribed.reader()
    memory.fail(subscribed.number(0), Sent())
    dispatch.expand(dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE))
    claimed = dispatch.claim("routine", "one").messages[0]

    assert references.message_id(claimed.reference) == claimed.id
    assert references.message_id("A" * 24) is None
    assert [references.message_id(forged) for forged in ("", "!", "é", claimed.reference[:-2])] == [None] * 4
    assert claimed.key == references.message_key(
        references.letter_key(make.bulletin()), recipient=str(claimed.reader_id), medium="sms"
    )


def test_carry_when_mail_then_every_reader_has_their_own_stop_link():
    ids = [subscribed.reader(f"r{n}@example.org", medium="mail") for n in range(3)]

    make.post(make.bulletin())

    links = {one.unsubscribe_url for one in memory.outbox()}
    assert len(links) == 3
    assert all(one.footer == one.unsubscribe_url for one in memory.outbox())
    assert {post_office.subscribers.id_of_token(link.rpartition("/")[2]) for link in links} == set(ids)


def test_carry_when_a_reader_stopped_after_expansion_then_suppressed():
    stays, stops = subscribed.readers(2)
    dispatch.expand(dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE))
    subscribers.stop(stops, by=subscribed.SOMEBODY, method="reply")

    jobs.run_all()

    assert (make.states(reader_id=stays), make.states(reader_id=stops)) == ({"sent": 1}, {"suppressed": 1})
    assert len(memory.outbox()) == 1


def test_carry_when_an_account_was_closed_then_suppressed():
    account_id = make.account()
    dispatch.expand(dispatch.post(make.official(), to=Audience(accounts=(account_id,)), by=make.DESIGNEE))
    make.close(account_id)

    jobs.run_all()

    assert make.states() == {"suppressed": 2}
    assert {one.reason for one in queries.not_reached("notice:1")} == {"unreachable"}


def test_carry_when_the_text_is_not_signed_off_then_failed_for_good():
    subscribed.reader()
    post_office.phrases.SignOff.objects.update(voided_at=clock.now(), voided_by="test")

    make.post(make.bulletin())

    assert make.states() == {"failed": 1}
    assert make.copy().reason == "no reviewed text"


def test_record_when_failed_for_now_then_tried_again_when_it_is_time(noon):
    subscribed.reader()
    memory.fail(
        "+16125550100", Failed(reason="too_fast", permanent=False, retry_after_s=40.0), Sent(provider_id="x")
    )
    make.post(make.bulletin(is_urgent=False))
    early = make.states()

    with clock.fixed(noon + timedelta(seconds=39)):
        dispatch.sweep()
        jobs.run_all()
    at_39 = make.states()
    with clock.fixed(noon + timedelta(seconds=40)):
        dispatch.sweep()
        jobs.run_all()

    assert (early, at_39, make.states()) == ({"queued": 1}, {"queued": 1}, {"sent": 1})
    assert make.copy().attempts == ((1, "failed"), (2, "sent"))


def test_record_when_failed_for_good_then_never_again_and_a_provider_stop_stops():
    reader_id = subscribed.reader()
    memory.fail("+16125550100", Failed(reason="stopped (21610)", permanent=True, stops=True))

    make.post(make.bulletin())
    make.post(make.bulletin(subject="notice:2"))

    assert make.states() == {"failed": 1}
    assert post_office.subscribers.state(reader_id) == "stopped"


@pytest.mark.parametrize(("is_urgent", "ends"), [(True, {"sent": 1}), (False, {"unknown": 1})])
def test_record_when_nobody_answered_then_life_safety_once_more_and_routine_not(noon, is_urgent, ends):
    subscribed.reader()
    memory.fail("+16125550100", Unknown(reason="no_answer"), Sent(provider_id="x"))
    make.post(make.bulletin(is_urgent=is_urgent))
    at_once = make.states()

    with clock.fixed(noon + rules.RESEND_AFTER):
        dispatch.sweep()
        jobs.run_all()

    assert (at_once, make.states()) == ({"unknown": 1}, ends)
    assert make.copy().is_possible_double is is_urgent


def test_record_when_the_worker_died_then_unknown_by_rule_and_never_just_queued(noon):
    subscribed.readers(2)
    dispatch.expand(dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE))
    batch = dispatch.claim("routine", "dies here")

    with clock.fixed(noon + rules.LEASE - timedelta(seconds=1)):
        dispatch.sweep()
        within = make.states()
    with clock.fixed(noon + rules.LEASE):
        dispatch.sweep()
        after = make.states()
        jobs.run_all()
    with clock.fixed(noon + rules.LEASE + rules.RESEND_AFTER):
        dispatch.sweep()
        jobs.run_all()

    assert (within, after) == ({"sending": 2}, {"unknown": 2})
    assert (make.states(), len(memory.outbox())) == ({"sent": 2}, 2)
    assert {one.is_possible_double for one in make.copies()} == {True}
    assert {one.attempts for one in make.copies()} == {((1, "unknown"), (2, "sent"))}
    assert len(batch.messages) == 2


def test_record_when_a_slow_worker_answers_late_then_the_truth_is_kept_and_nothing_resent(noon):
    subscribed.readers(2)
    dispatch.expand(dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE))
    batch = dispatch.claim("routine", "slow")
    outcomes = post_office.carry(batch.messages, renderings=Renderings())
    with clock.fixed(noon + rules.LEASE):
        dispatch.sweep()

    dispatch.record(batch, outcomes)
    with clock.fixed(noon + rules.LEASE + rules.RESEND_AFTER):
        dispatch.sweep()
        jobs.run_all()

    assert (make.states(), len(memory.outbox())) == ({"sent": 2}, 2)


def test_take_over_when_the_process_starts_again_then_leases_are_given_up_at_once(noon):
    subscribed.reader()
    dispatch.expand(dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE))
    dispatch.claim("routine", "killed")

    assert dispatch.take_over() == 1

    assert make.states() == {"unknown": 1}


def test_words_when_an_office_adds_its_own_then_behind_the_core_in_that_language_alone():
    subscribed.readers(2, languages=("en", "es"))

    make.post(make.bulletin(words={"en": "Our office is open until six."}))

    by_language = {one.language: one.body for one in memory.outbox()}
    assert "Our office is open until six." in by_language["en"]
    assert "Our office" not in by_language["es"]


def test_words_when_they_come_alone_then_to_who_reads_their_language():
    subscribed.readers(3, languages=("en", "es", "so"))
    words = make.bulletin(
        subject="notice:1#ward-6-words-es", phrase="own-words", slots={"office": "Ward 6 office"},
        words={"es": "Nuestra oficina abre hasta las seis."},
    )  # fmt: skip

    make.post(words)

    assert [(one.language, "hasta las seis" in one.body) for one in memory.outbox()] == [("es", True)]


def test_relay_when_two_offices_pass_it_on_then_who_lives_in_both_wards_gets_it_once():
    subscribed.reader(areas=["ward:6", "ward:9"])
    subscribed.reader(subscribed.number(1), areas=["city"])
    subscribed.reader(subscribed.number(2), areas=["ward:9"])

    make.post(make.bulletin(subject="notice:1#ward-6"), make.to_ward("ward:6"))
    make.post(make.bulletin(subject="notice:1#ward-9"), make.to_ward("ward:9"))

    assert addresses() == sorted(["+16125550100", subscribed.number(1), subscribed.number(2)])
    assert queries.progress("notice:1").expected == 3


def test_post_when_a_ward_is_named_with_its_parts_then_the_next_ward_is_not_drawn_in():
    parts = places.covers("ward:6")
    shared = next(code for code in sorted(parts) if len(places.wards_of([code])) > 1)
    next_ward = next(code for code in places.wards_of([shared]) if code != "ward:6")
    subscribed.reader(areas=[next_ward])
    inside = subscribed.reader(subscribed.number(1), areas=[shared])

    make.post(make.bulletin(), Audience(areas=tuple(sorted(parts)), topic="enforcement"))

    assert [(one.reader_id, one.area) for one in make.copies()] == [(inside, "ward:6")]


def test_callback_when_asked_by_scheme_then_this_nodes_channel_or_none(settings):
    assert [post_office.channel_of_scheme(one) is not None for one in ("memory", "twilio")] == [True, False]


def test_channel_when_it_cannot_be_opened_then_tried_again_later(settings):
    subscribed.reader()
    settings.SMS_URL = "carrier-pigeon://roof"

    make.post(make.bulletin())

    assert make.states() == {"queued": 1}
    assert make.copy().reason == "misconfigured"


def test_drain_when_its_time_is_over_then_what_is_away_is_recorded_and_it_rings_anew(monkeypatch):
    subscribed.readers(300)
    dispatch.expand(dispatch.post(make.bulletin(), to=make.to_ward(), by=make.DESIGNEE))
    DBTaskResult.objects.all().delete()
    monkeypatch.setattr("wardbell.dispatch.actions.sending._RING_SECONDS", 0.0)

    n_first = dispatch.drain("routine")

    assert (n_first, make.states(), DBTaskResult.objects.count()) == (64, {"sent": 64, "queued": 236}, 1)
    monkeypatch.undo()
    jobs.run_all()
    assert make.states() == {"sent": 300}


def test_figures_when_few_then_masked():
    subscribed.readers(6, languages=("en", "en", "en", "en", "en", "so"))

    found = queries.subscriber_figures()

    assert (found.total, found.by_area, found.by_language) == (6, {"ward:6": 6}, {"en": 5, "so": None})


def test_coverage_when_an_area_has_no_readers_then_it_is_listed():
    subscribed.readers(2, languages=("en", "so"))

    make.post(make.bulletin(), Audience(areas=("ward:6", "ward:1"), topic="enforcement"))

    assert [(one.area, one.language, one.n_expected, one.n_left) for one in queries.coverage("notice:1")] == [
        ("ward:1", "", 0, 0), ("ward:6", "en", 1, 1), ("ward:6", "so", 1, 1),
    ]  # fmt: skip
    view = queries.postings_about("notice:1")[0]
    assert (view.areas, view.phrase, view.state) == (("ward:6", "ward:1"), "bulletin", "expanded")


def test_claim_when_many_rows_are_closed_then_it_never_looks_at_them():
    plan = claimable(Lane.ROUTINE, now=clock.now(), is_night=False)[:64].explain()

    assert (
        "message_to_claim" in plan or connection.vendor == "postgresql"
    )  # few rows: there it scans them all

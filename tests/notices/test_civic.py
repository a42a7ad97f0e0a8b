"""The city's own matters: water and snow, passed on by policy, ended by an all-clear to whoever got the notice."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.dispatch import make as letters
from tests.notices import make
from wardbell.channels import memory
from wardbell.config import clockwork
from wardbell.dispatch import actions as dispatch
from wardbell.dispatch import queries as sent
from wardbell.dispatch.letters import Lane, Reach
from wardbell.dispatch.models import Posting
from wardbell.ground import clock, jobs
from wardbell.ground.actors import OPERATOR
from wardbell.ground.errors import Conflict, NotAllowed, Refused, Unreadable, WrongState
from wardbell.notices import actions, queries
from wardbell.notices.models import Notice, Relay
from wardbell.notices.rules import HowKnown, Status, WithdrawReason
from wardbell.places.models import Jurisdiction
from wardbell.subscribers import actions as subscribers
from wardbell.subscribers import queries as readers

pytestmark = pytest.mark.usefixtures("city")
NOON = make.MORNING + timedelta(hours=7)
EMERGENCY = "emergency-designee"


def reader(number: int, *areas: str, topics: tuple[str, ...] = ("boil_water",), language: str = "en") -> str:
    address = f"+1612555018{number}"
    reader_id = subscribers.subscribe(
        medium="sms", address=address, language=language, areas=areas, topics=topics, before_eight=False,
        consent_version="1", by=OPERATOR,
    )  # fmt: skip
    subscribers.confirm(reader_id, by=OPERATOR, method="reply")
    return address


def texts_to(address: str) -> list[str]:
    return [one.body for one in memory.outbox() if one.to == address]


def to_readers(notice_id: str) -> list[sent.PostingView]:
    return [one for one in sent.postings_about(f"notice:{notice_id}") if not one.n_accounts]


def clear(notice_id: str, **changes: object) -> str:
    all_clear = actions.all_clear(notice_id, source_at=clock.now(), by=make.who(EMERGENCY), **changes)
    make.second(all_clear, by=EMERGENCY)
    return all_clear


def test_water_when_two_persons_said_it_then_offices_and_readers_of_its_topic_have_it_at_once():
    with clock.fixed(NOON):
        meant, elsewhere = reader(1, "ward:6"), reader(2, "ward:9")
        other_topic = reader(3, "ward:6", topics=("snow_emergency",))
        notice_id = make.civic(help_at=("place:harbor-park",), until_at=NOON + timedelta(days=1))
        jobs.run_all()
        make.send_everything()

    (posted,) = to_readers(notice_id)
    (text,) = texts_to(meant)
    assert (posted.lane, posted.release_at, posted.is_urgent) == (Lane.LIFE_SAFETY, NOON, True)
    assert "Boil tap water for one minute" in text
    assert "Harbor Park" in text
    assert "until 11/24, 12:00 PM" in text
    assert texts_to(elsewhere) == texts_to(other_topic) == []
    assert {one.office_id for one in Relay.objects.filter(notice=notice_id, by_policy=True)} == {"ward-6"}
    assert len({one.account_id for one in sent.delivered_to_accounts(f"notice:{notice_id}")}) >= 26
    assert make.failures() == []


def test_snow_when_the_policy_says_fifteen_minutes_then_only_wards_whose_office_has_not():
    notice_id = make.civic(
        "snow_emergency", areas=("ward:6", "ward:7"), since_at=make.MORNING + timedelta(hours=16)
    )
    actions.relay(notice_id, office="ward-6", by=make.who("ward-6-aide"))
    with clock.fixed(make.MORNING + timedelta(minutes=14)):
        assert actions.relay_due() == 0
    with clock.fixed(make.MORNING + timedelta(minutes=15)):
        assert (actions.relay_due(), actions.relay_due()) == (1, 0)

    assert {one.office_id: one.by_policy for one in Relay.objects.all()} == {"ward-6": False, "ward-7": True}
    assert queries.coverage(notice_id).uncovered_wards == ()
    assert "It begins on 11/23, 9:00 PM." in queries.text(notice_id, language="en", medium="sms").body


def test_civic_when_the_policy_does_not_name_it_then_people_pass_it_on_and_are_asked():
    Jurisdiction.objects.update(relay_minutes={})
    notice_id = make.civic()
    with clock.fixed(make.MORNING + timedelta(minutes=11)):
        actions.relay_due()
        actions.ask_due()

    assert to_readers(notice_id) == []
    assert Notice.objects.get(id=notice_id).coverage_ask.wards == "ward:6"


def test_policy_when_it_names_a_kind_about_enforcement_then_told_loudly_and_the_water_goes_out():
    Jurisdiction.objects.update(relay_minutes={"bulletin": 0, "party": 0, "boil_water": 0})
    public, water = make.bulletin(), make.civic()

    with pytest.raises(ExceptionGroup) as told:
        actions.relay_due()

    assert {type(one) for one in told.value.exceptions} == {NotAllowed, Unreadable}
    assert (to_readers(public), len(to_readers(water))) == ([], 1)


def test_timed_when_everything_that_runs_by_itself_runs_then_nothing_about_enforcement_reaches_the_public():
    """Walks the whole clockwork and every job that waits, for a day, over one notice of each kind about enforcement."""
    Jurisdiction.objects.update(relay_minutes=dict.fromkeys(("bulletin", "preparedness", "rumour_check"), 0))
    ongoing = make.bulletin(make.official(areas=("ward:6", "ward:7")))
    checked = draft_of("rumour", "")
    prepared = draft_of("publicly_announced", "preparedness")
    for one in (checked, prepared):
        make.second(one)
    for hours in (0, 0.3, 1, 6, 24):
        with clock.fixed(make.MORNING + timedelta(hours=hours)):
            for timed in clockwork.TIMED:
                try:
                    jobs.action_named(timed.action)()
                except ExceptionGroup as told:  # the policy above is wrong, and says so
                    assert "relay policy" in told.message  # noqa: PT017
            jobs.run_all()

    assert {queries.notice(one).state for one in (ongoing, checked, prepared)} == {"published"}
    assert not Posting.objects.filter(has_readers=True).exists()
    assert not Posting.objects.filter(audience_reach=int(Reach.PUBLIC)).exists()
    assert not Relay.objects.exists()


def draft_of(status: str, kind: str) -> str:
    areas = ("city",) if status == "publicly_announced" else ("ward:6",)
    about = make.draft(HowKnown.PUBLIC_STATEMENT, status=Status(status), areas=areas)
    make.second(about, by="chief-designee")
    return actions.draft_public(about, by=make.who("mayor-designee"), kind=kind)


def test_relay_by_policy_when_about_enforcement_then_refused_by_rule_and_by_the_database():
    public = make.bulletin()

    with pytest.raises(NotAllowed, match="by a timer"):
        actions.relay_by_policy(public)
    with pytest.raises(IntegrityError, match="notices_by_policy_is_civic"), transaction.atomic():
        Relay.objects.create(notice_id=public, office_id="ward-6", by_policy=True, relayed_at=clock.now())


def test_begin_when_the_citys_works_know_of_enforcement_then_refused():
    for kind in ("official_notice", "bulletin", "preparedness"):
        with pytest.raises(Refused, match="known in this way"):
            actions.begin(how_known=HowKnown.OWN_WORKS, by=make.who("chief-designee"), kind=kind)


@pytest.mark.parametrize("kind", ["correction", "all_clear", "withdrawal"])
def test_begin_when_the_kind_follows_another_then_refused(kind):
    with pytest.raises(Refused):
        actions.begin(how_known=HowKnown.PUBLIC_STATEMENT, by=make.who("chief-designee"), kind=kind)


def test_begin_when_a_rumour_check_stands_on_no_rumour_then_refused():
    with pytest.raises(Refused, match="stands on a rumour"):
        actions.begin(how_known=HowKnown.PUBLIC_STATEMENT, by=make.who("chief-designee"), kind="rumour_check")


@pytest.mark.parametrize("key", ["ward-6-aide", "hotline-lead"])
def test_begin_when_no_designee_then_a_civic_notice_is_refused(key):
    with pytest.raises(NotAllowed):
        actions.begin(how_known=HowKnown.OWN_WORKS, by=make.who(key), kind="boil_water")


@pytest.mark.parametrize(
    ("missing", "says"), [("cause", "choose the cause"), ("advice", "choose the advice")]
)
def test_ask_approval_when_an_answer_is_missing_then_names_it(missing, says):
    notice_id = make.civic_draft(**{missing: ""})

    with pytest.raises(Refused, match=says):
        actions.ask_approval(notice_id, by=make.who(EMERGENCY))


def test_all_clear_when_said_then_exactly_those_who_got_the_notice_hear_less_who_stopped():
    with clock.fixed(NOON):
        stays, stops, elsewhere = reader(1, "ward:6"), reader(2, "ward:6"), reader(3, "ward:9")
        notice_id = make.civic()
        jobs.run_all()
        make.send_everything()
    with clock.fixed(NOON + timedelta(hours=3)):
        subscribers.stop(subscriber_of(stops), by=OPERATOR, method="reply")
        late = reader(4, "ward:6")
        all_clear = clear(notice_id)
        make.send_everything()

    now, before = queries.notice(all_clear), queries.notice(notice_id)
    (posted,) = (one for one in sent.postings_about(now.subject) if one.same_as)
    assert (before.state, now.number, now.of_kind, now.status) == (
        "ended",
        before.number,
        "boil_water",
        "ended",
    )
    assert (posted.same_as, posted.lane, posted.release_at) == (
        f"notice:{notice_id}",
        Lane.CORRECTIONS,
        NOON + timedelta(hours=3),
    )
    assert [len(texts_to(one)) for one in (stays, stops, elsewhere, late)] == [2, 1, 0, 0]
    assert "The tap water is safe again." in texts_to(stays)[-1]
    assert {one.account_id for one in sent.delivered_to_accounts(now.subject)} == {
        one.account_id for one in sent.delivered_to_accounts(f"notice:{notice_id}")
    }
    assert make.failures() == []


def subscriber_of(address: str) -> int:
    found = readers.find("sms", address)
    assert found is not None
    return found


def test_all_clear_when_unsent_messages_of_the_notice_wait_then_they_never_leave():
    with clock.fixed(NOON):
        reader(1, "ward:6", topics=("snow_emergency",))
        notice_id = make.civic("snow_emergency")
        actions.relay(notice_id, office="ward-6", by=make.who("ward-6-aide"))
        make.send_everything()
        clear(notice_id)
    with clock.fixed(NOON + timedelta(minutes=2)):
        make.release()

        dispatch.sweep()

    meant = letters.copies(subject=f"notice:{notice_id}")
    assert {one.state for one in meant if one.reader_id} == {"suppressed"}


def test_water_when_one_person_says_it_has_ended_then_refused_and_an_all_clear_needs_two():
    notice_id = make.civic()

    with pytest.raises(Refused, match="all-clear"):
        actions.end(notice_id, by=make.who(EMERGENCY))
    with pytest.raises(Refused, match="all-clear"):
        actions.withdraw(notice_id, reason=WithdrawReason.ENDED_EARLY, by=make.who(EMERGENCY))
    all_clear = actions.all_clear(notice_id, source_at=clock.now(), by=make.who(EMERGENCY))
    with pytest.raises(NotAllowed):
        actions.publish(all_clear, by=make.who(EMERGENCY))
    with pytest.raises(Conflict):
        actions.all_clear(notice_id, source_at=clock.now(), by=make.who("mayor-designee"))
    assert queries.notice(notice_id).state == "published"


def test_snow_when_one_person_says_it_has_ended_then_it_has():
    notice_id = make.civic("snow_emergency")

    actions.end(notice_id, by=make.who(EMERGENCY))

    assert queries.notice(notice_id).state == "ended"


def test_correct_when_civic_then_in_its_own_words_to_the_same_and_new_wards_by_policy():
    notice_id = make.civic()
    actions.relay_due()
    correction = actions.correct(
        notice_id, by=make.who(EMERGENCY), advice="do_not_drink", areas=("ward:6", "ward:7")
    )
    make.second(correction, by=EMERGENCY)
    actions.relay_due()

    text = queries.text(correction, language="en", medium="sms").body
    assert "Do not drink the tap water" in text
    assert "Correction" in text
    assert {one.office_id for one in Relay.objects.filter(notice=correction)} == {"ward-7"}
    assert [one.same_as for one in sent.postings_about(f"notice:{correction}") if one.same_as] == [
        f"notice:{notice_id}"
    ]


def test_follower_when_of_another_matter_then_the_database_refuses_it():
    correction = actions.correct(make.civic(), by=make.who(EMERGENCY), advice="do_not_use")

    with pytest.raises(IntegrityError, match="notices_following_is_of_its_matter"), transaction.atomic():
        Notice.objects.filter(id=correction).update(of_kind="snow_emergency")


def test_rumour_when_checked_then_public_by_ward_without_detail_and_denied_with_two_persons():
    check = draft_of("rumour", "")
    make.second(check)
    shown = queries.notice(check)
    text = queries.text(check, language="en", medium="sms").body

    assert (shown.kind, shown.may_reach, shown.agents, shown.civil, shown.since_at) == (
        "rumour_check",
        Reach.PUBLIC,
        "",
        "",
        None,
    )
    assert "We do not know yet" in text
    assert "Please do not share it. There is no need to go there." in text
    assert make.LINK not in text
    with pytest.raises(Refused, match="how it is known"):
        actions.all_clear(check, source_at=clock.now(), by=make.who("mayor-designee"))
    denial = actions.all_clear(
        check, source_at=clock.now(), how_known=HowKnown.VERIFIED_REPORT, by=make.who("mayor-designee")
    )
    make.second(denial)
    assert "It is not so." in queries.text(denial, language="en", medium="sms").body
    assert queries.notice(check).state == "ended"


def test_preparedness_when_announced_then_the_whole_city_and_no_time():
    prepared = draft_of("publicly_announced", "preparedness")
    make.second(prepared)

    shown = queries.by_code(queries.notice(prepared).code)
    assert shown is not None
    assert (shown.areas, shown.since_at, shown.until_at, shown.link) == (("city",), None, None, make.LINK)
    assert "no time and no place" in queries.text(prepared, language="en", medium="page-what").body


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("ongoing", "preparedness"),
        ("ongoing", "rumour_check"),
        ("rumour", "bulletin"),
        ("ongoing", "boil_water"),
    ],
)
def test_draft_public_when_the_status_has_no_such_version_then_refused(status, kind):
    with pytest.raises((Refused, NotAllowed)):
        draft_of(status, kind)


def test_all_clear_when_of_a_bulletin_then_whoever_was_told_of_the_notice_hears_too():
    about = make.official()
    make.send_everything()
    public = make.bulletin(about)
    actions.relay(public, office="ward-6", by=make.who("ward-6-aide"))

    all_clear = actions.all_clear(public, source_at=clock.now(), by=make.who("mayor-designee"))
    make.second(all_clear)

    posted = sent.postings_about(f"notice:{all_clear}")
    assert sorted((one.same_as != "", one.n_accounts > 0) for one in posted) == [(False, True), (True, False)]
    assert "The federal activity is over." in queries.text(all_clear, language="en", medium="sms").body


def test_all_clear_when_of_a_council_notice_or_of_what_does_not_stand_then_refused():
    about = make.official()
    ended = make.civic("snow_emergency")
    actions.end(ended, by=make.who(EMERGENCY))

    for one in (about, ended):
        with pytest.raises(WrongState):
            actions.all_clear(one, source_at=clock.now(), by=make.who(EMERGENCY))


def test_replacing_when_somebody_who_cannot_speak_for_the_city_tries_then_refused_and_nothing_blocks_who_can():
    water = make.civic()

    with pytest.raises(NotAllowed):
        actions.all_clear(water, source_at=clock.now(), by=make.who("ward-6-aide"))

    assert actions.all_clear(water, source_at=clock.now(), by=make.who(EMERGENCY))

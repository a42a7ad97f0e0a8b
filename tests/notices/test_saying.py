"""From the first question to thirteen offices asked at once."""

from datetime import timedelta

import pytest

from tests.notices import make
from wardbell.dispatch import queries as sent
from wardbell.escalation import queries as escalation
from wardbell.escalation.models import Request
from wardbell.ground import clock
from wardbell.ground.errors import NotAllowed, Refused, Screened, Unreadable, WrongState
from wardbell.journal.models import Entry
from wardbell.notices import actions, queries
from wardbell.notices.models import CountersignAsk, DraftsEnded, Notice
from wardbell.notices.rules import Answer, HowKnown, Status
from wardbell.people import actions as people_actions

pytestmark = pytest.mark.usefixtures("city")

NOBODY = [
    HowKnown.POLICE_OR_FEDERAL_SYSTEM,
    HowKnown.TASK_FORCE,
    HowKnown.DECONFLICTION,
    HowKnown.SEALED_PAPER,
    HowKnown.IN_CONFIDENCE,
    HowKnown.NOT_SURE,
]


@pytest.mark.parametrize("how_known", NOBODY)
def test_begin_when_it_may_reach_nobody_then_only_a_count_is_stored(how_known):
    rows_before = Notice.objects.count(), Entry.objects.count()

    begun = actions.begin(how_known=how_known, by=make.who("chief-designee"))

    assert begun == actions.Begun(notice_id=None, attorney_number="+16125550100")
    assert (Notice.objects.count(), Entry.objects.count()) == rows_before
    assert list(DraftsEnded.objects.values_list("year", "n")) == [(2026, 1)]


def test_end_draft_when_it_is_not_under_way_then_only_a_count_is_stored():
    notice_id = make.draft()

    ended = actions.end_draft(notice_id, by=make.who("chief-designee"))

    assert ended.attorney_number == "+16125550100"
    assert not Notice.objects.exists()
    assert DraftsEnded.objects.get().n == 1


def test_begin_when_not_a_designee_then_refused():
    with pytest.raises(NotAllowed):
        actions.begin(how_known=HowKnown.PUBLIC_STATEMENT, by=make.who("ward-6-aide"))


def test_publish_when_single_signed_then_every_office_is_asked_the_affected_ward_first():
    notice_id = make.official(areas=("ward:6", "neighbourhood:cedar-bend"))

    view, shown = queries.notice(notice_id), escalation.clock_view(f"notice:{notice_id}")

    wards = make.wards_of("ward:6", "neighbourhood:cedar-bend")
    assert shown is not None
    assert (view.state, view.single_signed, view.number, shown.n_asked) == ("published", True, "2026-1", 13)
    assert [row.office for row in shown.rows][: len(wards)] == wards
    assert len({row.office for row in shown.rows}) == 13


def test_publish_when_posted_twice_then_sends_once():
    notice_id = make.official()
    before = len(sent.postings_about(f"notice:{notice_id}"))

    again = actions.publish(notice_id, by=make.who("chief-designee"))

    assert again.was_before
    assert len(sent.postings_about(f"notice:{notice_id}")) == before == 13


def test_publish_when_sent_then_thirteen_offices_get_mail_and_sms_without_naming_each_other():
    notice_id = make.official()

    make.send_everything()

    told = {account for account, *_ in sent.delivered_to_accounts(f"notice:{notice_id}")}
    ward_six = {make.who(f"ward-6-{one}").id for one in ("member", "aide")}
    assert len(told) >= 26
    assert ward_six <= told
    assert make.who("ward-6-deputy").id not in told


def test_publish_when_single_signed_then_a_second_person_is_told_in_the_same_second():
    notice_id = make.official()

    ask = CountersignAsk.objects.get(notice_id=notice_id)

    assert (str(ask.account_id), ask.asked_at) == (make.who("mayor-designee").id, clock.now())
    assert [one.n_accounts for one in sent.postings_about(f"countersign:{notice_id}")] == [1]


@pytest.mark.parametrize(
    ("how_known", "changes"),
    [
        (HowKnown.PUBLIC_STATEMENT, {"status": Status.RUMOUR}),
        (HowKnown.REQUEST, {}),
        (HowKnown.SEEN_IN_PUBLIC_BY_STAFF, {"free_text": "Staff at the park office can tell more."}),
    ],
)
def test_publish_when_not_of_the_single_signed_forms_then_needs_a_second_person(how_known, changes):
    notice_id = make.draft(how_known, **changes)

    with pytest.raises(NotAllowed, match="second person"):
        actions.publish(notice_id, by=make.who("chief-designee"))

    actions.ask_approval(notice_id, by=make.who("chief-designee"))
    actions.approve(notice_id, by=make.who("city-clerk"))
    shown = escalation.clock_view(f"notice:{notice_id}")
    assert shown is not None
    assert (shown.n_asked, queries.notice(notice_id).single_signed) == (13, False)


def test_publish_when_somebody_elses_draft_then_refused():
    notice_id = make.draft()

    with pytest.raises(NotAllowed):
        actions.publish(notice_id, by=make.who("mayor-designee"))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"status": Status.RUMOUR}, "rumour is told only from a public source"),
        ({"status": Status.PUBLICLY_ANNOUNCED}, "only from a public statement"),
        ({"link": "https://city.example/x"}, "link belongs to a public statement"),
        ({"areas": ("place:nowhere",)}, "no ward, neighbourhood or listed public place"),
        ({"areas": ("city", "ward:6")}, "not both"),
        ({"source_at": None}, ""),
    ],
)
def test_answer_when_answers_exclude_each_other_then_nothing_is_saved(changes, sentence):
    notice_id = make.draft()
    before = queries.notice(notice_id)
    if changes.get("source_at", 1) is None:
        changes, sentence = {"source_at": clock.now() + timedelta(hours=1)}, "lies ahead"

    with pytest.raises(Refused, match=sentence):
        actions.answer(notice_id, by=make.who("chief-designee"), **changes)

    assert queries.notice(notice_id) == before


def test_answer_when_the_text_is_screened_then_it_is_kept_nowhere():
    sentinel = "Call Jo at 612-555-0148, plate KTR 4821, sentinelword"
    notice_id = make.draft()

    with pytest.raises(Screened) as caught:
        actions.answer(notice_id, by=make.who("chief-designee"), free_text=sentinel)

    assert caught.value.findings
    assert not make.found_anywhere("sentinelword")


@pytest.mark.parametrize("key", ["status", "areas", "agents", "civil"])
def test_publish_when_an_answer_is_missing_then_names_it(key):
    empty = {
        "status": Status.NOT_SAID,
        "areas": (),
        "agents": Answer.NOT_ANSWERED,
        "civil": Answer.NOT_ANSWERED,
    }
    notice_id = make.draft(**{key: empty[key]})

    with pytest.raises(Refused, match=r"Say whether|at least one|Answer both"):
        actions.publish(notice_id, by=make.who("chief-designee"))


def test_publish_when_a_statement_has_no_link_then_refused():
    begun = actions.begin(how_known=HowKnown.PUBLIC_STATEMENT, by=make.who("chief-designee"))

    with pytest.raises(Refused, match="link of the public statement"):
        actions.answer(begun.notice_id or "", by=make.who("chief-designee"), status=Status.ONGOING)


def test_announced_when_published_then_names_the_whole_city_and_the_order_rotates():
    first = make.official(HowKnown.PUBLIC_STATEMENT, status=Status.PUBLICLY_ANNOUNCED, areas=("city",))
    second = make.official(HowKnown.PUBLIC_STATEMENT, status=Status.PUBLICLY_ANNOUNCED, areas=("city",))

    orders = [
        [row.office for row in shown.rows]
        for shown in (escalation.clock_view(f"notice:{one}") for one in (first, second))
        if shown
    ]

    assert queries.notice(first).areas == ("city",)
    assert orders[1] == orders[0][1:] + orders[0][:1]


def test_announced_when_a_ward_is_named_then_refused():
    with pytest.raises(Refused, match="whole city"):
        make.draft(HowKnown.PUBLIC_STATEMENT, status=Status.PUBLICLY_ANNOUNCED, areas=("ward:6",))


def test_announced_when_a_time_is_named_then_refused():
    with pytest.raises(Refused, match="without a time"):
        make.draft(
            HowKnown.PUBLIC_STATEMENT,
            status=Status.PUBLICLY_ANNOUNCED,
            areas=("city",),
            since_at=make.source_at(),
        )


def test_request_when_anything_else_is_told_then_refused():
    with pytest.raises(Refused, match="only three things"):
        make.draft(HowKnown.REQUEST, agents=Answer.YES)


def test_shareable_when_not_told_then_follows_the_source():
    view = queries.notice(make.draft())

    assert (view.shareable_at, view.shareable_because) == (make.source_at(), "seen_by_staff")


def test_shareable_when_before_its_source_then_refused():
    notice_id = make.draft()

    with pytest.raises(Refused, match="before its source"):
        actions.answer(
            notice_id, by=make.who("chief-designee"), shareable_at=clock.now() - timedelta(hours=1)
        )


def test_earlier_knowledge_when_sealed_then_only_counsel_releases_it():
    known_at = clock.now() - timedelta(hours=3)
    notice_id = make.official(known_at=known_at)
    with pytest.raises(NotAllowed):
        actions.release_earlier_knowledge(notice_id, by=make.who("chief-designee"))

    released = actions.release_earlier_knowledge(notice_id, by=make.who("city-attorney"))

    assert released == known_at == queries.notice(notice_id).known_at


def test_on_behalf_when_not_read_back_then_refused():
    designee, clerk = make.who("chief-designee"), make.who("duty-clerk")
    begun = actions.begin(how_known=HowKnown.SEEN_IN_PUBLIC_BY_STAFF, by=clerk, on_behalf_of=designee.id)
    notice_id = begun.notice_id or ""
    actions.answer(notice_id, by=clerk, source_at=make.source_at(), **make.ONGOING)
    with pytest.raises(Refused, match="back to the designee"):
        actions.publish(notice_id, by=clerk)

    actions.read_back(notice_id, by=clerk)
    actions.publish(notice_id, by=clerk)

    view = queries.notice(notice_id)
    assert (view.author, view.on_behalf_of, view.office) == (clerk.id, designee.id, "chief")
    with pytest.raises(NotAllowed, match="your own words"):
        actions.countersign(notice_id, by=designee)


def test_on_behalf_when_nobody_who_may_speak_phoned_then_refused():
    with pytest.raises(NotAllowed):
        actions.begin(
            how_known=HowKnown.NOT_SURE, by=make.who("duty-clerk"), on_behalf_of=make.who("ward-6-aide").id
        )


def test_text_when_asked_then_every_language_reads_and_none_holds_an_exact_time():
    notice_id = make.official(since_at=clock.now() - timedelta(minutes=7))

    for language in ("en", "es", "so", "hmn", "ar"):
        for medium in ("headline", "page-what", "page-where", "page-since"):
            shown = queries.text(notice_id, language=language, medium=medium)
            assert shown.body
            assert "53" not in shown.body  # 04:53 is told as 04:45


def test_notice_when_unknown_then_unreadable():
    with pytest.raises(Unreadable):
        queries.notice("nonsense")


def test_answer_when_published_then_refused():
    notice_id = make.official()

    with pytest.raises(WrongState):
        actions.answer(notice_id, by=make.who("chief-designee"), agents=Answer.NO)


def test_publish_when_the_member_is_away_then_the_ladder_is_frozen_with_who_stands_in(morning):
    member, deputy = make.who("ward-6-member"), make.who("ward-6-deputy")
    people_actions.set_proxy(
        member.id, stand_in=deputy.id, office="ward-6", starts_at=morning, ends_at=morning + timedelta(hours=1),
        by=member,
    )  # fmt: skip
    notice_id = make.official()
    with clock.fixed(morning + timedelta(hours=2)):
        later = make.official()

    def first(notice: str) -> list[str]:
        return Request.objects.get(subject=f"notice:{notice}", office_id="ward-6").ladder[0]["accounts"]

    assert (member.id in first(notice_id), deputy.id in first(notice_id)) == (False, True)
    assert (member.id in first(later), deputy.id in first(later)) == (True, False)

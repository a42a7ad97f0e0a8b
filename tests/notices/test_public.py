"""From council to public: the separate row, the second person, relays, own words, coverage."""

from datetime import timedelta

import pytest

from tests.notices import make
from wardbell.dispatch import queries as sent
from wardbell.dispatch.letters import Reach
from wardbell.ground import clock
from wardbell.ground.errors import Conflict, NotAllowed, Refused, Screened, WrongState
from wardbell.notices import actions, queries
from wardbell.notices.models import CoverageAsk, Notice
from wardbell.notices.rules import HowKnown, Status
from wardbell.safeguards import screen

pytestmark = pytest.mark.usefixtures("city")


def relay(public_id: str, office: str = "ward-6") -> actions.Relayed:
    return actions.relay(public_id, office=office, by=make.who(f"{office}-aide"))


def phrases_sent(subject: str) -> list[str]:
    return [one.phrase for one in sent.postings_about(subject)]


def test_draft_public_when_drafted_then_a_separate_row_of_closed_answers_with_rounded_times():
    since = clock.now() - timedelta(minutes=8)
    about = make.official(since_at=since, areas=("ward:6", "place:harbor-park"))

    view = queries.notice(actions.draft_public(about, by=make.who("mayor-designee")))

    assert (view.about, view.audience, view.free_text, view.areas) == (
        about, "public", "", ("ward:6", "place:harbor-park"),
    )  # fmt: skip
    assert view.since_at == since.replace(minute=45)
    assert view.code
    assert view.id != about


@pytest.mark.parametrize(
    ("how_known", "changes"),
    [
        (HowKnown.LEAVE_TO_SHARE, {}),
        (HowKnown.REQUEST, {}),
    ],
)
def test_draft_public_when_the_ceiling_is_the_council_then_refused(how_known, changes):
    about = make.draft(how_known, **changes)
    actions.ask_approval(about, by=make.who("chief-designee"))
    actions.approve(about, by=make.who("city-clerk"))

    with pytest.raises(NotAllowed, match="new fact"):
        actions.draft_public(about, by=make.who("mayor-designee"))


@pytest.mark.parametrize("code", ["A378ZD", "A4287V"])
def test_ask_approval_when_the_code_drawn_by_lot_looks_like_a_house_then_asked_all_the_same(code):
    waiting = actions.draft_public(make.official(), by=make.who("mayor-designee"))
    Notice.objects.filter(id=waiting).update(code=code)
    texts = [queries.text(waiting, language=one, medium="mail").body for one in ("en", "hmn")]

    asked = actions.ask_approval(waiting, by=make.who("mayor-designee"))

    assert [finding for text in texts for finding in screen(text, "public_bulletin")], "it looks like one"
    assert asked is not None


def test_draft_public_when_a_partner_then_refused():
    with pytest.raises(NotAllowed):
        actions.draft_public(make.official(), by=make.who("hotline-lead"))


def test_draft_public_when_drafted_by_another_then_conflict_and_the_author_gets_the_same():
    about = make.official()
    first = actions.draft_public(about, by=make.who("mayor-designee"))

    assert actions.draft_public(about, by=make.who("mayor-designee")) == first
    with pytest.raises(Conflict):
        actions.draft_public(about, by=make.who("ward-6-aide"))


def test_new_fact_when_confirmed_by_a_second_person_then_the_ceiling_rises():
    about = make.official(HowKnown.LEAVE_TO_SHARE)
    chief, mayor = make.who("chief-designee"), make.who("mayor-designee")
    fact = actions.add_fact(
        about, how_known=HowKnown.PUBLIC_STATEMENT, status=Status.ONGOING, link=make.LINK,
        source_at=make.source_at(), by=chief,
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.confirm_fact(fact, by=chief)
    with pytest.raises(NotAllowed):
        actions.draft_public(about, by=mayor)

    actions.confirm_fact(fact, by=mayor)
    actions.confirm_fact(fact, by=mayor)
    public = queries.notice(actions.draft_public(about, by=mayor))

    told = queries.notice(about)
    assert (told.may_reach, told.may_reach_now, public.may_reach) == (
        Reach.COUNCIL,
        Reach.PUBLIC,
        Reach.PUBLIC,
    )
    assert (public.how_known, public.link) == (HowKnown.PUBLIC_STATEMENT, make.LINK)


def test_new_fact_when_it_raises_nothing_then_refused():
    with pytest.raises(Refused, match="go further"):
        actions.add_fact(
            make.official(), how_known=HowKnown.VERIFIED_REPORT, status=Status.ONGOING, source_at=make.source_at(),
            by=make.who("chief-designee"),
        )  # fmt: skip


def test_ask_approval_when_asked_then_the_pool_in_order_three_minutes_each():
    public = make.public_draft()

    def asked() -> list[str]:
        return [one.account for one in queries.approval_asks(public)]

    order = [
        make.who(key).id for key in ("clerk-approver", "legal-aid-approver", "city-clerk", "hotline-approver")
    ]
    assert asked() == order[:1]
    for minutes, n in ((2, 1), (3, 2), (4, 2), (6, 3), (9, 4), (12, 4)):
        with clock.fixed(make.MORNING + timedelta(minutes=minutes)):
            actions.ask_due()
            actions.ask_due()
        assert asked() == order[:n]


def test_ask_approval_when_a_council_notice_then_only_who_holds_an_office():
    notice_id = make.draft(HowKnown.REQUEST)
    actions.ask_approval(notice_id, by=make.who("chief-designee"))
    with clock.fixed(make.MORNING + timedelta(minutes=4)):
        actions.ask_due()

    assert [one.account for one in queries.approval_asks(notice_id)] == [
        make.who("clerk-approver").id,
        make.who("city-clerk").id,
    ]
    with pytest.raises(NotAllowed):
        actions.approve(notice_id, by=make.who("legal-aid-approver"))
    assert queries.awaiting_approval(make.who("legal-aid-approver").id) == []


def test_approve_when_the_author_then_refused():
    about = make.official()
    public = actions.draft_public(about, by=make.who("mayor-designee"))
    actions.ask_approval(public, by=make.who("mayor-designee"))

    with pytest.raises(NotAllowed):
        actions.approve(public, by=make.who("mayor-designee"))


def test_approve_when_two_approvers_at_once_then_one_wins_and_the_other_is_told():
    public = make.public_draft()

    actions.approve(public, by=make.who("city-clerk"))

    with pytest.raises(Conflict, match="first"):
        actions.approve(public, by=make.who("clerk-approver"))
    assert actions.approve(public, by=make.who("city-clerk")).was_before


def test_approve_when_not_on_duty_then_refused():
    public = make.public_draft()

    with clock.fixed(make.MORNING + timedelta(days=4000)), pytest.raises(NotAllowed, match="not on duty"):
        actions.approve(public, by=make.who("city-clerk"))


def test_send_back_when_sent_back_then_the_author_can_ask_again():
    public = make.public_draft()

    actions.send_back(public, reason="The ward is missing.", by=make.who("city-clerk"))
    actions.ask_approval(public, by=make.who("mayor-designee"))
    actions.approve(public, by=make.who("city-clerk"))

    assert queries.notice(public).state == "published"
    assert [one.reason for one in queries.approval_asks(public) if one.reason] == ["The ward is missing."]


def test_approve_when_out_then_on_the_page_at_once_and_no_reader_is_written_to():
    public = make.bulletin()

    shown = queries.published("ward:6")

    assert [one.id for one in shown] == [public]
    assert shown[0].is_current
    assert sent.postings_about(f"notice:{public}") == []


def test_by_code_when_unknown_or_unpublished_then_both_answer_alike():
    public = make.public_draft()
    code = queries.notice(public).code

    assert queries.by_code(code) is queries.by_code("ZZZZZZ") is None

    actions.approve(public, by=make.who("city-clerk"))
    found = queries.by_code(f" {code[:3].lower()}-{code[3:].lower()} ")
    assert found is not None
    assert found.id == public


def test_published_when_filtered_by_area_then_what_lies_in_it_or_holds_it():
    public = make.bulletin(make.official(areas=("place:harbor-park",)))
    ward = queries.published()[0].wards[0]
    other = "ward:1" if ward != "ward:1" else "ward:2"

    assert [one.id for one in queries.published(ward)] == [public]
    assert queries.published(other) == []
    assert queries.published(at=clock.now() - timedelta(minutes=1)) == []


def test_relay_when_relayed_then_the_wards_readers_are_posted_to_once():
    public = make.bulletin()

    first, again = relay(public), relay(public)

    posted = sent.postings_about(f"notice:{public}")
    assert (first.was_before, again.was_before, len(posted)) == (False, True, 1)
    assert "ward:6" in posted[0].areas
    assert "ward:7" not in posted[0].areas
    assert posted[0].release_at == clock.now() + timedelta(seconds=60)


@pytest.mark.parametrize("key", ["ward-7-aide", "chief-designee", "hotline-lead"])
def test_relay_when_not_of_the_office_then_refused(key):
    public = make.bulletin()

    with pytest.raises(NotAllowed):
        actions.relay(public, office="ward-6", by=make.who(key))


def test_relay_when_there_is_only_a_council_notice_or_a_draft_then_refused():
    about = make.official()
    draft = make.public_draft(about)

    for one in (about, draft):
        with pytest.raises(WrongState):
            relay(one)


def test_own_words_when_reviewed_later_then_they_follow_and_never_delay():
    public = make.bulletin()
    aide, translator = make.who("ward-6-aide"), make.who("translator-es")
    relay(public)
    words = actions.add_words(
        public, office="ward-6", language="es", text="Nuestra oficina contesta cada llamada.", by=aide
    )
    assert phrases_sent(f"notice:{public}") == ["bulletin"]
    with pytest.raises(NotAllowed):
        actions.review_words(words, by=aide)

    actions.review_words(words, by=translator)
    actions.review_words(words, by=translator)

    assert phrases_sent(f"notice:{public}") == ["bulletin", "own-words"]
    assert queries.own_words(public)[0].posted_at is not None


def test_own_words_when_reviewed_before_the_relay_then_they_follow_it():
    public = make.bulletin()
    words = actions.add_words(
        public,
        office="ward-6",
        language="en",
        text="Our office answers every call.",
        by=make.who("ward-6-aide"),
    )
    actions.review_words(words, by=make.who("city-clerk"))
    assert sent.postings_about(f"notice:{public}") == []

    relay(public)

    assert phrases_sent(f"notice:{public}") == ["bulletin", "own-words"]


@pytest.mark.parametrize("text", ["Be at the square at 5:30 pm.", "They moved to Ward 9."])
def test_own_words_when_they_change_time_or_place_then_refused(text):
    public = make.bulletin()

    with pytest.raises(Refused):
        actions.add_words(public, office="ward-6", language="en", text=text, by=make.who("ward-6-aide"))

    assert queries.own_words(public) == []


def test_own_words_when_screened_then_kept_nowhere():
    public = make.bulletin()

    with pytest.raises(Screened):
        actions.add_words(
            public, office="ward-6", language="en", text="Look for plate KTR 4821, sentinelword",
            by=make.who("ward-6-aide"),
        )  # fmt: skip

    assert not make.found_anywhere("sentinelword")


def test_coverage_when_some_wards_relayed_then_the_others_are_shown_and_the_pool_is_asked_once():
    public = make.bulletin(make.official(areas=("ward:6", "ward:7")))
    relay(public)

    shown = queries.coverage(public)
    with clock.fixed(make.MORNING + timedelta(minutes=9)):
        actions.ask_due()
        assert not CoverageAsk.objects.exists()
    with clock.fixed(make.MORNING + timedelta(minutes=10)):
        actions.ask_due()
        actions.ask_due()

    assert (len(shown.wards), shown.uncovered_wards) == (13, ("ward:7",))
    assert [one.language for one in shown.languages] == ["en", "es", "so", "hmn", "ar"]
    assert shown.uncovered_languages == ()
    assert CoverageAsk.objects.get().wards == "ward:7"
    assert len(sent.postings_about(f"notice:{public}")) == 1


def test_proof_when_relayed_then_told_acknowledged_relayed():
    about = make.official()
    make.send_everything()
    public = make.bulletin(about)
    relay(public)

    shown = queries.proof(about, "ward-6")

    assert (shown.told_at, shown.acknowledged_at) == (clock.now(), None)
    assert [(one.office, one.relayed_at) for one in shown.relays] == [("ward-6", clock.now())]


def test_for_office_when_listed_then_the_notice_with_its_public_version():
    about = make.official()
    public = make.bulletin(about)
    relay(public)

    (line,) = queries.for_office("ward-6")
    (other,) = queries.for_office("ward-9")

    assert line.notice is not None
    assert line.public is not None
    assert (line.notice.id, line.public.id, line.relayed_at, line.lies_in_ward) == (
        about,
        public,
        clock.now(),
        True,
    )
    assert (other.relayed_at, other.lies_in_ward) == (None, False)


def test_public_view_when_shown_then_nothing_leads_to_the_official_notice():
    about = make.official()
    public = queries.by_code(queries.notice(make.bulletin(about)).code)

    assert about not in repr(public)
    assert make.who("mayor-designee").id not in repr(public)


def test_stand_alone_when_a_partner_begins_it_then_refused_for_it_speaks_for_no_office():
    with pytest.raises(NotAllowed):
        actions.begin(how_known=HowKnown.PUBLIC_STATEMENT, by=make.who("hotline-lead"), kind="bulletin")


def test_stand_alone_when_begun_answered_and_approved_then_out():
    by = make.who("mayor-designee")
    begun = actions.begin(how_known=HowKnown.PUBLIC_STATEMENT, by=by, kind="bulletin")
    notice_id = begun.notice_id or ""
    actions.answer(notice_id, by=by, source_at=make.source_at(), link=make.LINK, **make.ONGOING)
    with pytest.raises(NotAllowed):
        actions.publish(notice_id, by=by)

    actions.ask_approval(notice_id, by=by)
    actions.approve(notice_id, by=make.who("city-clerk"))

    assert [one.id for one in queries.published()] == [notice_id]
    assert Notice.objects.get(id=notice_id).about_id is None


def test_exercise_when_it_walks_all_the_way_then_no_reader_is_posted_to():
    by = make.who("chief-designee")
    begun = actions.begin(how_known=HowKnown.SEEN_IN_PUBLIC_BY_STAFF, by=by, exercise=True)
    about = begun.notice_id or ""
    actions.answer(about, by=by, source_at=make.source_at(), **make.ONGOING)
    actions.publish(about, by=by)
    public = make.bulletin(about)
    relay(public)

    assert sent.postings_about(f"notice:{public}") == []
    assert queries.published() == []
    assert all(one.exercise for one in sent.postings_about(f"notice:{about}"))
    assert [one.id for one in queries.published(exercises=True)] == [public]


@pytest.mark.parametrize("code", ["APT6SN", "A649WG", "A3879Q"])
def test_public_version_when_its_code_looks_like_a_dwelling_then_it_leaves_all_the_same(code):
    public = make.public_draft()
    Notice.objects.filter(id=public).update(code=code)

    actions.approve(public, by=make.who("city-clerk"))

    assert Notice.objects.get(id=public).published_at is not None

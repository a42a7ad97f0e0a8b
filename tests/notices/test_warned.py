"""Texts that somebody wrote and that mean what may not be said: kept and shown, and a second person decides with a reason."""

import json

import pytest
from django.db import IntegrityError, transaction

from tests.notices import make
from wardbell.ground.errors import Screened
from wardbell.journal import queries as journal
from wardbell.notices import actions, queries
from wardbell.notices.models import ApprovalAsk, Notice, OwnWords
from wardbell.notices.rules import HowKnown, NoticeAudience, ReasonMissing

pytestmark = pytest.mark.usefixtures("city")
CALL = "Everyone come out and block them."
QUOTED = "It is quoted from the public statement."
AIDE, TRANSLATOR = "ward-6-aide", "translator-es"


def waiting(text: str) -> str:
    """A council notice with free text, before the approver pool."""
    notice_id = make.draft(HowKnown.PUBLIC_STATEMENT, free_text=text)
    actions.ask_approval(notice_id, by=make.who("chief-designee"))
    return notice_id


def words(text: str) -> str:
    return actions.add_words(make.bulletin(), office="ward-6", language="en", text=text, by=make.who(AIDE))


def test_notice_when_its_text_calls_people_then_kept_and_shown_and_not_stopped():
    notice_id = waiting(CALL)

    shown = queries.notice(notice_id)
    assert (shown.state, shown.free_text, shown.warned) == ("in_review", CALL, ("mobilisation",))
    assert [one.kind for one in queries.warnings_of(CALL, audience=shown.audience)] == ["mobilisation"]


@pytest.mark.parametrize("reason", ["", "   "])
def test_approve_when_warned_without_a_reason_then_refused_and_nothing_leaves(reason):
    notice_id = waiting(CALL)

    with pytest.raises(ReasonMissing, match="Say why") as refused:
        actions.approve(notice_id, by=make.who("city-clerk"), reason=reason)
    assert refused.value.findings == queries.warnings_of(CALL, audience=NoticeAudience.COUNCIL)
    assert queries.notice(notice_id).state == "in_review"


def test_approve_when_warned_with_a_reason_then_stored_and_journalled():
    notice_id = waiting(CALL)

    actions.approve(notice_id, by=make.who("city-clerk"), reason=QUOTED)

    row = Notice.objects.get(id=notice_id)
    assert queries.notice(notice_id).approved_because == QUOTED
    entry = next(one for one in journal.about(f"notice:{notice_id}") if one.verb == "notices.approve")
    assert (row.state, row.approved_because) == ("published", QUOTED)
    assert ApprovalAsk.objects.get(notice=row, answer="approved").reason == QUOTED
    facts = json.loads(entry.facts)
    assert (facts["warned"], facts["because"]) == ("mobilisation", QUOTED)


def test_approve_when_the_reason_itself_holds_what_may_not_be_written_then_refused():
    notice_id = waiting(CALL)

    with pytest.raises(Screened):
        actions.approve(notice_id, by=make.who("city-clerk"), reason="Seen with plate KTR 4821.")
    assert not make.found_anywhere("KTR 4821")


@pytest.mark.parametrize("text", ["Please see the statement.", ""])
def test_approve_when_nothing_was_marked_then_no_reason_is_needed_and_none_is_kept(text):
    notice_id = waiting(text)

    actions.approve(notice_id, by=make.who("city-clerk"), reason="not asked for")

    assert Notice.objects.get(id=notice_id).approved_because == ""


def test_public_version_when_made_of_reviewed_phrases_then_never_warned():
    public, water = make.bulletin(), make.civic()

    assert [queries.notice(one).warned for one in (public, water)] == [(), ()]


def test_text_when_changed_then_the_mark_follows_it():
    notice_id = make.draft(HowKnown.PUBLIC_STATEMENT, free_text=CALL)

    actions.answer(notice_id, by=make.who("chief-designee"), free_text="Please see the statement.")

    assert queries.notice(notice_id).warned == ()


def test_own_words_when_they_call_people_then_kept_and_signed_off_only_with_a_reason():
    words_id = words(CALL)
    translator = make.who(TRANSLATOR)
    (shown,) = queries.words_to_review()
    assert (shown.text, shown.warned) == (CALL, ("mobilisation",))
    with pytest.raises(ReasonMissing, match="Say why") as refused:
        actions.review_words(words_id, by=translator)
    assert [one.kind for one in refused.value.findings] == ["mobilisation"]
    assert OwnWords.objects.get(id=words_id).reviewed_at is None

    actions.review_words(words_id, by=translator, reason=QUOTED)

    assert OwnWords.objects.get(id=words_id).reviewed_because == QUOTED


def test_own_words_when_marked_and_signed_off_without_a_reason_then_the_database_refuses():
    words_id = words(CALL)

    with pytest.raises(IntegrityError, match="warned_and_reviewed_because"), transaction.atomic():
        OwnWords.objects.filter(id=words_id).update(
            reviewer_id=make.who(TRANSLATOR).id, reviewed_at=make.source_at()
        )

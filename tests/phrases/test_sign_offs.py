"""Who answers for a text, on which kind of node, and until when."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.conftest import MORNING
from tests.phrases import make
from wardbell.ground import clock, languages
from wardbell.ground.actors import OPERATOR
from wardbell.ground.errors import NotAllowed, Refused, Unreadable, WrongState
from wardbell.journal import queries as journal
from wardbell.people.rules import Role
from wardbell.phrases import actions, queries, texts
from wardbell.phrases.models import SignOff
from wardbell.phrases.queries import render
from wardbell.phrases.rules import GoLiveRole, SignClass

pytestmark = pytest.mark.django_db
ALL = len(texts.keys()) * len(languages.tags())


@pytest.fixture
def live(settings):
    settings.NODE_KIND = "live"


def bulletin(language="en"):
    return render("bulletin", make.slots(), language=language, medium="sms")


def test_load_samples_when_run_twice_then_nothing_new_and_one_journal_row(morning):
    make.city(signed=False)

    assert (actions.load_samples(OPERATOR), actions.load_samples(OPERATOR)) == (ALL, 0)
    assert len(journal.about("phrases:all")) == 1


def test_load_samples_when_a_text_changed_then_only_that_one_again(morning):
    make.city()
    SignOff.objects.filter(key="help", language="so").update(digest="0" * 64)

    assert actions.load_samples(OPERATOR) == 1
    assert SignOff.objects.filter(key="help", language="so", voided_at__isnull=True).count() == 1


def test_void_samples_when_the_node_changes_then_nothing_is_ready(morning):
    make.city()

    assert actions.void_samples(OPERATOR) == ALL
    assert not queries.is_ready("help", "en")


def test_node_kind_when_it_changed_and_nothing_was_voided_yet_then_nothing_is_ready_either(morning, settings):
    make.city()
    settings.NODE_KIND = "rehearsal"

    assert not queries.is_ready("help", "en")
    assert actions.load_samples(OPERATOR) == ALL
    assert queries.is_ready("help", "en")


def test_live_when_only_samples_then_refused_and_says_what_is_lacking(morning, settings):
    make.city()
    settings.NODE_KIND = "live"

    with pytest.raises(
        Refused, match=r"'bulletin' has no English sign-off; it needs one of class: counsel\."
    ):
        bulletin()
    with pytest.raises(
        Refused, match=r"'official' has no English sign-off; it needs one of class: counsel, native\."
    ):
        render("official", make.slots(), language="en", medium="sms", audience="council")


def test_live_when_counsel_signed_then_it_leaves_without_a_mark(morning, live):
    make.city(signed=False)
    actions.sign_off("bulletin", "en", sign_class=SignClass.COUNSEL, by=make.reader(Role.COUNSEL))
    actions.sign_off("bulletin", "es", sign_class=SignClass.NATIVE, by=make.reader(Role.TRANSLATOR))

    english, spanish, somali = bulletin(), bulletin("es"), bulletin("so")

    assert english.body.startswith("City notice 2026-114")
    assert spanish.body.startswith("Aviso municipal 2026-114")
    assert (somali.body, somali.is_fallback) == (english.body, True)  # whom to call is not signed off either


def test_live_when_a_native_speaker_signed_legal_english_then_still_refused(morning, live):
    make.city(signed=False)
    actions.sign_off("bulletin", "en", sign_class=SignClass.NATIVE, by=make.reader(Role.TRANSLATOR))

    with pytest.raises(Refused):
        bulletin()


def test_live_when_sample_then_no_sign_off_at_all(morning, live):
    make.city(signed=False)

    with pytest.raises(WrongState, match="takes no sample texts"):
        actions.load_samples(OPERATOR)
    with pytest.raises(WrongState, match="takes no sample texts"):
        actions.sign_off("help", "en", sign_class=SignClass.SAMPLE, by=OPERATOR)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignOff.objects.create(
            key="help", language="en", digest="d", sign_class="sample", signed_by="x", signed_at=MORNING,
            node_kind="live",
        )  # fmt: skip


def test_expired_when_a_page_line_then_call_this_number_and_never_silence(morning, live):
    make.city(signed=False)
    for key in ("rights", "bulletin", "expired"):
        ends = None if key == "expired" else MORNING + timedelta(days=30)
        actions.sign_off(
            key, "en", sign_class=SignClass.COUNSEL, by=make.reader(Role.COUNSEL), expires_at=ends
        )

    with clock.fixed(MORNING + timedelta(days=30)):
        text = render("rights", {}, language="es", medium="page-warrant")
        with pytest.raises(Refused, match="has run out"):
            bulletin()

    assert (text.body, text.is_fallback) == ("Please call 612-555-0102 about this.", True)


def test_sign_off_when_signed_again_then_the_earlier_one_is_void_and_both_are_journalled(morning):
    make.city(signed=False)
    first = actions.sign_off("help", "en", sign_class=SignClass.NATIVE, by=make.reader(Role.TRANSLATOR))
    second = actions.sign_off("help", "en", sign_class=SignClass.NATIVE, by=make.reader(Role.TRANSLATOR))

    assert [str(one.id) for one in SignOff.objects.filter(voided_at__isnull=True)] == [second]
    assert SignOff.objects.get(id=first).voided_by == "translator (made up)"
    assert [row.verb for row in journal.about("phrase:help")] == ["phrases.sign_off"] * 2


@pytest.mark.parametrize(
    ("key", "language", "says"),
    [("party", "en", "no text 'party'"), ("help", "vi", "not written in every medium")],
)
def test_sign_off_when_there_is_no_such_text_then_says_so(morning, key, language, says):
    with pytest.raises(Unreadable, match=says):
        actions.sign_off(key, language, sign_class=SignClass.NATIVE, by=make.reader(Role.TRANSLATOR))


def test_sign_off_when_already_run_out_then_refused(morning):
    with pytest.raises(WrongState, match="already have run out"):
        actions.sign_off(
            "help", "en", sign_class=SignClass.NATIVE, by=make.reader(Role.TRANSLATOR), expires_at=MORNING
        )


def test_sign_off_when_the_role_does_not_read_such_texts_then_refused(morning):
    make.city(signed=False)

    for sign_class, role in ((SignClass.COUNSEL, Role.TRANSLATOR), (SignClass.NATIVE, Role.COUNSEL)):
        with pytest.raises(NotAllowed, match="It is for"):
            actions.sign_off("help", "en", sign_class=sign_class, by=make.reader(role))
    with pytest.raises(NotAllowed):
        actions.sign_off("help", "en", sign_class=SignClass.NATIVE, by=OPERATOR)
    assert SignOff.objects.count() == 0


def test_go_live_when_one_word_is_missing_then_named_and_with_both_it_may_speak(morning, live):
    make.city(signed=False)

    actions.let_speak(GoLiveRole.COUNSEL, by=make.reader(Role.COUNSEL))
    with pytest.raises(Refused, match="sign-offs are missing: clerk"):
        queries.check_gone_live()
    with pytest.raises(NotAllowed, match="Only the clerk"):
        actions.let_speak(GoLiveRole.CLERK, by=make.reader(Role.COUNSEL))
    actions.let_speak(GoLiveRole.CLERK, by=make.reader(Role.DUTY_CLERK))

    queries.check_gone_live()
    assert not actions.let_speak(GoLiveRole.CLERK, by=make.reader(Role.DUTY_CLERK))


def test_go_live_when_the_node_was_a_demo_then_it_is_asked_anew(morning, settings):
    make.city(signed=False)
    actions.let_speak(GoLiveRole.COUNSEL, by=make.reader(Role.COUNSEL))
    actions.let_speak(GoLiveRole.CLERK, by=make.reader(Role.DUTY_CLERK))

    settings.NODE_KIND = "live"

    with pytest.raises(Refused, match="missing: counsel, clerk"):
        queries.check_gone_live()

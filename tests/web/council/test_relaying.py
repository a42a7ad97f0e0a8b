"""Telling the ward, and an office's own words."""

import pytest
from django.urls import reverse

from tests.notices import make
from tests.web import doors
from wardbell.dispatch import queries as letters
from wardbell.notices import actions
from wardbell.notices.models import OwnWords, Relay
from wardbell.notices.rules import WithdrawReason

pytestmark = pytest.mark.usefixtures("larkwater")
SENTINEL = "purple-heron-0451"
OURS = {"office": "ward-6", "language": "en"}


@pytest.fixture
def bulletin(larkwater: None) -> str:
    return make.bulletin()


@pytest.fixture
def aide(larkwater: None):
    return doors.enter("ward-6-aide")


def relay_of(bulletin: str) -> str:
    return reverse("council:relay", args=[bulletin])


def words_of(bulletin: str) -> str:
    return reverse("council:words", args=[bulletin])


def postings(bulletin: str) -> list[str]:
    return [one.phrase for one in letters.postings_about(f"notice:{bulletin}")]


def test_relay_when_pressed_twice_then_one_posting_and_one_row(aide, bulletin):
    first = aide.post(relay_of(bulletin), {"office": "ward-6"})
    before = doors.stored()
    second = aide.post(relay_of(bulletin), {"office": "ward-6"})

    assert [first.status_code, second.status_code] == [302, 302]
    assert (Relay.objects.get().office_id, len(postings(bulletin))) == ("ward-6", 1)
    assert (doors.stored(), doors.done().count("notices.relay")) == (before, 1)


@pytest.mark.parametrize("office", ["ward-3", "mayor", "ward-6\x00", "' or 1=1"])
def test_relay_when_for_another_office_then_not_there_and_nothing_leaves(aide, bulletin, office):
    response = aide.post(relay_of(bulletin), {"office": office})

    assert (response.status_code, Relay.objects.count(), postings(bulletin)) == (404, 0, [])


def test_relay_when_withdrawn_meanwhile_then_said_so_and_nothing_leaves(aide, bulletin):
    actions.withdraw(bulletin, reason=WithdrawReason.NOT_SO, by=make.who("mayor-designee"))

    response = aide.post(relay_of(bulletin), {"office": "ward-6"})

    assert (response.status_code, Relay.objects.count()) == (409, 0)
    assert "does not stand any more" in doors.shown(response)


def test_relay_when_there_is_no_public_version_yet_then_not_there(aide):
    waiting = make.public_draft()

    assert [aide.post(relay_of(one)).status_code for one in (waiting, make.official())] == [404, 404]


def test_relay_when_only_looked_at_then_not_taken(aide, bulletin):
    assert (aide.get(relay_of(bulletin)).status_code, Relay.objects.count()) == (405, 0)


def test_words_when_handed_in_then_kept_and_not_sent_before_a_second_person_read_them(aide, bulletin):
    response = aide.post(words_of(bulletin), OURS | {"text": "Our door is open. Ask us."})

    assert response.status_code == 302
    assert (OwnWords.objects.get().text, OwnWords.objects.get().reviewed_at) == (
        "Our door is open. Ask us.",
        None,
    )
    assert (postings(bulletin), doors.done()[-1]) == ([], "notices.add_words")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"{SENTINEL}: call me at 612-555-0143", "What was found"),
        (f"{SENTINEL}: white van, plate ABC 1234", "What was found"),
        (f"{SENTINEL} at 7:15", "another time"),
        (f"{SENTINEL} in Ward 3", "another place"),
        (f"{SENTINEL} is over", "how it stands"),
        (f"{SENTINEL} " + "x" * 300, "at most 300 characters"),
        ("", "This field is required."),
        (f"{SENTINEL}\x00", "Null characters are not allowed."),
        (f"{SENTINEL} \u202eesrever", "nobody sees (U+202E)"),
        (f"{SENTINEL} zero\u200bwidth", "nobody sees (U+200B)"),
        (f"{SENTINEL} \u2066apart", "nobody sees (U+2066)"),
        (f"{SENTINEL} \ufffd", "nobody sees (U+FFFD)"),
    ],
)
def test_words_when_refused_then_in_the_page_with_the_reason_and_nowhere_else(aide, bulletin, text, why):
    before = doors.stored()

    response = aide.post(words_of(bulletin), OURS | {"text": text})

    assert response.status_code == 422
    assert why in doors.shown(response)
    assert (SENTINEL in doors.shown(response)) is bool(text), "what was typed is still there"
    assert doors.stored() == before
    assert not doors.is_kept(SENTINEL)


@pytest.mark.parametrize("text", ["نحن هنا\u200f. اسألونا", "می\u200cخواهیم", "👩\u200d👧 welcome"])
def test_words_when_their_script_needs_joiners_and_marks_then_kept(aide, bulletin, text):
    response = aide.post(words_of(bulletin), OURS | {"language": "ar", "text": text})

    assert (response.status_code, OwnWords.objects.get().text) == (302, text)


def test_words_when_the_language_is_none_of_the_citys_then_refused(aide, bulletin):
    response = aide.post(words_of(bulletin), OURS | {"language": "tlh", "text": "Qapla"})

    assert (response.status_code, OwnWords.objects.count()) == (422, 0)


def test_words_when_another_office_looks_then_seen_only_once_they_are_signed_off(aide, bulletin):
    address = reverse("council:public_version", args=[bulletin])
    aide.post(words_of(bulletin), OURS | {"text": SENTINEL})
    other = doors.enter("ward-3-aide")

    before = [SENTINEL in doors.shown(client.get(address)) for client in (aide, other)]
    actions.review_words(str(OwnWords.objects.get().id), by=make.who("clerk-approver"))
    after = [SENTINEL in doors.shown(client.get(address)) for client in (aide, other)]

    assert (before, after) == ([True, False], [True, True])

"""A notice says whose word it is, in every medium: the city's, or an organization's of the community by its name."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.notices import make as city
from tests.reports import make
from tests.subscribers import make as readers
from tests.web import doors
from wardbell.channels import memory
from wardbell.ground import clock
from wardbell.notices import actions as said
from wardbell.notices import queries as notices
from wardbell.notices.queries import NoticeView
from wardbell.notices.rules import Speaker
from wardbell.people import queries as people
from wardbell.people.rules import Role
from wardbell.reports import actions
from wardbell.reports.models import Basis
from wardbell.reports.rules import Level

pytestmark = pytest.mark.usefixtures("larkwater")
OPENS = {
    "en": "Community notice", "es": "Aviso comunitario", "so": "Ogeysiis bulsho", "hmn": "Zej zog ntawv ceeb toom",
    "ar": "إشعار المجتمع",
}  # fmt: skip
CITY = {
    "en": "City notice", "es": "Aviso municipal", "so": "Ogeysiis magaalo", "hmn": "Nroog ntawv ceeb toom",
    "ar": "إشعار البلدية",
}  # fmt: skip
LANGUAGES = tuple(OPENS)


@pytest.fixture
def told(larkwater: None) -> NoticeView:
    """A bulletin of the hotline, sent to one reader in each language by text and one by mail."""
    readers.readers(5, languages=LANGUAGES, before_eight=True)
    for tag in LANGUAGES:
        readers.reader(f"reader-{tag}@mail.example", medium="mail", language=tag, before_eight=True)
    lead = make.volunteer(Role.SHIFT_LEAD)
    incident = make.incident(Level.CONFIRMED_COMMUNITY, lead=lead)
    actions.propose(str(incident.id), by=lead)
    notice_id = str(Basis.objects.get(incident=incident).notice_id)
    said.approve(notice_id, by=city.who("legal-aid-approver"))
    with clock.fixed(clock.now() + timedelta(minutes=2)):
        city.send_everything()
        city.release()
    return notices.notice(notice_id)


def _name(notice: NoticeView) -> str:
    return people.name_in(notice.organization, "en")


@pytest.mark.parametrize("tag", LANGUAGES)
def test_text_message_when_the_community_speaks_then_it_opens_so_and_names_nobody_on_the_lock_screen(
    told, tag
):
    sent = [one.body for one in memory.outbox() if not one.subject and told.code in one.body]

    [text] = [one for one in sent if OPENS[tag] in one[:40]]

    assert _name(told) not in text
    assert CITY[tag] not in text


@pytest.mark.parametrize("tag", LANGUAGES)
def test_mail_when_the_community_speaks_then_subject_and_first_line_say_so_and_the_body_names_it(told, tag):
    sent = [one for one in memory.outbox() if one.subject and told.code in one.body]

    [mail] = [one for one in sent if OPENS[tag] in one.subject]

    first = mail.body.split("\n", 1)[0].replace("\u200e", "")
    assert (OPENS[tag] in first, _name(told) in first, _name(told) in mail.subject) == (True, True, False)
    assert CITY[tag] not in mail.body


@pytest.mark.parametrize("tag", LANGUAGES)
def test_page_and_print_when_the_community_speaks_then_mark_and_source_name_it(told, tag):
    page = Client(HTTP_ACCEPT_LANGUAGE=tag).get(reverse("public:bulletin", args=[told.code]))

    mark = doors.shown(page).split('<p class="mark">', 1)[1].split("</p>", 1)[0]
    assert OPENS[tag] in mark
    assert _name(told) in mark
    assert CITY[tag] not in mark
    assert doors.shown(page).count(_name(told)) >= 2


@pytest.mark.parametrize("tag", LANGUAGES)
def test_feed_when_the_community_speaks_then_the_entry_opens_so_and_its_author_is_the_organization(told, tag):
    feed = Client(HTTP_ACCEPT_LANGUAGE=tag).get(reverse("public:feed")).content.decode()

    entry = feed.split("<entry>", 1)[1]
    assert f"<name>{_name(told)}</name>" in entry
    assert OPENS[tag] in entry


def test_check_when_the_community_spoke_then_so_said(told):
    page = doors.shown(Client().get(reverse("public:check"), {"code": told.code}))

    assert f"is community notice {told.number}" in page


def test_api_when_the_community_speaks_then_speaker_and_text_say_so(told):
    answer = Client().get(f"/api/v1/public/notices/{told.code}").json()

    assert (answer["speaker"], "Community notice" in answer["text"]) == ("community", True)


def test_taken_back_when_the_community_spoke_then_that_is_its_word_too(told):
    withdrawal = said.end(told.id, by=make.volunteer(Role.SHIFT_LEAD)).withdrawal_id

    text = notices.text(withdrawal, language="en", medium="mail")

    assert (notices.notice(withdrawal).speaker, "Community notice" in text.subject) == (
        Speaker.COMMUNITY,
        True,
    )
    assert text.body.startswith(f"SAMPLE. Community notice {told.number} is withdrawn.")


def test_home_when_both_speak_here_then_its_heading_says_both(told, settings):
    both = doors.shown(Client().get(reverse("public:home")))
    settings.NODE_ROLES = frozenset({"city"})

    city_alone = doors.shown(Client().get(reverse("public:home")))

    assert ("City and community notices" in both, "City and community notices" in city_alone) == (True, False)


def test_city_when_it_speaks_then_its_opening_is_as_before(larkwater):
    notice_id = city.bulletin()

    opened = {tag: notices.text(notice_id, language=tag, medium="mail").subject for tag in LANGUAGES}

    assert {tag: CITY[tag] in text for tag, text in opened.items()} == dict.fromkeys(LANGUAGES, True)

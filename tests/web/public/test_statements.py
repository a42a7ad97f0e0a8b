"""What the privacy notice and the accessibility statement say, and that they stay true and dated."""

import hashlib
from datetime import date

import pytest
from django.test import Client

from tests.house import plan
from wardbell.config.commands import _marked
from wardbell.ground.actors import OPERATOR
from wardbell.phrases import actions as phrases
from wardbell.places import actions as places
from wardbell.web.public import reading

pytestmark = pytest.mark.django_db
TEMPLATES = plan.SOURCE / "web" / "templates" / "public"
#: the day since which the words hold, and a mark of the words; change both together
DATED = {
    "privacy.html": (reading.PRIVACY_SINCE, date(2026, 11, 22), "d59767a6d384"),
    "accessibility.html": (reading.ACCESSIBILITY_SINCE, date(2026, 11, 22), "b0fc1f5d9a75"),
}


@pytest.fixture(autouse=True)
def _city():
    places.found_without_maps("demo", OPERATOR)
    phrases.load_samples(OPERATOR)


def _page(path: str) -> str:
    return Client(headers={"accept-language": "en"}).get(path).content.decode()


@pytest.mark.parametrize("name", sorted(DATED))
def test_changed_words_get_a_new_day(name):
    words = [one.text for one in _marked.of_template((TEMPLATES / name).read_text(encoding="utf-8"))]
    told, day, mark = DATED[name]

    assert told == day
    assert hashlib.sha256("\n".join(words).encode()).hexdigest()[:12] == mark, (
        "give the page a new day, then this mark"
    )


def test_privacy_notice_names_who_carries_and_no_secret(settings):
    settings.SMS_URL = "twilio://account:secret-token@api.example?from=+16125550100"
    settings.MAIL_URL = "smtp://user:secret-token@mail.relay.example:587"

    page = _page("/privacy/")

    assert "sees your number and the text: Twilio Inc." in page
    assert "sees your address and the text: mail.relay.example." in page
    assert "secret-token" not in page


def test_privacy_notice_when_nothing_is_sent_then_says_so(settings):
    settings.SMS_URL = settings.MAIL_URL = "console://"

    assert _page("/privacy/").count("nobody; this machine shows messages and sends none") == 2


@pytest.mark.parametrize(
    ("roles", "says"),
    [
        ({"community"}, "A day after you stop, your address is erased"),
        ({"city"}, "when its adopted schedule allows it"),
    ],
)
def test_privacy_notice_promises_only_the_erasure_that_happens(settings, roles, says):
    settings.NODE_ROLES = frozenset(roles)

    assert says in _page("/privacy/")


def test_accessibility_statement_gives_a_telephone_and_a_mailbox():
    page = _page("/accessibility/")

    assert 'href="tel:+16125550101"' in page
    assert 'href="mailto:notices@cityhall.larkwater.example"' in page


def test_both_stand_in_every_foot():
    page = _page("/check/")

    assert ('href="/privacy/"' in page, 'href="/accessibility/"' in page) == (True, True)

"""What the privacy notice and the accessibility statement say, and that they stay true and dated."""

import hashlib
from datetime import date, timedelta

import pytest
from django.test import Client

from tests.house import plan
from wardbell.config.commands import _marked
from wardbell.ground.actors import OPERATOR
from wardbell.phrases import actions as phrases
from wardbell.places import actions as places
from wardbell.reports import rules
from wardbell.web.public import reading

pytestmark = pytest.mark.django_db
TEMPLATES = plan.SOURCE / "web" / "templates" / "public"
#: the day since which the words hold, and a mark of the words; change both together
DATED = {
    "privacy.html": (reading.PRIVACY_SINCE, date(2026, 11, 23), "83f13168e6fa"),
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


@pytest.mark.parametrize("tag", ["en", "es", "so", "hmn", "ar"])
def test_privacy_notice_tells_who_reports_how_long_it_is_kept_as_the_desk_forgets_it(
    tag, settings, monkeypatch
):
    settings.NODE_ROLES = frozenset({"community"})
    monkeypatch.setattr(rules, "UNVERIFIED_KEPT", timedelta(hours=41))
    monkeypatch.setattr(rules, "VERIFIED_KEPT", timedelta(days=43))
    monkeypatch.setattr(rules, "CONTACT_KEPT", timedelta(hours=47))
    monkeypatch.setattr(rules, "CONTACT_AT_MOST", timedelta(days=53))
    monkeypatch.setattr(rules, "THREAT_KEPT", timedelta(days=59))

    page = _page(f"/privacy/?lang={tag}").split('id="reports"', 1)[1]

    assert [n for n in ("41", "43", "47", "53", "59") if n not in page] == []


def test_privacy_notice_says_that_no_name_is_asked_who_sees_it_and_that_a_court_can_order_it(settings):
    settings.NODE_ROLES = frozenset({"city", "community"})

    page = _page("/privacy/")

    for said in ("Nobody asks for your name", "No office, member or employee of the city sees a report", "A court can order",
                 "deleted after 72 hours", "deleted 24 hours after it is over, and after 7 days at most", "A picture is deleted"):  # fmt: skip
        assert said in page


def test_privacy_notice_when_the_node_is_the_citys_alone_then_it_says_that_no_report_is_kept(settings):
    settings.NODE_ROLES = frozenset({"city"})

    page = _page("/privacy/")

    assert ("The city takes no reports" in page, "Nobody asks for your name" in page) == (True, False)

"""Who may hold a public message, which one, and what is seen of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.notices import make
from wardbell.dispatch import queries as sent
from wardbell.ground import clock
from wardbell.ground.errors import NotAllowed, Screened, WrongState
from wardbell.journal import queries as journal
from wardbell.notices import actions, queries
from wardbell.notices.rules import WithdrawReason

pytestmark = pytest.mark.usefixtures("city")
WHY = "Rescuers are inside and would be endangered."


def held(public_id: str, *, key: str = "emergency-director", minutes: int = 30) -> str:
    actions.hold(public_id, minutes=minutes, reason=WHY, by=make.who(key))
    return queries.notice(public_id).subject


def test_hold_when_a_safety_officer_then_it_stands_and_the_journal_knows():
    subject = held(make.bulletin())

    assert sent.hold(subject).stands
    assert "notices.hold" in [one.verb for one in journal.about(subject)]
    assert WHY not in str([one.facts for one in journal.about(subject)])


@pytest.mark.parametrize("key", ["city-clerk", "chief-designee", "mayor", "ward-6-aide", "administrator"])
def test_hold_when_anybody_else_then_refused(key):
    public_id = make.bulletin()

    with pytest.raises(NotAllowed):
        held(public_id, key=key)


def test_hold_when_it_goes_to_the_council_then_refused():
    with pytest.raises(NotAllowed, match="council"):
        held(make.official())


def test_hold_when_a_withdrawal_or_a_correction_then_refused():
    public_id = make.bulletin()
    withdrawal = actions.withdraw(public_id, reason=WithdrawReason.NOT_SO, by=make.who("mayor-designee"))

    with pytest.raises(NotAllowed, match="Corrections"):
        held(withdrawal.withdrawal_id)
    with pytest.raises(WrongState):
        held(public_id)


def test_hold_when_the_reason_holds_what_may_not_be_written_then_nothing_is_kept():
    public_id = make.bulletin()

    with pytest.raises(Screened):
        actions.hold(
            public_id,
            minutes=10,
            reason="Officer with badge 4471 is inside",
            by=make.who("emergency-director"),
        )

    assert not make.found_anywhere("badge 4471")


def test_renew_when_another_then_it_stands_longer_and_whoever_renews_may_end_it(morning):
    public_id = make.bulletin()
    subject = held(public_id)
    with clock.fixed(morning + timedelta(minutes=20)):
        with pytest.raises(NotAllowed):
            actions.renew_hold(public_id, minutes=30, reason=WHY, by=make.who("emergency-director"))
        actions.renew_hold(public_id, minutes=30, reason=WHY, by=make.who("city-clerk"))
    with clock.fixed(morning + timedelta(minutes=49)):
        stood = sent.hold(subject).stands
        actions.release_hold(public_id, by=make.who("chief-designee"))

        assert (stood, sent.hold(subject).stands) == (True, False)


def test_pages_when_held_then_shown_on_the_clock_and_counted_for_everybody(client):
    about = make.official()
    public_id = make.bulletin(about)
    enter(client, "emergency-director")

    answer = client.post(
        reverse("official:hold", args=[public_id]), {"action": "place", "minutes": "20", "reason": WHY}
    )
    clock_page = client.get(reverse("official:follow_up", args=[about])).content.decode()
    public_page = Client().get(reverse("public:about")).content.decode()

    assert answer.headers["Location"] == reverse("official:follow_up", args=[about])
    assert "Held for life safety until" in clock_page
    assert WHY in clock_page
    assert "In 2026, 1 message was held" in public_page
    assert WHY not in public_page


def test_page_when_the_reason_is_missing_then_says_so_and_holds_nothing(client):
    public_id = make.bulletin()
    enter(client, "emergency-director")

    answer = client.post(reverse("official:hold", args=[public_id]), {"action": "place", "minutes": "20"})

    assert answer.status_code == 422
    assert sent.hold(queries.notice(public_id).subject) is None


def test_page_when_the_first_person_renews_then_told_why_not(client):
    public_id = make.bulletin()
    held(public_id)
    enter(client, "emergency-director")

    answer = client.post(
        reverse("official:hold", args=[public_id]), {"action": "renew", "minutes": "20", "reason": WHY}
    )

    assert answer.status_code == 403
    assert "only a second person can renew it" in answer.content.decode()


def enter(client: Client, key: str) -> None:
    client.post(reverse("demo_enter"), {"account": make.who(key).id})

"""Locked accounts are turned away, administrators unlock them, and roles are confirmed on a page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.people import make
from tests.web.account.door import PASSWORD, sign_in, with_app
from wardbell.ground.actors import CLOCKWORK
from wardbell.people import actions, queries
from wardbell.people.rules import Role

pytestmark = pytest.mark.django_db


def test_sign_in_when_locked_then_turned_away_before_the_second_step(client):
    aide = make.holder(Role.AIDE, "ward-6", password=PASSWORD)
    with_app(aide)
    actions.lock(str(aide.id), by=CLOCKWORK)

    response = sign_in(client, aide)

    assert response.headers["Location"] == reverse("account_inactive")
    assert "locked" in client.get(reverse("account_inactive")).content.decode()
    assert client.get("/inbox/").status_code == 302


def test_session_when_locked_meanwhile_then_over_at_the_next_page(client):
    aide = make.holder(Role.AIDE, "ward-6", password=PASSWORD)
    sign_in(client, aide, secret=with_app(aide))
    before = client.get("/inbox/").status_code

    actions.lock(str(aide.id), by=CLOCKWORK)
    after = client.get("/inbox/")

    assert before == 200
    assert after.headers["Location"].startswith(reverse("account_login"))


def test_session_when_the_last_role_ends_or_the_account_is_closed_then_over(administrator):
    for ends in ("role", "account"):
        aide, browser = make.holder(Role.AIDE, "ward-6", password=PASSWORD), Client()
        sign_in(browser, aide, secret=with_app(aide))
        assert browser.get("/inbox/").status_code == 200
        if ends == "role":
            actions.end_role(str(aide.id), role=Role.AIDE, office="ward-6", by=make.actor(administrator))
        else:
            actions.deactivate(str(aide.id), by=make.actor(administrator))

        assert browser.get("/inbox/").headers["Location"].startswith(reverse("account_login"))


def test_demo_when_somebody_locked_is_entered_as_then_turned_away(client):
    aide = make.holder(Role.AIDE, "ward-6")
    actions.lock(str(aide.id), by=CLOCKWORK)

    client.post(reverse("demo_enter"), {"account": str(aide.id)})

    assert client.get("/inbox/").headers["Location"] == reverse("account_inactive")


def test_unlock_when_the_administrator_presses_then_open_again(client, administrator):
    aide = make.holder(Role.AIDE, "ward-6")
    actions.lock(str(aide.id), by=CLOCKWORK)

    page = client.get(reverse("people_one", args=[aide.id])).content.decode()
    people_page = client.get(reverse("people_list")).content.decode()
    client.post(reverse("people_unlock", args=[aide.id]))

    assert "This account is locked" in page
    assert "Nobody of Office ward-6 can act" in people_page
    assert not queries.is_locked(str(aide.id))


def test_reviews_when_a_member_looks_then_only_their_office_and_confirms(client, morning):
    member, aide = make.holder(Role.MEMBER, "ward-6"), make.holder(Role.AIDE, "ward-6")
    stranger = make.holder(Role.AIDE, "ward-7")
    client.post(reverse("demo_enter"), {"account": str(member.id)})
    line = next(one for one in queries.to_confirm(morning) if one.account_id == str(aide.id))

    page = client.get(reverse("people_reviews")).content.decode()
    client.post(reverse("people_reviews"), {"membership": line.membership_id})

    assert (aide.name in page, stranger.name in page) == (True, False)
    after = next(one for one in queries.to_confirm(morning) if one.account_id == str(aide.id))
    assert after.confirmed_by == member.name


def test_give_role_when_a_last_day_is_named_then_until_the_midnight_after_it(client, administrator, morning):
    aide = make.account()
    make.office("ward-6")

    client.post(
        reverse("people_give_role", args=[aide.id]),
        {"role": "aide", "place": "office:ward-6", "until": "2099-12-01"},
    )

    [grant] = queries.listed(str(aide.id)).person.grants
    assert grant.until.isoformat() == "2099-12-02T06:00:00+00:00"
    assert queries.roles_of(str(aide.id), grant.until - timedelta(seconds=1)) == {Role.AIDE}

"""Invitations, the administrator's pages, and who is on call."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.people import make
from tests.web.account.door import PASSWORD, sign_in, with_app
from wardbell.people import actions, queries
from wardbell.people.rules import Role

pytestmark = pytest.mark.django_db


def test_invitation_when_made_and_accepted_then_led_to_the_second_factor(client, administrator):
    make.office("ward-6")

    page = client.post(
        reverse("people_invite"),
        {
            "name": "An Aide",
            "email": "aide@city.example",
            "phone": "",
            "role": "aide",
            "place": "office:ward-6",
        },
    )
    link = page.context["link"]
    client.logout()
    address = "/" + link.split("/", 3)[3]
    shown = client.get(address).content.decode()
    response = client.post(address, {"password": PASSWORD})

    assert link.startswith("http://localhost")
    assert "An Aide" in shown
    assert response.headers["Location"] == reverse("account_second_factor")
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200
    assert client.get(address).status_code == 410


def test_invitation_when_the_password_is_weak_then_told_and_open(client, administrator):
    make.office("ward-6")
    token = actions.invite(
        email="x@city.example", name="X", role=Role.AIDE, office="ward-6", by=make.actor(administrator)
    )

    response = client.post(reverse("invitation", args=[token]), {"password": "short"})

    assert "too short" in response.content.decode()
    assert queries.invitation(token).name == "X"


def test_invite_when_the_mailbox_is_taken_then_told_on_the_page(client, administrator):
    make.office("ward-6")

    response = client.post(
        reverse("people_invite"),
        {"name": "X", "email": administrator.email, "role": "aide", "place": "office:ward-6"},
    )

    assert "There is an account with this email address" in response.content.decode()


def test_reset_when_asked_then_a_link_is_shown_once_and_the_old_ways_are_shut(client, administrator):
    owner = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)
    secret = with_app(owner)
    owners_client = Client()
    sign_in(owners_client, owner, secret=secret)
    assert owners_client.get("/say/").status_code == 200

    page = client.post(reverse("people_reset", args=[owner.id]))

    assert owners_client.get("/say/").status_code == 302
    assert "do not belong together" in sign_in(owners_client, owner).content.decode()
    address = "/" + page.context["link"].split("/", 3)[3]
    assert "lost device is shut out" in owners_client.get(address).content.decode()
    response = owners_client.post(address, {"password": "a new long sentence"})
    assert response.headers["Location"] == reverse("account_second_factor")


def test_people_when_an_administrator_looks_then_everybody_and_one(client, administrator):
    someone = make.holder(Role.AIDE, "ward-6")

    everybody, one = client.get(reverse("people_list")), client.get(reverse("people_one", args=[someone.id]))

    assert someone.name in everybody.content.decode()
    assert someone.email in one.content.decode()


def test_people_when_roles_change_and_the_account_closes_then_done(client, administrator):
    someone = make.holder(Role.AIDE, "ward-6")
    role = {"role": "deputy", "place": "office:ward-6"}

    client.post(reverse("people_give_role", args=[someone.id]), role)
    given = queries.person(str(someone.id)).roles
    client.post(reverse("people_end_role", args=[someone.id]), role)
    ended = queries.person(str(someone.id)).roles
    client.post(reverse("people_deactivate", args=[someone.id]))

    assert (given, ended) == ({Role.AIDE, Role.DEPUTY}, {Role.AIDE})
    assert not queries.listed(str(someone.id)).is_active


def test_people_when_no_administrator_then_403(client):
    partner = make.holder(Role.PARTNER, "clerk", password=PASSWORD)
    sign_in(client, partner)

    for page in ("people_list", "people_invite"):
        assert client.get(reverse(page)).status_code == 403
    for page in ("people_reset", "people_deactivate", "people_give_role", "people_end_role"):
        assert client.post(reverse(page, args=[partner.id])).status_code == 403


# --- duty


def test_duty_when_a_deputy_sets_it_then_shown_and_in_force(client, morning):
    aide, deputy = make.holder(Role.AIDE, "ward-6"), make.holder(Role.DEPUTY, "ward-6", password=PASSWORD)
    sign_in(client, deputy, secret=with_app(deputy))

    response = client.post(
        reverse("duty", args=["ward-6"]),
        {"account": str(aide.id), "starts_at": "2026-11-23T05:00", "ends_at": "2026-11-24T08:00"},
    )

    assert response.headers["Location"] == reverse("duty", args=["ward-6"])
    assert [(one.account_id, one.starts_at) for one in queries.duties("ward-6", morning)] == [
        (str(aide.id), morning)
    ]
    assert aide.name in client.get(reverse("duty", args=["ward-6"])).content.decode()


def test_duty_when_an_aide_looks_then_sees_and_may_not_set(client, morning):
    aide = make.holder(Role.AIDE, "ward-6", password=PASSWORD)
    sign_in(client, aide, secret=with_app(aide))

    page = client.get(reverse("duty", args=["ward-6"]))
    response = client.post(
        reverse("duty", args=["ward-6"]),
        {"account": str(aide.id), "starts_at": "2026-11-23T05:00", "ends_at": "2026-11-24T08:00"},
    )

    assert (page.status_code, "Put somebody on call" in page.content.decode()) == (200, False)
    assert (response.status_code, "Your role does not allow this" in response.content.decode()) == (403, True)
    assert queries.duties("ward-6", morning) == []


def test_duty_when_another_office_looks_then_403_and_an_unknown_office_400(client):
    aide = make.holder(Role.AIDE, "ward-6", password=PASSWORD)
    make.office("ward-7")
    sign_in(client, aide, secret=with_app(aide))

    assert client.get(reverse("duty", args=["ward-7"])).status_code == 403
    assert client.get(reverse("duty", args=["ward-99"])).status_code == 400

"""In by password and code: who gets in, and what the second factor stands before."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.sessions.models import Session
from django.urls import reverse

from tests.people import make
from tests.web.account.door import PASSWORD, code_of, hidden, sign_in, with_app
from wardbell.journal.models import Entry
from wardbell.people import actions
from wardbell.people.rules import Role

pytestmark = pytest.mark.django_db


def test_sign_in_when_password_and_code_are_right_then_in(client):
    designee = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)
    secret = with_app(designee)

    first = client.post(reverse("account_login"), {"login": designee.email, "password": PASSWORD})
    before = client.get("/say/")
    second = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert first.headers["Location"] == reverse("mfa_authenticate")
    assert before.status_code == 302
    assert second.headers["Location"] == reverse("account_home")
    assert client.get("/say/").content.decode() == f"{designee.name}|{designee.email}|GET|"


def test_sign_in_when_the_mailbox_is_written_in_capitals_then_in(client):
    partner = make.holder(Role.MEMBER, "ward-6", password=PASSWORD)

    response = client.post(reverse("account_login"), {"login": partner.email.upper(), "password": PASSWORD})

    assert response.status_code == 302


@pytest.mark.parametrize("wrong", [{"password": "another long sentence"}, {"login": "nobody@city.example"}])
def test_sign_in_when_something_is_wrong_then_the_same_sentence(client, wrong):
    account = make.account(password=PASSWORD)

    response = client.post(reverse("account_login"), {"login": account.email, "password": PASSWORD} | wrong)

    assert "do not belong together" in response.content.decode()


def test_sign_in_when_the_code_is_wrong_then_not_in(client):
    designee = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)
    with_app(designee)
    client.post(reverse("account_login"), {"login": designee.email, "password": PASSWORD})

    response = client.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert "This code is not right" in response.content.decode()
    assert client.get("/say/").status_code == 302


def test_sign_in_when_deactivated_then_the_session_ends_at_once(client):
    member = make.holder(Role.MEMBER, "ward-6", password=PASSWORD)
    client.force_login(member)
    assert client.get(reverse("account_home")).status_code == 200

    actions.deactivate(str(member.id), by=make.actor(make.holder(Role.ADMINISTRATOR)))

    assert client.get(reverse("account_home")).status_code == 302


def test_sign_in_when_tried_too_often_then_429_with_words(client):
    for _ in range(40):
        response = client.post(
            reverse("account_login"), {"login": "a@city.example", "password": "wrong wrong"}
        )

    assert response.status_code == 429
    assert response.headers["Retry-After"] == "300"
    assert "Too many attempts" in response.content.decode()


def test_sign_in_when_next_is_elsewhere_then_stays_here(client):
    partner = make.account(password=PASSWORD)

    response = sign_in(client, partner, next="https://evil.example/")

    assert response.headers["Location"] == reverse("account_home")


@pytest.mark.parametrize(
    "address",
    ["/accounts/signup/", "/accounts/email/", "/accounts/password/reset/", "/accounts/password/set/"],
)
def test_library_when_a_page_is_not_wanted_then_it_is_not_there(client, address):
    assert client.get(address).status_code == 404


# --- the second factor


def test_gate_when_a_sender_has_no_second_factor_then_led_to_set_one_up(client):
    designee = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)

    after = sign_in(client, designee)
    response = client.get("/say/?a=1")

    assert after.headers["Location"] == reverse("account_second_factor")
    assert response.headers["Location"] == f"{reverse('account_second_factor')}?next=%2Fsay%2F%3Fa%3D1"


def test_gate_when_another_session_set_one_up_then_must_use_it(client):
    designee = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)
    sign_in(client, designee)

    with_app(designee)

    assert client.get("/say/").headers["Location"].startswith(reverse("mfa_reauthenticate"))


def test_gate_when_a_role_sends_nothing_then_the_password_is_enough(client):
    partner = make.holder(Role.PARTNER, "clerk", password=PASSWORD)

    sign_in(client, partner)

    assert client.get("/inbox/").content.decode() == partner.name


def test_gate_when_the_role_does_not_allow_it_then_403_says_who_may(client):
    member = make.holder(Role.PARTNER, "clerk", password=PASSWORD)
    sign_in(client, member)

    response = client.get("/say/")

    assert response.status_code == 403
    assert "It is for: designee." in response.content.decode()


def test_app_when_set_up_then_in_at_once_sealed_and_journalled(client):
    designee = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)
    sign_in(client, designee)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    page = client.get(reverse("mfa_activate_totp"))
    secret, carried = page.context["form"].secret, hidden(page, "carried")
    response = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret), "carried": carried})

    assert response.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get("/say/").status_code == 200
    assert Entry.objects.get(verb="people.second_factor_added").about == f"account:{designee.id}"
    stored = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert all(secret not in str(row.get_decoded()) for row in Session.objects.all())


def test_app_when_the_carried_secret_is_another_persons_then_refused(client):
    one, two = (make.holder(Role.DESIGNEE, "chief", password=PASSWORD) for _ in range(2))
    pages = []
    for account in (one, two):
        client.logout()
        sign_in(client, account)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        pages.append(client.get(reverse("mfa_activate_totp")))
    secret, carried = pages[0].context["form"].secret, hidden(pages[0], "carried")

    response = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret), "carried": carried})

    assert "This code is not right" in response.content.decode()
    assert Authenticator.objects.count() == 0


def test_recovery_code_when_used_then_in_once(client):
    designee = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)
    with_app(designee)
    codes = RecoveryCodes.activate(designee)
    code = codes.get_unused_codes()[0]

    client.post(reverse("account_login"), {"login": designee.email, "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert client.get("/say/").status_code == 200
    client.logout()
    client.post(reverse("account_login"), {"login": designee.email, "password": PASSWORD})
    again = client.post(reverse("mfa_authenticate"), {"code": code})

    assert "This code is not right" in again.content.decode()
    seed = codes.instance.data["seed"]
    assert not all(letter in "0123456789abcdef" for letter in seed)


@pytest.mark.parametrize(
    "page",
    [
        "account_home", "account_second_factor", "usersessions_list", "mfa_list_webauthn", "mfa_add_webauthn",
        "mfa_activate_totp", "account_change_password", "account_logout",
    ],
)  # fmt: skip
def test_pages_when_signed_in_then_shown(client, page):
    partner = make.holder(Role.PARTNER, "clerk", password=PASSWORD)
    sign_in(client, partner)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert client.get(reverse(page)).status_code == 200


@pytest.mark.parametrize(
    "page", ["account_login", "account_cannot_sign_in", "account_inactive", "demo_enter"]
)
def test_pages_when_not_signed_in_then_shown(client, page):
    assert client.get(reverse(page)).status_code == 200


def test_password_when_changed_then_the_new_one_opens(client):
    partner = make.holder(Role.PARTNER, "clerk", password=PASSWORD)
    sign_in(client, partner)

    response = client.post(
        reverse("account_change_password"),
        {
            "oldpassword": PASSWORD,
            "password1": "quite another sentence",
            "password2": "quite another sentence",
        },
    )

    partner.refresh_from_db()
    assert response.headers["Location"] == reverse("account_home")
    assert partner.check_password("quite another sentence")

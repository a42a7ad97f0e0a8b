"""A sign-in that expired in mid-draft: the form is carried in the page, and kept nowhere."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.people import make
from tests.web.account.door import PASSWORD, SENTINEL, code_of, hidden, sign_in, with_app
from wardbell.ground import clock
from wardbell.people.rules import Role

pytestmark = pytest.mark.django_db


def expired_post(client: Client, address: str = "/say/?step=2") -> HttpResponse:
    return client.post(address, {"words": SENTINEL, "areas": ["ward:1", "ward:2"]})


def everything_stored() -> str:
    """Every row of every table, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # the names come from the database itself
            found.append(str(cursor.fetchall()))
    found.extend(str(row.get_decoded()) for row in Session.objects.all())
    return "".join(found)


def test_expired_when_a_form_comes_then_it_survives_password_and_code(client):
    designee = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)
    secret = with_app(designee)

    first = expired_post(client)
    second = sign_in(client, designee, kept=hidden(first, "kept"), next=hidden(first, "next"))
    third = client.post(
        reverse("mfa_authenticate"), {"code": code_of(secret), "kept": hidden(second, "kept")}
    )
    fourth = client.post("/say/?step=2", {"kept": hidden(third, "kept")})

    assert (first.status_code, second.status_code, third.status_code) == (403, 200, 200)
    assert SENTINEL not in first.content.decode()
    assert SENTINEL in third.content.decode()
    assert 'action="/say/?step=2"' in third.content.decode()
    assert fourth.content.decode() == f"{designee.name}|{designee.email}|POST|{SENTINEL}"


def test_expired_when_carried_along_then_nothing_is_stored(client):
    designee = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)
    secret = with_app(designee)

    kept = hidden(expired_post(client), "kept")
    sign_in(client, designee, secret=secret, kept=kept)

    stored = everything_stored()
    assert designee.email in stored
    assert SENTINEL not in stored
    assert kept not in stored


def test_expired_when_ten_minutes_have_passed_then_refused(client, morning):
    designee = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)
    secret = with_app(designee)
    kept = hidden(expired_post(client), "kept")

    with clock.fixed(morning + timedelta(minutes=10)):
        in_time = sign_in(client, designee, secret=secret, kept=kept)
    with clock.fixed(morning + timedelta(minutes=10, seconds=1)):
        late = client.post("/say/?step=2", {"kept": kept})

    assert in_time.status_code == 200
    assert (late.status_code, "that time is over" in late.content.decode()) == (400, True)


@pytest.mark.parametrize("address", ["/other/", "/say/", "/say/?step=3"])
def test_expired_when_sent_to_another_page_then_refused(client, address):
    designee = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)
    secret = with_app(designee)
    kept = hidden(expired_post(client), "kept")
    sign_in(client, designee, secret=secret)

    response = client.post(address, {"kept": kept})

    assert (response.status_code, "written for another page" in response.content.decode()) == (400, True)


def test_expired_when_changed_on_its_way_then_refused(client):
    designee = make.holder(Role.DESIGNEE, "chief", password=PASSWORD)
    secret = with_app(designee)
    kept = hidden(expired_post(client), "kept")
    sign_in(client, designee, secret=secret)

    for forged in (kept[:-4] + "AAAA", "not base64 at all", "é"):
        response = client.post("/say/?step=2", {"kept": forged})
        assert (response.status_code, "changed on its way" in response.content.decode()) == (400, True)


def test_expired_when_signed_in_meanwhile_in_another_tab_then_the_text_is_there(client):
    partner = make.holder(Role.PARTNER, "clerk", password=PASSWORD)
    kept = hidden(expired_post(client, "/inbox/"), "kept")
    sign_in(client, partner)

    response = client.post(reverse("account_login"), {"login": "x", "password": "y", "kept": kept})

    assert SENTINEL in response.content.decode()


def test_expired_when_the_password_is_mistyped_then_still_carried(client):
    partner = make.holder(Role.PARTNER, "clerk", password=PASSWORD)
    kept = hidden(expired_post(client, "/inbox/"), "kept")

    response = client.post(
        reverse("account_login"), {"login": partner.email, "password": "wrong wrong", "kept": kept}
    )

    assert hidden(response, "kept") == kept


def test_expired_when_the_form_is_far_too_long_then_says_so(client):
    response = client.post("/say/", {"words": "x" * 600_000})

    assert hidden(response, "kept") == ""
    assert "too long to be kept" in response.content.decode()


def test_expired_when_the_role_is_not_allowed_then_the_text_reaches_nobody(client):
    partner = make.holder(Role.PARTNER, "clerk", password=PASSWORD)
    kept = hidden(expired_post(client), "kept")
    sign_in(client, partner, kept=kept)

    response = client.post("/say/?step=2", {"kept": kept})

    assert (response.status_code, SENTINEL in response.content.decode()) == (403, False)


def test_expired_when_only_looking_then_led_to_sign_in_and_back(client):
    assert client.get("/say/?step=2").headers["Location"] == "/accounts/login/?next=%2Fsay%2F%3Fstep%3D2"

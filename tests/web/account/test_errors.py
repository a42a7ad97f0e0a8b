"""Pages for what went wrong."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.account.door import SENTINEL, hidden

pytestmark = pytest.mark.django_db


def test_error_when_a_page_is_missing_then_404_says_what_to_do(client):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()


def test_error_when_refused_then_its_sentence_is_shown(client):
    response = client.get("/turned-down/")

    assert response.status_code == 409
    assert "Somebody else was first." in response.content.decode()


def test_error_when_the_csrf_token_is_missing_then_told_what_is_kept():
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "x"})

    assert response.status_code == 403
    assert "What you wrote is still in your browser" in response.content.decode()


def test_error_when_ten_megabytes_come_then_400_says_too_long():
    client = Client(enforce_csrf_checks=True)
    token = hidden(client.get(reverse("account_login")), "csrfmiddlewaretoken")

    response = client.post(
        reverse("account_login"), {"login": "x" * 10_000_000, "csrfmiddlewaretoken": token}
    )

    assert response.status_code == 400
    assert "longer than a notice can be" in response.content.decode()


def test_error_when_something_breaks_then_500_without_database_and_without_the_cause(
    client, django_db_blocker
):
    client.raise_request_exception = False
    client.cookies.clear()

    with django_db_blocker.block():
        response = client.get("/broken/")

    assert response.status_code == 500
    assert "This is our fault" in response.content.decode()
    assert SENTINEL not in response.content.decode()


@pytest.mark.parametrize("address", ["/nowhere/", "/accounts/login/", "/turned-down/"])
def test_pages_when_read_right_to_left_then_turned(client, address):
    page = client.get(address, headers={"accept-language": "ar"}).content.decode()

    assert 'dir="rtl"' in page


def test_login_page_when_read_by_the_policy_then_no_inline_script(client):
    response = client.get(reverse("account_login"))

    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    page = response.content.decode()
    for opening in page.split("<script")[1:]:
        head = opening.partition(">")[0]
        assert "src=" in head or 'type="application/json"' in head

"""Enter as somebody of the made-up city, on a demo node and nowhere else."""

import importlib

import pytest
from django.urls import reverse

from tests.people import make
from wardbell.people.rules import Role
from wardbell.web.account import urls as door

pytestmark = pytest.mark.django_db


def test_enter_when_demo_then_lists_people_and_enters_with_a_second_factor(client, morning):
    designee = make.holder(Role.DESIGNEE, "chief")

    page = client.get(reverse("demo_enter")).content.decode()
    response = client.post(reverse("demo_enter"), {"account": str(designee.id), "next": "/say/"})

    assert designee.name in page
    assert "Say what is happening" in page
    assert response.headers["Location"] == "/say/"
    assert client.get("/say/").status_code == 200


def test_enter_when_next_is_elsewhere_then_stays_here(client):
    designee = make.holder(Role.DESIGNEE, "chief")

    response = client.post(
        reverse("demo_enter"), {"account": str(designee.id), "next": "https://evil.example/"}
    )

    assert response.headers["Location"] == reverse("account_home")


@pytest.mark.parametrize("kind", ["live"])
def test_enter_when_the_node_is_live_then_the_route_is_absent(client, settings, kind):
    designee = make.holder(Role.DESIGNEE, "chief")
    client.post(reverse("demo_enter"), {"account": str(designee.id)})
    assert client.get("/say/").status_code == 200

    settings.NODE_KIND = kind

    assert client.get("/demo/enter/").status_code == 404
    assert client.post("/demo/enter/", {"account": str(designee.id)}).status_code == 404
    assert client.get("/say/").status_code == 302, "an earlier entering counts for nothing here"
    assert door.demo_routes(kind) == []


@pytest.mark.parametrize(("kind", "n"), [("demo", 1), ("rehearsal", 1), ("live", 0)])
def test_enter_when_the_urls_are_made_for_a_kind_of_node_then_hung_where_people_are_made_up(
    settings, kind, n
):
    settings.NODE_KIND = kind
    try:
        fresh = importlib.reload(door)
        assert sum(one.name == "demo_enter" for one in fresh.urlpatterns) == n
    finally:
        settings.NODE_KIND = "demo"
        importlib.reload(door)

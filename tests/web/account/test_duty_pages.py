"""Duty on a phone: taken over by one tap, proxies named, the approver pool set."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.people import make
from wardbell.people import queries
from wardbell.people.queries import POOL
from wardbell.people.rules import Role

pytestmark = pytest.mark.django_db


def enter(client: Client, someone: object) -> None:
    client.post(reverse("demo_enter"), {"account": str(someone.id)})


def test_duty_when_the_button_is_pressed_then_taken_over(client, morning):
    aide = make.holder(Role.AIDE, "ward-6")
    enter(client, aide)

    page = client.get(reverse("duty", args=["ward-6"])).content.decode()
    client.post(reverse("duty", args=["ward-6"]), {"action": "take"})

    assert "I take over now" in page
    assert queries.on_call("ward-6", morning) == [str(aide.id)]


def test_duty_when_an_aide_names_a_proxy_then_only_for_themselves(client, morning):
    aide, member = make.holder(Role.AIDE, "ward-6"), make.holder(Role.MEMBER, "ward-6")
    enter(client, aide)
    given = {
        "action": "proxy", "proxy-stand_in": str(member.id), "proxy-starts_at": "2026-11-24T08:00",
        "proxy-ends_at": "2026-11-30T08:00",
    }  # fmt: skip

    for_another = client.post(reverse("duty", args=["ward-6"]), given | {"proxy-account": str(member.id)})
    for_oneself = client.post(reverse("duty", args=["ward-6"]), given | {"proxy-account": str(aide.id)})

    assert (for_another.status_code, for_oneself.status_code) == (422, 302)
    [proxy] = queries.proxies("ward-6", morning)
    assert (proxy.account_id, proxy.starts_at.isoformat()) == (str(aide.id), "2026-11-24T14:00:00+00:00")
    page = client.get(reverse("duty", args=["ward-6"])).content.decode()
    assert f"{member.name} is asked in place of {aide.name}" in page
    client.post(reverse("duty", args=["ward-6"]), {"action": "end_proxy", "proxy": proxy.id})
    assert queries.proxies("ward-6", morning) == []


def test_pool_when_set_then_shown_in_that_order_and_taken_over(client, morning):
    clerk, one, two, three = make.holder(Role.DUTY_CLERK), *(make.holder(Role.APPROVER) for _ in range(3))
    enter(client, clerk)

    client.post(
        reverse("pool"),
        {
            "first": str(two.id),
            "second": str(one.id),
            "starts_at": "2026-11-23T05:00",
            "ends_at": "2026-11-24T05:00",
        },
    )
    set_by_clerk = queries.pool(morning)
    enter(client, three)
    page = client.get(reverse("pool")).content.decode()
    client.post(reverse("pool"), {"action": "take", "account": str(two.id)})

    assert set_by_clerk == [str(two.id), str(one.id)]
    assert page.index(two.name) < page.index(one.name)
    assert queries.pool(morning) == [str(three.id), str(one.id)]


def test_pool_when_an_approver_sets_it_or_an_aide_looks_then_refused(client, morning):
    approver, aide = make.holder(Role.APPROVER), make.holder(Role.AIDE, "ward-6")
    enter(client, approver)
    answer = client.post(
        reverse("pool"),
        {"first": str(approver.id), "starts_at": "2026-11-23T05:00", "ends_at": "2026-11-24T05:00"},
    )
    enter(client, aide)

    assert (answer.status_code, client.get(reverse("pool")).status_code) == (403, 403)
    assert queries.pool(morning) == []
    assert queries.proxies(POOL, morning) == []

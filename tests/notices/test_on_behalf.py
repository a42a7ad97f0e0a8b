"""A designee phones the duty clerk: entered, read back, sent, with both names and through the pages."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.notices import make
from wardbell.escalation.models import Request
from wardbell.ground.errors import NotAllowed
from wardbell.journal import queries as journal
from wardbell.notices import actions
from wardbell.notices.models import Notice
from wardbell.notices.rules import HowKnown
from wardbell.people.models import Membership
from wardbell.people.rules import Role

pytestmark = pytest.mark.usefixtures("city")


def entered(client: Client) -> str:
    """The clerk's draft, as far as the last page."""
    enter(client, "duty-clerk")
    begun = client.post(
        reverse("official:say"),
        {"how_known": "seen_in_public_by_staff", "on_behalf_of": make.who("chief-designee").id},
    )
    notice_id = re.search(r"[0-9a-f-]{36}", begun.headers["Location"]).group()
    for step, answers in (
        ("source", {"source_ago": "15"}), ("what", {"agents": "yes", "civil": "not_known"}),
        ("status", {"status": "ongoing"}), ("where", {"areas": ["ward:6"]}),
        ("when", {"since_ago": "15", "shareable_ago": ""}),
    ):  # fmt: skip
        client.post(reverse("official:step", args=[notice_id, step]), answers)
    return notice_id


def test_pages_when_a_designee_phones_then_script_read_back_and_only_then_sent(client):
    notice_id = entered(client)
    check = reverse("official:step", args=[notice_id, "check"])

    before = client.get(check).content.decode()
    too_soon = client.post(check, {"action": "send"})
    client.post(check, {"action": "read_back"})
    after = client.get(check).content.decode()
    sent = client.post(check, {"action": "send"})

    assert "Read it back on the phone" in before
    assert "+19525550103" in before  # the number that the city holds
    assert 'value="send"' not in before
    assert too_soon.status_code == 409
    assert "Read back to Chief&#x27;s designee (demo)" in after
    assert 'value="send"' in after
    assert sent.headers["Location"] == reverse("official:follow_up", args=[notice_id])
    assert Request.objects.count() == 13
    clock_page = client.get(sent.headers["Location"]).content.decode()
    assert "Duty clerk (demo) on behalf of Chief&#x27;s designee (demo), who phoned" in clock_page


def test_journal_when_phoned_in_then_both_names_at_each_step(client):
    notice_id = entered(client)
    check = reverse("official:step", args=[notice_id, "check"])
    client.post(check, {"action": "read_back"})
    client.post(check, {"action": "send"})

    told = {one.verb: one for one in journal.about(f"notice:{notice_id}")}

    for verb in ("notices.begin", "notices.read_back", "notices.publish"):
        assert told[verb].actor_label == "Duty clerk (demo)"
        assert "Chief's designee (demo)" in told[verb].facts


def test_read_back_when_an_answer_changes_after_it_then_read_back_again(client):
    notice_id = entered(client)
    client.post(reverse("official:step", args=[notice_id, "check"]), {"action": "read_back"})

    client.post(reverse("official:step", args=[notice_id, "where"]), {"areas": ["ward:7"]})

    assert Notice.objects.get(id=notice_id).read_back_at is None


@pytest.mark.parametrize("key", ["chief-designee", "duty-clerk"])
def test_countersign_when_either_of_the_two_tries_then_refused(client, key):
    notice_id = entered(client)
    check = reverse("official:step", args=[notice_id, "check"])
    client.post(check, {"action": "read_back"})
    client.post(check, {"action": "send"})
    Membership.objects.create(
        account_id=make.who("duty-clerk").id, office=Membership.objects.get(account_id=make.who("duty-clerk").id).office,
        role=Role.APPROVER, starts_at=Notice.objects.get(id=notice_id).begun_at,
    )  # fmt: skip
    enter(client, key)

    answer = client.post(reverse("official:countersign", args=[notice_id]), {"action": "countersign"})

    assert answer.status_code == 409
    assert Notice.objects.get(id=notice_id).countersigned_at is None


@pytest.mark.parametrize("key", ["chief-designee", "duty-clerk"])
def test_approve_when_either_of_the_two_tries_then_refused(key):
    clerk = make.who("duty-clerk")
    begun = actions.begin(
        how_known=HowKnown.LEAVE_TO_SHARE, by=clerk, on_behalf_of=make.who("chief-designee").id
    )
    notice_id = begun.notice_id or ""
    actions.answer(notice_id, by=clerk, source_at=make.source_at(), leave_from="county", **make.ONGOING)
    actions.answer(notice_id, by=clerk, free_text="The street is closed to traffic.")
    actions.read_back(notice_id, by=clerk)
    actions.ask_approval(notice_id, by=clerk)
    someone = make.who(key)
    office = Membership.objects.filter(account_id=someone.id).first().office
    Membership.objects.create(
        account_id=someone.id,
        office=office,
        role=Role.APPROVER,
        starts_at=Notice.objects.get(id=notice_id).begun_at,
    )

    with pytest.raises(NotAllowed):
        actions.approve(notice_id, by=someone)


def enter(client: Client, key: str) -> None:
    client.post(reverse("demo_enter"), {"account": make.who(key).id})

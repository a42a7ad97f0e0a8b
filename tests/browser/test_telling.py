"""The open form in a real browser: the script works in advance, two clicks are one report, and without script it goes as well."""

import hashlib

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.node import Node

pytestmark = pytest.mark.browser
N_REPORTS = "from wardbell.reports.models import Report; answer = Report.objects.count()"
FLOOD = """
from wardbell.ground.actors import Actor, ActorKind
from wardbell.reports import actions
from wardbell.reports.rules import CALM, Place, PlaceKind, Told, Way

somebody = Actor(id="somebody", kind=ActorKind.RESIDENT, label="somebody")
for _ in range(CALM):
    actions.receive(Told(way=Way.WEB, text="a van", place=Place(kind=PlaceKind.WARD, name="Ward 3", ward="ward:3")), by=somebody)
"""


def fill_in(page: Page, node: Node) -> None:
    page.goto(f"{node.base_url}/report/")
    page.get_by_role("link", name="I saw or heard of federal officers").click()
    page.get_by_label("Yes, I saw it myself").check()
    page.get_by_label("What is it about?").fill("Four officers in vests")
    page.get_by_label("Vests").check()


def test_tell_when_much_comes_then_the_work_is_done_in_advance_and_two_clicks_are_one_report(
    node: Node, context
):
    node.run(FLOOD)
    before, page = node.run(N_REPORTS), context.new_page()
    fill_in(page, node)
    number = page.locator("[name=number]")
    expect(number).not_to_have_value("", timeout=30_000)
    worked = f"{page.locator('[name=mark]').input_value()}.{number.input_value()}"

    page.get_by_role("button", name="Send").dblclick(no_wait_after=True)
    page.wait_for_url("**/report/done/**")

    assert hashlib.sha256(worked.encode()).digest()[:2] == b"\0\0"
    assert node.run(N_REPORTS) == before + 1


def test_tell_when_much_comes_and_there_is_no_script_then_the_page_says_how_long_to_wait(
    node: Node, chromium: Browser
):
    node.run(FLOOD)
    before, page = node.run(N_REPORTS), chromium.new_page(java_script_enabled=False, locale="en-US")
    fill_in(page, node)

    page.get_by_role("button", name="Send").click()
    said, kept = page.get_by_role("alert").inner_text(), page.get_by_label("What is it about?").input_value()
    page.wait_for_timeout(20_500)
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/report/done/**")
    page.close()

    assert ("Count 20 seconds" in said, kept) == (True, "Four officers in vests")
    assert node.run(N_REPORTS) == before + 1

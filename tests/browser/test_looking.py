"""The confirmer's phone in a real browser: two hours without a network, one observation, and *leave now* without a touch."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.node import Node, Template, free_port

TRIED_AGAIN_MS = 40_000  # the page tries every fifteen seconds, when it did not hear that it is online
pytestmark = pytest.mark.browser

STAGED = """
from tests.browser import stage
answer = [stage.looking(), stage._session(stage.make.who("confirmer").id, is_demo=True)]
"""
KEPT = """
from wardbell.reports.models import Finding
answer = sorted(Finding.objects.filter(offer_id={offer!r}).values_list("answer", flat=True))
"""
CALL_BACK = """
from tests.browser import stage
from wardbell.reports import actions
answer = actions.stand_down({scene!r}, by=stage.make.who("shift-lead"))
"""
WAITING = "() => JSON.parse(localStorage.getItem('wardbell.observations') || '[]').length"


@pytest.fixture(scope="module")
def staged(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Node, Any]]:
    """One node for this file: starting one is what takes long; no test minds what another left."""
    folder = tmp_path_factory.mktemp("looking")
    one = Node(folder=folder, port=free_port(), database_url=template.copy_to(folder))
    try:
        told = one.run(STAGED)
        one.start()
        yield one, told
    finally:
        one.remove()


@pytest.fixture
def node(staged: tuple[Node, Any]) -> Node:
    return staged[0]


@pytest.fixture
def facts(staged: tuple[Node, Any], page: Page) -> dict[str, str]:
    node, (found, session) = staged
    page.context.add_cookies([{"name": "wardbell_session", "value": session, "url": node.base_url}])
    return found


def tick(page: Page) -> None:
    page.locator('input[name=answer][value="enforcement"]').check()
    page.locator('input[name=ground][value="public"]').check()
    page.locator('input[name=markings][value="vest"]').check()
    page.get_by_role("button", name="Send", exact=True).click()


def open_checklist(node: Node, page: Page, facts: dict[str, str], offer: str = "offer_there") -> str:
    address = f"{node.base_url}/organization/looking/offers/{facts[offer]}/observe/"
    page.goto(address)
    page.locator("html[data-kept=yes]").wait_for(state="attached")
    return address


def test_checklist_when_sent_without_a_network_then_it_waits_and_is_kept_once(
    node: Node, page: Page, facts: dict[str, str]
):
    address = open_checklist(node, page, facts)
    page.context.set_offline(True)

    tick(page)
    page.get_by_text("Kept on this phone.").wait_for()
    page.goto(address)  # the phone was put away, and the page opens again
    page.get_by_role("heading", name="What do you see?").wait_for()
    waiting = page.evaluate(WAITING)
    before = node.run(KEPT.format(offer=facts["offer_there"]))
    page.evaluate("localStorage.setItem('again', localStorage.getItem('wardbell.observations'))")
    page.context.set_offline(False)
    page.get_by_text("Recorded. Thank you.").wait_for(timeout=TRIED_AGAIN_MS)
    page.evaluate("localStorage.setItem('wardbell.observations', localStorage.getItem('again'))")
    page.reload()  # an answer that never arrived: the phone sends it a second time
    page.get_by_text("This was recorded before.").wait_for(timeout=TRIED_AGAIN_MS)

    assert (waiting, before) == (1, [])
    assert node.run(KEPT.format(offer=facts["offer_there"])) == ["enforcement"]
    assert page.evaluate(WAITING) == 0


def test_checklist_when_the_sign_in_is_over_then_it_waits_for_the_next_one(
    node: Node, page: Page, facts: dict[str, str]
):
    open_checklist(node, page, facts, "offer_accepted")
    cookies = page.context.cookies()
    page.context.clear_cookies(name="wardbell_session")

    tick(page)
    page.get_by_text("Sign in again, and it is sent.").wait_for(timeout=TRIED_AGAIN_MS)
    page.context.add_cookies(cookies)
    page.goto(f"{node.base_url}/organization/looking/")
    page.get_by_text("Recorded. Thank you.").wait_for(timeout=TRIED_AGAIN_MS)

    assert node.run(KEPT.format(offer=facts["offer_accepted"])) == ["enforcement"]


def test_pages_when_called_back_then_they_say_so_without_a_touch(
    node: Node, page: Page, facts: dict[str, str], complaints: list[str]
):
    checklist = page.context.new_page()
    open_checklist(node, checklist, facts)
    page.goto(f"{node.base_url}/organization/looking/offers/{facts['offer_there']}/")
    was_there = (
        page.get_by_text("Leave now").count()
        + checklist.get_by_text("Leave now").filter(visible=True).count()
    )

    node.run(CALL_BACK.format(scene=facts["looked"]))
    page.get_by_role("heading", name="Leave now. Then say that you are well.").wait_for(timeout=25_000)
    checklist.get_by_text("Leave now", exact=True).wait_for(timeout=25_000)

    assert was_there == 0
    assert complaints == []


def test_phone_when_nothing_is_asked_any_more_then_it_forgets_the_checklist(
    node: Node, page: Page, facts: dict[str, str]
):
    open_checklist(node, page, facts)
    node.run("from wardbell.reports.models import Offer\nOffer.objects.update(state='done', place=None)")

    page.goto(f"{node.base_url}/organization/looking/")
    page.wait_for_function("async () => !(await caches.keys()).length")

    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0

"""A real Chromium against a real node; nothing of Django runs in this process, and no test shares a database.

def test_x(node, page):
    page.goto(f"{node.base_url}/accounts/login/")
    assert node.run("from wardbell.people import queries; answer = len(queries.offices())") == 18
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.node import Node, Template, free_port

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    """A founded demo city, copied for each test."""
    made = Template.make(tmp_path_factory.mktemp("template"))
    yield made
    made.remove()


@pytest.fixture
def node(template: Template, tmp_path: Path) -> Iterator[Node]:
    """A running demo node of this test's own."""
    folder = tmp_path / "node"
    one = Node(folder=folder, port=free_port(), database_url=template.copy_to(folder))
    try:
        one.start()
        yield one
    finally:
        one.remove()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser; its absence is told loudly, and in CI it is a failure."""
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing, and CI=true skips nothing")
        pytest.skip("CHROMIUM MISSING: install it as /usr/bin/chromium to run the browser tests")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser without a past, on a phone's screen."""
    one = chromium.new_context(viewport={"width": 360, "height": 740}, locale="en-US")
    one.set_default_timeout(10_000)
    yield one
    one.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser complained of: broken policy, missing files, faults in scripts."""
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard

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

from tests.browser.town import Town
from tests.node import Node, Template, free_port

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
MISSING = f"CHROMIUM MISSING at {CHROMIUM}: no page was looked at. Install it: apt-get install --yes chromium"
SAMPLES = "\nfrom wardbell.phrases import actions as phrases\nphrases.load_samples(by=OPERATOR)\n"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keeps all of them in one worker: one Chromium, one template, and the other core for the rest."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    """A founded demo city with its sample texts, copied for each test."""
    made = Template.make(tmp_path_factory.mktemp("template"), more=SAMPLES)
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
        pytest.fail(MISSING) if os.environ.get("CI") == "true" else pytest.skip(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def town(chromium: Browser, template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One node that all page tests read, with notices at every station of their life."""
    folder = tmp_path_factory.mktemp("town")
    with Town.founded(folder, template=template, browser=chromium) as one:
        yield one


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

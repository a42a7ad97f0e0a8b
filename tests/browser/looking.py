"""Looking at one page: what it loads, what axe finds, whether it is wider than the screen, what it holds without script."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response

from tests.browser.recipes import Recipe
from tests.browser.town import Town

AXE = Axe()
WCAG_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
EVERYTHING = {"runOnly": {"type": "tag", "values": WCAG_AA}, "resultTypes": ["violations"]}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, "resultTypes": ["violations"]}  # fmt: skip
NARROW = {"width": 320, "height": 640}
HEAVIEST = 100_000  # bytes, everything that a first visit loads, not compressed
#: what a page holds for whoever reads it, without the times, which pass
CONTENT = """() => [...document.querySelectorAll(
  'h1,h2,h3,dt,dd,legend,label,main a,main button,main p,main li,main th,main td,input,select,textarea'
)].map(one => [one.tagName, one.getAttribute('name'), one.getAttribute('href'), one.value,
  one.children.length ? '' : one.textContent.replace(/\\d+|seconds?|minutes?|hours?/g, '').trim()].join('|'))
  .filter(line => !line.includes('csrfmiddlewaretoken') && !line.includes('credential') && !line.includes('carried'))"""


@dataclass(kw_only=True)
class Seen:
    """What a browser noticed while it went to a page."""

    page: Page
    responses: list[Response] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def last(self) -> Response:
        """The answer that the page in the window came with."""
        return [one for one in self.responses if one.request.is_navigation_request()][-1]

    @property
    def of_last_page(self) -> list[Response]:
        return self.responses[self.responses.index(self.last) :]

    @property
    def n_bytes(self) -> int:
        return sum(len(one.body()) for one in self.of_last_page if one.ok)

    @property
    def elsewhere(self) -> list[str]:
        """Addresses of requests that did not go to our own origin."""
        own = self.last.url.split("/", 3)[:3]
        urls = [one.url for one in self.responses]
        return [url for url in urls if url.split("/", 3)[:3] != own and not url.startswith("data:")]


@contextmanager
def look(town: Town, recipe: Recipe, *, path: str = "", **options: Any) -> Iterator[Seen]:
    """Goes to a page as its recipe says, in a browser that remembers nothing."""
    context = town.open(recipe.who, **options)
    try:
        seen = Seen(page=context.new_page())
        _listen(seen)
        seen.page.goto(town.address(path or recipe.path))
        if recipe.act:
            recipe.act(seen.page)
        seen.page.wait_for_load_state()
        yield seen
    finally:
        context.close()


def violations(page: Page, options: Any) -> list[str]:
    """What axe-core finds, one line each with the first element that it means."""
    found = AXE.run(page, options=options).response["violations"]
    return [f"{one['id']} ({one['impact']}), {len(one['nodes'])} times: {one['nodes'][0]['html'][:300]} {one['nodes'][0]['failureSummary'][:300]}" for one in found]  # fmt: skip


def too_wide(page: Page) -> list[str]:
    """Elements that stick out of a screen, when the page scrolls sideways."""
    if page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
        return []
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(one => { const box = one.getBoundingClientRect();
        return box.right > innerWidth + 1 || box.left < -1 }).map(one => one.outerHTML.slice(0, 160)).slice(0, 5)"""
    )
    return found or ["the page itself"]


def _listen(seen: Seen) -> None:
    page = seen.page
    page.on("response", seen.responses.append)
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("console", lambda said: _note(seen, said.type, said.text))


def _note(seen: Seen, kind: str, text: str) -> None:
    is_status = "the server responded with a status of" in text  # ours to answer so; each recipe says which
    if kind in {"error", "warning"} and not is_status:
        seen.complaints.append(text)

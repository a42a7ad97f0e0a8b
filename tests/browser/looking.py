"""Looking at one page: what it loads, what axe finds, whether it is wider than the screen, what it holds without script."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Error, Page, Response

from tests.browser.recipes import Recipe
from tests.browser.town import PHONE, Town

WCAG_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
EVERYTHING = {"runOnly": {"type": "tag", "values": WCAG_AA}, "resultTypes": ["violations"]}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, "resultTypes": ["violations"]}  # fmt: skip
NARROW = {"width": 320, "height": 640}
HEAVIEST = 100_000  # bytes, everything that a first visit loads, not compressed
#: what a page holds for whoever reads it, without the times, which pass
CONTENT = """() => [...document.querySelectorAll(
  'h1,h2,h3,dt,dd,legend,label,main a,main button,main p:not(.code),main li,main th,main td,input,select,textarea'
)].map(one => [one.tagName, one.getAttribute('name'), one.getAttribute('href'), one.value?.replace?.(/T\\d\\d:\\d\\d$/, 'T'),
  one.children.length ? '' : one.textContent.replace(/\\d+|seconds?|minutes?|hours?/g, '').trim()].join('|'))
  .filter(line => !line.includes('csrfmiddlewaretoken') && !line.includes('credential') && !line.includes('carried') && !/^INPUT\\|(call|key|mark)\\|/.test(line))"""


@dataclass(kw_only=True)
class Seen:
    """What a browser noticed while it went to a page."""

    page: Page
    responses: list[Response] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def listen(self) -> None:
        self.page.on("response", self._answered)
        self.page.on("pageerror", self._broke)
        self.page.on("console", self._said)

    def turn_away(self) -> None:
        self.page.remove_listener("response", self._answered)
        self.page.remove_listener("pageerror", self._broke)
        self.page.remove_listener("console", self._said)

    def _answered(self, response: Response) -> None:
        self.responses.append(response)

    def _broke(self, error: Error) -> None:
        self.complaints.append(str(error))

    def _said(self, said: ConsoleMessage) -> None:
        is_status = (
            "the server responded with a status of" in said.text
        )  # ours to answer so; the recipe says which
        if said.type in {"error", "warning"} and not is_status:
            self.complaints.append(said.text)

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
    """Goes to a page as its recipe says; where something is done first, in a browser that remembers nothing."""
    page = town.fresh_page(recipe.who, **options) if recipe.act else town.page(recipe.who, **options)
    seen = Seen(page=page)
    seen.listen()
    try:
        page.goto(town.address(path or recipe.path))
        if recipe.act:
            recipe.act(page)
        page.wait_for_load_state()
        yield seen
    finally:
        seen.turn_away()
        if recipe.act:
            page.context.close()


def violations(page: Page, options: Any) -> list[str]:
    """What axe-core finds, one line each with the first element that it means.

    The window is made as tall as the page: a bar that sticks to its foot then covers nothing, as when somebody scrolls on.
    """
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": PHONE["width"], "height": max(height, PHONE["height"])})
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(f"axe.run({json.dumps(options)})")["violations"]
    return [
        f"{one['id']} ({one['impact']}), {len(one['nodes'])} times: {one['nodes'][0]['html'][:300]} {one['nodes'][0]['failureSummary'][:300]}"
        for one in found
    ]


def dangling(page: Page) -> list[str]:
    """Links within the page that lead to nothing."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('a[href^="#"]')].map(one => one.getAttribute('href'))
        .filter(to => !document.getElementById(to.slice(1)))"""
    )
    return found


def too_wide(page: Page) -> list[str]:
    """Elements that stick out of a screen, when the page scrolls sideways."""
    if page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
        return []
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(one => { const box = one.getBoundingClientRect();
        return box.right > innerWidth + 1 || box.left < -1 }).map(one => one.outerHTML.slice(0, 160)).slice(0, 5)"""
    )
    return found or ["the page itself"]

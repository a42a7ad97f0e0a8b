"""A running node with something on every page, its sinks, and a browser for each of its people."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.node import Node, Template, free_port
from wardbell.config.commands._rehearsal.sinks import Sinks

FILL = "from tests.browser import stage\nanswer = [stage.everything(), stage.sessions()]\n"
AGAIN = "from tests.browser import stage\nanswer = [stage.passkey(), stage.sessions()]\n"
PHONE = {"width": 360, "height": 740}


@contextmanager
def with_sinks(folder: Path, *, template: Template, fill: str = "") -> Iterator[tuple[Node, Sinks, Any]]:
    """Runs a node whose messages really leave, into sinks of its own; yields what `fill` answered, too."""
    port = free_port()
    with Sinks(folder / "sinks", node_url=f"http://localhost:{port}") as sinks:
        channels = {
            "WARDBELL_MAIL_URL": sinks.mail_url, "WARDBELL_SMS_URL": sinks.sms_url, "WARDBELL_SINKS": sinks.control_urls,
        }  # fmt: skip
        copied = template.copy_to(folder / "node")
        node = Node(folder=folder / "node", port=port, database_url=copied, more=channels)
        try:
            told = node.run(fill) if fill else None
            node.start()
            yield node, sinks, told
        finally:
            node.remove()


@dataclass(kw_only=True)
class Town:
    """`facts` are what addresses need; `sessions` are the cookies of signed-in people, by the name they have in the stage."""

    node: Node
    browser: Browser
    facts: dict[str, Any]
    sessions: dict[str, str]
    pages: dict[str, Page] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def founded(cls, folder: Path, *, template: Template, browser: Browser) -> Iterator["Town"]:
        """Fills a node, starts it, and gives one person a passkey, which only a browser can make."""
        with with_sinks(folder, template=template, fill=FILL) as (node, _, (facts, sessions)):
            town = cls(node=node, browser=browser, facts=facts, sessions=sessions)
            town.add_passkey()
            yield town

    def open(self, who: str = "", **options: Any) -> BrowserContext:
        """Opens a fresh browser with somebody's sign-in and nothing else remembered."""
        given = {"viewport": PHONE, "locale": "en-US", "color_scheme": "light"} | options
        context = self.browser.new_context(**given)
        context.set_default_timeout(10_000)
        if who:
            cookie = {"name": "wardbell_session", "value": self.sessions[who], "url": self.node.base_url}
            context.add_cookies([cookie])  # type: ignore[list-item]  # a plain dict is what it takes
        return context

    def page(self, who: str = "", **options: Any) -> Page:
        """Returns the window of one person's browser, opened at the first call: starting a browser is what takes long."""
        key = f"{who} {sorted(options.items())}"
        if key not in self.pages:
            self.pages[key] = self.fresh_page(who, **options)
        page = self.pages[key]
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(options.get("viewport", PHONE))
        return page

    def fresh_page(self, who: str = "", **options: Any) -> Page:
        """Returns a window that remembers nothing but who is signed in."""
        return self.open(who, **options).new_page()

    def address(self, path: str) -> str:
        return self.node.base_url + path.format(**self.facts)

    def add_passkey(self) -> None:
        """Sets up a passkey with the phone's built-in authenticator that DevTools play (WebAuthn)."""
        context = self.open("staff")
        page = context.new_page()
        with_authenticator(page)
        page.goto(self.address("/accounts/2fa/passkeys/add/"))
        page.get_by_label("A name for it").fill("my phone")
        page.get_by_role("button", name="Set it up").click()
        page.wait_for_url(lambda url: "add" not in url)
        self.facts["passkey"], self.sessions = self.node.run(AGAIN)
        context.close()


def with_authenticator(page: Page) -> None:
    """Gives a page a phone's authenticator that always says yes (Chrome DevTools Protocol, WebAuthn)."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})

"""A morning, as people live it: said on a phone by keyboard alone, answered, published, relayed, read, checked, taken back.

Everything goes through the doors of a running node; the messages really leave, into the sinks.
"""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.stage import READERS
from tests.browser.town import PHONE, with_sinks
from tests.node import Node, Template
from wardbell.config.commands._rehearsal.sinks import Received, Sinks

pytestmark = [pytest.mark.browser, pytest.mark.story]

TAKE_READERS = "from tests.browser import stage\nstage.take_readers()\nanswer = 0\n"
WITHIN_S = 120  # of a busy machine; a bulletin leaves after a visible hold of one minute
A_MINUTE_S = 60
MOST_KEYS = 60  # Tab, Space, arrows and Enter from the first question to "sent"; one a second is slow


class Morning:
    """The node, its sinks, and a browser for each person who takes part."""

    def __init__(self, node: Node, sinks: Sinks, browser: Browser) -> None:
        self.node, self.sinks, self._browser = node, sinks, browser
        self._contexts: list[BrowserContext] = []

    def enter(self, name: str, **options: object) -> Page:
        """Enters as somebody of the city, from the chooser."""
        page = self.passer_by(**options)
        page.goto(f"{self.node.base_url}/demo/enter/")
        button = page.get_by_role("button", name=name, exact=True).first
        if not button.is_visible():
            for fold in page.locator("summary").all():
                fold.click()
        button.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        return page

    def passer_by(self, **options: object) -> Page:
        context = self._browser.new_context(viewport=PHONE, locale="en-US", **options)  # type: ignore[arg-type]  # handed through
        context.set_default_timeout(15_000)
        self._contexts.append(context)
        return context.new_page()

    def go(self, page: Page, path: str) -> None:
        page.goto(self.node.base_url + path)

    def texts(self, number: str, *, n: int) -> list[Received]:
        return waited(lambda: self.sinks.texts(to=number), lambda got: len(got) >= n)

    def mails(self, mailbox: str, *, n: int) -> list[Received]:
        return waited(lambda: self.sinks.mails(to=mailbox), lambda got: len(got) >= n)

    def close(self) -> None:
        for context in self._contexts:
            context.close()


def waited(ask: Callable[[], list[Received]], is_enough: Callable[[list[Received]], bool]) -> list[Received]:
    end = time.monotonic() + WITHIN_S
    while not is_enough(got := ask()) and time.monotonic() < end:
        time.sleep(0.2)
    return got


@pytest.fixture(scope="module")
def morning(
    chromium: Browser, template: Template, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Morning]:
    folder: Path = tmp_path_factory.mktemp("morning")
    with with_sinks(folder, template=template, fill=TAKE_READERS) as (node, sinks, _):
        one = Morning(node, sinks, chromium)
        yield one
        one.close()


class Keyboard:
    """Walks a page with the keys alone, and counts them."""

    def __init__(self, page: Page) -> None:
        self.page, self.n_keys = page, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.n_keys += 1

    def tab_to(self, selector: str) -> None:
        """Presses Tab until the element has the focus, and sees that the focus is visible and not under the bar."""
        for _ in range(50):
            self.press("Tab")
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                assert self.page.evaluate(UNCOVERED), f"the focus on {selector} is hidden"
                return
        raise AssertionError(f"Tab does not reach {selector} on {self.page.url}")

    def choose(self, *selectors: str) -> None:
        """Sets each answer with the space bar and goes on with Enter."""
        for selector in selectors:
            name = self.page.locator(selector).get_attribute("name")
            if self.page.locator(selector).get_attribute("type") == "radio":
                self.tab_to(f'input[name="{name}"]')
                for _ in range(12):
                    if self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                        break
                    self.press("ArrowDown")
            else:
                self.tab_to(selector)
            if not self.page.locator(selector).is_checked():
                self.press("Space")
            assert self.page.locator(selector).is_checked()
        url = self.page.url
        self.press("Enter")
        self.page.wait_for_url(lambda now: now != url)


#: some of the focused element can be seen: nothing else lies on its middle (WCAG 2.2, 2.4.11)
UNCOVERED = """() => { const it = document.activeElement, box = it.getBoundingClientRect();
  const on = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return on === it || it.contains(on) || (it.labels && [...it.labels].some(label => label.contains(on))) }"""


def test_morning(morning: Morning):
    designee = morning.enter("Chief's designee (demo)")
    clock_url = say_it(morning, designee)
    n_offices_told(morning, designee)

    publish(morning, designee, clock_url)
    code = council_answers(morning)
    n_answered(designee, clock_url)

    the_public_reads(morning, code)
    readers_get(morning, code)
    readers_are_counted(designee, clock_url)
    taken_back(morning, designee, clock_url, code)


def say_it(morning: Morning, page: Page) -> str:
    """From opening the page to sent, by keyboard alone, in less than a minute of a person's keys."""
    began = time.monotonic()
    morning.go(page, "/official/say/")
    keys = Keyboard(page)
    keys.choose('input[value="seen_in_public_by_staff"]')
    keys.choose('input[name="source_ago"][value="0"]')
    keys.choose('input[name="agents"][value="yes"]', 'input[name="civil"][value="not_known"]')
    keys.choose('input[value="ongoing"]')
    keys.choose('input[value="ward:6"]')
    keys.choose('input[name="since_ago"][value="15"]')
    body = page.locator(".bubble").first.inner_text()
    assert "Ward 6" in body
    assert body.startswith("SAMPLE")
    keys.tab_to('button[value="send"]')
    assert page.evaluate("document.activeElement.innerText") == "Send to 13 council offices"
    keys.press("Enter")
    page.wait_for_url("**/official/notices/**")
    assert time.monotonic() - began < A_MINUTE_S
    assert keys.n_keys < MOST_KEYS
    expect(page.get_by_role("heading", level=1)).to_contain_text("Federal activity in Ward 6")
    expect(page.locator("#clock .lead")).to_contain_text("0 of 13 offices have answered")
    return page.url


def n_offices_told(morning: Morning, page: Page) -> None:
    """The page fills by itself: nobody reloads it."""
    expect(page.locator("#clock tbody").first.get_by_text("on its way")).to_have_count(
        0, timeout=WITHIN_S * 1000
    )
    rows = page.locator("#clock table").first.locator("tbody tr")
    assert rows.count() == 13
    first = rows.first.inner_text()
    assert first.startswith("Ward 6 council office"), "whose ward it is was asked first"
    assert re.search(r"\d:\d\d", first)
    assert len({one.to for one in morning.sinks.texts() if one.to.startswith("+1651555")}) >= 13


def publish(morning: Morning, page: Page, clock_url: str) -> None:
    page.get_by_role("link", name="Make the public version").click()
    page.get_by_role("button", name="Draft it and ask a second person").click()
    expect(page.locator(".said")).to_have_text("A second person is asked now.")
    assert page.locator(".phone").count() == 5
    assert page.locator(".phone .bubble[dir=rtl]").count() == 1

    approver = morning.enter("Approver, clerk's office (demo)")
    morning.go(approver, "/official/")
    approver.locator(".notice-urgent a").first.click()
    expect(approver.get_by_role("heading", level=1)).to_have_text("May this go to the public?")
    approver.get_by_role("button", name="Approve and publish").click()
    expect(approver.locator(".said")).to_have_text("Approved. It is out.")

    page.goto(clock_url)
    expect(page.get_by_text("published", exact=True)).to_be_visible()


def council_answers(morning: Morning) -> str:
    """The ward's office acknowledges, passes it on, and adds words: refused at first, then kept."""
    aide = morning.enter("Duty aide, Ward 6 (demo)")
    morning.go(aide, "/council/")
    expect(aide.locator("article")).to_contain_text("in your ward")
    aide.get_by_role("button", name="We have it").click()
    expect(aide.locator(".said")).to_have_text("Recorded: your office has it.")
    aide.get_by_role("link", name="See the public version and pass it on").click()
    code = aide.locator(".notice a").get_attribute("href").strip("/").split("/")[-1]
    aide.get_by_role("button", name="Send to the readers of").click()
    expect(aide.locator(".said")).to_contain_text("It is on its way")
    expect(aide.locator(".state-relayed").first).to_contain_text("Passed on")

    aide.get_by_role("link", name="Add your own words").click()
    wrong = "Our office is open. Call me at 612-555-0143 at 7 am."
    aide.get_by_label("Your words", exact=True).fill(wrong)
    aide.get_by_role("button", name="Hand in for review").click()
    expect(aide.get_by_role("alert")).to_be_visible()
    assert aide.get_by_label("Your words", exact=True).input_value() == wrong
    aide.get_by_label("Your words", exact=True).fill("Our office is open today. Ask us anything.")
    aide.get_by_role("button", name="Hand in for review").click()
    expect(aide.locator(".said")).to_contain_text("A second person is asked")

    deputy = morning.passer_by(java_script_enabled=False)
    texts = morning.texts("+16515550123", n=1)  # the aide on call of ward 8
    link = re.search(r"http://\S+/a/\S+", texts[0].body) if texts else None
    assert link, [one.body for one in morning.sinks.texts()][:20]
    deputy.goto(link[0])
    deputy.get_by_role("button", name="We have it").click()
    expect(deputy.get_by_role("status")).to_contain_text("Recorded: your office has it")
    return str(code)


def n_answered(page: Page, clock_url: str) -> None:
    page.goto(clock_url)
    expect(page.locator("#clock .lead")).to_contain_text("2 of 13 offices have answered")
    expect(page.locator("#clock .state-relayed").first).to_contain_text("told its ward")
    page.get_by_role("link", name="Ward 6 council office").click()
    expect(page.locator("dl")).to_contain_text("Acknowledged")
    assert page.locator("dd", has_text="not yet").count() == 0


def readers_get(morning: Morning, code: str) -> None:
    """Each in their own language, and each with the code."""
    texts = {
        language: morning.texts(address, n=1) for medium, address, language in READERS if medium == "sms"
    }
    mails = [morning.mails(address, n=1) for medium, address, _ in READERS if medium == "mail"]

    assert {language: len(got) for language, got in texts.items()} == dict.fromkeys(texts, 1)
    assert [len(got) for got in mails] == [1, 1]
    assert all(code in got[0].body for got in [*texts.values(), *mails])
    assert len({got[0].body for got in texts.values()}) == 5
    assert re.search("[\u0600-\u06ff]", texts["ar"][0].body)


def readers_are_counted(page: Page, clock_url: str) -> None:
    page.goto(clock_url)
    counted = page.get_by_role("table", name="Readers by language").locator("tbody tr").all_inner_texts()
    assert {line.split()[0]: "not shown" in line for line in counted} == dict.fromkeys(
        ("English", "Español", "Soomaali", "Hmoob", "العربية"), True
    )  # one or two of each: fewer than five are not shown
    assert page.get_by_role("heading", name="Readers: 7 of 7 sent").is_visible()


def the_public_reads(morning: Morning, code: str) -> None:
    reader = morning.passer_by(java_script_enabled=False)
    headlines = {}
    for language in ("en", "es", "so", "hmn", "ar"):
        morning.go(reader, f"/n/{code}/?lang={language}")
        headlines[language] = reader.get_by_role("heading", level=1).inner_text()
        assert reader.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        assert reader.locator("h1 [lang]").count() == 0, f"the headline fell back in {language}"
    assert len(set(headlines.values())) == 5

    morning.go(reader, "/check/?lang=en")
    reader.get_by_label("Code in the message").fill(f" {code[:2].lower()} {code[2:4]}-{code[4:]} ")
    reader.get_by_role("button", name="Check").click()
    expect(reader.get_by_role("status")).to_contain_text("This message is ours")
    reader.get_by_label("Code in the message").fill("ZZ ZZ ZZ")
    reader.get_by_role("button", name="Check").click()
    expect(reader.get_by_role("status")).to_contain_text("We have not published this code")


def taken_back(morning: Morning, page: Page, clock_url: str, code: str) -> None:
    page.goto(clock_url)
    page.get_by_role("link", name="City notice").click()
    page.get_by_role("link", name="Withdraw").click()
    page.get_by_label("It named the wrong area").check()
    page.get_by_role("button", name="Withdraw and tell everybody").click()
    expect(page.locator(".said")).to_have_text("Withdrawn. Everybody who got it is told now.")

    got = {language: morning.texts(address, n=2) for medium, address, language in READERS if medium == "sms"}
    assert {language: len(texts) for language, texts in got.items()} == dict.fromkeys(got, 2)

    reader = morning.passer_by()
    morning.go(reader, f"/n/{code}/")
    expect(reader.locator("main .mark").first).to_have_text("Withdrawn")
    expect(reader.locator("h1.struck")).to_be_visible()
    morning.go(reader, "/")
    expect(reader.locator("section").first).to_contain_text("There is no notice in force")

"""What the public can see, looked at as the public does, and counted: nothing may stand there that two people did not approve."""

import re
from html import unescape

from wardbell.config.commands._rehearsal.officials import PublicVersion, shown_text
from wardbell.config.commands._rehearsal.plan import LANGUAGES, SMS
from wardbell.config.commands._rehearsal.residents import SENTINEL
from wardbell.config.commands._rehearsal.sinks import Received
from wardbell.config.commands._rehearsal.stage import Stage
from wardbell.config.commands._rehearsal.visitor import Page, Visitor

_PAGES = ("/", "/?ward=ward%3A6", "/?ward=ward%3A11", "/feed.atom", "/ward/ward:7/feed.atom")
_CODE = re.compile(r"/n/([A-Z2-9]{4,10})/")
_SUMMARY = re.compile(r"<summary[^>]*>(.*?)</summary>", re.DOTALL)


class PublicEye:
    """A member of the public, who looks again and again and remembers what was approved."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._visitor = Visitor(stage.base_url)
        self._texts: dict[str, str] = {}  # approved text, its blanks evened out: the code of its notice
        self._codes: set[str] = set()
        self.unverified: list[str] = []  #: one sentence for each thing that should not have been there

    def look(self, moment: str) -> None:
        """Reads the public pages and feeds, and notes every notice on them that nobody approved."""
        for path in _PAGES:
            page = self._visitor.get(path)
            for code in set(_CODE.findall(page.text)) - self._codes:
                self.unverified.append(f"{path} shows {code} {moment}, which nobody approved.")
            for text in map(_plain, _SUMMARY.findall(page.text)):
                if text not in self._texts:
                    self.unverified.append(f"{path} carries a text {moment} that nobody approved.")
            self._look_for_report(page)
        for code in sorted(self._codes):
            self._look_for_report(self._visitor.get(f"/n/{code}/"))

    def look_for_unpublished(self, code: str) -> None:
        """Asks for a code that nobody published yet: page and check must answer as they do to one that never was."""
        never = "ZZZZZZ"
        for path in (f"/n/{code}/", f"/n/{never}/"):
            try_page = self._visitor.get(path, expect=None)
            if try_page.status != 404:
                self.unverified.append(f"{path} is there before anybody approved it.")
        answers = {_plain(self._checked(one).replace(one, "")) for one in (code, never)}
        if len(answers) != 1:
            self.unverified.append(f"The check page answers {code} otherwise than a code that never was.")

    def approve(self, version: PublicVersion) -> None:
        """Notes what two people approved."""
        self._codes.add(version.code)
        self._texts.update({_even(text): version.code for text in version.texts.values()})

    def withdraw(self, code: str) -> None:
        """Notes the withdrawal with this code: reviewed words alone, as the check page shows them in each language."""
        self._codes.add(code)
        for language in LANGUAGES:
            reader = Visitor(self._stage.base_url)
            text = shown_text(reader.get(f"/check/?code={code}&lang={language}"))
            if text:
                self._texts[_even(text)] = code

    def code_that_replaces(self, code: str) -> str:
        """Returns the code of what took a notice's place, as its page says; nothing when it says none."""
        found = _CODE.findall(self._visitor.get(f"/n/{code}/").text)
        return next((one for one in found if one != code), "")

    def code_of(self, message: Received) -> str:
        """Returns the code of the notice that a message is, word for word in a text, by its link in a mail; nothing otherwise."""
        if message.medium == SMS:
            return self._texts.get(_even(message.body), "")
        return next((code for code in _CODE.findall(message.body) if code in self._codes), "")

    def check_texts(self, messages: list[Received]) -> None:
        """Notes every text message to a reader that is word for word none of the approved texts."""
        for one in messages:
            if not self.code_of(one):
                self.unverified.append(f"A reader got a text that nobody approved: {one.body[:60]!r}.")

    def check_mails(self, messages: list[Received], approved: set[str]) -> None:
        """Notes every mail to a reader that does not begin with one of the approved texts (the way to stop stands below it)."""
        beginnings = tuple(map(_even, approved))
        for one in messages:
            if not _even(one.body).startswith(beginnings):
                self.unverified.append(f"A reader got a mail that nobody approved: {one.subject!r}.")

    def check_report(self, messages: list[Received]) -> None:
        """Notes every message, to whomever, that carries what a resident reported."""
        self.unverified += [
            "A message carries a resident's report." for one in messages if SENTINEL in one.subject + one.body
        ]

    def _checked(self, code: str) -> str:
        page = self._visitor.get("/check/")
        return (
            self._visitor.submit(page, {"code": code}, form="/check/")
            .text.partition("<form")[0]
            .partition("<main")[2]
        )

    def _look_for_report(self, page: Page) -> None:
        if SENTINEL in page.text:
            self.unverified.append(f"{page.url} carries a resident's report.")


def _plain(markup: str) -> str:
    """Returns the words of a piece of a page; an XML feed has its texts escaped once."""
    return _even(unescape(re.sub(r"<[^>]+>", " ", markup)))


def _even(text: str) -> str:
    return " ".join(text.split())

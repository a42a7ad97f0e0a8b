"""What officials do at their pages: say it, sign for it, make it public, tell their ward, take it back."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from wardbell.config.commands._rehearsal.cast import Official
from wardbell.config.commands._rehearsal.faults import StoryFault
from wardbell.config.commands._rehearsal.offices import Told
from wardbell.config.commands._rehearsal.stage import Stage
from wardbell.config.commands._rehearsal.visitor import Answers, Page
from wardbell.ground import clock

_ID = re.compile(r"/notices/([0-9a-f-]{36})/")
_PREVIEW = re.compile(r'<p class="bubble" lang="([\w-]+)"[^>]*>(.*?)</p>', re.DOTALL)
_CODE = re.compile(r"/n/([A-Z2-9]{4,10})/")


@dataclass(frozen=True, kw_only=True)
class PublicVersion:
    """A public version as its approver read it: its texts by language, and the code that they carry."""

    id: str
    code: str
    texts: dict[str, str]


def end_at_once(stage: Stage, who: Official, *, how_known: str) -> None:
    """Answers the first question so that nothing may be said: the draft ends there, and the attorney's number is shown.

    Raises:
        StoryFault: it went on.
    """
    visitor = stage.enter(who)
    page = visitor.submit(visitor.get("/official/say/"), {"how_known": how_known})
    if page.url.endswith("/source/"):
        raise StoryFault(f"A notice known by '{how_known}' was not ended at the first question.")


def say_it(stage: Stage, who: Official, *, wards: tuple[str, ...]) -> Told:
    """Says what is going on in some wards, seen by staff from a public place, in seven screens."""
    visitor = stage.enter(who)
    page = visitor.submit(visitor.get("/official/say/"), {"how_known": "seen_in_public_by_staff"})
    answers: tuple[Answers, ...] = (
        {"source_ago": "0"}, {"agents": "yes", "civil": "not_known"}, {"status": "ongoing"}, {"areas": list(wards)},
        {"since_ago": "15", "shareable_ago": ""}, {"action": "send"},
    )  # fmt: skip
    for given in answers:
        page = visitor.submit(page, given)
    notice_id = _id_in(page.url)
    return Told(id=notice_id, number=str(clock_of(stage, who, notice_id)["notice"]))


def countersign(stage: Stage, who: Official, told: Told) -> None:
    """Signs as the second person, from the link on the phone."""
    link = stage.read_link(who, "/countersign/", about=told.number)
    visitor = stage.enter(who)
    visitor.submit(visitor.get(link), {"action": "countersign"})


def draft_public(stage: Stage, who: Official, told: Told) -> None:
    """Drafts the public version of a notice and asks the pool."""
    visitor = stage.enter(who)
    path = f"/official/notices/{told.id}/public/"
    visitor.submit(visitor.get(path))


def read_for_approval(stage: Stage, who: Official, link: str) -> PublicVersion:
    """Reads a draft in every language, as the approver sees it."""
    page = stage.enter(who).get(link)
    texts = {language: unescape(text) for language, text in _PREVIEW.findall(page.text)}
    code = _CODE.search(next(iter(texts.values()), ""))
    if code is None:
        raise StoryFault(f"{page.url} shows no text with a code.")
    return PublicVersion(id=link.rstrip("/").rpartition("/")[2], code=code.group(1), texts=texts)


def approve(stage: Stage, who: Official, link: str) -> datetime:
    """Approves what was read, and returns when."""
    visitor = stage.enter(who)
    page = visitor.get(link)
    at = clock.now()
    visitor.submit(page, {"action": "approve"})
    return at


def relay(stage: Stage, who: Official, version: PublicVersion) -> None:
    """Passes a public version on to the ward."""
    visitor = stage.enter(who)
    visitor.submit(visitor.get(f"/council/notices/{version.id}/"), form="/relay/")


def withdraw(stage: Stage, who: Official, version: PublicVersion) -> datetime:
    """Takes a public version back because it named the wrong ward, and returns when that was decided."""
    visitor = stage.enter(who)
    page = visitor.get(f"/official/notices/{version.id}/withdraw/")
    at = clock.now()
    visitor.submit(page, {"reason": "wrong_area"})
    return at


def clock_of(stage: Stage, who: Official, notice_id: str) -> dict[str, object]:
    """Returns the public clock of a notice, as the machine-readable page tells it."""
    told: dict[str, object] = json.loads(
        stage.enter(who).get(f"/official/notices/{notice_id}/clock.json").text
    )
    return told


def _id_in(url: str) -> str:
    found = _ID.search(url)
    if found is None:
        raise StoryFault(f"The notice was not sent: the page after the last screen is {url}.")
    return found.group(1)


def shown_text(page: Page) -> str:
    """Returns what a page quotes as sent."""
    found = re.search(r'<blockquote class="bubble">(.*?)</blockquote>', page.text, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", found.group(1))).split()) if found else ""

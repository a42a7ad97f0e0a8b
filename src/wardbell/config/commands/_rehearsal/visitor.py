"""A visitor without script: fetches pages, fills in their forms, keeps its cookies. Standard library only."""

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar

from wardbell.config.commands._rehearsal.faults import PageFault

Answers = Mapping[str, str | Sequence[str]]

_TIMEOUT_S = 30


@dataclass(kw_only=True)
class Form:
    """One form of a page, with what its fields hold already."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(
        default_factory=dict
    )  #: values offered by radio buttons, boxes and buttons


@dataclass(frozen=True, kw_only=True)
class Page:
    """What came back."""

    url: str
    status: int
    text: str
    forms: tuple[Form, ...]


class Visitor:
    """One person at one browser."""

    def __init__(self, base_url: str) -> None:
        self._base = base_url
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str, *, expect: int | None = 200) -> Page:
        """Fetches a page, following redirects; with `expect=None` any answer is taken.

        Raises:
            PageFault: it answered another status.
        """
        return self._fetch(urllib.request.Request(self._absolute(path)), expect=expect)  # noqa: S310  # our own node

    def submit(self, page: Page, given: Answers | None = None, *, form: str = "", expect: int = 200) -> Page:
        """Sends the form of a page whose action holds `form`, with its own fields and those given."""
        chosen = self._form(page, form)
        values = {**chosen.fields, **(given or {})}
        body = urllib.parse.urlencode(values, doseq=True).encode()
        url = urllib.parse.urljoin(page.url, chosen.action or page.url)
        request = urllib.request.Request(url, data=body, headers={"Referer": page.url})  # noqa: S310  # our own node
        return self._fetch(request, expect=expect)

    def _form(self, page: Page, part: str) -> Form:
        posts = [form for form in page.forms if part in form.action]
        wanted = [form for form in posts if "/logout/" not in form.action]
        if not wanted:
            raise PageFault(
                f"{page.url} has no form for '{part}'; it has {[form.action for form in page.forms]}"
            )
        return wanted[0]

    def _fetch(self, request: urllib.request.Request, *, expect: int | None) -> Page:
        try:
            with self._opener.open(request, timeout=_TIMEOUT_S) as answer:
                page = _page(answer.url, answer.status, answer.read())
        except urllib.error.HTTPError as error:
            page = _page(error.url or request.full_url, error.code, error.read())
        if expect is not None and page.status != expect:
            raise PageFault(
                f"{request.get_method()} {page.url} answered {page.status}, not {expect}: {_gist(page.text)}"
            )
        return page

    def _absolute(self, path: str) -> str:
        return urllib.parse.urljoin(self._base, path)


class _Reader(HTMLParser):
    """Collects forms; only those sent by POST."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(action=given.get("action", ""))
            if given.get("method", "get").lower() == "post":
                self.forms.append(self._open)
        elif self._open is not None and given.get("name"):
            self._field(self._open, tag, given)
        elif self._open is not None and tag == "option" and self._select and "selected" in given:
            self._open.fields[self._select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None

    def _field(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, kind, value = given["name"], given.get("type", "text"), given.get("value", "")
        self._select = name if tag == "select" else ""
        if tag == "button" or kind == "submit":
            form.choices.setdefault(name, []).append(value)
        elif kind in {"radio", "checkbox"}:
            form.choices.setdefault(name, []).append(value)
            if "checked" in given:
                form.fields[name] = value
        elif tag in {"input", "textarea", "select"}:
            form.fields.setdefault(name, value)


def _page(url: str, status: int, raw: bytes) -> Page:
    text = raw.decode("utf-8", errors="replace")
    reader = _Reader()
    reader.feed(text)
    return Page(url=url, status=status, text=text, forms=tuple(reader.forms))


def _gist(text: str) -> str:
    inside = text.partition("<main")[2] or text
    words = urllib.parse.unquote(" ".join(part.partition(">")[2] for part in inside.split("<")))
    return " ".join(words.split())[:300]

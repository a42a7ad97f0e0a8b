"""The handbook inside the node: the pages of docs/handbook, one for each role, so that a tired person finds hers.

A page is written in a small part of Markdown, and this shows that part and no more: two kinds of headings, paragraphs,
lists, bold words, links within the node, and what is typed. Everything else is shown as it stands.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from wardbell.people.rules import Role

FOLDER: Path = settings.ROOT / "docs" / "handbook"
PAGES = {
    "designee": _("Designee"),
    "council-office": _("Council office"),
    "approver": _("Approver"),
    "translator": _("Translator"),
    "duty-clerk": _("Duty clerk"),
    "partner-organization": _("Partner organization"),
    "hotline": _("Hotline and shift lead"),
    "confirmer": _("Confirmer"),
    "administrator": _("Administrator"),
    "counsel": _("Counsel"),
    "safety-officer": _("Safety officer"),
    "clerk": _("City clerk"),
    "reader": _("Reader"),
}
OF_ROLE = {
    Role.MEMBER: "council-office", Role.DEPUTY: "council-office", Role.AIDE: "council-office",
    Role.PRESIDENT: "council-office", Role.DESIGNEE: "designee", Role.APPROVER: "approver",
    Role.DUTY_CLERK: "duty-clerk", Role.COUNSEL: "counsel", Role.TRANSLATOR: "translator",
    Role.PARTNER: "partner-organization", Role.SAFETY_OFFICER: "safety-officer", Role.ADMINISTRATOR: "administrator",
    Role.HOTLINE: "hotline", Role.SHIFT_LEAD: "hotline", Role.CONFIRMER: "confirmer",
}  # fmt: skip

_ITEM = re.compile(r"(?:- |\d+\. )(.*)")
_SPANS = (
    (re.compile(r"\[([^\]]+)\]\((/[a-z0-9/_-]*)\)"), r'<a href="\2">\1</a>'),
    (re.compile(r"\*\*([^*]+)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"\*([^*]+)\*"), r"<em>\1</em>"),
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
)


@require_GET
def contents(request: HttpRequest) -> HttpResponse:
    """Lists the pages."""
    return render(request, "account/handbook.html", {"pages": PAGES.items()})


@require_GET
def page(request: HttpRequest, name: str) -> HttpResponse:
    """Shows one role's page."""
    if name not in PAGES:
        raise Http404
    told = {"title": PAGES[name], "text": shown((FOLDER / f"{name}.md").read_text(encoding="utf-8"))}
    return render(request, "account/handbook_page.html", told)


@cache
def shown(text: str) -> SafeString:
    """Returns a page's text as HTML, without its title, which the frame says in the reader's language."""
    blocks = [block for block in text.strip().split("\n\n") if not block.startswith("# ")]
    return format_html_join("\n", "{}", ((_block(block),) for block in blocks))


def _block(block: str) -> SafeString:
    if block.startswith("## "):
        return format_html("<h2>{}</h2>", _line(block.removeprefix("## ")))
    if not _ITEM.match(block):
        return format_html("<p>{}</p>", _line(block))
    items = format_html_join("", "<li>{}</li>", ((_line(item),) for item in _items(block)))
    return format_html("<ul>{}</ul>" if block.startswith("- ") else "<ol>{}</ol>", items)


def _items(block: str) -> Iterator[str]:
    for line in block.splitlines():
        found = _ITEM.match(line)
        yield found[1] if found else line


def _line(text: str) -> SafeString:
    """Escapes everything first; the marks that follow can then make nothing but what stands in _SPANS."""
    html = str(escape(text))
    for mark, made in _SPANS:
        html = mark.sub(made, html)
    return mark_safe(html)  # noqa: S308  # escaped above

"""What templates say of a notice: its reviewed texts, its kind as word and shape."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wardbell.dispatch.rules import LEFT
from wardbell.ground import languages
from wardbell.notices import queries as notices
from wardbell.notices.queries import NoticeView, PublicNotice, WordsView
from wardbell.notices.rules import HowKnown
from wardbell.phrases import queries as phrases
from wardbell.web.templatetags.wardbell import icon, phone

register = template.Library()

_NORTH_AMERICA = "+1"
_NUMBER = re.compile(r"(\d{3}-\d{3}-\d{4})")  # as phones.shown writes numbers of North America

_SHAPES = {"correction": "correction", "withdrawal": "correction"}


@register.simple_tag
def notice_text(notice: PublicNotice | NoticeView, medium: str) -> SafeString:
    """Shows one reviewed text of a notice in the reader's language, marked when it had to fall back to another."""
    shown = notices.text(notice.id, language=get_language() or "en", medium=medium)
    return _marked(shown.body, shown.language, is_page=medium.startswith("page"))


@register.simple_tag
def plain_text(key: str, medium: str, **slots: str) -> SafeString:
    """Shows a reviewed phrase that belongs to no notice."""
    shown = phrases.render(key, slots, language=get_language() or "en", medium=medium)
    return _marked(shown.body, shown.language, is_page=True)


@register.simple_tag
def own_words(words: WordsView) -> SafeString:
    """Shows an office's own words in their frame, which says whose they are."""
    framed = phrases.own_words_frame(words.text, office=words.office, language=words.language, medium="page")
    return format_html("<p>{}</p>", _marked(framed, words.language))


@register.simple_tag
def kind_icon(kind: str) -> SafeString:
    """Draws the shape of a kind."""
    return icon(_SHAPES.get(kind, "official"))


@register.simple_tag
def kind_word(kind: str) -> str:
    """Says the kind in a word."""
    return {
        "bulletin": _("City notice"),
        "correction": _("Correction"),
        "withdrawal": _("Withdrawn"),
        "official_notice": _("Official notice"),
    }[kind]


@register.filter
def says_when(notice: NoticeView) -> bool:
    """Says whether its texts tell since when; of a request only three things are told."""
    return notice.how_known is not HowKnown.REQUEST


def _marked(text: str, language: str, *, is_page: bool = False) -> SafeString:
    shown = _with_numbers(text) if is_page else format_html("{}", text)
    if language == get_language():
        return shown
    spoken = languages.by_tag(language)
    return format_html(
        '<span lang="{}" dir="{}">{}</span>', language, "rtl" if spoken.is_rtl else "ltr", shown
    )


def _with_numbers(text: str) -> SafeString:
    """Makes telephone numbers ready to call, kept in one piece and the right way round."""
    parts = _NUMBER.split(text)
    return format_html_join("", "{}", ((_call(part) if at % 2 else part,) for at, part in enumerate(parts)))


def _call(number: str) -> SafeString:
    return phone(f"{_NORTH_AMERICA}{number.replace('-', '')}")


@register.simple_tag(takes_context=True)
def office_name(context: template.Context, code: str) -> str:
    """Names an office or organization in the reader's language; the page asks for the names once."""
    return str(context["office_names"].get(code, code))


@register.simple_tag
def language_name(tag: str) -> SafeString:
    """Names a language in its own script."""
    spoken = languages.by_tag(tag)
    return format_html('<bdi lang="{}">{}</bdi>', tag, spoken.name)


@register.simple_tag
def sent_of(states: dict[str, int]) -> int:
    """Counts those whom a provider has taken."""
    return sum(states.get(state, 0) for state in LEFT)


@register.simple_tag
def failed_of(states: dict[str, int]) -> int:
    """Counts those whom no message reaches."""
    return sum(states.get(state, 0) for state in ("failed", "undelivered", "expired"))

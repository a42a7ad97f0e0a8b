"""What templates say of a notice: its reviewed texts, its kind as word and shape."""

import re

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wardbell.ground import languages
from wardbell.notices import kinds
from wardbell.notices import queries as notices
from wardbell.notices.queries import NoticeView, PublicNotice, WordsView
from wardbell.notices.rules import Speaker
from wardbell.phrases import queries as phrases
from wardbell.places import queries as places
from wardbell.web.templatetags.wardbell import icon, phone

register = template.Library()

_NORTH_AMERICA = "+1"
_NUMBER = re.compile(r"(\d{3}-\d{3}-\d{4})")  # as phones.shown writes numbers of North America

_ADDRESS = re.compile(r"(https?://\S+)")
_SHAPES = {
    "correction": "correction", "withdrawal": "correction", "all_clear": "confirmed", "boil_water": "urgent",
    "snow_emergency": "urgent",
}  # fmt: skip


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
def kind_word(kind: str, speaker: str = Speaker.CITY) -> str:
    """Says the kind in a word, and of a plain notice whose it is."""
    plain = _("Community notice") if speaker == Speaker.COMMUNITY else _("City notice")
    return {
        "bulletin": plain,
        "correction": _("Correction"),
        "withdrawal": _("Withdrawn"),
        "official_notice": _("Official notice"),
        "preparedness": _("Good to know beforehand"),
        "rumour_check": _("Rumour check"),
        "all_clear": _("All clear"),
        "boil_water": _("Tap water"),
        "snow_emergency": _("Snow emergency"),
    }.get(kind, plain)


@register.simple_tag
def notices_of_whom() -> str:
    """Names this node's notices by who speaks here."""
    if "community" not in settings.NODE_ROLES:
        return _("City notices")
    return _("City and community notices") if "city" in settings.NODE_ROLES else _("Community notices")


@register.inclusion_tag("parts/copies.html")
def copies(notice: PublicNotice | NoticeView, organization: str = "") -> dict[str, object]:
    """Offers a public notice ready to paste, in each language: subject, HTML, text message; with an organization's own link."""
    tags = places.jurisdiction().languages
    return {"notice": notice, "copies": [_copy(notice.id, tag, organization) for tag in tags]}


@register.inclusion_tag("parts/approved_answers.html")
def approved_answers(notice: PublicNotice | NoticeView) -> dict[str, object]:
    """Offers the approved answers for press and constituents, while what the notice says still holds."""
    pack = kinds.kind(notice.of_kind)
    if not pack.questions or not notice.is_current or notice.kind != notice.of_kind:
        return {"answers": ()}
    media = [one for one in phrases.media_of(pack.questions) if one.startswith("page-q")]
    pairs = [
        (_phrase(pack.questions, one), _phrase(pack.questions, one.replace("-q", "-a"))) for one in media
    ]
    return {"answers": pairs}


@register.inclusion_tag("parts/partner_reach.html")
def partner_reach(notice: PublicNotice | NoticeView) -> dict[str, object]:
    """Shows which organizations pass a notice on, and what they say of their reach, marked as their own word."""
    return {"partners": notices.partner_relays(notice.id)}


def _phrase(key: str, medium: str) -> SafeString:
    shown = phrases.render(key, {}, language=get_language() or "en", medium=medium)
    return _marked(shown.body, shown.language, is_page=True)


def _copy(notice_id: str, tag: str, organization: str) -> dict[str, object]:
    spoken = languages.by_tag(tag)

    def text(medium: str) -> phrases.Text:
        if organization:
            return notices.partner_text(notice_id, organization=organization, language=tag, medium=medium)
        return notices.text(notice_id, language=tag, medium=medium)

    mail, sms = text("mail"), text("sms")
    return {
        "language": spoken,
        "subject": mail.subject,
        "html": _as_html(mail),
        "mail": mail.body,
        "sms": sms.body,
    }


def _as_html(mail: phrases.Text) -> str:
    """Returns a mail text as HTML that a newsletter program takes as it is: escaped, inline styles, nothing to load."""
    written = languages.by_tag(mail.language)
    paragraphs = format_html_join(
        "\n", '<p style="margin:0 0 1em">{}</p>', ((_linked(part),) for part in mail.body.split("\n\n"))
    )
    direction = "rtl" if written.is_rtl else "ltr"
    return format_html(
        '<div lang="{}" dir="{}" style="font-size:16px;line-height:1.5">\n{}\n</div>',
        mail.language,
        direction,
        paragraphs,
    )


def _linked(paragraph: str) -> SafeString:
    parts = _ADDRESS.split(paragraph)
    linked = (
        format_html('<a href="{0}">{0}</a>', part) if at % 2 else _with_breaks(part)
        for at, part in enumerate(parts)
    )
    return format_html_join("", "{}", ((part,) for part in linked))


def _with_breaks(text: str) -> SafeString:
    first, *rest = text.split("\n")
    return format_html("{}{}", first, format_html_join("", "<br>\n{}", ((line,) for line in rest)))


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
def cell(n: int | None) -> str:
    """Says a count of a table of readers, or that it is not shown."""
    return _("not shown") if n is None else str(n)

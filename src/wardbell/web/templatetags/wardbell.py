"""What templates say in the same way everywhere: times, codes, icons, language links."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from babel.dates import format_date, format_time, format_timedelta
from django import template
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from wardbell.ground import clock, phones
from wardbell.places import queries as places

register = template.Library()

_NOT_IN_CLDR = frozenset({"hmn"})
_JUST_NOW = timedelta(seconds=10)
_MAP_WIDTH = 360  # units; as wide as a phone

#: own drawings, 24 by 24, in the colour of the text
ICONS = {
    "bell": '<path d="M12 3a1.500 1.500 0 0 1 1.500 1.500v.4A5.800 5.800 0 0 1 18 10.500V15l1.600 2.500H4.400L6 15v-4.500a5.800 5.800 0 0 1 4.500-5.600v-.4A1.500 1.500 0 0 1 12 3z" fill="currentColor"/><path d="M9.500 19h5a2.500 2.500 0 0 1-5 0z" fill="currentColor"/>',
    "what": '<path d="M4 4h16v12H9l-5 4z" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"/><path d="M8 8.500h8M8 12h5" stroke="currentColor" stroke-width="2"/>',
    "where": '<path d="M12 21s7-6.500 7-11.500a7 7 0 0 0-14 0C5 14.500 12 21 12 21z" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"/><circle cx="12" cy="9.500" r="2.500" fill="currentColor"/>',
    "when": '<circle cx="12" cy="12" r="8.500" fill="none" stroke="currentColor" stroke-width="2"/><path d="M12 7v5l3.500 2" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"/>',
    "do": '<path d="M5 12.500l4.500 4.500L19 7.500" fill="none" stroke="currentColor" stroke-width="2.500" stroke-linecap="round" stroke-linejoin="round"/>',
    "who": '<circle cx="12" cy="8" r="4" fill="none" stroke="currentColor" stroke-width="2"/><path d="M4.500 20c1-4 4-6 7.500-6s6.500 2 7.500 6" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"/>',
    "official": '<path d="M12 3l8 3v6c0 5-3.500 8-8 9-4.500-1-8-4-8-9V6z" fill="currentColor"/>',
    "confirmed": '<circle cx="12" cy="12" r="9.500" fill="currentColor"/><path d="M7.500 12.500l3 3 6-6.500" fill="none" stroke="var(--paper)" stroke-width="2.200"/>',
    "correction": '<path d="M3 12L12 3l9 9-9 9z" fill="currentColor"/><path d="M8 12h8" stroke="var(--paper)" stroke-width="2.500"/>',
    "urgent": '<path d="M12 2.500L22.500 21h-21z" fill="currentColor"/><path d="M12 9v5.500M12 17v1.500" stroke="var(--urgent-ground)" stroke-width="2.200"/>',
}  # fmt: skip


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draws one of our icons; the word always stands beside it, so it is hidden from screen readers."""
    return mark_safe(f'<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">{ICONS[name]}</svg>')  # noqa: S308  # our own drawings


@register.filter
def clock_time(at: datetime) -> SafeString:
    """Shows an instant in the city's zone as people here read a clock, with the day when it is another."""
    here = at.astimezone(places.zone())
    return format_html('<time datetime="{}"><bdi>{}</bdi></time>', here.isoformat(), clock_text(at))


@register.filter
def clock_line(at: datetime) -> str:
    """Writes an instant as a line of plain text wants it: day and time, in the city's zone."""
    return at.astimezone(places.zone()).strftime("%Y-%m-%d %H:%M")


def clock_text(at: datetime) -> str:
    """Writes the same instant as plain text, to stand within a sentence."""
    here = at.astimezone(places.zone())
    locale = _locale()
    text = format_time(here, "short", locale=locale).replace("\u202f", "\u00a0")
    if here.date() != clock.now().astimezone(places.zone()).date():
        text = f"{format_date(here, 'medium', locale=locale)}, {text}"
    return text


@register.filter
def wall_clock(value: object) -> str:
    """Shows an instant as a date-and-time field of a form wants it, in the city's zone; what somebody typed stays as it is."""
    if isinstance(value, datetime):
        return value.astimezone(places.zone()).strftime("%Y-%m-%dT%H:%M")
    return str(value or "")


@register.filter
def plain_day(day: date) -> SafeString:
    """Shows a calendar day in words."""
    text = format_date(day, "long", locale=_locale())
    return format_html('<time datetime="{}"><bdi>{}</bdi></time>', day.isoformat(), text)


@register.filter
def ago(at: datetime) -> str:
    """Says how long ago an instant was, in words."""
    lapse = at - clock.now()
    if abs(lapse) < _JUST_NOW:
        return _("just now")
    if (get_language() or "en") in _NOT_IN_CLDR:
        return _ago_in_our_words(lapse)
    return format_timedelta(lapse, add_direction=True, locale=_locale(), threshold=1.1)


def _ago_in_our_words(lapse: timedelta) -> str:
    """Says it from our own catalogue, for a language whose words for time nobody else keeps."""
    minutes = max(1, round(abs(lapse.total_seconds()) / 60))
    n, words = next((n, words) for n, words in _spans(minutes, is_past=lapse < timedelta()) if n)
    return words % {"n": n}


def _spans(minutes: int, *, is_past: bool) -> Iterator[tuple[int, str]]:
    """Yields whole days, hours and minutes with the words for so many of them."""
    days, hours = minutes // 1440, minutes // 60
    if is_past:
        yield days, ngettext("%(n)s day ago", "%(n)s days ago", days)
        yield hours, ngettext("%(n)s hour ago", "%(n)s hours ago", hours)
        yield minutes, ngettext("%(n)s minute ago", "%(n)s minutes ago", minutes)
    else:
        yield days, ngettext("in %(n)s day", "in %(n)s days", days)
        yield hours, ngettext("in %(n)s hour", "in %(n)s hours", hours)
        yield minutes, ngettext("in %(n)s minute", "in %(n)s minutes", minutes)


@register.filter
def lapse(duration: timedelta | None) -> str:
    """Shows a duration as minutes and seconds: "4 min 20 s"."""
    if duration is None:
        return ""
    minutes, seconds = divmod(max(0, int(duration.total_seconds())), 60)
    if not minutes:
        return _("%(seconds)s s") % {"seconds": seconds}
    return _("%(minutes)s min %(seconds)s s") % {"minutes": minutes, "seconds": f"{seconds:02d}"}


@register.filter
def area_name(code: str) -> str:
    """Names an area in the reader's language."""
    return places.area_name(code, get_language() or "en")


@register.filter
def named(code: str, names: Mapping[str, str]) -> str:
    """Names an area from names that were read once for a whole page."""
    return names.get(code, "")


@register.filter
def spaced_code(code: str) -> SafeString:
    """Sets a short code in pairs, and has it read letter by letter."""
    pairs = " ".join(code[i : i + 2] for i in range(0, len(code), 2))
    return format_html('<bdi class="code" dir="ltr" aria-label="{}">{}</bdi>', " ".join(code), pairs)


@register.filter
def isolated(text: object) -> SafeString:
    """Sets a number, telephone or file number apart, so that it is not turned round in a right-to-left text."""
    return format_html('<bdi dir="ltr">{}</bdi>', text)


@register.filter
def phone(e164: str) -> SafeString:
    """Shows a telephone number as people here read it, ready to call."""
    text = phones.shown(e164, country=places.country())
    return format_html('<a class="nowrap" href="tel:{}"><bdi dir="ltr">{}</bdi></a>', e164, text)


@register.filter
def mailbox(address: str) -> SafeString:
    """Shows an office's own e-mail address, ready to write to."""
    return format_html('<a class="mailbox" href="mailto:{}"><bdi dir="ltr">{}</bdi></a>', address, address)


@register.filter
def word(text: str) -> str:
    """Says a word of a closed list (a role, a state) in the reader's language; web/spoken.py marks them."""
    return _(text.replace("_", " "))


@register.simple_tag(takes_context=True)
def with_language(context: template.Context, tag: str) -> str:
    """Returns this page's address in another language."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return f"?lang={tag}"
    query = {key: value for key, value in request.GET.items() if key != "lang"} | {"lang": tag}
    return f"{request.path if request.method == 'GET' else '/'}?{urlencode(query)}"


def _locale() -> str:
    """The reader's language, where CLDR knows it; Hmong reads dates and numbers in the English form."""
    tag = get_language() or "en"
    return "en" if tag in _NOT_IN_CLDR else tag.replace("-", "_")


@register.inclusion_tag("parts/ward_map.html")
def ward_map(base: str, chosen_codes: list[str] | None = None) -> dict[str, object]:
    """Draws the wards as links that need no script; `base` is the address before the ward's code."""
    frame = places.frame(width=_MAP_WIDTH)
    outlines = [
        (one, one.code.partition(":")[2].rpartition("-")[2])
        for one in places.outlines("ward", width=_MAP_WIDTH)
    ]
    return {
        "base": base, "chosen_codes": chosen_codes or [], "outlines": outlines, "view_box": frame.view_box,
        "water": places.water(width=_MAP_WIDTH),
    }  # fmt: skip


@register.inclusion_tag("parts/incident_map.html")
def incident_map(
    counts: Mapping[str, int], dots: Iterable[tuple[int, float, float]] = ()
) -> dict[str, object]:
    """Draws the wards with a count in each that has one, and numbered points (number, longitude, latitude) where any are given."""
    frame = places.frame(width=_MAP_WIDTH)
    outlines = [
        (one, one.code.partition(":")[2].rpartition("-")[2], counts.get(one.code, 0))
        for one in places.outlines("ward", width=_MAP_WIDTH)
    ]
    drawn = [(number, frame.at(lon, lat)) for number, lon, lat in dots]
    return {
        "outlines": outlines, "view_box": frame.view_box, "water": places.water(width=_MAP_WIDTH),
        "dots": [(number, at[0], at[1]) for number, at in drawn if at is not None],
    }  # fmt: skip

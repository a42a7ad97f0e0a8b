"""Pages to read: notices, one bulletin, a check, the feed."""

from datetime import date, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods

from wardbell.dispatch import queries as letters
from wardbell.ground import clock
from wardbell.notices import queries as notices
from wardbell.notices.queries import PublicNotice, WordsView
from wardbell.people import queries as people
from wardbell.places import queries as places
from wardbell.reports import rules as reports
from wardbell.web.public import feeds
from wardbell.web.public.forms import CheckForm

PRIVACY_SINCE = date(2026, 11, 23)  #: whoever changes the words of the page changes the day
ACCESSIBILITY_SINCE = date(2026, 11, 22)
_COMPANIES = {"twilio": "Twilio Inc."}
_SEND_NOTHING = frozenset({"console", "memory"})


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Shows what is in force now, then what was, for the whole city or one ward."""
    ward = request.GET.get("ward", "")
    wards = places.wards()
    chosen = next((one for one in wards if one.code == ward), None)
    said = notices.published(area=chosen.code if chosen else None)
    context = {
        "now": [one for one in said if one.is_current],
        "past": [one for one in said if not one.is_current],
        "wards": wards,
        "chosen": chosen,
        "language": get_language(),
    }
    return render(request, "public/home.html", context)


@require_GET
def bulletin(request: HttpRequest, code: str) -> HttpResponse:
    """Shows one public notice with whatever corrects it."""
    found = notices.by_code(code)
    if found is None:
        raise Http404
    return _shown(request, found, {})


@require_GET
def passed_on(request: HttpRequest, organization: str, code: str) -> HttpResponse:
    """Shows a notice by the link of an organization that passes it on. Nothing is counted."""
    name = next((one.name for one in people.organizations() if one.code == organization), None)
    found = notices.by_code(code)
    if found is None or name is None:
        raise Http404
    return _shown(request, found, {"passed_on_by": name})


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Says whether a message with this code is ours; unknown and unpublished codes answer alike."""
    looked_up = request.GET if "code" in request.GET else None
    form = CheckForm(request.POST if request.method == "POST" else looked_up)
    context: dict[str, object] = {"form": form, "is_asked": form.is_bound and form.is_valid()}
    if context["is_asked"]:
        code = form.cleaned_data["code"]
        found = notices.by_code(code)
        later = notices.by_code(found.replaced_by) if found and found.replaced_by else None
        context |= {"code": code, "notice": found, "later": later, "link": f"{settings.BASE_URL}/n/{code}/"}
    return render(request, "public/check.html", context)


@require_GET
def ward_map(request: HttpRequest) -> HttpResponse:
    """Shows the wards as a map of links, with the list beside it."""
    return render(request, "public/map.html", {"wards": places.wards()})


@require_GET
def feed(request: HttpRequest, ward: str = "") -> HttpResponse:
    """Serves the public notices as Atom (RFC 4287), whole city or one ward."""
    if ward and ward not in {one.code for one in places.wards()}:
        raise Http404
    return feeds.atom(request, area=ward or None)


@require_GET
def corrections(request: HttpRequest) -> HttpResponse:
    """Shows every correction, withdrawal and all-clear, the newest first, and how long the earlier notice stood."""
    return render(request, "public/corrections.html", {"lines": notices.set_right()})


@require_GET
def about(request: HttpRequest) -> HttpResponse:
    """Says who runs this, and what it will not do."""
    year = (
        clock.now()
        .astimezone(places.zone())
        .replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    )
    return render(request, "public/about.html", {"holds": letters.hold_figures(year), "year": year.year})


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """Says what is kept of a reader, for how long, who sees it, and that a court can order it."""
    told = {
        "since": PRIVACY_SINCE,
        "sms_carrier": _carrier(settings.SMS_URL),
        "mail_carrier": _carrier(settings.MAIL_URL),
        "erases_by_itself": "community" in settings.NODE_ROLES,
        "takes_reports": "community" in settings.NODE_ROLES,
        "report_kept": _report_kept(),
    }
    return render(request, "public/privacy.html", told)


@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """Says for whom these pages work, what is tested, what is not good enough, and whom to call."""
    told = {"since": ACCESSIBILITY_SINCE, "contact_mail": places.jurisdiction().contact_mail}
    return render(request, "public/accessibility.html", told)


def _report_kept() -> dict[str, int]:
    """Returns how long what is told to the desk is kept, in hours or days, as the room of reports forgets it."""
    hour, day = timedelta(hours=1), timedelta(days=1)
    return {
        "unverified_hours": reports.UNVERIFIED_KEPT // hour,
        "verified_days": reports.VERIFIED_KEPT // day,
        "contact_hours": reports.CONTACT_KEPT // hour,
        "contact_days": reports.CONTACT_AT_MOST // day,
        "threat_days": reports.THREAT_KEPT // day,
    }


def _carrier(url: str) -> str:
    """Names the company or the server that a channel's address leads to, and nothing else of it."""
    found = urlsplit(url)
    if found.scheme in _SEND_NOTHING:
        return gettext("nobody; this machine shows messages and sends none")
    return _COMPANIES.get(found.scheme) or found.hostname or found.scheme


def _shown(request: HttpRequest, found: PublicNotice, more: dict[str, object]) -> HttpResponse:
    later = notices.by_code(found.replaced_by) if found.replaced_by else None
    earlier = notices.by_code(found.takes_back) if found.takes_back else None
    context = {"notice": found, "later": later, "earlier": earlier, "words": _words(found.id)}
    return render(request, "public/bulletin.html", context | more)


def _words(notice_id: str) -> list[WordsView]:
    """What offices added and had signed off, in this reader's language."""
    signed_off = [one for one in notices.own_words(notice_id) if one.reviewed_at is not None]
    return [one for one in signed_off if one.language == get_language()]

"""One public notice at an organization's desk: its own link, texts to paste, that it passes the notice on, whom it says it told."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wardbell.ground.errors import Refused
from wardbell.notices import actions
from wardbell.notices import queries as notices
from wardbell.notices.queries import PublicNotice
from wardbell.people import queries as people
from wardbell.people.rules import Verb
from wardbell.web import entry
from wardbell.web.errors import sentence_of


@require_http_methods(["GET", "POST"])
@entry.signed_in(Verb.RELAY_BY_PARTNER)
def notice(request: HttpRequest, code: str) -> HttpResponse:
    """Shows what to paste and the organization's own link; the button records that it passes the notice on."""
    found = notices.by_code(code)
    if found is None:
        raise Http404
    sentence = ""
    if request.method == "POST":
        try:
            _act(request, found)
            messages.success(request, _("Recorded."))
            return redirect("organization:notice", code=found.code)
        except Refused as refused:
            sentence = sentence_of(refused)
    context = {"notice": found, "mine": _mine(request, found), "sentence": sentence}
    return render(request, "organization/notice.html", context, status=409 if sentence else 200)


def _act(request: HttpRequest, found: PublicNotice) -> None:
    by, organization = entry.actor(request), request.POST.get("organization", "")
    if request.POST.get("action") == "report":
        actions.report_reach(
            found.id, organization=organization, language=request.POST.get("language", ""),
            n_people=_number(request.POST.get("n_people", "")), by=by,
        )  # fmt: skip
    else:
        actions.relay_by_partner(found.id, organization=organization, by=by)


def _number(typed: str) -> int:
    """Returns what was typed as a whole number; 0, which no reach is, for anything else."""
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def _mine(request: HttpRequest, found: PublicNotice) -> list[dict[str, object]]:
    relayed = {one.organization: one for one in notices.partner_relays(found.id)}
    codes = entry.person(request).organizations
    return [
        {
            "code": one.code, "name": one.name, "link": notices.partner_link(found.code, one.code),
            "relayed": relayed.get(one.code),
        }
        for one in people.organizations()
        if one.code in codes
    ]  # fmt: skip

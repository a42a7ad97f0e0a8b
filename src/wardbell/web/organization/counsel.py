"""A legal organization's own two pages: its public key, and the tool that opens what was sealed to it, on its own device."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from wardbell.ground.errors import NotAllowed, Refused, Unreadable
from wardbell.people.rules import Role, Verb
from wardbell.reports import actions, queries
from wardbell.web import entry
from wardbell.web.errors import sentence_of
from wardbell.web.organization.community import at_desk


@require_http_methods(["GET", "POST"])
@at_desk(Verb.PUBLISH_KEY)
def key(request: HttpRequest) -> HttpResponse:
    """Shows the key to which confirmers seal an original; a POST publishes another, or withdraws it."""
    organization, sentence = _organization(request), ""
    if request.method == "POST":
        try:
            messages.success(request, _act(request, organization))
            return redirect("organization:counsel_key")
        except NotAllowed:
            raise
        except Refused as refused:
            sentence = sentence_of(refused)
    known = next((one for one in queries.counsel_keys() if one.organization == organization), None)
    context = {"key": known, "sentence": sentence}
    return render(request, "organization/counsel_key.html", context, status=422 if sentence else 200)


@require_GET
@at_desk(Verb.PUBLISH_KEY)
def open_sealed(request: HttpRequest) -> HttpResponse:
    """Gives counsel the page on which a sealed file is opened; neither the file nor the key leaves their device."""
    return render(request, "organization/counsel_open.html")


def _act(request: HttpRequest, organization: str) -> str:
    by = entry.actor(request)
    match request.POST.get("action", ""):
        case "publish":
            actions.publish_counsel_key(organization, request.POST.get("public_key", ""), by=by)
            return _("Published. From now on originals are sealed to this key.")
        case "withdraw":
            actions.withdraw_counsel_key(organization, by=by)
            return _("Withdrawn. Nothing more is sealed to this key.")
    raise Unreadable("Press one of the buttons.")


def _organization(request: HttpRequest) -> str:
    """Returns the code of the organization whose counsel asks."""
    held = [
        one.organization
        for one in entry.person(request).grants
        if one.role is Role.COUNSEL and one.organization
    ]
    if not held:
        raise NotAllowed("Only counsel of a partner organization has a key here.")
    return held[0]

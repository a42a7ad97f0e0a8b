"""The confirmer's phone: what they are asked, the safety brief, yes or no, and the way back."""

from pathlib import Path
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from wardbell.ground.errors import NotAllowed, Refused, Unreadable
from wardbell.people.rules import Verb
from wardbell.reports import actions
from wardbell.reports import queries as reports
from wardbell.reports.queries import OfferView
from wardbell.reports.rules import TAKES_A_PLACE, WENT, Brief, OfferState
from wardbell.web import entry
from wardbell.web.errors import sentence_of
from wardbell.web.organization import looking_words as words
from wardbell.web.organization.area_words import names_of
from wardbell.web.organization.community import at_desk

_WORKER = Path(__file__).resolve().parent.parent / "static" / "looking-worker.js"


@require_GET
@at_desk(Verb.CONFIRM_ON_SITE)
def home(request: HttpRequest) -> HttpResponse:
    """Shows a confirmer what they are asked now, by ward and language."""
    offers = [(one, words.STATES[one.state]) for one in reports.offers_of(entry.actor(request))]
    names = names_of({one.ward for one, _state in offers})
    return render(request, "organization/looking.html", {"offers": offers, "names": names})


@require_http_methods(["GET", "POST"])
@at_desk(Verb.CONFIRM_ON_SITE)
def offer(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Shows one offer: first the brief, then yes or no, then the place; buttons tell the desk how far they are."""
    found, sentence = own(request, offer_id), ""
    if request.method == "POST":
        try:
            messages.success(request, _act(request, found.id))
            return redirect("organization:offer", offer_id=found.id)
        except Refused as refused:
            sentence = sentence_of(refused)
            found = own(request, offer_id)
    context = {
        "offer": found, "state": words.STATES[found.state], "brief": words.BRIEF, "sentence": sentence,
        "is_out": found.state in TAKES_A_PLACE, "must_leave": found.state is OfferState.STOOD_DOWN,
        "takes_pictures": found.state in WENT and reports.pictures_taken().are_taken,
        "is_asked": found.state is OfferState.OFFERED, "is_there": found.state is OfferState.ON_SITE,
    }  # fmt: skip
    return render(request, "organization/looking_offer.html", context, status=409 if sentence else 200)


@require_GET
@at_desk(Verb.CONFIRM_ON_SITE)
def offer_state(request: HttpRequest, offer_id: UUID) -> JsonResponse:
    """Answers how an offer stands, for the page that watches whether it is time to leave."""
    return JsonResponse({"state": own(request, offer_id).state})


@require_GET
@at_desk(Verb.CONFIRM_ON_SITE)
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # Django hands it in
    """Answers the script that opens the checklist without a network; from here it may, from the static folder it may not."""
    return HttpResponse(_WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")


def own(request: HttpRequest, offer_id: UUID) -> OfferView:
    """Returns an offer of whoever asks; somebody else's is as if it were not there."""
    try:
        return reports.offer(str(offer_id), entry.actor(request))
    except NotAllowed as refused:
        raise Http404 from refused


def _act(request: HttpRequest, offer_id: str) -> str:
    """Does what a button says, and returns what became of it."""
    by = entry.actor(request)
    match request.POST.get("action", ""):
        case "brief":
            shown = [one for one in Brief if one in request.POST.getlist("line")]
            actions.open_brief(offer_id, lines=shown, by=by)
            return _("Recorded. Now say yes or no.")
        case "accept" if actions.accept(offer_id, by=by):
            return _("Thank you. The place is on this page now.")
        case "accept":
            return _("No more are needed. Please do not go.")
        case "decline":
            actions.decline(offer_id, by=by)
            return _("Recorded. Thank you for saying so.")
        case "arrive":
            actions.arrive(offer_id, by=by)
            return _("Recorded. Stay where anybody may stand.")
        case "well":
            actions.am_well(offer_id, by=by)
            return _("Thank you. We are glad that you are well.")
    raise Unreadable("Press one of the buttons.")

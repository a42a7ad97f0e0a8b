"""The confirmer's picture: last, small and without anything beside its pixels; or its original, sealed on the phone for counsel."""

from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wardbell.ground.errors import Refused, Unreadable
from wardbell.people.rules import Verb
from wardbell.reports import actions
from wardbell.reports import queries as reports
from wardbell.reports.rules import MOST_PICTURES, PICTURE_KEPT
from wardbell.safeguards.pictures import MOST_BYTES
from wardbell.web import entry
from wardbell.web.errors import sentence_of
from wardbell.web.intake import takes_at_most
from wardbell.web.organization.community import at_desk
from wardbell.web.organization.looking import own
from wardbell.web.organization.observing import is_script
from wardbell.web.organization.pictures import while_taken

_FORM = 20_000  # bytes of a form around its file


@takes_at_most(MOST_BYTES + _FORM)
@require_http_methods(["GET", "POST"])
@at_desk(Verb.ADD_PICTURE)
@while_taken
def add(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Asks for a picture and keeps it once; the page's script, which made it small first, is answered in a sentence."""
    found, sentence, status = own(request, offer_id), "", 200
    if request.method == "POST":
        try:
            said = _keep(request, found.id)
            if is_script(request):
                return JsonResponse({"said": said})
            messages.success(request, said)
            return redirect("organization:add_picture", offer_id=offer_id)
        except Refused as refused:
            sentence, status = sentence_of(refused), 422 if isinstance(refused, Unreadable) else 409
    if sentence and is_script(request):
        return JsonResponse({"said": sentence}, status=status)
    context = {
        "offer": found, "sentence": sentence, "keys": reports.counsel_keys(), "most": MOST_PICTURES,
        "most_mb": MOST_BYTES // 1_000_000, "hours": int(PICTURE_KEPT.total_seconds() // 3600),
    }  # fmt: skip
    return render(request, "organization/looking_picture.html", context, status=status)


@require_POST
@at_desk(Verb.ADD_PICTURE)
@while_taken
def handed(request: HttpRequest, offer_id: UUID) -> JsonResponse:
    """Writes down that an original was sealed for counsel on the phone: its digest, and nothing of it."""
    found = own(request, offer_id)
    key, digest = request.POST.get("key", ""), request.POST.get("digest", "")
    try:
        actions.hand_to_counsel(found.id, fingerprint=key, digest=digest, by=entry.actor(request))
    except Refused as refused:
        return JsonResponse({"said": sentence_of(refused)}, status=409)
    return JsonResponse(
        {
            "said": _(
                "Sealed. That you handed it over is written down; the picture is not. Give the file to counsel."
            )
        }
    )


def _keep(request: HttpRequest, offer_id: str) -> str:
    file = request.FILES.get("picture")
    if not isinstance(file, UploadedFile) or not file.size:
        raise Unreadable("Choose a picture first.")
    is_new = actions.add_picture(offer_id, file.read(), by=entry.actor(request))
    return (
        _("The desk has the picture. Thank you.")
        if is_new
        else _("This picture was sent before. Nothing was changed.")
    )

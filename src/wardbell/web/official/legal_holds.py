"""Legal holds: in one tap nothing of this node is deleted any more; somebody else lifts it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wardbell.ground.errors import NotAllowed, Refused
from wardbell.journal import actions as journal
from wardbell.journal import queries as held
from wardbell.journal.rules import LONGEST_REASON
from wardbell.people.rules import Verb
from wardbell.places import queries as places
from wardbell.web import entry
from wardbell.web.errors import sentence_of


@require_http_methods(["GET", "POST"])
@entry.signed_in(Verb.PLACE_HOLD)
def legal_holds(request: HttpRequest) -> HttpResponse:
    """Shows the holds that stand and those that were lifted; places one, or lifts one of somebody else."""
    reason, sentence = request.POST.get("reason", ""), ""
    if request.method == "POST":
        try:
            messages.success(request, _act(request, reason))
            return redirect("official:legal_holds")
        except NotAllowed:
            raise
        except Refused as refused:
            sentence = sentence_of(refused)
    found, zone = held.holds(), places.zone()
    context = {
        "standing": [one for one in found if one.lifted_at is None],
        "lifted": [
            (one, one.placed_at.astimezone(zone).date(), one.lifted_at.astimezone(zone).date())
            for one in found
            if one.lifted_at is not None
        ],
        "asked_by": entry.person(request).id,
        "longest": LONGEST_REASON,
        "reason": reason,
        "sentence": sentence,
    }
    return render(request, "official/legal_holds.html", context, status=422 if sentence else 200)


def _act(request: HttpRequest, reason: str) -> str:
    by = entry.actor(request)
    if not (lifted := request.POST.get("lift", "")):
        journal.place_hold(reason=reason, by=by)
        return _("Nothing on this node is deleted from now on.")
    if lifted not in {one.id for one in held.holds()}:
        raise Http404
    journal.lift_hold(hold_id=lifted, by=by)
    if held.is_held():
        return _("Lifted. Another hold stands: nothing is deleted.")
    return _("Lifted. What is due is deleted again.")

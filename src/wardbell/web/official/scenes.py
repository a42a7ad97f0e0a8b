"""What the city's designee says of scenes on the city's own node: confirmed, something else, or over."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from wardbell.ground.errors import NotAllowed, Refused
from wardbell.people.rules import Verb
from wardbell.reports import actions, queries
from wardbell.reports.rules import Answer, HeldAs, Level
from wardbell.web import entry
from wardbell.web.errors import sentence_of

#: what a designee may say, in the order of the buttons; of what is confirmed it is said once
ANSWERS = {
    Answer.ENFORCEMENT: gettext_lazy("Confirmed officially"),
    Answer.NOT_IMMIGRATION: gettext_lazy("Not immigration enforcement"),
    Answer.ENDED: gettext_lazy("It has ended"),
}


@require_http_methods(["GET", "POST"])
@entry.signed_in(Verb.CONFIRM_OFFICIALLY)
def scenes(request: HttpRequest) -> HttpResponse:
    """Shows what staff saw or a peer handed over; the designee says what it is."""
    if str(HeldAs.CITY) not in settings.NODE_ROLES:
        raise Http404
    by, sentence = entry.actor(request), ""
    found = queries.for_designee(by)
    if request.method == "POST":
        try:
            _say(request, {one.scene.id for one in found})
        except NotAllowed:
            raise
        except Refused as refused:
            sentence = sentence_of(refused)
        else:
            messages.success(request, _("Recorded."))
            return redirect("official:scenes")
    lines = [(one, _left(one.scene.level)) for one in found]
    return render(
        request,
        "official/scenes.html",
        {"lines": lines, "sentence": sentence},
        status=422 if sentence else 200,
    )


def _say(request: HttpRequest, ids: set[str]) -> None:
    given = request.POST.get("answer", "")
    if request.POST.get("scene", "") not in ids:
        raise Http404
    if given not in ANSWERS:
        raise Refused("Press one of the buttons: confirmed, something else, or over.")
    actions.confirm_officially(request.POST["scene"], Answer(given), by=entry.actor(request))


def _left(level: Level) -> list[tuple[Answer, str]]:
    is_said = level is Level.CONFIRMED_OFFICIAL
    return [(one, str(name)) for one, name in ANSWERS.items() if one is not Answer.ENFORCEMENT or not is_said]

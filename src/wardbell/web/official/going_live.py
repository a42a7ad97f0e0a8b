"""Going live: the checklist, who has said that this node may speak to the public, and which texts are ready."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from wardbell.ground.errors import Refused, Unreadable
from wardbell.notices import queries as notices
from wardbell.notices.queries import Item
from wardbell.people.rules import Verb
from wardbell.phrases import actions as phrases
from wardbell.phrases import queries as texts
from wardbell.phrases.queries import Readiness
from wardbell.phrases.rules import GoLiveRole
from wardbell.places import queries as places
from wardbell.web import entry
from wardbell.web.errors import sentence_of

_NAMED = 12  # of what a step lacks; a page is no roster
_NAMES = {
    Item.COUNSEL: gettext_lazy("Counsel has given their word"),
    Item.CLERK: gettext_lazy("The clerk has given their word"),
    Item.LANGUAGES: gettext_lazy("Every text is signed off in every language"),
    Item.NUMBERS: gettext_lazy("Every official has proved their telephone number"),
    Item.DRILL: gettext_lazy("Every council office answered a drill of the last 90 days"),
}


@require_http_methods(["GET", "POST"])
@entry.signed_in(Verb.PLACE_HOLD)
def going_live(request: HttpRequest) -> HttpResponse:
    """Shows the checklist as it stands; counsel and clerk each give their word with a button."""
    sentence = ""
    if request.method == "POST":
        try:
            phrases.let_speak(_role(request), by=entry.actor(request))
            messages.success(request, _("Recorded."))
            return redirect("official:going_live")
        except Refused as refused:
            sentence = sentence_of(refused)
    spoken = places.jurisdiction().languages
    ready = texts.readiness(tags=spoken)
    rows = [
        (tag, sum(by_tag[tag] is Readiness.READY for by_tag in ready.values()), len(ready)) for tag in spoken
    ]
    context = {
        "steps": [(step, _NAMES[step.item], step.lacks[:_NAMED]) for step in notices.going_live()],
        "rows": rows,
        "sentence": sentence,
    }
    return render(request, "official/going_live.html", context, status=409 if sentence else 200)


def _role(request: HttpRequest) -> GoLiveRole:
    try:
        return GoLiveRole(request.POST.get("role", ""))
    except ValueError as error:
        raise Unreadable(_("Press the button of the role for which you give your word.")) from error

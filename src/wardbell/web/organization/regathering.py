"""The whole board gathered anew: what would be joined or parted, and one button for each; nothing moves by itself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wardbell.ground.errors import Conflict
from wardbell.people.rules import Verb
from wardbell.reports import actions, queries
from wardbell.web import entry
from wardbell.web.errors import sentence_of
from wardbell.web.organization.area_words import area_names
from wardbell.web.organization.board import row
from wardbell.web.organization.community import at_desk
from wardbell.web.organization.incident import told_in_words


@require_http_methods(["GET", "POST"])
@at_desk(Verb.JUDGE_REPORTS)
def regathering(request: HttpRequest) -> HttpResponse:
    """Shows what gathering anew proposes; a button does one of it, and leads to where it can be undone."""
    by, sentence = entry.actor(request), ""
    if request.method == "POST":
        try:
            leads_to = actions.regather(request.POST.get("key", ""), by=by)
        except Conflict as refused:
            sentence = sentence_of(refused)
        else:
            messages.success(request, _("Done. It can be undone below."))
            return redirect("organization:incident", incident_id=leads_to)
    names = area_names()
    proposed = [
        (one, row(one.source, names), row(one.target, names) if one.target else None, [told_in_words(each) for each in one.told])
        for one in queries.regathering(by)
    ]  # fmt: skip
    context = {"proposed": proposed, "sentence": sentence}
    return render(request, "organization/regathering.html", context, status=409 if sentence else 200)

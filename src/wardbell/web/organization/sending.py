"""The shift lead asks confirmers to look at one scene, sees who goes, and calls them all back."""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from wardbell.ground.errors import NotAllowed, Refused, Unreadable
from wardbell.people.rules import Verb
from wardbell.reports import actions
from wardbell.reports import queries as reports
from wardbell.reports.queries import Fit, IncidentView
from wardbell.reports.rules import MOST_ASKED, MOST_ON_SCENE
from wardbell.web import entry, seen_words
from wardbell.web.errors import sentence_of
from wardbell.web.organization import looking_words as words
from wardbell.web.organization.community import at_desk


@require_http_methods(["GET", "POST"])
@at_desk(Verb.ASK_CONFIRMERS)
def looking(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Shows who may be asked to look, who was and who goes, by pseudonym; `?live` answers the part that changes."""
    incident, sentence = _incident(request, incident_id), ""
    if request.method == "POST":
        try:
            messages.success(request, _act(request, incident.line.id))
            return redirect("organization:looking_at", incident_id=incident_id)
        except Refused as refused:
            sentence = sentence_of(refused)
    going = _going(request, incident.line.id)
    if "live" in request.GET:
        return render(request, "organization/_going.html", going)
    fit, why_nobody = _fit(request, incident.line.id)
    context = {
        "line": incident.line, "fit": fit, "why_nobody": why_nobody, "most_asked": MOST_ASKED,
        "most_on_scene": MOST_ON_SCENE, "sentence": sentence,
    } | going  # fmt: skip
    return render(request, "organization/looking_at.html", context, status=409 if sentence else 200)


def _act(request: HttpRequest, incident_id: str) -> str:
    by = entry.actor(request)
    match request.POST.get("action", ""):
        case "ask":
            n = len(actions.ask(incident_id, volunteer_ids=_ticked(request), by=by))
            return ngettext("%(n)s person is asked.", "%(n)s people are asked.", n) % {"n": n}
        case "stand_down":
            actions.stand_down(incident_id, by=by)
            return _("Everybody who was asked to this scene is told to leave now.")
    raise Unreadable("Press one of the buttons.")


def _ticked(request: HttpRequest) -> list[str]:
    """Returns the ids that were ticked; what is none was not."""
    found = []
    for given in request.POST.getlist("volunteer"):
        with suppress(ValueError):
            found.append(str(UUID(given)))
    return found


def _incident(request: HttpRequest, incident_id: UUID) -> IncidentView:
    try:
        return reports.incident(str(incident_id), entry.actor(request))
    except Unreadable as refused:
        raise Http404 from refused


def _fit(request: HttpRequest, incident_id: str) -> tuple[list[Fit], str]:
    """Returns who may be asked, or why nobody is sent to this scene."""
    try:
        return reports.fit_to_look(incident_id, entry.actor(request)), ""
    except NotAllowed as refused:
        return [], sentence_of(refused)


def _going(request: HttpRequest, incident_id: str) -> dict[str, object]:
    by = entry.actor(request)
    asked = reports.looking(incident_id, by)
    found = reports.found_at_scene(incident_id, by)
    return {
        "asked": [(one, words.STATES[one.state]) for one in asked],
        "found": [(one, words.FOUND[one.answer], [seen_words.MARKINGS[mark] for mark in one.markings]) for one in found],
    }  # fmt: skip

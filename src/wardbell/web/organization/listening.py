"""The answering machine: what waits to be listened to, and one recording beside the form of a call."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from wardbell.ground import languages
from wardbell.ground.errors import Unreadable
from wardbell.people.rules import Verb
from wardbell.places import queries as places
from wardbell.reports import actions, queries
from wardbell.reports.queries import RecordingView
from wardbell.web import entry
from wardbell.web.organization.community import at_desk
from wardbell.web.organization.intake import script
from wardbell.web.organization.intake_forms import CallForm, listed_places


@require_GET
@at_desk(Verb.SORT_REPORTS)
def voicemail(request: HttpRequest) -> HttpResponse:
    """Shows the recordings that nobody has written down yet."""
    waiting = [(one, _spoken(one)) for one in queries.to_listen(entry.actor(request))]
    return render(request, "organization/voicemail.html", {"waiting": waiting})


@require_http_methods(["GET", "POST"])
@at_desk(Verb.SORT_REPORTS)
def listen(request: HttpRequest, recording_id: int) -> HttpResponse:
    """Plays one recording beside what to fill in; a POST keeps what was heard as a call is kept."""
    by, found = entry.actor(request), _found(request, recording_id)
    if found.incident_id:
        return redirect("organization:incident", incident_id=found.incident_id)
    form = CallForm(request.POST if request.method == "POST" else None)
    del form.fields["callback"]  # it came with the recording, or not at all
    if form.is_valid():
        kept = actions.write_down(found.id, form.told(language=found.language), by=by)
        told = reverse("organization:incident", args=[kept.incident_id])
        return redirect(f"{told}?told={kept.report_id}")
    context = {
        "form": form, "recording": found, "caller": languages.by_tag(found.language), "script": script(found.language),
        "listed": listed_places(), "language": _spoken(found),
    }  # fmt: skip
    return render(request, "organization/call.html", context, status=422 if form.errors else 200)


@require_GET
@at_desk(Verb.SORT_REPORTS)
def sound(request: HttpRequest, recording_id: int) -> HttpResponse:
    """Answers the sound alone, to the desk alone; no browser keeps it."""
    try:
        media_type, heard = queries.sound(str(recording_id), entry.actor(request))
    except Unreadable as refused:
        raise Http404 from refused
    answer = HttpResponse(heard, content_type=media_type)
    answer["Content-Disposition"] = "inline"
    return answer


def _found(request: HttpRequest, recording_id: int) -> RecordingView:
    try:
        return queries.recording(str(recording_id), entry.actor(request))
    except Unreadable as refused:
        raise Http404 from refused


def _spoken(one: RecordingView) -> str:
    return (
        languages.by_tag(one.language).name
        if one.language in places.jurisdiction().languages
        else _("Not known")
    )

"""The roster test of every evening: which offices can be reached, and how fast they answer."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wardbell.escalation import queries as asked
from wardbell.escalation.rules import roster_subject
from wardbell.people.rules import Verb
from wardbell.places import queries as places
from wardbell.web import entry


@require_GET
@entry.signed_in(Verb.FOLLOW_UP)
def evenings(request: HttpRequest) -> HttpResponse:
    """Lists the evenings, the newest first."""
    entry.check_of_the_city(request)
    context = {"evenings": asked.roster_tests(), "hour": places.jurisdiction().roster_at}
    return render(request, "official/rosters.html", context)


@require_GET
@entry.signed_in(Verb.FOLLOW_UP)
def evening(request: HttpRequest, day: str) -> HttpResponse:
    """Shows who answered on one evening, and how long it took."""
    entry.check_of_the_city(request)
    try:
        found = asked.roster_test(date.fromisoformat(day))
    except ValueError as error:
        raise Http404 from error
    if found is None:
        raise Http404
    view = asked.clock_view(roster_subject(found.day))
    rows = [
        (row, row.answered_at - found.due_at if row.answered_at else None)
        for row in (view.rows if view else ())
    ]
    return render(request, "official/roster.html", {"evening": found, "rows": rows})

"""Where it was and what can be learned: confirmed incidents by ward, corners for the desk alone, the lessons of what is finished."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from wardbell.ground.errors import Unreadable, WrongState
from wardbell.people.rules import Verb, may
from wardbell.places import queries as places
from wardbell.reports import queries
from wardbell.reports.queries import Lessons, Summary
from wardbell.reports.rules import Label, Level
from wardbell.web import entry
from wardbell.web.organization.area_words import names_of
from wardbell.web.organization.community import of_the_community

LEVELS = {
    Level.RECEIVED: _("Received"),
    Level.UNCONFIRMED: _("One account"),
    Level.CORROBORATED: _("Two accounts"),
    Level.CONFIRMED_COMMUNITY: _("Confirmed by the community"),
    Level.CONFIRMED_OFFICIAL: _("Confirmed by the city"),
    Level.NOT_IMMIGRATION: _("Not immigration enforcement"),
    Level.UNFOUNDED: _("Nothing there"),
    Level.ENDED: _("Ended"),
    Level.RETRACTED: _("Taken back"),
}
STEPS = {
    "opened": _("The first account came in"),
    "level": _("The desk said"),
    "found": _("Somebody who may say so found"),
    "asked": _("A confirmer was asked to look"),
    "on_site": _("A confirmer was there"),
    "noticed": _("A notice went out"),
    "set_right": _("A notice was set right"),
    "answered": _("A claim was answered"),
}


@require_GET
@of_the_community
@entry.signed_in()
def by_ward(request: HttpRequest) -> HttpResponse:
    """Shows confirmed incidents by ward to partners and the desk; the corners of what is open to the desk alone."""
    by = entry.actor(request)
    is_desk = may(entry.person(request).roles, Verb.SORT_REPORTS)
    found = queries.confirmed_by_ward(by)
    corners = list(enumerate(queries.corners(by), start=1)) if is_desk else []
    finished = queries.finished(by) if is_desk else []
    codes = [one.code for one in places.wards()]
    named = names_of(
        {*codes, *found, *(one.line.ward for _n, one in corners), *(one.ward for one in finished)}
    )
    frame = places.frame()
    drawn = {
        n for n, one in corners
        if one.lon is not None and one.lat is not None and frame.at(one.lon, one.lat) is not None
    }  # fmt: skip
    context = {
        "wards": [(named[ward], one, LEVELS[one.level]) for ward, lines in found.items() for one in lines],
        "counts": {ward: _count(lines, Label.CONFIRMED) for ward, lines in found.items()},
        "table": [
            (named[ward] if ward else "", _count(found.get(ward, []), Label.CONFIRMED), _count(found.get(ward, []), Label.NOT_IMMIGRATION))
            for ward in (*codes, *(one for one in found if one not in codes))
        ],
        "corners": [(n, named[one.line.ward], one, LEVELS[one.line.level], n in drawn) for n, one in corners],
        "dots": [(n, one.lon, one.lat) for n, one in corners if n in drawn],
        "finished": [(named[one.ward], one, LEVELS[one.level]) for one in finished],
        "is_desk": is_desk,
        "no_counts": {},
    }  # fmt: skip
    return render(request, "organization/by_ward.html", context)


@require_GET
@of_the_community
@entry.signed_in(Verb.SORT_REPORTS)
def lessons(request: HttpRequest, incident_id: str) -> HttpResponse:
    """Shows the steps of a finished incident, without persons, words or corners."""
    return render(request, "organization/lessons.html", _page(_found(request, incident_id)))


@require_GET
@of_the_community
@entry.signed_in(Verb.SORT_REPORTS)
def lessons_text(request: HttpRequest, incident_id: str) -> HttpResponse:
    """Hands the same out as plain text."""
    written = render_to_string("organization/lessons.txt", _page(_found(request, incident_id)), request)
    answer = HttpResponse(written, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="lessons-{incident_id}.txt"'
    return answer


@require_GET
@of_the_community
@entry.signed_in(Verb.SORT_REPORTS)
def lessons_json(request: HttpRequest, incident_id: str) -> HttpResponse:
    """Hands the same out for a program."""
    found = _found(request, incident_id)
    told = {
        "incident": found.incident_id, "level": found.level, "ward": found.ward,
        "opened_at": found.opened_at, "closed_at": found.closed_at,
        "to_first_level_s": _seconds(found.to_first_level), "to_confirmed_s": _seconds(found.to_confirmed),
        "to_notice_s": _seconds(found.to_notice), "asked": found.n_asked, "on_site": found.n_on_site,
        "steps": [{"at": one.at, "what": one.what, "detail": one.detail} for one in found.steps],
    }  # fmt: skip
    answer = JsonResponse(told, json_dumps_params={"indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="lessons-{incident_id}.json"'
    return answer


def _count(lines: list[Summary], label: Label) -> int:
    return sum(one.label is label for one in lines)


def _found(request: HttpRequest, incident_id: str) -> Lessons:
    try:
        return queries.lessons(str(incident_id), entry.actor(request))
    except (Unreadable, WrongState) as refused:
        raise Http404 from refused


def _page(found: Lessons) -> dict[str, object]:
    return {
        "found": found,
        "level": LEVELS[found.level],
        "steps": [(one, STEPS[one.what], _detail(one.what, one.detail)) for one in found.steps],
    }


def _detail(what: str, detail: str) -> object:
    return LEVELS[Level(detail)] if what == "level" else detail.replace("_", " ")


def _seconds(duration: timedelta | None) -> int | None:
    return None if duration is None else round(duration.total_seconds())

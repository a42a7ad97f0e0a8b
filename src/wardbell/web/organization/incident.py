"""One scene at the desk: what was told, what it is worth, who has it in hand, and what may be done with it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wardbell.ground.actors import Actor
from wardbell.ground.errors import NotAllowed, Refused, Unreadable
from wardbell.people.rules import Verb, may
from wardbell.reports import actions as reports
from wardbell.reports import queries
from wardbell.reports.queries import IncidentView, Step
from wardbell.reports.queries.board import Told
from wardbell.reports.rules import Kind, Level
from wardbell.web import entry, seen_words
from wardbell.web.errors import sentence_of
from wardbell.web.organization import desk_words as words
from wardbell.web.organization.area_words import area_names
from wardbell.web.organization.community import at_desk
from wardbell.web.organization.intake import script
from wardbell.web.organization.intake_forms import WhereForm, listed_places
from wardbell.web.organization.pictures import pictures_shown

_TOLD_AT_ONCE = 30


@require_http_methods(["GET", "POST"])
@at_desk(Verb.SORT_REPORTS)
def incident(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Shows one scene; a POST does what its button says, and says why when it cannot be done."""
    if request.method == "GET":
        return _page(request, str(incident_id))
    try:
        leads_to, said = _acted(request, str(incident_id))
    except NotAllowed:
        raise
    except Refused as refused:
        status = 422 if isinstance(refused, Unreadable) else 409
        return _page(request, str(incident_id), sentence=sentence_of(refused), status=status)
    messages.success(request, said)
    return redirect("organization:incident", incident_id=leads_to)


@require_http_methods(["GET", "POST"])
@at_desk(Verb.SORT_REPORTS)
def told(request: HttpRequest, incident_id: UUID, report_id: int) -> HttpResponse:
    """Shows one account, to say where it was and whether they saw it, once somebody has asked."""
    by = entry.actor(request)
    seen = queries.incident(str(incident_id), by)
    account = next((one for one in seen.told if one.id == str(report_id)), None)
    if account is None:
        raise Unreadable("There is no such account.")
    if request.POST.get("action") == "sort":
        return _sort(request, account.id)
    known = {"first_hand": account.first_hand, "place_name": account.place_name, "place_kind": account.place_kind, "area": seen.neighbourhood or seen.line.ward}  # fmt: skip
    form = WhereForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        leads_to = reports.locate(
            account.id, place=form.place(), first_hand=form.cleaned_data["first_hand"], by=by
        )
        messages.success(request, _("Recorded."))
        return redirect("organization:incident", incident_id=leads_to)
    context = {
        "form": form,
        "kinds": words.SORTED,
        "kind": account.kind,
        "one": told_in_words(account),
        "incident_id": str(incident_id),
        "listed": listed_places(),
    }
    return render(request, "organization/told.html", context, status=422 if form.errors else 200)


def _sort(request: HttpRequest, report_id: str) -> HttpResponse:
    kind = request.POST.get("kind", "")
    if kind not in words.SORTED:
        raise Unreadable("Say what it is about.")
    leads_to = reports.sort(report_id, kind=Kind(kind), by=entry.actor(request))
    messages.success(request, _("Recorded."))
    return redirect("organization:incident", incident_id=leads_to)


def id_of(typed: str) -> str:
    """Returns an id as a button sent it.

    Raises:
        Unreadable: it is none.
    """
    try:
        return str(UUID(typed))
    except ValueError as error:
        raise Unreadable("There is no such incident.") from error


def _acted(request: HttpRequest, incident_id: str) -> tuple[str, str]:
    """Does what the button says; returns which scene to show then, and what to say."""
    given, by = request.POST, entry.actor(request)
    match given.get("action", ""):
        case "claim":
            reports.claim(incident_id, by=by)
        case "hand_over":
            reports.hand_over(incident_id, note=given.get("note", ""), by=by)
        case "move":
            reports.move(incident_id, _level(given.get("to", "")), by=by)
        case "split":
            return reports.split(incident_id, report_ids=_numbers(given.getlist("report")), by=by), _("These accounts are a scene of their own now. It can be undone below.")  # fmt: skip
        case "merge":
            into = id_of(given.get("into", ""))
            reports.merge(incident_id, into=into, by=by)
            return into, _("Both are one scene now. It can be undone below.")
        case "undo":
            reports.undo(id_of(given.get("act", "")), by=by)
        case "doubt" | "trust" as verb:
            _doubt(given.getlist("report"), is_doubtful=verb == "doubt", by=by)
        case _:
            raise Unreadable("There is no such step.")
    return incident_id, _("Recorded.")


def _level(typed: str) -> Level:
    if typed not in set(Level):
        raise Unreadable("There is no such step.")
    return Level(typed)


def _numbers(typed: list[str]) -> list[str]:
    """Returns those of the ticked accounts that are numbers of accounts at all."""
    return [one for one in typed if one.isascii() and one.isdecimal() and len(one) < 20]


def _doubt(typed: list[str], *, is_doubtful: bool, by: Actor) -> None:
    chosen = _numbers(typed)
    if not chosen:
        raise Unreadable("Tick the accounts that you mean.")
    for one in chosen:
        reports.doubt(one, is_doubtful=is_doubtful, by=by)


def _page(request: HttpRequest, incident_id: str, *, sentence: str = "", status: int = 200) -> HttpResponse:
    by, names = entry.actor(request), area_names()
    seen = queries.incident(incident_id, by)
    accounts = Paginator([told_in_words(one) for one in reversed(seen.told)], _TOLD_AT_ONCE)
    context = {
        "seen": seen, "line": seen.line, "sentence": sentence, "kind": words.KINDS[seen.line.kind],
        "level": words.LEVELS[seen.line.level], "ward": names.get(seen.line.ward, ""),
        "neighbourhood": names.get(seen.neighbourhood, ""), "dangers": words.say(seen_words.DANGERS, seen.line.dangers),
        "accounts": accounts.get_page(request.GET.get("page")), "steps": [_step(one) for one in queries.steps(incident_id, by)],
        "rungs": [(one, words.LEVELS[one.after]) for one in seen.rungs], "course": queries.course_of(seen),
        "near": [(one, words.LEVELS[one.level]) for one in queries.near(incident_id, by)],
        "note": request.POST.get("note", ""), "pictures": pictures_shown(incident_id, by), "may_ask": may(entry.person(request).roles, Verb.ASK_CONFIRMERS),
        **_just_told(request, seen),
    }  # fmt: skip
    return render(request, "organization/incident.html", context, status=status)


def _just_told(request: HttpRequest, seen: IncidentView) -> dict[str, object]:
    """What the volunteer is shown who has just taken a call: what was masked, and how to end the call."""
    found = next((one for one in seen.told if one.id == request.GET.get("told", "")), None)
    if found is None:
        return {}
    return {"just_told": told_in_words(found), "end": script(found.language)["end"]}


def _step(step: Step) -> dict[str, object]:
    lacks = sentence_of(step.lacks) if step.lacks else ""
    return {"step": step, "level": words.LEVELS[step.level], "lacks": lacks}


def told_in_words(one: Told) -> dict[str, object]:
    """Returns an account in words."""
    return {
        "told": one, "first_hand": words.FIRST_HAND[one.first_hand], "way": words.WAYS[one.way],
        "masked": words.say(words.MASKED, one.masked), "markings": words.say(seen_words.MARKINGS, one.markings),
        "equipment": words.say(seen_words.EQUIPMENT, one.equipment), "dangers": words.say(seen_words.DANGERS, one.dangers),
    }  # fmt: skip

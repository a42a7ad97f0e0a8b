"""The board: one line for each scene, who has it in hand, and how long it waits."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wardbell.ground.errors import Conflict
from wardbell.people.rules import Verb, may
from wardbell.reports import actions as reports
from wardbell.reports import queries
from wardbell.reports.queries import BoardLine
from wardbell.web import entry, seen_words
from wardbell.web.errors import sentence_of
from wardbell.web.organization import desk_words as words
from wardbell.web.organization.area_words import area_names
from wardbell.web.organization.community import at_desk
from wardbell.web.organization.incident import id_of


@require_http_methods(["GET", "POST"])
@at_desk(Verb.SORT_REPORTS)
def board(request: HttpRequest) -> HttpResponse:
    """Shows what waits; a button takes one line in hand, and says so when somebody else was first."""
    if request.method == "POST":
        return _claim(request)
    return _page(request)


def _claim(request: HttpRequest) -> HttpResponse:
    incident_id = id_of(request.POST.get("claim", ""))
    try:
        reports.claim(incident_id, by=entry.actor(request))
    except Conflict as refused:
        return _page(request, sentence=sentence_of(refused), status=409)
    messages.success(
        request, _("You have this in hand for twenty minutes; whatever you do here makes it longer.")
    )
    return redirect(reverse("organization:incident", args=[incident_id]))


def _page(request: HttpRequest, *, sentence: str = "", status: int = 200) -> HttpResponse:
    by, names = entry.actor(request), area_names()
    found = queries.board(by, page=_number(request.GET.get("page", "")))
    context = {
        "board": found, "rows": [row(one, names) for one in found.lines], "sentence": sentence,
        "n_to_listen": len(queries.to_listen(by)), "own": queries.own_time(by), "may_lead": may(entry.person(request).roles, Verb.KEEP_VOLUNTEERS),
    }  # fmt: skip
    return render(request, "organization/board.html", context, status=status)


def row(line: BoardLine, names: dict[str, str]) -> dict[str, object]:
    """Returns a line of the board in words."""
    return {
        "line": line, "kind": words.KINDS[line.kind], "level": words.LEVELS[line.level], "wait": words.WAITS[line.wait],
        "ward": names.get(line.ward, ""), "dangers": words.say(seen_words.DANGERS, line.dangers),
    }  # fmt: skip


def _number(typed: str) -> int:
    """Returns a page's number as typed; the first for anything else."""
    return int(typed) if typed.isdecimal() and len(typed) < 6 else 1

"""Pictures at the desk: whether any are taken, and one of them, behind a click, with a grid to overwrite parts of it."""

import base64
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from wardbell.ground.actors import Actor
from wardbell.ground.errors import NotAllowed, Refused, Unreadable
from wardbell.journal import queries as journal
from wardbell.people.rules import Verb, may
from wardbell.reports import actions, queries
from wardbell.reports.queries import PictureView
from wardbell.reports.rules import WHY_LENGTH, PictureState
from wardbell.safeguards.pictures import Cell, Plain, grid
from wardbell.web import entry
from wardbell.web.errors import sentence_of
from wardbell.web.organization.community import at_desk

STATES = {
    PictureState.WAITING: _("waits for whoever leads the shift"),
    PictureState.CLEARED: _("may be seen by the desk"),
    PictureState.DELETED: _("deleted"),
}

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def while_taken(view: View[P]) -> View[P]:
    """Lets through while pictures are taken here; else there is no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not queries.pictures_taken().are_taken:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def pictures_shown(incident_id: str, by: Actor) -> list[tuple[PictureView, object]]:
    """Returns the pictures of a scene in words; none while none are taken."""
    if not queries.pictures_taken().are_taken:
        return []
    return [(one, STATES[one.state]) for one in queries.pictures_of(incident_id, by)]


@require_http_methods(["GET", "POST"])
@at_desk(Verb.ALLOW_PICTURES)
def pictures(request: HttpRequest) -> HttpResponse:
    """Says whether pictures are taken, and lets whoever leads the shift change it with a reason; lists those that wait."""
    by, sentence = entry.actor(request), ""
    if request.method == "POST":
        try:
            _switch(request, by)
            messages.success(request, _t("Recorded."))
            return redirect("organization:pictures")
        except NotAllowed:
            raise
        except Refused as refused:
            sentence = sentence_of(refused)
    taken = queries.pictures_taken()
    context = {
        "taken": taken, "sentence": sentence, "why": request.POST.get("why", ""), "longest": WHY_LENGTH,
        "waiting": queries.pictures_waiting(by) if taken.are_taken else [],
    }  # fmt: skip
    return render(request, "organization/pictures.html", context, status=422 if sentence else 200)


@require_http_methods(["GET", "POST"])
@at_desk(Verb.SORT_REPORTS)
@while_taken
def picture(request: HttpRequest, picture_id: UUID) -> HttpResponse:
    """Shows what is known of a picture; itself only in the answer to a button, kept by no browser."""
    by, shown, sentence, status = entry.actor(request), None, "", 200
    if request.method == "POST":
        try:
            shown = _act(request, str(picture_id), by)
            if shown is None:
                messages.success(request, _t("Recorded."))
                return redirect("organization:picture", picture_id=picture_id)
        except NotAllowed:
            raise
        except Refused as refused:
            sentence, status = sentence_of(refused), 422 if isinstance(refused, Unreadable) else 409
    one = _one(picture_id, by)
    context = {
        "one": one, "state": STATES[one.state], "sentence": sentence, "shown": shown and _shown(shown), "is_held": journal.is_held(),
        "is_verifier": may(entry.person(request).roles, Verb.CLEAR_PICTURES), "is_waiting": one.state is PictureState.WAITING,
        "is_deleted": one.state is PictureState.DELETED,
    }  # fmt: skip
    return render(request, "organization/picture.html", context, status=status)


def _switch(request: HttpRequest, by: Actor) -> None:
    why = request.POST.get("why", "")
    match request.POST.get("action", ""):
        case "allow":
            actions.allow_pictures(why=why, by=by)
        case "stop":
            actions.stop_pictures(why=why, by=by)
        case _:
            raise Unreadable("Press one of the buttons.")


def _act(request: HttpRequest, picture_id: str, by: Actor) -> Plain | None:
    """Does what the button says, and returns the picture where it is to be seen."""
    match request.POST.get("action", ""):
        case "look":
            return actions.look_at_picture(picture_id, by=by)
        case "block":
            actions.block_in_picture(picture_id, _cells(request.POST.getlist("cell")), by=by)
            return actions.look_at_picture(picture_id, by=by)
        case "clear" if request.POST.get("sure") != "yes":
            raise Unreadable("Say first that no face and no plate can be read.")
        case "clear":
            actions.clear_picture(picture_id, by=by)
        case "delete":
            actions.delete_picture(picture_id, by=by)
        case _:
            raise Unreadable("Press one of the buttons.")
    return None


def _one(picture_id: UUID, by: Actor) -> PictureView:
    try:
        return queries.picture(str(picture_id), by)
    except Unreadable as refused:
        raise Http404 from refused


def _cells(ticked: list[str]) -> set[Cell]:
    """Returns the cells that were ticked; what names none is none."""
    found = set()
    for one in ticked:
        with suppress(ValueError):
            row, column = one.split("-")
            found.add((int(row), int(column)))
    return found


def _shown(one: Plain) -> dict[str, object]:
    """Returns a picture as a page holds it: within itself, so that there is no address at which it lies."""
    columns, rows = grid(one.width, one.height)
    return {
        "data": base64.b64encode(one.jpeg).decode(), "width": one.width, "height": one.height, "columns": columns,
        "cells": [(row, column) for row in range(rows) for column in range(columns)],
    }  # fmt: skip

"""Shifts: who is at the desk when, where nobody is, and how long anybody may stay."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from wardbell.ground import clock
from wardbell.ground.errors import Refused
from wardbell.people.rules import Verb, check_may, may
from wardbell.places import queries as places
from wardbell.reports import actions as reports
from wardbell.reports import queries, rules
from wardbell.reports.queries import VolunteerView
from wardbell.reports.rules import Post
from wardbell.web import entry
from wardbell.web.errors import sentence_of
from wardbell.web.organization import desk_words as words
from wardbell.web.organization.community import at_desk

_LOOKS_AHEAD = timedelta(days=7)
_GAPS_AHEAD = timedelta(days=2)
_WATCHED = (Post.HOTLINE, Post.SHIFT_LEAD)


class ShiftForm(forms.Form):
    """Who, at which post, from when until when; times are the city's."""

    volunteer = forms.ChoiceField(label=_("Pseudonym"))
    post = forms.TypedChoiceField(coerce=Post, choices=list(words.POSTS.items()), label=_("Post"))
    starts_at = forms.DateTimeField(label=_("From"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"))  # fmt: skip
    ends_at = forms.DateTimeField(label=_("Until"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"))  # fmt: skip

    def __init__(self, *args: Any, volunteers: list[VolunteerView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["volunteer"].choices = [(one.id, one.pseudonym) for one in volunteers]  # type: ignore[attr-defined]  # it is a ChoiceField


@require_http_methods(["GET", "POST"])
@at_desk(Verb.SORT_REPORTS)
def shifts(request: HttpRequest) -> HttpResponse:
    """Shows the shifts of a week and where nobody is; a POST ends one's own shift, or sets one."""
    by = entry.actor(request)
    may_set = may(entry.person(request).roles, Verb.KEEP_VOLUNTEERS)
    with timezone.override(places.zone()):
        is_set = request.method == "POST" and request.POST.get("action") == "set"
        form = ShiftForm(
            request.POST if is_set else None, volunteers=queries.volunteers(by) if may_set else [], initial=_usual()
        )  # fmt: skip
        sentence = ""
        if request.method == "POST":
            sentence = _acted(request, form) if is_set else _ended(request)
            if not sentence and not form.errors:
                return redirect("organization:shifts")
        status = 422 if sentence or form.errors else 200
        context = _shown(request) | {"form": form, "may_set": may_set, "sentence": sentence}
        return render(request, "organization/shifts.html", context, status=status)


def _acted(request: HttpRequest, form: ShiftForm) -> str:
    """Sets a shift; returns why not, or nothing."""
    check_may(entry.person(request).roles, Verb.KEEP_VOLUNTEERS)
    if not form.is_valid():
        return ""
    given = form.cleaned_data
    return _said(
        request, _t("The shift was set."),
        lambda: reports.set_shift(
            given["volunteer"], post=given["post"], starts_at=given["starts_at"], ends_at=given["ends_at"],
            by=entry.actor(request),
        ),
    )  # fmt: skip


def _ended(request: HttpRequest) -> str:
    """Ends one's own shift with a note; returns why not, or nothing."""
    note, by = request.POST.get("note", ""), entry.actor(request)
    return _said(request, _t("Your shift is over. Rest well."), lambda: reports.end_shift(note=note, by=by))


def _said(request: HttpRequest, done: str, act: Callable[[], object]) -> str:
    try:
        act()
    except Refused as refused:
        return sentence_of(refused)
    messages.success(request, done)
    return ""


def _shown(request: HttpRequest) -> dict[str, object]:
    now, by = clock.now(), entry.actor(request)
    hour = timedelta(hours=1)
    found = queries.shifts(from_at=now, until=now + _LOOKS_AHEAD, by=by)
    return {
        "shifts": [(one, words.POSTS[one.post]) for one in found], "own": queries.own_time(by), "now": now,
        "gaps": [
            (words.POSTS[post], queries.coverage_gaps(post, from_at=now, until=now + _GAPS_AHEAD)) for post in _WATCHED
        ],
        "longest": rules.LONGEST_SHIFT // hour, "rest": rules.SHORTEST_REST // hour, "most": rules.MOST_IN_A_WEEK // hour,
        "note": request.POST.get("note", ""),
    }  # fmt: skip


def _usual() -> dict[str, datetime]:
    """The next full hour, for as long as a shift may last."""
    starts = clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return {"starts_at": starts, "ends_at": starts + rules.LONGEST_SHIFT}

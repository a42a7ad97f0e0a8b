"""The rumour desk: claims that go round, the most asked of the hour on top; each is taken, answered, told."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_http_methods

from wardbell.ground import clock
from wardbell.ground.errors import NotAllowed, Refused
from wardbell.people.rules import Verb, may
from wardbell.places import queries as places
from wardbell.places.rules import CITY
from wardbell.reports import actions, queries
from wardbell.reports.queries import RumourLine
from wardbell.reports.rules import Label
from wardbell.web import entry
from wardbell.web.errors import sentence_of
from wardbell.web.organization.area_words import names_of
from wardbell.web.organization.community import of_the_community
from wardbell.web.organization.proposing import AGENTS, LABELS, agents_of

_SINCE = timedelta(days=7)  # of which answers the median is shown


class ClaimForm(forms.Form):
    """What is being said, where, and whether it is said in public already."""

    claim = forms.CharField(
        max_length=200, label=_t("What is being said?"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _t("Write in one line what is being said.")},
    )  # fmt: skip
    ward = forms.ChoiceField(label=_t("Where?"))
    is_public_claim = forms.BooleanField(required=False, label=_t("It circulates in public already"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wards = [(one.code, one.name) for one in places.wards()]
        self.fields["ward"].choices = [(CITY, _("The whole city")), *wards]  # type: ignore[attr-defined]  # it is a ChoiceField


@require_http_methods(["GET", "POST"])
@of_the_community
@entry.signed_in(Verb.SORT_REPORTS)
def rumours(request: HttpRequest) -> HttpResponse:
    """Shows the claims of the desk and how long answers take; writes a new one down."""
    by = entry.actor(request)
    form = ClaimForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            rumour_id = actions.log_rumour(
                given["claim"], ward=given["ward"], is_public_claim=given["is_public_claim"], by=by
            )
            return redirect("organization:rumour", rumour_id=rumour_id)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, sentence_of(refused))
    found = queries.rumours(by)
    context = {
        "form": form,
        "names": names_of({one.ward for one in found}),
        "lines": [(one, LABELS.get(one.answer) if one.answer else "") for one in found],
        "median": queries.median_time_to_answer(since=clock.now() - _SINCE),
    }
    return render(request, "organization/rumours.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@of_the_community
@entry.signed_in(Verb.SORT_REPORTS)
def rumour(request: HttpRequest, rumour_id: str) -> HttpResponse:
    """Shows one claim with what can be done about it now."""
    line, sentence = _line(request, str(rumour_id)), ""
    if request.method == "POST":
        try:
            messages.success(request, _act(request, line))
            return redirect("organization:rumours" if _leaves(request) else request.path)
        except NotAllowed:
            raise
        except Refused as refused:
            sentence = sentence_of(refused)
    incidents = queries.answering(line.ward, entry.actor(request))
    context = {
        "line": line,
        "answer": LABELS.get(line.answer) if line.answer else "",
        "is_mine": line.is_mine,
        "incidents": incidents,
        "names": names_of({code for one in incidents for code in one.areas}),
        "labels": LABELS,
        "out": queries.answers_out(line.id),
        "may_propose": may(entry.person(request).roles, Verb.PROPOSE_NOTICE),
        "agents": AGENTS,
        "sentence": sentence,
    }
    return render(request, "organization/rumour.html", context, status=409 if sentence else 200)


def _line(request: HttpRequest, rumour_id: str) -> RumourLine:
    found = next((one for one in queries.rumours(entry.actor(request)) if one.id == rumour_id), None)
    if found is None:
        raise Http404
    return found


def _leaves(request: HttpRequest) -> bool:
    return request.POST.get("action") == "drop"


def _act(request: HttpRequest, line: RumourLine) -> str:
    """Does what the pressed button says, and returns the sentence about it."""
    by, given = entry.actor(request), request.POST
    match given.get("action", ""):
        case "ask_again":
            actions.ask_again(line.id)
            return _("Counted.")
        case "take":
            actions.take_rumour(line.id, by=by)
            return _("It is yours to answer.")
        case "answer":
            return _answer(request, line)
        case "propose":
            actions.propose_answer(
                line.id,
                agents=agents_of(request),
                link=given.get("link", ""),
                source_at=line.logged_at,
                by=by,
            )
            return _("A second person is asked now.")
        case "record":
            actions.record_published(line.id, notice_id=given.get("notice", ""), by=by)
            return _("Recorded.")
        case "drop":
            actions.drop_rumour(line.id, by=by)
            return _("Dropped.")
    raise Refused("Choose what to do.")


def _answer(request: HttpRequest, line: RumourLine) -> str:
    """Answers by an incident that was chosen, with what that incident is worth; without one it is not known yet."""
    chosen = request.POST.get("incident", "")
    by = entry.actor(request)
    offered = {one.incident_id: one.label for one in queries.answering(line.ward, by)}
    if chosen and chosen not in offered:
        raise Refused("Choose an incident from the list, or that it is not known yet.")
    actions.answer_rumour(line.id, offered.get(chosen, Label.NOT_KNOWN), incident_id=chosen, by=by)
    return _("Answered.")

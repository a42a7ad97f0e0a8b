"""A call at the hotline: read out, typed in, kept masked, in under a minute and by keyboard alone."""

from dataclasses import dataclass
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wardbell.ground import languages
from wardbell.ground.errors import Unreadable
from wardbell.ground.languages import Language
from wardbell.people.rules import Verb
from wardbell.phrases import queries as phrases
from wardbell.phrases.queries import Text
from wardbell.places import queries as places
from wardbell.reports import actions as reports
from wardbell.reports.queries import standing
from wardbell.web import entry
from wardbell.web.errors import sentence_of
from wardbell.web.organization.community import at_desk
from wardbell.web.organization.intake_forms import CallForm, listed_places

SCRIPT = "call-script"


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """One line to read out: in the caller's language, and in English for whoever reads it."""

    text: Text
    english: str
    direction: str


@require_http_methods(["GET", "POST"])
@at_desk(Verb.SORT_REPORTS)
def call(request: HttpRequest) -> HttpResponse:
    """Shows what to read out beside what to fill in; a POST keeps the call and shows what became of it."""
    standing.volunteer_of(entry.actor(request))  # before anybody types: without a pseudonym nothing is taken
    caller = _language(request)
    form = CallForm(request.POST if request.method == "POST" else None, initial={"call": uuid4()})
    if form.is_valid():
        try:
            kept = reports.receive_call(
                form.told(language=caller.tag), number=form.cleaned_data["callback"], by=entry.actor(request)
            )
            told = reverse("organization:incident", args=[kept.incident_id])
            return redirect(f"{told}?told={kept.report_id}")
        except Unreadable as refused:
            form.add_error("callback", sentence_of(refused))
    context = {
        "form": form, "caller": caller, "script": script(caller.tag), "listed": listed_places(),
        "spoken": [languages.by_tag(tag) for tag in places.jurisdiction().languages],
    }  # fmt: skip
    return render(request, "organization/call.html", context, status=422 if form.errors else 200)


def script(language: str) -> dict[str, Spoken]:
    """Returns {question: line} of what is read out in a language."""
    return {medium.removeprefix("page-"): _line(medium, language) for medium in phrases.media_of(SCRIPT)}


def _line(medium: str, language: str) -> Spoken:
    text = phrases.render(SCRIPT, {}, language=language, medium=medium)
    is_english = text.language == languages.FALLBACK
    english = text if is_english else phrases.render(SCRIPT, {}, language=languages.FALLBACK, medium=medium)
    is_rtl = languages.by_tag(text.language).is_rtl
    return Spoken(text=text, english="" if is_english else english.body, direction="rtl" if is_rtl else "ltr")


def _language(request: HttpRequest) -> Language:
    """The caller's, which the volunteer chose at the top of the page; English before that."""
    asked = request.GET.get("caller", "")
    return languages.by_tag(asked if asked in places.jurisdiction().languages else languages.FALLBACK)

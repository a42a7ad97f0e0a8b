"""The thread of a scene, for whoever works on it: fixed words and a few of one's own, gone a day after the close."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wardbell.ground.errors import NotAllowed, Refused, Unreadable
from wardbell.journal import queries as journal
from wardbell.people.rules import Verb, may
from wardbell.reports import actions
from wardbell.reports import queries as reports
from wardbell.reports.queries import Thread
from wardbell.reports.rules import WORDS_LENGTH, FixedWord
from wardbell.web import entry
from wardbell.web.errors import sentence_of
from wardbell.web.organization import looking_words as words
from wardbell.web.organization.community import at_desk


@require_http_methods(["GET", "POST"])
@at_desk(Verb.SORT_REPORTS, Verb.CONFIRM_ON_SITE)
def thread(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Shows what the shift says of a scene, newest first, and takes a line; `?live` answers the lines alone."""
    found, sentence = _seen(request, incident_id), ""
    if request.method == "POST":
        try:
            _say(request, found)
            return redirect("organization:thread", incident_id=incident_id)
        except Refused as refused:
            sentence = sentence_of(refused)
    lines = [(one, words.FIXED[FixedWord(one.word)] if one.word else "") for one in found.lines]
    if "live" in request.GET:
        return render(request, "organization/_thread.html", {"lines": lines})
    context = {
        "thread": found, "lines": lines, "fixed": words.FIXED, "longest": WORDS_LENGTH, "sentence": sentence,
        "typed": request.POST.get("words", "") if sentence else "", "is_held": journal.is_held(),
        "may_ask": may(entry.person(request).roles, Verb.ASK_CONFIRMERS),
    }  # fmt: skip
    return render(request, "organization/looking_thread.html", context, status=409 if sentence else 200)


def _say(request: HttpRequest, found: Thread) -> None:
    word = request.POST.get("word", "")
    if word and word not in set(FixedWord):
        raise Unreadable("Choose a word, or type one.")
    said = FixedWord(word) if word else None
    actions.say(found.incident_id, word=said, words=request.POST.get("words", ""), by=entry.actor(request))


def _seen(request: HttpRequest, incident_id: UUID) -> Thread:
    try:
        return reports.thread(str(incident_id), entry.actor(request))
    except (NotAllowed, Unreadable) as refused:
        raise Http404 from refused

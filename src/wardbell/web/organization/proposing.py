"""From incident to word: what is confirmed and not told yet, the draft of verified facts, and what must be set right."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardbell.ground.errors import NotAllowed, Refused, Unreadable
from wardbell.notices import queries as notices
from wardbell.notices.rules import Answer, State
from wardbell.people.rules import Verb
from wardbell.reports import actions, queries
from wardbell.reports.rules import Label
from wardbell.web import entry
from wardbell.web.errors import sentence_of
from wardbell.web.organization.area_words import names_of
from wardbell.web.organization.community import of_the_community

#: what the finding leaves open where it was something else: federal agents may be there all the same
AGENTS = {
    Answer.YES: gettext_lazy("Yes"),
    Answer.NO: gettext_lazy("No"),
    Answer.NOT_KNOWN: gettext_lazy("Not known"),
}
LABELS = {
    Label.CONFIRMED: gettext_lazy("Confirmed"),
    Label.NOT_IMMIGRATION: gettext_lazy("Not immigration enforcement"),
    Label.NOT_KNOWN: gettext_lazy("We do not know yet"),
}


@require_GET
@of_the_community
@entry.signed_in(Verb.PROPOSE_NOTICE)
def proposals(request: HttpRequest) -> HttpResponse:
    """Shows what changed and must be set right, what is confirmed and not told yet, and what is in the making or stands."""
    by = entry.actor(request)
    to_tell = queries.to_tell(by)
    made = [one for code in entry.person(request).organizations for one in notices.of_organization(code)]
    context = {
        "due": queries.due(),
        "checks": [(one, LABELS[one.facts.label] if one.facts else "") for one in queries.checks_due(by)],
        "to_tell": [(one, LABELS[one.label]) for one in to_tell],
        "waiting": [(one, _said_back(one.id)) for one in made if one.state in {State.DRAFT, State.IN_REVIEW}],
        "standing": [one for one in made if one.state is State.PUBLISHED],
        "to_end": queries.ended_by_hand(made),
        "names": names_of({code for one in to_tell for code in one.areas}),
        "agents": AGENTS,
        "asked_by": entry.person(request).id,
    }
    return render(request, "organization/proposals.html", context)


@require_http_methods(["GET", "POST"])
@of_the_community
@entry.signed_in(Verb.PROPOSE_NOTICE)
def propose(request: HttpRequest, incident_id: str) -> HttpResponse:
    """Shows the verified facts of an incident as they would be told; one button asks a second person."""
    by, sentence = entry.actor(request), ""
    facts = next((one for one in queries.to_tell(by) if one.incident_id == str(incident_id)), None)
    if request.method == "POST":
        try:
            actions.propose(str(incident_id), agents=agents_of(request), by=by)
        except Unreadable as refused:
            raise Http404 from refused
        except NotAllowed:
            raise
        except Refused as refused:
            sentence = sentence_of(refused)
        else:
            messages.success(request, _("A second person is asked now."))
            return redirect("organization:proposals")
    if facts is None and not sentence:
        raise Http404
    context = {
        "facts": facts,
        "label": LABELS[facts.label] if facts else "",
        "agents": AGENTS,
        "sentence": sentence,
    }
    return render(request, "organization/propose.html", context, status=409 if sentence else 200)


@require_POST
@of_the_community
@entry.signed_in(Verb.PROPOSE_NOTICE)
def set_right(request: HttpRequest, notice_id: str) -> HttpResponse:
    """Ends, withdraws or corrects the notice of an incident that has changed."""
    by, agents = entry.actor(request), agents_of(request)
    return _done(
        request,
        lambda: actions.set_right(str(notice_id), agents=agents, by=by),
        _("Set right. Who got the notice is told as soon as it may leave."),
    )


@require_POST
@of_the_community
@entry.signed_in(Verb.PROPOSE_NOTICE)
def end(request: HttpRequest, notice_id: str) -> HttpResponse:
    """Says that what a notice told of is over, where no incident will tell."""
    by = entry.actor(request)
    return _done(
        request,
        lambda: actions.end_notice(str(notice_id), by=by),
        _("Ended. Who got the notice is told as soon as it may leave."),
    )


@require_POST
@of_the_community
@entry.signed_in(Verb.PROPOSE_NOTICE)
def ask_again(request: HttpRequest, notice_id: str) -> HttpResponse:
    """Puts a draft that was sent back before the approvers once more, or throws it away."""
    by = entry.actor(request)
    if request.POST.get("action") == "discard":
        return _done(request, lambda: actions.drop_proposal(str(notice_id), by=by), _("Thrown away."))
    return _done(
        request,
        lambda: actions.ask_again_for_approval(str(notice_id), by=by),
        _("A second person is asked now."),
    )


def agents_of(request: HttpRequest) -> Answer:
    """Returns what was answered about federal agents; nothing for what is no answer."""
    given = request.POST.get("agents", "")
    return Answer(given) if given in set(Answer) else Answer.NOT_ANSWERED


def _done(request: HttpRequest, act: Callable[[], None], sentence: str) -> HttpResponse:
    try:
        act()
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, sentence_of(refused))
    else:
        messages.success(request, sentence)
    return redirect("organization:proposals")


def _said_back(notice_id: str) -> str:
    """Returns why the newest approver sent a draft back; nothing while it waits."""
    return next((one.reason for one in reversed(notices.approval_asks(notice_id)) if one.reason), "")

"""The safety hold: one page to place it, renew it and end it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wardbell.dispatch import queries as letters
from wardbell.ground.actors import Actor
from wardbell.ground.errors import NotAllowed, Refused, Unreadable
from wardbell.notices import actions as notices
from wardbell.notices import queries as said
from wardbell.notices.queries import NoticeView
from wardbell.people.rules import Verb, may
from wardbell.web import entry
from wardbell.web.errors import sentence_of
from wardbell.web.official.following import afterwards
from wardbell.web.official.forms import HoldForm


@require_http_methods(["GET", "POST"])
@entry.signed_in(Verb.RENEW_HOLD)
def hold(request: HttpRequest, notice_id: str) -> HttpResponse:
    """Shows the hold on a public message; buttons place it, renew it, or let the message go."""
    notice, someone, sentence = _public(notice_id), entry.person(request), ""
    form = HoldForm(request.POST if request.POST.get("action") in {"place", "renew"} else None)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        try:
            _act(request.POST.get("action", ""), notice, form, by=entry.actor(request))
            messages.success(request, _("Recorded."))
            return afterwards(request, notice)
        except NotAllowed:
            raise
        except Refused as refused:
            sentence = sentence_of(refused)
    found = letters.hold(notice.subject)
    context = {
        "notice": notice, "hold": found, "form": form, "may_place": may(someone.roles, Verb.HOLD),
        "is_own": found is not None and found.placed_by == someone.id, "sentence": sentence,
    }  # fmt: skip
    status = 409 if sentence else 422 if form.errors else 200
    return render(request, "official/hold.html", context, status=status)


def _act(action: str, notice: NoticeView, form: HoldForm, *, by: Actor) -> None:
    match action:
        case "place":
            notices.hold(notice.id, **form.cleaned_data, by=by)
        case "renew":
            notices.renew_hold(notice.id, **form.cleaned_data, by=by)
        case "release":
            notices.release_hold(notice.id, by=by)
        case _:
            raise Unreadable(_("Press one of the buttons."))


def _public(notice_id: str) -> NoticeView:
    try:
        found = said.notice(str(notice_id))
    except Unreadable as refused:
        raise Http404 from refused
    if found.audience != "public" or found.published_at is None:
        raise Http404
    return found

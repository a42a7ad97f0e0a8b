"""Another civic notice: water, snow. Said in closed answers, sent by a second person, followed up here."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from wardbell.dispatch import queries as letters
from wardbell.ground.errors import Refused, Unreadable
from wardbell.notices import actions as notices
from wardbell.notices import queries as said
from wardbell.notices.queries import NoticeView
from wardbell.notices.rules import HowKnown, Matter
from wardbell.people.rules import Verb, may
from wardbell.web import entry
from wardbell.web.errors import sentence_of
from wardbell.web.official.civic_forms import CivicForm
from wardbell.web.official.previews import previews
from wardbell.web.official.saying import may_begin
from wardbell.web.official.unreached import unreached


@require_http_methods(["GET", "POST"])
@entry.signed_in()
def say(request: HttpRequest) -> HttpResponse:
    """Asks which civic notice it is and how it is known."""
    designees = may_begin(request)
    form = CivicForm(request.POST if request.method == "POST" else None, designees=designees)
    if request.method == "POST" and form.is_valid():
        try:
            begun = notices.begin(
                kind=form.cleaned_data["kind"], how_known=HowKnown(form.cleaned_data["how_known"]),
                by=entry.actor(request), on_behalf_of=form.cleaned_data["on_behalf_of"] or None,
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, sentence_of(refused))
        else:
            return redirect("official:step", notice_id=begun.notice_id, step="source")
    context = {"form": form, "designees": designees, "step_number": 1, "n_steps": 6}
    return render(request, "official/civic.html", context, status=422 if form.errors else 200)


@require_GET
@entry.signed_in(Verb.FOLLOW_UP)
def follow_up(request: HttpRequest, notice_id: str) -> HttpResponse:
    """Shows a civic notice: how it stands, who passed it on, what each reader gets, what can be done with it."""
    notice = _civic(notice_id)
    may_send_again = may(entry.person(request).roles, Verb.WITHDRAW)
    context = {
        "notice": notice, "previews": previews(notice), "coverage": said.coverage(notice.id),
        "progress": letters.progress(notice.subject), "asks": said.approval_asks(notice.id),
        "remaining": letters.remaining(notice.subject), "may_send_again": may_send_again,
        "unreached": [unreached(notice, is_exact=may_send_again)],
    }  # fmt: skip
    return render(request, "official/civic_follow_up.html", context)


def _civic(notice_id: str) -> NoticeView:
    try:
        notice = said.notice(str(notice_id))
    except Unreadable as refused:
        raise Http404 from refused
    if notice.matter is not Matter.CIVIC:
        raise Http404
    return notice

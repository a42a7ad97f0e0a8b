"""What takes a public notice's place: a correction that says what holds now, an all-clear that says it is over. Two persons send them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wardbell.ground.errors import Refused, Unreadable
from wardbell.notices import actions as notices
from wardbell.notices import queries as said
from wardbell.notices.queries import NoticeView
from wardbell.notices.rules import HowKnown, Matter
from wardbell.people.rules import Verb
from wardbell.web import entry
from wardbell.web.errors import sentence_of
from wardbell.web.official.civic_forms import AllClearForm, CorrectionForm


@require_http_methods(["GET", "POST"])
@entry.signed_in(Verb.DRAFT_PUBLIC)
def correct(request: HttpRequest, notice_id: str) -> HttpResponse:
    """Asks what holds now, and puts the correction before the approver pool."""
    entry.check_of_the_city(request)
    notice = _public(notice_id)
    form = CorrectionForm(
        request.POST if request.method == "POST" else None, notice=notice, initial=_now(notice)
    )
    if request.method == "POST" and form.is_valid():
        try:
            answers: Any = form.cleaned_data | {"areas": tuple(form.cleaned_data["areas"])}
            return _hand_in(request, notice, notices.correct(notice.id, by=entry.actor(request), **answers))
        except Refused as refused:
            form.add_error(None, sentence_of(refused))
    context = {"notice": notice, "form": form}
    return render(request, "official/correct.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@entry.signed_in(Verb.DRAFT_PUBLIC)
def all_clear(request: HttpRequest, notice_id: str) -> HttpResponse:
    """Asks when it was found to be over, and puts the all-clear before the approver pool."""
    entry.check_of_the_city(request)
    notice = _public(notice_id)
    form = AllClearForm(request.POST if request.method == "POST" else None, notice=notice)
    if request.method == "POST" and form.is_valid():
        try:
            return _hand_in(request, notice, _draft_all_clear(request, notice, form))
        except Refused as refused:
            form.add_error(None, sentence_of(refused))
    context = {"notice": notice, "form": form}
    return render(request, "official/all_clear.html", context, status=422 if form.errors else 200)


def _draft_all_clear(request: HttpRequest, notice: NoticeView, form: AllClearForm) -> str:
    source_at, known = form.instant("source"), form.cleaned_data.get("how_known")
    assert source_at is not None  # the form asks for it
    return notices.all_clear(
        notice.id, source_at=source_at, how_known=HowKnown(known) if known else None,
        link=form.cleaned_data.get("link", ""), by=entry.actor(request),
    )  # fmt: skip


def _hand_in(request: HttpRequest, notice: NoticeView, drafted: str) -> HttpResponse:
    first = notices.ask_approval(drafted, by=entry.actor(request))
    told = (
        _("A second person is asked now.")
        if first
        else _("Nobody is on duty to approve. It waits in the list.")
    )
    messages.success(request, told)
    if notice.matter is Matter.CIVIC:
        return redirect("official:civic", notice_id=drafted)
    if notice.about:
        return redirect("official:public_version", notice_id=notice.about)
    return redirect("official:home")


def _now(notice: NoticeView) -> dict[str, object]:
    return {
        "areas": list(notice.areas), "status": notice.status, "agents": notice.agents, "civil": notice.civil,
        "cause": notice.cause, "advice": notice.advice, "since_at": notice.since_at, "until_at": notice.until_at,
    }  # fmt: skip


def _public(notice_id: str) -> NoticeView:
    try:
        notice = said.notice(str(notice_id))
    except Unreadable as refused:
        raise Http404 from refused
    if notice.audience != "public" or notice.published_at is None:
        raise Http404
    return notice

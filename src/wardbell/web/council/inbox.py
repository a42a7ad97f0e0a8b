"""The inbox of a council office: what was told, one button to answer, one to tell the ward."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from wardbell.escalation import actions as escalation
from wardbell.escalation import queries as asked
from wardbell.escalation import rules
from wardbell.escalation.queries import OwnView, RequestView
from wardbell.escalation.rules import Outcome, Via, is_closed
from wardbell.ground.errors import NotAllowed, Unreadable
from wardbell.notices import queries as notices
from wardbell.notices.queries import ForOffice
from wardbell.people import queries as people
from wardbell.people.queries import Office
from wardbell.people.rules import Verb
from wardbell.web import entry

_SUBJECT = "notice:"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the inbox: the notice, this office's request about it, the office's own row with totals."""

    office: Office
    told: ForOffice
    request: RequestView | None
    clock: OwnView | None


@require_GET
@entry.signed_in(Verb.ACKNOWLEDGE)
def inbox(request: HttpRequest) -> HttpResponse:
    """Shows the open notice first, filling the screen; then what was before."""
    lines = [line for office in my_offices(request) for line in _lines(office)]
    waiting = [
        line
        for line in lines
        if line.request is not None and not is_closed(line.request.state) and line.told.notice is not None
    ]
    rest = [line for line in lines if line not in waiting]
    return render(
        request,
        "council/inbox.html",
        {
            "waiting": waiting,
            "rest": rest,
            "offices": my_offices(request),
            "tests": asked.open_roster_tests([office.code for office in my_offices(request)]),
        },
    )


@require_http_methods(["GET", "POST"])
@entry.signed_in(Verb.ACKNOWLEDGE)
def request_page(request: HttpRequest, request_id: str) -> HttpResponse:
    """Shows one notice as this office was told it; the button answers for the office."""
    found = asked.request(request_id)
    if found is None:
        raise Http404
    try:
        escalation.check_may_answer(request_id, entry.actor(request))
    except NotAllowed as refused:
        raise Http404 from refused
    if request.method == "POST":
        _answer(request, request_id)
        return redirect("council:request", request_id=request_id)
    return _page(request, found, is_signed_in=True)


@require_http_methods(["GET", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the letter's link: a mail scanner that opens it acknowledges nothing, the button does."""
    found = asked.request_by_token(token)
    if found is None:
        raise Http404
    if request.method == "GET":
        return _page(request, found)
    take = (
        escalation.decline_by_token
        if request.POST.get("action") == "decline"
        else escalation.acknowledge_by_token
    )
    try:
        result = take(token, via=Via.LINK)
    except Unreadable as refused:
        raise Http404 from refused
    found = asked.request_by_token(token) or found
    return _page(request, found, outcome=result.outcome, became=_said(result.outcome))


def my_offices(request: HttpRequest) -> list[Office]:
    """Returns the council offices in which the person who asks may answer."""
    codes = {grant.office for grant in entry.person(request).grants if grant.office}
    return [office for office in people.council_offices() if office.code in codes]


def _lines(office: Office) -> list[Line]:
    return [
        Line(
            office=office, told=told,
            request=asked.request_about(told.notice.subject, office=office.code) if told.notice else None,
            clock=asked.own_row_and_totals(told.notice.subject, office=office.code) if told.notice else None,
        )
        for told in notices.for_office(office.code)
    ]  # fmt: skip


def _answer(request: HttpRequest, request_id: str) -> None:
    take = escalation.decline if request.POST.get("action") == "decline" else escalation.acknowledge
    result = take(request_id, by=entry.actor(request), via=Via.INBOX)
    messages.success(request, _said(result.outcome))


def _said(outcome: Outcome) -> str:
    """Says what became of an answer; one that came too late records nothing, and says so."""
    return {
        Outcome.ACKNOWLEDGED: _("Recorded: your office has it."),
        Outcome.ALREADY: _("Your office has answered already. Nothing was changed."),
        Outcome.DECLINED: _("Recorded. The next person of your office is asked now."),
        Outcome.NOTED: _(
            "Recorded. Somebody else of your office is asked already, or nobody is left to ask."
        ),
    }.get(outcome, _("No answer is needed any more. Nothing was recorded."))


def _page(request: HttpRequest, found: RequestView, **more: object) -> HttpResponse:
    """A roster test has a page of its own, which no notice can be mistaken for."""
    if rules.is_roster_test(found.subject):
        told = {"asked": found, "day": found.opened_at} | more
        return render(request, "council/roster_test.html", told)
    return render(request, "council/request.html", _context(found) | more)


def _context(found: RequestView) -> dict[str, object]:
    notice_id = found.subject.removeprefix(_SUBJECT)
    notice = notices.notice(notice_id)
    public = next(
        (
            line.public
            for line in notices.for_office(found.office)
            if line.notice and line.notice.id == notice.id
        ),
        None,
    )
    return {
        "asked": found,
        "notice": notice,
        "public": public,
        "clock": asked.own_row_and_totals(found.subject, office=found.office),
    }

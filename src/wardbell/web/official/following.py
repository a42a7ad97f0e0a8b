"""The clock: who knows, who answered, who is asked next, who was reached and in which language. Live without script losing anything."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from wardbell.dispatch import queries as letters
from wardbell.dispatch.queries import HoldView, Remaining
from wardbell.escalation import queries as asked
from wardbell.escalation.queries import ClockView
from wardbell.ground import clock
from wardbell.ground.errors import Unreadable
from wardbell.journal import queries as journal
from wardbell.notices import queries as said
from wardbell.notices.queries import NoticeView
from wardbell.notices.rules import Matter
from wardbell.people.rules import Verb, may
from wardbell.web import entry
from wardbell.web.official import words
from wardbell.web.official.tongues import Tongues, tongues
from wardbell.web.official.unreached import unreached


@dataclass(frozen=True, kw_only=True)
class Happened:
    """One line of what happened."""

    at: datetime
    what: str
    who: str


@require_GET
@entry.signed_in()
def home(request: HttpRequest) -> HttpResponse:
    """Shows what this person may do here: say something, go on with a draft, follow what runs, answer what waits."""
    someone = entry.person(request)
    may_follow = may(someone.roles, Verb.FOLLOW_UP) and bool(someone.offices)
    context = {
        "may_speak": may(someone.roles, Verb.SPEAK) or may(someone.roles, Verb.SPEAK_ON_BEHALF),
        "may_follow": may_follow,
        "may_confirm": may(someone.roles, Verb.CONFIRM_OFFICIALLY) and "city" in settings.NODE_ROLES,
        "may_place_hold": may(someone.roles, Verb.PLACE_HOLD),
        "may_explain": may(someone.roles, Verb.EXPLAIN),
        "drafts": said.open_drafts(someone.id),
        "civic": said.civic_running() if may_follow else [],
        "running": said.running() if may_follow else [],
        "to_approve": said.awaiting_approval(someone.id) if may(someone.roles, Verb.APPROVE) else [],
        "to_countersign": said.awaiting_countersign(someone.id),
        "to_review": said.words_to_review() if may(someone.roles, Verb.REVIEW_WORDS) else [],
    }
    return render(request, "official/home.html", context)


@require_GET
@entry.signed_in(Verb.FOLLOW_UP)
def follow_up(request: HttpRequest, notice_id: str) -> HttpResponse:
    """Shows the clock of one notice."""
    notice = sent(request, notice_id)
    versions = said.public_versions(notice.id)
    open_version = next((one for one in versions if one.state != "withdrawn"), None)
    may_send_again = may(entry.person(request).roles, Verb.WITHDRAW)
    context = _live(notice) | {
        "versions": versions,
        "open_version": open_version,
        "coverage": said.coverage(open_version.id) if open_version else None,
        "may_send_again": may_send_again,
        "unreached": [unreached(one, is_exact=may_send_again) for one in versions if one.published_at],
        "may_hold": may(entry.person(request).roles, Verb.RENEW_HOLD),
    }
    return render(request, "official/follow_up.html", context)


@require_GET
@entry.signed_in(Verb.FOLLOW_UP)
def live(request: HttpRequest, notice_id: str) -> HttpResponse:
    """Answers the part of the clock that changes, or 304 when nothing did."""
    page = render_to_string("official/_clock.html", _live(sent(request, notice_id)), request)
    tag = f'"{hashlib.sha256(page.encode()).hexdigest()[:20]}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified()
    return HttpResponse(page, headers={"ETag": tag, "Cache-Control": "private, no-cache"})


@require_GET
@entry.signed_in(Verb.FOLLOW_UP)
def clock_json(request: HttpRequest, notice_id: str) -> JsonResponse:
    """The same clock for machines: instants as ISO 8601, in UTC."""
    notice = sent(request, notice_id)
    view = asked.clock_view(notice.subject)
    return JsonResponse(
        {"notice": notice.number, "state": notice.state, "clock": asdict(view) if view else None}
    )


@require_GET
@entry.signed_in(Verb.FOLLOW_UP)
def copies(request: HttpRequest, notice_id: str) -> HttpResponse:
    """Offers a public notice ready to paste, with the approved answers."""
    try:
        notice = said.notice(str(notice_id))
    except Unreadable as refused:
        raise Http404 from refused
    if notice.audience != "public" or notice.published_at is None:
        raise Http404
    return render(request, "official/copies.html", {"notice": notice})


@require_GET
@entry.signed_in(Verb.FOLLOW_UP)
def proof(request: HttpRequest, notice_id: str, office: str) -> HttpResponse:
    """One page for one office: told, acknowledged, relayed. Prints as it stands."""
    sent(request, notice_id)
    try:
        found = said.proof(str(notice_id), office)
    except Unreadable as refused:
        raise Http404 from refused
    told = found.told_at - found.shareable_at if found.told_at else None
    answered = found.acknowledged_at - found.shareable_at if found.acknowledged_at else None
    context = {"proof": found, "told_after": told, "answered_after": answered, "head": journal.head()}
    return render(request, "official/proof.html", context)


def sent(request: HttpRequest, notice_id: str) -> NoticeView:
    """Returns a council notice; a public version has no clock.

    Raises:
        Http404: there is none.
        NotAllowed: who asks holds no office of the city.
    """
    notice = seen(request, notice_id)
    if notice.audience != "council":
        raise Http404
    return notice


def seen(request: HttpRequest, notice_id: str) -> NoticeView:
    """Returns a notice that the person who asks may see: partners see what the public sees, when the public sees it.

    Raises:
        Http404: there is none.
        NotAllowed: it is the council's, and who asks holds no office of the city.
    """
    try:
        notice = said.notice(str(notice_id))
    except Unreadable as refused:
        raise Http404 from refused
    if notice.audience == "council":
        entry.check_of_the_city(request)
    return notice


def afterwards(request: HttpRequest, notice: NoticeView) -> HttpResponse:
    """Leads to the page on which a notice is followed; who holds no office of the city, to what the public sees."""
    if not entry.person(request).offices:
        return redirect("public:bulletin", code=notice.code)
    if notice.matter is Matter.CIVIC:
        return redirect("official:civic", notice_id=notice.id)
    return redirect("official:follow_up", notice_id=notice.about or notice.id)


def _live(notice: NoticeView) -> dict[str, object]:
    view = asked.clock_view(notice.subject)
    told: dict[str, object] = {
        "notice": notice, "clock": view, "last_after": _last_after(view), "asks": said.approval_asks(notice.id) if not view else [],
        "relayed": _relayed(notice), "holds": _holds(notice), "readers": _readers(notice), "happened": _happened(notice),
    }  # fmt: skip
    return told | words.speakers(notice)


def _last_after(view: ClockView | None) -> timedelta | None:
    """How long after it could be shared the newest answer came; while nobody answered, how long it is now."""
    if view is None:
        return None
    answered = [row.answered_at for row in view.rows if row.answered_at]
    return (max(answered) if answered else clock.now()) - view.shareable_at


def _relayed(notice: NoticeView) -> dict[str, datetime]:
    """When each office told its ward, by office code."""
    rows = [
        row
        for one in said.public_versions(notice.id)
        if one.published_at
        for row in said.coverage(one.id).wards
    ]
    return {row.office: row.relayed_at for row in rows if row.relayed_at}


def _holds(notice: NoticeView) -> list[HoldView]:
    """The safety holds on what went to the public about a notice, standing or over."""
    found = [letters.hold(one.subject) for one in said.public_versions(notice.id) if one.published_at]
    return [one for one in found if one is not None]


def _readers(notice: NoticeView) -> list[tuple[NoticeView, Tongues, list[Remaining]]]:
    found = [
        (one, letters.progress(one.subject)) for one in said.public_versions(notice.id) if one.published_at
    ]
    return [
        (one, tongues(progress), letters.remaining(one.subject))
        for one, progress in found
        if progress.expected
    ]


def _happened(notice: NoticeView) -> list[Happened]:
    subjects = [notice.subject, *(one.subject for one in said.public_versions(notice.id))]
    entries = [one for subject in subjects for one in journal.about(subject) if one.verb in words.HAPPENED]
    lines = [Happened(at=one.at, what=str(words.HAPPENED[one.verb]), who=one.actor_label) for one in entries]
    return sorted(lines, key=lambda line: line.at, reverse=True)

"""The second person: approve, send back, countersign, dispute; and what is done with a notice that is out."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from wardbell.ground import languages
from wardbell.ground.errors import Refused
from wardbell.notices import actions as notices
from wardbell.notices import kinds
from wardbell.notices import queries as said
from wardbell.notices.queries import NoticeView
from wardbell.notices.rules import NoticeAudience
from wardbell.people import queries as people
from wardbell.people.rules import Verb, may
from wardbell.web import entry
from wardbell.web.errors import sentence_of
from wardbell.web.official import words
from wardbell.web.official.following import afterwards, seen, sent
from wardbell.web.official.forms import SendBackForm, WithdrawForm
from wardbell.web.official.previews import previews


@require_GET
@entry.signed_in()
def waiting(request: HttpRequest) -> HttpResponse:
    """Lists what waits for this person."""
    someone = entry.person(request)
    context = {
        "to_approve": said.awaiting_approval(someone.id) if may(someone.roles, Verb.APPROVE) else [],
        "to_countersign": said.awaiting_countersign(someone.id),
        "to_review": said.words_to_review() if may(someone.roles, Verb.REVIEW_WORDS) else [],
    }
    return render(request, "official/waiting.html", context)


@require_http_methods(["GET", "POST"])
@entry.signed_in(Verb.APPROVE)
def review(request: HttpRequest, notice_id: str) -> HttpResponse:
    """Shows the full view in every language; one button publishes, one hands it back."""
    notice = seen(request, notice_id)
    form = SendBackForm(request.POST if request.POST.get("action") == "send_back" else None)
    sentence = ""
    if request.method == "POST":
        try:
            if _decide(request, notice, form):
                return redirect("official:waiting")
        except Refused as refused:
            sentence = sentence_of(refused)
    context = {"notice": notice, "previews": previews(notice), "form": form, "sentence": sentence,
               "warnings": said.warnings_of(notice.free_text, audience=notice.audience), "because": request.POST.get("because", ""),
               "how": words.KNOWN[notice.how_known]} | words.speakers(notice)  # fmt: skip
    return render(
        request, "official/review.html", context, status=409 if sentence else 422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
@entry.signed_in(Verb.DRAFT_PUBLIC)
def public_version(request: HttpRequest, notice_id: str) -> HttpResponse:
    """Drafts the public version, a row of its own made of reviewed phrases, and asks the approver pool."""
    about, sentence = sent(request, notice_id), ""
    if request.method == "POST":
        try:
            public_id = notices.draft_public(
                about.id, kind=request.POST.get("kind", ""), by=entry.actor(request)
            )
            first = notices.ask_approval(public_id, by=entry.actor(request))
        except Refused as refused:
            sentence = sentence_of(refused)
        else:
            messages.success(
                request,
                _("A second person is asked now.")
                if first
                else _("Nobody is on duty to approve. It waits in the list."),
            )
            return redirect("official:public_version", notice_id=about.id)
    versions = said.public_versions(about.id)
    shown = [(one, previews(one), said.coverage(one.id)) for one in versions if one.kind != "withdrawal"]
    context = {
        "notice": about,
        "shown": shown,
        "sentence": sentence,
        "kinds": [one.kind for one in kinds.public_versions(about.status)],
        "may_draft": not [one for one in versions if one.state in {"draft", "in_review", "published"}],
    }
    return render(request, "official/public_version.html", context, status=409 if sentence else 200)


@require_http_methods(["GET", "POST"])
@entry.signed_in(Verb.WITHDRAW)
def withdraw(request: HttpRequest, notice_id: str) -> HttpResponse:
    """Takes a notice back for a reviewed reason, to whoever got it, at once."""
    notice = seen(request, notice_id)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            notices.withdraw(notice.id, reason=form.cleaned_data["reason"], by=entry.actor(request))
        except Refused as refused:
            form.add_error(None, sentence_of(refused))
        else:
            messages.success(request, _("Withdrawn. Everybody who got it is told now."))
            return afterwards(request, notice)
    return render(
        request,
        "official/withdraw.html",
        {"notice": notice, "form": form},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@entry.signed_in(Verb.END)
def end(request: HttpRequest, notice_id: str) -> HttpResponse:
    """Says that what a notice told of has ended."""
    notice, sentence = seen(request, notice_id), ""
    if request.method == "POST":
        try:
            notices.end(notice.id, by=entry.actor(request))
            messages.success(request, _("Ended. Everybody who got it is told now."))
            return afterwards(request, notice)
        except Refused as refused:
            sentence = sentence_of(refused)
    return render(
        request,
        "official/end.html",
        {"notice": notice, "sentence": sentence},
        status=409 if sentence else 200,
    )


@require_http_methods(["GET", "POST"])
@entry.signed_in(Verb.COUNTERSIGN)
def countersign(request: HttpRequest, notice_id: str) -> HttpResponse:
    """Puts a second name under what left on one signature, or disputes it."""
    notice, sentence = seen(request, notice_id), ""
    if request.method == "POST":
        try:
            act = notices.dispute if request.POST.get("action") == "dispute" else notices.countersign
            act(notice.id, by=entry.actor(request))
            messages.success(request, _("Recorded."))
            return redirect("official:waiting")
        except Refused as refused:
            sentence = sentence_of(refused)
    context = {
        "notice": notice,
        "text": said.text(notice.id, language="en", medium="mail"),
        "sentence": sentence,
    } | words.speakers(notice)
    return render(request, "official/countersign.html", context, status=409 if sentence else 200)


@require_http_methods(["GET", "POST"])
@entry.signed_in(Verb.REVIEW_WORDS)
def own_words(request: HttpRequest, words_id: str) -> HttpResponse:
    """Shows an office's own words beside the reviewed core; signing off sends them."""
    found = next((one for one in said.words_to_review() if one.id == str(words_id)), None)
    if found is None:
        raise Http404
    sentence = ""
    if request.method == "POST":
        try:
            notices.review_words(found.id, by=entry.actor(request), reason=request.POST.get("because", ""))
            messages.success(request, _("Signed off."))
            return redirect("official:waiting")
        except Refused as refused:
            sentence = sentence_of(refused)
    core = said.text(found.notice, language=found.language, medium="sms")
    context = {
        "words": found,
        "warnings": said.warnings_of(found.text, audience=NoticeAudience.PUBLIC),
        "because": request.POST.get("because", ""),
        "core": core,
        "language": languages.by_tag(found.language),
        "office": people.office(found.office),
        "sentence": sentence,
    }
    return render(request, "official/own_words.html", context, status=409 if sentence else 200)


def _decide(request: HttpRequest, notice: NoticeView, form: SendBackForm) -> bool:
    by = entry.actor(request)
    if request.POST.get("action") == "approve":
        notices.approve(notice.id, by=by, reason=request.POST.get("because", ""))
        messages.success(request, _("Approved. It is out."))
        return True
    if form.is_valid():
        notices.send_back(notice.id, reason=form.cleaned_data["reason"], by=by)
        messages.success(request, _("Sent back to its author."))
        return True
    return False

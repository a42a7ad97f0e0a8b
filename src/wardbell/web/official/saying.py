"""Say it: one question a screen, from *how do you know?* to the exact message. Each answer is a POST that checks, then saves."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wardbell.dispatch.letters import Reach
from wardbell.ground import clock
from wardbell.ground.errors import Refused
from wardbell.notices import actions as notices
from wardbell.notices import kinds, rules
from wardbell.notices import queries as said
from wardbell.notices.queries import NoticeView
from wardbell.notices.rules import HowKnown, Matter, Status
from wardbell.people import queries as people
from wardbell.people.queries import Contact
from wardbell.people.rules import Verb, may
from wardbell.places import queries as places
from wardbell.web import entry
from wardbell.web.errors import sentence_of
from wardbell.web.official import civic_forms, forms, words
from wardbell.web.official.previews import previews

STEPS = ("source", "what", "status", "where", "when", "check")
CIVIC_STEPS = ("source", "advice", "where", "period", "check")
_WITHOUT = {HowKnown.REQUEST: frozenset({"status", "where", "when"})}


@require_http_methods(["GET", "POST"])
@entry.signed_in()
def how_known(request: HttpRequest) -> HttpResponse:
    """Asks how it is known; what may reach nobody ends here, and nothing is kept."""
    designees = may_begin(request)
    form = forms.HowKnownForm(request.POST if request.method == "POST" else None, designees=designees)
    if request.method == "POST" and form.is_valid():
        try:
            begun = notices.begin(
                how_known=form.cleaned_data["how_known"],
                by=entry.actor(request),
                on_behalf_of=form.cleaned_data["on_behalf_of"] or None,
            )
        except Refused as refused:
            form.add_error(None, sentence_of(refused))
        else:
            if begun.notice_id is None:
                return render(request, "official/ended.html", {"number": begun.attorney_number})
            return redirect("official:step", notice_id=begun.notice_id, step="source")
    reaches = [
        (value, word, words.REACH[rules.may_ever_reach(value)]) for value, word in words.HOW_KNOWN.items()
    ]
    context = {
        "form": form,
        "reaches": reaches,
        "designees": designees,
        "step_number": 1,
        "n_steps": len(STEPS) + 1,
    }
    return render(request, "official/how_known.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@entry.signed_in()
def step(request: HttpRequest, notice_id: str, step: str) -> HttpResponse:
    """Shows one question, keeps its answer, and goes on to the next."""
    notice = own_draft(request, notice_id)
    if step not in steps_of(notice):
        raise Http404
    if step == "check":
        return _check(request, notice)
    form = _FORMS[step](request, notice)
    if request.method == "POST" and form.is_valid():
        try:
            notices.answer(notice.id, by=entry.actor(request), **_answers(step, form))
            return redirect("official:step", notice_id=notice.id, step=_after(notice, step))
        except Refused as refused:
            form.add_error(None, sentence_of(refused))
    return render(
        request,
        f"official/{_template(notice, step)}.html",
        _page(request, notice, step, form),
        status=422 if form.errors else 200,
    )


def own_draft(request: HttpRequest, notice_id: str) -> NoticeView:
    """Returns this person's own draft of a council notice; anything else is not there."""
    found = next(
        (
            one
            for one in said.open_drafts(entry.person(request).id)
            if one.id == str(notice_id) and one.about is None
        ),
        None,
    )
    if found is None:
        raise Http404
    return found


def steps_of(notice: NoticeView) -> tuple[str, ...]:
    """Returns the screens that this notice asks."""
    if notice.matter is Matter.CIVIC:
        return CIVIC_STEPS
    return tuple(one for one in STEPS if one not in _WITHOUT.get(notice.how_known, frozenset()))


def may_begin(request: HttpRequest) -> list[tuple[str, str]]:
    """Returns on whose behalf the duty clerk may enter; nothing for a designee, who speaks for themselves.

    Raises:
        Http404: this person may do neither.
    """
    someone = entry.person(request)
    if may(someone.roles, Verb.SPEAK):
        return []
    if not may(someone.roles, Verb.SPEAK_ON_BEHALF):
        raise Http404
    contacts = people.contacts(people.designees(clock.now()))
    return [
        (account_id, contact.name) for account_id, contact in contacts.items() if account_id != someone.id
    ]


def _check(request: HttpRequest, notice: NoticeView) -> HttpResponse:
    """Shows the exact message, to whom it goes, and one button; who comes too early is led to the question that is still open."""
    if request.POST.get("action") != "discard" and (open_one := _first_open(notice)):
        messages.info(request, _("This question is still open. Nothing was sent."))
        return redirect("official:step", notice_id=notice.id, step=open_one)
    sentence = ""
    if request.method == "POST":
        try:
            return _send(request, notice)
        except Refused as refused:
            sentence = sentence_of(refused)
    offices = people.council_offices()
    context = _page(request, notice, "check", None) | {
        "offices": offices, "sentence": sentence, "previews": previews(notice), "texts": [said.text(notice.id, language="en", medium=medium) for medium in ("sms", "mail")],
        "phoned": _phoned(notice),
    }  # fmt: skip
    return render(request, "official/check.html", context, status=409 if sentence else 200)


def _first_open(notice: NoticeView) -> str | None:
    """Returns the first screen without whose answer there is no message to show."""
    is_request = notice.how_known is HowKnown.REQUEST
    what = (
        (notice.agency, notice.request_type, notice.city_answer)
        if is_request
        else (notice.agents, notice.civil)
    )
    answered = {"source": notice.source_at, "what": all(what), "status": notice.status, "where": notice.areas}
    return next((one for one in steps_of(notice) if not answered.get(one, True)), None)


def _phoned(notice: NoticeView) -> Contact | None:
    """Who phoned the duty clerk, with the number at which the city knows them."""
    return people.contacts([notice.on_behalf_of]).get(notice.on_behalf_of) if notice.on_behalf_of else None


def _send(request: HttpRequest, notice: NoticeView) -> HttpResponse:
    by, action = entry.actor(request), request.POST.get("action", "send")
    if action == "read_back":
        notices.read_back(notice.id, by=by)
        return redirect("official:step", notice_id=notice.id, step="check")
    if action == "discard":
        notices.discard(notice.id, by=by)
        return redirect("official:home")
    if notice.may_be_single_signed:
        notices.publish(notice.id, by=by)
    else:
        notices.ask_approval(notice.id, by=by)
    return redirect(
        "official:civic" if notice.matter is Matter.CIVIC else "official:follow_up", notice_id=notice.id
    )


def _page(request: HttpRequest, notice: NoticeView, step: str, form: Form | None) -> dict[str, object]:
    steps = steps_of(notice)
    place = steps.index(step)
    before = (
        reverse("official:step", args=[notice.id, steps[place - 1]]) if place else reverse("official:say")
    )
    page: dict[str, object] = {
        "notice": notice, "form": form, "step_number": place + 2, "n_steps": len(steps) + 1, "back": before,
        "reach": words.REACH[Reach(notice.may_reach)], "is_civic": notice.matter is Matter.CIVIC, "how": words.KNOWN[notice.how_known],
    }  # fmt: skip
    return page | _where_page(request, notice) if step == "where" else page


def _where_page(request: HttpRequest, notice: NoticeView) -> dict[str, object]:
    """The map works without script: a ward's link adds it to the boxes that are ticked, and saves nothing."""
    chosen = _ticked(request, notice)
    others = "".join(f"areas={code}&" for code in chosen)
    return {
        "chosen_codes": chosen, "base": f"?{others}areas=", "wards": places.wards(),
        "neighbourhoods": places.areas("neighbourhood"), "public_places": places.areas("place"),
    }  # fmt: skip


def _ticked(request: HttpRequest, notice: NoticeView) -> list[str]:
    asked = request.POST if request.method == "POST" else request.GET
    return list(dict.fromkeys(asked.getlist("areas"))) or list(notice.areas)


def _source(request: HttpRequest, notice: NoticeView) -> Form:
    return forms.SourceForm(
        _given(request),
        how_known=notice.how_known,
        initial={"link": notice.link, "leave_from": notice.leave_from, "source_ago": "0"},
    )


def _what(request: HttpRequest, notice: NoticeView) -> Form:
    if notice.how_known is HowKnown.REQUEST:
        kept = {
            "agency": notice.agency,
            "request_type": notice.request_type,
            "city_answer": notice.city_answer,
        }
        return forms.RequestForm(_given(request), initial=kept)
    return forms.WhatForm(_given(request), initial={"agents": notice.agents, "civil": notice.civil})


def _status(request: HttpRequest, notice: NoticeView) -> Form:
    return forms.StatusForm(_given(request), how_known=notice.how_known, initial={"status": notice.status})


def _where(request: HttpRequest, notice: NoticeView) -> Form:
    kinds = ("ward", "neighbourhood", "place")
    offered = [
        ("city", places.jurisdiction().name),
        *((area.code, area.name) for kind in kinds for area in places.areas(kind)),
    ]
    return forms.WhereForm(_given(request), offered=offered, initial={"areas": _ticked(request, notice)})


def _advice(request: HttpRequest, notice: NoticeView) -> Form:
    kept = {"cause": notice.cause, "advice": notice.advice, "help_at": list(notice.help_at)}
    return civic_forms.AdviceForm(_given(request), pack=kinds.kind(notice.kind), initial=kept)


def _period(request: HttpRequest, notice: NoticeView) -> Form:
    kept = {"since_at": notice.since_at, "until_at": notice.until_at}
    return civic_forms.PeriodForm(_given(request), initial=kept)


def _when(request: HttpRequest, notice: NoticeView) -> Form:
    return forms.WhenForm(
        _given(request),
        has_time=rules.may_name_a_time(notice.status),
        initial={"since_ago": "", "shareable_ago": ""},
    )


_FORMS: dict[str, Callable[[HttpRequest, NoticeView], Form]] = {
    "source": _source, "what": _what, "status": _status, "where": _where, "when": _when,
    "advice": _advice, "period": _period,
}  # fmt: skip


def _answers(step: str, form: Form) -> Any:
    """Returns a screen's answers as the action takes them."""
    given = form.cleaned_data
    if isinstance(form, forms.SourceForm):
        return {name: given[name] for name in ("link", "leave_from") if name in given} | {
            "source_at": form.instant("source")
        }
    if isinstance(form, forms.WhenForm):
        shareable = form.instant("shareable")
        since = {"since_at": form.instant("since")} if "since_ago" in form.fields else {}
        return since | ({"shareable_at": shareable} if shareable else {})
    if isinstance(form, civic_forms.AdviceForm):
        return given | {"help_at": tuple(given["help_at"]), "status": Status.ONGOING}
    return {"areas": tuple(given["areas"])} if step == "where" else dict(given)


def _given(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _after(notice: NoticeView, step: str) -> str:
    steps = steps_of(notice)
    following = steps[steps.index(step) + 1]
    fresh = said.notice(notice.id)
    if following == "where" and rules.is_always_citywide(fresh.how_known, fresh.status):
        return steps[steps.index("where") + 1]
    return following


def _template(notice: NoticeView, step: str) -> str:
    return "request" if step == "what" and notice.how_known is HowKnown.REQUEST else step

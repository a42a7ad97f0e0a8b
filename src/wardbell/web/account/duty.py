"""Who is on call for an office, and who stands in the approver pool: seen by those in it, set by those who may, taken over by one tap."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from wardbell.ground import clock
from wardbell.ground.errors import NotAllowed, Refused
from wardbell.people import actions as people
from wardbell.people import queries, rules
from wardbell.people.queries import POOL, Person
from wardbell.people.rules import Verb
from wardbell.places import queries as places
from wardbell.web import entry
from wardbell.web.account.forms import DutyForm, PoolForm, ProxyForm
from wardbell.web.errors import sentence_of


@entry.signed_in()
def office(request: HttpRequest, code: str) -> HttpResponse:
    """Shows who is on call; a POST sets it, takes it over, or says who is asked in whose place."""
    someone, seat = entry.person(request), queries.office(code)
    rules.check_may_see_duty(anywhere=someone.roles, in_office=someone.roles_in(code))
    members, may_set = queries.members_of(code, clock.now()), _may_set(someone, code)
    with timezone.override(places.zone()):
        form = DutyForm(_given(request, "set"), members=members, initial=_usual(someone, members))
        proxy = _proxy_form(request, someone, members, may_set=may_set)
        if request.method == "POST" and _acted(request, code, form=form, proxy=proxy):
            return redirect("duty", code=code)
        told = {
            "seat": seat, "form": form, "proxy": proxy, "proxies": queries.proxies(code, clock.now()),
            "duties": queries.duties(code, clock.now()), "now": clock.now(), "may_set": may_set,
            "may_take": rules.may(someone.roles_in(code), Verb.TAKE_OVER), "own": someone.id,
        }  # fmt: skip
        return render(request, "account/duty.html", told, status=422 if form.errors or proxy.errors else 200)


@entry.signed_in()
def pool(request: HttpRequest) -> HttpResponse:
    """Shows who may approve now and later, in order; a POST sets it, takes a place over, or says who is asked instead."""
    someone, now = entry.person(request), clock.now()
    rules.check_may_see_pool(someone.roles)
    approvers, may_set = queries.approvers(now), rules.may(someone.roles, Verb.SET_POOL)
    with timezone.override(places.zone()):
        form = PoolForm(_given(request, "set"), approvers=approvers, initial=_usual(someone, approvers))
        proxy = _proxy_form(request, someone, approvers, may_set=may_set)
        if request.method == "POST" and _acted(request, POOL, form=form, proxy=proxy):
            return redirect("pool")
        plan = queries.pool_plan(now)
        told = {
            "form": form, "proxy": proxy, "proxies": queries.proxies(POOL, now), "may_set": may_set, "own": someone.id,
            "standing": [one for one in plan if one.starts_at <= now], "later": [one for one in plan if one.starts_at > now],
            "may_take": rules.may(someone.roles, Verb.APPROVE) and someone.id not in queries.pool(now),
        }  # fmt: skip
        return render(request, "account/pool.html", told, status=422 if form.errors or proxy.errors else 200)


def _acted(request: HttpRequest, place: str, *, form: DutyForm | PoolForm, proxy: ProxyForm) -> bool:
    """Does what the button says; False when the page must be shown again with what is wrong."""
    by, action = entry.actor(request), request.POST.get("action", "set")
    match action:
        case "take":
            return _done(request, lambda: _take(request, place), _("You are on call now."))
        case "end_proxy":
            ended = request.POST.get("proxy", "")
            return _done(request, lambda: people.end_proxy(ended, by=by), _("The proxy has ended."))
        case "proxy":
            return proxy.is_valid() and _done(
                request, lambda: people.set_proxy(**_of_proxy(proxy), office=place, by=by), _("The proxy was set."), proxy
            )  # fmt: skip
        case _:
            return form.is_valid() and _done(
                request, lambda: _set(request, place, form), _("The duty was set."), form
            )


def _take(request: HttpRequest, place: str) -> None:
    by = entry.actor(request)
    if place == POOL:
        people.take_over_in_pool(request.POST.get("account", ""), by=by)
    else:
        people.take_over(place, by=by)


def _set(request: HttpRequest, place: str, form: DutyForm | PoolForm) -> None:
    given, by = form.cleaned_data, entry.actor(request)
    period = {"starts_at": given["starts_at"], "ends_at": given["ends_at"]}
    if isinstance(form, PoolForm):
        people.set_pool(form.chosen(), **period, by=by)
    else:
        people.set_duty(place, account_id=given["account"], **period, by=by)


def _done(request: HttpRequest, act: Callable[[], object], done: str, form: Form | None = None) -> bool:
    try:
        act()
    except NotAllowed:
        raise
    except Refused as refused:
        if form is None:
            messages.error(request, sentence_of(refused))
            return True
        form.add_error(None, sentence_of(refused))
        return False
    messages.success(request, done)
    return True


def _of_proxy(form: ProxyForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {"account_id": given["account"]} | {
        name: given[name] for name in ("stand_in", "starts_at", "ends_at")
    }


def _proxy_form(request: HttpRequest, someone: Person, members: list[Person], *, may_set: bool) -> ProxyForm:
    """Who may set the duty names anybody as away, others themselves."""
    away = members if may_set else [one for one in members if one.id == someone.id]
    given = _given(request, "proxy")
    return ProxyForm(given, prefix="proxy", away=away, members=members, initial=_usual(someone, members))


def _given(request: HttpRequest, action: str) -> object:
    is_meant = request.method == "POST" and request.POST.get("action", "set") == action
    return request.POST if is_meant else None


def _may_set(someone: Person, code: str) -> bool:
    return rules.may_set_duty(anywhere=someone.roles, in_office=someone.roles_in(code))


def _usual(someone: Person, members: list[Person]) -> dict[str, str | datetime]:
    """From this minute to eight tomorrow morning, oneself if one belongs to the office."""
    here = clock.now().astimezone(places.zone()).replace(second=0, microsecond=0)
    tomorrow = (here + timedelta(days=1)).replace(hour=8, minute=0)
    own = someone.id if someone.id in {one.id for one in members} else ""
    return {"account": own, "starts_at": here, "ends_at": tomorrow}

"""Enter as somebody of the made-up city: on demo and rehearsal nodes alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, get_user_model, login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wardbell.ground import clock, languages
from wardbell.people import queries as people
from wardbell.people.queries import Person
from wardbell.people.rules import Role
from wardbell.web import entry
from wardbell.web.account.invitation import BACKEND

TO_TRY = {
    Role.DESIGNEE: _("Say what is happening: thirteen council offices are alerted at once."),
    Role.DUTY_CLERK: _("Enter a notice that a designee phones in."),
    Role.APPROVER: _("Review a public version: nothing leaves on one person's word."),
    Role.MEMBER: _("Answer for your ward, and tell it what is known."),
    Role.DEPUTY: _("You are asked when the aide on call has not answered for five minutes."),
    Role.AIDE: _("You are on call: acknowledge, then relay to the ward."),
    Role.PRESIDENT: _("You are asked last, for every office that has not answered."),
    Role.COUNSEL: _("Look at the record, and sign off legal texts."),
    Role.TRANSLATOR: _("Review an office's own words in your language."),
    Role.PARTNER: _("Read what partners get: what the public gets, at the same moment."),
    Role.SAFETY_OFFICER: _("Hold a public message for half an hour, where a life is at stake."),
    Role.HOTLINE: _("Take what people saw, without asking who they are."),
    Role.SHIFT_LEAD: _("Sort what came in, and ask confirmers to look."),
    Role.CONFIRMER: _("Say on site what there is."),
    Role.ADMINISTRATOR: _("Invite somebody, or shut a lost device out."),
}
_ORDER = tuple(TO_TRY)


@dataclass(frozen=True, kw_only=True)
class Seat:
    """One office or organization, with its people and what each may try."""

    name: str
    people: list[tuple[Person, list[Promise | str]]]


def enter(request: HttpRequest) -> HttpResponse:
    """Lists the people of the city by office; a POST enters as one of them."""
    if settings.NODE_KIND not in entry.MADE_UP:
        raise Http404
    if request.method == "POST":
        return _enter_as(request, request.POST.get("account", ""))
    back = request.GET.get(REDIRECT_FIELD_NAME, "")
    everybody = [one.person for one in people.everybody() if one.is_active]
    told = {"first": _first(everybody), "seats": _seats(everybody), "next": back}
    return render(request, "demo/enter.html", told)


def _enter_as(request: HttpRequest, account_id: str) -> HttpResponse:
    someone = people.person(account_id)
    logout(request)
    login(request, get_user_model().objects.get(pk=someone.id), backend=BACKEND)
    request.session[entry.ENTERED_AS] = someone.id
    back = request.POST.get(REDIRECT_FIELD_NAME, "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if is_ours else "account_home")


def _first(everybody: list[Person]) -> list[tuple[Person, list[Promise | str]]]:
    """Those through whom the morning is played: who speaks, who reviews, a council office's aide and its deputy."""
    now, council = clock.now(), people.council_offices()
    office = council[len(council) // 2].code if council else ""
    ids = [
        *people.designees(now)[:1], *people.pool(now)[:1], *people.on_call(office, now)[:1],
        *people.holders(office, Role.DEPUTY, now)[:1],
    ]  # fmt: skip
    by_id = {someone.id: someone for someone in everybody}
    return [(by_id[one], _to_try(by_id[one].roles)) for one in ids]


def _seats(everybody: list[Person]) -> list[Seat]:
    named = people.names_in(get_language() or languages.FALLBACK)
    offices = [
        Seat(name=named[office.code], people=_of(everybody, office=office.code))
        for office in people.offices()
    ]
    organizations = [
        Seat(name=one.name, people=_of(everybody, organization=one.code)) for one in people.organizations()
    ]
    return [seat for seat in offices + organizations if seat.people]


def _of(
    everybody: list[Person], *, office: str = "", organization: str = ""
) -> list[tuple[Person, list[Promise | str]]]:
    """Each with what their roles here let them try, whoever has most to do first."""
    found = []
    for someone in everybody:
        here = {
            one.role for one in someone.grants if (one.office, one.organization) == (office, organization)
        }
        if here:
            found.append((min(map(_ORDER.index, here)), someone, _to_try(here)))
    found.sort(key=lambda one: (one[0], one[1].name))
    return [(someone, to_try) for _, someone, to_try in found]


def _to_try(roles: Iterable[Role]) -> list[Promise | str]:
    return [TO_TRY[role] for role in sorted(roles, key=_ORDER.index)]

"""One's own page: what one may do here, how one signs in, who is on call."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wardbell.ground import clock, languages
from wardbell.people import queries as people
from wardbell.people import rules
from wardbell.people.queries import Person
from wardbell.people.rules import Verb
from wardbell.web import entry
from wardbell.web.account import handbook
from wardbell.web.account.forms import ROLE_NAMES


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something that a role may do; `page` is the name of its page, which another door hangs."""

    verb: Verb
    page: str
    says: Promise
    of_community: bool = False  #: there on a community's node alone


TASKS = (
    Task(verb=Verb.SPEAK, page="official:say", says=_("Say what is happening")),
    Task(verb=Verb.SPEAK_ON_BEHALF, page="official:say", says=_("Enter a notice that is phoned in")),
    Task(verb=Verb.ACKNOWLEDGE, page="council:inbox", says=_("Open your office's inbox")),
    Task(verb=Verb.APPROVE, page="official:waiting", says=_("Review what waits for a second person")),
    Task(verb=Verb.FOLLOW_UP, page="official:home", says=_("Follow up: who knows, who answered")),
    Task(
        verb=Verb.REVIEW_WORDS, page="official:waiting", says=_("Review what offices add in their own words")
    ),
    Task(verb=Verb.APPROVE, page="pool", says=_("See who stands in the approver pool")),
    Task(verb=Verb.SET_POOL, page="pool", says=_("See who stands in the approver pool")),
    Task(verb=Verb.CONFIRM_ROLES, page="people_reviews", says=_("Confirm who holds which role")),
    Task(
        verb=Verb.SORT_REPORTS,
        page="organization:board",
        says=_("Open the hotline's board"),
        of_community=True,
    ),
    Task(verb=Verb.SORT_REPORTS, page="organization:call", says=_("Take a call"), of_community=True),
    Task(verb=Verb.INVITE, page="people_list", says=_("Invite people and see who has which role")),
)


@entry.known
def home(request: HttpRequest) -> HttpResponse:
    """Shows what somebody may do, only pages that are there."""
    someone, now = entry.person(request), clock.now()
    offices = [people.office(code) for code in someone.offices]
    return render(
        request,
        "account/home.html",
        {
            "someone": someone,
            "roles": _roles(someone),
            "tasks": _tasks(someone),
            "handbook": _handbook(someone),
            "lacks_second_factor": entry.lacks_second_factor(request, someone) is not None,
            "on_call": [(office, _names(office.code)) for office in offices],
            "is_number_proved": people.is_number_proved(someone.id),
            "now": now,
        },
    )


def _tasks(someone: Person) -> list[tuple[str, Promise]]:
    found: dict[str, Promise] = {}
    for task in TASKS:
        is_here = not task.of_community or "community" in settings.NODE_ROLES
        if is_here and rules.may(someone.roles, task.verb) and (address := _address(task.page)):
            found.setdefault(address, task.says)
    return list(found.items())


def _handbook(someone: Person) -> list[tuple[str, Promise]]:
    """Returns the pages of the handbook that are for this person: (name, title)."""
    names = dict.fromkeys(handbook.OF_ROLE[grant.role] for grant in someone.grants)
    return [(name, handbook.PAGES[name]) for name in names]


def _address(page: str) -> str:
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""


def _names(office: str) -> list[str]:
    now = clock.now()
    return [duty.name for duty in people.duties(office, now) if duty.starts_at <= now]


def _roles(someone: Person) -> list[tuple[Promise | str, str]]:
    named = people.names_in(get_language() or languages.FALLBACK)
    return [
        (ROLE_NAMES[grant.role], named.get(grant.office or grant.organization, ""))
        for grant in someone.grants
    ]

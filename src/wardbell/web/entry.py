"""The way in, as every door uses it: `@signed_in(Verb.SPEAK)`, then `entry.person(request)` and `entry.actor(request)`.

Who comes with a form after their sign-in has expired loses nothing: the sign-in page carries the form, sealed, in a hidden
field, for ten minutes (`kept`). The server keeps no copy of it.
"""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from wardbell.ground import clock
from wardbell.ground.actors import Actor, ActorKind
from wardbell.ground.errors import NotAllowed, Unreadable
from wardbell.ground.secrets import CannotUnseal, seal, unseal
from wardbell.people import queries as people
from wardbell.people import rules
from wardbell.people.queries import Person
from wardbell.people.rules import Verb
from wardbell.web.errors import sentence_of

KEPT_FIELD = "kept"  #: the hidden field's name
KEPT_FOR = timedelta(minutes=10)
KEPT_AT_MOST = (
    500_000  # characters once sealed: must fit in a form beside everything else (settings allow 1 MB)
)
ENTERED_AS = "wardbell_entered_as"  #: session mark of the demo's chooser; counts as a second factor where people are made up

MADE_UP = frozenset(
    {"demo", "rehearsal"}
)  #: kinds of node whose people are made up: one enters as them, without a password

_OWNER = "web.entry:kept_form"
_PERSON = "wardbell.person"
_CSRF_FIELD = "csrfmiddlewaretoken"

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


# --- who is asking


def signed_in(*verbs: Verb) -> Callable[[View[P]], View[P]]:
    """Lets only an active, signed-in person through, whose roles allow one of the verbs and who used their second factor if need be.

    Others are led to the sign-in page or to their second factor.

    Raises, when the view is called:
        NotAllowed: no role of theirs allows any of them (shown as a page, 403).
    """

    def decorate(view: View[P]) -> View[P]:
        @known
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            return _detour(request, person(request), verbs) or view(request, *args, **kwargs)

        return guarded

    return decorate


def known(view: View[P]) -> View[P]:
    """Lets any active, signed-in person through, second factor or not: for the pages where they set one up."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return _ask_to_sign_in(request)
        someone = people.person(str(request.user.pk))
        if someone.is_locked:
            logout(request)
            return redirect("account_inactive")
        request.META[_PERSON] = someone
        return view(request, *args, **kwargs)

    return guarded


def proved(view: View[P]) -> View[P]:
    """Lets only a signed-in person through who used a second factor, whatever their role: for what outlives the session."""

    @known
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not used_second_factor(request):
            return _to_second_factor(request, _second_factor_page(person(request)))
        return _put_back(request) or view(request, *args, **kwargs)

    return guarded


def person(request: HttpRequest) -> Person:
    """Returns who is asking, in a view behind `signed_in` or `known`."""
    found = request.META.get(_PERSON)
    if not isinstance(found, Person):
        raise TypeError("entry.person is for views behind @signed_in or @known")
    return found


def actor(request: HttpRequest) -> Actor:
    """Returns who is asking, as actions are told."""
    someone = person(request)
    return Actor(id=someone.id, kind=ActorKind.ACCOUNT, label=someone.name)


def check_of_the_city(request: HttpRequest) -> None:
    """Lets pass who holds an office of the city, in a view behind `signed_in`; partners see what the public sees, when it does.

    Raises:
        NotAllowed: who asks holds none.
    """
    if not person(request).offices:
        raise NotAllowed("This is between offices of the city. You see it when the public does.")


def visitor(request: HttpRequest) -> Person | None:
    """Returns who is asking on a page that is open to everybody: a signed-in person, or None."""
    if not request.user.is_authenticated:
        return None
    try:
        someone = people.person(str(request.user.pk))
    except Unreadable:
        return None
    return None if someone.is_locked else someone


def used_second_factor(request: HttpRequest) -> bool:
    """Says whether a second factor was used in this session; entering as somebody made up counts, where everybody is."""
    if settings.NODE_KIND in MADE_UP and request.session.get(ENTERED_AS) == str(request.user.pk):
        return True
    account = request.user if request.user.is_authenticated else None
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, account))


def lacks_second_factor(request: HttpRequest, someone: Person) -> str | None:
    """Returns the name of the page where somebody must first set up or use their second factor, or None."""
    if not rules.needs_second_factor(someone.roles) or used_second_factor(request):
        return None
    return _second_factor_page(someone)


def _second_factor_page(someone: Person) -> str:
    return "mfa_reauthenticate" if someone.has_second_factor else "account_second_factor"


def _to_second_factor(request: HttpRequest, page: str) -> HttpResponse:
    return redirect(f"{reverse(page)}?{urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})}")


def _detour(request: HttpRequest, someone: Person, verbs: tuple[Verb, ...]) -> HttpResponse | None:
    if verbs and not any(rules.may(someone.roles, one) for one in verbs):
        rules.check_may(someone.roles, verbs[0])
    if page := lacks_second_factor(request, someone):
        return _to_second_factor(request, page)
    return _put_back(request)


# --- a form that came too late


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A form that came after its sender's sign-in had expired; `sealed` is what a page carries on."""

    path: str  #: with the query
    fields: tuple[tuple[str, str], ...]
    sealed: str


def keep(request: HttpRequest) -> str:
    """Returns the posted form as sealed text for a hidden field; empty when it is too long to be carried."""
    given = [(name, str(text)) for name, texts in request.POST.lists() for text in texts]
    told = {
        "at": clock.now().isoformat(),
        "path": request.get_full_path(),
        "fields": [(name, text) for name, text in given if name not in {_CSRF_FIELD, KEPT_FIELD}],
    }
    sealed = seal(json.dumps(told, ensure_ascii=False).encode(), owner=_OWNER)
    text = base64.urlsafe_b64encode(sealed).decode()
    return text if len(text) <= KEPT_AT_MOST else ""


def kept(request: HttpRequest) -> Kept | None:
    """Returns the form that this request carries along, or None.

    Raises:
        Unreadable: it was changed, or sealed by another node, or longer than KEPT_FOR ago.
    """
    text = request.POST.get(KEPT_FIELD, "")
    return _opened(text, now=clock.now()) if text else None


def _opened(text: str, *, now: datetime) -> Kept:
    try:
        told = json.loads(unseal(base64.urlsafe_b64decode(text), owner=_OWNER))
    except (ValueError, CannotUnseal) as error:
        raise Unreadable(_("The text that this page carried along was changed on its way.")) from error
    if not timedelta(0) <= now - datetime.fromisoformat(told["at"]) <= KEPT_FOR:
        raise Unreadable(_("The text was carried along for ten minutes; that time is over."))
    return Kept(path=told["path"], fields=tuple((name, value) for name, value in told["fields"]), sealed=text)


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Leads to the sign-in page; a form that was posted goes with the page."""
    if request.method != "POST":
        back = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
        return redirect(f"{reverse(settings.LOGIN_URL)}?{back}")
    carried = request.POST.get(KEPT_FIELD) or keep(request)
    page = {"kept": carried, "is_expired": True, "redirect_field_value": request.get_full_path()}
    return render(request, "account/login.html", page, status=403)


def _put_back(request: HttpRequest) -> HttpResponse | None:
    """Gives a form that was carried along back to the view it was written for; another view refuses it."""
    if request.method != "POST":
        return None
    try:
        found = kept(request)
        if found is not None and found.path != request.get_full_path():
            raise Unreadable(_("The text that this page carried along was written for another page."))
    except Unreadable as refused:
        return render(request, "account/kept_refused.html", {"sentence": sentence_of(refused)}, status=400)
    if found is not None:
        request.POST = _form_of(found)  # type: ignore[assignment]  # WSGIRequest has a setter; the stubs have none
    return None


def _form_of(found: Kept) -> QueryDict:
    form = QueryDict(mutable=True)
    for name, text in found.fields:
        form.appendlist(name, text)
    form._mutable = False
    return form

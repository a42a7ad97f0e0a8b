"""Who calls: a person's token, its one role, and how often it may call."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import NotAllowed
from wardbell.people import actions as people
from wardbell.people import queries, rules
from wardbell.people.queries import Bearer
from wardbell.people.rules import Verb
from wardbell.web import entry

MOST_CALLS = 120  # of one token in one minute
_MINUTE_S = 60

P = ParamSpec("P")
R = TypeVar("R")
Call = Callable[Concatenate[HttpRequest, P], R]


class Token(HttpBearer):
    """Lets a token through whose person is active, holds its role, and has the second factor that the role needs."""

    def authenticate(self, request: HttpRequest, token: str) -> Bearer:  # noqa: ARG002  # the library hands it in
        try:
            found = queries.bearer(token)
        except NotAllowed as refused:
            raise AuthenticationError() from refused
        _check_second_factor(found)
        if found.used_at is None or clock.now() - found.used_at >= rules.USE_NOTED_EVERY:
            people.note_use(found.token_id)
        return found


class Rate(BaseThrottle):
    """Counts the calls of a token in each minute of the world's clock; keeps nothing between calls but the count."""

    def allow_request(self, request: HttpRequest) -> bool:
        found = getattr(request, "auth", None)
        if not isinstance(found, Bearer):
            return True
        key = f"api:{found.token_id}:{int(clock.now().timestamp()) // _MINUTE_S}"
        cache.add(key, 0, _MINUTE_S)
        try:
            return bool(cache.incr(key) <= MOST_CALLS)
        except ValueError:  # its minute ended between the two lines above
            return True

    def wait(self) -> float:
        return _MINUTE_S - clock.now().timestamp() % _MINUTE_S


def acting(*verbs: Verb) -> Callable[[Call[P, R]], Call[P, R]]:
    """Lets a call through whose token's role allows one of the verbs; the action below checks again.

    Raises, when called:
        NotAllowed: it allows none.
    """

    def decorate(call: Call[P, R]) -> Call[P, R]:
        @wraps(call)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> R:
            roles = caller(request).roles
            if not any(rules.may(roles, verb) for verb in verbs):
                rules.check_may(roles, verbs[0])
            return call(request, *args, **kwargs)

        guarded.verbs = verbs  # type: ignore[attr-defined]  # the description of the API names the roles
        return guarded

    return decorate


def caller(request: HttpRequest) -> Bearer:
    """Returns who calls, in a call that asks for a token."""
    found: Any = getattr(request, "auth", None)
    if not isinstance(found, Bearer):
        raise TypeError("bearers.caller is for calls that ask for a token")
    return found


def actor(request: HttpRequest) -> Actor:
    """Returns who calls, as actions are told: bound to the token's one role."""
    return caller(request).actor


def _check_second_factor(found: Bearer) -> None:
    """Lets pass who could also sign in: a lost device or a removed passkey stops their programs, too."""
    is_made_up = settings.NODE_KIND in entry.MADE_UP
    if rules.needs_second_factor(found.roles) and not (found.person.has_second_factor or is_made_up):
        raise NotAllowed("The person of this token has no second factor, and its role needs one.")

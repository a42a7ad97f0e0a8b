"""The community's own pages at this door: a node of the city alone has none of them."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from wardbell.people.rules import Verb
from wardbell.reports.queries import standing
from wardbell.reports.rules import HeldAs
from wardbell.web import entry

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def is_kept_here() -> bool:
    """Says whether this node keeps what people saw."""
    return str(HeldAs.COMMUNITY) in settings.NODE_ROLES


def at_desk(*verbs: Verb) -> Callable[[View[P]], View[P]]:
    """Lets only signed-in people through whose roles allow one of the verbs and who are not of the city, on a community's node alone.

    Raises, when the view is called:
        Http404: this node is the city's.
        NotAllowed: no role of theirs allows any of them, or they hold a role in an office (shown as a page, 403).
    """

    def decorate(view: View[P]) -> View[P]:
        @entry.signed_in(*verbs)
        @wraps(view)
        def inside(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            standing.check_is_of_the_community(entry.actor(request))
            return view(request, *args, **kwargs)

        return of_the_community(inside)

    return decorate


def of_the_community(view: View[P]) -> View[P]:
    """Serves a page on a community's node alone.

    Raises, when the view is called:
        Http404: this node is the city's.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not is_kept_here():
            raise Http404
        return view(request, *args, **kwargs)

    return guarded

"""The API, hung on its hinges: /api/v1, with its description at /api/v1/openapi.json."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import PathConverter
from django.views.decorators.http import require_GET
from ninja import NinjaAPI

from wardbell.web.machine.api import (
    notices,
    partnering,
    problems,
    public,
    relaying,
    reporting,
    requests,
    reviewing,
    subscriptions,
)
from wardbell.web.machine.api.bearers import Rate, Token
from wardbell.web.machine.api.description import describe

VERSION = "1.0.0"
View = Callable[..., HttpResponseBase]

_ROUTERS = (notices, reviewing, relaying, partnering, reporting, requests, public, subscriptions)


class Anything(PathConverter):
    """The rest of an address, line ends included, which `path` leaves out."""

    regex = r"[\s\S]+"


register_converter(Anything, "anything")


class Door(NinjaAPI):
    """The library's API with this house's addresses: each answers in JSON, and each that is none says so in JSON."""

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        hung = [one for bound in self._get_bound_routers() for one in bound.urls_paths(bound.prefix)]
        for one in hung:
            one.callback = _plain(one.callback)
        return [
            path("openapi.json", _plain(openapi), name="description"),
            *hung,
            path("", _plain(problems.not_found), name="root"),
            path("<anything:rest>", _plain(problems.not_found), name="unknown"),
        ]


def made() -> Door:
    """Returns the API with everything that hangs in it."""
    api = Door(
        title="Wardbell",
        version=VERSION,
        urls_namespace="api",
        auth=Token(),
        throttle=[Rate()],
        docs_url=None,
        openapi_url=None,
    )
    problems.hang(api)
    for one in _ROUTERS:
        api.add_router("", one.router)
    return api


@require_GET
def openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # a view
    """Describes the API as OpenAPI 3.1."""
    return JsonResponse(describe(API))


def _plain(view: View) -> View:
    """Answers a wrong method as a problem, lets nobody on the way keep an answer, and keeps addresses out of the log.

    An address may hold the secret of a reader's own link; faults are logged where they end.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        answer = view(request, *args, **kwargs)
        if isinstance(answer, HttpResponseNotAllowed):
            allowed = answer.headers["Allow"]
            answer = problems.problem(problems.NO_SUCH_METHOD, f"This address takes {allowed}.")
            answer.headers["Allow"] = allowed
        answer.headers.setdefault("Cache-Control", "no-store")
        answer._has_been_logged = True  # type: ignore[attr-defined]  # the framework's own mark
        return answer

    guarded.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie proves anything here, so none can be misused
    return guarded


API = made()

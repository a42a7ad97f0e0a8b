"""In which language this reader gets the page: the address, then a cookie, then what the browser asks for."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from wardbell.ground import languages


class LanguageMiddleware:
    """Knows the names people use for their languages, which the framework's own middleware does not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("lang", "")
        chosen = languages.recognise(asked) if asked else None
        tag = chosen or _remembered(request) or _from_browser(request)
        translation.activate(tag)
        request.LANGUAGE_CODE = tag
        response = self._get_response(request)
        response.headers.setdefault("Content-Language", tag)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        if chosen:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 86400, samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE, httponly=True,
            )  # fmt: skip
        translation.deactivate()
        return response


def _remembered(request: HttpRequest) -> str | None:
    return languages.recognise(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "-"))


def _from_browser(request: HttpRequest) -> str:
    wanted = [tag for tag, _ in parse_accept_lang_header(request.headers.get("Accept-Language", ""))]
    return languages.best(wanted)

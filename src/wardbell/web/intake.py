"""What may come in through any door: forms in UTF-8, and none longer than the settings allow.

The framework counts a form's fields, and would take a file of any size, from anybody, into the machine's temporary folder; and it
reads a form of several parts in whatever encoding its sender names, some of which make text that no table can hold.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from wardbell.web.errors import bad_request, picture_too_big

_READ = frozenset({"utf-8", "utf8", "us-ascii"})  # names of charsets, in small letters
_LISTENED_TO = 32_000_000  # bytes; whoever announces more is cut off
_PIECE = 65_536  # bytes
_FORM, _HOOKS = "application/x-www-form-urlencoded", "/hooks/"
_NULLS = (b"%00", b"\0")
_MORE = "takes_at_most"  # the mark of a view that takes longer forms

V = TypeVar("V", bound=Callable[..., Any])


def takes_at_most(n_bytes: int) -> Callable[[V], V]:
    """Lets a view take a longer form than the settings allow, from who is signed in; it must stand above every other mark."""

    def decorate(view: V) -> V:
        setattr(view, _MORE, n_bytes)
        return view

    return decorate


class IntakeMiddleware:
    """Refuses by the length and the encoding that the sender announces before anything is read, and by a sign that no table can hold.

    A length that lies gains nothing: the server reads no more than was announced.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE and _length(request) > (
            more := _more(request)
        ):
            _let_pass_by(request)
            return picture_too_big(request) if more else bad_request(request, RequestDataTooBig())
        if _charset(request) not in _READ or _holds_a_null(request):
            return bad_request(request, BadRequest())
        return self._get_response(request)


def _let_pass_by(request: HttpRequest) -> None:
    """Reads off what comes, in pieces, and keeps none: a browser that is cut off while it sends never shows the answer."""
    if _length(request) <= _LISTENED_TO:
        while request.read(_PIECE):
            pass


def _more(request: HttpRequest) -> int:
    """Returns how many bytes the view behind an address takes from who is signed in; 0 where it says nothing of it."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return 0
    return int(getattr(view, _MORE, 0)) if SESSION_KEY in request.session else 0


def _length(request: HttpRequest) -> int:
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return int(announced) if announced.isascii() and announced.isdigit() else 0


def _holds_a_null(request: HttpRequest) -> bool:
    """Says whether a form holds the sign that nobody types and PostgreSQL keeps in no text; a provider's calls are read elsewhere."""
    is_form = request.content_type == _FORM and not request.path_info.startswith(_HOOKS)
    return is_form and any(sign in request.body for sign in _NULLS)


def _charset(request: HttpRequest) -> str:
    return (request.content_params or {}).get("charset", "utf-8").strip().lower()

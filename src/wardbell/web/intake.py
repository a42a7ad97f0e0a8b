"""What may come in through any door: forms in UTF-8, and none longer than the settings allow.

The framework counts a form's fields, and would take a file of any size, from anybody, into the machine's temporary folder; and it
reads a form of several parts in whatever encoding its sender names, some of which make text that no table can hold.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from wardbell.web.errors import bad_request

_READ = frozenset({"utf-8", "utf8", "us-ascii"})  # names of charsets, in small letters
_LISTENED_TO = 32_000_000  # bytes; whoever announces more is cut off
_PIECE = 65_536  # bytes


class IntakeMiddleware:
    """Refuses before anything is read, by the length and the encoding that the sender announces.

    A length that lies gains nothing: the server reads no more than was announced.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            _let_pass_by(request)
            return bad_request(request, RequestDataTooBig())
        if _charset(request) not in _READ:
            return bad_request(request, BadRequest())
        return self._get_response(request)


def _let_pass_by(request: HttpRequest) -> None:
    """Reads off what comes, in pieces, and keeps none: a browser that is cut off while it sends never shows the answer."""
    if _length(request) <= _LISTENED_TO:
        while request.read(_PIECE):
            pass


def _length(request: HttpRequest) -> int:
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return int(announced) if announced.isascii() and announced.isdigit() else 0


def _charset(request: HttpRequest) -> str:
    return (request.content_params or {}).get("charset", "utf-8").strip().lower()

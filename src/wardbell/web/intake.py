"""What may come in through any door: forms in UTF-8, and none longer than the settings allow.

The framework counts a form's fields, and would take a file of any size, from anybody, into the machine's temporary folder; and it
reads a form of several parts in whatever encoding its sender names, some of which make text that no table can hold.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse

_READ = frozenset({"utf-8", "utf8", "us-ascii"})  # names of charsets, in small letters


class IntakeMiddleware:
    """Refuses before anything is read, by the length and the encoding that the sender announces.

    A length that lies gains nothing: the server reads no more than was announced.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig("The form is longer than any form of ours.")
        if _charset(request) not in _READ:
            raise BadRequest("A form is read as UTF-8.")
        return self._get_response(request)


def _length(request: HttpRequest) -> int:
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return int(announced) if announced.isascii() and announced.isdigit() else 0


def _charset(request: HttpRequest) -> str:
    return (request.content_params or {}).get("charset", "utf-8").strip().lower()

"""Pages for what went wrong: what happened, what was kept, what to do."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wardbell.ground.errors import Conflict, NotAllowed, Refused, WrongState, filled, spoken

Words = str | Promise


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """What a page says when something went wrong; every sentence is a whole one."""

    status: int
    title: Words
    happened: Words
    kept: Words
    to_do: tuple[Words, ...]


_NOTHING_SENT = _("Nothing was sent and nothing was saved.")
_GO_BACK = _("Go back with your browser. What you wrote is often still there.")
_FROM_START = _("Start again from the first page.")

BAD_REQUEST = Trouble(
    status=400,
    title=_("We could not read what was sent"),
    happened=_("The page or a link sent us something that we do not understand."),
    kept=_NOTHING_SENT,
    to_do=(_GO_BACK, _FROM_START),
)
TOO_BIG = Trouble(
    status=400,
    title=_("That was too long"),
    happened=_("What was sent is longer than a notice can be. A notice holds about two thousand characters."),
    kept=_NOTHING_SENT,
    to_do=(_GO_BACK, _("Shorten the text, then send it again.")),
)
PICTURE_TOO_BIG = Trouble(
    status=400,
    title=_("This picture is too big"),
    happened=_("A picture may have eight megabytes at most."),
    kept=_("Nothing was sent and nothing was saved. The picture is still on your device."),
    to_do=(
        _GO_BACK,
        _(
            "Allow scripts for this page: then the picture is made small on your phone. Or choose a smaller one."
        ),
    ),
)
NOT_ALLOWED = Trouble(
    status=403,
    title=_("This is not open to you"),
    happened=_("Your account does not allow this page or this step."),
    kept=_NOTHING_SENT,
    to_do=(_("If you should have this role, ask your administrator."), _FROM_START),
)
OPEN_TOO_LONG = Trouble(
    status=403,
    title=_("This page was open too long"),
    happened=_("For your safety a page can be sent only by the browser that opened it, and not for ever."),
    kept=_("Nothing was sent. What you wrote is still in your browser."),
    to_do=(
        _("Go back, copy what you wrote, load the page again, and send it."),
        _("If it happens again, allow cookies for this site."),
    ),
)
NOT_FOUND = Trouble(
    status=404,
    title=_("There is no such page"),
    happened=_("The link may be mistyped, or what it led to has ended."),
    kept=_("Nothing is lost."),
    to_do=(_("Check the address."), _FROM_START),
)
CONFLICT = Trouble(
    status=409,
    title=_("This could not be done"),
    happened=_("Somebody else was first, or it has changed since you opened the page."),
    kept=_NOTHING_SENT,
    to_do=(_("Go back and load the page again to see how it stands now."),),
)
TOO_MANY = Trouble(
    status=429,
    title=_("Too many attempts"),
    happened=_(
        "There were many attempts from your network in a short time, so we stopped listening for a while."
    ),
    kept=_NOTHING_SENT,
    to_do=(
        _("Wait five minutes, then try again."),
        _("If you must tell the city something now, phone the clerk's duty number."),
    ),
)
FAULT = Trouble(
    status=500,
    title=_("Something broke on our side"),
    happened=_("This is our fault, not yours. It was written down for those who look after this site."),
    kept=_("We cannot say for sure whether the last step was done. Look before you do it again."),
    to_do=(
        _("Go back and load the page again in a minute."),
        _("If a notice cannot wait, phone the clerk's duty number."),
    ),
)

_OF_REFUSAL: tuple[tuple[type[Refused], Trouble], ...] = (
    (NotAllowed, NOT_ALLOWED),
    (Conflict, CONFLICT),
    (WrongState, CONFLICT),
    (Refused, BAD_REQUEST),
)


class RefusedMiddleware:
    """Shows the sentence of a `Refused` that no view has shown itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        return turned_down(request, exception)


def turned_down(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Shows why something was turned down, in the refusal's own sentence."""
    trouble = next(trouble for kind, trouble in _OF_REFUSAL if isinstance(refused, kind))
    return _page(request, trouble, sentence=sentence_of(refused))


def sentence_of(refused: Refused) -> str:
    """Returns a refusal's sentence in the reader's language: the rooms below speak English, the catalogues hold the rest."""
    return filled(gettext(refused.template), refused.slots, _word) if refused.template else ""


def _word(word: Enum) -> str:
    return gettext(spoken(word))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: not of the form that was asked for, or too long."""
    return _page(request, TOO_BIG if isinstance(exception, RequestDataTooBig) else BAD_REQUEST)


def picture_too_big(request: HttpRequest) -> HttpResponse:
    """400: longer than a picture may be."""
    return _page(request, PICTURE_TOO_BIG)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django hands it in
    """403: this account, this page."""
    return _page(request, NOT_ALLOWED)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django hands it in
    """403: a form came from another page, another browser, or after its cookie had gone."""
    return _page(request, OPEN_TOO_LONG)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django hands it in
    """404: unknown and ended look alike."""
    return _page(request, NOT_FOUND)


def too_many(request: HttpRequest) -> HttpResponse:
    """429: a rate limit was reached."""
    response = _page(request, TOO_MANY)
    response.headers["Retry-After"] = "300"
    return response


def fault(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # the page asks nothing of it
    """500: needs neither database nor session nor the house's page frame, which may be what broke."""
    return HttpResponse(render_to_string("errors/fault.html", {"trouble": FAULT}), status=FAULT.status)


def _page(request: HttpRequest, trouble: Trouble, *, sentence: str = "") -> HttpResponse:
    told = {"trouble": trouble, "sentence": sentence}
    return render(request, "errors/trouble.html", told, status=trouble.status)

"""What went wrong, as RFC 9457 tells it: application/problem+json, in the refusal's own sentence."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from wardbell.ground.errors import Conflict, NotAllowed, Refused, Screened, Unreadable, WrongState
from wardbell.notices.rules import ReasonMissing
from wardbell.people.rules import KeyReused
from wardbell.safeguards import Finding
from wardbell.web.errors import sentence_of

log = structlog.get_logger(__name__)

MEDIA_TYPE = "application/problem+json"
API = "/api/"
_FIRST_ERROR = 400  # status, RFC 9110 section 15.5
PATH = "/api/v1/problems/"  # below the node's public address; the type of a problem is where it is described


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One type of problem: what it is called, and what a program does about it."""

    code: str
    status: int
    title: str
    to_do: str


class NotFound(Refused):
    """There is no such thing, or it is not this caller's to know of."""


class KeyMissing(Refused):
    """A POST came without the key that marks it."""


UNAUTHENTICATED = Kind(
    code="unauthenticated", status=401, title="Who asks?",
    to_do="Send the header Authorization: Bearer TOKEN with a token that works. Its person makes one on their own page.",
)  # fmt: skip
MALFORMED = Kind(
    code="malformed", status=400, title="This could not be read",
    to_do="Send UTF-8 JSON that fits in one megabyte.",
)  # fmt: skip
KEY_MISSING = Kind(
    code="key-missing", status=400, title="The call bears no key",
    to_do="Send the header Idempotency-Key with each POST: 1 to 200 visible ASCII characters, new for each call.",
)  # fmt: skip
NOT_ALLOWED = Kind(
    code="not-allowed", status=403, title="This is not open to you",
    to_do="Use a token of a role that may do this; the sentence names the roles.",
)  # fmt: skip
NOT_FOUND = Kind(
    code="not-found", status=404, title="There is no such thing",
    to_do="Check the address. What you may not know of looks like what is not there.",
)  # fmt: skip
NO_SUCH_METHOD = Kind(
    code="no-such-method", status=405, title="This address does not take that method",
    to_do="The header Allow names those it takes.",
)  # fmt: skip
WRONG_STATE = Kind(
    code="wrong-state", status=409, title="It is not in a state for this",
    to_do="Read the notice again to see how it stands.",
)  # fmt: skip
CONFLICT = Kind(
    code="conflict", status=409, title="Somebody else was first", to_do="Read it again to see how it stands."
)
INVALID = Kind(
    code="invalid", status=422, title="This is not of the form that was asked for",
    to_do="`errors` names each place and what is wrong there. Nothing was saved.",
)  # fmt: skip
REFUSED = Kind(
    code="refused", status=422, title="This was turned down",
    to_do="The sentence says why. Nothing was sent and nothing was saved.",
)  # fmt: skip
SCREENED = Kind(
    code="screened", status=422, title="The text holds what may not be written",
    to_do="Take out what `findings` marks, by Unicode code points of the text as sent. The text was kept nowhere.",
)  # fmt: skip
REASON_MISSING = Kind(
    code="reason-missing", status=422, title="The text was marked for what it may mean",
    to_do="Read what `findings` marks. Send `reason` to say why it may go out all the same, or send it back.",
)  # fmt: skip
KEY_REUSED = Kind(
    code="key-reused", status=422, title="This key was used for another call",
    to_do="Take a new Idempotency-Key for each call; repeat one only with the very same call.",
)  # fmt: skip
TOO_MANY = Kind(
    code="too-many", status=429, title="Too many calls", to_do="Wait as many seconds as Retry-After says."
)
FAULT = Kind(
    code="fault", status=500, title="Something broke on our side",
    to_do="Repeat the call with the same Idempotency-Key: it is done once, however often it comes.",
)  # fmt: skip

KINDS = (
    UNAUTHENTICATED, MALFORMED, KEY_MISSING, NOT_ALLOWED, NOT_FOUND, NO_SUCH_METHOD, WRONG_STATE, CONFLICT, INVALID,
    REFUSED, SCREENED, REASON_MISSING, KEY_REUSED, TOO_MANY, FAULT,
)  # fmt: skip

_OF_REFUSAL: tuple[tuple[type[Refused], Kind], ...] = (
    (NotFound, NOT_FOUND), (KeyMissing, KEY_MISSING), (KeyReused, KEY_REUSED), (NotAllowed, NOT_ALLOWED),
    (Screened, SCREENED), (ReasonMissing, REASON_MISSING), (Conflict, CONFLICT), (WrongState, WRONG_STATE),
    (Unreadable, INVALID), (Refused, REFUSED),
)  # fmt: skip


class ProblemsMiddleware:
    """Answers as a problem what was refused on its way, before a call reached the API: too long, or in another encoding."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self._get_response(request)
        is_told = answer.status_code < _FIRST_ERROR or answer.headers.get("Content-Type") == MEDIA_TYPE
        if is_told or not request.path_info.startswith(API):
            return answer
        kind = next((one for one in KINDS if one.status == answer.status_code), FAULT)
        return problem(kind, kind.title + ".")


def problem(kind: Kind, detail: str, **more: object) -> HttpResponse:
    """Returns a problem as an answer."""
    told = {"type": address_of(kind), "title": kind.title, "status": kind.status, "detail": detail} | more
    return HttpResponse(json.dumps(told, ensure_ascii=False), status=kind.status, content_type=MEDIA_TYPE)


def address_of(kind: Kind) -> str:
    """Returns the URI of a type of problem, under which this node describes it."""
    return f"{settings.BASE_URL}{PATH}{kind.code}"


def hang(api: NinjaAPI) -> None:
    """Tells the library how each error is answered; it types what it hands over as the error or its class."""
    api.add_exception_handler(Refused, _refused)
    api.add_exception_handler(AuthenticationError, _unauthenticated)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(Throttled, _too_many)
    api.add_exception_handler(HttpError, _malformed)
    api.add_exception_handler(SuspiciousOperation, _malformed)  # too long, or not what its header says
    api.add_exception_handler(UnreadablePostError, _malformed)
    api.add_exception_handler(Http404, _not_found)
    api.add_exception_handler(Exception, _fault)


def not_found(request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001  # a view
    """404 for every address of the API that is none."""
    return problem(NOT_FOUND, "There is no such address.")


def _refused(_request: HttpRequest, error: Any) -> HttpResponse:
    kind = next(kind for refusal, kind in _OF_REFUSAL if isinstance(error, refusal))
    more = {"findings": _findings(error.findings)} if isinstance(error, Screened | ReasonMissing) else {}
    return problem(kind, sentence_of(error), **more)


def _unauthenticated(_request: HttpRequest, error: Any) -> HttpResponse:
    refused = error.__cause__ if isinstance(error.__cause__, Refused) else NotAllowed("This needs a token.")
    answer = problem(UNAUTHENTICATED, sentence_of(refused))
    answer.headers["WWW-Authenticate"] = 'Bearer realm="wardbell"'
    return answer


def _invalid(_request: HttpRequest, error: Any) -> HttpResponse:
    found = [{"where": ".".join(map(str, one["loc"])), "says": str(one["msg"])} for one in error.errors]
    return problem(INVALID, "What was sent is not of the form that was asked for.", errors=found)


def _too_many(_request: HttpRequest, _error: Any) -> HttpResponse:
    return problem(TOO_MANY, "There were too many calls in a short time.")


def _malformed(_request: HttpRequest, _error: Any) -> HttpResponse:
    return problem(MALFORMED, "What was sent could not be read as JSON.")


def _not_found(_request: HttpRequest, _error: Any) -> HttpResponse:
    return problem(NOT_FOUND, "There is no such thing.")


def _fault(_request: HttpRequest, error: Any) -> HttpResponse:
    """The one place of the API where a fault ends; it is logged with its trace, and nothing of it is shown."""
    log.error("a call of the API failed", reason=type(error).__name__, exc_info=error)
    return problem(FAULT, "This is our fault, not yours. It was written down.")


def _findings(found: Sequence[object]) -> list[dict[str, Any]]:
    """Says what and where, never the text itself."""
    return [
        {"kind": one.kind, "start": one.start, "end": one.end, "why": one.why}
        for one in found
        if isinstance(one, Finding)
    ]

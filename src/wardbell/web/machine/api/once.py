"""A call made twice is done once: the key, the action and the answer are one transaction."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel

from wardbell.people import actions as people
from wardbell.web.machine.api.bearers import caller
from wardbell.web.machine.api.problems import KeyMissing

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"  # on an answer that is told again
_KEY = re.compile(r"[\x21-\x7e]{1,200}")

P = ParamSpec("P")


@dataclass(frozen=True, kw_only=True)
class Untraced:
    """An answer of a call of which nothing may be kept, not even that it was made; repeated, it is done again."""

    status: int
    answer: BaseModel


Call = Callable[Concatenate[HttpRequest, P], BaseModel | Untraced]


def once(status: int = 200) -> Callable[[Call[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Does a call once for each key and answers its repetitions with the same answer; a refusal keeps nothing.

    Two with one key at the same moment: the second waits for the first and gets its answer.

    Raises, when called:
        KeyMissing: the call bears no key.
        KeyReused: the key was used for another call.
    """

    def decorate(call: Call[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(call)
        def done_once(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            key, marked = _key_of(request), _call_of(request)
            with transaction.atomic():
                claim = people.claim_key(caller(request).token_id, key=key, call=marked)
                if claim.status is not None:
                    return _answer(claim.body, status=claim.status, is_replayed=True)
                told = call(request, *args, **kwargs)
                if isinstance(told, Untraced):
                    people.give_key_back(claim.id)
                    return _answer(_body(told.answer), status=told.status)
                people.keep_answer(claim.id, status=status, body=_body(told))
                return _answer(_body(told), status=status)

        return done_once

    return decorate


def _key_of(request: HttpRequest) -> str:
    key = request.headers.get(HEADER, "")
    if not _KEY.fullmatch(key):
        raise KeyMissing(
            "Send the header %(header)s: 1 to 200 visible ASCII characters, new for each call.", header=HEADER
        )
    return key


def _call_of(request: HttpRequest) -> str:
    digest = hashlib.sha256(request.body).hexdigest()
    return f"{request.method} {request.get_full_path()} {digest}"


def _body(told: BaseModel) -> bytes:
    return told.model_dump_json().encode()


def _answer(body: bytes, *, status: int, is_replayed: bool = False) -> HttpResponse:
    answer = HttpResponse(body, status=status, content_type="application/json; charset=utf-8")
    if is_replayed:
        answer.headers[REPLAYED] = "true"
    return answer

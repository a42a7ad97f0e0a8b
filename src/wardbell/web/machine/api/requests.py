"""Requests: an office is asked to answer, and does."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from wardbell.escalation import actions
from wardbell.escalation import queries as asked
from wardbell.escalation.rules import Outcome, RequestState, Via
from wardbell.ground.errors import NotAllowed
from wardbell.people.rules import Role, Verb
from wardbell.web.machine.api import told
from wardbell.web.machine.api.bearers import acting, actor, caller
from wardbell.web.machine.api.once import once
from wardbell.web.machine.api.problems import NotFound
from wardbell.web.machine.api.words import Told

router = Router(tags=["requests"])

_WAITING = (RequestState.OPEN, RequestState.EXHAUSTED)  # a late answer still counts


class Answered(Told):
    """What became of an answer."""

    id: UUID
    outcome: Outcome


@router.get(
    "/requests",
    response=list[told.RequestTold],
    operation_id="listRequests",
    summary="What your office is asked",
)
@acting(Verb.ACKNOWLEDGE)
def asked_of_office(request: HttpRequest) -> list[told.RequestTold]:
    """Lists what the token's office was asked and has not answered, the newest first; the president's, what has come that far."""
    who = caller(request)
    found = asked.inbox([who.grant.office]) if who.grant.office else []
    if who.grant.role is Role.PRESIDENT:
        found = [*found, *(one for one in asked.open_requests(who.person.id) if one not in found)]
    return [told.request(one) for one in found if one.state in _WAITING]


@router.post(
    "/requests/{uuid:request_id}/acknowledge",
    response=Answered,
    operation_id="acknowledge",
    summary="We have it",
)
@acting(Verb.ACKNOWLEDGE)
@once()
def acknowledge(request: HttpRequest, request_id: UUID) -> Answered:
    """Answers for the office; whoever else of it would have been asked is not."""
    _check_is_theirs(request, request_id)
    result = actions.acknowledge(str(request_id), by=actor(request), via=Via.API)
    return Answered(id=request_id, outcome=result.outcome)


@router.post(
    "/requests/{uuid:request_id}/decline", response=Answered, operation_id="decline", summary="We cannot"
)
@acting(Verb.ACKNOWLEDGE)
@once()
def decline(request: HttpRequest, request_id: UUID) -> Answered:
    """Says that this person cannot: the next of the office is asked at once."""
    _check_is_theirs(request, request_id)
    result = actions.decline(str(request_id), by=actor(request), via=Via.API)
    return Answered(id=request_id, outcome=result.outcome)


def _check_is_theirs(request: HttpRequest, request_id: UUID) -> None:
    try:
        actions.check_may_answer(str(request_id), actor(request))
    except NotAllowed as refused:
        raise NotFound("There is no such request.") from refused

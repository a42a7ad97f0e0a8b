"""Asking offices, stepping up their ladders, taking their answers. Each step is a compare-and-set on the request's fence."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from wardbell.dispatch import actions as dispatch
from wardbell.dispatch.letters import Audience, Letter
from wardbell.escalation import queries, rules, tokens
from wardbell.escalation.models import Request, Step
from wardbell.escalation.queries import Due, RequestView
from wardbell.escalation.rules import Asked, Outcome, ReplyResult, RequestState, Via
from wardbell.ground import clock, ids
from wardbell.ground.actors import CLOCKWORK, Actor, ActorKind
from wardbell.ground.errors import Conflict, NotAllowed, Unreadable
from wardbell.journal import actions as journal
from wardbell.people import queries as people
from wardbell.people.rules import Role, Verb, may

log = structlog.get_logger(__name__)

_CODE_TRIES = 20


@transaction.atomic
def ask(
    *, subject: str, letter: Letter, asked: Sequence[Asked], shareable_at: datetime, by: Actor
) -> list[str]:
    """Asks each office, in the order given: its ladder is frozen, its first rung is posted at once.

    Returns the ids of the requests. Each letter goes out under `rules.address_of_request(subject, office)`, with the slots
    `code` and `link` of its own.

    Raises:
        Conflict: one of the offices was asked about this subject before.
    """
    if Request.objects.filter(subject=subject, office_id__in=[one.office for one in asked]).exists():
        raise Conflict("This office was asked about this before.")
    now = clock.now()
    opened = [
        _open(one, subject=subject, letter=letter, position=position, shareable_at=shareable_at, now=now)
        for position, one in enumerate(asked)
    ]
    for request in opened:
        _climb(request, now=now, by=by)
    journal.write(
        verb="escalation.ask", about=subject, by=by,
        facts={"offices": [one.office for one in asked], "requests": [str(request.id) for request in opened]},
    )  # fmt: skip
    return [str(request.id) for request in opened]


def escalate_due() -> int:
    """Takes every step that is due, in order and one rung at a time, and returns how many were taken.

    A fault at one office's step does not keep the others waiting; it is raised when all were tried.
    """
    now = clock.now()
    taken, faults = 0, []
    for due in queries.steps_due(now):
        try:
            taken += _catch_up(due.request_id, now=now)
        except Exception as fault:  # noqa: BLE001  # one office's fault must not silence the next; all are raised below
            log.error("step failed", request=due.request_id, reason=type(fault).__name__)
            faults.append(fault)
    if faults:
        raise ExceptionGroup("steps of escalation failed", faults)
    return taken


@transaction.atomic
def take_step(due: Due, *, now: datetime, by: Actor = CLOCKWORK) -> bool:
    """Takes one step if its token still holds, and says whether it was this call that took it."""
    request = _seized(due)
    if request is None:
        return False
    _climb(request, now=now, by=by)
    return True


def acknowledge(request_id: str, *, by: Actor, via: Via) -> ReplyResult:
    """Takes a person's answer for the office; what is unsent to the others of the office is never sent.

    Raises:
        NotAllowed: the person neither stands on the ladder nor may answer for this office.
    """
    check_may_answer(request_id, by)
    return _answer(request_id, by=by, via=via)


def acknowledge_by_token(token: str, *, via: Via = Via.LINK) -> ReplyResult:
    """Takes the answer of whoever holds the letter's link.

    Raises:
        Unreadable: the link was not made here, or means nothing any more; both in the same words.
    """
    opened, bearer = _bearer(token)
    return _answer(opened.request_id, by=bearer, via=via)


def answer_by_reply(account_id: str, text_code: str | None, *, via: Via = Via.SMS) -> ReplyResult:
    """Takes the reply `1` or `1 CODE` of somebody who was asked, on an earlier rung too."""
    meant = _meant(account_id, text_code)
    return (
        meant if isinstance(meant, ReplyResult) else _answer(meant.id, by=people.actor(account_id), via=via)
    )


def decline(request_id: str, *, by: Actor, via: Via) -> ReplyResult:
    """Takes a person's `cannot`: the next rung is asked at once, if this person stands on the one reached last.

    Raises:
        NotAllowed: the person neither stands on the ladder nor may answer for this office.
    """
    check_may_answer(request_id, by)
    return _decline(request_id, by=by, via=via, rung=None)


def decline_by_token(token: str, *, via: Via = Via.LINK) -> ReplyResult:
    """Takes the `cannot` of whoever holds the letter's link.

    Raises:
        Unreadable: the link was not made here, or means nothing any more; both in the same words.
    """
    opened, bearer = _bearer(token)
    return _decline(opened.request_id, by=bearer, via=via, rung=opened.rung)


def decline_by_reply(account_id: str, text_code: str | None, *, via: Via = Via.SMS) -> ReplyResult:
    """Takes the reply `2` or `2 CODE` of somebody who was asked."""
    meant = _meant(account_id, text_code)
    if isinstance(meant, ReplyResult):
        return meant
    return _decline(meant.id, by=people.actor(account_id), via=via, rung=None)


def check_may_answer(request_id: str, by: Actor) -> None:
    """Lets pass whoever stands on the request's ladder, or may acknowledge for its office.

    A token answers for its own office; the president's for every office that has come that far.

    Raises:
        NotAllowed: neither; also when there is no such request.
    """
    request = Request.objects.select_related("office").filter(id=request_id).first()
    if request is None or by.kind != ActorKind.ACCOUNT:
        raise NotAllowed("This request is not yours to answer.")
    if rules.is_on_ladder(by.id, rules.ladder_of(request.ladder)) and (
        by.bound is None or Role.PRESIDENT in people.roles_of_actor(by)
    ):
        return
    if not may(people.roles_of_actor_in(by, request.office_id), Verb.ACKNOWLEDGE):
        raise NotAllowed("This request is not yours to answer.")


@transaction.atomic
def cancel(*subjects: str, by: Actor) -> int:
    """Ends the wait for every office that has not answered about these, and returns how many; what is unsent is never sent.

    Call it before anything else of the transaction that writes the journal: it waits for steps that are being taken.
    """
    waiting = list(
        Request.objects.select_for_update()
        .filter(subject__in=subjects, state__in=rules.may_become(RequestState.CANCELLED))
        .select_related("office")
        .order_by("id")
    )
    Request.objects.filter(id__in=[one.id for one in waiting]).update(
        state=RequestState.CANCELLED, next_due_at=None, fence=F("fence") + 1
    )
    for one in waiting:
        dispatch.void_unsent(rules.address_of_request(one.subject, one.office_id), by=by)
    for subject in dict.fromkeys(one.subject for one in waiting):
        ended = [str(one.id) for one in waiting if one.subject == subject]
        journal.write(verb="escalation.cancel", about=subject, by=by, facts={"requests": ended})
    return len(waiting)


def _open(
    asked: Asked, *, subject: str, letter: Letter, position: int, shareable_at: datetime, now: datetime
) -> Request:
    office = people.office(asked.office)  # refuses an unknown code now, not at the end of the transaction
    addressed = replace(letter, subject=rules.address_of_request(subject, office.code))
    return _with_fresh_code(
        Request(
            subject=subject, office_id=office.code, position=position, ladder=rules.frozen_ladder(asked.rungs),
            letter=addressed.as_json(), exercise=letter.exercise, state=RequestState.OPEN, shareable_at=shareable_at,
            opened_at=now, next_rung=0, next_due_at=now,
        )
    )  # fmt: skip


def _with_fresh_code(request: Request) -> Request:
    for _ in range(_CODE_TRIES):
        request.code = ids.short_code(rules.CODE_LENGTH)
        if Request.objects.filter(code=request.code, state=RequestState.OPEN).exists():
            continue
        try:
            with transaction.atomic():
                request.save(force_insert=True)
        except IntegrityError as error:  # another transaction took the code between the two lines above
            if "code" not in str(error):
                raise
            continue
        return request
    raise Conflict("No free short code was found. Please try again.")


def _seized(due: Due) -> Request | None:
    """Moves the fence on and returns the row, held until the transaction ends; None when somebody was first."""
    seized = Request.objects.filter(id=due.request_id, fence=due.fence, state=RequestState.OPEN).update(
        fence=due.fence + 1
    )
    return Request.objects.select_related("office").get(id=due.request_id) if seized else None


def _held(request_id: str) -> Request | None:
    """Returns the row, held until the transaction ends (SQLite's transactions are alone anyway)."""
    return (
        Request.objects.select_for_update(of=("self",)).select_related("office").filter(id=request_id).first()
    )


def _catch_up(request_id: str, *, now: datetime) -> int:
    taken = 0
    while (due := queries.due_step(request_id, now)) and take_step(due, now=now):
        taken += 1
    return taken


def _climb(request: Request, *, now: datetime, by: Actor) -> None:
    """Asks the next rung, or ends the patience after the last; an empty rung is recorded and passed over at once."""
    ladder = rules.ladder_of(request.ladder)
    while request.next_rung < len(ladder):
        rung = ladder[request.next_rung]
        known = people.contacts(rung.accounts)  # whoever was deactivated since cannot be asked
        reachable = tuple(one for one in rung.accounts if one in known)
        posting = _post(request, accounts=reachable, by=by)
        Step.objects.create(
            request=request, rung=request.next_rung, fence=request.fence, at=now, posting=posting
        )
        facts = {"rung": request.next_rung, "label": rung.label, "asked": len(reachable)}
        _set(
            request,
            next_rung=request.next_rung + 1,
            next_due_at=rules.due_at(request.opened_at, ladder, request.next_rung + 1),
        )
        journal.write(verb="escalation.step", about=f"request:{request.id}", by=by, facts=facts)
        if reachable:
            return
    _set(request, state=rules.move(RequestState(request.state), RequestState.EXHAUSTED), next_due_at=None)
    journal.write(
        verb="escalation.exhaust", about=f"request:{request.id}", by=by, facts={"office": request.office_id}
    )


def _post(request: Request, *, accounts: tuple[str, ...], by: Actor) -> str:
    if not accounts:
        log.warning("nobody on this rung", request=str(request.id), office=request.office_id)
        return ""
    letter = Letter.from_json(request.letter)
    token = tokens.make(str(request.id), rung=request.next_rung)
    own = {"code": request.code, "link": f"{settings.BASE_URL}{rules.LINK_PATH}{token}"}
    return dispatch.post(
        replace(letter, slots={**letter.slots, **own}), to=Audience(accounts=accounts), by=by
    )


def _set(request: Request, **changes: object) -> None:
    """Writes changes if the fence is where this transaction left it, and moves it on.

    Raises:
        Conflict: somebody else was first.
    """
    changes["fence"] = request.fence + 1
    if not Request.objects.filter(id=request.id, fence=request.fence).update(**changes):
        raise Conflict("Somebody else was first. Please look again.")
    for name, value in changes.items():
        setattr(request, name, value)


def _bearer(token: str) -> tuple[tokens.Opened, Actor]:
    opened = tokens.read(token)
    request = queries.request_by_token(token)
    if opened is None or request is None:
        raise Unreadable("This link is not one of ours, or it is of no use any more.")
    label = f"{request.office_name}, by the link in the letter"
    return opened, Actor(id=f"link:{request.office}:{opened.rung}", kind=ActorKind.ACCOUNT, label=label)


def _meant(account_id: str, typed: str | None) -> RequestView | ReplyResult:
    """Returns the request that a reply means, or why there is none."""
    since = clock.now() - rules.LATE_REPLY
    waiting = queries.open_requests(account_id) or queries.unanswered_since(account_id, since)
    codes = tuple((one.code, one.office) for one in waiting)
    if typed:
        found = queries.request_with_code(rules.normal_code(typed), account_id=account_id)
        return found or ReplyResult(outcome=Outcome.UNKNOWN_CODE, codes=codes)
    if len(waiting) > 1:
        return ReplyResult(outcome=Outcome.WHICH, codes=codes)
    if waiting:
        return waiting[0]
    return queries.latest_request(account_id, since=since) or ReplyResult(outcome=Outcome.NOTHING)


@transaction.atomic
def _answer(request_id: str, *, by: Actor, via: Via) -> ReplyResult:
    request = _held(request_id)
    if request is None:
        return ReplyResult(outcome=Outcome.NOTHING)
    state = RequestState(request.state)
    if RequestState.ACKNOWLEDGED not in rules.NEXT[state]:
        return ReplyResult(outcome=rules.outcome_of_closed(state), request_id=request_id)
    _set(
        request, state=rules.move(state, RequestState.ACKNOWLEDGED), next_due_at=None,
        answered_at=clock.now(), answered_by=by.label, via=via,
    )  # fmt: skip
    dispatch.void_unsent(rules.address_of_request(request.subject, request.office_id), by=by)
    facts = {"office": request.office_id, "via": via, "after_rung": request.next_rung - 1}
    journal.write(verb="escalation.acknowledge", about=f"request:{request.id}", by=by, facts=facts)
    return ReplyResult(outcome=Outcome.ACKNOWLEDGED, request_id=request_id)


@transaction.atomic
def _decline(request_id: str, *, by: Actor, via: Via, rung: int | None) -> ReplyResult:
    """`rung` is the one that a link was made for; a person is looked for on the rung reached last."""
    request = _held(request_id)
    if request is None:
        return ReplyResult(outcome=Outcome.NOTHING)
    state = RequestState(request.state)
    if rules.is_closed(state):
        return ReplyResult(outcome=rules.outcome_of_closed(state), request_id=request_id)
    reached, ladder = request.next_rung, rules.ladder_of(request.ladder)
    is_asked_now = (
        rung == reached - 1 if rung is not None else rules.is_asked_now(by.id, ladder, next_rung=reached)
    )
    moves_on = state == RequestState.OPEN and is_asked_now
    if moves_on:
        _climb(request, now=clock.now(), by=by)
    facts = {"office": request.office_id, "via": via, "moved_on": moves_on}
    journal.write(verb="escalation.decline", about=f"request:{request.id}", by=by, facts=facts)
    return ReplyResult(outcome=Outcome.DECLINED if moves_on else Outcome.NOTED, request_id=request_id)

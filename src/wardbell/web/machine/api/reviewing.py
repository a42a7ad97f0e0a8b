"""The second person, and what is done with a notice that is out: approve, send back, countersign, dispute, withdraw, end."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from wardbell.notices import actions
from wardbell.notices import queries as said
from wardbell.notices.rules import HowKnown, WithdrawReason
from wardbell.people.rules import Verb, may
from wardbell.web.machine.api import told
from wardbell.web.machine.api.bearers import acting, actor, caller
from wardbell.web.machine.api.notices import AnswersGiven, Done, answers_of, done, seen
from wardbell.web.machine.api.once import once
from wardbell.web.machine.api.words import Closed, Given, Instant, Line, Reason, Told

router = Router(tags=["reviewing"])


class Waiting(Told):
    """What waits for the token's person, in the token's role."""

    to_approve: list[told.Summary]
    to_countersign: list[told.Summary]
    words_to_review: list[told.WordsTold]


class ReasonGiven(Given):
    """Why something is sent back; its author reads it."""

    reason: Line = Field(min_length=1, max_length=500, examples=["The ward is the one next to it."])


class DespiteGiven(Given):
    """Why a text goes out although it is marked; it is kept beside it, and not asked for where nothing is marked."""

    reason: Reason = Field(default="", examples=["It quotes the public statement."])


class AllClearGiven(Given):
    """When it was found to be over, and how that is known if not as before."""

    source_at: Instant
    how_known: Annotated[HowKnown, Closed] | None = Field(
        default=None, description="Needed for the all-clear of a rumour check."
    )
    link: Line = Field(default="", max_length=500, examples=["https://city.example/statement"])


class WithdrawGiven(Given):
    """One of the reviewed reasons."""

    reason: Annotated[WithdrawReason, Closed] = Field(examples=["wrong_area"])


class TakenBack(Told):
    """The withdrawal that says so to whoever got the notice."""

    id: UUID
    withdrawal_id: UUID
    was_before: bool


class Corrected(Told):
    """The draft of a correction or an all-clear; two persons send it."""

    id: UUID


@router.get("/waiting", response=Waiting, operation_id="readWaiting", summary="What waits for you")
def waiting(request: HttpRequest) -> Waiting:
    """Lists what the token's person is asked to approve, to countersign and to sign off, in the token's role."""
    account, roles, sight = caller(request).person.id, caller(request).roles, said.sight_of(actor(request))
    approve = said.awaiting_approval(account) if may(roles, Verb.APPROVE) else []
    countersign = said.awaiting_countersign(account) if may(roles, Verb.COUNTERSIGN) else []
    words = said.words_to_review() if may(roles, Verb.REVIEW_WORDS) else []
    return Waiting(
        to_approve=[told.summary(one, sight=sight) for one in approve if sight.sees(one)],
        to_countersign=[told.summary(one, sight=sight) for one in countersign if sight.sees(one)],
        words_to_review=[told.words(one) for one in words],
    )


@router.post(
    "/notices/{uuid:notice_id}/approve",
    response=Done,
    operation_id="approveNotice",
    summary="Approve what another wrote",
)
@acting(Verb.APPROVE)
@once()
def approve(request: HttpRequest, notice_id: UUID, given: DespiteGiven | None = None) -> Done:
    """Sends what another person wrote; nobody approves their own words. A marked text goes out only with a reason."""
    reason = given.reason if given else ""
    result = actions.approve(seen(request, notice_id).id, reason=reason, by=actor(request))
    return done(notice_id, was_before=result.was_before)


@router.post(
    "/notices/{uuid:notice_id}/send-back",
    response=Done,
    operation_id="sendBackNotice",
    summary="Send it back to its author",
)
@acting(Verb.APPROVE)
@once()
def send_back(request: HttpRequest, notice_id: UUID, given: ReasonGiven) -> Done:
    """Hands a notice back to its author with a reason; nothing is sent."""
    actions.send_back(seen(request, notice_id).id, reason=given.reason, by=actor(request))
    return done(notice_id)


@router.post(
    "/notices/{uuid:notice_id}/countersign",
    response=Done,
    operation_id="countersignNotice",
    summary="Put a second name under it",
)
@acting(Verb.COUNTERSIGN)
@once()
def countersign(request: HttpRequest, notice_id: UUID) -> Done:
    """Puts a second name under what left on one signature."""
    actions.countersign(seen(request, notice_id).id, by=actor(request))
    return done(notice_id)


@router.post(
    "/notices/{uuid:notice_id}/dispute", response=Done, operation_id="disputeNotice", summary="Dispute it"
)
@acting(Verb.COUNTERSIGN)
@once()
def dispute(request: HttpRequest, notice_id: UUID) -> Done:
    """Records that a second person disputes what left on one signature; the notice shows it."""
    actions.dispute(seen(request, notice_id).id, by=actor(request))
    return done(notice_id)


@router.post(
    "/notices/{uuid:notice_id}/withdraw",
    response=TakenBack,
    operation_id="withdrawNotice",
    summary="Take it back",
)
@acting(Verb.WITHDRAW)
@once()
def withdraw(request: HttpRequest, notice_id: UUID, given: WithdrawGiven) -> TakenBack:
    """Takes a notice back for a reviewed reason, to whoever got it, ahead of everything else."""
    result = actions.withdraw(seen(request, notice_id).id, reason=given.reason, by=actor(request))
    return _taken_back(notice_id, result)


@router.post(
    "/notices/{uuid:notice_id}/end",
    response=TakenBack,
    operation_id="endNotice",
    summary="Say that it has ended",
)
@acting(Verb.END)
@once()
def end(request: HttpRequest, notice_id: UUID) -> TakenBack:
    """Says that what a notice told of has ended, to whoever got it."""
    return _taken_back(notice_id, actions.end(seen(request, notice_id).id, by=actor(request)))


@router.post(
    "/notices/{uuid:notice_id}/corrections",
    response={201: Corrected},
    operation_id="correctNotice",
    summary="Draft a correction",
)
@acting(Verb.SPEAK, Verb.DRAFT_PUBLIC)
@once(201)
def correct(request: HttpRequest, notice_id: UUID, given: AnswersGiven) -> Corrected:
    """Drafts a correction that says what holds now; two persons send it, and it takes the notice's place."""
    made = actions.correct(seen(request, notice_id).id, by=actor(request), **answers_of(given))
    return Corrected(id=UUID(made))


@router.post(
    "/notices/{uuid:notice_id}/all-clear",
    response={201: Corrected},
    operation_id="giveAllClear",
    summary="Draft the all-clear",
)
@acting(Verb.DRAFT_PUBLIC)
@once(201)
def all_clear(request: HttpRequest, notice_id: UUID, given: AllClearGiven) -> Corrected:
    """Drafts what says to the public that it is over; two persons send it, and it takes the notice's place."""
    made = actions.all_clear(
        seen(request, notice_id).id, source_at=given.source_at, how_known=given.how_known, link=given.link,
        by=actor(request),
    )  # fmt: skip
    return Corrected(id=UUID(made))


def _taken_back(notice_id: UUID, result: actions.TakenBack) -> TakenBack:
    return TakenBack(id=notice_id, withdrawal_id=UUID(result.withdrawal_id), was_before=result.was_before)

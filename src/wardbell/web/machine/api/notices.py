"""Notices: begun by the first question, answered, published or put before a second person, and followed."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from wardbell.dispatch import queries as letters
from wardbell.escalation import queries as asked
from wardbell.ground import clock
from wardbell.ground.errors import NotAllowed, Unreadable, WrongState
from wardbell.notices import actions, kinds, rules
from wardbell.notices import queries as said
from wardbell.notices.kinds import Kind
from wardbell.notices.queries import NoticeView
from wardbell.notices.rules import (
    Agency,
    Answer,
    CityAnswer,
    HowKnown,
    NoticeAudience,
    RequestType,
    ShareableBecause,
    State,
    Status,
)
from wardbell.people import queries as people
from wardbell.people.rules import Verb
from wardbell.phrases.rules import SlotMissing
from wardbell.places import queries as places
from wardbell.web.machine.api import told
from wardbell.web.machine.api.bearers import acting, actor, caller
from wardbell.web.machine.api.once import Untraced, once
from wardbell.web.machine.api.problems import NotFound
from wardbell.web.machine.api.words import AreaCode, Closed, Flag, Given, Instant, KindName, Line, Told

router = Router(tags=["notices"])

_MEDIA = ("sms", "mail")
_CIVIC = "Only where the kind tells of the city's own matters."
_SPEAK = (Verb.SPEAK, Verb.SPEAK_ON_BEHALF)
_GO_ON = (*_SPEAK, Verb.DRAFT_PUBLIC)


class BeginGiven(Given):
    """The first question of every notice: how is it known?"""

    how_known: Annotated[HowKnown, Closed] = Field(examples=["seen_in_public_by_staff"])
    on_behalf_of: UUID | None = Field(
        default=None,
        description="For a duty clerk: the account of the designee who phoned (see `/designees`).",
    )
    kind: KindName = Field(
        default=rules.OFFICIAL_NOTICE,
        description="An official notice, or a kind that tells the public of the city's own matters.",
        examples=["boil_water"],
    )
    exercise: Flag = Field(default=False, description="A drill.")


class Begun(Told):
    """Either a draft, or nothing at all: then `call` is the city attorney's number, and nothing was kept."""

    id: UUID | None
    may_ever_reach: str = Field(description="nobody, council or public", examples=["public"])
    call: str = Field(description="Whom to call when it may reach nobody; else empty.")


class AnswersGiven(Given):
    """Closed answers; what is absent stays as it was. They are kept once they fit each other."""

    status: Annotated[Status, Closed] = Field(default=Status.NOT_SAID, examples=["ongoing"])
    areas: list[AreaCode] = Field(default=[], max_length=60, examples=[["ward:6"]])
    agents: Annotated[Answer, Closed] = Field(default=Answer.NOT_ANSWERED, examples=["yes"])
    civil: Annotated[Answer, Closed] = Field(default=Answer.NOT_ANSWERED, examples=["not_known"])
    link: Line = Field(default="", max_length=500, examples=["https://city.example/statement"])
    leave_from: Annotated[Agency, Closed] = Field(default=Agency.NOT_SAID)
    source_at: Instant | None = Field(
        default=None, description="When it was stated, seen, verified, asked, or leave was given."
    )
    since_at: Instant | None = Field(default=None, description="Since when it goes on, or when it was seen.")
    agency: Annotated[Agency, Closed] = Field(default=Agency.NOT_SAID)
    request_type: Annotated[RequestType, Closed] = Field(default=RequestType.NOT_SAID)
    city_answer: Annotated[CityAnswer, Closed] = Field(default=CityAnswer.NOT_SAID)
    free_text: Line = Field(default="", max_length=600, description="Screened; needs a second person.")
    until_at: Instant | None = Field(default=None, description=f"Until when it holds. {_CIVIC}")
    cause: Line = Field(default="", max_length=60, description=f"Why. {_CIVIC}", examples=["main_break"])
    advice: Line = Field(default="", max_length=60, description=f"What to do. {_CIVIC}", examples=["boil"])
    help_at: list[AreaCode] = Field(
        default=[],
        max_length=60,
        description=f"Listed public places where help is given. {_CIVIC}",
        examples=[["place:harbor-park"]],
    )
    shareable_at: Instant | None = Field(
        default=None, description="When it became shareable, if not with its source."
    )
    shareable_because: Annotated[ShareableBecause, Closed] = Field(default=ShareableBecause.NOT_SAID)
    known_at: Instant | None = Field(
        default=None, description="Earlier knowledge: sealed until counsel releases it, told by no answer."
    )


class Reached(Told):
    """How far a draft may go now: nobody, council or public."""

    id: UUID
    may_reach: str = Field(examples=["public"])


class Done(Told):
    """What an action did; `was_before` when it had been done already and nothing was sent again."""

    id: UUID
    state: State
    was_before: bool = False


class Asked(Told):
    """Whether somebody of the approver pool was asked; if nobody is on duty, it waits."""

    id: UUID
    state: State
    is_asked: bool


class Discarded(Told):
    """A draft that is there no more."""

    id: UUID


class TextTold(Told):
    """A reviewed text as it is sent; `is_fallback` when English and whom to call stand for a language that is not ready."""

    language: str
    medium: str
    subject: str
    body: str
    is_fallback: bool


class Designee(Told):
    """Somebody on whose behalf a duty clerk may enter a notice."""

    id: UUID
    name: str


class Limit(Given):
    """How many at most, the newest first."""

    limit: int = Field(default=50, ge=1, le=100)


@router.get("/notices", response=list[told.Summary], operation_id="listNotices", summary="What you may see")
def listed(request: HttpRequest, given: Query[Limit]) -> list[told.Summary]:
    """Lists the notices that the token's role may see, the newest first: said, waiting for this role, and own drafts."""
    sight = said.sight_of(actor(request))
    return [told.summary(one, sight=sight) for one in said.listed_for(actor(request), limit=given.limit)]


@router.post(
    "/notices",
    response={201: Begun, 200: Begun},
    operation_id="beginNotice",
    summary="Begin: how is it known?",
)
@acting(*_SPEAK)
@once(201)
def begin(request: HttpRequest, given: BeginGiven) -> Begun | Untraced:
    """Begins a draft (201). What may reach nobody ends here (200): nothing is kept, not even the Idempotency-Key."""
    pack, phoned = _begun_by_itself(given.kind), str(given.on_behalf_of) if given.on_behalf_of else None
    begun = actions.begin(
        how_known=given.how_known,
        by=actor(request),
        on_behalf_of=phoned,
        kind=pack.kind,
        exercise=given.exercise,
    )
    reach = told.reach(rules.may_ever_reach(given.how_known, pack.matter))
    if begun.notice_id is None:
        return Untraced(status=200, answer=Begun(id=None, may_ever_reach=reach, call=begun.attorney_number))
    return Begun(id=UUID(begun.notice_id), may_ever_reach=reach, call="")


@router.get(
    "/designees", response=list[Designee], operation_id="listDesignees", summary="Who may phone a notice in"
)
@acting(Verb.SPEAK_ON_BEHALF)
def designees(request: HttpRequest) -> list[Designee]:
    """Lists those on whose behalf a duty clerk may enter a notice, in the order in which they are asked to speak."""
    contacts = people.contacts(people.designees(clock.now()))
    own = caller(request).person.id
    return [
        Designee(id=UUID(one.account_id), name=one.name) for one in contacts.values() if one.account_id != own
    ]


@router.get(
    "/notices/{uuid:notice_id}", response=told.Detail, operation_id="readNotice", summary="One notice"
)
def detail(request: HttpRequest, notice_id: UUID) -> told.Detail:
    """Tells one notice, with its answers and its clock as far as the token's role may see them."""
    notice = seen(request, notice_id)
    sight = said.sight_of(actor(request))
    versions = [one for one in said.public_versions(notice.id) if sight.sees(one)]
    return told.Detail(
        **told.summary(notice, sight=sight).model_dump(),
        answers=told.answers(notice) if sight.sees_answers(notice) else None,
        clock=_clock(request, notice),
        public_versions=[UUID(one.id) for one in versions],
    )


@router.get(
    "/notices/{uuid:notice_id}/clock",
    response=told.Clock,
    operation_id="readClock",
    summary="The clock of a notice",
)
@acting(Verb.FOLLOW_UP, Verb.ACKNOWLEDGE)
def notice_clock(request: HttpRequest, notice_id: UUID) -> told.Clock:
    """Tells who was told and who answered: every office for who follows up, else the own office's row and totals."""
    found = _clock(request, seen(request, notice_id))
    if found is None:
        raise NotFound("No office was asked about this notice.")
    return found


@router.get(
    "/notices/{uuid:notice_id}/texts",
    response=list[TextTold],
    operation_id="readTexts",
    summary="As it will be read",
)
def texts(request: HttpRequest, notice_id: UUID) -> list[TextTold]:
    """Tells the reviewed text in each language of the city, as text message and as mail: what a second person must have read."""
    notice = seen(request, notice_id)
    languages = places.jurisdiction().languages if notice.audience is NoticeAudience.PUBLIC else ("en",)
    try:
        found = [
            (medium, said.text(notice.id, language=tag, medium=medium))
            for tag in languages
            for medium in _MEDIA
        ]
    except SlotMissing as missing:
        raise WrongState("An answer is missing: there is no text yet.") from missing
    return [
        TextTold(language=one.language, medium=medium, subject=one.subject, body=one.body, is_fallback=one.is_fallback)
        for medium, one in found
    ]  # fmt: skip


@router.get(
    "/notices/{uuid:notice_id}/receipts",
    response=told.Receipts,
    operation_id="readReceipts",
    summary="What became of the copies",
)
@acting(Verb.FOLLOW_UP, Verb.RELAY)
def receipts(request: HttpRequest, notice_id: UUID) -> told.Receipts:
    """Tells how many copies left, arrived or failed: figures alone, never whose."""
    notice = seen(request, notice_id)
    if notice.audience is NoticeAudience.COUNCIL and not said.sight_of(actor(request)).follows_up:
        raise NotAllowed("Only who follows up sees how the copies to offices fared.")
    return told.receipts(letters.progress(notice.subject))


@router.post(
    "/notices/{uuid:notice_id}/answers",
    response=Reached,
    operation_id="answerNotice",
    summary="Answer a draft's questions",
)
@acting(*_SPEAK)
@once()
def answer(request: HttpRequest, notice_id: UUID, given: AnswersGiven) -> Reached:
    """Keeps closed answers in one's own draft, all or none. What the screen or a rule turns down is kept nowhere."""
    notice = seen(request, notice_id)
    return Reached(
        id=notice_id, may_reach=told.reach(actions.answer(notice.id, by=actor(request), **answers_of(given)))
    )


@router.post(
    "/notices/{uuid:notice_id}/read-back",
    response=Done,
    operation_id="readBackNotice",
    summary="It was read back",
)
@acting(Verb.SPEAK_ON_BEHALF)
@once()
def read_back(request: HttpRequest, notice_id: UUID) -> Done:
    """Records that the duty clerk read the whole notice back to the designee who phoned."""
    actions.read_back(seen(request, notice_id).id, by=actor(request))
    return done(notice_id)


@router.post(
    "/notices/{uuid:notice_id}/publish",
    response=Done,
    operation_id="publishNotice",
    summary="Send it to every council office",
)
@acting(*_SPEAK)
@once()
def publish(request: HttpRequest, notice_id: UUID) -> Done:
    """Sends an official notice on one signature, where that is one of the reviewed forms; a second person is told in the same second."""
    result = actions.publish(seen(request, notice_id).id, by=actor(request))
    return done(notice_id, was_before=result.was_before)


@router.post(
    "/notices/{uuid:notice_id}/approval-request",
    response=Asked,
    operation_id="askApproval",
    summary="Ask a second person",
)
@acting(*_GO_ON)
@once()
def ask_approval(request: HttpRequest, notice_id: UUID) -> Asked:
    """Puts one's own draft before the approver pool."""
    first = actions.ask_approval(seen(request, notice_id).id, by=actor(request))
    return Asked(id=notice_id, state=said.notice(str(notice_id)).state, is_asked=first is not None)


@router.post(
    "/notices/{uuid:notice_id}/discard",
    response=Discarded,
    operation_id="discardNotice",
    summary="Throw a draft away",
)
@acting(*_GO_ON)
@once()
def discard(request: HttpRequest, notice_id: UUID) -> Discarded:
    """Throws one's own draft away."""
    actions.discard(seen(request, notice_id).id, by=actor(request))
    return Discarded(id=notice_id)


def seen(request: HttpRequest, notice_id: UUID) -> NoticeView:
    """Returns a notice that the caller may see.

    Raises:
        NotFound: there is none, or it is not theirs to know of.
    """
    try:
        return said.seen_by(str(notice_id), by=actor(request))
    except Unreadable as refused:
        raise NotFound(refused.template, **refused.slots) from refused


def done(notice_id: UUID, *, was_before: bool = False) -> Done:
    """Returns how a notice stands after an action."""
    return Done(id=notice_id, state=said.notice(str(notice_id)).state, was_before=was_before)


def answers_of(given: AnswersGiven) -> Any:
    """Returns the answers that were sent, as the action takes them."""
    sent = {name: getattr(given, name) for name in given.model_fields_set}
    return sent | {name: tuple(sent[name]) for name in ("areas", "help_at") if name in sent}


def _begun_by_itself(kind: str) -> Kind:
    """Returns a kind of notice that is begun by its first question, as on the pages; public versions are not."""
    offered = {one.kind: one for one in (kinds.kind(rules.OFFICIAL_NOTICE), *kinds.civic())}
    if kind not in offered:
        raise Unreadable(
            "No notice of the kind '%(kind)s' is begun by itself. The kinds are: %(kinds)s.",
            kind=kind,
            kinds=", ".join(offered),
        )
    return offered[kind]


def _clock(request: HttpRequest, notice: NoticeView) -> told.Clock | None:
    if said.sight_of(actor(request)).follows_up:
        whole = asked.clock_view(notice.subject)
        return told.whole_clock(whole) if whole else None
    own = asked.own_row_and_totals(notice.subject, office=caller(request).grant.office)
    return told.own_clock(own) if own else None

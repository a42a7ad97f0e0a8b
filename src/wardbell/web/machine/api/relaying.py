"""From council to public: the separate row of reviewed phrases, an office's relay to its ward, its own words."""

from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from wardbell.ground.errors import Unreadable
from wardbell.notices import actions
from wardbell.notices import queries as said
from wardbell.people.rules import Verb, may
from wardbell.web.machine.api import told
from wardbell.web.machine.api.bearers import acting, actor, caller
from wardbell.web.machine.api.notices import seen
from wardbell.web.machine.api.once import once
from wardbell.web.machine.api.problems import NotFound
from wardbell.web.machine.api.reviewing import DespiteGiven
from wardbell.web.machine.api.words import Given, KindName, Language, Line, Told

router = Router(tags=["relaying"])


class Drafted(Told):
    """The public version, a row of its own: still a draft, until its author asks for approval."""

    id: UUID
    kind: str = Field(examples=["bulletin"])


class VersionGiven(Given):
    """Which kind of public version, where its status lets there be several."""

    kind: KindName | Literal[""] = Field(
        default="",
        description="Empty: the usual one, a rumour check of a rumour, else a bulletin.",
        examples=["preparedness"],
    )


class Relayed(Told):
    """What a relay did; `was_before` when the ward has had it already and nothing was sent again."""

    id: UUID
    office: str = Field(examples=["ward-6"])
    was_before: bool


class WordsGiven(Given):
    """An office's own words in one language: they name no time, no other place, and not how it stands."""

    language: Language = Field(examples=["en"])
    text: Line = Field(min_length=1, max_length=300, examples=["Our office is open today. Ask us anything."])


class WordsKept(Told):
    """Own words that wait for a second person."""

    id: UUID


class SignedOff(Told):
    """Own words that a second person signed off."""

    id: UUID


@router.post(
    "/notices/{uuid:notice_id}/public-version", response={201: Drafted}, operation_id="draftPublicVersion",
    summary="Draft the public version",
)  # fmt: skip
@acting(Verb.DRAFT_PUBLIC)
@once(201)
def draft_public(request: HttpRequest, notice_id: UUID, given: VersionGiven | None = None) -> Drafted:
    """Makes the public version of an official notice, of closed answers and reviewed phrases; two persons send it."""
    kind = given.kind if given else ""
    made = actions.draft_public(seen(request, notice_id).id, kind=kind, by=actor(request))
    return Drafted(id=UUID(made), kind=said.notice(made).kind)


@router.post(
    "/notices/{uuid:notice_id}/relay",
    response=Relayed,
    operation_id="relayNotice",
    summary="Pass it on to your ward",
)
@acting(Verb.RELAY)
@once()
def relay(request: HttpRequest, notice_id: UUID) -> Relayed:
    """Passes a public version on to the readers of the ward of the token's office, each in their own language."""
    office = caller(request).grant.office
    result = actions.relay(seen(request, notice_id).id, office=office, by=actor(request))
    return Relayed(id=notice_id, office=result.office, was_before=result.was_before)


@router.get(
    "/notices/{uuid:notice_id}/words",
    response=list[told.WordsTold],
    operation_id="listWords",
    summary="Own words about it",
)
@acting(Verb.ADD_WORDS, Verb.REVIEW_WORDS, Verb.FOLLOW_UP)
def own_words(request: HttpRequest, notice_id: UUID) -> list[told.WordsTold]:
    """Lists the words of the token's office; of every office for who signs off or follows up."""
    roles = caller(request).roles
    sees_all = may(roles, Verb.REVIEW_WORDS) or may(roles, Verb.FOLLOW_UP)
    office = None if sees_all else caller(request).grant.office
    return [told.words(one) for one in said.own_words(seen(request, notice_id).id, office)]


@router.post(
    "/notices/{uuid:notice_id}/words",
    response={201: WordsKept},
    operation_id="addWords",
    summary="Add your office's own words",
)
@acting(Verb.ADD_WORDS)
@once(201)
def add_words(request: HttpRequest, notice_id: UUID, given: WordsGiven) -> WordsKept:
    """Keeps own words for a second person to sign off; what the screen turns down is kept nowhere."""
    made = actions.add_words(
        seen(request, notice_id).id, office=caller(request).grant.office, language=given.language, text=given.text,
        by=actor(request),
    )  # fmt: skip
    return WordsKept(id=UUID(made))


@router.post(
    "/words/{uuid:words_id}/sign-off",
    response=SignedOff,
    operation_id="signWordsOff",
    summary="Sign own words off",
)
@acting(Verb.REVIEW_WORDS)
@once()
def sign_off(request: HttpRequest, words_id: UUID, given: DespiteGiven | None = None) -> SignedOff:
    """Signs off the words that another person wrote; they follow the relay at once. Marked ones need a reason."""
    if str(words_id) not in {one.id for one in said.words_to_review()}:
        raise NotFound("No such words wait to be signed off.")
    try:
        actions.review_words(str(words_id), reason=given.reason if given else "", by=actor(request))
    except Unreadable as refused:
        raise NotFound(refused.template, **refused.slots) from refused
    return SignedOff(id=words_id)

"""What the public may read, without a token: notices that were published, whether a message is ours, what problems mean."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Query, Router
from pydantic import Field

from wardbell.ground import languages
from wardbell.ground.errors import Unreadable
from wardbell.notices import queries as said
from wardbell.notices.queries import PublicNotice
from wardbell.notices.rules import Answer, HowKnown, Speaker, Status
from wardbell.places import queries as places
from wardbell.web.machine.api import problems
from wardbell.web.machine.api.problems import NotFound
from wardbell.web.machine.api.words import AreaCode, Given, Language, Told

router = Router(tags=["public"], auth=None)


class InLanguage(Given):
    """In which language texts are told; else as Accept-Language asks."""

    language: Language | None = Field(default=None, examples=["so"])


class Listed(InLanguage):
    """Which notices."""

    area: AreaCode | None = Field(
        default=None, description="What tells of this area, a part of it, or one that holds it."
    )
    limit: int = Field(default=50, ge=1, le=100)


class PublicTold(Told):
    """What the public may know of one notice: no name, no time below the quarter of an hour."""

    id: UUID
    code: str = Field(examples=["K7M2QX"])
    number: str
    kind: str
    exercise: bool
    how_known: HowKnown
    status: Status
    agents: Answer
    civil: Answer
    areas: list[str]
    wards: list[str]
    since_at: datetime | None
    until_at: datetime | None
    cause: str = Field(description="Why, of the city's own matters; else empty.")
    advice: str = Field(description="What to do, of the city's own matters; else empty.")
    help_at: list[str] = Field(description="Public places where help is given.")
    link: str
    reason: str = Field(description="Why it was withdrawn; else empty.")
    office: str
    speaker: Speaker = Field(
        description="Whose word it is: the city's, or an organization's of the community."
    )
    published_at: datetime
    expires_at: datetime | None
    ended_at: datetime | None
    withdrawn_at: datetime | None
    is_current: bool = Field(description="Neither withdrawn, ended nor past its time.")
    takes_back: str = Field(description="Code of what a correction or withdrawal takes back.")
    replaced_by: str = Field(description="Code of what took this back.")
    page: str = Field(description="Where it is read.")
    language: str
    headline: str
    text: str


class Checked(Told):
    """Whether a code is ours. Unknown and unpublished codes answer alike."""

    code: str
    is_ours: bool
    notice: PublicTold | None


class ProblemKind(Told):
    """One type of problem."""

    type: str
    status: int
    title: str
    to_do: str


@router.get(
    "/public/notices",
    response=list[PublicTold],
    operation_id="listPublicNotices",
    summary="What was published",
)
def published(request: HttpRequest, given: Query[Listed]) -> list[PublicTold]:  # noqa: ARG001  # a view
    """Lists what was said to the public, newest first: current, past, corrected and withdrawn alike; no drills."""
    try:
        found = said.published(area=given.area)
    except Unreadable as refused:
        raise NotFound(refused.template, **refused.slots) from refused
    return [_told(one, _tag(given.language)) for one in found[: given.limit]]


@router.get(
    "/public/notices/{slug:code}",
    response=PublicTold,
    operation_id="readPublicNotice",
    summary="One published notice",
)
def one(request: HttpRequest, code: str, given: Query[InLanguage]) -> PublicTold:  # noqa: ARG001  # a view
    """Tells one public notice by its short code."""
    found = said.by_code(code)
    if found is None:
        raise NotFound("There is no such notice.")
    return _told(found, _tag(given.language))


@router.get(
    "/public/check/{slug:code}", response=Checked, operation_id="checkCode", summary="Is this message ours?"
)
def check(request: HttpRequest, code: str, given: Query[InLanguage]) -> Checked:  # noqa: ARG001  # a view
    """Says whether a message with this code is ours, and how it stands now."""
    found = said.by_code(code)
    notice = _told(found, _tag(given.language)) if found else None
    return Checked(code=code, is_ours=found is not None, notice=notice)


@router.get(
    "/problems", response=list[ProblemKind], operation_id="listProblems", summary="What problems mean"
)
def kinds(request: HttpRequest) -> list[ProblemKind]:  # noqa: ARG001  # a view
    """Lists every type of problem, and what a program does about it."""
    return [_kind(one) for one in problems.KINDS]


@router.get(
    "/problems/{slug:code}",
    response=ProblemKind,
    operation_id="readProblem",
    summary="What one problem means",
)
def kind(request: HttpRequest, code: str) -> ProblemKind:  # noqa: ARG001  # a view
    """Describes one type of problem; this address is its `type`."""
    found = next((one for one in problems.KINDS if one.code == code), None)
    if found is None:
        raise NotFound("There is no such type of problem.")
    return _kind(found)


def _told(notice: PublicNotice, language: str) -> PublicTold:
    text = said.text(notice.id, language=language, medium="sms")
    headline = said.text(notice.id, language=language, medium="headline")
    given = {name: getattr(notice, name) for name in PublicTold.model_fields if hasattr(notice, name)}
    return PublicTold(
        **given, page=f"{settings.BASE_URL}/n/{notice.code}/", language=text.language, headline=headline.body,
        text=text.body,
    )  # fmt: skip


def _tag(asked: str | None) -> str:
    """Returns a language that this city speaks: the one asked for, else the reader's, else English."""
    wanted = asked or get_language() or languages.FALLBACK
    return wanted if wanted in places.jurisdiction().languages else languages.FALLBACK


def _kind(one: problems.Kind) -> ProblemKind:
    return ProblemKind(type=problems.address_of(one), status=one.status, title=one.title, to_do=one.to_do)

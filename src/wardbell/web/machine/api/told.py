"""What answers tell of notices, offices and requests: made from the rooms' values, field by field."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from pydantic import Field

from wardbell.dispatch.letters import Reach
from wardbell.dispatch.queries import Progress
from wardbell.dispatch.rules import masked
from wardbell.escalation.queries import ClockView, OfficeRow, OwnView, RequestView
from wardbell.escalation.rules import RequestState
from wardbell.notices.queries import NoticeView, Sight, WordsView, warnings_of
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
from wardbell.web.machine.api.words import Told

_ID = "01930000-0000-7000-8000-000000000000"
_MADE = frozenset({"may_reach", "warnings"})  # of an answer, not taken as they stand


class Summary(Told):
    """One notice, as a line of a list."""

    id: UUID = Field(examples=[_ID])
    kind: str = Field(examples=["official_notice"])
    audience: NoticeAudience
    number: str = Field(description="As the city counts; empty while it is a draft.", examples=["2026-114"])
    code: str = Field(description="Short code of what the public may see.", examples=["K7M2QX"])
    state: State
    exercise: bool = Field(description="A drill: it goes to no reader.")
    about: UUID | None = Field(
        description="The official notice that a public version tells of; null for who holds no office."
    )
    corrects: UUID | None = Field(description="What a correction or withdrawal takes back.")
    status: Status
    areas: list[str] = Field(examples=[["ward:6"]])
    office: str = Field(description="Code of the office that speaks.", examples=["chief"])
    begun_at: datetime
    published_at: datetime | None
    expires_at: datetime | None
    withdrawn_at: datetime | None
    ended_at: datetime | None
    is_current: bool


class Marked(Told):
    """One span of a text that is marked for what it may mean; offsets count Unicode code points."""

    kind: str = Field(examples=["mobilisation"])
    start: int
    end: int
    why: str


class AnswersTold(Told):
    """Every closed answer of a notice; an empty word is an answer that was not given."""

    how_known: HowKnown
    may_reach: str = Field(description="How far it may go: nobody, council or public. Nobody chooses it.")
    link: str
    leave_from: Agency
    source_at: datetime | None
    since_at: datetime | None
    agents: Answer
    civil: Answer
    agency: Agency
    request_type: RequestType
    city_answer: CityAnswer
    free_text: str
    warnings: list[Marked] = Field(
        description="What the free text is marked for; to approve it then needs a reason."
    )
    approved_because: str = Field(description="That reason; else empty.")
    until_at: datetime | None
    cause: str
    advice: str
    help_at: list[str]
    ends_by: str = Field(
        description="How it is ended: withdrawal (`end`, one signature) or all_clear (`all-clear`, two persons)."
    )
    shareable_at: datetime | None
    shareable_because: ShareableBecause
    may_be_single_signed: bool = Field(
        description="Whether it may be published on one signature; else ask for approval."
    )
    single_signed: bool
    countersigned_at: datetime | None
    disputed_at: datetime | None
    is_countersign_late: bool


class OfficeTold(Told):
    """One office's line of the clock."""

    office: str = Field(examples=["ward-6"])
    name: str
    state: RequestState
    notified_at: datetime | None = Field(description="When a provider first accepted a copy.")
    answered_at: datetime | None
    answered_by: str
    via: str
    escalated_to: str | None
    next_label: str | None
    next_due_at: datetime | None


class Clock(Told):
    """From the first shareable knowledge to each office: all rows for who follows up, else the own office's row alone."""

    shareable_at: datetime
    became_known_at: datetime
    n_asked: int
    n_notified: int
    n_answered: int
    rows: list[OfficeTold]


class Detail(Summary):
    """One notice. `answers` and `clock` are null for roles that may not see them."""

    answers: AnswersTold | None
    clock: Clock | None
    public_versions: list[UUID]


class RequestTold(Told):
    """One office is asked to answer."""

    id: UUID
    notice_id: UUID
    office: str
    office_name: str
    state: RequestState
    exercise: bool
    opened_at: datetime
    answered_at: datetime | None
    answered_by: str
    via: str
    asked: str = Field(description="The rung that was asked last.", examples=["member"])


class WordsTold(Told):
    """An office's own words in one language."""

    id: UUID
    notice_id: UUID
    office: str
    language: str
    text: str
    warnings: list[Marked] = Field(
        description="What the text is marked for; to sign it off then needs a reason."
    )
    written_at: datetime
    reviewed_at: datetime | None
    reviewed_because: str = Field(description="That reason; else empty.")


class Receipts(Told):
    """What became of the copies of a notice: figures alone. A breakdown's count of 1 to 4 is null: it could name a person."""

    expected: int | None
    is_settled: bool = Field(description="Nothing is on its way any more.")
    by_state: dict[str, int | None]
    by_language: dict[str, dict[str, int | None]]
    by_medium: dict[str, dict[str, int | None]]
    by_area: dict[str, dict[str, int | None]]


def summary(notice: NoticeView, *, sight: Sight) -> Summary:
    """Returns a notice as a line of a list; of official notices only those who hold an office are told, be it by an id."""
    found = Summary.model_validate(notice)
    return found if sight.holds_office else found.model_copy(update={"about": None})


def answers(notice: NoticeView) -> AnswersTold:
    """Returns every answer of a notice."""
    given = {name: getattr(notice, name) for name in AnswersTold.model_fields if name not in _MADE}
    return AnswersTold(
        **given,
        may_reach=reach(notice.may_reach_now),
        warnings=_marked(notice.free_text, audience=notice.audience),
    )


def reach(how_far: Reach) -> str:
    """Returns a ceiling's word."""
    return how_far.name.lower()


def whole_clock(view: ClockView) -> Clock:
    """Returns the clock with every office's row."""
    return _clock(view, view.rows)


def own_clock(view: OwnView) -> Clock:
    """Returns the clock with one office's row, and totals."""
    return _clock(view, (view.row,))


def request(view: RequestView) -> RequestTold:
    """Returns what one office was asked."""
    return RequestTold(
        id=UUID(view.id), notice_id=UUID(view.subject.removeprefix("notice:")), office=view.office,
        office_name=view.office_name, state=view.state, exercise=view.exercise, opened_at=view.opened_at,
        answered_at=view.answered_at, answered_by=view.answered_by, via=view.via, asked=view.asked_label,
    )  # fmt: skip


def words(view: WordsView) -> WordsTold:
    """Returns an office's own words."""
    return WordsTold(
        id=UUID(view.id), notice_id=UUID(view.notice), office=view.office, language=view.language, text=view.text,
        warnings=_marked(view.text, audience=NoticeAudience.PUBLIC), written_at=view.written_at,
        reviewed_at=view.reviewed_at, reviewed_because=view.reviewed_because,
    )  # fmt: skip


def receipts(progress: Progress) -> Receipts:
    """Returns figures of readers as they may be shown."""
    return Receipts(
        expected=masked(progress.expected), is_settled=progress.is_settled, by_state=_masked(progress.by_state),
        by_language=_tables(progress.by_language), by_medium=_tables(progress.by_medium),
        by_area=_tables(progress.by_area),
    )  # fmt: skip


def _marked(text: str, *, audience: NoticeAudience) -> list[Marked]:
    return [Marked.model_validate(one) for one in warnings_of(text, audience=audience)]


def _clock(view: ClockView | OwnView, rows: tuple[OfficeRow, ...]) -> Clock:
    return Clock(
        shareable_at=view.shareable_at, became_known_at=view.became_known_at, n_asked=view.n_asked,
        n_notified=view.n_notified, n_answered=view.n_answered,
        rows=[OfficeTold.model_validate(row) for row in rows],
    )  # fmt: skip


def _masked(counts: Mapping[str, int]) -> dict[str, int | None]:
    return {str(state): masked(n) for state, n in counts.items()}


def _tables(counts: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int | None]]:
    return {name: _masked(row) for name, row in counts.items()}

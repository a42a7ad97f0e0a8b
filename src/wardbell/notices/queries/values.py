"""What the notices room tells other rooms: values, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from wardbell.dispatch.letters import Reach
from wardbell.notices.rules import (
    Agency,
    Answer,
    Answered,
    CityAnswer,
    HowKnown,
    Matter,
    NoticeAudience,
    RequestType,
    ShareableBecause,
    Speaker,
    State,
    Status,
)
from wardbell.phrases.queries import Readiness


@dataclass(frozen=True, kw_only=True)
class NoticeView:
    """One notice, for those inside. `office` is the code of the office or organization that says it; `subject` is what lower rooms know it by."""

    id: str
    subject: str
    kind: str
    of_kind: str  #: its own, or that of the notice which it follows
    matter: Matter
    media: tuple[str, ...]  #: in what it is said: sms, mail, headline, lines of its page
    audience: NoticeAudience
    number: str
    code: str
    state: State
    exercise: bool
    about: str | None
    corrects: str | None
    how_known: HowKnown
    status: Status
    link: str
    leave_from: Agency
    source_at: datetime | None
    since_at: datetime | None
    may_reach: Reach  #: of the row itself, as it was said
    may_reach_now: Reach  #: with the facts that were confirmed since
    areas: tuple[str, ...]
    agents: Answer
    civil: Answer
    agency: Agency
    request_type: RequestType
    city_answer: CityAnswer
    reason: str
    free_text: str  #: when not empty the approver must see the full text
    warned: tuple[str, ...]  #: what its free text was warned of; to approve it then needs a reason
    approved_because: str  #: that reason; empty where none was needed, or not yet
    until_at: datetime | None
    cause: str
    advice: str
    help_at: tuple[str, ...]
    ends_by: str  #: the kind that says it is over: withdrawal (one signature) or all_clear (two persons)
    shareable_at: datetime | None
    shareable_because: ShareableBecause
    known_at: datetime | None  #: earlier knowledge, once counsel released it
    author: str
    on_behalf_of: str | None
    read_back_at: datetime | None
    approver: str | None
    office: str
    organization: str  #: its code, when one of the community says it; then it is `office` too
    speaker: Speaker
    single_signed: bool
    may_be_single_signed: bool
    begun_at: datetime
    published_at: datetime | None
    expires_at: datetime | None
    is_current: bool
    countersigned_by: str | None
    countersigned_at: datetime | None
    disputed_by: str | None
    disputed_at: datetime | None
    is_countersign_late: (
        bool  #: single-signed, and nobody countersigned or disputed it in time: the page shows it
    )
    withdrawn_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class PublicNotice:
    """What the public may know of one notice. No name, no id of an official notice, no time below the quarter of an hour."""

    id: str
    code: str
    number: str
    kind: str
    of_kind: str
    matter: Matter
    media: tuple[str, ...]
    exercise: bool
    how_known: HowKnown
    status: Status
    agents: Answer
    civil: Answer
    areas: tuple[str, ...]
    wards: tuple[str, ...]
    since_at: datetime | None
    until_at: datetime | None
    cause: str
    advice: str
    help_at: tuple[str, ...]
    link: str
    reason: str
    office: str
    speaker: Speaker
    published_at: datetime
    expires_at: datetime | None
    ended_at: datetime | None
    withdrawn_at: datetime | None
    is_current: bool  #: neither withdrawn, ended nor past its time
    takes_back: str  #: code of what a correction or withdrawal takes back
    replaced_by: str  #: code of the correction or withdrawal that took this back


@dataclass(frozen=True, kw_only=True)
class SetRight:
    """One line of the ledger of corrections: what was said, what set it right, and how long that took."""

    earlier: PublicNotice
    later: PublicNotice

    @property
    def stood_for(self) -> timedelta:
        """How long the earlier notice stood before it was set right."""
        return self.later.published_at - self.earlier.published_at


@dataclass(frozen=True, kw_only=True)
class ForOffice:
    """One line of a council office's list: what the council was told, and the public version it can relay."""

    notice: NoticeView | None
    public: PublicNotice | None
    relayed_at: datetime | None
    lies_in_ward: bool


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Somebody who was asked to approve or countersign."""

    account: str
    asked_at: datetime
    answer: Answered
    answered_at: datetime | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class WordsView:
    """An office's own words in one language."""

    id: str
    notice: str
    office: str
    language: str
    text: str
    warned: tuple[str, ...]  #: what they were warned of; to sign them off then needs a reason
    reviewed_because: str  #: that reason; empty where none was needed, or not yet
    author: str
    written_at: datetime
    reviewed_at: datetime | None
    posted_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class WardCoverage:
    """Whether a ward was told. `n_readers` is None when it is under 5."""

    ward: str
    name: str
    office: str
    is_affected: bool
    relayed_at: datetime | None
    n_readers: int | None


@dataclass(frozen=True, kw_only=True)
class LanguageCoverage:
    """Whether readers of a language get their own; who does not gets English and a number to call."""

    language: str
    readiness: Readiness
    n_readers: int | None


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """Which wards and languages of a public version are covered."""

    wards: tuple[WardCoverage, ...]
    languages: tuple[LanguageCoverage, ...]

    @property
    def uncovered_wards(self) -> tuple[str, ...]:
        """Affected wards whose office has not relayed it."""
        return tuple(row.ward for row in self.wards if row.is_affected and row.relayed_at is None)

    @property
    def uncovered_languages(self) -> tuple[str, ...]:
        return tuple(row.language for row in self.languages if row.readiness is not Readiness.READY)


@dataclass(frozen=True, kw_only=True)
class Relayed:
    """One office's relay of one public version."""

    code: str
    office: str
    relayed_at: datetime


@dataclass(frozen=True, kw_only=True)
class PartnerRelayed:
    """One organization that passes a notice on. `reported` is its own word, by language: nobody checked it."""

    organization: str
    name: str
    relayed_at: datetime
    reported: Mapping[str, int]

    @property
    def n_people(self) -> int:
        """How many people it says that it told, in all languages."""
        return sum(self.reported.values())


@dataclass(frozen=True, kw_only=True)
class Proof:
    """One office's page: told, acknowledged, relayed. An instant is None while it has not happened."""

    notice: NoticeView
    office: str
    shareable_at: datetime
    published_at: datetime
    told_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: str
    acknowledged_via: str
    relays: tuple[Relayed, ...]


@dataclass(frozen=True, kw_only=True)
class SignatureCounts:
    """How often one person's word was enough, for the transparency page."""

    n_single_signed: int
    n_countersigned: int
    n_disputed: int
    n_late: int

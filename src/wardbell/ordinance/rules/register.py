"""The life of an entry of the register: what must be known before it is closed, what it begins, what its text may hold."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from wardbell.ground.errors import NotAllowed, Unreadable, WrongState
from wardbell.ordinance.rules.duties import Condition, Duty
from wardbell.ordinance.rules.vocabulary import (
    HELPED,
    LETTERS,
    Decision,
    Document,
    EntryKind,
    Going,
    PlaceKind,
    Purpose,
    RequestType,
)

NARRATIVE_LENGTH = 1000  # characters, as the strictest of the peers' registers has it
REASON_LENGTH = 500
SHORT_LENGTH = 120
#: a waiver or a cancellation is read by others later: a word is no reason
SHORTEST_REASON = 10
SMALL_CELL = 5  # counts of people below this are masked
MASKED = "1-4"


class EntryState(StrEnum):
    OPEN = "open"  #: taken down; fields and papers may be missing
    IN_REVIEW = "in_review"  #: complete; a second person reads the narrative
    CLOSED = "closed"  #: read by a second person, nothing missing; changed by corrections alone


NEXT: dict[EntryState, frozenset[EntryState]] = {
    EntryState.OPEN: frozenset({EntryState.IN_REVIEW}),
    EntryState.IN_REVIEW: frozenset({EntryState.OPEN, EntryState.CLOSED}),
    EntryState.CLOSED: frozenset(),
}


class Field(StrEnum):
    """Fields of a request that a duty may ask for before the entry is closed."""

    REQUESTING_AGENCY = "requesting_agency"
    REQUEST_TYPES = "request_types"
    RECEIVED_BY = "received_by"
    FIRST_KNOWN_BY_MAYOR_AT = "first_known_by_mayor_at"
    FIRST_KNOWN_BY_CHIEF_AT = "first_known_by_chief_at"
    PURPOSE_CLASS = "purpose_class"
    STATED_LEGAL_BASIS = "stated_legal_basis"
    DOCUMENT_SHOWN = "document_shown"
    COUNSEL_REVIEWED_AT = "counsel_reviewed_at"
    PLACE = "place"
    WINDOW = "window"
    GOING = "going"
    DECISION = "decision"
    RESOURCES_USED = "resources_used"
    PERSONS_AFFECTED = "persons_affected"
    SUBJECT_NOTICE = "subject_notice"
    NARRATIVE = "narrative"


@dataclass(frozen=True, kw_only=True)
class Event:
    """What an entry tells, as far as duties ask about it."""

    kind: EntryKind
    types: frozenset[RequestType] = frozenset()
    purpose: Purpose = Purpose.UNKNOWN
    document: Document = Document.NOT_SAID
    going: Going = Going.UNKNOWN
    decision: Decision = Decision.NOT_SAID
    is_observed: bool = False
    resources_used: bool = False


@dataclass(frozen=True, kw_only=True)
class Missing:
    """What an entry still lacks: names of fields and papers, in the order of the duties."""

    fields: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.fields or self.papers)

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.fields, *self.papers)


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The fields of a request that are answered; `filled` are papers attached or waived."""

    fields: frozenset[str] = field(default_factory=frozenset)
    papers: frozenset[str] = field(default_factory=frozenset)


_BY_PROPERTY = frozenset({RequestType.PROPERTY_STAGING})
_BY_DATA = frozenset({RequestType.RECORDS_DATA, RequestType.VIDEO_ALPR_DRONE, RequestType.VENDOR_HELD_DATA})
_BY_DETAINER = frozenset({RequestType.DETAINER_HOLD, RequestType.RELEASE_NOTICE, RequestType.JAIL_INTERVIEW})
_JUDICIAL = frozenset(
    {Document.JUDICIAL_WARRANT, Document.JUDICIAL_SUBPOENA, Document.COURT_ORDER, Document.GRAND_JURY}
)
_OF_KIND: Mapping[EntryKind, frozenset[Condition]] = {
    EntryKind.PROPERTY_USE: frozenset({Condition.PROPERTY_USED}),
    EntryKind.AGREEMENT: frozenset({Condition.AGREEMENT_PROPOSED}),
    EntryKind.VENDOR: frozenset({Condition.VENDOR_ENGAGED}),
    EntryKind.DATA_REQUEST: frozenset({Condition.DATA_REQUESTED}),
    EntryKind.WARRANT_PRESENTATION: frozenset({Condition.WARRANT_PRESENTED}),
    EntryKind.COMPLAINT: frozenset({Condition.COMPLAINT_RECEIVED}),
}


def move(state: EntryState, to: EntryState) -> EntryState:
    """Returns the new state.

    Raises:
        WrongState: there is no way from here to there.
    """
    if to not in NEXT[state]:
        raise WrongState("This entry is %(state)s and cannot become %(to)s.", state=state, to=to)
    return to


def conditions_of(event: Event) -> frozenset[Condition]:
    """Returns what an entry begins. Which of these binds a city to anything is its pack's word, not ours."""
    found = set(_OF_KIND.get(event.kind, frozenset()))
    if event.kind is EntryKind.ASSISTANCE_REQUEST:
        found |= _of_request(event)
    if event.going is Going.ONGOING and event.purpose is not Purpose.CRIMINAL:
        found.add(Condition.ONGOING_ACTION_KNOWN)
    return frozenset(found)


def _of_request(event: Event) -> set[Condition]:
    asked_for = event.types - {RequestType.DECONFLICTION_NOTICE}
    holds = {
        Condition.ASSISTANCE_REQUESTED: not event.is_observed and (bool(asked_for) or not event.types),
        Condition.NON_JUDICIAL_REQUEST: not event.is_observed
        and bool(asked_for)
        and event.document not in _JUDICIAL,
        Condition.RESOURCES_USED: event.resources_used or event.decision in HELPED,
        Condition.LIFE_SAFETY_HELP: event.decision is Decision.LIFE_SAFETY_ONLY,
        Condition.PROPERTY_USED: event.is_observed and not event.types.isdisjoint(_BY_PROPERTY),
        Condition.DATA_REQUESTED: not event.types.isdisjoint(_BY_DATA),
        Condition.DETAINER_RECEIVED: event.document is Document.I_247 or not event.types.isdisjoint(_BY_DETAINER),
        Condition.VENDOR_ENGAGED: RequestType.VENDOR_HELD_DATA in event.types,
        Condition.AGREEMENT_PROPOSED: RequestType.PERSONNEL_TASK_FORCE in event.types,
        Condition.WARRANT_PRESENTED: event.document in {Document.JUDICIAL_WARRANT, Document.I_200, Document.I_205},
    }  # fmt: skip
    return {condition for condition, holds_now in holds.items() if holds_now}


def missing(duties: Iterable[Duty], *, kind: EntryKind, answers: Answers) -> Missing:
    """Returns what the duties that an entry began still want of it; only a request has fields of its own to ask for."""
    duties = tuple(duties)
    wanted = [name for duty in duties for name in duty.fields]
    if kind is not EntryKind.ASSISTANCE_REQUEST:
        wanted = [name for name in wanted if name == Field.NARRATIVE]
    papers = [name for duty in duties for name in duty.slots]
    return Missing(
        fields=tuple(dict.fromkeys(name for name in wanted if name not in answers.fields)),
        papers=tuple(dict.fromkeys(name for name in papers if name not in answers.papers)),
    )


def check_complete(lacking: Missing) -> None:
    """Lets an entry go on to review, or be closed.

    Raises:
        WrongState: a field or a paper is empty and not waived; the sentence names them.
    """
    if lacking:
        raise WrongState(
            "This entry cannot be closed yet. Still empty, and not waived with a reason: %(names)s.",
            names=", ".join(name.replace("_", " ") for name in lacking.names),
        )


def check_second(by_id: str, *, author_id: str) -> None:
    """Lets a second person read what somebody wrote.

    Raises:
        NotAllowed: it is the same person.
    """
    if by_id == author_id:
        raise NotAllowed("You wrote this yourself. A second person must read it.")


def check_reason(reason: str) -> str:
    """Returns a reason that others can read later.

    Raises:
        Unreadable: it is empty, or a word.
    """
    reason = " ".join(reason.split())
    if len(reason) < SHORTEST_REASON:
        raise Unreadable("Say why, in a sentence: others will read it later.")
    return reason[:REASON_LENGTH]


def check_place(kind: PlaceKind, *, said: str, ward: str) -> None:
    """Lets a place pass that is no dwelling and as exact as its kind.

    Raises:
        Unreadable: a kind other than the city is without its name, or a name is without a kind.
    """
    if kind in {PlaceKind.NOT_SAID, PlaceKind.CITY}:
        if said or ward:
            raise Unreadable("Say what kind of place it is: a ward, a facility, a block, an intersection.")
        return
    if kind is PlaceKind.WARD and not ward:
        raise Unreadable("Choose the ward.")
    if kind is not PlaceKind.WARD and not said:
        raise Unreadable("Say which place it is.")


def check_embargo(*, review_on: date | None, today: date) -> None:
    """Lets an embargo pass that somebody looks at again.

    Raises:
        Unreadable: its day of review is missing or over.
    """
    if review_on is None or review_on <= today:
        raise Unreadable("Say on which day this is looked at again, from tomorrow on.")


def check_times(*, received_at: datetime, now: datetime) -> None:
    """Lets pass what was received before now.

    Raises:
        Unreadable: it lies ahead.
    """
    if received_at > now:
        raise Unreadable("It cannot have been received later than now.")


def number_of(kind: EntryKind, *, year: int, n: int) -> str:
    """Returns a number as the city counts: 2026-R-14."""
    return f"{year}-{LETTERS[kind]}-{n}"


def masked(count: int | None) -> str:
    """Returns a count of people as the public may read it: small ones masked, an unknown one empty."""
    if count is None:
        return ""
    return MASKED if 0 < count < SMALL_CELL else str(count)


def is_embargoed(reason: str, *, review_on: date | None, today: date) -> bool:
    """Says whether an entry is kept from the public today; an embargo ends by itself on its day of review."""
    return bool(reason) and review_on is not None and today < review_on


def answered(
    values: Mapping[str, object], *, empty: Collection[object] = ("", None, (), frozenset())
) -> frozenset[str]:
    """Returns the names of the fields that hold something."""
    return frozenset(name for name, value in values.items() if value not in empty)

"""What somebody tells the register of a request: each field may be left out and completed later."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from wardbell.ground.errors import Unreadable
from wardbell.ordinance.rules.register import Field, check_place
from wardbell.ordinance.rules.vocabulary import (
    Agency,
    Channel,
    Decision,
    Document,
    Going,
    PlaceKind,
    Purpose,
    ReceivedBy,
    RequestType,
    SubjectNotice,
)


@dataclass(frozen=True, kw_only=True)
class Used:
    """What of the city was used, by department."""

    department: str
    n_people: int = 0
    minutes: int = 0
    n_vehicles: int = 0
    cost_cents: int = 0
    data_elements: str = ""


@dataclass(frozen=True, kw_only=True)
class Given:
    """Fields of a request; None means that nothing is said of it now."""

    is_observed: bool | None = None
    first_known_by_mayor_at: datetime | None = None
    mayor_source: str | None = None
    first_known_by_chief_at: datetime | None = None
    chief_source: str | None = None
    received_source: str | None = None
    channel: Channel | None = None
    received_by: ReceivedBy | None = None
    received_by_role: str | None = None
    forwarded_from: str | None = None
    requesting_agency: Agency | None = None
    unit: str | None = None
    types: frozenset[RequestType] | None = None
    purpose: Purpose | None = None
    stated_legal_basis: str | None = None
    document: Document | None = None
    document_digest: str | None = None
    place_kind: PlaceKind | None = None
    place: str | None = None
    ward: str | None = None
    site: str | None = None  #: its code
    window_start_at: datetime | None = None
    window_end_at: datetime | None = None
    going: Going | None = None
    started_publicly_at: datetime | None = None
    started_publicly_source: str | None = None
    decision: Decision | None = None
    decided_by_role: str | None = None
    decided_at: datetime | None = None
    exception_cited: str | None = None
    persons_affected: int | None = None
    subject_notice: SubjectNotice | None = None
    subject_notice_because: str | None = None
    resources: tuple[Used, ...] | None = None
    narrative: str | None = None

    def said(self) -> dict[str, object]:
        """Returns the fields that are said now, by name."""
        found = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in found.items() if value is not None}


#: texts of a request that somebody writes freely, and so are screened
FREE_TEXTS = (
    "narrative", "place", "unit", "stated_legal_basis", "exception_cited", "received_by_role", "decided_by_role",
    "forwarded_from", "mayor_source", "chief_source", "received_source", "started_publicly_source", "subject_notice_because",
)  # fmt: skip
_PAIRS = (
    ("first_known_by_mayor_at", "mayor_source"),
    ("first_known_by_chief_at", "chief_source"),
    ("started_publicly_at", "started_publicly_source"),
)


def check_whole(row: Mapping[str, object]) -> None:
    """Lets the fields of a request pass that fit each other, as they would stand together.

    Raises:
        Unreadable: an instant is without its source, a decision without who and when, a window ends before it starts.
    """
    for at, source in _PAIRS:
        if bool(row[at]) != bool(row[source]):
            raise Unreadable("Say when it was first known, and how that is known.")
    decided = bool(row["decision"]), bool(row["decided_by_role"]), bool(row["decided_at"])
    if len(set(decided)) > 1:
        raise Unreadable("Say what was decided, by which role, and when.")
    starts, ends = row["window_start_at"], row["window_end_at"]
    if isinstance(starts, datetime) and isinstance(ends, datetime) and ends < starts:
        raise Unreadable("The window must end after it starts.")
    if row["subject_notice"] == SubjectNotice.NO and not row["subject_notice_because"]:
        raise Unreadable("Say why the person was not told.")
    if row["document_digest"] and row["document"] in {Document.NOT_SAID, Document.NONE}:
        raise Unreadable("Say which document was shown.")
    check_place(
        PlaceKind(str(row["place_kind"])), said=str(row["place"] or row["site_id"] or ""), ward=str(row["ward"])
    )  # fmt: skip


def answers_of(row: Mapping[str, object], *, types: bool, resources: bool, narrative: str) -> frozenset[str]:
    """Returns the names of the fields that a duty may ask for and that are answered.

    "Unknown" is an answer where somebody had to say it; an agency or purpose that nobody named is none.
    """
    holds = {
        Field.REQUESTING_AGENCY: row["requesting_agency"] != Agency.UNKNOWN,
        Field.REQUEST_TYPES: types,
        Field.RECEIVED_BY: bool(row["received_by"]),
        Field.FIRST_KNOWN_BY_MAYOR_AT: bool(row["first_known_by_mayor_at"]),
        Field.FIRST_KNOWN_BY_CHIEF_AT: bool(row["first_known_by_chief_at"]),
        Field.PURPOSE_CLASS: bool(row["classified_at"]),
        Field.STATED_LEGAL_BASIS: bool(row["stated_legal_basis"]),
        Field.DOCUMENT_SHOWN: bool(row["document"]),
        Field.COUNSEL_REVIEWED_AT: bool(row["counsel_reviewed_at"]),
        Field.PLACE: bool(row["place_kind"]),
        Field.WINDOW: bool(row["window_start_at"]),
        Field.GOING: row["going"] != Going.UNKNOWN,
        Field.DECISION: bool(row["decision"]),
        Field.RESOURCES_USED: resources,
        Field.PERSONS_AFFECTED: row["persons_affected"] is not None,
        Field.SUBJECT_NOTICE: bool(row["subject_notice"]),
        Field.NARRATIVE: bool(narrative),
    }
    return frozenset(name for name, is_answered in holds.items() if is_answered)

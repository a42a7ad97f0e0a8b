"""What the register tells other rooms: values, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from wardbell.ordinance.rules import DeadlineState, EntryKind, EntryState


@dataclass(frozen=True, kw_only=True)
class SlotView:
    """A field or a paper that a duty wants: filled, waived with a reason, or empty."""

    name: str
    what: str
    duty: str
    is_filled: bool
    waived_because: str


@dataclass(frozen=True, kw_only=True)
class EntryView:
    """One entry as those who keep the register see it."""

    id: str
    number: str
    kind: EntryKind
    state: EntryState
    department: str
    owner: str
    exercise: bool
    received_at: datetime
    created_at: datetime
    created_by_id: str
    created_by_role: str
    narrative: str
    reviewed_at: datetime | None
    returned_because: str
    embargo_reason: str
    embargo_review_on: date | None
    closed_at: datetime | None
    details: Mapping[str, object]
    types: tuple[str, ...]
    slots: tuple[SlotView, ...]
    links: tuple[str, ...] = ()
    corrections: tuple[tuple[datetime, str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class PublicEntry:
    """One entry as anyone may read it: an embargoed one tells its number, its reason and when that is looked at again."""

    number: str
    kind: EntryKind
    received_on: date
    embargo_reason: str = ""
    embargo_review_on: date | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    narrative: str = ""


@dataclass(frozen=True, kw_only=True)
class DeadlineView:
    """One deadline: whose, by when, and how long it has been running."""

    id: str
    ordinance: str
    duty: str
    title: str
    act: str
    owner: str
    tells: tuple[str, ...]
    entry_id: str
    entry_number: str
    period: tuple[date, date] | None
    arose_at: datetime
    due_at: datetime
    state: DeadlineState
    is_overdue: bool
    elapsed_minutes: int
    counts_minutes: bool  #: "as soon as possible": what is shown is the time elapsed
    review_on: date | None
    citation: str
    is_confirmed: bool  #: counsel has confirmed the text

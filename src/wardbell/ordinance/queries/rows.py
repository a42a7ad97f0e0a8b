"""How rows become values; for the files of this room's shelves alone."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.forms.models import model_to_dict

from wardbell.ground.errors import Unreadable
from wardbell.ordinance.models import AssistanceRequest, Deadline, Entry, Slot
from wardbell.ordinance.packs import Ordinance, ordinance
from wardbell.ordinance.queries.values import DeadlineView, EntryView, SlotView
from wardbell.ordinance.rules import (
    Cadence,
    DeadlineState,
    Decision,
    Document,
    EntryKind,
    EntryState,
    Event,
    Going,
    Purpose,
    RequestType,
    elapsed_minutes,
)

NOTHING = UUID(int=0)  # what an id that is none is looked up as


def uuid_of(text: str) -> UUID:
    """Returns the id that a text spells, or one that nothing has."""
    try:
        return UUID(text)
    except ValueError:
        return NOTHING


def entry_row(entry_id: str) -> Entry:
    """Returns one row.

    Raises:
        Unreadable: there is no entry with this id.
    """
    found = Entry.objects.filter(id=uuid_of(entry_id)).first()
    if found is None:
        raise Unreadable("There is no such entry.")
    return found


def request_row(entry: Entry) -> AssistanceRequest | None:
    """Returns what a request says; None of an entry of another kind."""
    return AssistanceRequest.objects.filter(entry=entry).first()


def fields_of(row: AssistanceRequest) -> dict[str, object]:
    """Returns every column of a request by name."""
    return {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}


def types_of(row: AssistanceRequest) -> frozenset[RequestType]:
    """Returns the types that a request asks for."""
    return frozenset(RequestType(one) for one in row.things.values_list("type", flat=True))


def event_of(entry: Entry) -> Event:
    """Returns what an entry tells, as far as duties ask."""
    row = request_row(entry)
    if row is None:
        return Event(kind=EntryKind(entry.kind))
    return Event(
        kind=EntryKind(entry.kind), types=types_of(row), purpose=Purpose(row.purpose),
        document=Document(row.document), going=Going(row.going), decision=Decision(row.decision),
        is_observed=row.is_observed, resources_used=row.resources.exists(),
    )  # fmt: skip


def view_of(entry: Entry) -> EntryView:
    """Returns an entry as a value."""
    row = request_row(entry)
    return EntryView(
        id=str(entry.id), number=entry.number, kind=EntryKind(entry.kind), state=EntryState(entry.state),
        department=entry.department, owner=entry.owner_id, exercise=entry.exercise, received_at=entry.received_at,
        created_at=entry.created_at, created_by_id=str(entry.created_by_id or ""), created_by_role=entry.created_by_role,
        narrative=entry.narrative, reviewed_at=entry.reviewed_at, returned_because=entry.returned_because,
        embargo_reason=entry.embargo_reason, embargo_review_on=entry.embargo_review_on, closed_at=entry.closed_at,
        details=fields_of(row) if row else _details(entry),
        types=tuple(sorted(types_of(row))) if row else (),
        slots=tuple(_slot(one) for one in entry.slots.all()),
        links=tuple(str(one.other_id) for one in entry.links.all()),
        corrections=tuple((one.at, one.field, one.text) for one in entry.corrections.all()),
    )  # fmt: skip


def deadline_view(row: Deadline, *, now: datetime, confirmed: Iterable[str]) -> DeadlineView:
    """Returns a deadline as a value; a duty that left its pack keeps its code as its title."""
    pack = ordinance(row.ordinance_id)
    title, tells, citation, cadence = _of_duty(pack, row.duty)
    is_open = row.state == DeadlineState.OPEN
    return DeadlineView(
        id=str(row.id), ordinance=row.ordinance_id, duty=row.duty, title=title, act=row.act, owner=row.owner_id,
        tells=tells, entry_id=str(row.entry_id or ""), entry_number=row.entry.number if row.entry else "",
        period=(row.period_start_on, row.period_end_on) if row.period_start_on and row.period_end_on else None,
        arose_at=row.arose_at, due_at=row.due_at, state=DeadlineState(row.state), is_overdue=is_open and now > row.due_at,
        elapsed_minutes=elapsed_minutes(row.arose_at, row.met_at or now),
        counts_minutes=cadence is Cadence.AS_SOON_AS_POSSIBLE, review_on=row.review_on, citation=citation,
        is_confirmed=row.ordinance_id in set(confirmed),
    )  # fmt: skip


def _of_duty(pack: Ordinance, code: str) -> tuple[str, tuple[str, ...], str, Cadence | None]:
    found = next((one for one in pack.duties if one.code == code), None)
    return (found.title, found.tells, found.citation, found.cadence) if found else (code, (), "", None)


def _slot(row: Slot) -> SlotView:
    return SlotView(
        name=row.name, what=row.what, duty=row.duty, is_filled=row.filled_at is not None, waived_because=row.waived_because
    )  # fmt: skip


def _details(entry: Entry) -> dict[str, object]:
    names = {
        EntryKind.PROPERTY_USE: "use", EntryKind.AGREEMENT: "agreement", EntryKind.VENDOR: "vendor",
        EntryKind.DATA_REQUEST: "data_request", EntryKind.WARRANT_PRESENTATION: "warrant",
        EntryKind.RECORDS_REQUEST_SENT: "records_request", EntryKind.TRAINING: "roster",
    }  # fmt: skip
    row = getattr(entry, names.get(EntryKind(entry.kind), ""), None)
    return model_to_dict(row, exclude=["entry"]) if row is not None else {}

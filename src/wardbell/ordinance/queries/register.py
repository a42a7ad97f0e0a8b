"""Entries: for those who keep the register, and as the public may read them."""

from collections.abc import Collection
from datetime import datetime, timedelta

from wardbell.ground import clock
from wardbell.ordinance.models import Entry
from wardbell.ordinance.queries.reports import row_of_report
from wardbell.ordinance.queries.rows import entry_row, uuid_of, view_of
from wardbell.ordinance.queries.values import EntryView, PublicEntry
from wardbell.ordinance.rules import Agency, EntryKind, EntryState, Missing, is_embargoed
from wardbell.places import queries as places

_SAME_WITHIN = timedelta(minutes=30)  # two desks write down one call


def entry(entry_id: str) -> EntryView:
    """Returns one entry.

    Raises:
        Unreadable: there is no entry with this id.
    """
    return view_of(entry_row(entry_id))


def entries(
    *, kinds: Collection[EntryKind] = (), states: Collection[EntryState] = (), limit: int = 100
) -> list[EntryView]:
    """Returns entries, the newest first; of all kinds and states when none are named."""
    found = Entry.objects.all()
    if kinds:
        found = found.filter(kind__in=list(kinds))
    if states:
        found = found.filter(state__in=list(states))
    return [view_of(one) for one in found[:limit]]


def missing_of(entry_id: str) -> Missing:
    """Returns the fields and papers of an entry that are neither filled nor waived."""
    empty = Entry.objects.get(id=uuid_of(entry_id)).slots.filter(
        filled_at__isnull=True, waived_at__isnull=True
    )
    found = list(empty.values_list("what", "name"))
    return Missing(
        fields=tuple(name for what, name in found if what == "field"),
        papers=tuple(name for what, name in found if what == "paper"),
    )


def may_be_the_same(*, received_at: datetime, agency: Agency) -> list[EntryView]:
    """Returns the requests of about the same time and agency: a second desk is shown them before it writes one down again."""
    near = Entry.objects.filter(
        kind=EntryKind.ASSISTANCE_REQUEST, received_at__gte=received_at - _SAME_WITHIN, received_at__lte=received_at + _SAME_WITHIN
    )  # fmt: skip
    if agency is not Agency.UNKNOWN:
        near = near.filter(request__requesting_agency__in=[agency, Agency.UNKNOWN])
    return [view_of(one) for one in near]


def public_register(*, limit: int = 200) -> list[PublicEntry]:
    """Returns the closed requests as anyone may read them; an embargoed one tells its number, reason and day of review."""
    found = Entry.objects.filter(kind=EntryKind.ASSISTANCE_REQUEST, state=EntryState.CLOSED, exercise=False)
    return [_public(one) for one in found[:limit]]


def _public(row: Entry) -> PublicEntry:
    zone = places.zone()
    received_on = row.received_at.astimezone(zone).date()
    today = clock.now().astimezone(zone).date()
    kind = EntryKind(row.kind)
    if is_embargoed(row.embargo_reason, review_on=row.embargo_review_on, today=today):
        return PublicEntry(
            number=row.number, kind=kind, received_on=received_on, embargo_reason=row.embargo_reason,
            embargo_review_on=row.embargo_review_on,
        )  # fmt: skip
    told = row_of_report(row)
    names = ("agency", "purpose", "document", "decision", "ward", "received_by", "persons")
    facts = {name: str(told.get(name, "")) for name in names} | {
        "types": ", ".join(_words(told.get("types")))
    }
    return PublicEntry(
        number=row.number, kind=kind, received_on=received_on, facts=facts, narrative=row.narrative
    )


def _words(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []

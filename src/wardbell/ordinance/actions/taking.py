"""Taking a request down in two minutes, and completing it later."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Unreadable
from wardbell.journal import actions as journal
from wardbell.ordinance import rules
from wardbell.ordinance.actions import rows
from wardbell.ordinance.actions.beginning import begin
from wardbell.ordinance.models import AssistanceRequest, Entry, RequestedThing, ResourceUse, Site
from wardbell.ordinance.queries.rows import fields_of
from wardbell.ordinance.rules import FREE_TEXTS, Channel, EntryKind, Given, RequestType, Used
from wardbell.people.rules import Verb
from wardbell.places import queries as places

_TABLES = {"types", "resources", "narrative", "site"}  # told apart from the columns of a request


@transaction.atomic
def take_down(
    *, received_at: datetime, channel: Channel, given: Given, by: Actor, department: str = "", once: str = "",
    exercise: bool = False,
) -> str:  # fmt: skip
    """Enters a request, or a use that was seen, with what is known now; returns the entry's id.

    Everything but when and how it came may be completed later. The duties that it begins are due from `received_at` on.
    A form pressed twice (`once`) is one entry.

    Raises:
        Screened: a text holds a name, a badge, a plate, a number, a home or somebody's status; nothing is kept.
        Unreadable: fields do not fit each other.
    """
    rows.check_permitted(by, Verb.OBSERVE if given.is_observed else Verb.TAKE_DOWN)
    if before := _entered_before(once, by):
        return before
    rules.check_times(received_at=received_at, now=clock.now())
    _check_texts(given)
    entry = rows.new_entry(
        EntryKind.ASSISTANCE_REQUEST, received_at=received_at, by=by, department=department, once=once, exercise=exercise,
        verb=Verb.OBSERVE if given.is_observed else Verb.TAKE_DOWN, narrative=_narrative(given.narrative),
    )  # fmt: skip
    row = AssistanceRequest(entry=entry, channel=channel)
    _write(row, given, by=by)
    begun = begin(entry, arose_at=received_at, by=by)
    journal.write(
        verb="ordinance.take_down", about=f"entry:{entry.id}", by=by,
        facts={"number": entry.number, "owner": entry.owner_id, "begun": begun, "fields": sorted(given.said())},
    )  # fmt: skip
    return str(entry.id)


@transaction.atomic
def complete(entry_id: str, given: Given, *, by: Actor) -> None:
    """Adds to an open request, or changes what it says; what it begins by that is due from now on.

    Raises:
        WrongState: it is in review or closed.
        Screened: a text holds what may not be written; nothing is kept.
    """
    rows.check_permitted(by, Verb.TAKE_DOWN)
    entry = rows.open_entry(entry_id)
    row = AssistanceRequest.objects.filter(entry=entry).first()
    if row is None:
        raise Unreadable("This entry is no request; it is completed on its own page.")
    _check_texts(given)
    if given.narrative is not None:
        entry.narrative = _narrative(given.narrative)
        entry.save(update_fields=["narrative"])
    _write(row, given, by=by)
    begun = begin(entry, arose_at=clock.now(), by=by)
    journal.write(
        verb="ordinance.complete", about=f"entry:{entry.id}", by=by,
        facts={"number": entry.number, "begun": begun, "fields": sorted(given.said())},
    )  # fmt: skip


@transaction.atomic
def review_by_counsel(entry_id: str, *, by: Actor) -> None:
    """Notes that counsel has read what was shown or asked."""
    rows.check_permitted(by, Verb.RELEASE)
    entry = rows.open_entry(entry_id)
    AssistanceRequest.objects.filter(entry=entry).update(
        counsel_reviewed_by_id=by.id, counsel_reviewed_at=clock.now()
    )
    begin(entry, arose_at=clock.now(), by=by)
    journal.write(verb="ordinance.counsel", about=f"entry:{entry.id}", by=by, facts={"number": entry.number})


@transaction.atomic
def release(entry_id: str, *, by: Actor) -> None:
    """Lets place and window of a request be told to the council: counsel's word alone."""
    rows.check_permitted(by, Verb.RELEASE)
    entry = rows.open_entry(entry_id)
    AssistanceRequest.objects.filter(entry=entry, released_at__isnull=True).update(
        released_by_id=by.id, released_at=clock.now()
    )
    journal.write(verb="ordinance.release", about=f"entry:{entry.id}", by=by, facts={"number": entry.number})


def _entered_before(once: str, by: Actor) -> str:
    """Returns the entry that this person's form made before; somebody else's key makes no entry of theirs known."""
    found = Entry.objects.filter(once=once, created_by__id=by.id).first() if once else None
    if found is None and once and Entry.objects.filter(once=once).exists():
        raise Unreadable("This form was sent before. Open a new one.")
    return str(found.id) if found else ""


def _narrative(text: str | None) -> str:
    text = (text or "").strip()
    if len(text) > rules.NARRATIVE_LENGTH:
        raise Unreadable("At most %(n)s characters.", n=rules.NARRATIVE_LENGTH)
    return text


def _check_texts(given: Given) -> None:
    said = given.said()
    for name in FREE_TEXTS:
        if name in said:
            rows.check_text(str(said[name]))
    for used in given.resources or ():
        rows.check_text(used.data_elements)
    rows.check_text(" ".join(str(said[name]) for name in FREE_TEXTS if name in said))


def _write(row: AssistanceRequest, given: Given, *, by: Actor) -> None:
    """Writes what is said now into a request, when it fits what stood there before."""
    for name, value in given.said().items():
        if name not in _TABLES:
            setattr(row, name, value)
    if given.site is not None:
        row.site = _site(given.site)
    if given.ward:
        places.area(given.ward)
    if given.purpose is not None:
        row.classified_by_id, row.classified_at = by.id, clock.now()
    rules.check_whole(fields_of(row))
    row.save()
    if given.types is not None:
        _replace_types(row, given.types)
    if given.resources is not None:
        _replace_resources(row, given.resources)


def _site(code: str) -> Site:
    found = Site.objects.filter(code=code, retired_at__isnull=True).first()
    if found is None:
        raise Unreadable("There is no site '%(code)s' in the city's inventory.", code=code)
    return found


def _replace_types(row: AssistanceRequest, types: frozenset[RequestType]) -> None:
    row.things.exclude(type__in=types).delete()
    there = set(row.things.values_list("type", flat=True))
    RequestedThing.objects.bulk_create(
        RequestedThing(request=row, type=one) for one in sorted(types) if one not in there
    )


def _replace_resources(row: AssistanceRequest, resources: tuple[Used, ...]) -> None:
    row.resources.all().delete()
    ResourceUse.objects.bulk_create(ResourceUse(request=row, **asdict(one)) for one in resources)

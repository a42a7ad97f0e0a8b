"""Papers, waivers, the second person's reading, closing, and what is corrected afterwards."""

import hashlib
from datetime import date

from django.db import transaction

from wardbell.ground import clock, secrets
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Unreadable
from wardbell.journal import actions as journal
from wardbell.ordinance import rules
from wardbell.ordinance.actions import rows
from wardbell.ordinance.actions.beginning import fill_fields
from wardbell.ordinance.actions.meeting import meet_documents
from wardbell.ordinance.models import Correction, Entry, Link, Slot
from wardbell.ordinance.rules import EmbargoReason, EntryState, Field, Missing
from wardbell.people.rules import Verb
from wardbell.places import queries as places

LARGEST_PAPER = 5_000_000  # bytes of one attached paper


@transaction.atomic
def attach(entry_id: str, name: str, content: bytes, *, by: Actor) -> None:
    """Seals a paper into its slot; what was there before is replaced, and the journal keeps both digests.

    Raises:
        Unreadable: the entry has no such slot, or the paper is empty or too large.
    """
    rows.check_permitted(by, Verb.TAKE_DOWN)
    entry = rows.open_entry(entry_id)
    slot = _slot(entry, name, what="paper")
    if not 0 < len(content) <= LARGEST_PAPER:
        raise Unreadable("A paper has at most %(n)s bytes, and is not empty.", n=f"{LARGEST_PAPER:,}")
    before, slot.digest = slot.digest, hashlib.sha256(content).hexdigest()
    slot.sealed = secrets.seal(content, owner=_owner_of(slot))
    slot.filled_at, slot.filled_by_id = clock.now(), by.id
    slot.waived_at, slot.waived_by_id, slot.waived_because = None, None, ""
    slot.save()
    meet_documents(entry, by=by)
    facts = {"number": entry.number, "slot": name, "digest": slot.digest, "before": before}
    journal.write(verb="ordinance.attach", about=f"entry:{entry.id}", by=by, facts=facts)


@transaction.atomic
def read_paper(entry_id: str, name: str, *, by: Actor) -> bytes:
    """Returns a paper as it was handed in; that it was read is journalled.

    Raises:
        Unreadable: nothing was attached there.
    """
    rows.check_permitted(by, Verb.SEE_REGISTER)
    entry = rows.locked(entry_id)
    slot = _slot(entry, name, what="paper")
    if slot.sealed is None:
        raise Unreadable("Nothing was attached there.")
    journal.write(verb="ordinance.read_paper", about=f"entry:{entry.id}", by=by, facts={"slot": name})
    return secrets.unseal(bytes(slot.sealed), owner=_owner_of(slot))


@transaction.atomic
def waive(entry_id: str, name: str, *, reason: str, by: Actor) -> None:
    """Leaves a field or a paper empty for a reason that others will read.

    Raises:
        Unreadable: the entry has no such slot, or the reason is none.
    """
    rows.check_permitted(by, Verb.WAIVE)
    entry = rows.open_entry(entry_id)
    reason = rules.check_reason(reason)
    rows.check_text(reason)
    slot = _slot(entry, name)
    slot.filled_at, slot.filled_by_id, slot.sealed, slot.digest = None, None, None, ""
    slot.waived_at, slot.waived_by_id, slot.waived_because = clock.now(), by.id, reason
    slot.save()
    meet_documents(entry, by=by)
    facts = {"number": entry.number, "slot": name, "because": reason}
    journal.write(verb="ordinance.waive", about=f"entry:{entry.id}", by=by, facts=facts)


@transaction.atomic
def ask_review(entry_id: str, *, by: Actor) -> None:
    """Puts a complete entry before a second person.

    Raises:
        WrongState: a field or a paper is still empty and not waived.
    """
    rows.check_permitted(by, Verb.TAKE_DOWN)
    entry = rows.open_entry(entry_id)
    fill_fields(entry, by=by)
    rules.check_complete(missing_of(entry))
    entry.state = rules.move_entry(EntryState(entry.state), EntryState.IN_REVIEW)
    entry.returned_because = ""
    entry.save(update_fields=["state", "returned_because"])
    journal.write(
        verb="ordinance.ask_review", about=f"entry:{entry.id}", by=by, facts={"number": entry.number}
    )


@transaction.atomic
def hand_back(entry_id: str, *, reason: str, by: Actor) -> None:
    """Returns an entry to whoever keeps it, with what is wrong.

    Raises:
        NotAllowed: this person wrote it.
    """
    entry = _in_review(entry_id, by)
    entry.returned_because = rules.check_reason(reason)
    rows.check_text(entry.returned_because)
    entry.state = rules.move_entry(EntryState(entry.state), EntryState.OPEN)
    entry.save(update_fields=["state", "returned_because"])
    facts = {"number": entry.number, "because": entry.returned_because}
    journal.write(verb="ordinance.hand_back", about=f"entry:{entry.id}", by=by, facts=facts)


@transaction.atomic
def close(entry_id: str, *, by: Actor) -> None:
    """Closes an entry that a second person has read: from now on it is changed by corrections alone.

    Raises:
        NotAllowed: this person wrote it.
        WrongState: a field or a paper is empty and not waived, or nobody asked for a reading.
    """
    entry = _in_review(entry_id, by)
    rules.check_complete(missing_of(entry))
    rows.check_text(entry.narrative)
    now = clock.now()
    entry.state = rules.move_entry(EntryState(entry.state), EntryState.CLOSED)
    entry.reviewed_by_id, entry.reviewed_at = by.id, now
    entry.closed_by_id, entry.closed_at = by.id, now
    entry.save()
    journal.write(verb="ordinance.close", about=f"entry:{entry.id}", by=by, facts={"number": entry.number})


@transaction.atomic
def correct(entry_id: str, *, field: Field, text: str, by: Actor) -> None:
    """Says beside a closed entry what was wrong in it; the entry itself stays as it was.

    Raises:
        Unreadable: the entry is still open, and is completed instead.
    """
    rows.check_permitted(by, Verb.TAKE_DOWN)
    entry = rows.locked(entry_id)
    if entry.state != EntryState.CLOSED:
        raise Unreadable("This entry is still open: change it instead.")
    text = rules.check_reason(text)
    rows.check_text(text)
    Correction.objects.create(entry=entry, at=clock.now(), by_id=by.id, field=field, text=text)
    facts = {"number": entry.number, "field": field}
    journal.write(verb="ordinance.correct", about=f"entry:{entry.id}", by=by, facts=facts)


@transaction.atomic
def link(entry_id: str, other_id: str, *, by: Actor) -> None:
    """Says that two entries belong together; a second time is nothing new."""
    rows.check_permitted(by, Verb.TAKE_DOWN)
    entry, other = rows.locked(entry_id), rows.locked(other_id)
    if entry.id == other.id:
        raise Unreadable("Choose another entry.")
    Link.objects.get_or_create(entry=entry, other=other)
    facts = {"number": entry.number, "other": other.number}
    journal.write(verb="ordinance.link", about=f"entry:{entry.id}", by=by, facts=facts)


@transaction.atomic
def embargo(entry_id: str, *, reason: EmbargoReason, review_on: date | None, by: Actor) -> None:
    """Keeps what an entry says from the public until a day, on which it ends by itself; the reason is public.

    With `EmbargoReason.NOT_SAID` it ends now.
    """
    rows.check_permitted(by, Verb.RELEASE)
    entry = rows.locked(entry_id)
    if reason is EmbargoReason.NOT_SAID:
        review_on = None
    else:
        rules.check_embargo(review_on=review_on, today=places.today())
    entry.embargo_reason, entry.embargo_review_on = reason, review_on
    entry.save(update_fields=["embargo_reason", "embargo_review_on"])
    facts = {"number": entry.number, "reason": reason, "review_on": review_on}
    journal.write(verb="ordinance.embargo", about=f"entry:{entry.id}", by=by, facts=facts)


def missing_of(entry: Entry) -> Missing:
    """Returns the slots of an entry that are neither filled nor waived."""
    empty = entry.slots.filter(filled_at__isnull=True, waived_at__isnull=True)
    found = list(empty.values_list("what", "name"))
    return Missing(
        fields=tuple(name for what, name in found if what == "field"),
        papers=tuple(name for what, name in found if what == "paper"),
    )


def _in_review(entry_id: str, by: Actor) -> Entry:
    rows.check_permitted(by, Verb.REVIEW_ENTRY)
    entry = rows.locked(entry_id)
    rules.check_second(by.id, author_id=str(entry.created_by_id))
    return entry


def _slot(entry: Entry, name: str, *, what: str = "") -> Slot:
    found = entry.slots.select_for_update().filter(name=name, **({"what": what} if what else {})).first()
    if found is None:
        raise Unreadable("This entry does not ask for that.")
    return found


def _owner_of(slot: Slot) -> str:
    return f"ordinance.slot:{slot.id}"

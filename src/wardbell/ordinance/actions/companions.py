"""Entries of the companion registers: agreements, vendors, data requests, warrants presented, records requests sent."""

from datetime import date, datetime
from typing import TypeVar

from django.db import models, transaction

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Unreadable
from wardbell.journal import actions as journal
from wardbell.ordinance import rules
from wardbell.ordinance.actions import rows
from wardbell.ordinance.actions.beginning import begin
from wardbell.ordinance.models import (
    Agreement,
    DataRequest,
    Entry,
    RecordsRequestSent,
    Site,
    Vendor,
    WarrantPresentation,
)
from wardbell.ordinance.rules import Agency, AgreementKind, Document, EntryKind
from wardbell.people.rules import Verb

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def enter_agreement(
    *, kind: AgreementKind, agency: Agency, title: str, review_on: date, received_at: datetime, by: Actor
) -> str:
    """Enters an agreement that is proposed; it is in force only once counsel has signed. Returns the entry's id."""
    entry = _entered(EntryKind.AGREEMENT, received_at=received_at, texts=(title,), by=by)
    Agreement.objects.create(entry=entry, kind=kind, agency=agency, title=title.strip(), review_on=review_on)
    return _begun(entry, by=by)


@transaction.atomic
def sign_agreement(entry_id: str, *, in_force_on: date, ends_on: date | None, by: Actor) -> None:
    """Puts counsel's name under an agreement, which is in force from a day on.

    Raises:
        Unreadable: it ends before it is in force.
    """
    rows.check_permitted(by, Verb.RELEASE)
    row = _row(Agreement, rows.open_entry(entry_id))
    if ends_on is not None and ends_on < in_force_on:
        raise Unreadable("The agreement must end after it is in force.")
    row.in_force_on, row.ends_on = in_force_on, ends_on
    row.counsel_signed_by_id, row.counsel_signed_at = by.id, clock.now()
    row.save()
    facts = {"in_force_on": in_force_on, "ends_on": ends_on}
    journal.write(verb="ordinance.sign_agreement", about=f"entry:{entry_id}", by=by, facts=facts)


@transaction.atomic
def enter_vendor(
    *, name: str, contract: str, has_clause: bool, received_at: datetime, by: Actor, shares_data_with: str = "",
    attested_on: date | None = None, attestation_ends_on: date | None = None,
) -> str:  # fmt: skip
    """Enters a contractor that holds the city's data or does its work; an attestation always runs out. Returns the entry's id."""
    if (attested_on is None) != (attestation_ends_on is None):
        raise Unreadable("Say when the vendor attested, and when that runs out.")
    entry = _entered(EntryKind.VENDOR, received_at=received_at, texts=(contract, shares_data_with), by=by)
    Vendor.objects.create(
        entry=entry, name=name.strip(), contract=contract.strip(), has_clause=has_clause,
        shares_data_with=shares_data_with.strip(), attested_on=attested_on, attestation_ends_on=attestation_ends_on,
    )  # fmt: skip
    return _begun(entry, by=by)


@transaction.atomic
def enter_data_request(
    *, agency: Agency, document: Document, elements: str, received_at: datetime, by: Actor,
    answer_by: date | None = None, vendor_entry_id: str = "",
) -> str:  # fmt: skip
    """Enters a request or subpoena for data: which kinds, never of whom. Returns the entry's id."""
    entry = _entered(EntryKind.DATA_REQUEST, received_at=received_at, texts=(elements,), by=by)
    vendor = _row(Vendor, rows.locked(vendor_entry_id)) if vendor_entry_id else None
    DataRequest.objects.create(
        entry=entry, agency=agency, document=document, elements=elements.strip(), answer_by=answer_by, vendor=vendor
    )  # fmt: skip
    return _begun(entry, by=by)


@transaction.atomic
def answer_data_request(entry_id: str, *, released: str, on: date, by: Actor) -> None:
    """Notes what kinds of data were released, nothing when none were, and when."""
    rows.check_permitted(by, Verb.TAKE_DOWN)
    rows.check_text(released)
    row = _row(DataRequest, rows.open_entry(entry_id))
    row.released, row.answered_on = released.strip(), on
    row.save()
    journal.write(verb="ordinance.answer_data", about=f"entry:{entry_id}", by=by, facts={"on": on})


@transaction.atomic
def enter_warrant(
    *, agency: Agency, document: Document, is_public_space: bool, was_admitted: bool, received_at: datetime, by: Actor,
    site: str = "", copied: bool = False, counsel_called_at: datetime | None = None,
) -> str:  # fmt: skip
    """Enters that a paper was shown at a city door, and what the city did. Returns the entry's id."""
    entry = _entered(EntryKind.WARRANT_PRESENTATION, received_at=received_at, texts=(), by=by)
    found = Site.objects.filter(code=site).first()
    if site and found is None:
        raise Unreadable("There is no site '%(code)s' in the city's inventory.", code=site)
    WarrantPresentation.objects.create(
        entry=entry, agency=agency, document=document, site=found, is_public_space=is_public_space,
        was_admitted=was_admitted, copied=copied, counsel_called_at=counsel_called_at,
    )  # fmt: skip
    return _begun(entry, by=by)


@transaction.atomic
def enter_records_request(
    *, agency: Agency, asked_for: str, sent_on: date, received_at: datetime, by: Actor, answer_due_on: date | None = None
) -> str:  # fmt: skip
    """Enters that the city asked a federal agency for its records. Returns the entry's id."""
    entry = _entered(EntryKind.RECORDS_REQUEST_SENT, received_at=received_at, texts=(asked_for,), by=by)
    RecordsRequestSent.objects.create(
        entry=entry, agency=agency, asked_for=asked_for.strip(), sent_on=sent_on, answer_due_on=answer_due_on
    )
    return _begun(entry, by=by)


@transaction.atomic
def note_records_answer(entry_id: str, *, answer: str, on: date, by: Actor) -> None:
    """Notes what a federal agency answered.

    Raises:
        Unreadable: the answer came before the request was sent.
    """
    rows.check_permitted(by, Verb.TAKE_DOWN)
    rows.check_text(answer)
    row = _row(RecordsRequestSent, rows.open_entry(entry_id))
    if on < row.sent_on:
        raise Unreadable("The answer cannot have come before the request was sent.")
    row.answer, row.answered_on = answer.strip(), on
    row.save()
    journal.write(verb="ordinance.note_answer", about=f"entry:{entry_id}", by=by, facts={"on": on})


def _entered(kind: EntryKind, *, received_at: datetime, texts: tuple[str, ...], by: Actor) -> Entry:
    rows.check_permitted(by, Verb.TAKE_DOWN)
    rules.check_times(received_at=received_at, now=clock.now())
    for text in texts:
        rows.check_text(text)
    return rows.new_entry(kind, received_at=received_at, by=by, verb=Verb.TAKE_DOWN)


def _begun(entry: Entry, *, by: Actor) -> str:
    begun = begin(entry, arose_at=entry.received_at, by=by)
    facts = {"number": entry.number, "kind": entry.kind, "begun": begun}
    journal.write(verb="ordinance.enter", about=f"entry:{entry.id}", by=by, facts=facts)
    return str(entry.id)


def _row(table: type[Row], entry: Entry) -> Row:
    found = table._default_manager.filter(pk=entry.pk).first()
    if found is None:
        raise Unreadable("This entry is of another kind.")
    return found

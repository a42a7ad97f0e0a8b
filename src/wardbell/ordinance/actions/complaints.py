"""Complaints about the city's own staff: sealed to the body that decides, followed by a ticket, ended with a finding."""

from django.db import transaction

from wardbell.ground import clock, ids
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Refused, Unreadable
from wardbell.journal import actions as journal
from wardbell.ordinance import rules, sealing
from wardbell.ordinance.actions import rows
from wardbell.ordinance.actions.beginning import begin
from wardbell.ordinance.models import Complaint, ComplaintBody, Entry
from wardbell.ordinance.queries.adopted import office_of_kind
from wardbell.ordinance.queries.complaints import about_of, hash_of
from wardbell.ordinance.rules import ComplaintState, EntryKind, Finding
from wardbell.people.rules import OfficeKind, Verb
from wardbell.places import queries as places


@transaction.atomic
def name_body(name: str, public_key: bytes, *, by: Actor) -> None:
    """Names the existing body to which complaints go from now on, by the public half of its key."""
    rows.check_permitted(by, Verb.ADOPT)
    sealing.check_public_key(public_key)
    now = clock.now()
    ComplaintBody.objects.select_for_update().filter(is_current=True).update(is_current=False, retired_at=now)
    made = ComplaintBody.objects.create(
        name=name.strip(), public_key=public_key, named_at=now, named_by=by.label
    )
    journal.write(verb="ordinance.name_body", about=f"body:{made.id}", by=by, facts={"name": made.name})


@transaction.atomic
def complain(text: str, *, department: str, by: Actor) -> str:
    """Seals a complaint to the body and returns the ticket by which its state is read; the ticket is kept nowhere.

    Nothing here reads the words: no screen, no log, no journal.

    Raises:
        Refused: no body is named yet.
        Unreadable: it says nothing, is too long, or names a department that there is not.
    """
    text = rules.check_words(text)
    body = ComplaintBody.objects.filter(is_current=True).first()
    if body is None:
        raise Refused("This city has not said yet who decides on complaints. Please call the clerk.")
    now, ticket = clock.now(), ids.token()
    entry = Entry.objects.create(
        number=rows.next_number(EntryKind.COMPLAINT, now), kind=EntryKind.COMPLAINT, jurisdiction_id=places.jurisdiction().code,
        department=rows.known_department(department), owner_id=office_of_kind(OfficeKind.CLERK), created_at=now,
        created_by_role=by.kind, received_at=now,
    )  # fmt: skip
    sealed = sealing.close_letter(text, to=bytes(body.public_key), about=about_of(entry))
    Complaint.objects.create(entry=entry, body=body, ticket_hash=hash_of(ticket), sealed=sealed)
    begin(entry, arose_at=now, by=by)
    journal.write(
        verb="ordinance.complain", about=f"entry:{entry.id}", by=by, facts={"number": entry.number, "body": body.name}
    )  # fmt: skip
    return ticket


@transaction.atomic
def hand_over(entry_id: str, *, by: Actor) -> bytes:
    """Returns a complaint as it was sealed, for the body to open, and notes when it was fetched first."""
    rows.check_permitted(by, Verb.HAND_OVER_COMPLAINT)
    row = _locked(entry_id)
    if row.state == ComplaintState.RECEIVED:
        row.state = rules.move_complaint(ComplaintState(row.state), ComplaintState.HANDED_OVER)
        row.handed_over_at = clock.now()
        row.save()
    journal.write(verb="ordinance.hand_over", about=f"entry:{entry_id}", by=by)
    return bytes(row.sealed)


@transaction.atomic
def take_under_review(entry_id: str, *, by: Actor) -> None:
    """Notes that the body looks into a complaint."""
    rows.check_permitted(by, Verb.DECIDE_COMPLAINT)
    row = _locked(entry_id)
    row.state = rules.move_complaint(ComplaintState(row.state), ComplaintState.UNDER_REVIEW)
    row.save()
    journal.write(verb="ordinance.review_complaint", about=f"entry:{entry_id}", by=by)


@transaction.atomic
def decide(entry_id: str, *, finding: Finding, remedy: str, by: Actor) -> None:
    """Enters what the body found and what was done; nobody is named in it, and no discipline stands here.

    Raises:
        Unreadable: there is no finding, or a sustained one without a remedy.
        Screened: the remedy names somebody.
    """
    rows.check_permitted(by, Verb.DECIDE_COMPLAINT)
    if finding is Finding.NOT_SAID:
        raise Unreadable("Choose what was found.")
    remedy = rules.check_reason(remedy) if remedy.strip() or finding is Finding.SUSTAINED else ""
    rows.check_text(remedy)
    row = _locked(entry_id)
    row.state = rules.move_complaint(ComplaintState(row.state), ComplaintState.DECIDED)
    row.finding, row.remedy, row.decided_at = finding, remedy, clock.now()
    row.save()
    journal.write(verb="ordinance.decide", about=f"entry:{entry_id}", by=by, facts={"finding": finding})


def _locked(entry_id: str) -> Complaint:
    entry = rows.locked(entry_id)
    found = Complaint.objects.filter(entry=entry).first()
    if found is None:
        raise Unreadable("There is no such complaint.")
    return found

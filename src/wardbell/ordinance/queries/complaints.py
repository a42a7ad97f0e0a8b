"""Complaints as their makers, the body and the public may see them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wardbell.ground import secrets
from wardbell.ordinance.models import Complaint, ComplaintBody, Entry
from wardbell.ordinance.rules import ComplaintState, Finding, masked
from wardbell.places import queries as places

_PURPOSE = "ordinance.ticket"


@dataclass(frozen=True, kw_only=True)
class TicketView:
    """What whoever holds a ticket sees: no more than its state."""

    number: str
    received_on: date
    body: str
    state: ComplaintState
    finding: Finding
    remedy: str


@dataclass(frozen=True, kw_only=True)
class ComplaintCount:
    """One department's complaints of a year; counts below five are masked."""

    department: str
    n: str
    findings: Mapping[str, str]


def body() -> str:
    """Returns the name of the body to which complaints go; empty while none is named."""
    return ComplaintBody.objects.filter(is_current=True).values_list("name", flat=True).first() or ""


def ticket(token: str) -> TicketView | None:
    """Returns what a ticket opens; None alike of a wrong and of a forgotten one."""
    row = Complaint.objects.filter(ticket_hash=hash_of(token)).select_related("entry", "body").first()
    if row is None:
        return None
    return TicketView(
        number=row.entry.number, received_on=row.entry.received_at.astimezone(places.zone()).date(), body=row.body.name,
        state=ComplaintState(row.state), finding=Finding(row.finding), remedy=row.remedy,
    )  # fmt: skip


def complaints_waiting() -> list[tuple[str, str]]:
    """Returns (id of the entry, number) of the complaints that the body has not fetched yet, the oldest first."""
    found = Complaint.objects.filter(state=ComplaintState.RECEIVED).order_by("entry__received_at")
    return [(str(entry_id), number) for entry_id, number in found.values_list("entry_id", "entry__number")]


def complaint_counts(year: int) -> list[ComplaintCount]:
    """Returns the complaints of a year by department, for publication."""
    zone = places.zone()
    of_year = [
        one
        for one in Complaint.objects.select_related("entry").order_by("entry__department")
        if one.entry.received_at.astimezone(zone).year == year
    ]
    by_department: dict[str, list[Complaint]] = {}
    for one in of_year:
        by_department.setdefault(one.entry.department, []).append(one)
    return [
        ComplaintCount(
            department=name,
            n=masked(len(found)),
            findings={
                finding: masked(n) for finding, n in sorted(Counter(one.finding for one in found).items())
            },
        )
        for name, found in by_department.items()
    ]


def hash_of(token: str) -> bytes:
    """Returns by what a ticket is found again, but not read."""
    return secrets.keyed_hash(token, purpose=_PURPOSE)


def about_of(entry: Entry) -> str:
    """Returns what a sealed complaint is bound to."""
    return f"complaint:{entry.number}"

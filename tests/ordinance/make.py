"""The demo city with an ordinance in force, and requests at each station of their life."""

from datetime import date, datetime, timedelta

from tests.notices.make import city, who
from wardbell.ground import clock
from wardbell.ground.actors import OPERATOR, Actor
from wardbell.ordinance import actions
from wardbell.ordinance.models import Deadline, Entry
from wardbell.ordinance.rules import (
    Agency,
    Channel,
    Decision,
    Document,
    Given,
    Going,
    PlaceKind,
    Purpose,
    RequestType,
)

__all__ = [
    "OPERATOR",
    "adopted",
    "city",
    "clerk",
    "counsel",
    "deadline",
    "designee",
    "full",
    "row",
    "second",
    "taken",
    "who",
]
FROM = date(2026, 1, 1)


def adopted(*codes: str, from_on: date = FROM) -> None:
    """Founds the demo city with these ordinances."""
    city()
    for code in codes or ("minneapolis",):
        actions.adopt(code, from_on=from_on, by=OPERATOR)


def clerk() -> Actor:
    return who("duty-clerk")


def second() -> Actor:
    return who("clerk-approver")


def counsel() -> Actor:
    return who("city-attorney")


def designee() -> Actor:
    return who("chief-designee")


PERIMETER = {
    "requesting_agency": Agency.ICE_ERO, "types": frozenset({RequestType.PERIMETER_CROWD}), "purpose": Purpose.CIVIL,
    "document": Document.NONE, "going": Going.ONGOING,
}  # fmt: skip


def given(**changes: object) -> Given:
    return Given(**(PERIMETER | changes))  # type: ignore[arg-type]  # the tests' own values


def taken(
    *, minutes_ago: int = 2, by: Actor | None = None, once: str = "", department: str = "", **changes: object
) -> str:
    """A request as a clerk takes it down: what is known after two minutes at the telephone."""
    return actions.take_down(
        received_at=clock.now() - timedelta(minutes=minutes_ago), channel=Channel.PHONE, given=given(**changes),
        by=by or clerk(), once=once, department=department,
    )  # fmt: skip


def full(**changes: object) -> str:
    """A request of which everything is known."""
    return taken(
        **(
            {
                "decision": Decision.DECLINED, "decided_by_role": "watch commander", "decided_at": clock.now(),
                "place_kind": PlaceKind.WARD, "ward": "ward:6", "narrative": "Asked for squads to hold a crowd. Declined.",
            }
            | changes
        )
    )  # fmt: skip


def deadline(entry_id: str, duty: str) -> Deadline:
    return Deadline.objects.get(entry_id=entry_id, duty=duty)


def row(entry_id: str) -> Entry:
    return Entry.objects.get(id=entry_id)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)

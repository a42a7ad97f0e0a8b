"""What every action of this room does with a reader's row: find it, lock it, open it, seal it."""

import secrets
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from wardbell.ground import clock, ids, languages
from wardbell.ground.actors import Actor
from wardbell.ground.errors import NotAllowed, WrongState
from wardbell.journal import actions as journal
from wardbell.places import queries as places
from wardbell.subscribers import rules, seals
from wardbell.subscribers.models import ContactPoint
from wardbell.subscribers.rules import Choices, Method, Opened, State

_BUCKETS = 1024
_ERASE_ROWS = 500  # rows in one transaction, so that nobody waits for a long write


def some_ids(rows: QuerySet[Any]) -> list[int]:
    return list(rows.values_list("id", flat=True)[:_ERASE_ROWS])


def checked_choices(choices: Choices) -> Choices:
    checked = rules.check_choices(
        choices, languages=languages.tags(), is_community="community" in settings.NODE_ROLES
    )
    for code in checked.areas:
        places.area(code)  # raises when this city has no such area
    return checked


def found_or_new(medium: str, normal: str) -> ContactPoint:
    """Returns the locked row of an address; a new one has an empty seal, which the caller replaces in its transaction."""
    lookup = seals.lookup_of(medium, normal)
    fresh = ContactPoint(
        id=ids.random_number(), bucket=secrets.randbelow(_BUCKETS), medium=medium, lookup=lookup, sealed=b"",
        state=State.PENDING, created_at=clock.now(),
    )  # fmt: skip
    ContactPoint.objects.bulk_create([fresh], ignore_conflicts=True)  # two at once end as one row
    return ContactPoint.objects.select_for_update().get(lookup=lookup)


def activate(row: ContactPoint, *, method: Method, by: Actor, verb: str) -> None:
    if method == Method.SAMPLE and settings.NODE_KIND == "live":
        raise NotAllowed("A live node takes no made-up consent.")
    row.state = rules.move(State(row.state), State.ACTIVE)
    row.consent_at, row.consent_method = clock.now(), method
    row.stopped_at, row.stop_method, row.n_asked = None, "", 0
    row.save()
    journal.write(
        verb=verb, about=about_reader(row.id), by=by, facts={"consent": row.consent_version, "method": method}
    )


def suppress(row: ContactPoint, *, method: Method, by: Actor) -> None:
    row.state = rules.move(State(row.state), State.STOPPED)
    row.stopped_at, row.stop_method = clock.now(), method
    row.save()
    journal.write(verb="subscribers.stop", about=about_reader(row.id), by=by, facts={"method": method})


def forget_answers(row: ContactPoint) -> None:
    row.stopped_at, row.stop_method, row.consent_at, row.consent_method = None, "", None, ""


def locked_row(reader_id: int) -> ContactPoint:
    row = ContactPoint.objects.select_for_update().filter(id=reader_id).first()
    if row is None:
        raise WrongState("There is no such sign-up.")
    return row


def opened_row(reader_id: int) -> tuple[ContactPoint, Opened]:
    row = locked_row(reader_id)
    if row.sealed is None:
        raise WrongState("Nothing is kept of this sign-up. Please sign up again.")
    return row, seals.unseal(row.id, row.sealed)


def reseal(row: ContactPoint, opened: Opened, choices: Choices) -> None:
    row.sealed = seals.seal(row.id, Opened(address=opened.address, choices=checked_choices(choices)))
    row.save(update_fields=["sealed"])


def about_reader(reader_id: int) -> str:
    return f"contact_point:{reader_id}"

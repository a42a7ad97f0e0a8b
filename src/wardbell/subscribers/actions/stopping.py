"""Stopping: at once, whatever way it came."""

from django.db import transaction

from wardbell.ground.actors import Actor
from wardbell.places import queries as places
from wardbell.subscribers import rules
from wardbell.subscribers.actions.rows import found_or_new, locked_row, suppress
from wardbell.subscribers.addresses import normal_address
from wardbell.subscribers.rules import State


@transaction.atomic
def stop(reader_id: int, *, by: Actor, method: str) -> bool:
    """Stops everything to one reader at once; returns False when it was stopped already."""
    row = locked_row(reader_id)
    if row.state == State.STOPPED:
        return False
    suppress(row, method=rules.method(method), by=by)
    return True


@transaction.atomic
def stop_address(*, medium: str, address: str, by: Actor, method: str) -> int:
    """Stops an address, known or not, and returns its id; of an unknown one only the keyed hash is kept.

    Raises:
        Unreadable: it is no address of this medium.
    """
    row = found_or_new(medium, normal_address(medium, address, region=places.country()))
    if row.state != State.STOPPED:
        row.sealed = row.sealed or None
        suppress(row, method=rules.method(method), by=by)
    return row.id

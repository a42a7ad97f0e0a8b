"""Readers of a demo or a rehearsal."""

import secrets
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from wardbell.ground import clock, ids
from wardbell.ground.actors import Actor
from wardbell.ground.errors import NotAllowed
from wardbell.journal import actions as journal
from wardbell.places import queries as places
from wardbell.subscribers import seals
from wardbell.subscribers.actions.rows import checked_choices
from wardbell.subscribers.addresses import normal_address
from wardbell.subscribers.models import ContactPoint
from wardbell.subscribers.rules import MadeUp, Method, Opened, State

_BUCKETS = 1024
_MADE_UP_ROWS = 500


@transaction.atomic
def make_up_readers(made_up: Sequence[MadeUp], *, by: Actor) -> list[int]:
    """Makes active readers of a made-up city, all at once, and returns their ids in order; one journal row tells of all.

    Raises:
        NotAllowed: this node is live: real people say yes themselves, one by one.
    """
    if settings.NODE_KIND == "live":
        raise NotAllowed("A live node takes no made-up readers.")
    now, country, rows = clock.now(), places.country(), []
    checked = {one.choices: checked_choices(one.choices) for one in made_up}
    for one in made_up:
        address, row_id = normal_address(one.medium, one.address, region=country), ids.random_number()
        rows.append(
            ContactPoint(
                id=row_id, bucket=secrets.randbelow(_BUCKETS), medium=one.medium, state=State.ACTIVE, created_at=now,
                lookup=seals.lookup_of(one.medium, address), consent_version="made up", consent_at=now,
                consent_method=Method.SAMPLE,
                sealed=seals.seal(row_id, Opened(address=address, choices=checked[one.choices])),
            )
        )  # fmt: skip
    ContactPoint.objects.bulk_create(rows, batch_size=_MADE_UP_ROWS)
    journal.write(verb="subscribers.make_up", about="subscribers:all", by=by, facts={"readers": len(rows)})
    return [row.id for row in rows]

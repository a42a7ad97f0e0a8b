"""How an answer finds back to somebody who wrote or called; kept for a while, and never as a reader."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Greatest

from wardbell.ground import clock, ids
from wardbell.places import queries as places
from wardbell.subscribers import rules, seals
from wardbell.subscribers.addresses import normal_address
from wardbell.subscribers.models import ContactPoint, ReplyHandle
from wardbell.subscribers.rules import Purpose


@transaction.atomic
def keep_reply_address(
    *, medium: str, address: str, language: str, purpose: str, until: datetime | None = None
) -> int:
    """Keeps the sealed address of somebody who wrote and is no reader, for one purpose, and returns its handle.

    For a day to answer a message; for a caller who waits for what was found, until `until`, and a week at most.
    """
    normal = normal_address(medium, address, region=places.country())
    return _keep_handle(medium, normal, language=language, purpose=purpose, until=until)


@transaction.atomic
def keep_as_caller(number: int, *, until: datetime | None = None) -> int | None:
    """Keeps whoever a reply handle or a contact point is of as a caller, and returns the new handle; None when nothing is kept."""
    handle = ReplyHandle.objects.filter(id=number, expires_at__gt=clock.now()).first()
    if handle is not None:
        address, language = seals.unseal_reply(handle.id, purpose=handle.purpose, sealed=handle.sealed)
        return _keep_handle(handle.medium, address, language=language, purpose=Purpose.CALLER, until=until)
    row = ContactPoint.objects.filter(id=number, sealed__isnull=False).first()
    if row is None or row.sealed is None:
        return None
    opened = seals.unseal(row.id, row.sealed)
    return _keep_handle(
        row.medium, opened.address, language=opened.choices.language, purpose=Purpose.CALLER, until=until
    )


@transaction.atomic
def forget_callers_after(handle_ids: Sequence[int], *, until: datetime) -> int:
    """Shortens the time of callers' handles, never lengthens it, and returns of how many."""
    found = ReplyHandle.objects.filter(id__in=handle_ids, purpose=Purpose.CALLER, expires_at__gt=until)
    return found.update(expires_at=Greatest(F("made_at"), Value(until, output_field=DateTimeField())))


def _keep_handle(medium: str, normal: str, *, language: str, purpose: str, until: datetime | None) -> int:
    row_id, now = ids.random_number(), clock.now()
    ReplyHandle.objects.create(
        id=row_id, medium=medium, purpose=purpose, made_at=now,
        expires_at=rules.handle_until(Purpose(purpose), made_at=now, asked=until),
        sealed=seals.seal_reply(row_id, purpose=purpose, address=normal, language=language),
    )  # fmt: skip
    return row_id

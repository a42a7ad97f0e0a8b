"""What providers tell later. Receipts come late, doubled and in any order; they only move a message forward."""

from collections.abc import Sequence

from django.db import transaction

from wardbell.channels.base import Receipt as Told
from wardbell.dispatch import references, rules
from wardbell.dispatch.actions.sending import PROVIDER
from wardbell.dispatch.models import Message, Receipt
from wardbell.dispatch.rules import Heard, State
from wardbell.ground import clock
from wardbell.subscribers import actions as subscribers
from wardbell.subscribers.rules import Method


def record_receipts(receipts: Sequence[Told]) -> int:
    """Writes down what a provider told, and returns how many receipts spoke of messages of this node.

    The caller has checked the provider's signature; a reference that this node never made is passed over.
    """
    return sum(_record(told) for told in receipts)


@transaction.atomic
def _record(told: Told) -> bool:
    message_id = references.message_id(told.reference)
    row = Message.objects.select_for_update().filter(id=message_id).first() if message_id else None
    if row is None:
        return False
    now, heard = clock.now(), Heard(told.state)
    Receipt.objects.bulk_create(
        [Receipt(message=row, heard=heard, reason=told.reason[:120], provider_id=told.provider_id[:80], received_at=now)],
        ignore_conflicts=True,
    )  # fmt: skip
    state = rules.told(State(row.state), heard)
    if state != row.state:
        Message.objects.filter(id=row.id).update(
            state=state, changed_at=now, worker="", lease_until=None, held_until=None, next_at=None,
            sent_at=row.sent_at or now, delivered_at=now if state == State.DELIVERED else None,
            reason=told.reason[:120] if state == State.UNDELIVERED else "",
            provider_id=row.provider_id or told.provider_id[:80],
        )  # fmt: skip
    if told.stops and row.reader_id is not None:
        subscribers.stop(row.reader_id, by=PROVIDER, method=Method.PROVIDER)
    return True

"""What providers tell later. Receipts come late, doubled and in any order; they only move a message forward."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from wardbell.channels.base import Receipt as Told
from wardbell.dispatch import references, rules
from wardbell.dispatch.actions import hands
from wardbell.dispatch.actions.hands import Hand
from wardbell.dispatch.actions.sending import PROVIDER
from wardbell.dispatch.letters import Letter
from wardbell.dispatch.models import Chunk, Message, Receipt
from wardbell.dispatch.records import Run
from wardbell.dispatch.rules import Heard, State
from wardbell.dispatch.sheet import Sheet
from wardbell.ground import clock
from wardbell.subscribers import actions as subscribers
from wardbell.subscribers.rules import Method


def record_receipts(receipts: Sequence[Told]) -> int:
    """Writes down what a provider told, and returns how many receipts spoke of copies of this node.

    The caller has checked the provider's signature; a reference that this node never made is passed over.
    """
    of_chunks: defaultdict[int, list[tuple[int, Told]]] = defaultdict(list)
    n_known = 0
    for told in receipts:
        number = references.message_id(told.reference)
        place = references.place_of(number) if number else None
        if place:
            of_chunks[place[0]].append((place[1], told))
        elif number:
            n_known += _record(number, told)
    return n_known + sum(_record_in_chunk(chunk_id, some) for chunk_id, some in of_chunks.items())


@transaction.atomic
def _record_in_chunk(chunk_id: int, told: Sequence[tuple[int, Told]]) -> int:
    """Appends to a chunk's log what moves a copy forward; a receipt that comes twice moves nothing the second time."""
    row = Chunk.objects.select_for_update(of=("self",)).select_related("posting").filter(pk=chunk_id).first()
    sheet = hands.readable(row) if row else None
    if row is None or sheet is None:
        return 0
    hand = Hand(chunk=row, letter=Letter.from_json(row.posting.letter), sheet=sheet, is_ours=False)
    known = [(position, one) for position, one in told if position < len(sheet)]
    for position, one in known:
        state = sheet.state(position) or State.QUEUED
        to = rules.told(state, Heard(one.state))
        if to != state:
            hand.note([_run(sheet, position, one, to=to)])
    hands.write(hand, now=clock.now())
    for position, one in known:
        if one.stops:
            subscribers.stop(sheet.ids[position], by=PROVIDER, method=Method.PROVIDER)
    return len(known)


def _run(sheet: Sheet, position: int, told: Told, *, to: State) -> Run:
    return Run(
        first=position, state=to, attempt=sheet.attempt(position), provider_ids=(told.provider_id,),
        reason=told.reason if to == State.UNDELIVERED else "", is_possible_double=sheet.is_possible_double(position),
    )  # fmt: skip


@transaction.atomic
def _record(message_id: int, told: Told) -> bool:
    row = Message.objects.select_for_update().filter(id=message_id).first()
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

"""The sweeper's part for chunks: leases run out, the night, what was halted or superseded, what nothing more is heard of, folding."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from wardbell.dispatch import rules
from wardbell.dispatch.actions import hands
from wardbell.dispatch.actions.hands import Hand
from wardbell.dispatch.actions.windows import lose_chunk
from wardbell.dispatch.letters import Lane, Letter
from wardbell.dispatch.models import Chunk
from wardbell.dispatch.queries import chunks
from wardbell.dispatch.records import Damaged, Run
from wardbell.dispatch.rules import HALTED, ON_THE_WAY, ChunkState, PostingState, State, Why

_MOST = 500  # chunks looked at in one sweep by each of the rarer duties: the next sweep goes on


def sweep_chunks(now: datetime, *, night_ends: datetime | None) -> None:
    """Mends what stands still; harmless when two sweepers run at once."""
    for chunk_id in list(chunks.expired_chunks(now).values_list("pk", flat=True)):
        lose_chunk(chunk_id, now=now)
    for chunk_id in list(chunks.open_of(*HALTED).values_list("pk", flat=True)[:_MOST]):
        _each(chunk_id, _halt, now=now)
    superseded = chunks.open_of(*ON_THE_WAY).filter(posting__is_superseded=True)
    for chunk_id in list(superseded.values_list("pk", flat=True)[:_MOST]):
        _each(chunk_id, _supersede, now=now)
    if night_ends:
        sleeping = Chunk.objects.filter(
            may_wake=False, held_until__isnull=True, state=ChunkState.OPEN, worker=""
        )
        sleeping.update(held_until=night_ends)
    for chunk_id in list(_silent(now).values_list("pk", flat=True)[:_MOST]):
        _each(chunk_id, _expire, now=now)
    for chunk_id in list(_to_fold(now).values_list("pk", flat=True)[:_MOST]):
        _fold(chunk_id)


def release_chunks(now: datetime) -> tuple[int, set[Lane]]:
    """Lets go what was held until now; returns how many copies that is, and in which lanes."""
    held = Chunk.objects.filter(state=ChunkState.OPEN, held_until__lte=now)
    found = list(held.values_list("pk", "lane", "n"))
    Chunk.objects.filter(pk__in=[pk for pk, _, _ in found], held_until__lte=now).update(held_until=None)
    return sum(n for _, _, n in found), {Lane(lane) for _, lane, _ in found}


@transaction.atomic
def _each(chunk_id: int, work: Callable[[Hand, datetime], None], *, now: datetime) -> None:
    row = Chunk.objects.select_for_update(of=("self",)).select_related("posting").get(pk=chunk_id)
    sheet = None if row.worker else hands.readable(row)
    if sheet is None:
        return  # somebody leased it meanwhile, or it is damaged
    hand = Hand(chunk=row, letter=Letter.from_json(row.posting.letter), sheet=sheet)
    work(hand, now)
    hands.write(hand, now=now)


def _halt(hand: Hand, now: datetime) -> None:
    """What has not left never does; what may have left is not sent once more."""
    del now
    why = Why.HALTED if hand.chunk.posting.state == PostingState.STOPPED else Why.VOID
    unsent = [*hand.sheet.waiting(), *hand.sheet.in_state(State.QUEUED)]
    hand.note([Run(first=one, state=State.SUPPRESSED, reason=why) for one in sorted(unsent)])
    unknown = [one for one in hand.sheet.in_state(State.UNKNOWN) if hand.sheet.next_at_of(one)]
    hand.note([_unknown_for_good(hand, one) for one in unknown])


def _unknown_for_good(hand: Hand, position: int) -> Run:
    return Run(
        first=position, state=State.UNKNOWN, attempt=hand.sheet.attempt(position),
        is_possible_double=hand.sheet.is_possible_double(position), reason=Why.HALTED,
    )  # fmt: skip


def _supersede(hand: Hand, now: datetime) -> None:
    """Older copies that did not leave, where the reader has a newer one."""
    del now
    unsent = sorted([*hand.sheet.waiting(), *hand.sheet.in_state(State.QUEUED)])
    newer = Q(subject=hand.letter.subject, version__gt=hand.letter.version)
    told = chunks.present(hand.sheet.readers_in(unsent), postings=newer)
    late = [one for one in unsent if hand.sheet.ids[one] in told]
    hand.note([Run(first=one, state=State.SUPPRESSED, reason=Why.SUPERSEDED) for one in late])


def _silent(now: datetime) -> QuerySet[Chunk]:
    """Closed chunks of which nothing was heard for so long that what has no receipt by now gets none."""
    sms = Q(medium="sms", changed_at__lte=now - rules.RECEIPT_WITHIN, n_sent__gt=0)
    unknown = Q(changed_at__lte=now - rules.UNKNOWN_UNTIL, n_unknown__gt=0)
    return Chunk.objects.filter(sms | unknown, state=ChunkState.CLOSED)


def _expire(hand: Hand, now: datetime) -> None:
    """Nothing stays pending for ever: what no receipt told of is closed."""
    silent = hand.sheet.in_state(State.UNKNOWN)
    if hand.chunk.medium == "sms" and hand.chunk.changed_at <= now - rules.RECEIPT_WITHIN:
        silent = sorted([*silent, *hand.sheet.in_state(State.SENT)])
    hand.note([Run(first=one, state=State.EXPIRED, attempt=hand.sheet.attempt(one)) for one in silent])


def _to_fold(now: datetime) -> QuerySet[Chunk]:
    quiet = Q(state=ChunkState.CLOSED, n_loose__gte=2, changed_at__lte=now - rules.FOLD_AFTER)
    return Chunk.objects.filter(quiet | Q(n_loose__gte=rules.FOLD_ROWS), worker="")


@transaction.atomic
def _fold(chunk_id: int) -> None:
    row = Chunk.objects.select_for_update().get(pk=chunk_id)
    try:
        hands.fold(row)
    except Damaged:
        hands.readable(row)

"""A chunk in a worker's hands: leased, tried window by window, written down, let go.

Every function here runs inside the transaction of its caller, which holds the chunk's row.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from django.db.models import Q

from wardbell.channels.base import Medium
from wardbell.dispatch import post_office, records, references, rules
from wardbell.dispatch.actions import statements
from wardbell.dispatch.letters import Lane, Letter
from wardbell.dispatch.models import Chunk, Outcome, Roll
from wardbell.dispatch.queries import chunks
from wardbell.dispatch.queries.work import Batch, Claimed
from wardbell.dispatch.records import Run
from wardbell.dispatch.rules import ChunkState, PostingState, State, Why
from wardbell.dispatch.sheet import Sheet
from wardbell.ground import clock

log = structlog.get_logger(__name__)
STALE = -1  #: for `n_rows` of a chunk in memory: what is known of it is to be read anew


@dataclass(kw_only=True)
class Hand:
    """One chunk that a worker holds. `unwritten` joins the log with the next write; `n_away` windows are with a provider."""

    chunk: Chunk
    letter: Letter
    sheet: Sheet
    unwritten: list[Run] = field(default_factory=list)
    n_away: int = 0
    is_ours: bool = True  #: nobody else leased it since
    is_locked: bool = False  #: in the present transaction: read once is enough

    def __post_init__(self) -> None:
        self.letter_key = str(self.chunk.posting.letter_key)

    def note(self, runs: Sequence[Run]) -> None:
        self.sheet.apply(runs)
        self.unwritten.extend(runs)


def lease_until(now: datetime) -> datetime:
    """Returns how long what is claimed now is held; a story's clock runs faster than the world's."""
    return now + rules.LEASE * max(1.0, clock.speed())


def take(lane: Lane, *, worker: str, now: datetime, is_night: bool, but: Collection[int]) -> Hand | None:
    """Leases the next chunk of a lane; None when nothing may leave. One that is damaged is set aside, and named."""
    while chunk_id := statements.next_chunk(lane, now=now, is_night=is_night, but=but):
        chunk = Chunk.objects.select_related("posting").get(pk=chunk_id)
        sheet = readable(chunk)
        if sheet is None:
            continue
        chunk.worker, chunk.lease_until, chunk.lease = worker, lease_until(now), chunk.lease + 1
        return Hand(chunk=chunk, letter=Letter.from_json(chunk.posting.letter), sheet=sheet, is_locked=True)
    return None


def held_still(hand: Hand, *, now: datetime, is_night: bool) -> bool:
    """Says whether a worker still holds its chunk and may go on with it, and takes over what others wrote meanwhile."""
    refresh(hand)
    chunk, posting = hand.chunk, hand.chunk.posting
    waits = posting.held_until is not None and posting.held_until > now
    is_awake = chunk.may_wake or not is_night
    return hand.is_ours and posting.state in rules.ON_THE_WAY and not waits and is_awake


def refresh(hand: Hand) -> None:
    """Locks the row of a chunk, and takes over what others wrote meanwhile: receipts, or who leased it after us."""
    if hand.is_locked:
        return
    chunk, posting = hand.chunk, hand.chunk.posting
    seen = statements.seen(chunk.pk)
    hand.is_locked = True
    hand.is_ours = hand.is_ours and (seen.worker, seen.lease) == (chunk.worker, chunk.lease)
    chunk.worker, chunk.lease, chunk.lease_until = seen.worker, seen.lease, seen.lease_until
    chunk.state, chunk.held_until = ChunkState(seen.state), seen.held_until
    posting.state, posting.held_until = PostingState(seen.posting_state), seen.posting_held_until
    posting.is_superseded, posting.overtaken_by_id = seen.is_superseded, seen.overtaken_by_id
    if seen.n_rows != chunk.n_rows:
        chunk.n_rows, chunk.n_loose = seen.n_rows, seen.n_loose
        hand.sheet = chunks.sheet_of(chunk)


def window(hand: Hand, *, lane: Lane, now: datetime) -> Batch | None:
    """Notes that the next copies of a chunk are being tried, and returns them; None when none may be tried now."""
    positions = _few_doubles(hand, _not_superseded(hand, now=now, but=_with_older_away(hand)))
    if not positions:
        return None
    hand.note([_begun(hand.sheet, some) for some in _alike(hand.sheet, positions)])
    hand.n_away += 1
    return Batch(
        lane=lane, worker=hand.chunk.worker, chunk_id=hand.chunk.pk, positions=tuple(positions),
        messages=_claimed(hand, positions),
    )  # fmt: skip


def write(hand: Hand, *, now: datetime) -> None:
    """Writes down what was noted, renews the lease, and lets the chunk go when nothing of it can be tried now."""
    chunk, sheet = hand.chunk, hand.sheet
    if hand.is_ours and chunk.worker:
        chunk.lease_until = lease_until(now)
        if not hand.n_away and not sheet.due(now=now, n=1):
            let_go(chunk)
    if hand.unwritten:
        statements.append(chunk.pk, records.packed_runs(hand.unwritten), at=now)
        chunk.n_rows, chunk.n_loose = chunk.n_rows + 1, chunk.n_loose + 1
        chunk.tally, chunk.changed_at = sheet.tally(), now
        chunk.n_sent, chunk.n_unknown = sheet.count(State.SENT), sheet.count(State.UNKNOWN)
        hand.unwritten = []
    settle(chunk, sheet)
    statements.save(chunk)


def let_go(chunk: Chunk) -> None:
    """Ends a lease; the row is yet to be saved."""
    chunk.worker, chunk.lease_until = "", None


def settle(chunk: Chunk, sheet: Sheet) -> None:
    """Says on the row whether something of the chunk is still to be sent, and when; the row is yet to be saved."""
    if chunk.state == ChunkState.DAMAGED or chunk.worker:
        return
    is_open = sheet.has_waiting() or sheet.next_at() is not None or sheet.in_state(State.SENDING) != []
    chunk.state = ChunkState.OPEN if is_open else ChunkState.CLOSED
    chunk.next_at = None if sheet.has_waiting() else sheet.next_at()
    if not is_open:
        chunk.held_until = None


def readable(chunk: Chunk) -> Sheet | None:
    """Returns the sheet of a chunk; None when a stored blob is damaged: then the chunk is set aside, and the rest goes on."""
    try:
        return chunks.sheet_of(chunk)
    except records.Damaged as fault:
        log.error("chunk is damaged", chunk=chunk.pk, posting=str(chunk.posting_id), reason=str(fault))
        Chunk.objects.filter(pk=chunk.pk).update(
            state=ChunkState.DAMAGED, worker="", lease_until=None, held_until=None, changed_at=clock.now()
        )
        return None


def fold(chunk: Chunk) -> None:
    """Joins the rows of a log into one blob.

    Raises:
        Damaged: a stored blob is not what was written; nothing is changed.
    """
    Roll.objects.filter(chunk_id=chunk.pk).update(log=records.folded(chunks.segments_of(chunk)))
    Outcome.objects.filter(chunk_id=chunk.pk).delete()
    Chunk.objects.filter(pk=chunk.pk).update(n_loose=0)


def _alike(sheet: Sheet, positions: Sequence[int]) -> Iterator[Sequence[int]]:
    """Parts positions into neighbours of which the same is to be said; nearly always they all are."""
    if sheet.are_alike(positions):
        yield positions
        return
    some: list[int] = []
    for position in positions:
        if some and (position != some[-1] + 1 or _said(sheet, position) != _said(sheet, some[-1])):
            yield some
            some = []
        some.append(position)
    if some:
        yield some


def _said(sheet: Sheet, position: int) -> tuple[int, bool]:
    is_double = sheet.state(position) == State.UNKNOWN or sheet.is_possible_double(position)
    return sheet.attempt(position) + 1, is_double


def _begun(sheet: Sheet, some: Sequence[int]) -> Run:
    attempt, is_double = _said(sheet, some[0])
    return Run(first=some[0], n=len(some), state=State.SENDING, attempt=attempt, is_possible_double=is_double)


def _not_superseded(hand: Hand, *, now: datetime, but: Collection[int]) -> list[int]:
    """Returns what is due, less the older copies of readers who have a newer one: those are noted as not sent."""
    while positions := hand.sheet.due(now=now, n=rules.WINDOW, but=but):
        if not hand.chunk.posting.is_superseded:
            return positions
        newer = Q(subject=hand.letter.subject, version__gt=hand.letter.version)
        told = chunks.present(hand.sheet.readers_in(positions), postings=newer)
        late = [position for position in positions if hand.sheet.ids[position] in told]
        if not late:
            return positions
        hand.note([Run(first=one, state=State.SUPPRESSED, reason=Why.SUPERSEDED) for one in late])
    return []


def _few_doubles(hand: Hand, positions: list[int]) -> list[int]:
    """Returns the positions up to the first that may have left before; of those, a few alone.

    They may be sent once more and no third time: the fewer are away at once, the fewer a second death leaves unknown.
    """
    if post_office.takes_key(Medium(hand.chunk.medium)):
        return positions
    doubles = [place for place, one in enumerate(positions) if hand.sheet.state(one) == State.UNKNOWN]
    if not doubles:
        return positions
    return positions[: doubles[0]] or positions[: rules.WINDOW_OF_DOUBLES]


def _with_older_away(hand: Hand) -> Collection[int]:
    """Returns the readers who are being sent an older copy right now: nothing overtakes it."""
    posting = hand.chunk.posting
    if posting.version == 1 and not posting.overtakes:
        return ()
    older = Q(subject=posting.subject, version__lt=posting.version) | Q(overtaken_by=posting.pk)
    return chunks.being_sent(postings=older)


def _claimed(hand: Hand, positions: Sequence[int]) -> tuple[Claimed, ...]:
    chunk, letter, posting_id = hand.chunk, hand.letter, str(hand.chunk.posting_id)
    medium, language = chunk.medium, chunk.language
    first = references.number_of(chunk_id=chunk.pk, position=0)
    readers = [hand.sheet.ids[position] for position in positions]
    each = zip(
        [first | position for position in positions],
        readers,
        map(hand.sheet.attempt, positions),
        references.message_keys(hand.letter_key, readers, medium=medium, round=chunk.round),
        references.references([first | position for position in positions]),
        strict=True,
    )
    return tuple(
        [
            Claimed(number, posting_id, letter, None, reader, medium, language, attempt, key, reference)
            for number, reader, attempt, key, reference in each
        ]
    )

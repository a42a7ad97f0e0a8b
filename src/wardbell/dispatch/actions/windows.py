"""The ledger of readers: chunks claimed and recorded window by window. Inside the transaction of the caller."""

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from wardbell.channels.base import Outcome, Sent
from wardbell.dispatch import rules
from wardbell.dispatch.actions import attempts, hands
from wardbell.dispatch.actions.attempts import LOST
from wardbell.dispatch.actions.hands import Hand
from wardbell.dispatch.letters import Lane, Letter
from wardbell.dispatch.models import Chunk, Posting
from wardbell.dispatch.post_office import Withheld
from wardbell.dispatch.queries import chunks
from wardbell.dispatch.queries.work import Batch, Claimed
from wardbell.dispatch.records import Run
from wardbell.dispatch.rules import Heard, State
from wardbell.ground import clock

Carried = Future[list[Outcome | Withheld]]


@dataclass(kw_only=True)
class Worker:
    """One drain of a lane: the chunks in its hands, those that wait for an older copy to arrive first, the windows that are away."""

    lane: Lane
    name: str
    zone: ZoneInfo
    held: dict[int, Hand] = field(default_factory=dict)
    waits: set[int] = field(default_factory=set)
    away: deque[tuple[Batch, Carried]] = field(default_factory=deque)
    done: list[Hand] = field(default_factory=list)  #: let go in this transaction, to be written once more

    def begin(self) -> None:
        """Begins a transaction: what is in hand is to be locked and read anew."""
        self.done = []
        for hand in self.held.values():
            hand.is_locked = False

    def write(self, *, now: datetime) -> None:
        """Ends a transaction: each chunk that was touched is written once."""
        for hand in [*self.done, *self.held.values()]:
            if hand.is_locked:
                hands.write(hand, now=now)

    def go_back_to(self, held: dict[int, Hand], *, done: Batch | None) -> None:
        """After a transaction that was not: what was noted in it is forgotten, and everything is read anew."""
        self.held = held
        batches = [batch for batch, _ in self.away] + ([done] if done else [])
        for hand in held.values():
            hand.unwritten.clear()
            hand.chunk.n_rows, hand.chunk.worker = hands.STALE, self.name if hand.is_ours else ""
            hand.n_away = sum(batch.chunk_id == hand.chunk.pk for batch in batches)


def claim(worker: Worker, *, now: datetime, is_night: bool) -> Batch:
    """Leases the next window: of a chunk that this worker holds, else of the next chunk of its lane."""
    for hand in list(worker.held.values()):
        if not hands.held_still(hand, now=now, is_night=is_night):
            leave(worker, hand)
        elif found := _window(worker, hand, now=now):
            return found
    while True:
        but = worker.waits | worker.held.keys() | {hand.chunk.pk for hand in worker.done}
        hand_or_none = hands.take(worker.lane, worker=worker.name, now=now, is_night=is_night, but=but)
        if hand_or_none is None:
            return Batch(lane=worker.lane, worker=worker.name, messages=())
        worker.held[hand_or_none.chunk.pk] = hand_or_none
        if found := _window(worker, hand_or_none, now=now):
            return found


def _window(worker: Worker, hand: Hand, *, now: datetime) -> Batch | None:
    found = hands.window(hand, lane=worker.lane, now=now)
    if found is None and hand.sheet.due(now=now, n=1):  # all that is due waits for an older copy
        worker.waits.add(hand.chunk.pk)
        if not hand.n_away:
            leave(worker, hand)
            return None
    elif found is None and not hand.n_away:  # nothing of it can be tried now: it is let go when it is written
        worker.done.append(worker.held.pop(hand.chunk.pk))
    return found


def leave(worker: Worker, hand: Hand) -> None:
    """Gives back a chunk of which nothing may leave now, unless copies of it are still with a provider."""
    if hand.n_away and hand.is_ours:
        return
    hands.refresh(hand)
    if hand.is_ours:
        hands.let_go(hand.chunk)
    if not hand.n_away:
        worker.done.append(worker.held.pop(hand.chunk.pk))


def record(worker: Worker, batch: Batch, outcomes: Sequence[Outcome | Withheld]) -> set[Lane]:
    """Writes down what became of a window, and returns the lanes in which something may have waited for it."""
    now, hand = clock.now(), _hand_of(worker, batch)
    hands.refresh(hand)
    hand.note(_all_sent(hand, batch, outcomes) or _each_told(hand, batch, outcomes, now=now))
    hand.n_away = max(0, hand.n_away - 1)
    if not hand.is_ours and not hand.n_away:
        worker.done.append(worker.held.pop(hand.chunk.pk))
    return _lanes_behind(hand.chunk.posting)


def _all_sent(hand: Hand, batch: Batch, outcomes: Sequence[Outcome | Withheld]) -> list[Run]:
    """Returns the one run of a window that was sent whole, as nearly all are; nothing for any other."""
    first, attempt, sheet = batch.positions[0], batch.messages[0].attempt, hand.sheet
    ids = tuple([outcome.provider_id for outcome in outcomes if isinstance(outcome, Sent)])
    if len(ids) != len(batch.positions) or not sheet.are_alike(batch.positions):
        return []
    is_ours = (sheet.state(first), sheet.attempt(first)) == (State.SENDING, attempt)
    if not is_ours or {one.attempt for one in batch.messages} != {attempt}:
        return []
    return [Run(first=first, n=len(ids), state=State.SENT, attempt=attempt, provider_ids=ids)]


def _each_told(
    hand: Hand, batch: Batch, outcomes: Sequence[Outcome | Withheld], *, now: datetime
) -> list[Run]:
    return [
        run
        for position, claimed, outcome in zip(batch.positions, batch.messages, outcomes, strict=True)
        if (run := _run_of(hand, position, claimed, outcome, now=now))
    ]


def _hand_of(worker: Worker, batch: Batch) -> Hand:
    """Returns the hand that a window came from; one that was given up since is read anew."""
    assert batch.chunk_id is not None
    if batch.chunk_id not in worker.held:
        hand = read_anew(Chunk.objects.select_related("posting").get(pk=batch.chunk_id))
        hand.is_ours = hand.chunk.worker == batch.worker
        worker.held[batch.chunk_id] = hand
    return worker.held[batch.chunk_id]


def read_anew(row: Chunk) -> Hand:
    """Returns a chunk as a worker holds it that does not remember it."""
    sheet = chunks.sheet_of(row)
    n_away = -(-len(sheet.in_state(State.SENDING)) // rules.WINDOW)
    return Hand(chunk=row, letter=Letter.from_json(row.posting.letter), sheet=sheet, n_away=n_away)


def _lanes_behind(posting: Posting) -> set[Lane]:
    """Returns where a newer version or a correction may wait for copies of this posting to arrive first."""
    lanes = set()
    if posting.is_superseded:
        newer = Posting.objects.filter(subject=posting.subject, version__gt=posting.version)
        lanes |= set(newer.values_list("lane", flat=True))
    if posting.overtaken_by is not None:
        lanes.add(posting.overtaken_by.lane)
    return {Lane(lane) for lane in lanes}


def _run_of(
    hand: Hand, position: int, claimed: Claimed, outcome: Outcome | Withheld, *, now: datetime
) -> Run | None:
    """Returns what the log is told of one copy; None when the answer moves nothing."""
    state = hand.sheet.state(position)
    is_ours = hand.sheet.attempt(position) == claimed.attempt and state in {State.SENDING, State.UNKNOWN}
    if isinstance(outcome, Sent):
        return _run_of_sent(state, position, claimed, outcome, is_ours=is_ours)
    if not is_ours:
        return None
    if isinstance(outcome, Withheld):
        if state != State.SENDING:
            return None
        return Run(first=position, state=State.SUPPRESSED, attempt=claimed.attempt, reason=outcome.why)
    how = attempts.ended(outcome)
    decision = attempts.decided(
        how, n_attempts=claimed.attempt, was_resent=hand.sheet.is_possible_double(position),
        medium=claimed.medium, lane=claimed.letter.lane, is_urgent=claimed.letter.is_urgent, now=now,
    )  # fmt: skip
    to, next_at = attempts.becomes(decision)
    return Run(
        first=position, state=to, attempt=claimed.attempt, reason=how.reason, next_at=next_at,
        is_possible_double=hand.sheet.is_possible_double(position),
    )  # fmt: skip


def _run_of_sent(
    state: State | None, position: int, claimed: Claimed, outcome: Sent, *, is_ours: bool
) -> Run | None:
    if not is_ours and state == State.SENDING:
        return None  # another worker is trying it once more: its own answer will come
    to = State.SENT if is_ours else rules.told(state or State.QUEUED, Heard.ACCEPTED)
    if to == state == State.SENT:
        return None  # written down before
    return Run(first=position, state=to, attempt=claimed.attempt, provider_ids=(outcome.provider_id,))


@transaction.atomic
def lose_chunk(chunk_id: int, *, now: datetime) -> None:
    """Notes that the worker of a chunk did not answer: what it was trying may have left, and is never simply queued again."""
    row = Chunk.objects.select_for_update(of=("self",)).select_related("posting").get(pk=chunk_id)
    if row.lease_until is None or row.lease_until > now:
        return  # it answered meanwhile, or another sweeper was here
    sheet = hands.readable(row)
    if sheet is None:
        return
    hand = Hand(chunk=row, letter=Letter.from_json(row.posting.letter), sheet=sheet)
    hand.note([_lost(hand, position, now=now) for position in sheet.in_state(State.SENDING)])
    hands.let_go(row)
    hands.write(hand, now=now)


def _lost(hand: Hand, position: int, *, now: datetime) -> Run:
    decision = attempts.decided(
        LOST, n_attempts=hand.sheet.attempt(position), was_resent=hand.sheet.is_possible_double(position),
        medium=hand.chunk.medium, lane=Lane(hand.chunk.lane), is_urgent=hand.letter.is_urgent, now=now,
    )  # fmt: skip
    _, next_at = attempts.becomes(decision)
    return Run(
        first=position, state=State.UNKNOWN, attempt=hand.sheet.attempt(position), reason=LOST.reason,
        next_at=next_at, is_possible_double=hand.sheet.is_possible_double(position),
    )  # fmt: skip

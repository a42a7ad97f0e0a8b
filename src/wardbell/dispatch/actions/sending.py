"""Claim, carry, record: how a lane is emptied. Two workers never hold the same message; no transaction is open while a provider is asked."""

import os
import socket
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F

from wardbell.channels.base import Failed, Medium, Outcome, Sent, Unknown
from wardbell.dispatch import post_office, references, rules
from wardbell.dispatch.letters import Lane, Letter
from wardbell.dispatch.models import Attempt, Message, Posting
from wardbell.dispatch.post_office import Renderings, Withheld
from wardbell.dispatch.queries.work import Batch, Claimed, claimable
from wardbell.dispatch.rules import Again, Heard, Settle, State, Tried
from wardbell.ground import clock, jobs
from wardbell.ground.actors import Actor, ActorKind
from wardbell.places import queries as places
from wardbell.subscribers import actions as subscribers
from wardbell.subscribers.rules import Method

CLAIM_ROWS = 64  # messages leased at once: the bound of what a killed worker leaves unknown
_BATCHES_PER_RING = 4  # then the doorbell rings anew, so that a more urgent one is heard in between
PROVIDER = Actor(id="provider", kind=ActorKind.PROVIDER, label="provider")
#: how soon each lane's doorbell is answered; from URGENT on by a worker that does nothing else
PRIORITY = {
    Lane.OFFICIALS: jobs.URGENT + 40,
    Lane.REPLIES: jobs.URGENT + 20,
    Lane.CORRECTIONS: jobs.URGENT,
    Lane.LIFE_SAFETY: jobs.ROUTINE + 20,
    Lane.ROUTINE: jobs.ROUTINE,
}
_MARK_SENT = """
    UPDATE dispatch_message SET state = 'sent', reason = '', provider_id = %s, sent_at = COALESCE(sent_at, %s),
           changed_at = %s, next_at = NULL, lease_until = NULL, worker = '' WHERE id = %s
"""


@dataclass(frozen=True, kw_only=True)
class _Ended:
    """How one attempt ended, in our words."""

    tried: Tried
    reason: str = ""
    is_permanent: bool = False
    retry_after_s: float | None = None
    provider_id: str = ""


def ring(lane: Lane) -> None:
    """Rings the doorbell of one lane."""
    jobs.later(drain, priority=PRIORITY[lane], lane=lane.value)


def drain(lane: str) -> int:
    """Sends what waits in a lane, batch after batch, and returns how many messages it dealt with."""
    worker, renderings, n_messages = _worker(), Renderings(), 0
    for _ in range(_BATCHES_PER_RING):
        batch = claim(lane, worker)
        if not batch.messages:
            return n_messages
        record(batch, post_office.carry(batch.messages, renderings=renderings))
        n_messages += len(batch.messages)
    jobs.later_once(drain, priority=PRIORITY[Lane(lane)], lane=lane)
    return n_messages


@transaction.atomic(durable=True)
def claim(lane: str, worker: str) -> Batch:
    """Leases up to 64 messages of a lane to one worker; the lease is the record that they are being tried."""
    now = clock.now()
    lease_until = now + rules.LEASE * max(1.0, clock.speed())
    is_night = rules.quiet_until(now, zone=places.zone()) is not None
    rows = claimable(Lane(lane), now=now, is_night=is_night).select_for_update(skip_locked=True, of=("self",))
    ids = [row.id for row in rows.only("id")[:CLAIM_ROWS]]
    Message.objects.filter(id__in=ids).update(
        state=State.SENDING, worker=worker, lease_until=lease_until, n_attempts=F("n_attempts") + 1,
        next_at=None, changed_at=now,
    )  # fmt: skip
    return Batch(lane=Lane(lane), worker=worker, lease_until=lease_until, messages=_claimed(ids))


@transaction.atomic(durable=True)
def record(batch: Batch, outcomes: Sequence[Outcome | Withheld]) -> None:
    """Writes down what became of each message of a batch, in its order; retries are decided by `rules.next_attempt`.

    An answer to an attempt that another has taken over since still counts as far as it moves the message forward.
    """
    now = clock.now()
    rows = Message.objects.select_for_update().in_bulk([one.id for one in batch.messages])
    attempts, plainly_sent = [], []
    for claimed, outcome in sorted(zip(batch.messages, outcomes, strict=True), key=lambda pair: pair[0].id):
        row = rows[claimed.id]
        if isinstance(outcome, Withheld):
            _withhold(row, claimed, outcome, now=now)
            continue
        ended = _ended(outcome)
        attempts.append(_attempt(claimed, ended, worker=batch.worker, now=now))
        if ended.tried == Tried.SENT and _is_ours(row, claimed):
            plainly_sent.append((ended.provider_id, row.id))
        else:
            _settle(row, claimed, ended, now=now)
    _mark_sent(plainly_sent, now=now)
    Attempt.objects.bulk_create(attempts, ignore_conflicts=True)
    for claimed, outcome in zip(batch.messages, outcomes, strict=True):
        if isinstance(outcome, Failed) and outcome.stops and claimed.reader_id is not None:
            subscribers.stop(claimed.reader_id, by=PROVIDER, method=Method.PROVIDER)


def lose_leases(rows: Sequence[Message], *, now: datetime) -> None:
    """Notes that the workers of these messages did not answer: they may have left, and are never simply queued again."""
    attempts = []
    for row in rows:
        lost = _Ended(tried=Tried.UNKNOWN, reason=rules.Why.LOST_LEASE)
        decided = _decided(row, lost, lane=Lane(row.lane), is_urgent=row.posting.is_urgent, now=now)
        changed = Message.objects.filter(
            id=row.id, state=State.SENDING, n_attempts=row.n_attempts, lease_until=row.lease_until
        ).update(
            state=State.UNKNOWN, worker="", lease_until=None, reason=lost.reason, changed_at=now,
            next_at=decided.at if isinstance(decided, Again) else None,
        )  # fmt: skip
        if changed:
            attempts.append(
                Attempt(
                    message_id=row.id, number=row.n_attempts, worker=row.worker, ended_at=now,
                    outcome=lost.tried, reason=lost.reason,
                )
            )  # fmt: skip
    Attempt.objects.bulk_create(attempts, ignore_conflicts=True)


def _is_ours(row: Message, claimed: Claimed) -> bool:
    """Says whether a message is still where this attempt left it: nobody took it over, no receipt moved it on."""
    return row.n_attempts == claimed.attempt and row.state in {State.SENDING, State.UNKNOWN}


def _mark_sent(sent: Sequence[tuple[str, int]], *, now: datetime) -> None:
    """Writes the common outcome of (provider id, message id); by hand, for the ORM takes a hundred times as long a row."""
    at = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.executemany(
            _MARK_SENT, [(provider_id, at, at, message_id) for provider_id, message_id in sent]
        )


def _settle(row: Message, claimed: Claimed, ended: _Ended, *, now: datetime) -> None:
    if ended.tried == Tried.SENT:
        if row.state == State.SENDING:
            return  # another worker is trying it once more: its own answer will come
        _write(
            row, state=rules.told(State(row.state), Heard.ACCEPTED), reason="", provider_id=ended.provider_id,
            sent_at=row.sent_at or now, next_at=None, now=now,
        )  # fmt: skip
    elif _is_ours(row, claimed):
        letter = claimed.letter
        decided = _decided(row, ended, lane=letter.lane, is_urgent=letter.is_urgent, now=now)
        _apply(row, decided, ended, now=now)


def _apply(row: Message, decided: Again | Settle, ended: _Ended, *, now: datetime) -> None:
    if isinstance(decided, Settle):
        _write(row, state=decided.state, reason=ended.reason, next_at=None, now=now)
    elif decided.is_possible_double:  # it stays unknown until its time, so that a receipt can still tell
        _write(row, state=State.UNKNOWN, reason=ended.reason, next_at=decided.at, now=now)
    else:
        _write(row, state=State.QUEUED, reason=ended.reason, next_at=decided.at, now=now)


def _decided(row: Message, ended: _Ended, *, lane: Lane, is_urgent: bool, now: datetime) -> Again | Settle:
    return rules.next_attempt(
        ended.tried, n_attempts=row.n_attempts, lane=lane, is_urgent=is_urgent, was_resent=row.is_possible_double,
        takes_key=post_office.takes_key(Medium(row.medium)), is_permanent=ended.is_permanent,
        retry_after_s=ended.retry_after_s, now=now,
    )  # fmt: skip


def _withhold(row: Message, claimed: Claimed, outcome: Withheld, *, now: datetime) -> None:
    if row.state == State.SENDING and row.n_attempts == claimed.attempt:
        _write(row, state=State.SUPPRESSED, reason=outcome.why, next_at=None, now=now)


def _write(row: Message, *, state: State, now: datetime, **changes: object) -> None:
    if state != row.state:
        rules.move(State(row.state), state)
    leased = {} if state == State.SENDING else {"worker": "", "lease_until": None}
    held = {} if state == State.HELD else {"held_until": None}
    Message.objects.filter(id=row.id).update(state=state, changed_at=now, **leased, **held, **changes)


def _ended(outcome: Outcome) -> _Ended:
    match outcome:
        case Sent():
            return _Ended(tried=Tried.SENT, provider_id=outcome.provider_id[:80])
        case Failed():
            return _Ended(
                tried=Tried.FAILED, reason=outcome.reason[:120], is_permanent=outcome.permanent,
                retry_after_s=outcome.retry_after_s,
            )  # fmt: skip
        case Unknown():
            return _Ended(tried=Tried.UNKNOWN, reason=outcome.reason[:120])


def _attempt(claimed: Claimed, ended: _Ended, *, worker: str, now: datetime) -> Attempt:
    return Attempt(
        message_id=claimed.id, number=claimed.attempt, worker=worker, ended_at=now, outcome=ended.tried,
        reason=ended.reason, is_permanent=ended.is_permanent, provider_id=ended.provider_id,
    )  # fmt: skip


def _claimed(ids: Sequence[int]) -> tuple[Claimed, ...]:
    rows = Message.objects.in_bulk(ids)
    postings = Posting.objects.in_bulk({row.posting_id for row in rows.values()})
    letters = {found: Letter.from_json(posting.letter) for found, posting in postings.items()}
    return tuple(_one(rows[one], letters[rows[one].posting_id]) for one in ids)


def _one(row: Message, letter: Letter) -> Claimed:
    account_id = str(row.account_id) if row.account_id else None
    return Claimed(
        id=row.id, posting_id=str(row.posting_id), letter=letter, account_id=account_id, reader_id=row.reader_id,
        medium=row.medium, language=row.language, attempt=row.n_attempts, reference=references.reference(row.id),
        key=references.message_key(row.letter_key, recipient=account_id or str(row.reader_id), medium=row.medium),
    )  # fmt: skip


def _worker() -> str:
    return f"{socket.gethostname()[:30]}-{os.getpid()}-{threading.get_ident()}"[:60]

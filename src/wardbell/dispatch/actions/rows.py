"""The ledger of officials, and of readers in an affair of their own: a row each. Inside the transaction of the caller."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from django.db.models import F

from wardbell.channels.base import Outcome
from wardbell.dispatch import references, rules
from wardbell.dispatch.actions import attempts, hands, statements
from wardbell.dispatch.actions.attempts import LOST, Ended
from wardbell.dispatch.letters import Lane, Letter
from wardbell.dispatch.models import Attempt, Message, Posting
from wardbell.dispatch.post_office import Withheld
from wardbell.dispatch.queries.work import Batch, Claimed, claimable
from wardbell.dispatch.rules import Again, Heard, Settle, State, Tried
from wardbell.ground import clock

_MARK_SENT = """
    UPDATE dispatch_message SET state = 'sent', reason = '', provider_id = %s, sent_at = COALESCE(sent_at, %s),
           changed_at = %s, next_at = NULL, lease_until = NULL, worker = '' WHERE id = %s
"""


def claim(lane: Lane, *, worker: str, now: datetime, is_night: bool) -> Batch:
    """Leases up to a window of the rows of a lane that may leave now."""
    if not statements.has_queued_rows(lane):
        return Batch(lane=lane, worker=worker, messages=())
    found = claimable(lane, now=now, is_night=is_night).select_for_update(skip_locked=True, of=("self",))
    ids = [row.id for row in found.only("id")[: rules.WINDOW]]
    if ids:
        Message.objects.filter(id__in=ids).update(
            state=State.SENDING, worker=worker, lease_until=hands.lease_until(now),
            n_attempts=F("n_attempts") + 1, next_at=None, changed_at=now,
        )  # fmt: skip
    return Batch(lane=lane, worker=worker, messages=_claimed(ids) if ids else ())


def record(batch: Batch, outcomes: Sequence[Outcome | Withheld]) -> None:
    """Writes down what became of each row of a batch, in its order."""
    now = clock.now()
    rows = Message.objects.select_for_update().in_bulk([one.id for one in batch.messages])
    ends, plainly_sent = [], []
    for claimed, outcome in sorted(zip(batch.messages, outcomes, strict=True), key=lambda pair: pair[0].id):
        row = rows[claimed.id]
        if isinstance(outcome, Withheld):
            _withhold(row, claimed, outcome, now=now)
            continue
        how = attempts.ended(outcome)
        ends.append(_attempt(claimed, how, worker=batch.worker, now=now))
        if how.tried == Tried.SENT and _is_ours(row, claimed):
            plainly_sent.append((how.provider_id, row.id))
        else:
            _settle(row, claimed, how, now=now)
    _mark_sent(plainly_sent, now=now)
    Attempt.objects.bulk_create(ends, ignore_conflicts=True)


def lose_leases(rows: Sequence[Message], *, now: datetime) -> None:
    """Notes that the workers of these messages did not answer: they may have left, and are never simply queued again."""
    ends = []
    for row in rows:
        _, next_at = attempts.becomes(
            _decided(row, LOST, lane=Lane(row.lane), is_urgent=row.posting.is_urgent, now=now)
        )
        changed = Message.objects.filter(
            id=row.id, state=State.SENDING, n_attempts=row.n_attempts, lease_until=row.lease_until
        ).update(
            state=State.UNKNOWN, worker="", lease_until=None, reason=LOST.reason, changed_at=now, next_at=next_at
        )  # fmt: skip
        if changed:
            ends.append(
                Attempt(
                    message_id=row.id, number=row.n_attempts, worker=row.worker, ended_at=now,
                    outcome=LOST.tried, reason=LOST.reason,
                )
            )  # fmt: skip
    Attempt.objects.bulk_create(ends, ignore_conflicts=True)


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


def _settle(row: Message, claimed: Claimed, how: Ended, *, now: datetime) -> None:
    if how.tried == Tried.SENT:
        if row.state == State.SENDING:
            return  # another worker is trying it once more: its own answer will come
        _write(
            row, state=rules.told(State(row.state), Heard.ACCEPTED), reason="", provider_id=how.provider_id,
            sent_at=row.sent_at or now, next_at=None, now=now,
        )  # fmt: skip
    elif _is_ours(row, claimed):
        letter = claimed.letter
        to, next_at = attempts.becomes(
            _decided(row, how, lane=letter.lane, is_urgent=letter.is_urgent, now=now)
        )
        _write(row, state=to, reason=how.reason, next_at=next_at, now=now)


def _decided(row: Message, how: Ended, *, lane: Lane, is_urgent: bool, now: datetime) -> Again | Settle:
    return attempts.decided(
        how, n_attempts=row.n_attempts, was_resent=row.is_possible_double, medium=row.medium, lane=lane,
        is_urgent=is_urgent, now=now,
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


def _attempt(claimed: Claimed, how: Ended, *, worker: str, now: datetime) -> Attempt:
    return Attempt(
        message_id=claimed.id, number=claimed.attempt, worker=worker, ended_at=now, outcome=how.tried,
        reason=how.reason, is_permanent=how.is_permanent, provider_id=how.provider_id,
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

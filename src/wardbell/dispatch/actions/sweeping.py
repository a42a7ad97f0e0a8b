"""What the clockwork does for the ledger: the night ends, leases run out, halted copies are marked, bells ring again."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from wardbell.dispatch import rules
from wardbell.dispatch.actions.holding import end_lapsed_holds
from wardbell.dispatch.actions.posting import expand
from wardbell.dispatch.actions.rows import lose_leases
from wardbell.dispatch.actions.sending import EXPAND, ring, ring_once
from wardbell.dispatch.actions.tidying import release_chunks, sweep_chunks
from wardbell.dispatch.letters import LANE_ORDER, Lane
from wardbell.dispatch.models import Chunk, Message
from wardbell.dispatch.queries import chunks, work
from wardbell.dispatch.rules import PostingState, State, Why
from wardbell.ground import clock, jobs
from wardbell.places import queries as places

_ROWS = 500  # in one transaction: nobody waits long for a sweep
_STANDS_STILL = timedelta(seconds=10)  # of the world's clock: longer than one slice takes


def sweep() -> None:
    """Mends what stands still, and rings for every lane with work: a lost doorbell costs seconds, never a message."""
    now, night_ends = clock.now(), _night_ends(clock.now())
    release_held()
    end_lapsed_holds()
    _in_slices(work.expired_leases(now).select_related("posting"), lambda rows: lose_leases(rows, now=now))
    _send_once_more(now)
    _mark_halted(now)
    _suppress(work.unsent_and_superseded(), why=Why.SUPERSEDED, now=now)
    if night_ends:
        _put_to_bed(now, until=night_ends)
    _close(now)
    sweep_chunks(now, night_ends=night_ends)
    for posting in work.standing_still(now - _STANDS_STILL * max(1.0, clock.speed())):
        jobs.later_once(expand, queue=posting.lane, priority=EXPAND, posting_id=str(posting.id))
    is_night = night_ends is not None
    waiting = {
        *work.lanes_with_work(now=now, is_night=is_night),
        *chunks.lanes_with_chunks(now=now, is_night=is_night),
    }
    for lane in sorted(waiting, key=lambda one: LANE_ORDER[one]):
        ring_once(lane)


def release_held() -> int:
    """Lets go what was held until now, in slices, rings for its lanes, and returns how many messages that is."""
    now = clock.now()
    held = Message.objects.filter(state=State.HELD, held_until__lte=now)
    lanes = {Lane(lane) for lane in held.values_list("lane", flat=True).distinct()}
    n_released = _change(held.order_by("held_until"), state=State.QUEUED, held_until=None, changed_at=now)
    released, more = release_chunks(now)
    n_released, lanes = n_released + released, lanes | more
    for lane in sorted(lanes, key=lambda one: LANE_ORDER[one]):
        ring(lane)
    return n_released


def take_over() -> int:
    """At the start of the one process of a node, gives up every lease of the process before it, and returns how many."""
    n_leases = Message.objects.filter(state=State.SENDING).update(lease_until=clock.now())
    n_leases += Chunk.objects.exclude(worker="").update(lease_until=clock.now())
    sweep()
    return n_leases


def _send_once_more(now: datetime) -> None:
    """Queues what may have left, and is to be sent once more because nothing was heard of it."""
    due = Message.objects.filter(state=State.UNKNOWN, next_at__lte=now, posting__state__in=rules.ON_THE_WAY)
    _change(due, state=State.QUEUED, is_possible_double=True, next_at=None, changed_at=now)
    Message.objects.filter(
        state=State.UNKNOWN, next_at__isnull=False, posting__state__in=rules.HALTED
    ).update(next_at=None)


def _mark_halted(now: datetime) -> None:
    halted = work.unsent_of_halted()
    _suppress(halted.filter(posting__state=PostingState.STOPPED), why=Why.HALTED, now=now)
    _suppress(halted.filter(posting__state=PostingState.VOID), why=Why.VOID, now=now)


def _put_to_bed(now: datetime, *, until: datetime) -> None:
    awake = Message.objects.filter(state=State.QUEUED, may_wake=False, posting__state__in=rules.ON_THE_WAY)
    _change(awake, state=State.HELD, held_until=until, changed_at=now)


def _close(now: datetime) -> None:
    """Nothing stays pending for ever: what no receipt told of is closed."""
    silent = Q(state=State.SENT, medium="sms", changed_at__lte=now - rules.RECEIPT_WITHIN)
    unknown = Q(state=State.UNKNOWN, next_at__isnull=True, changed_at__lte=now - rules.UNKNOWN_UNTIL)
    _change(Message.objects.filter(silent | unknown), state=State.EXPIRED, changed_at=now)


def _suppress(rows: QuerySet[Message], *, why: Why, now: datetime) -> int:
    return _change(rows, state=State.SUPPRESSED, reason=why, held_until=None, next_at=None, changed_at=now)


def _change(rows: QuerySet[Message], *, state: State, **changes: object) -> int:
    """Moves messages in slices; one that somebody else moved meanwhile is left alone."""
    movable = rows.filter(state__in=rules.before(state))
    return _in_slices(
        movable,
        lambda some: Message.objects.filter(
            id__in=[row.id for row in some], state__in=[*{row.state for row in some}]
        ).update(state=state, **changes),
    )


def _in_slices(rows: QuerySet[Message], work_on: Callable[[list[Message]], object]) -> int:
    """Works on rows a slice at a time; looks first without a lock, so that an idle sweep never holds up a writer."""
    n_rows = 0
    while ids := list(rows.values_list("id", flat=True)[:_ROWS]):
        with transaction.atomic():
            some = list(rows.filter(id__in=ids).select_for_update(skip_locked=True, of=("self",)))
            work_on(some)
        n_rows += len(some)
        if len(ids) < _ROWS or not some:
            break
    return n_rows


def _night_ends(now: datetime) -> datetime | None:
    return rules.quiet_until(now, zone=places.zone())

"""Claim, carry, record: how a lane is emptied. Two workers never hold the same copy; no transaction is open while a provider is asked."""

import os
import socket
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import structlog
from django.db import InterfaceError, OperationalError, connection, transaction

from wardbell.channels.base import Failed, Outcome
from wardbell.dispatch import post_office, rules
from wardbell.dispatch.actions import hands, rows, windows
from wardbell.dispatch.actions.windows import Carried, Worker
from wardbell.dispatch.letters import Lane
from wardbell.dispatch.models import Chunk, Message
from wardbell.dispatch.post_office import Renderings, Withheld
from wardbell.dispatch.queries.work import Batch
from wardbell.dispatch.rules import State
from wardbell.ground import clock, jobs
from wardbell.ground.actors import Actor, ActorKind
from wardbell.places import queries as places
from wardbell.subscribers import actions as subscribers
from wardbell.subscribers.rules import Method

log = structlog.get_logger(__name__)

_CARRIERS = 8  # windows with providers at once, of small chunks; of full ones two are the most
_RING_SECONDS = 2.0  # of the world's clock that one doorbell is answered for; then it rings anew
_RENEW_SECONDS = rules.LEASE.total_seconds() / 3  # of the world's clock, while a provider is slow
_DATABASE_WAIT_SECONDS = 0.5
_DATABASE_SECONDS = 300.0  # for which a worker keeps its answers while the database is gone
PROVIDER = Actor(id="provider", kind=ActorKind.PROVIDER, label="provider")
#: inside a lane's queue: the first slice of every posting (all officials stand in it), then what is written down leaves,
#: then more is written down
FIRST, DRAIN, EXPAND = 20, 10, 0


def ring(lane: Lane) -> None:
    """Rings the doorbell of one lane; each has workers of its own."""
    jobs.later(drain, queue=lane.value, priority=DRAIN, lane=lane.value)


def ring_once(lane: Lane) -> None:
    """Rings the doorbell of one lane unless it waits to be answered already."""
    jobs.later_once(drain, queue=lane.value, priority=DRAIN, lane=lane.value)


def drain(lane: str) -> int:
    """Sends what waits in a lane, window after window, and returns how many copies it dealt with.

    Two windows are with the providers at any moment: while one is carried, the other is recorded and the next is claimed.
    """
    worker, renderings = Worker(lane=Lane(lane), name=_name(), zone=places.zone()), Renderings()
    ends_at, n_copies = time.monotonic() + _RING_SECONDS, 0
    with ThreadPoolExecutor(_CARRIERS, thread_name_prefix="carry") as carriers:
        batch = _turn(worker)
        while batch.messages or worker.away:
            if batch.messages:
                carry = post_office.prepared(batch.messages, renderings=renderings)
                worker.away.append((batch, carriers.submit(carry)))
            goes_on = time.monotonic() < ends_at
            if batch.messages and goes_on and _has_room(worker):
                batch = _turn(worker)
                continue
            done, carried = worker.away.popleft()
            outcomes = _answer(carried, worker)
            n_copies += len(outcomes)
            batch = _turn(worker, done=(done, outcomes), claims=goes_on)
    if time.monotonic() >= ends_at:
        ring_once(worker.lane)
    return n_copies


@transaction.atomic(durable=True)
def claim(lane: str, worker: str) -> Batch:
    """Leases up to 64 copies of a lane to one worker; the lease is the record that they are being tried."""
    held = {
        row.pk: windows.read_anew(row)
        for row in Chunk.objects.filter(worker=worker).select_related("posting")
    }
    anew = Worker(lane=Lane(lane), name=worker, held=held, zone=places.zone())
    found = _claim(anew)
    anew.write(now=clock.now())
    return found


@transaction.atomic(durable=True)
def record(batch: Batch, outcomes: Sequence[Outcome | Withheld]) -> None:
    """Writes down what became of each copy of a batch, in its order; retries are decided by `rules.next_attempt`.

    An answer to an attempt that another has taken over since still counts as far as it moves the copy forward.
    """
    worker = Worker(lane=batch.lane, name=batch.worker, zone=places.zone())
    _record(worker, batch, outcomes)
    for hand in list(worker.held.values()):  # nobody goes on with it here
        windows.leave(worker, hand)
    worker.write(now=clock.now())


def _turn(
    worker: Worker, *, done: tuple[Batch, Sequence[Outcome | Withheld]] | None = None, claims: bool = True
) -> Batch:
    """Records one window and claims the next in one commit; tried until the database is there again.

    What providers answered is not lost because the database was away.
    """
    gives_up_at = time.monotonic() + _DATABASE_SECONDS
    while True:
        held = dict(worker.held)
        try:
            return _recorded_and_claimed(worker, done=done, claims=claims)
        except (OperationalError, InterfaceError) as error:
            if connection.in_atomic_block or time.monotonic() >= gives_up_at:
                raise
            log.warning("the database is away", reason=type(error).__name__)
            worker.go_back_to(held, done=done[0] if done else None)
            connection.close()
            time.sleep(_DATABASE_WAIT_SECONDS)


@transaction.atomic(durable=True)
def _recorded_and_claimed(
    worker: Worker, *, done: tuple[Batch, Sequence[Outcome | Withheld]] | None, claims: bool
) -> Batch:
    worker.begin()
    if done is not None:
        _record(worker, *done)
    if claims:
        found = _claim(worker)
    else:
        found = Batch(lane=worker.lane, worker=worker.name, messages=())
        for hand in list(worker.held.values()):
            windows.leave(worker, hand)
    worker.write(now=clock.now())
    return found


def _claim(worker: Worker) -> Batch:
    now = clock.now()
    is_night = rules.quiet_until(now, zone=worker.zone) is not None
    found = rows.claim(worker.lane, worker=worker.name, now=now, is_night=is_night)
    return found if found.messages else windows.claim(worker, now=now, is_night=is_night)


def _record(worker: Worker, batch: Batch, outcomes: Sequence[Outcome | Withheld]) -> None:
    if batch.chunk_id is None:
        rows.record(batch, outcomes)
    else:
        for lane in windows.record(worker, batch, outcomes):
            ring_once(lane)
    for claimed, outcome in zip(batch.messages, outcomes, strict=True):
        if isinstance(outcome, Failed) and outcome.stops and claimed.reader_id is not None:
            subscribers.stop(claimed.reader_id, by=PROVIDER, method=Method.PROVIDER)


def _has_room(worker: Worker) -> bool:
    """Says whether another full window may leave: what a killed worker leaves unknown stays within its bound."""
    n_away = sum(len(batch.messages) for batch, _ in worker.away)
    return len(worker.away) < _CARRIERS and n_away <= (rules.WINDOWS_AT_ONCE - 1) * rules.WINDOW


def _answer(carried: Carried, worker: Worker) -> list[Outcome | Withheld]:
    """Waits for the providers, and renews this worker's leases while they are slow: only the dead lose theirs."""
    while True:
        try:
            return carried.result(timeout=_RENEW_SECONDS)
        except TimeoutError:
            try:
                renew(worker.name)
            except (OperationalError, InterfaceError) as error:
                log.warning("leases could not be renewed", reason=type(error).__name__)
                connection.close()


@transaction.atomic(durable=True)
def renew(worker: str) -> None:
    """Renews every lease of one worker."""
    until = hands.lease_until(clock.now())
    Chunk.objects.filter(worker=worker).update(lease_until=until)
    Message.objects.filter(worker=worker, state=State.SENDING).update(lease_until=until)


def _name() -> str:
    return f"{socket.gethostname()[:30]}-{os.getpid()}-{threading.get_ident()}"[:60]

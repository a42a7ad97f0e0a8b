"""What runs by itself, and how often: one list, one page. Each is an action that is harmless when run twice."""

import fcntl
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

import structlog
from django.conf import settings
from django.db import connection
from django.db.utils import DatabaseError

from wardbell.ground import clock, jobs

log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Timed:
    """`action` is a dotted path; `every` is in the story's clock."""

    action: str
    every: timedelta


TIMED: tuple[Timed, ...] = (
    Timed(action="wardbell.escalation.actions.beat", every=timedelta(seconds=5)),
    Timed(action="wardbell.escalation.actions.escalate_due", every=timedelta(seconds=5)),
    Timed(action="wardbell.escalation.actions.test_roster", every=timedelta(seconds=30)),
    Timed(action="wardbell.escalation.actions.keep_access", every=timedelta(hours=1)),
    Timed(action="wardbell.dispatch.actions.sweep", every=timedelta(seconds=5)),
    Timed(action="wardbell.dispatch.actions.release_held", every=timedelta(seconds=30)),
    Timed(action="wardbell.notices.actions.ask_due", every=timedelta(seconds=10)),
    Timed(action="wardbell.notices.actions.relay_due", every=timedelta(seconds=10)),
    Timed(action="wardbell.subscribers.actions.erase_by_itself", every=timedelta(hours=1)),
    Timed(action="wardbell.people.actions.forget_answers", every=timedelta(hours=1)),
    Timed(action="wardbell.ground.jobs.forget_finished", every=timedelta(hours=1)),
)

_TICK = timedelta(seconds=1)  # of the story's clock; no action is due more often
_SHORTEST_WAIT_S = 0.05  # of the world's clock: a rehearsal at sixty times the pace does not spin
_SHORTEST_EVERY_S = (
    0.2  # of the world's clock, for the same reason: a pass of all actions takes a tenth of that
)


class Clockwork(threading.Thread):
    """Runs what is due, one after the other; a fault in one is told and does not stop the rest."""

    def __init__(self, timed: tuple[Timed, ...] = TIMED) -> None:
        super().__init__(name="clockwork", daemon=True)
        self._timed = timed
        self._ran_at: dict[str, datetime] = {}
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.wait(max(_SHORTEST_WAIT_S, _TICK.total_seconds() / clock.speed())):
            for one in self._timed:
                self._run_when_due(one)
        connection.close()

    def stop(self) -> None:
        self._stopped.set()

    def _run_when_due(self, one: Timed) -> None:
        last, now = self._ran_at.get(one.action), clock.now()
        every = max(one.every, timedelta(seconds=_SHORTEST_EVERY_S * clock.speed()))
        if last is not None and last <= now < last + every:  # a clock set back makes everything due
            return
        self._ran_at[one.action] = now
        try:
            jobs.action_named(one.action)()
        except DatabaseError as error:
            log.warning(
                "clockwork could not reach the database", action=one.action, reason=type(error).__name__
            )
            connection.close()
        except Exception:  # the one place that must go on: the next action may be an escalation
            log.exception("a timed action failed", action=one.action)


class NodeLock:
    """The lock file of this node: whoever holds it runs clockwork and jobs, so every RUNNING job at its start is stale."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "node.lock"
        self._file: IO[str] | None = None

    def acquire(self) -> bool:
        """Returns whether this process holds the lock now; it is let go when the process ends, however it ends."""
        file = self._path.open("a")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._file = file
        return True


class Engine:
    """The embedded worker and clockwork of one node, inside the process that serves its pages."""

    def __init__(self) -> None:
        self._lock = NodeLock(settings.VAR_DIR)
        self._threads: list[jobs.EmbeddedWorker | Clockwork] = []

    def start(self) -> bool:
        """Starts the engine when this process gets the node's lock; returns whether it did."""
        if not jobs.is_embedded() or not self._lock.acquire():
            return False
        stale = jobs.put_back_stale()
        jobs.action_named("wardbell.dispatch.actions.take_over")()  # leases of the process before this one
        connection.close()
        self._threads = [
            jobs.EmbeddedWorker(name="urgent", queues=(jobs.URGENT_QUEUE,)),
            jobs.EmbeddedWorker(name="routine", queues=("*",)),
            Clockwork(),
        ]
        for thread in self._threads:
            thread.start()
        log.info("engine started", jobs_put_back=stale)
        return True

    def stop(self) -> None:
        """Lets the threads finish what they are at."""
        for thread in self._threads:
            thread.stop()

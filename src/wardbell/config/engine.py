"""What works in a process: its team for the queues, and the clockwork when that is asked of it."""

import gc
from threading import Timer

import structlog
from django.conf import settings
from django.db import connection

from wardbell.config.clockwork import Clockwork
from wardbell.config.turns import NodeLock, SharedTurn
from wardbell.dispatch import post_office
from wardbell.ground import jobs, languages
from wardbell.phrases import texts
from wardbell.safeguards import screen

log = structlog.get_logger(__name__)
_WARM_UP_AFTER_S = 3.0  # where a killed process left work: that is sent on first
#: objects made more than let go of before the collector looks for rings among them; a window makes some thousand, and no ring
_COLLECT_AFTER = 20_000


class Engine:
    """A team, a clockwork or none, and the lock file of a node where one process does everything."""

    def __init__(
        self, team: jobs.Team, *, clockwork: Clockwork | None = None, lock: NodeLock | None = None
    ) -> None:
        self._team, self._clockwork, self._lock = team, clockwork, lock
        self._has_started = False
        self._found_idle = False

    def start(self) -> bool:
        """Starts, unless a lock is to be had first and another process has it; returns whether it did.

        Raises:
            django.db.Error: the database does not answer; it may be tried again.
        """
        if self._lock is not None:
            if not self._lock.acquire():
                return False
            jobs.put_back_stale()
            jobs.action_named(
                "wardbell.dispatch.actions.take_over"
            )()  # leases of the process before this one
            connection.close()
        n_moved = jobs.carry_over()
        self._found_idle = not jobs.backlog().n_waiting
        self._team.start()
        if self._clockwork is not None:
            self._clockwork.start()
        self._has_started = True
        log.info(
            "engine started", worker=self._team.worker, queues=self._team.queues, jobs_carried_over=n_moved
        )
        return True

    @property
    def is_whole(self) -> bool:
        """Says whether all that was started still runs."""
        return self._team.is_whole and (self._clockwork is None or self._clockwork.is_alive())

    @property
    def found_idle(self) -> bool:
        """Says whether nothing waited to be done when this engine started."""
        return self._found_idle

    def stop(self) -> None:
        """Lets the threads finish what they are at and begin nothing new; returns at once."""
        self._team.stop()
        if self._clockwork is not None:
            self._clockwork.stop()

    def leave(self) -> None:
        """Waits until nothing is in hand any more, and tells the other processes."""
        if not self._has_started:
            return
        if self._clockwork is not None:
            self._clockwork.join()
        self._team.leave()


def embedded() -> Engine:
    """Returns the one engine of a node: every queue and the clockwork, for the process that gets the node's lock file."""
    return Engine(jobs.Team(), clockwork=Clockwork(), lock=NodeLock(settings.VAR_DIR))


def grown(*, queues: tuple[str, ...], concurrency: int, with_clockwork: bool) -> Engine:
    """Returns one of many engines of a node; those with a clockwork take turns at it."""
    team = jobs.Team(queues=queues, concurrency=concurrency)
    return Engine(team, clockwork=Clockwork(turn=SharedTurn()) if with_clockwork else None)


def warm_up_beside(*, at_once: bool) -> None:
    """Reads word lists and texts, so that the first notice of a morning does not wait for that.

    Not at once: what was cut off waits for none of it.
    """
    post_office.open_all()
    later = Timer(0 if at_once else _WARM_UP_AFTER_S, _warm_up)
    later.daemon = True
    later.start()


def _leave_in_peace() -> None:
    """Takes what was read so far out of the collector's sight: to go through all of it again and again costs a fifth of a sending."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER)


def _warm_up() -> None:
    screen("Nothing yet.", "official_notice")
    for tag in languages.tags():
        texts.book(tag)
    _leave_in_peace()

"""What runs by itself, and how often: one list, one page. Each is an action that is harmless when run twice."""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog
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
    Timed(action="wardbell.notices.actions.forget_readers_by_itself", every=timedelta(hours=1)),
    Timed(action="wardbell.dispatch.actions.forget_by_itself", every=timedelta(hours=1)),
    Timed(action="wardbell.ordinance.actions.keep_clocks", every=timedelta(seconds=20)),
    Timed(action="wardbell.ordinance.actions.erase_due", every=timedelta(hours=1)),
    Timed(action="wardbell.subscribers.actions.erase_by_itself", every=timedelta(hours=1)),
    Timed(action="wardbell.reports.actions.look_after", every=timedelta(seconds=15)),
    Timed(action="wardbell.reports.actions.forget_by_itself", every=timedelta(minutes=10)),
    Timed(action="wardbell.people.actions.forget_answers", every=timedelta(hours=1)),
    Timed(action="wardbell.ground.jobs.put_back_silent", every=timedelta(seconds=2)),
    Timed(action="wardbell.ground.jobs.forget_finished", every=timedelta(hours=1)),
)

_TICK = timedelta(seconds=1)  # of the story's clock; no action is due more often
_SHORTEST_WAIT_S = 0.05  # of the world's clock: a rehearsal at sixty times the pace does not spin
_SHORTEST_EVERY_S = (
    0.2  # of the world's clock, for the same reason: a pass of all actions takes a tenth of that
)


class Turn(Protocol):
    """Which of a node's processes is its clockwork now; turns.py has the one that there is."""

    def is_mine(self) -> bool: ...

    def let_go(self) -> None: ...


class Clockwork(threading.Thread):
    """Runs what is due, one after the other, while it is its turn; a fault in one is told and does not stop the rest."""

    def __init__(self, timed: tuple[Timed, ...] = TIMED, *, turn: Turn | None = None) -> None:
        super().__init__(name="clockwork", daemon=True)
        self._timed, self._turn = timed, turn
        self._ran_at: dict[str, datetime] = {}
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.wait(max(_SHORTEST_WAIT_S, _TICK.total_seconds() / clock.speed())):
            if self._turn is None or self._turn.is_mine():
                for one in self._timed:
                    self._run_when_due(one)
            else:
                self._ran_at.clear()  # whoever has the turn next begins with everything
        if self._turn is not None:
            self._turn.let_go()
        connection.close()

    def stop(self) -> None:
        """Lets it finish the pass that it is at, and let go of its turn; returns at once."""
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

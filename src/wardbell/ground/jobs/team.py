"""The team of one process: workers for each queue, and a porter who hears the bells that other processes ring."""

import threading
import time

import structlog
from django.db import Error, close_old_connections, connection

from wardbell.ground.jobs import bell
from wardbell.ground.jobs.engine import PULSE_S, Engine, Taken, engine
from wardbell.ground.queues import QUEUES

log = structlog.get_logger(__name__)

_LOOK_S = (
    30.0  # how often a worker looks whom no bell wakes: the porter's ear is the rule, this is the exception
)
_RECOVER_S = 0.2  # between two attempts while the database is away


class Team:
    """Works for some queues, `concurrency` jobs at once in each, until it is stopped."""

    def __init__(self, *, queues: tuple[str, ...] = QUEUES, concurrency: int = 1) -> None:
        self.queues = queues
        self.engine: Engine = engine()
        self.worker = ""
        self._stopped = threading.Event()
        self._workers = [_Worker(self, queue, n) for queue in queues for n in range(concurrency)]
        self._porter = _Porter(self)

    @property
    def is_stopped(self) -> bool:
        """Says whether nothing new is to be begun."""
        return self._stopped.is_set()

    @property
    def is_whole(self) -> bool:
        """Says whether nobody fell over a fault of the program's own."""
        return all(one.is_alive() for one in (*self._workers, self._porter))

    def start(self) -> None:
        """Signs on and begins.

        Raises:
            django.db.Error: the database does not answer.
        """
        self.worker = self.engine.sign_on()
        connection.close()  # of the thread that starts the others, and then only waits
        for one in (*self._workers, self._porter):
            one.start()

    def stop(self) -> None:
        """Lets each worker finish what is in hand and begin nothing new; returns at once."""
        self._stopped.set()
        bell.ring(self.queues)

    def leave(self) -> None:
        """Waits until nothing is in hand any more, and signs off."""
        for one in self._workers:
            one.join()
        try:
            self.engine.sign_off(self.worker)
        except Error as error:  # the others notice by themselves
            log.warning("could not sign off", reason=type(error).__name__)
        connection.close()


class _Worker(threading.Thread):
    """Answers the bells of one queue, one after the other. No bell waits for what another queue holds."""

    def __init__(self, team: Team, queue: str, number: int) -> None:
        super().__init__(name=f"{queue}-{number}", daemon=True)
        self._team, self._queue = team, queue
        self._in_hand: Taken | None = None

    def run(self) -> None:
        while not self._team.is_stopped:
            since = bell.times_rung(self._queue)
            try:
                close_old_connections()
                has_answered = self._answer_one()
            except Error as error:  # the database went away; the ledger still knows
                log.warning("job engine lost the database", queue=self._queue, reason=type(error).__name__)
                connection.close()
                time.sleep(_RECOVER_S)
                continue
            if not has_answered:
                bell.wait(self._queue, since=since, seconds=_LOOK_S)
        connection.close()

    def _answer_one(self) -> bool:
        if self._in_hand:  # cut down when the database went away
            self._in_hand.put_back()
        self._in_hand = self._team.engine.take((self._queue,), worker=self._team.worker)
        if not self._in_hand:
            return False
        self._in_hand.answer()
        self._in_hand = None
        return True


class _Porter(threading.Thread):
    """Hears what other processes ring, and says to them that this one lives."""

    def __init__(self, team: Team) -> None:
        super().__init__(name="porter", daemon=True)
        self._team = team
        self._said_at = time.monotonic()

    def run(self) -> None:
        while not self._team.is_stopped:
            try:
                self._listen()
            except Error as error:
                log.warning("job engine cannot hear", reason=type(error).__name__)
                connection.close()
                time.sleep(_RECOVER_S)
        connection.close()

    def _listen(self) -> None:
        for queues in self._team.engine.heard(self._team.queues):
            if self._team.is_stopped:
                return
            bell.ring(queues)
            self._say_that_we_live()

    def _say_that_we_live(self) -> None:
        if time.monotonic() - self._said_at < PULSE_S:
            return
        if not self._team.engine.is_known(self._team.worker):
            self._team.worker = self._team.engine.sign_on()
        self._said_at = time.monotonic()

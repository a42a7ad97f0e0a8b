"""What an engine does with doorbells: one list of verbs, which `embedded` and `grown` both know."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any, Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, kw_only=True)
class Backlog:
    """Doorbells that nobody has answered; `waits_since` is when the oldest of them was rung."""

    n_waiting: int
    waits_since: datetime | None
    n_failed: int


@dataclass(frozen=True, kw_only=True)
class Taken:
    """One doorbell in a worker's hand.

    `answer` runs its action and records how that went: what the action raises is recorded and logged, what it raises itself
    is the database's. `put_back` leaves it to the next, if it is still in this hand.
    """

    answer: Callable[[], None]
    put_back: Callable[[], None]


class Engine(Protocol):
    """Every method may raise `django.db.Error` when the database does not answer, and nothing else."""

    def is_waiting(self, given: Mapping[str, Any]) -> bool:
        """Says whether the same doorbell waits already; `given` is what `run` is called with."""

    def sign_on(self) -> str:
        """Returns the id under which this process works."""

    def is_known(self, worker: str) -> bool:
        """Tells the others that this process lives, every PULSE_S; False: they have given it up, and it signs on anew."""

    def sign_off(self, worker: str) -> None:
        """Tells the others that this process works no more."""

    def heard(self, queues: tuple[str, ...]) -> Iterator[set[str]]:
        """Yields without an end, every PULSE_S or oftener, in which of these queues something waits."""

    def take(self, queues: tuple[str, ...], *, worker: str) -> Taken | None:
        """Takes the first doorbell of these queues; None when there is none."""

    def put_back_stale(self) -> int: ...

    def put_back_silent(self) -> int: ...

    def backlog(self) -> Backlog: ...

    def n_workers(self) -> int | None: ...

    def forget_finished(self) -> int: ...


PULSE_S = 2.0  #: how often a process that works says that it lives
SILENT_S = (
    9.0  #: who has not been heard of for so long is dead: more than a database that is away for five seconds
)


def engine() -> Engine:
    """Returns the engine that the settings name: a module whose functions are these verbs."""
    return cast(Engine, import_module(settings.JOBS_ENGINE))


def run_all() -> int:
    """Runs every waiting job in this thread until none is left, and returns how many ran (commands and tests).

    It keeps the thread's connection, which a worker's own loop would close.
    """
    behind, n_ran = engine(), 0
    worker = behind.sign_on()
    while taken := behind.take((), worker=worker):
        taken.answer()
        n_ran += 1
    behind.sign_off(worker)
    return n_ran


def put_back_stale() -> int:
    """Puts jobs of dead workers back, and returns how many; only for the process that holds this node's lock file.

    No worker of the embedded engine outlives its process: with the lock held, every job that seems to run is stale.
    """
    return engine().put_back_stale()


def put_back_silent() -> int:
    """Puts jobs of workers that have not been heard of for SILENT_S back, and returns how many. For the clockwork."""
    return engine().put_back_silent()


def backlog() -> Backlog:
    """Returns what waits to be done now, and what failed within the hour before it is forgotten."""
    return engine().backlog()


def n_workers() -> int | None:
    """Returns how many processes say that they work; None for the embedded engine, whose one process says so by its clockwork."""
    return engine().n_workers()


def forget_finished() -> int:
    """Deletes finished jobs: the ledger, not the job, is the record. Returns how many."""
    return engine().forget_finished()


def action_named(path: str) -> Callable[..., object]:
    """Returns the action at a dotted path, for clockwork."""
    found: Callable[..., object] = import_string(path)
    return found


def is_embedded() -> bool:
    """Says whether jobs run inside the process that serves the pages."""
    return bool(settings.JOBS_EMBEDDED)

"""Jobs: a doorbell for an action that takes ids. The ledger of each room is the truth; a job may be lost, late or run twice.

The interface is Django's Tasks; only this file knows which engine runs behind it.
"""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

import structlog
from django.conf import settings
from django.db import close_old_connections, connection, transaction
from django.db.utils import OperationalError
from django.utils.module_loading import import_string
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

log = structlog.get_logger(__name__)
_bell = threading.Condition()

URGENT = 50  #: officials, acknowledgements, corrections
ROUTINE = 0
URGENT_QUEUE, ROUTINE_QUEUE = "urgent", "default"
_POLL_SECONDS = 0.1  # how long a doorbell may go unheard; the sweeper hears what is lost


def later(action: Callable[..., object], *, priority: int = ROUTINE, **ids: str | int | None) -> None:
    """Rings for `action(**ids)` once the present transaction is committed; the action must be harmless when run twice."""
    queue = URGENT_QUEUE if priority >= URGENT else ROUTINE_QUEUE
    run.using(priority=priority, queue_name=queue).enqueue(
        path=f"{action.__module__}:{action.__qualname__}", ids=ids
    )
    transaction.on_commit(_wake)


def _wake() -> None:
    """Wakes this process's own workers at once; those of others look every _POLL_SECONDS."""
    with _bell:
        _bell.notify_all()


def later_once(action: Callable[..., object], *, priority: int = ROUTINE, **ids: str | int | None) -> bool:
    """Rings as `later` does unless the same doorbell waits to be answered already, and says whether it rang.

    For sweepers: bells that nobody has come to answer yet do not pile up.
    """
    given = {"args": [], "kwargs": {"path": f"{action.__module__}:{action.__qualname__}", "ids": ids}}
    if DBTaskResult.objects.ready().filter(args_kwargs=given).exists():
        return False
    later(action, priority=priority, **ids)
    return True


@task()
def run(path: str, ids: dict[str, Any]) -> None:
    """Runs one deferred action of this house."""
    module, _, name = path.partition(":")
    if not module.startswith(("wardbell.", "tests.")):
        raise ValueError(f"not an action of this house: {path}")
    getattr(import_module(module), name)(**ids)


class EmbeddedWorker(threading.Thread):
    """The job engine inside the process that serves the pages. One hears urgent doorbells alone, so that none waits behind bulk."""

    def __init__(self, *, name: str, queues: tuple[str, ...]) -> None:
        super().__init__(name=name, daemon=True)
        self._worker = Worker(
            queue_names=list(queues), interval=_POLL_SECONDS, batch=False, backend_name="default", startup_delay=False,
            max_tasks=None, worker_id=f"{os.getpid()}-{name}", excluded_queue_names=[],
        )  # fmt: skip

    def run(self) -> None:
        while self._worker.running:
            try:
                self._answer_or_wait()
            except OperationalError as error:  # the database went away: the ledger still knows, ring again
                log.warning("job engine lost the database", reason=type(error).__name__)
                connection.close()
                time.sleep(_POLL_SECONDS)
        connection.close()

    def _answer_or_wait(self) -> None:
        close_old_connections()
        waiting = _taken(self._worker)
        if waiting is not None:
            self._worker.run_task(waiting)
            return
        with _bell:
            _bell.wait(_POLL_SECONDS)

    def stop(self) -> None:
        self._worker.running = False


def run_all() -> int:
    """Runs every waiting job in this thread until none is left, and returns how many ran (commands and tests).

    It keeps the thread's connection, which the worker's own loop would close.
    """
    worker = Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id=f"{os.getpid()}-batch", excluded_queue_names=[],
    )  # fmt: skip
    n_ran = 0
    while waiting := _taken(worker):
        worker.run_task(waiting)
        n_ran += 1
    return n_ran


def _taken(worker: Worker) -> "DBTaskResult[..., Any] | None":
    ready = DBTaskResult.objects.ready()
    if not worker.process_all_queues:
        ready = ready.filter(queue_name__in=worker.queue_names)
    if not ready.exists():  # a look costs no writer anything; only a job that waits is worth the lock
        return None
    with exclusive_transaction():
        found = ready.get_locked()
        if found is not None:
            found.claim(worker.worker_id)
        return found


def put_back_stale() -> int:
    """Puts jobs of dead workers back, and returns how many; only for the process that holds this node's lock file.

    django-tasks-db leaves the rows of a killed worker RUNNING for ever; with the lock held, every such row is stale.
    """
    with transaction.atomic():
        return DBTaskResult.objects.running().update(status=TaskResultStatus.READY, started_at=None)


@dataclass(frozen=True, kw_only=True)
class Backlog:
    """Doorbells that nobody has answered; `waits_since` is when the oldest of them was rung."""

    n_waiting: int
    waits_since: datetime | None
    n_failed: int


def backlog() -> Backlog:
    """Returns what waits to be done now, and what failed within the hour before it is forgotten."""
    ready = DBTaskResult.objects.ready()
    oldest = ready.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    return Backlog(
        n_waiting=ready.count(), waits_since=oldest, n_failed=DBTaskResult.objects.failed().count()
    )


def forget_finished() -> int:
    """Deletes finished jobs: the ledger, not the job, is the record. Returns how many."""
    deleted, _ = DBTaskResult.objects.finished().delete()
    return deleted


def action_named(path: str) -> Callable[..., object]:
    """Returns the action at a dotted path, for clockwork."""
    found: Callable[..., object] = import_string(path)
    return found


def is_embedded() -> bool:
    """Says whether jobs run inside the process that serves the pages."""
    return bool(settings.JOBS_EMBEDDED)

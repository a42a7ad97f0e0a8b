"""The engine of one process: django-tasks-db, in the application's own database, whichever that is."""

import os
import time
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from django.db import connection, transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from wardbell.ground.jobs import bell
from wardbell.ground.jobs.engine import Backlog, Taken

_LOOK_S = 0.1  # how long a bell that another process rang may go unheard


def is_waiting(given: Mapping[str, Any]) -> bool:
    """Says whether the same doorbell waits already."""
    return bool(DBTaskResult.objects.ready().filter(args_kwargs={"args": [], "kwargs": given}).exists())


def sign_on() -> str:
    """Returns the id under which this process works; nobody else works."""
    return str(os.getpid())


def is_known(worker: str) -> bool:  # noqa: ARG001  # one process needs nobody's word
    """Says True: whoever holds the node's lock file lives."""
    return True


def sign_off(worker: str) -> None:
    """Does nothing: the lock file goes with the process."""


def heard(queues: tuple[str, ...]) -> Iterator[set[str]]:
    """Yields, ten times a second, in which of these queues something waits; looks only when somebody has written."""
    waiting = DBTaskResult.objects.ready().filter(queue_name__in=queues).order_by()
    written = None
    while True:
        before, written = written, _what_is_written()
        has_changed = written is None or written != before
        yield set(waiting.values_list("queue_name", flat=True).distinct()) if has_changed else set()
        time.sleep(_LOOK_S)


def take(queues: tuple[str, ...], *, worker: str) -> Taken | None:
    """Takes the first doorbell of these queues, or of any when none is named."""
    ready = DBTaskResult.objects.ready()
    if queues:
        ready = ready.filter(queue_name__in=queues)
    if not ready.exists():  # a look costs no writer anything; only a job that waits is worth the lock
        return None
    with exclusive_transaction():
        found = ready.get_locked()
        if found is None:
            return None
        found.claim(worker)
    return Taken(answer=partial(_hand(worker).run_task, found), put_back=partial(_put_back, found))


def put_back_stale() -> int:
    """Puts every job that seems to run back: django-tasks-db leaves those of a killed worker RUNNING for ever."""
    with transaction.atomic():
        n_back: int = DBTaskResult.objects.running().update(status=TaskResultStatus.READY, started_at=None)
    return n_back


def put_back_silent() -> int:
    """Returns 0: no worker falls silent alone, for all live and die with their process."""
    return 0


def backlog() -> Backlog:
    """Returns what waits to be done now, and what failed."""
    ready = DBTaskResult.objects.ready()
    oldest = ready.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    return Backlog(
        n_waiting=ready.count(), waits_since=oldest, n_failed=DBTaskResult.objects.failed().count()
    )


def n_workers() -> int | None:
    """Returns None: nobody counts."""
    return None


def forget_finished() -> int:
    """Deletes finished jobs and returns how many."""
    deleted: int = DBTaskResult.objects.finished().delete()[0]
    return deleted


def _what_is_written() -> int | None:
    """Returns a number that changes with whatever another connection writes; None where no such number is to be had.

    Source: SQLite, PRAGMA data_version.
    """
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA data_version")
        return int(cursor.fetchone()[0])


def _hand(worker: str) -> Worker:
    """Returns the library's own worker, of which only the running and the recording of one job is used."""
    return Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id=worker, excluded_queue_names=[],
    )  # fmt: skip


def _put_back(found: Any) -> None:
    mine = DBTaskResult.objects.running().filter(pk=found.pk)
    if mine.update(status=TaskResultStatus.READY, started_at=None):
        bell.ring((found.queue_name,))

"""The engine of many processes on many machines: Procrastinate, on the application's own PostgreSQL.

Every call goes through Django's own connection of the thread: a doorbell is rung in the transaction of its cause, and an
action runs where it finds its tables. Bells of other processes are heard by LISTEN, one connection for each process.
"""

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, ParamSpec, TypeVar

import structlog
from asgiref.sync import async_to_sync
from django.db import InterfaceError, OperationalError, connection
from django.db.models.functions import Now
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob, ProcrastinateWorker
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status
from psycopg import Connection
from psycopg import Error as LineLost
from psycopg.sql import SQL, Identifier

from wardbell.ground.jobs import bell
from wardbell.ground.jobs.engine import PULSE_S, SILENT_S, Backlog, Taken

log = structlog.get_logger(__name__)
P = ParamSpec("P")
T = TypeVar("T")

WAITS, RUNS = Status.TODO.value, Status.DOING.value
_FINISHED = [one.value for one in (Status.SUCCEEDED, Status.FAILED, Status.CANCELLED, Status.ABORTED)]
_CHANNEL = (
    "procrastinate_queue_v1#"  # which its trigger notifies, with the queue's name behind (sql/schema.sql)
)
_NOW = datetime(2000, 1, 1, tzinfo=UTC)  # long past by every machine's clock
_FORGOTTEN_S = 60.0  # after which the row of a silent worker is deleted; it would sign on anew
_TIMES_CUT_DOWN = 3  # how often a job is begun again that the database's going away has ended


def is_waiting(given: Mapping[str, Any]) -> bool:
    """Says whether the same doorbell waits already."""
    return ProcrastinateJob.objects.filter(
        status=WAITS, args__contains={"args": [], "kwargs": dict(given)}
    ).exists()


def sign_on() -> str:
    """Writes this process among those that work, and returns its id."""
    return str(_awaited(app.job_manager.register_worker))


def is_known(worker: str) -> bool:
    """Writes that this process lives; False when the others have given it up."""
    _awaited(app.job_manager.update_heartbeat, int(worker))
    return ProcrastinateWorker.objects.filter(pk=int(worker)).exists()


def sign_off(worker: str) -> None:
    """Takes this process from those that work; what it still has in hand goes back to the queue soon."""
    _awaited(app.job_manager.unregister_worker, int(worker))


def heard(queues: tuple[str, ...]) -> Iterator[set[str]]:
    """Yields what waits: first all, then each bell as it rings, and all again when none rang for PULSE_S."""
    line = _listen(queues)
    yield _waiting(queues)
    while True:
        rung = {note.channel.removeprefix(_CHANNEL) for note in _notes(line)}
        yield rung or _waiting(queues)  # what was put back, or waited for its time, rings no bell


def take(queues: tuple[str, ...], *, worker: str) -> Taken | None:
    """Takes the first doorbell of these queues, or of any when none is named."""
    job = _awaited(app.job_manager.fetch_job, queues=list(queues) or None, worker_id=int(worker))
    if job is None:
        return None
    return Taken(answer=partial(_answer, job), put_back=partial(_put_back_own, job, worker))


def put_back_stale() -> int:
    """Puts jobs of silent workers back: here no lock file says that nobody else works."""
    return put_back_silent()


def put_back_silent() -> int:
    """Puts jobs of workers that have not been heard of for SILENT_S back, and returns how many.

    Source: Procrastinate, "Retry stalled jobs": its own worker never does.
    """
    silent = list(_awaited(app.job_manager.get_stalled_jobs, seconds_since_heartbeat=SILENT_S))
    for job in silent:
        _put_back(job)
    _awaited(app.job_manager.prune_stalled_workers, _FORGOTTEN_S)
    if silent:
        log.warning("jobs of silent workers put back", n_jobs=len(silent))
    return len(silent)


def backlog() -> Backlog:
    """Returns what waits to be done now, and what failed."""
    waiting = ProcrastinateJob.objects.filter(status=WAITS)
    rung = ProcrastinateEvent.objects.filter(type="deferred", job__status=WAITS).order_by("at")
    return Backlog(
        n_waiting=waiting.count(),
        waits_since=rung.values_list("at", flat=True).first(),
        n_failed=ProcrastinateJob.objects.filter(status=Status.FAILED.value).count(),
    )


def n_workers() -> int | None:
    """Returns how many processes have been heard of within SILENT_S, by the database's clock."""
    since = Now() - timedelta(seconds=SILENT_S)
    return ProcrastinateWorker.objects.filter(last_heartbeat__gte=since).count()


def forget_finished() -> int:
    """Deletes finished jobs and returns how many; their events go with them. (Procrastinate's own verb reads every event to do so.)"""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE status = ANY(%s::procrastinate_job_status[])", [_FINISHED]
        )
        return int(cursor.rowcount)


@contextmanager
def told_as_django_does() -> Iterator[None]:
    """Raises what Procrastinate says of the database as Django would say it, so that callers know one kind of error."""
    try:
        yield
    except ConnectorException as error:
        raise OperationalError(str(error.__cause__ or error)) from error


def given_to(job: Job) -> dict[str, Any]:
    """Returns what a job was deferred with: Django's connections hand JSON over as it is written, and only its models read it."""
    written: Any = job.task_kwargs
    given: dict[str, Any] = json.loads(written)
    return given


def _awaited(verb: Callable[P, Awaitable[T]], *args: P.args, **kwargs: P.kwargs) -> T:
    """Calls a verb of Procrastinate's manager in this thread, by this thread's connection, and waits for it."""
    with told_as_django_does():
        return async_to_sync(verb)(*args, **kwargs)


def _answer(job: Job) -> None:
    ended = Status.SUCCEEDED
    try:
        given = given_to(job)
        import_string(given["task"]).call(*given["args"], **given["kwargs"])
    except Exception as error:  # the one place that must go on: the ledger rings again, the log says why
        if isinstance(error, (OperationalError, InterfaceError)) and job.attempts < _TIMES_CUT_DOWN:
            raise
        log.exception("job failed", job=job.id)
        ended = Status.FAILED
    _awaited(app.job_manager.finish_job, job, ended, delete_job=False)


def _put_back_own(job: Job, worker: str) -> None:
    if ProcrastinateJob.objects.filter(pk=job.id, status=RUNS, worker_id=int(worker)).exists():
        _put_back(job)


def _put_back(job: Job) -> None:
    with told_as_django_does():
        app.job_manager.retry_job_by_id(job.id or 0, retry_at=_NOW)
    bell.ring((job.queue,))


def _waiting(queues: tuple[str, ...]) -> set[str]:
    due = ProcrastinateJob.objects.filter(status=WAITS, queue_name__in=queues).order_by()
    return set(due.values_list("queue_name", flat=True).distinct())


def _listen(queues: tuple[str, ...]) -> "Connection[Any]":
    with connection.cursor() as cursor:
        for queue in queues:
            cursor.execute(SQL("LISTEN {}").format(Identifier(_CHANNEL + queue)))
    line: Connection[Any] = connection.connection
    return line


def _notes(line: "Connection[Any]") -> list[Any]:
    try:
        return list(line.notifies(timeout=PULSE_S, stop_after=1))
    except LineLost as error:
        raise OperationalError(str(error)) from error

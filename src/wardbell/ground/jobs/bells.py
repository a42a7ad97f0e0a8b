"""Ringing: an action is named, and is run by whoever works for its queue, once the present transaction is committed."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.db import transaction
from django_tasks import task

from wardbell.ground.jobs import bell
from wardbell.ground.jobs.engine import engine
from wardbell.ground.queues import Queue

URGENT = 50  #: officials, acknowledgements, corrections
ROUTINE = 0


def later(
    action: Callable[..., object], *, queue: str = "", priority: int = ROUTINE, **ids: str | int | None
) -> None:
    """Rings for `action(**ids)` once the present transaction is committed; the action must be harmless when run twice.

    Without a queue, it waits among the urgent when its priority is URGENT or above, else among all else. Inside a queue the
    higher priority (-100 to 100) goes first, then who rang first.

    Raises:
        ValueError: there is no such queue.
    """
    asked = Queue(queue or (Queue.URGENT if priority >= URGENT else Queue.DEFAULT))
    run.using(priority=priority, queue_name=asked.value).enqueue(path=_path(action), ids=ids)
    transaction.on_commit(lambda: _wake(asked))


def later_once(
    action: Callable[..., object], *, queue: str = "", priority: int = ROUTINE, **ids: str | int | None
) -> bool:
    """Rings as `later` does unless the same doorbell waits to be answered already, and says whether it rang.

    For sweepers: bells that nobody has come to answer yet do not pile up.
    """
    if engine().is_waiting({"path": _path(action), "ids": ids}):
        return False
    later(action, queue=queue, priority=priority, **ids)
    return True


@task()
def run(path: str, ids: dict[str, Any]) -> None:
    """Runs one deferred action of this house."""
    module, _, name = path.partition(":")
    if not module.startswith(("wardbell.", "tests.")):
        raise ValueError(f"not an action of this house: {path}")
    getattr(import_module(module), name)(**ids)


def _wake(queue: str) -> None:
    """Wakes this process's own workers at once; those of others hear it from the engine."""
    bell.ring((queue,))


def _path(action: Callable[..., object]) -> str:
    return f"{action.__module__}:{action.__qualname__}"

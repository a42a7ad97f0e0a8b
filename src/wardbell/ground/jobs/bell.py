"""The bell inside one process: who rings wakes the workers of a queue at once, without the database."""

import threading
from collections import Counter
from collections.abc import Iterable

_rung: Counter[str] = Counter()
_changed = threading.Condition()


def ring(queues: Iterable[str]) -> None:
    """Wakes this process's workers of these queues; those of others hear it from the engine."""
    with _changed:
        _rung.update(queues)
        _changed.notify_all()


def times_rung(queue: str) -> int:
    """Returns how often a queue was rung for: read before one looks for work, so that no ring between is missed."""
    return _rung[queue]


def wait(queue: str, *, since: int, seconds: float) -> None:
    """Returns once a queue was rung for more often than `since`, or after so many seconds."""
    with _changed:
        _changed.wait_for(lambda: _rung[queue] != since, seconds)

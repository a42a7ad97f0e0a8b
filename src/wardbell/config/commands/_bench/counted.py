"""Answers doorbells in the desk and counts what the calls to the database cost. Needs Django awake."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import connection
from django.db.backends.signals import connection_created
from django.db.backends.utils import CursorWrapper

from wardbell.ground import jobs

_Answer = TypeVar("_Answer")


def work_and_count(seconds: float) -> float:
    """Answers every doorbell and returns the seconds of CPU that threads spent inside statements, fetches and commits."""
    counted = _Counted()
    connection_created.connect(counted.watch, weak=False)
    counted.watch(connection=connection)
    end = time.monotonic() + seconds
    while jobs.run_all() and time.monotonic() < end:
        pass
    return counted.cpu_s


class _Counted:
    """Adds up the time of whichever thread is in the database's hands."""

    def __init__(self) -> None:
        self.cpu_s = 0.0

    def watch(self, connection: Any, **_: object) -> None:
        """Counts on one more connection."""
        connection._commit = self.timed(connection._commit)
        connection.make_cursor = lambda cursor: _Cursor(cursor, connection, self)

    def timed(self, call: Callable[..., _Answer]) -> Callable[..., _Answer]:
        """Returns the same call, counted."""

        def counted(*arguments: Any, **named: Any) -> _Answer:
            began = time.thread_time()
            try:
                return call(*arguments, **named)
            finally:
                self.cpu_s += time.thread_time() - began

        return counted


class _Cursor(CursorWrapper):
    """Counts where SQLite does its work: in the statement, and again in each fetch."""

    def __init__(self, cursor: Any, db: Any, counted: _Counted) -> None:
        super().__init__(cursor, db)
        for name in ("execute", "executemany", "fetchone", "fetchmany", "fetchall"):
            setattr(self, name, counted.timed(getattr(self, name)))

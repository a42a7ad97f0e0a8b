"""Whose turn it is: of all processes of a node, one runs its clockwork, and another takes over when that one dies."""

import fcntl
import time
from pathlib import Path
from typing import IO

import structlog
from django.db import Error, connection
from django.db.backends.base.base import BaseDatabaseWrapper

log = structlog.get_logger(__name__)

_ASK_EVERY_S = 1.0  # of the world's clock: how soon another takes over
_SILENT = "30s"  # longer than a pass of all timed actions takes; then the server ends the session, and the turn with it
_LOCK = 0x57415244  # "WARD": one lock in the node's own database
#: a machine that vanishes is noticed by the server within ten seconds, not within the two hours of the system's default
_SESSION = (
    f"SET idle_session_timeout = '{_SILENT}'",
    "SET tcp_keepalives_idle = 4",
    "SET tcp_keepalives_interval = 2",
    "SET tcp_keepalives_count = 3",
)


class NodeLock:
    """The lock file of this node: whoever holds it runs clockwork and jobs, so every RUNNING job at its start is stale."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "node.lock"
        self._file: IO[str] | None = None

    def acquire(self) -> bool:
        """Returns whether this process holds the lock now; it is let go when the process ends, however it ends."""
        if self._file is not None:
            return True
        file = self._path.open("a")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._file = file
        return True


class SharedTurn:
    """A lock that a session in PostgreSQL holds: processes on any number of machines share it, one at a time.

    The server gives it to the next when the session ends: with its process, with its machine, or by falling silent.
    """

    def __init__(self) -> None:
        self._session: BaseDatabaseWrapper | None = None
        self._is_mine, self._asked_at = False, float("-inf")

    def is_mine(self) -> bool:
        """Returns whether it is this process's turn; asks the database at most once a second, and takes the turn when it is free."""
        if time.monotonic() - self._asked_at < _ASK_EVERY_S:
            return self._is_mine
        self._asked_at = time.monotonic()
        before = self._is_mine
        try:
            self._is_mine = self._ask()
        except Error as error:
            log.warning("the turn could not be asked for", reason=type(error).__name__)
            self.let_go()
        if before != self._is_mine:
            log.info("clockwork's turn begins" if self._is_mine else "clockwork's turn is over")
        return self._is_mine

    def let_go(self) -> None:
        """Ends the session, and the turn with it."""
        self._is_mine = False
        if self._session is not None:
            self._session.close()
            self._session = None

    def _ask(self) -> bool:
        if self._session is None:
            self._session = self._opened()
        with self._session.cursor() as cursor:
            cursor.execute("SELECT TRUE" if self._is_mine else f"SELECT pg_try_advisory_lock({_LOCK})")
            row = cursor.fetchone()
        return bool(row and row[0])

    def _opened(self) -> BaseDatabaseWrapper:
        """Returns a session of its own: the thread's own one is closed and opened again as it grows old."""
        session: BaseDatabaseWrapper = connection.copy()
        with session.cursor() as cursor:
            for setting in _SESSION:
                cursor.execute(setting)
        return session

"""Nodes for the suite: a city is founded once for each kind of database, and every fault gets a copy of its own."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from wardbell.config.commands._bench.desk import Desk
from wardbell.config.commands._bench.faults.cluster import Cluster
from wardbell.config.commands._bench.faults.crew import GROWN
from wardbell.config.commands._bench.faults.plan import Base
from wardbell.config.commands._bench.scratch import Scratch

_FILE = "wardbell.sqlite3"
_KEYS = ("key_ring.json", "secret_key")


class Original:
    """A founded city without readers; nobody works on it."""

    def __init__(self, scratch: Scratch, cluster: Cluster | None) -> None:
        self.scratch, self.cluster = scratch, cluster


class Copy(Scratch):
    """A node that begins as a copy of an original; on PostgreSQL in a cluster that is itself a copy."""

    def __init__(
        self, original: Original, *, cluster: Cluster | None, parent: Path | None, **settings: str
    ) -> None:
        """`parent` is the disk for the folder, and so for the file of SQLite."""
        super().__init__(cluster.url if cluster else "", parent=parent, **settings)
        self._original, self.schema = original.scratch, original.scratch.schema

    def start(self) -> Self:
        """Makes the folder, with the original's keys; on SQLite with its file."""
        given = self.is_postgres, self._given_url
        self.is_postgres, self._given_url = False, ""  # its schema is there already
        super().start()
        self.is_postgres, self._given_url = given
        for name in _KEYS:
            if (self._original.folder / name).exists():
                shutil.copy(self._original.folder / name, self.folder / name)
        if not self.is_postgres:
            shutil.copy(self._original.folder / _FILE, self.folder / _FILE)
        return self

    def backends(self, *, who: str = "%") -> list[int]:  # noqa: ARG002  # as it is asked of any
        """Returns nobody: what a database costs is not counted here, and it may be away."""
        return []


@contextmanager
def original(base: Base, *, settings: dict[str, str]) -> Iterator[Original]:
    """Yields a founded city on one kind of database.

    Raises:
        CouldNotMeasure: there is no such database on this machine.
    """
    if base is Base.SQLITE:
        with Scratch("", parent=None, **settings) as scratch:
            _found(scratch)
            with sqlite3.connect(scratch.folder / _FILE) as file:
                file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            file.close()
            yield Original(scratch, None)
        return
    with Cluster() as cluster:
        scratch = Scratch(cluster.url, parent=None, **settings).start()
        try:
            _found(scratch)
            cluster.rest()
            yield Original(scratch, cluster)
        finally:
            cluster.run_on()
            scratch.stop()


def _found(scratch: Scratch) -> None:
    with Desk(scratch, settings=GROWN if scratch.is_postgres else {}) as desk:
        desk.found()

"""A node to measure on: a folder with a database of its own, or a schema of its own in a PostgreSQL; gone afterwards.

Of a PostgreSQL nothing is touched but that schema: it is made here under a new name, it alone is on the search path of every
process, and only a schema that this object made is dropped.
"""

import secrets
import sqlite3
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import psycopg
from psycopg import sql

from wardbell.config import env
from wardbell.config.commands._bench.troubles import CouldNotMeasure

PREFIX = "wardbell_bench_"
_POSTGRES = ("postgres://", "postgresql://")
_SIZES = """
    SELECT COALESCE(sum(pg_total_relation_size(class.oid)), 0)::bigint FROM pg_class class
      JOIN pg_namespace space ON space.oid = class.relnamespace
     WHERE space.nspname = %s AND class.relkind IN ('r', 'm')
"""
_BACKENDS = "SELECT pid FROM pg_stat_activity WHERE application_name LIKE %s"
_WORKERS, _DESK = "workers", "desk"


class Scratch:
    """`with Scratch(database_url) as scratch:`; an empty URL, or one of SQLite, means a file in the folder."""

    def __init__(self, database_url: str = "", *, parent: Path | None = None, **settings: str) -> None:
        """`settings` are further ones by their names in the environment; `parent` is where the folder is made."""
        self._given_url, self._parent, self._settings = database_url, parent, settings
        self.is_postgres = database_url.startswith(_POSTGRES)
        self.schema = f"{PREFIX}{secrets.token_hex(6)}"
        self._held: tempfile.TemporaryDirectory[str] | None = None
        self._has_schema = False

    def start(self) -> Self:
        """Makes folder and schema.

        Raises:
            CouldNotMeasure: the database is of a kind that we do not know, cannot be reached, or lets us make no schema.
        """
        if self._given_url and not self.is_postgres and not self._given_url.startswith("sqlite:"):
            raise CouldNotMeasure("The database is postgresql://... or, for SQLite, left out or sqlite:///.")
        self._held = tempfile.TemporaryDirectory(
            prefix="wardbell-bench-", dir=self._parent, ignore_cleanup_errors=True
        )
        if self.is_postgres:
            try:
                self._run(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(self.schema)))
            except psycopg.Error as fault:
                self.stop()
                raise CouldNotMeasure(f"No schema could be made in this PostgreSQL: {fault}") from fault
            self._has_schema = True
        return self

    def stop(self) -> None:
        """Ends what is still connected to the schema, drops it, and takes the folder away."""
        if self._has_schema:
            for pid in self.backends(who="%"):
                self._run(sql.SQL("SELECT pg_terminate_backend({})").format(pid))
            self._run(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(self.schema)))
            self._has_schema = False
        if self._held is not None:
            self._held.cleanup()
            self._held = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def folder(self) -> Path:
        """Returns the folder, which is also the node's var_dir."""
        if self._held is None:
            raise RuntimeError("the scratch node has not been started")
        return Path(self._held.name)

    @property
    def database_url(self) -> str:
        """Returns DATABASE_URL for the node's processes."""
        return self.url_by(self._given_url) if self.is_postgres else f"sqlite:///{self._file}"

    @property
    def desk_url(self) -> str:
        """Returns the same for the desk, whose part in the server's work is not counted."""
        return self.url_by(self._given_url, who=_DESK) if self.is_postgres else self.database_url

    def url_by(self, database_url: str, *, who: str = _WORKERS) -> str:
        """Returns the URL of the same schema by another way to the same PostgreSQL, such as a proxy."""
        parts = urlsplit(database_url)
        options = dict(parse_qsl(parts.query))
        path = f"-csearch_path={self.schema}"
        options |= {"options": f"{options.get('options', '')} {path}".strip()}
        options |= {"application_name": f"{self.schema}.{who}"}
        return parts._replace(query=urlencode(options, quote_via=quote)).geturl()

    def environment(self, settings: Mapping[str, str] | None = None) -> dict[str, str]:
        """Returns the whole environment of a process of this node; nothing of the caller's node goes through."""
        ours = {
            "WARDBELL_NODE_KIND": "rehearsal", "WARDBELL_VAR_DIR": str(self.folder),
            "WARDBELL_LOG_LEVEL": "error", "WARDBELL_DORMANT_DAYS": "0", "WARDBELL_REVIEW_DAYS": "0",
            "DATABASE_URL": self.database_url, "DJANGO_SETTINGS_MODULE": "wardbell.config.settings",
        }  # fmt: skip
        given = ours | self._settings | dict(settings or {})
        return env.of_own_node(given, bytecode=self.folder / "bytecode")

    def n_bytes(self) -> int:
        """Returns how large the database is, with indexes and without the write-ahead log."""
        if self.is_postgres:
            return int(self._one(_SIZES, self.schema))
        with sqlite3.connect(self._file, timeout=30) as base:
            base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        base.close()
        return self._file.stat().st_size

    def backends(self, *, who: str = _WORKERS) -> list[int]:
        """Returns the process ids of the server's processes for this node's workers (`%`: for all); none for SQLite."""
        if not self.is_postgres:
            return []
        with psycopg.connect(self._given_url, autocommit=True) as server:
            return [row[0] for row in server.execute(_BACKENDS, [f"{self.schema}.{who}"])]

    @property
    def _file(self) -> Path:
        return self.folder / "wardbell.sqlite3"

    def _run(self, statement: sql.Composed) -> None:
        with psycopg.connect(self._given_url, autocommit=True) as server:
            server.execute(statement)

    def _one(self, statement: str, value: str) -> int:
        with psycopg.connect(self._given_url, autocommit=True) as server:
            row = server.execute(statement.encode(), [value]).fetchone()
        return int(row[0]) if row else 0

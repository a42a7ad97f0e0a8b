"""A database for one run: a file in its folder, or one of its own in the caller's PostgreSQL, dropped at the end."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql


@dataclass(frozen=True, kw_only=True)
class Database:
    """Where a run keeps its rows; `url` is empty for the file that a node makes in its own folder."""

    kind: str  #: sqlite or postgresql
    url: str


@contextmanager
def database(folder: Path, *, cluster_url: str) -> Iterator[Database]:
    """Yields a fresh, empty database; `cluster_url` names any database of the cluster in which it is made, or is empty.

    Raises:
        psycopg.Error: the cluster cannot be reached, or lets nobody make databases.
    """
    if not cluster_url.startswith(("postgres://", "postgresql://")):
        yield Database(kind="sqlite", url=f"sqlite:///{folder / 'wardbell.sqlite3'}")
        return
    name = f"wardbell_rehearsal_{secrets.token_hex(6)}"
    _on(cluster_url, "CREATE DATABASE {}", name)
    try:
        yield Database(kind="postgresql", url=urlsplit(cluster_url)._replace(path=f"/{name}").geturl())
    finally:
        _on(cluster_url, "DROP DATABASE {} WITH (FORCE)", name)


def _on(cluster_url: str, statement: str, name: str) -> None:
    with psycopg.connect(cluster_url, autocommit=True) as cluster:
        cluster.execute(sql.SQL(statement).format(sql.Identifier(name)))

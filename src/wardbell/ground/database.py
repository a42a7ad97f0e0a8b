"""The database as an operator sees it: does it answer, are its tables those of this program, does its clock agree."""

from datetime import UTC, datetime, timedelta
from threading import Event

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

_seen_up_to_date = Event()


def check_answers() -> None:
    """Asks the database one thing.

    Raises:
        django.db.Error: it does not answer.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def unapplied() -> list[str]:
    """Returns the migrations that this database still lacks, as `room.name`, in the order in which they apply."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def is_up_to_date() -> bool:
    """Says whether no migration is lacking; once true it stays so in this process, and is not looked up again."""
    if not _seen_up_to_date.is_set() and not unapplied():
        _seen_up_to_date.set()
    return _seen_up_to_date.is_set()


def has_cache_table() -> bool:
    """Says whether the table stands in which attempts are counted."""
    wanted = {one["LOCATION"] for one in settings.CACHES.values() if "db" in one["BACKEND"].split(".")}
    return wanted <= set(connection.introspection.table_names())


def is_sqlite() -> bool:
    """Says whether the database is a file on this machine."""
    return connection.vendor == "sqlite"


def journal_mode() -> str:
    """Returns how SQLite writes, `wal` as it should be; empty for a database that is no file."""
    return str(_one("PRAGMA journal_mode")).lower() if is_sqlite() else ""


def drift() -> timedelta:
    """Returns by how much the database's clock is ahead of this machine's, half the way there and back taken out."""
    asked = "SELECT strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')" if is_sqlite() else "SELECT clock_timestamp()"
    before = datetime.now(UTC)  # the world's clock, not the story's: this is about machines
    told = _one(asked)
    after = datetime.now(UTC)
    there = told if isinstance(told, datetime) else datetime.fromisoformat(str(told))
    return there - (before + (after - before) / 2)


def _one(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return row[0] if row else None

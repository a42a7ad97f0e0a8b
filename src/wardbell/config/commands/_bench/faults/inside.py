"""What the suite does to a node's own tables, in the desk's process: called by name through `Desk.run`."""

import time

from django.db import connection

from wardbell.dispatch import actions as dispatch

_OF_ENGINES = ("django_tasks_db_", "procrastinate_")
_KEPT = ("procrastinate_version", "procrastinate_workers")


def empty_jobs() -> int:
    """Deletes every row of the job engine, whichever it is, and returns how many."""
    tables = [one for one in connection.introspection.table_names() if one.startswith(_OF_ENGINES)]
    n_rows = 0
    with connection.cursor() as cursor:
        for table in sorted(tables, key=len, reverse=True):  # what points at jobs before the jobs
            if table not in _KEPT:
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608  # names that the database told
                n_rows += cursor.rowcount
    return n_rows


def sweep_on(seconds: float) -> int:
    """Sweeps the ledger without a pause for some seconds, and returns how often."""
    end, n_times = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        dispatch.sweep()
        n_times += 1
    return n_times

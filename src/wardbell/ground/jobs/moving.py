"""When a node changes its engine: what waits in the one that it left is rung again in the one that it has."""

import json

from django.conf import settings
from django.db import connection, transaction

from wardbell.ground.jobs.bells import run

#: the engine that was left: its table, and how what it has not done is taken out of it; none may be running
_OF_EMBEDDED = (
    "django_tasks_database_dbtaskresult",
    "DELETE FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')"
    " RETURNING args_kwargs -> 'kwargs', queue_name, priority",
)
_OF_GROWN = (
    "procrastinate_jobs",
    "DELETE FROM procrastinate_jobs WHERE status IN ('todo', 'doing') RETURNING args -> 'kwargs', queue_name, priority",
)


def carry_over() -> int:
    """Rings for what waits in the engine that this node does not have any more, and returns how much that was."""
    if connection.vendor != "postgresql":  # the grown engine never ran here
        return 0
    table, take_out = _OF_EMBEDDED if settings.JOBS_GROWN else _OF_GROWN
    if table not in connection.introspection.table_names():
        return 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(take_out)
            left = cursor.fetchall()
        for given, queue, priority in left:
            run.using(queue_name=queue, priority=priority).enqueue(**json.loads(given))
    return len(left)

"""Jobs: a doorbell for an action that takes ids. The ledger of each room is the truth; a job may be lost, late or run twice.

The interface is Django's Tasks. Which engine stands behind it (`embedded`: django-tasks-db, `grown`: Procrastinate on
PostgreSQL) is known to this folder and to the settings alone; both do the same for whoever calls.

Belongs here: ringing (`later`, `later_once`), working (`Team`), and what an operator asks of either.
Never here: what is done when a bell rings.
Called by: every room; `config` hosts the team.
"""

from wardbell.ground.jobs.bells import ROUTINE, URGENT, later, later_once, run
from wardbell.ground.jobs.engine import (
    Backlog,
    action_named,
    backlog,
    forget_finished,
    is_embedded,
    n_workers,
    put_back_silent,
    put_back_stale,
    run_all,
)
from wardbell.ground.jobs.moving import carry_over
from wardbell.ground.jobs.team import Team
from wardbell.ground.queues import QUEUES, Queue

__all__ = [
    "QUEUES",
    "ROUTINE",
    "URGENT",
    "Backlog",
    "Queue",
    "Team",
    "action_named",
    "backlog",
    "carry_over",
    "forget_finished",
    "is_embedded",
    "later",
    "later_once",
    "n_workers",
    "put_back_silent",
    "put_back_stale",
    "run",
    "run_all",
]

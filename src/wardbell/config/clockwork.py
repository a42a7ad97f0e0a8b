"""What runs by itself, and how often: one list, one page. Each is an action that is harmless when run twice."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, kw_only=True)
class Timed:
    """`action` is a dotted path; `every` is in the story's clock."""

    action: str
    every: timedelta


TIMED: tuple[Timed, ...] = (
    Timed(action="wardbell.escalation.actions.escalate_due", every=timedelta(seconds=5)),
    Timed(action="wardbell.dispatch.actions.sweep", every=timedelta(seconds=5)),
    Timed(action="wardbell.dispatch.actions.release_held", every=timedelta(seconds=30)),
    Timed(action="wardbell.notices.actions.ask_due", every=timedelta(seconds=10)),
    Timed(action="wardbell.ground.jobs.forget_finished", every=timedelta(hours=1)),
)

"""The one source of time: aware, UTC. Rules never ask it; they are handed its answer.

A rehearsal runs the story's clock faster than the world's; every process of a rehearsal is given the same origin.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, kw_only=True)
class Pace:
    """The story's time is `story_began + (world's time - world_began) * speed`; both instants are aware."""

    story_began_at: datetime
    world_began_at: datetime
    speed: float = 1.0


_pace: Pace | None = None
_fixed: datetime | None = None


def now() -> datetime:
    """Returns the present instant, aware, in UTC."""
    if _fixed is not None:
        return _fixed
    world = datetime.now(UTC)
    if _pace is None:
        return world
    return _pace.story_began_at + (world - _pace.world_began_at) * _pace.speed


def sleep(duration: timedelta) -> None:
    """Waits for a duration of the story's clock."""
    time.sleep(max(0.0, duration.total_seconds()) / speed())


def speed() -> float:
    """Returns how many seconds of the story pass in one second of the world."""
    return _pace.speed if _pace else 1.0


def keep_pace(pace: Pace | None) -> None:
    """Sets the story's clock; the caller (settings) has made sure that this node is a rehearsal."""
    global _pace  # noqa: PLW0603  # one clock in one process
    _pace = pace


@contextmanager
def fixed(at: datetime) -> Iterator[None]:
    """Stops the clock at an aware instant, for tests and for pages that show another moment."""
    global _fixed  # noqa: PLW0603  # one clock in one process
    if at.tzinfo is None:
        raise ValueError("a fixed clock needs an aware instant")
    before, _fixed = _fixed, at.astimezone(UTC)
    try:
        yield
    finally:
        _fixed = before

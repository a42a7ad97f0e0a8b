"""How long until the last reader has it, from the tallies that chunks carry; no log is opened."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from wardbell.dispatch import rules
from wardbell.dispatch.models import Chunk, Posting
from wardbell.dispatch.queries.audiences import about
from wardbell.dispatch.rules import ON_THE_WAY, ChunkState, State
from wardbell.dispatch.sheet import WAITING, total
from wardbell.ground import clock
from wardbell.places import queries as places

_TO_DO = (WAITING, State.QUEUED, State.SENDING)


@dataclass(frozen=True, kw_only=True)
class Remaining:
    """When the last reader of one language and medium has it: `time` is zero when all are done, None before anything was measured."""

    language: str
    medium: str
    time: timedelta | None
    n_held: int  #: wait for their hour, and are not reckoned with


class _Stretch(NamedTuple):
    """Chunks of one posting that could leave from the same instant: they share one rate."""

    posting_id: object
    begins_at: datetime
    language: str
    medium: str


def remaining(subject: str) -> list[Remaining]:
    """Returns the time to the last reader about a subject and its parts, per language and medium, of those written down so far.

    Each posting has a rate of its own, measured from when its copies could leave: the end of the visible hold, or of the night
    for who sleeps. A queue that stands still takes longer and longer. What is held counts in `n_held` alone.
    """
    postings = Posting.objects.filter(about(subject), state__in=ON_THE_WAY)
    rows = Chunk.objects.filter(posting_id__in=postings.values("id")).exclude(state=ChunkState.DAMAGED)
    columns = ("posting_id", "posting__release_at", "may_wake", "language", "medium", "held_until", "tally")
    left: dict[_Stretch, list[int]] = defaultdict(lambda: [0, 0, 0])
    zone = places.zone()
    for posting_id, release_at, may_wake, language, medium, held_until, tally in rows.values_list(*columns):
        begins_at = _begins_at(release_at, may_wake=may_wake, zone=zone)
        counts = left[_Stretch(posting_id, begins_at, language, medium)]
        states = total([tally])
        n_waiting = sum(states[one] for one in _TO_DO)
        counts[2 if held_until else 0] += n_waiting
        counts[1] += states.total() - n_waiting - states[State.HELD]
    return _by_language(left, now=clock.now())


def _begins_at(release_at: datetime, *, may_wake: bool, zone: ZoneInfo) -> datetime:
    return release_at if may_wake else rules.quiet_until(release_at, zone=zone) or release_at


def _by_language(left: dict[_Stretch, list[int]], *, now: datetime) -> list[Remaining]:
    times: dict[tuple[str, str], list[timedelta | None]] = defaultdict(list)
    held: dict[tuple[str, str], int] = defaultdict(int)
    for stretch, (n_left, n_done, n_held) in left.items():
        key = (stretch.language, stretch.medium)
        held[key] += n_held
        if n_left or n_done:
            times[key].append(rules.time_left(n_left=n_left, n_done=n_done, elapsed=now - stretch.begins_at))
    return [
        Remaining(language=language, medium=medium, time=_longest(times[language, medium]), n_held=n_held)
        for (language, medium), n_held in sorted(held.items())
    ]


def _longest(times: Iterable[timedelta | None]) -> timedelta | None:
    known = [one for one in times if one is not None]
    return max(known) if known and len(known) == len([*times]) else None

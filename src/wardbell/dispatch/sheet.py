"""One chunk in memory: what is known of every copy, read from its log. It decides nothing and knows no table."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from wardbell.dispatch.records import Run
from wardbell.dispatch.rules import State

WAITING = "waiting"  #: in a tally: nothing was tried yet; queued, or held, as its chunk is
Tally = dict[str, dict[str, int]]  #: area, then state (or WAITING), to how many copies


class Sheet:
    """The copies of one chunk by position: whom each is for, its state, and when it is tried next."""

    def __init__(self, ids: "array[int]", *, areas: Sequence[str], area_of: "array[int]") -> None:
        self.ids = ids
        self._areas = tuple(areas)
        self._area_of = area_of  # empty: all come through the first area
        self._states: list[State | None] = [None] * len(ids)
        self._attempts = bytearray(len(ids))
        self._doubles: set[int] = set()
        self._next_at: dict[int, datetime] = {}
        self._reasons: dict[int, str] = {}
        self._first_waiting = 0
        self._counts = self._counted()

    def __len__(self) -> int:
        return len(self.ids)

    def apply(self, runs: Iterable[Run]) -> None:
        """Takes over what the log says, in its order."""
        for run in runs:
            for position in range(run.first, run.first + run.n):
                self._set(position, run)

    def state(self, position: int) -> State | None:
        """Returns the state of a copy; None when nothing was tried yet."""
        return self._states[position]

    def attempt(self, position: int) -> int:
        """Returns how many attempts were begun."""
        return self._attempts[position]

    def reason(self, position: int) -> str:
        """Returns why a copy is in its state, in our words; empty when there is nothing to say."""
        return self._reasons.get(position, "")

    def is_possible_double(self, position: int) -> bool:
        return position in self._doubles

    def area(self, position: int) -> str:
        """Returns the letter's area through which this copy reaches its reader; empty when there is none."""
        if not self._areas:
            return ""
        return self._areas[self._area_of[position] if self._area_of else 0]

    def position_of(self, reader_id: int) -> int | None:
        """Returns where the copy of a reader stands; ids are in order."""
        low, high = 0, len(self.ids)
        while low < high:
            middle = (low + high) // 2
            if self.ids[middle] < reader_id:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self.ids) and self.ids[low] == reader_id else None

    def due(self, *, now: datetime, n: int, but: Collection[int] = ()) -> list[int]:
        """Returns up to `n` positions that may be tried now, less some readers': first those never tried, then what waited."""
        found: list[int] = []
        for position in self.waiting():
            if len(found) == n:
                return found
            if self.ids[position] not in but:
                found.append(position)
        later = sorted(
            position for position, at in self._next_at.items() if at <= now and self.ids[position] not in but
        )
        return found + later[: n - len(found)]

    def waiting(self) -> Iterator[int]:
        """Yields the positions of which nothing was tried yet, in order."""
        while self._first_waiting < len(self) and self._states[self._first_waiting] is not None:
            self._first_waiting += 1
        for position in range(self._first_waiting, len(self)):
            if self._states[position] is None:
                yield position

    def in_state(self, *states: State) -> list[int]:
        """Returns the positions in one of these states, in order."""
        return [position for position, state in enumerate(self._states) if state in states]

    def next_at(self) -> datetime | None:
        """Returns when the first of those that wait for a time is due; None when none does."""
        return min(self._next_at.values(), default=None)

    def next_at_of(self, position: int) -> datetime | None:
        return self._next_at.get(position)

    def has_waiting(self) -> bool:
        return next(self.waiting(), None) is not None

    def tally(self) -> Tally:
        """Returns how many copies are in each state, by area."""
        return {area: {state: n for state, n in states.items() if n} for area, states in self._counts.items()}

    def count(self, state: State) -> int:
        """Returns how many copies are in a state."""
        return sum(counts[state] for counts in self._counts.values())

    def readers_in(self, positions: Collection[int]) -> set[int]:
        return {self.ids[position] for position in positions}

    def _set(self, position: int, run: Run) -> None:
        counts = self._counts[self.area(position)]
        counts[self._states[position] or WAITING] -= 1
        counts[run.state] += 1
        self._states[position] = run.state
        if run.attempt:
            self._attempts[position] = run.attempt
        if run.is_possible_double:
            self._doubles.add(position)
        if run.reason:
            self._reasons[position] = run.reason
        else:
            self._reasons.pop(position, None)
        if run.next_at is not None:
            self._next_at[position] = run.next_at
        else:
            self._next_at.pop(position, None)

    def _counted(self) -> defaultdict[str, Counter[str]]:
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        if not self._areas:
            counts[""][WAITING] = len(self)
        elif not self._area_of:
            counts[self._areas[0]][WAITING] = len(self)
        else:
            for place, n in Counter(self._area_of).items():
                counts[self._areas[place]][WAITING] = n
        return counts


def total(tallies: Iterable[Mapping[str, Mapping[str, int]]]) -> Counter[str]:
    """Returns how many copies are in each state, over all areas."""
    found: Counter[str] = Counter()
    for tally in tallies:
        for states in tally.values():
            found.update(states)
    return found

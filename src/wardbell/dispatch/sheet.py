"""One chunk in memory: what is known of every copy, read from its log. It decides nothing and knows no table."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import TypeVar

from wardbell.dispatch.records import Run
from wardbell.dispatch.rules import State

WAITING = "waiting"  #: in a tally: nothing was tried yet; queued, or held, as its chunk is
#: in memory a state is one byte, so that a window of copies is looked at and changed as one piece
_STATES: tuple[State | None, ...] = (None, *State)
_Note = TypeVar("_Note")
_CODES = {state: code for code, state in enumerate(_STATES)}
Tally = dict[str, dict[str, int]]  #: area, then state (or WAITING), to how many copies


class Sheet:
    """The copies of one chunk by position: whom each is for, its state, and when it is tried next."""

    def __init__(self, ids: "array[int]", *, areas: Sequence[str], area_of: "array[int]") -> None:
        self.ids = ids
        self._areas = tuple(areas)
        self._area_of = area_of  # empty: all come through the first area
        self._states = bytearray(len(ids))
        self._attempts = bytearray(len(ids))
        self._doubles: set[int] = set()
        self._next_at: dict[int, datetime] = {}
        self._reasons: dict[int, str] = {}
        self._first_waiting = 0  # nothing waits before it
        self._counts = self._counted()

    def __len__(self) -> int:
        return len(self.ids)

    def apply(self, runs: Iterable[Run]) -> None:
        """Takes over what the log says, in its order."""
        for run in runs:
            self._set(run)

    def state(self, position: int) -> State | None:
        """Returns the state of a copy; None when nothing was tried yet."""
        return _STATES[self._states[position]]

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
        found = list(islice((one for one in self.waiting() if self.ids[one] not in but), n))
        if len(found) == n or not self._next_at:
            return found
        later = sorted(
            position for position, at in self._next_at.items() if at <= now and self.ids[position] not in but
        )
        return found + later[: n - len(found)]

    def waiting(self) -> Iterator[int]:
        """Yields the positions of which nothing was tried yet, in order."""
        position = self._states.find(0, self._first_waiting)
        self._first_waiting = position if position >= 0 else len(self)
        while position >= 0:
            yield position
            position = self._states.find(0, position + 1)

    def in_state(self, *states: State) -> list[int]:
        """Returns the positions in one of these states, in order."""
        codes = {_CODES[state] for state in states}
        if not any(code in self._states for code in codes):
            return []
        return [position for position, code in enumerate(self._states) if code in codes]

    def are_alike(self, positions: Sequence[int]) -> bool:
        """Says whether these are neighbours, in order, of one state and one attempt, possible doubles all or none."""
        first, n = positions[0], len(positions)
        if positions[-1] - first != n - 1:
            return False
        states, attempts = self._states[first : first + n], self._attempts[first : first + n]
        n_doubles = len(self._doubles.intersection(positions)) if self._doubles else 0
        return states.count(states[0]) == attempts.count(attempts[0]) == n and n_doubles in {0, n}

    def next_at(self) -> datetime | None:
        """Returns when the first of those that wait for a time is due; None when none does."""
        return min(self._next_at.values(), default=None)

    def next_at_of(self, position: int) -> datetime | None:
        return self._next_at.get(position)

    def has_waiting(self) -> bool:
        return self._states.find(0, self._first_waiting) >= 0

    def tally(self) -> Tally:
        """Returns how many copies are in each state, by area."""
        return {area: {state: n for state, n in states.items() if n} for area, states in self._counts.items()}

    def count(self, state: State) -> int:
        """Returns how many copies are in a state."""
        return sum(counts[state] for counts in self._counts.values())

    def readers_in(self, positions: Collection[int]) -> set[int]:
        return {self.ids[position] for position in positions}

    def _set(self, run: Run) -> None:
        first, end = run.first, run.first + run.n
        if end > len(self):
            raise IndexError("a run goes on behind the last reader")
        self._count_anew(self._states[first:end], first=first, state=run.state)
        self._states[first:end] = bytes((_CODES[run.state],)) * run.n
        if run.attempt:
            self._attempts[first:end] = bytes((run.attempt,)) * run.n
        if run.is_possible_double:
            self._doubles.update(range(first, end))
        _note(self._reasons, range(first, end), run.reason or None)
        _note(self._next_at, range(first, end), run.next_at)

    def _count_anew(self, before: bytearray, *, first: int, state: State) -> None:
        areas = self._area_of[first : first + len(before)] if self._area_of else ()
        moved = (
            Counter(zip(areas, before, strict=True))
            if areas
            else {(0, code): n for code, n in _counts(before)}
        )
        for (place, code), n in moved.items():
            counts = self._counts[self._areas[place] if self._areas else ""]
            counts[_STATES[code] or WAITING] -= n
            counts[state] += n

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


def _counts(codes: bytearray) -> list[tuple[int, int]]:
    if codes and codes.count(codes[0]) == len(codes):
        return [(codes[0], len(codes))]
    return list(Counter(codes).items())


def _note(kept: dict[int, _Note], positions: range, value: _Note | None) -> None:
    if value is not None:
        kept.update(dict.fromkeys(positions, value))
    elif kept:
        for position in positions:
            kept.pop(position, None)


def total(tallies: Iterable[Mapping[str, Mapping[str, int]]]) -> Counter[str]:
    """Returns how many copies are in each state, over all areas."""
    found: Counter[str] = Counter()
    for tally in tallies:
        for states in tally.values():
            found.update(states)
    return found

"""What a sink knows: how often each key was accepted, when, and what it was told to do wrong. Knows no protocol and no database."""

import asyncio
import re
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

#: the number of a letter to officials, by which it is told from the bulk beside it: 2099-000017
MARK = re.compile(rb"2099-\d{6}")
_MARK_BEGINS = b"2099-"
_BUCKET_S = 0.01
_SAMPLES = 4_000  #: messages among which one of each language is looked for
_LANGUAGES = 8


class Behaviour(StrEnum):
    """What the sink does with a message."""

    OK = "ok"
    TOO_FAST = "429"  #: not accepted; SMTP 450
    FAULT = "500"  #: not accepted; SMTP 451
    AWAY = "503"  #: not accepted; SMTP 421 and closed
    SLOW = "slow"  #: accepted at once, answered after `delay_s`
    HANG = "hang"  #: accepted, never answered
    HTML = "html"  #: not accepted, answered with a page and 200; SMTP answers no code
    DROP = "drop"  #: not accepted, connection closed without an answer
    CUT = "cut"  #: accepted, connection closed without an answer
    LOSE = "lose"  #: answered as if accepted, and gone: to see whether a check finds it
    DOUBLE = "double"  #: accepted twice: for the same reason


ACCEPTING = frozenset({Behaviour.OK, Behaviour.SLOW, Behaviour.HANG, Behaviour.CUT, Behaviour.DOUBLE})


@dataclass(kw_only=True)
class Plan:
    """What comes next: one behaviour for the next `n` messages (-1: until told otherwise), for every `every`th of them."""

    kind: Behaviour = Behaviour.OK
    n: int = -1
    every: int = 1
    delay_s: float = 2.0
    retry_after_s: float | None = None
    seen: int = 0

    def next(self) -> Behaviour:
        """Returns what to do with the message that has just come."""
        if self.kind is Behaviour.OK or self.n == 0:
            return Behaviour.OK
        self.seen += 1
        if self.seen % self.every:
            return Behaviour.OK
        self.n -= self.n > 0
        return self.kind


@dataclass(kw_only=True)
class Tally:
    """Every message by its key. Copies are what was accepted; what a sink that takes the key drops is `asked_again`."""

    takes_key: bool = False
    plan: Plan = field(default_factory=Plan)
    copies: Counter[bytes] = field(default_factory=Counter)
    marked: dict[bytes, Counter[bytes]] = field(default_factory=dict)
    mark_at: dict[bytes, tuple[float, float]] = field(default_factory=dict)
    accepted: int = 0  #: of the bulk
    asked_again: int = 0
    did: Counter[str] = field(default_factory=Counter)
    first_at: float | None = None
    last_at: float | None = None
    timeline: Counter[int] = field(default_factory=Counter)
    samples: dict[str, str] = field(default_factory=dict)
    _waiting: list[tuple[int, asyncio.Event]] = field(default_factory=list)
    _wake_at: int = -1

    def take(self, key: bytes, body: bytes) -> Behaviour:
        """Decides what becomes of one message, and counts it if it is accepted."""
        kind = self.plan.next()
        if kind is not Behaviour.OK:
            self.did[kind] += 1
        if kind in ACCEPTING:
            self._accept(key, body)
        if kind is Behaviour.DOUBLE:
            self._accept(key, body)
        return kind

    def _accept(self, key: bytes, body: bytes) -> None:
        now = time.monotonic()
        if _MARK_BEGINS in body and (found := MARK.search(body)):
            self._accept_marked(found.group(), key, now)
            return
        if self.takes_key and key in self.copies:
            self.asked_again += 1
            return
        self.copies[key] += 1
        self.accepted += 1
        self.last_at = now
        if self.first_at is None:
            self.first_at = now
        self.timeline[int(now / _BUCKET_S)] += 1
        if self.accepted == self._wake_at:
            self._wake()

    def _accept_marked(self, mark: bytes, key: bytes, now: float) -> None:
        counts = self.marked.setdefault(mark, Counter())
        if self.takes_key and key in counts:
            self.asked_again += 1
            return
        counts[key] += 1
        self.mark_at[mark] = (self.mark_at.get(mark, (now, now))[0], now)

    def wants_sample(self) -> bool:
        """Says whether another language may still come up."""
        return self.accepted < _SAMPLES and len(self.samples) < _LANGUAGES

    async def wait_for(self, n: int, *, timeout_s: float) -> bool:
        """Waits until n messages of the bulk were accepted, and says whether that came in time."""
        if self.accepted >= n:
            return True
        event = asyncio.Event()
        self._waiting.append((n, event))
        self._wake_at = min(wanted for wanted, _ in self._waiting)
        try:
            async with asyncio.timeout(timeout_s):
                await event.wait()
        except TimeoutError:
            self._waiting = [one for one in self._waiting if one[1] is not event]
            return False
        return True

    def _wake(self) -> None:
        for wanted, event in self._waiting:
            if wanted <= self.accepted:
                event.set()
        self._waiting = [one for one in self._waiting if one[0] > self.accepted]
        self._wake_at = min((wanted for wanted, _ in self._waiting), default=-1)

    def told(self) -> Mapping[str, object]:
        """Returns all counts, fit for JSON; instants are of the machine's monotonic clock, in seconds."""
        histogram = Counter(self.copies.values())
        return {
            "accepted": self.accepted, "distinct": len(self.copies), "asked_again": self.asked_again,
            "copies": {str(n): many for n, many in sorted(histogram.items())}, "did": dict(self.did),
            "first_at": self.first_at, "last_at": self.last_at, "takes_key": self.takes_key,
            "cpu_s": time.process_time(), "now": time.monotonic(),
        }  # fmt: skip

    def told_marks(self) -> list[Mapping[str, object]]:
        """Returns what became of each letter to officials."""
        return [
            {"mark": mark.decode(), "accepted": counts.total(), "distinct": len(counts),
             "most": max(counts.values()), "first_at": self.mark_at[mark][0], "last_at": self.mark_at[mark][1]}
            for mark, counts in self.marked.items()
        ]  # fmt: skip

    def told_timeline(self) -> list[tuple[float, int]]:
        """Returns how many were accepted in each hundredth of a second, by the instant at which it began."""
        return [(bucket * _BUCKET_S, n) for bucket, n in sorted(self.timeline.items())]

    def forget(self) -> None:
        """Begins to count anew; the plan and the samples stay."""
        for one in (self.copies, self.marked, self.mark_at, self.did, self.timeline):
            one.clear()
        self.accepted = self.asked_again = 0
        self.first_at = self.last_at = None

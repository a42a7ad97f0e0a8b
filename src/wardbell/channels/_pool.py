"""Connections to a provider, kept open, and the batches that wait for them: first come first served, one piece each in turn.

One hop between threads for a batch, and no task, timer or future for a message: a connection that has its answer takes the
next piece of work at once. One clock per pool looks after everything that may take too long.
"""

import asyncio
from abc import abstractmethod
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from concurrent.futures import Future
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from wardbell.channels._loop import OwnLoop
from wardbell.channels.base import Failed, NotOpened, Outcome, Reason, Setting

Work = TypeVar("Work")
Answer = TypeVar("Answer")

NOT_TRIED = Failed(reason=Reason.NOT_TRIED, permanent=False, retry_after_s=1.0)
HUNG_UP = Failed(reason=Reason.UNREACHABLE, permanent=False, retry_after_s=60.0)
REDIAL_S = (
    1.0  #: after a call that failed, while other connections live: many relays allow so many and no more
)
GOODBYE_S = 1.0  #: for all goodbyes together, when a channel is closed
TICK_S = 0.25  #: how exactly a timeout is kept, at most
_MOST_RETURNS = 3  #: connections on which one piece of work may find nobody, before it is taken for the cause


class NoPeer(Exception):
    """The provider cannot be reached now; nothing of this message has left. `outcome` is what to say if nobody can."""

    def __init__(self, outcome: Failed) -> None:
        super().__init__(outcome.reason)
        self.outcome = outcome


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How many connections at once, and how long things may take."""

    connections: int
    timeout_s: float  #: for each wait for the provider
    batch_s: float  #: after which nothing of a batch begins
    rest_s: float  #: a connection idle for longer is not trusted again


class Line(asyncio.Protocol, Generic[Work, Answer]):
    """One open connection; one piece of work is under way on it at a time.

    It tells its pool `answered` or `came_back` once for each piece that it began, and `lost` when it ends.
    """

    batch: "_Batch[Work, Answer] | None" = None  #: whose piece is under way; the pool's own note
    place: int = 0
    due: float = 0.0  #: of the loop's clock: when the wait that is under way is over
    rested_at: float = 0.0
    is_open: bool = False
    is_fresh: bool = True  #: nothing was done on it yet

    @abstractmethod
    def begin(self, work: Work) -> bool:
        """Begins a piece of work; False when it was found dead and nothing of it was written."""

    @abstractmethod
    def is_quiet(self) -> bool:
        """Says whether a connection that has rested is as it was left: open, and nobody has spoken."""

    @abstractmethod
    def give_up(self) -> Answer | Failed:
        """Closes, because the wait is over, and returns what to say of the piece under way."""

    @abstractmethod
    def leave(self) -> None:
        """Closes politely; nothing is under way."""


@dataclass(eq=False)
class _Batch(Generic[Work, Answer]):
    works: Sequence[Work]
    done: "Future[list[Answer | Failed]]"
    ends_at: float  #: of the loop's clock
    waiting: deque[int]
    answers: "dict[int, Answer | Failed]"
    returns: dict[int, int]

    def settle(self, place: int, answer: Answer | Failed) -> None:
        """Notes an answer; the last one ends the batch."""
        self.answers[place] = answer
        if len(self.answers) == len(self.works):
            self.done.set_result([self.answers[one] for one in range(len(self.works))])

    def settle_rest(self, answer: Failed) -> None:
        """Gives up what waits."""
        while self.waiting:
            self.settle(self.waiting.popleft(), answer)


class Pool(Generic[Work, Answer]):
    """The connections to one address. Lives on one loop; `dial` opens a line that has told nobody yet that it is open."""

    def __init__(
        self, dial: "Callable[[Pool[Work, Answer]], Awaitable[Line[Work, Answer]]]", *, terms: Terms
    ) -> None:
        self._dial = dial
        self.terms = terms
        self._loop = asyncio.get_running_loop()
        self._queue: deque[_Batch[Work, Answer]] = deque()
        self._lines: set[Line[Work, Answer]] = set()
        self._idle: list[Line[Work, Answer]] = []
        self._sockets: set[Line[Work, Answer]] = set()  #: these and those that are being closed
        self._calls: set[asyncio.Task[None]] = set()
        self._call_again_at = 0.0
        self._clock: asyncio.TimerHandle | None = None

    def take(self, works: Sequence[Work], done: "Future[list[Answer | Failed]]") -> None:
        """Sends each piece of work and resolves `done` with one answer each, in order."""
        self._queue.append(
            _Batch(
                works=works, done=done, ends_at=self._loop.time() + self.terms.batch_s,
                waiting=deque(range(len(works))), answers={}, returns={},
            )
        )  # fmt: skip
        if self._clock is not None:
            self._clock.cancel()  # it may be the slow one, of a pool at rest
        self._clock = self._loop.call_later(self._tick_s(), self._tick)
        self._pump()

    def answered(self, line: Line[Work, Answer], answer: Answer | Failed) -> None:
        """Takes the answer to what was under way; the line gets the next piece."""
        batch, line.batch, line.is_fresh = line.batch, None, False
        if batch is not None:
            batch.settle(line.place, answer)
        if line.is_open:
            self._occupy(line)
        else:
            self._pump()

    def came_back(self, line: Line[Work, Answer]) -> None:
        """Takes back what was under way and of which nothing has left; it goes once more over another line.

        What a fresh line ends on, or several lines one after the other, is taken for the cause of it.
        """
        batch, line.batch = line.batch, None
        if batch is not None:
            n_returns = batch.returns[line.place] = batch.returns.get(line.place, 0) + 1
            if line.is_fresh or n_returns >= _MOST_RETURNS:
                batch.settle(line.place, HUNG_UP)
                return
            batch.waiting.appendleft(line.place)
            if batch not in self._queue:
                self._queue.appendleft(batch)

    def lost(self, line: Line[Work, Answer]) -> None:
        """Forgets a line that has ended."""
        self._sockets.discard(line)
        self._forget(line)
        self._pump()

    async def close(self) -> None:
        """Ends every line and answers everything: what was under way may have left, what waits has not."""
        for call in self._calls:
            call.cancel()
        for batch in self._queue:
            batch.settle_rest(NOT_TRIED)
        self._queue.clear()
        if self._clock is not None:
            self._clock.cancel()
        for line in list(self._lines):
            if line.batch is not None:
                line.batch.settle(line.place, line.give_up())
                line.batch = None
            elif line.is_open:
                line.leave()
        await asyncio.gather(*self._calls, return_exceptions=True)
        end = self._loop.time() + GOODBYE_S
        while self._sockets and self._loop.time() < end:
            await asyncio.sleep(0.005)
        for line in self._sockets:
            line.give_up()

    def _pump(self) -> None:
        """Brings what waits and what is free together, and calls for more lines while too few are open."""
        while self._queue and (line := self._rested()):
            self._occupy(line)
        n_waiting = sum(len(batch.waiting) for batch in self._queue)
        n_more = min(n_waiting, self.terms.connections - len(self._lines)) - len(self._calls)
        if n_more > 0 and (not self._lines or self._loop.time() >= self._call_again_at):
            for _ in range(n_more):
                call = self._loop.create_task(self._call())
                self._calls.add(call)
                call.add_done_callback(self._calls.discard)

    def _occupy(self, line: Line[Work, Answer]) -> None:
        """Gives a free line the next piece of work, or lets it rest."""
        now = self._loop.time()
        while self._queue:
            batch = self._queue[0]
            if now >= batch.ends_at:
                batch.settle_rest(NOT_TRIED)
            if not batch.waiting:
                self._queue.popleft()
                continue
            line.batch, line.place, line.due = batch, batch.waiting.popleft(), now + self.terms.timeout_s
            self._queue.rotate(-1)
            if not line.begin(batch.works[line.place]):
                self.came_back(line)
                self._forget(line)
                self._loop.call_soon(self._pump)
            return
        line.rested_at = now
        self._idle.append(line)

    def _rested(self) -> Line[Work, Answer] | None:
        now = self._loop.time()
        while self._idle:
            line = self._idle.pop()
            if line.is_open and now - line.rested_at < self.terms.rest_s and line.is_quiet():
                return line
            line.leave()
            self._forget(line)
        return None

    def _forget(self, line: Line[Work, Answer]) -> None:
        line.is_open = False
        self._lines.discard(line)
        if line in self._idle:
            self._idle.remove(line)

    async def _call(self) -> None:
        """Opens one more line. When nobody can be reached at all, what waits is told so: one try each, not one a message."""
        try:
            line = await self._dial(self)
            if not line.is_open:
                raise NoPeer(HUNG_UP)
        except NoPeer as fault:
            self._calls.discard(cast("asyncio.Task[None]", asyncio.current_task()))
            self._call_again_at = self._loop.time() + REDIAL_S
            if not self._lines and not self._calls:
                while self._queue:
                    self._queue.popleft().settle_rest(fault.outcome)
            return
        self._lines.add(line)
        self._sockets.add(line)
        self._occupy(line)

    def _tick_s(self) -> float:
        is_busy = self._queue or self._calls or len(self._idle) < len(self._lines)
        return min(TICK_S, self.terms.timeout_s / 4) if is_busy else self.terms.rest_s

    def _tick(self) -> None:
        """Is the one clock: gives up what waits for too long, lets go of what has rested for too long."""
        self._clock, now = None, self._loop.time()
        for line in [one for one in self._lines if one.batch is not None and now >= one.due]:
            answer = line.give_up()
            self._forget(line)
            self.answered(line, answer)
        for batch in [one for one in self._queue if now >= one.ends_at]:
            batch.settle_rest(NOT_TRIED)
            self._queue.remove(batch)
        for line in [one for one in self._idle if now - one.rested_at >= self.terms.rest_s]:
            line.leave()
            self._forget(line)
        self._pump()
        if self._queue or self._lines or self._calls:
            self._clock = self._loop.call_later(self._tick_s(), self._tick)


Where = TypeVar("Where")


class Fleet(Generic[Where, Work, Answer]):
    """What a channel that calls somebody has: a loop of its own, and on it a pool for each address."""

    def __init__(
        self,
        name: str,
        dial: "Callable[[Where, Pool[Work, Answer]], Awaitable[Line[Work, Answer]]]",
        *,
        terms: Terms,
    ) -> None:
        self._dial = dial
        self._terms = terms
        self._loop = OwnLoop(name, self._open)

    def send(
        self, where: Where, prepared: "Sequence[Work | Failed]", read: Callable[[Answer], Outcome]
    ) -> list[Outcome]:
        """Sends what was not refused beforehand and returns one outcome each, in order; blocks until all have one.

        It ends at most one timeout for each wait after the time of the batch.
        """
        works = [one for one in prepared if not isinstance(one, Failed)]
        answers = iter(self.begin(where, works).result() if works else ())
        outcomes: list[Outcome] = []
        for one in prepared:
            answer = one if isinstance(one, Failed) else next(answers)
            outcomes.append(answer if isinstance(answer, Failed) else read(answer))
        return outcomes

    def begin(self, where: Where, works: Sequence[Work]) -> "Future[list[Answer | Failed]]":
        """Has each piece of work done, and returns at once."""
        done: Future[list[Answer | Failed]] = Future()

        def take(pools: "_Pools[Where, Work, Answer]") -> None:
            try:
                pools.of(where).take(works, done)
            except BaseException as fault:
                done.set_exception(fault)
                raise

        self._loop.call(take)
        return done

    def close(self) -> None:
        """Lets go of every connection."""
        self._loop.close()

    @asynccontextmanager
    async def _open(self) -> "AsyncIterator[_Pools[Where, Work, Answer]]":
        pools = _Pools(self._dial, self._terms)
        try:
            yield pools
        finally:
            await pools.close()


class _Pools(Generic[Where, Work, Answer]):
    def __init__(
        self, dial: "Callable[[Where, Pool[Work, Answer]], Awaitable[Line[Work, Answer]]]", terms: Terms
    ) -> None:
        self._dial = dial
        self._terms = terms
        self._kept: dict[Where, Pool[Work, Answer]] = {}

    def of(self, where: Where) -> Pool[Work, Answer]:
        if where not in self._kept:
            self._kept[where] = Pool(lambda pool: self._dial(where, pool), terms=self._terms)
        return self._kept[where]

    async def close(self) -> None:
        await asyncio.gather(*(pool.close() for pool in self._kept.values()))
        await asyncio.sleep(0)


def terms_of(setting: Setting, *, connections: int, most: int, rest_s: float) -> Terms:
    """Reads the options that every channel has which calls somebody: `connections`, `timeout` and `batch`.

    Raises:
        NotOpened: one is no number, or out of range.
    """
    return Terms(
        connections=int(number(setting, "connections", default=connections, least=1, most=most)),
        timeout_s=number(setting, "timeout", default=20, least=0.1, most=600),
        batch_s=number(setting, "batch", default=60, least=0.1, most=3600),
        rest_s=rest_s,
    )


def number(setting: Setting, option: str, *, default: float, least: float, most: float) -> float:
    """Returns an option of the URL as a number.

    Raises:
        NotOpened: it is no number, or out of range.
    """
    try:
        value = float(setting.options.get(option, default))
    except ValueError:
        value = float("nan")
    if not least <= value <= most:
        raise NotOpened(
            f"The option {option} of {setting.scheme}:// must be a number from {least:g} to {most:g}."
        )
    return value

"""An event loop in a thread of its own, so that connections stay open between batches and callers may simply block."""

import asyncio
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager
from typing import Generic, TypeVar

from wardbell.channels.base import Failed, NotOpened, Outcome, Outgoing, Reason, Setting

Pool = TypeVar("Pool")
Answer = TypeVar("Answer")

NOT_TRIED = Failed(reason=Reason.NOT_TRIED, permanent=False, retry_after_s=1.0)


class NoPeer(Exception):
    """The provider cannot be reached now; nothing of this message has left. `outcome` is what to say if nobody can."""

    def __init__(self, outcome: Failed) -> None:
        super().__init__(outcome.reason)
        self.outcome = outcome


class OwnLoop(Generic[Pool]):
    """Runs coroutines on a background loop that owns one pool of connections; both begin with the first call.

    A process that was forked, or a channel that was closed, simply begins anew.
    """

    def __init__(self, name: str, open_pool: Callable[[], AbstractAsyncContextManager[Pool]]) -> None:
        self._name = name
        self._open_pool = open_pool
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def run(self, work: Callable[[Pool], Coroutine[None, None, Answer]]) -> Answer:
        """Runs the work with the pool and returns its answer; may be called from any thread."""
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._begin()
        return asyncio.run_coroutine_threadsafe(work(self._pool), self._loop).result()

    def close(self) -> None:
        """Lets go of the pool and ends the thread; harmless when nothing runs."""
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                self._loop.call_soon_threadsafe(self._over.set)
                self._thread.join()
            self._thread = None

    def _begin(self) -> None:
        ready: Future[Pool] = Future()
        self._thread = threading.Thread(
            target=self._live, args=(ready,), name=f"channel {self._name}", daemon=True
        )
        self._thread.start()
        self._pool = ready.result()

    def _live(self, ready: "Future[Pool]") -> None:
        """Is the thread. A fault before the pool is open belongs to the caller, who waits for it."""
        try:
            asyncio.run(self._serve(ready))
        except BaseException as fault:
            if ready.done():
                raise
            ready.set_exception(fault)

    async def _serve(self, ready: "Future[Pool]") -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        async with self._open_pool() as pool:
            ready.set_result(pool)
            await self._over.wait()


class Turns:
    """Lets at most `n` messages be under way at once, first come first served, so that no batch starves another."""

    def __init__(self, n: int) -> None:
        self._free = asyncio.Semaphore(n)

    async def take(self, deadline: float) -> bool:
        """Waits for a turn and says whether it came before the deadline, an instant of the loop's clock."""
        if asyncio.get_running_loop().time() >= deadline:
            return False
        try:
            async with asyncio.timeout_at(deadline):
                return await self._free.acquire()
        except TimeoutError:
            return False

    def give(self) -> None:
        """Gives the turn to the next."""
        self._free.release()


async def send_each(
    batch: Sequence[Outgoing],
    send_one: Callable[[Outgoing], Awaitable[Outcome]],
    *,
    turns: Turns,
    workers: int,
    seconds: float,
) -> list[Outcome]:
    """Sends a batch with some workers and returns one outcome each, in order.

    No message begins after `seconds`. A worker that meets `NoPeer` puts its message back and ends; what is left when
    all have ended gets that outcome, so that a dead provider costs one try for each worker and not for each message.
    """
    deadline = asyncio.get_running_loop().time() + seconds
    outcomes: dict[int, Outcome] = {}
    waiting = deque(range(len(batch)))
    gone: list[Failed] = []

    async def try_next() -> bool:
        place = waiting.popleft()
        try:
            outcomes[place] = await send_one(batch[place])
        except NoPeer as fault:
            waiting.appendleft(place)
            gone.append(fault.outcome)
            return False
        return True

    async def work() -> None:
        while waiting and await turns.take(deadline):
            try:
                if not waiting or not await try_next():
                    return
            finally:
                turns.give()

    await asyncio.gather(*(work() for _ in range(min(workers, len(batch)))))
    rest = gone[-1] if gone else NOT_TRIED
    return [outcomes.get(place, rest) for place in range(len(batch))]


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

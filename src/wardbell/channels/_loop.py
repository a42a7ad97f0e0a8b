"""An event loop in a thread of its own, so that connections stay open between batches and callers may simply block."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager
from typing import Generic, TypeVar

import uvloop

Owned = TypeVar("Owned")


class OwnLoop(Generic[Owned]):
    """Calls functions on a background loop that owns one thing; both begin with the first call.

    A process that was forked, or a channel that was closed, simply begins anew.
    """

    def __init__(self, name: str, open_owned: Callable[[], AbstractAsyncContextManager[Owned]]) -> None:
        self._name = name
        self._open_owned = open_owned
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def call(self, work: Callable[[Owned], None]) -> None:
        """Has the work done on the loop, soon; may be called from any thread."""
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._begin()
            self._loop.call_soon_threadsafe(work, self._owned)

    def close(self) -> None:
        """Lets go of what is owned and ends the thread; harmless when nothing runs."""
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                self._loop.call_soon_threadsafe(self._over.set)
                self._thread.join()
            self._thread = None

    def _begin(self) -> None:
        ready: Future[Owned] = Future()
        self._thread = threading.Thread(
            target=self._live, args=(ready,), name=f"channel {self._name}", daemon=True
        )
        self._thread.start()
        self._owned = ready.result()

    def _live(self, ready: "Future[Owned]") -> None:
        """Is the thread. A fault before all is open belongs to the caller, who waits for it."""
        try:
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                runner.run(self._serve(ready))
        except BaseException as fault:
            if ready.done():
                raise
            ready.set_exception(fault)

    async def _serve(self, ready: "Future[Owned]") -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        async with self._open_owned() as owned:
            ready.set_result(owned)
            await self._over.wait()

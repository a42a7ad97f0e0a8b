"""Processes that seal messages, so that web push takes no time of the one that sends."""

import multiprocessing
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait

from wardbell.channels._sealing import Reader, seal

Job = tuple[bytes, Reader]


class Sealers:
    """Some processes, begun with the first batch; a process that was forked, or one that lost them, begins anew."""

    def __init__(self, n: int) -> None:
        self._n = n
        self._lock = threading.Lock()
        self._owner = 0
        self._pool: ProcessPoolExecutor | None = None

    def seal(self, jobs: Sequence[Job]) -> "list[bytes | None] | None":
        """Returns each message sealed, None for a reader without real keys; None for all when the processes were lost."""
        size = -(-len(jobs) // self._n)
        try:
            begun = [
                self._running().submit(seal_all, jobs[at : at + size])
                for at in range(0, len(jobs), size or 1)
            ]
            return [sealed for piece in begun for sealed in piece.result()]
        except BrokenProcessPool:
            self.close()
            return None

    def close(self) -> None:
        """Ends the processes."""
        with self._lock:
            if self._pool is not None and self._owner == os.getpid():
                self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _running(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None or self._owner != os.getpid():
                self._owner = os.getpid()
                self._pool = ProcessPoolExecutor(
                    self._n, mp_context=multiprocessing.get_context("spawn"), initializer=end_with_parent
                )
            return self._pool


def seal_all(jobs: Sequence[Job]) -> "list[bytes | None]":
    """Seals each, in order; runs in a process of its own."""
    return [_sealed(text, reader) for text, reader in jobs]


def end_with_parent() -> None:
    """Ends this process when its parent is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (wait([parent.sentinel]), os._exit(0)), daemon=True).start()


def _sealed(text: bytes, reader: Reader) -> bytes | None:
    try:
        return seal(text, reader)
    except ValueError:
        return None

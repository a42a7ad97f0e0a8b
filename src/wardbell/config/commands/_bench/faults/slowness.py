"""How busy the machine is with other things: how long a third of a second of a processor's work takes on it."""

import threading
import time
from typing import Self

_WORK_S = 0.3


class Slowness:
    """`Slowness().start()` begins to measure beside; called later, it tells: 1 on an idle machine, 3 where three want each processor."""

    def __init__(self) -> None:
        self._thread = threading.Thread(target=self._measure, name="slowness", daemon=True)
        self._found = 1.0

    def start(self) -> Self:
        """Begins."""
        self._thread.start()
        return self

    def __call__(self) -> float:
        self._thread.join()
        return self._found

    def _measure(self) -> None:
        began_at, began = time.monotonic(), time.thread_time()
        while time.thread_time() - began < _WORK_S:
            pass
        self._found = max(1.0, (time.monotonic() - began_at) / _WORK_S)

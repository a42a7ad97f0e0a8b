"""Who works for the node on the stage, and how they are killed. Whoever is killed is started again at once, as a machine's own keeper does.

On SQLite one process serves the pages and works. On PostgreSQL the node has grown: one serves the pages, two work, each as on
a machine of its own, and each may be the clockwork.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Self

import psutil

from wardbell.config.commands._bench.scratch import Scratch
from wardbell.config.commands._bench.sink import SOURCE
from wardbell.config.commands._bench.troubles import CouldNotMeasure, NotStarted
from wardbell.config.commands._bench.workers import Workers

GROWN = {"WARDBELL_JOBS": "procrastinate"}  #: the engine of a node that has grown
_KEYS = ("key_ring.json", "secret_key")
_N_HANDS = 2


class Hands(Workers):
    """Processes that only work; each has a folder of its own, as on a machine of its own, and any may be the clockwork."""

    def __init__(self, scratch: Scratch, *, settings: Mapping[str, str]) -> None:
        super().__init__(scratch, n=_N_HANDS, settings=settings, command="worker")
        self._n_machines = 0

    def start_one(self) -> int:
        """Starts one more and returns its process id."""
        command = [sys.executable, "-m", "wardbell.config.commands._child", "worker", "--clockwork"]
        env = self._scratch.environment(self._settings | {"WARDBELL_VAR_DIR": self._machine()})
        with self._log_file.open("ab") as log:
            child = subprocess.Popen(command, cwd=SOURCE, env=env, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True)  # noqa: S603  # our own module  # fmt: skip
        self._children.append(child)
        return child.pid

    def _machine(self) -> str:
        self._n_machines += 1
        folder = self._scratch.folder / f"machine-{self._n_machines}"
        folder.mkdir()
        for name in _KEYS:
            if (self._scratch.folder / name).exists():
                shutil.copy(self._scratch.folder / name, folder / name)
        return str(folder)


class Crew:
    """`with Crew(scratch, settings=...) as crew:`"""

    def __init__(self, scratch: Scratch, *, settings: Mapping[str, str]) -> None:
        grown = GROWN if scratch.is_postgres else {}
        self._pages = Workers(scratch, settings=grown | dict(settings))
        self._hands = Hands(scratch, settings=grown | dict(settings)) if grown else None
        self._beside: list[threading.Thread] = []
        self._starts: list[float] = []

    def __enter__(self) -> Self:
        try:
            if self._hands is not None:
                self._hands.start()  # the pages are ready when a clockwork is heard
            self._pages.start()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for thread in self._beside:
            thread.join()
        self._stop()

    @property
    def log(self) -> str:
        """Returns the end of what they wrote."""
        return self._pages.log

    def all_process_ids(self) -> list[int]:
        """Returns the process ids of all of them and what they started."""
        first = self._pages.process_ids + (self._hands.process_ids if self._hands else [])
        return [*first, *(child.pid for one in first for child in _children(one))]

    def kill_worker(self) -> float:
        """Kills one process that works, and lets whoever keeps it start another; returns the instant (monotonic)."""
        if self._hands is not None:
            killed_at = self._hands.kill(0)
            self._hands.start_one()
            return killed_at
        victims = [child for one in self._pages.process_ids for child in _children(one)]
        if not victims:
            return self.kill_all()  # its keeper is just starting it: both go
        killed_at = time.monotonic()
        for one in victims:
            with suppress(psutil.NoSuchProcess):
                os.kill(one.pid, signal.SIGKILL)
        return killed_at

    def kill_all(self, *, then_start: bool = True) -> float:
        """Kills all that serves and works; returns the instant (monotonic).

        Raises:
            CouldNotMeasure: nobody serves.
        """
        if not self._pages.process_ids:
            raise CouldNotMeasure(f"Nobody serves, and a blow was to fall:\n{self.log}")
        killed_at = self._pages.kill(0)
        while self._hands is not None and self._hands.process_ids:
            self._hands.kill(0)
            killed_at = time.monotonic()  # until the last of them is gone, somebody works
        if then_start:
            self.start()
        return killed_at

    def kill_one_machine(self) -> float:
        """Kills whoever works on one machine, whom nobody starts again there; the others go on. Returns the instant (monotonic).

        Raises:
            CouldNotMeasure: there is no other machine.
        """
        if self._hands is None or len(self._hands.process_ids) < 2:
            raise CouldNotMeasure("This node has one machine.")
        return self._hands.kill(0)

    def start(self) -> None:
        """Starts what was killed, and does not wait for it: who waits is the provider."""
        self._begin(self._start_pages)
        if self._hands is not None:
            for _ in range(_N_HANDS):
                self._hands.start_one()
        end = time.monotonic() + 5
        while not self._pages.process_ids and time.monotonic() < end:
            time.sleep(0.01)
        self._starts.append(time.monotonic())
        place = len(self._starts) - 1
        self._begin(lambda: self._look(place))

    def last_start(self) -> Callable[[], float]:
        """Returns what tells, later, when the last one that was started had loaded its program: it listens then."""
        place = len(self._starts) - 1
        return lambda: self._starts[place]

    def _begin(self, work: Callable[[], None]) -> None:
        self._beside.append(threading.Thread(target=work, name="beside", daemon=True))
        self._beside[-1].start()

    def _start_pages(self) -> None:
        with suppress(NotStarted):  # the next blow may kill it before it is ready
            self._pages.start_one()

    def _look(self, place: int) -> None:
        for pid in self._pages.process_ids:
            with suppress(psutil.Error):
                process = psutil.Process(pid)
                while not any(one.status == psutil.CONN_LISTEN for one in process.net_connections("tcp")):
                    time.sleep(0.02)
        self._starts[place] = time.monotonic()

    def _stop(self) -> None:
        for one in (self._pages, self._hands):
            if one is not None:
                one.stop()


def _children(pid: int) -> list[psutil.Process]:
    try:
        found: list[psutil.Process] = psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []
    return found

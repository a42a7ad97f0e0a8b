"""The processes that work for a scratch node: started, watched, killed. Their cost is that of all their children, too."""

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from wardbell.config import commands
from wardbell.config.commands._bench.scratch import Scratch
from wardbell.config.commands._bench.sink import SOURCE
from wardbell.config.commands._bench.troubles import CouldNotMeasure, NotStarted
from wardbell.config.commands._rehearsal.node import free_port

READY_WITHIN_S = 60.0
_LOOK_EVERY_S = 0.1
_LOOK_FOR_CHILDREN_EVERY_S = 1.0
_ENDS_WITHIN_S = 20.0
_SHOWN = 4_000


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What processes have used so far; `server_cpu_s` is that of a database server's processes for this node."""

    cpu_s: float
    server_cpu_s: float
    peak_rss: (
        int  #: bytes, of all processes together, at the worst moment since it was last asked to begin anew
    )
    rss: int

    @property
    def all_cpu_s(self) -> float:
        """Processor time with the database server's."""
        return self.cpu_s + self.server_cpu_s


class Watch:
    """Looks at processes and their children ten times a second; what a process used stays counted when it is gone."""

    def __init__(self, roots: Callable[[], list[int]], servers: Callable[[], list[int]]) -> None:
        """`roots` are ours; `servers` are a database's, looked up once a second."""
        self._roots, self._servers = roots, servers
        self._ours: dict[int, psutil.Process] = {}
        self._of_server: dict[int, psutil.Process] = {}
        self._cpu: dict[tuple[str, int], float] = {}
        self._rss = self._peak = 0
        self._lock, self._over = threading.Lock(), threading.Event()
        self._thread = threading.Thread(target=self._go_on, name="watch", daemon=True)

    def start(self) -> None:
        """Begins."""
        self._thread.start()

    def stop(self) -> None:
        """Ends; harmless when it never began."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def cost(self, *, begin_peak_anew: bool = False) -> Cost:
        """Looks now, and returns what was used so far."""
        with self._lock:
            self._find()
            self._look()
            peak = self._peak
            if begin_peak_anew:
                self._peak = self._rss
            return Cost(
                cpu_s=self._sum("ours"), server_cpu_s=self._sum("server"), peak_rss=peak, rss=self._rss
            )

    def _go_on(self) -> None:
        found_at = 0.0
        while not self._over.wait(_LOOK_EVERY_S):
            with self._lock:
                if time.monotonic() - found_at > _LOOK_FOR_CHILDREN_EVERY_S:
                    self._find()
                    found_at = time.monotonic()
                self._look()

    def _find(self) -> None:
        for pid in self._roots():
            try:
                root = self._ours.setdefault(pid, psutil.Process(pid))
                for child in root.children(recursive=True):
                    self._ours.setdefault(child.pid, child)
            except psutil.NoSuchProcess:
                continue
        for pid in self._servers():
            try:
                self._of_server.setdefault(pid, psutil.Process(pid))
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue

    def _look(self) -> None:
        self._rss = 0
        for kind, processes in (("ours", self._ours), ("server", self._of_server)):
            for pid, process in list(processes.items()):
                try:
                    with process.oneshot():
                        times = process.cpu_times()
                        self._cpu[kind, pid] = times.user + times.system
                        self._rss += process.memory_info().rss if kind == "ours" else 0
                except (psutil.NoSuchProcess, psutil.AccessDenied):
                    del processes[pid]
        self._peak = max(self._peak, self._rss)

    def _sum(self, kind: str) -> float:
        return sum(cpu for (of, _), cpu in self._cpu.items() if of == kind)


class Workers:
    """`with Workers(scratch, n=1, settings=...) as workers:`; one is `wardbell serve` with its engine, more are `wardbell worker`."""

    def __init__(
        self, scratch: Scratch, *, n: int = 1, settings: Mapping[str, str] | None = None, command: str = "",
    ) -> None:  # fmt: skip
        """`settings` name the channels; `command` is `serve` or `worker`, by itself the first for one and the second for more."""
        self._scratch, self._n, self._settings = scratch, n, dict(settings or {})
        self._command = command or ("serve" if n == 1 else "worker")
        self._children: list[subprocess.Popen[bytes]] = []
        self.watch = Watch(lambda: self.process_ids, scratch.backends)

    def start(self) -> Self:
        """Starts them, waits until they are ready, and begins to watch.

        Raises:
            CouldNotMeasure: this version has no `wardbell worker`.
            NotStarted: they did not come up.
        """
        if self._command not in commands.nouns():
            raise CouldNotMeasure(
                f"More than one worker needs `wardbell {self._command}`, which is not here."
            )
        for _ in range(self._n):
            self.start_one()
        self.watch.start()
        return self

    def start_one(self) -> int:
        """Starts one more, waits until it is ready, and returns its process id.

        Raises:
            NotStarted: it did not come up.
        """
        port = free_port()
        arguments = ["serve", "--port", str(port)] if self._command == "serve" else [self._command]
        settings = self._settings | {"WARDBELL_BASE_URL": f"http://127.0.0.1:{port}"}
        if self._command == "worker":
            settings = {"WARDBELL_JOBS": "procrastinate"} | self._settings
        command = [sys.executable, "-m", "wardbell.config.commands._child", *arguments]
        with self._log_file.open("ab") as log:
            child = subprocess.Popen(  # noqa: S603  # our own module
                command, cwd=SOURCE, env=self._scratch.environment(settings), stdin=subprocess.PIPE, stdout=log,
                stderr=log, start_new_session=True,
            )  # fmt: skip
        self._children.append(child)
        if self._command == "serve":
            self._wait_until_ready(child, port)
        return child.pid

    def stop(self) -> None:
        """Tells all to end, and sees that they do."""
        self.watch.stop()
        for child in self._children:
            child.terminate()
        for child in self._children:
            try:
                child.wait(_ENDS_WITHIN_S)
            except subprocess.TimeoutExpired:
                self._end_group(child)
            if child.stdin is not None:
                child.stdin.close()
        self._children.clear()

    def kill(self, which: int = 0) -> float:
        """Kills one with everything that it started (SIGKILL), waits until it is gone, and returns the instant (monotonic)."""
        child = self._children.pop(which)
        killed_at = time.monotonic()
        self._end_group(child)
        if child.stdin is not None:
            child.stdin.close()
        return killed_at

    def __enter__(self) -> Self:
        try:
            return self.start()
        except BaseException:
            self.stop()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def process_ids(self) -> list[int]:
        """Returns the process ids of those that run, without their children."""
        return [child.pid for child in self._children if child.poll() is None]

    @property
    def log(self) -> str:
        """Returns the end of what they wrote."""
        path = self._log_file
        return path.read_text(encoding="utf-8", errors="replace")[-_SHOWN:] if path.exists() else ""

    def check_alive(self) -> None:
        """Lets pass when all that were started run.

        Raises:
            NotStarted: one has ended by itself.
        """
        for child in self._children:
            if child.poll() is not None:
                raise NotStarted(f"A worker ended with {child.returncode}:\n{self.log}")

    @property
    def _log_file(self) -> Path:
        return self._scratch.folder / "workers.log"

    def _end_group(self, child: subprocess.Popen[bytes]) -> None:
        """The child leads a session of its own, so that the group is what it started and nothing else."""
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()

    def _wait_until_ready(self, child: subprocess.Popen[bytes], port: int) -> None:
        deadline = time.monotonic() + READY_WITHIN_S
        while time.monotonic() < deadline:
            if child.poll() is not None:
                raise NotStarted(f"A worker ended with {child.returncode}:\n{self.log}")
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=5):  # our own node
                    return
            except urllib.error.HTTPError as error:
                error.close()
            except OSError:
                pass
            time.sleep(0.05)
        raise NotStarted(f"A worker was not ready within {READY_WITHIN_S:.0f} s:\n{self.log}")

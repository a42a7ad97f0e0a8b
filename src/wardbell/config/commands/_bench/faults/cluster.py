"""A PostgreSQL of the suite's own: made in a folder, on a free port of loopback, stopped and started at will, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from wardbell.config.commands._bench.troubles import CouldNotMeasure, NotStarted
from wardbell.config.commands._rehearsal.node import free_port

MISSING = "PostgreSQL is not installed. Install it with: apt-get install --yes postgresql"
_WAITS_S = "60"
#: nothing of it outlives the run, so that it may forget to sync; its log of changes is cut small, so that a full disk is felt soon
_OPTIONS = (
    "fsync=off", "listen_addresses=127.0.0.1", "min_wal_size=2MB", "max_wal_size=8MB", "wal_recycle=off",
    "max_connections=200", "restart_after_crash=on",
)  # fmt: skip


class Cluster:
    """`with Cluster() as cluster:`; `cluster.url` names its database."""

    def __init__(self, parent: Path | None = None, *, like: "Cluster | None" = None) -> None:
        """`parent` is the folder, or the disk, in which it is made; `like` another that is at rest, whose copy it begins as."""
        self._parent, self._like, self.port = parent, like, 0
        self._held: tempfile.TemporaryDirectory[str] | None = None

    def start(self) -> Self:
        """Makes it and starts it.

        Raises:
            CouldNotMeasure: the server's programs are not on this machine.
            NotStarted: it did not come up.
        """
        self._held = tempfile.TemporaryDirectory(
            prefix="wardbell-pg-", dir=self._parent, ignore_cleanup_errors=True
        )
        self.port = free_port()
        if os.geteuid() == 0:  # the server refuses to run as root
            shutil.chown(self.folder, "postgres")
        if self._like is None:
            self._run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync", "--wal-segsize=1")  # fmt: skip
        else:
            copy = ["cp", "--archive", str(self._like.folder / "data"), str(self.folder)]
            subprocess.run(copy, check=True)  # noqa: S603  # our own folders; keeps whose they are
        self.run_on()
        return self

    def stop(self) -> None:
        """Stops it and takes its folder away."""
        if self._held is None:
            return
        self._run("pg_ctl", "-m", "immediate", "-w", "stop", check=False)
        self._held.cleanup()
        self._held = None

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
    def folder(self) -> Path:
        """Returns where it lies."""
        if self._held is None:
            raise RuntimeError("the cluster has not been started")
        return Path(self._held.name)

    @property
    def url(self) -> str:
        """Returns the URL of its database."""
        return self.url_at(self.port)

    def url_at(self, port: int) -> str:
        """Returns the same by another port, such as a proxy's."""
        return f"postgresql://postgres@127.0.0.1:{port}/postgres"

    def rest(self) -> None:
        """Stops it in order, so that it can be copied."""
        self._run("pg_ctl", "-m", "fast", "-w", "-t", _WAITS_S, "stop")

    def break_off(self) -> None:
        """Stops it without a word: every connection breaks, nothing is written down, as when the machine loses power."""
        self._run("pg_ctl", "-m", "immediate", "-w", "-t", _WAITS_S, "stop", check=False)

    def run_on(self) -> None:
        """Starts it again, and mends what was broken off; harmless when it runs.

        Raises:
            NotStarted: it did not come up.
        """
        if self._run("pg_ctl", "status", check=False) == 0:
            return
        options = " ".join([f"-p {self.port}", f"-c unix_socket_directories={self.folder}", *(f"-c {one}" for one in _OPTIONS)])  # fmt: skip
        self._run("pg_ctl", "-o", options, "-w", "-t", _WAITS_S, "-l", str(self.folder / "log"), "start")

    def process_ids(self) -> list[int]:
        """Returns the process ids of the server and all that it started."""
        try:
            first = int((self.folder / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
            return [first, *(one.pid for one in psutil.Process(first).children(recursive=True))]
        except (OSError, ValueError, psutil.NoSuchProcess):
            return []

    def _run(self, program: str, *arguments: str, check: bool = True) -> int:
        command = [*_as_its_user(), str(_programs() / program), "-D", str(self.folder / "data"), *arguments]
        with (self.folder / "pg_ctl.log").open("ab") as log:  # no pipe: the server would hold it open
            done = subprocess.run(command, cwd=self.folder, check=False, stdin=subprocess.DEVNULL, stdout=log, stderr=log)  # noqa: S603  # fmt: skip
        if check and done.returncode:
            said = (self.folder / "pg_ctl.log").read_text(encoding="utf-8", errors="replace")
            raise NotStarted(f"`{program}` of PostgreSQL ended with {done.returncode}: {said[-1000:]}")
        return done.returncode


def is_installed() -> bool:
    """Says whether the server's programs are on this machine."""
    return _found() is not None


def _programs() -> Path:
    found = _found()
    if found is None:
        raise CouldNotMeasure(MISSING)
    return found


def _found() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path))
    return found[-1].parent if found else None


def _as_its_user() -> list[str]:
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]

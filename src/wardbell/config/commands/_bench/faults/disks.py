"""A small disk of the suite's own that can be filled to the last block: a tmpfs; where nothing may be mounted, a limit on file sizes."""

import os
import resource
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

_SMALL_MB = 320
_BALLAST = "ballast"
_PIECE = bytes(1024 * 1024)


class Disk(Protocol):
    """Where a database lies that is to run out of room."""

    folder: Path
    is_mounted: bool

    def fill(self) -> None:
        """Takes every block that is left; said again, also those that were given back meanwhile."""

    def free(self) -> None:
        """Gives them back."""


class SmallDisk:
    """A file system of its own."""

    is_mounted = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self) -> None:
        with suppress(OSError), (self.folder / _BALLAST).open("ab", buffering=0) as file:
            while file.write(_PIECE):
                pass
        with suppress(OSError), (self.folder / _BALLAST).open("ab", buffering=0) as file:
            while file.write(_PIECE[:4096]):
                pass

    def free(self) -> None:
        (self.folder / _BALLAST).unlink(missing_ok=True)


class Quota:
    """No file system may be mounted here: then no file of certain processes may grow, or be written behind its first block."""

    is_mounted = False

    def __init__(self, folder: Path, pids: Callable[[], list[int]]) -> None:
        """`pids` are whose files are meant."""
        self.folder, self._pids = folder, pids

    def fill(self) -> None:
        self._limit(0)

    def free(self) -> None:
        self._limit(resource.RLIM_INFINITY)

    def _limit(self, n_bytes: int) -> None:
        for pid in self._pids():
            with suppress(ProcessLookupError):
                _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (n_bytes, most))


@contextmanager
def small_disk(pids: Callable[[], list[int]]) -> Iterator[Disk]:
    """Yields a disk: one of its own if this user may mount one, else a quota on the processes that `pids` names."""
    with tempfile.TemporaryDirectory(prefix="wardbell-disk-", ignore_cleanup_errors=True) as held:
        folder = Path(held)
        folder.chmod(0o755)  # a server's own user comes through
        options = f"size={_SMALL_MB}m,mode=0755"
        is_mounted = os.geteuid() == 0 and not _run(
            "mount", "-t", "tmpfs", "-o", options, "wardbell-faults", held
        )
        if not is_mounted:
            yield Quota(folder, pids)
            return
        try:
            yield SmallDisk(folder)
        finally:
            _run("umount", "--lazy", held)


def _run(*command: str) -> int:
    return subprocess.run(command, check=False, capture_output=True).returncode  # noqa: S603  # our own words

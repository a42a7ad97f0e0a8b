"""A node of its own on loopback: `wardbell serve` and `wardbell watch` as children that end with their parent."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

from wardbell.config.commands._rehearsal.faults import NotReady
from wardbell.config.commands._rehearsal.sinks import SOURCE

READY_WITHIN_S = 90.0  # of the world's clock; two seconds on an idle machine, and the machine may be busy
STOPS_WITHIN_S = 15.0
_ASK_AGAIN_S = 0.05
_SHOWN = 4_000  # characters at the end of the log


class Node:
    """The processes of one node: `with Node(folder, port=..., settings=...) as node:`."""

    def __init__(self, folder: Path, *, port: int, settings: Mapping[str, str], threads: int = 8) -> None:
        """`settings` is the whole environment of the node; see `environment`."""
        self.folder, self.port = folder, port
        self._settings, self._threads = dict(settings), threads
        self._children: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def base_url(self) -> str:
        """Returns where the pages are, as the node itself says it."""
        return self._settings["WARDBELL_BASE_URL"]

    @property
    def process_ids(self) -> dict[str, int]:
        """Returns the process ids, by command."""
        return {name: child.pid for name, child in self._children.items()}

    @property
    def log(self) -> str:
        """Returns the end of what both processes wrote."""
        path = self.folder / "node.log"
        return path.read_text(encoding="utf-8", errors="replace")[-_SHOWN:] if path.exists() else ""

    def start(self) -> Self:
        """Starts both and waits until the first page comes and the clockwork has been heard.

        Raises:
            NotReady: it did not come up in time.
        """
        serving = ("serve", "--port", str(self.port), "--threads", str(self._threads))
        self._children["serve"] = self._spawn(*serving)
        try:
            self._wait_until_ready()
        except NotReady:
            self.stop()
            raise
        self._children["watch"] = self._spawn("watch")
        return self

    def stop(self) -> None:
        """Tells both to end, and sees that they do."""
        for child in self._children.values():
            child.terminate()
        for child in self._children.values():
            try:
                child.wait(STOPS_WITHIN_S)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
            if child.stdin is not None:
                child.stdin.close()
        self._children.clear()

    def check_alive(self) -> None:
        """Lets pass a node whose processes are running.

        Raises:
            NotReady: one has ended.
        """
        for name, child in self._children.items():
            if child.poll() is not None:
                raise NotReady(f"`wardbell {name}` ended with {child.returncode}:\n{self.log}")

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _spawn(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "wardbell.config.commands._child", *arguments]
        with (self.folder / "node.log").open("ab") as log:
            return subprocess.Popen(  # noqa: S603  # our own module
                command, cwd=SOURCE, env=self._settings, stdin=subprocess.PIPE, stdout=log, stderr=log,
                start_new_session=True,  # Ctrl-C is the parent's, who ends the children in order
            )  # fmt: skip

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_WITHIN_S
        while time.monotonic() < deadline:
            self.check_alive()
            try:
                with urllib.request.urlopen(f"{self.base_url}/ready", timeout=5):  # noqa: S310  # our own node
                    return
            except urllib.error.HTTPError as error:
                error.close()  # it answers, and waits for its clockwork
            except OSError:
                pass  # it does not listen yet
            time.sleep(_ASK_AGAIN_S)
        raise NotReady(f"the node was not ready within {READY_WITHIN_S:.0f} s:\n{self.log}")


def free_port(wanted: int = 0) -> int:
    """Returns the wanted port when nobody listens there, else a free one."""
    for port in (wanted, 0):
        with closing(socket.socket()) as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                one.bind(("127.0.0.1", port))
            except OSError:
                continue
            found: int = one.getsockname()[1]
            return found
    raise NotReady("no port is free")

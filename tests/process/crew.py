"""A crew: the `wardbell worker` processes of one node, what they are told, and what they wrote of it."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.process import chores
from tests.process.nodes import Node

STARTS_WITHIN_S = 120.0


@dataclass(kw_only=True)
class Crew:
    """`engine` is what WARDBELL_JOBS says."""

    node: Node
    engine: str
    book: Path
    workers: list["subprocess.Popen[str]"] = field(default_factory=list)

    def hire(self, *options: str, node: Node | None = None) -> "subprocess.Popen[str]":
        """Starts a worker, which may need some seconds until it works."""
        worker = (node or self.node).start("worker", *options)
        self.workers.append(worker)
        return worker

    def ring(self, *rung: str) -> None:
        """Rings in one transaction; each is WORD,QUEUE,PRIORITY,MILLISECONDS."""
        assert self.node.stage("ring", str(self.book), *rung) == {"rung": len(rung)}

    def began(self) -> list[str]:
        """The words of all chores that were begun, in that order."""
        return [line.word for line in chores.read(self.book) if line.what == "began"]

    def done(self) -> list[str]:
        """The words of all chores that were done, in that order."""
        return [line.word for line in chores.read(self.book) if line.what == "done"]

    def who(self, word: str, what: str = "began") -> list[int]:
        """The process ids of those who began, or did, a chore."""
        return [line.worker for line in chores.read(self.book) if (line.word, line.what) == (word, what)]


def wait_until(holds: Callable[[], bool], *, seconds: float) -> bool:
    """Returns whether something came to hold within so many seconds."""
    deadline = time.monotonic() + seconds
    while not (is_so := holds()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return is_so


def kill(worker: "subprocess.Popen[str]") -> None:
    """Kills a process without a word; nothing of it goes on."""
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()

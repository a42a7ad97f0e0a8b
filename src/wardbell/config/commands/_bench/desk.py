"""Somebody at a scratch node: founds the city, seats officials, makes readers, posts letters, reads the ledger.

`with Desk(scratch) as desk:` is a process of its own, so that what it costs is no part of what is measured, and so that one
command can work on several nodes. Below is what stands on its other side: `python -m wardbell.config.commands._bench.desk`.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from wardbell.config.commands._bench.aside import Aside
from wardbell.config.commands._bench.scratch import Scratch
from wardbell.config.commands._bench.sink import SOURCE
from wardbell.config.commands._bench.troubles import CouldNotMeasure, NotStarted

N_OFFICIALS = 50
_ENDS_WITHIN_S = 20.0


@dataclass(frozen=True, kw_only=True)
class Posted:
    """A letter that was handed to the post office. Instants are of `time.monotonic`: before the call, and after it."""

    posting_id: str
    subject: str
    called_at: float
    posted_at: float


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """What the ledger says of one subject."""

    expected: int
    is_expanding: bool
    is_settled: bool
    by_state: Mapping[str, int]

    @property
    def sent(self) -> int:
        """How many a provider has accepted, as the ledger has it."""
        return self.by_state.get("sent", 0) + self.by_state.get("delivered", 0)


class Desk(Aside):
    """The process, and what can be asked of it."""

    def __init__(self, scratch: Scratch, *, settings: Mapping[str, str] | None = None) -> None:
        self._scratch, self._settings = scratch, dict(settings or {})

    def start(self) -> Self:
        """Starts it; the first question waits until it is awake."""
        command = [sys.executable, "-m", "wardbell.config.commands._bench.desk"]
        with (self._scratch.folder / "desk.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603  # our own module
                command, cwd=SOURCE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
                env=self._scratch.environment(
                    {"WARDBELL_JOBS": "none", "DATABASE_URL": self._scratch.desk_url} | self._settings
                ),
            )  # fmt: skip
        return self

    def found(self) -> None:
        """Migrates the database and founds the made-up city with its officials."""
        self._ask("found")

    def seed(self, n: int, *, medium: str, begin: int = 0) -> None:
        """Makes n readers of the whole city who read sms or mail, numbered from `begin`."""
        self._ask("seed", n=n, medium=medium, begin=begin)

    def post(
        self, subject: str, *, version: int = 1, lane: str = "life_safety", hold_seconds: int = 0
    ) -> Posted:
        """Posts one letter to every reader."""
        given = {"subject": subject, "version": version, "lane": lane, "hold_seconds": hold_seconds}
        return Posted(**self._ask("post", **given))

    def post_to_officials(self, number: int) -> Posted:
        """Posts one letter to all officials; the sink tells it by the mark `2099-` and six digits of the number."""
        return Posted(**self._ask("post_to_officials", number=number))

    def ledger(self, subject: str) -> Ledger:
        """Returns what the ledger says of a subject."""
        return Ledger(**self._ask("ledger", subject=subject))

    def wait_until_settled(self, subject: str, *, timeout_s: float, ask_again_s: float = 0.5) -> Ledger:
        """Waits until nothing of a subject is on its way any more, or the time is over."""
        end = time.monotonic() + timeout_s
        while True:
            ledger = self.ledger(subject)
            if (ledger.is_settled and ledger.expected) or time.monotonic() > end:
                return ledger
            time.sleep(ask_again_s)

    def sweep(self) -> None:
        """Runs the sweeper once, as the clockwork does."""
        self._ask("sweep")

    def backlog(self) -> int:
        """Returns how many doorbells nobody has answered."""
        return int(self._ask("backlog"))

    def work(self) -> int:
        """Answers every doorbell here, and returns how many there were: a measurement without worker processes."""
        return int(self._ask("work"))

    def run(self, path: str, **given: object) -> Any:
        """Calls any function of this house, named `module:function`, with values that JSON can hold, and returns its answer."""
        return self._ask("run", path=path, given=given)

    def dump(self, path: str) -> int:
        """Writes the keys and every reader's sealed row to a file, for a loop that has no database, and returns how many."""
        return int(self._ask("dump", path=path))

    @property
    def log(self) -> str:
        """Returns the end of what it wrote."""
        return (self._scratch.folder / "desk.log").read_text(encoding="utf-8", errors="replace")[-3000:]

    def _ask(self, verb: str, **given: object) -> Any:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise NotStarted("The desk has not been started.")
        try:
            process.stdin.write(json.dumps({"verb": verb, "given": given}).encode() + b"\n")
            process.stdin.flush()
        except BrokenPipeError as error:
            raise CouldNotMeasure(f"The desk is gone:\n{self.log}") from error
        line = process.stdout.readline()
        if not line:
            raise CouldNotMeasure(f"The desk ended at '{verb}':\n{self.log}")
        told = json.loads(line)
        if "fault" in told:
            raise CouldNotMeasure(f"The desk could not '{verb}': {told['fault']}")
        return told["answer"]


def main() -> None:
    """Answers questions until nobody asks any more."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else is written goes to the log
    from wardbell.config.commands import _frame  # noqa: PLC0415  # only the other side of the pipe wakes Django

    _frame.wake_django()
    from wardbell.config.commands._bench import bureau  # noqa: PLC0415  # needs Django awake

    for line in sys.stdin.buffer:
        asked = json.loads(line)
        verb: Callable[..., object] = bureau.VERBS[asked["verb"]]
        try:
            told: dict[str, object] = {"answer": verb(**asked["given"])}
        except Exception as fault:  # noqa: BLE001  # the one place that must answer: the caller decides
            told = {"fault": f"{type(fault).__name__}: {fault}"}
        out.write(json.dumps(told, default=str).encode() + b"\n")
        out.flush()


if __name__ == "__main__":
    main()

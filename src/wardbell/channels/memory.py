"""Keeps each message in this process, for tests: `memory://`, or `memory://?medium=mail`. All of them share one outbox."""

import threading
from collections.abc import Sequence

from wardbell.channels.base import (
    Callback,
    Forged,
    Inbound,
    Medium,
    Outcome,
    Outgoing,
    Receipt,
    Sent,
    Setting,
    medium_of,
)

DEFAULT_HOST = ""
OPTIONS = frozenset({"medium"})

_lock = threading.Lock()
_outbox: list[Outgoing] = []
_failing: dict[str, list[Outcome]] = {}


class Memory:
    """Takes every message that no test has told it to fail."""

    scheme = "memory"
    takes_key = False
    thanks = ""

    def __init__(self, medium: Medium) -> None:
        self.medium = medium

    def send(self, batch: Sequence[Outgoing]) -> list[Outcome]:
        """Keeps each, or answers what `fail` was told."""
        with _lock:
            return [self._take(one) for one in batch]

    def read_callback(self, callback: Callback) -> list[Receipt | Inbound]:
        """Refuses: nobody calls back from memory.

        Raises:
            Forged: always.
        """
        raise Forged(f"the memory channel has no callbacks: {callback.url}")

    def close(self) -> None:
        """Has nothing to let go of; the outbox stays."""

    def _take(self, one: Outgoing) -> Outcome:
        planned = _failing.get(one.to)
        if planned:
            return planned.pop(0) if len(planned) > 1 else planned[0]
        _outbox.append(one)
        return Sent(provider_id=f"memory-{len(_outbox)}")


def outbox() -> list[Outgoing]:
    """Returns what was taken so far, oldest first."""
    with _lock:
        return list(_outbox)


def fail(address: str, *outcomes: Outcome) -> None:
    """Answers the next messages to this address with these outcomes, one after the other; the last one stays."""
    with _lock:
        _failing[address] = list(outcomes)


def forget() -> None:
    """Empties the outbox and takes every address again."""
    with _lock:
        _outbox.clear()
        _failing.clear()


def from_setting(setting: Setting) -> Memory:
    """Opens it for the medium that is wanted."""
    return Memory(medium_of(setting))

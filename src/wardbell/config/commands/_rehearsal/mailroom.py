"""Everybody's phone and mailbox, as the sinks fill them: watched all the time, so that people of a story can wait for a message."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from http.client import HTTPException

from wardbell.config.commands._rehearsal.sinks import Received, Sinks
from wardbell.ground import clock
from wardbell.ground.clock import Pace

_LOOK_EVERY_S = 0.1  # of the world's clock


class Mailroom(threading.Thread):
    """Reads what the sinks accepted, in their order, and wakes whoever waits."""

    def __init__(self, sinks: Sinks, *, pace: Pace) -> None:
        super().__init__(name="mailroom", daemon=True)
        self._sinks, self._pace = sinks, pace
        self._by_address: dict[str, list[Received]] = defaultdict(list)
        self._n_texts = self._n_mails = 0
        self._news = threading.Condition()
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(_LOOK_EVERY_S):
            try:
                self.look()
            except (OSError, HTTPException):
                continue  # a sink is busy or ends: the next look tells

    def stop(self) -> None:
        """Ends the watch; whoever waits goes home."""
        self._over.set()
        with self._news:
            self._news.notify_all()
        self.join()

    def look(self) -> None:
        """Takes in what is new."""
        texts = self._sinks.texts(after=self._n_texts)
        mails = self._sinks.mails(after=self._n_mails)
        with self._news:
            self._n_texts = texts[-1].n if texts else self._n_texts
            self._n_mails = mails[-1].n if mails else self._n_mails
            for one in [*texts, *mails]:
                self._by_address[one.to].append(one)
            if texts or mails:
                self._news.notify_all()

    def to(self, *addresses: str) -> list[Received]:
        """Returns what came to these addresses so far, each address in its order."""
        with self._news:
            return [one for address in addresses for one in self._by_address.get(address, [])]

    def everything(self) -> list[Received]:
        """Returns all that came so far."""
        with self._news:
            return [one for kept in self._by_address.values() for one in kept]

    def wait_for(self, *addresses: str, that: Callable[[Received], bool], seconds: float) -> Received | None:
        """Returns the first message to one of these addresses for which `that` holds; None after so many seconds of the story."""
        return self.wait_until(
            lambda: next((one for one in self._here(addresses) if that(one)), None), seconds=seconds
        )

    def wait_until(self, seen: Callable[[], Received | None], *, seconds: float) -> Received | None:
        """Returns what `seen` returns as soon as it returns something; None after so many seconds of the story."""
        deadline = time.monotonic() + seconds / clock.speed()
        with self._news:
            while (found := seen()) is None and self._may_wait(deadline):
                self._news.wait(deadline - time.monotonic())
            return found

    def wait_until_true(self, holds: Callable[[], bool], *, seconds: float) -> bool:
        """Waits until something holds, looking again whenever anything arrives; says whether it came to hold in time."""
        deadline = time.monotonic() + seconds / clock.speed()
        with self._news:
            while not (is_so := holds()) and self._may_wait(deadline):
                self._news.wait(deadline - time.monotonic())
            return is_so

    def at(self, one: Received) -> datetime:
        """Returns when a message came, in the story's time."""
        return story_time(self._pace, datetime.fromisoformat(one.at))

    def _may_wait(self, deadline: float) -> bool:
        return not self._over.is_set() and time.monotonic() < deadline

    def _here(self, addresses: tuple[str, ...]) -> list[Received]:
        return [one for address in addresses for one in self._by_address.get(address, [])]


def story_time(pace: Pace, world: datetime) -> datetime:
    """Returns the story's time at an instant of the world's clock."""
    return pace.story_began_at + (world - pace.world_began_at) * pace.speed

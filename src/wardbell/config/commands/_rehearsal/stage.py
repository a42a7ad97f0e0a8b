"""What everybody in the story shares: the city's pages, its phones, its people, its clock."""

import random
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock

from wardbell.config.commands._rehearsal.cast import Cast, Official
from wardbell.config.commands._rehearsal.faults import StoryFault
from wardbell.config.commands._rehearsal.mailroom import Mailroom
from wardbell.config.commands._rehearsal.sinks import Received, Sinks
from wardbell.config.commands._rehearsal.visitor import Visitor
from wardbell.ground import clock

_LINK = re.compile(r"https?://\S+")
PATIENCE_S = 1_200.0  #: seconds of the story that somebody waits for a message which must come


@dataclass(kw_only=True)
class Stage:
    """Where the story plays. `say` tells whoever watches; it gets one sentence at a time."""

    base_url: str
    mailroom: Mailroom
    sinks: Sinks
    cast: Cast
    chance: random.Random
    say: Callable[[str], None]
    _inside: dict[str, Visitor] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def enter(self, who: Official) -> Visitor:
        """Returns somebody's browser, signed in; the second time the same one."""
        with self._lock:
            if who.id in self._inside:
                return self._inside[who.id]
        visitor = Visitor(self.base_url)
        visitor.submit(visitor.get("/demo/enter/"), {"account": who.id}, form="/demo/enter/")
        with self._lock:
            return self._inside.setdefault(who.id, visitor)

    def pause(self, least: float, most: float) -> None:
        """Lets some seconds of the story pass, as people do."""
        clock.sleep(timedelta(seconds=self.chance.uniform(least, most)))

    def read_link(self, who: Official, part: str, *, about: str = "", seen: Collection[str] = ()) -> str:
        """Waits until somebody's phone or mailbox shows a link whose address holds `part`, and returns it.

        `about` must stand in the message; links that were `seen` before do not count.

        Raises:
            StoryFault: it did not come.
        """

        def holds(one: Received) -> bool:
            link = link_in(one, part)
            return bool(link) and about in one.body and link not in seen

        found = self.mailroom.wait_for(who.phone, who.email, that=holds, seconds=PATIENCE_S)
        if found is None:
            raise StoryFault(f"{who.name} got no link to {part} within {PATIENCE_S:.0f} s.")
        return link_in(found, part)


def link_in(message: Received, part: str) -> str:
    """Returns the first link of a message whose address holds `part`, or nothing."""
    return next((link for link in _LINK.findall(message.body) if part in link), "")

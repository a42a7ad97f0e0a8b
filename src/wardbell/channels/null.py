"""Answers at once that it was sent, in this process, and keeps nothing: `null://?medium=sms`, to measure what the engine alone costs.

Only on demo and rehearsal nodes: on a live node it would say "sent" of what nobody gets.
"""

from collections.abc import Sequence

from wardbell.channels.base import (
    Callback,
    Forged,
    Inbound,
    Medium,
    NotOpened,
    Outcome,
    Outgoing,
    Receipt,
    Sent,
    Setting,
    medium_of,
)

DEFAULT_HOST = ""
OPTIONS = frozenset({"medium"})


class Null:
    """Takes everything."""

    scheme = "null"
    takes_key = True
    thanks = ""

    def __init__(self, medium: Medium) -> None:
        self.medium = medium

    def send(self, batch: Sequence[Outgoing]) -> list[Outcome]:
        """Says of each that it was sent."""
        return [Sent(provider_id=one.key[:16]) for one in batch]

    def read_callback(self, callback: Callback) -> list[Receipt | Inbound]:
        """Refuses: nobody calls back.

        Raises:
            Forged: always.
        """
        raise Forged(f"the null channel has no callbacks: {callback.url}")

    def close(self) -> None:
        """Has nothing to let go of."""


def from_setting(setting: Setting) -> Null:
    """Opens it for the medium that is wanted.

    Raises:
        NotOpened: this is a live node.
    """
    if not setting.is_loopback_only:
        raise NotOpened("null:// sends nothing to anybody: a live node does not use it.")
    return Null(medium_of(setting))

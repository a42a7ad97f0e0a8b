"""Prints each message to standard error, for a developer's eye: `console://`, or `console://?medium=mail`."""

import json
import sys
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
    masked,
    medium_of,
    written,
)

DEFAULT_HOST = ""
OPTIONS = frozenset({"medium"})


class Console:
    """One line of JSON for each message. The address is masked: standard error ends in log files."""

    scheme = "console"
    takes_key = False
    thanks = ""

    def __init__(self, medium: Medium) -> None:
        self.medium = medium

    def send(self, batch: Sequence[Outgoing]) -> list[Outcome]:
        """Prints each and says that it was sent."""
        for one in batch:
            sys.stderr.write(json.dumps(self._line(one), ensure_ascii=True) + "\n")
        sys.stderr.flush()
        return [Sent(provider_id=f"console-{one.key}") for one in batch]

    def read_callback(self, callback: Callback) -> list[Receipt | Inbound]:
        """Refuses: nobody calls back from a console.

        Raises:
            Forged: always.
        """
        raise Forged(f"the console channel has no callbacks: {callback.url}")

    def close(self) -> None:
        """Has nothing to let go of."""

    def _line(self, one: Outgoing) -> dict[str, str]:
        line = {"channel": self.scheme, "medium": self.medium, "to": masked(one.to), "key": one.key}
        return line | {"language": one.language, "subject": one.subject, "body": written(one)}


def from_setting(setting: Setting) -> Console:
    """Opens it for the medium that is wanted."""
    return Console(medium_of(setting))

"""A counting gateway that stands in for a provider: `with Sink("http") as sink:`. It never sees a node's database."""

import http.client
import json
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import psutil

from wardbell.config.commands._bench.aside import Aside
from wardbell.config.commands._bench.counting import Behaviour
from wardbell.config.commands._bench.troubles import NotStarted

SOURCE = Path(__file__).resolve().parents[4]  #: where `python -m wardbell...` finds this same package
_SLACK_S = 10.0


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What a sink has seen of the bulk. Instants are seconds of `time.monotonic`, which all processes of a machine share."""

    accepted: int
    distinct: int
    asked_again: int  #: copies that a provider which takes the key has dropped
    copies: Mapping[int, int]  #: how many messages were accepted once, twice, ...
    did: Mapping[str, int]  #: how often it misbehaved, by what it did
    first_at: float | None
    last_at: float | None
    cpu_s: float

    @property
    def doubled(self) -> int:
        """How many messages were accepted more than once."""
        return sum(many for n, many in self.copies.items() if n > 1)

    @property
    def most_copies(self) -> int:
        """How often the message that came most often was accepted."""
        return max(self.copies, default=0)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What it has seen of one letter to officials."""

    mark: str
    accepted: int
    distinct: int
    most: int
    first_at: float
    last_at: float


class Sink(Aside):
    """The process, and its control door. It ends with `stop`, with the block, and when this process dies."""

    def __init__(self, kind: str, *, port: int = 0, certificate: str = "") -> None:
        """`kind` is http or smtp; `certificate` names a PEM with its key, for TLS."""
        self.kind, self._port, self._certificate = kind, port, certificate
        self.port = self._control_port = 0

    def start(self) -> Self:
        """Starts it and waits until it listens.

        Raises:
            NotStarted: it did not come up.
        """
        command = [sys.executable, "-m", "wardbell.config.commands._bench.gateway", self.kind, "--port", str(self._port)]  # fmt: skip
        command += ["--certificate", self._certificate] if self._certificate else []
        self._process = subprocess.Popen(command, cwd=SOURCE, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603  # our own module
        line = self._process.stdout.readline() if self._process.stdout else b""
        try:
            told = json.loads(line)
        except ValueError as error:
            self.stop()
            raise NotStarted(f"The sink did not say where it listens; it said {line[:200]!r}.") from error
        self.port, self._control_port = told["port"], told["control_port"]
        return self

    @property
    def pid(self) -> int:
        """Returns the process id, 0 when it does not run."""
        return self._process.pid if self._process else 0

    def url(self, **options: object) -> str:
        """Returns what WARDBELL_SMS_URL or WARDBELL_MAIL_URL must be; options stand behind the question mark."""
        given = (
            {"scheme": "https" if self._certificate else "http"} if self.kind == "http" else {}
        ) | options
        user = "sink@" if self.kind == "http" else ""
        query = "&".join(f"{name}={value}" for name, value in given.items())
        return f"{self.kind}://{user}127.0.0.1:{self.port}" + (f"?{query}" if query else "")

    def counts(self) -> Counts:
        """Returns what it has seen."""
        return _counts(self._ask("/counts"))

    def wait_for(self, n: int, *, timeout_s: float) -> Counts:
        """Waits until n messages of the bulk were accepted or the time is over, and returns what it has seen by then."""
        return _counts(self._ask(f"/wait?n={n}&timeout={timeout_s}", timeout_s=timeout_s + _SLACK_S))

    def wait_until_quiet(self, n: int, *, still_s: float, timeout_s: float) -> Counts:
        """Waits until n were accepted, or none came for `still_s` seconds, or the time is over."""
        end, seen = time.monotonic() + timeout_s, -1
        while True:
            counts = self.wait_for(n, timeout_s=still_s)
            if counts.accepted >= n or counts.accepted == seen or time.monotonic() > end:
                return counts
            seen = counts.accepted

    def marks(self) -> list[Mark]:
        """Returns what it has seen of each letter to officials."""
        return [Mark(**one) for one in self._ask("/marks")]

    def timeline(self) -> list[tuple[float, int]]:
        """Returns how many of the bulk were accepted in each hundredth of a second, by the instant at which it began."""
        return [(at, n) for at, n in self._ask("/timeline")]

    def samples(self) -> dict[str, str]:
        """Returns one whole message in each language, as it came."""
        return dict(self._ask("/samples"))

    def behave(
        self, kind: Behaviour | str = Behaviour.OK, *, n: int = -1, every: int = 1, delay_s: float = 2.0,
        retry_after_s: float | None = None, takes_key: bool | None = None,
    ) -> None:  # fmt: skip
        """Plans what happens to the next `n` messages (-1: until told otherwise), or to every `every`th of them.

        `takes_key` says whether it drops a second message with the same key from now on; None leaves that as it is.
        """
        given: dict[str, object] = {"kind": str(kind), "n": n, "every": every, "delay_s": delay_s}
        given["retry_after_s"] = retry_after_s
        self._ask("/behave", given if takes_key is None else given | {"takes_key": takes_key})

    def forget(self) -> None:
        """Begins to count anew; what it was told to do stays."""
        self._ask("/forget", {})

    def cpu_s(self) -> float:
        """Returns how much processor time it has used."""
        times = psutil.Process(self.pid).cpu_times()
        return float(times.user + times.system)

    def _ask(self, path: str, given: Mapping[str, object] | None = None, *, timeout_s: float = 30.0) -> Any:
        door = http.client.HTTPConnection("127.0.0.1", self._control_port, timeout=timeout_s)
        try:
            body = None if given is None else json.dumps(given).encode()
            door.request("GET" if given is None else "POST", path, body)
            return json.loads(door.getresponse().read())
        finally:
            door.close()


def _counts(told: Mapping[str, Any]) -> Counts:
    return Counts(
        accepted=told["accepted"], distinct=told["distinct"], asked_again=told["asked_again"], did=told["did"],
        copies={int(n): many for n, many in told["copies"].items()}, first_at=told["first_at"],
        last_at=told["last_at"], cpu_s=told["cpu_s"],
    )  # fmt: skip

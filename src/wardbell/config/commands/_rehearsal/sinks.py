"""Starts both sinks, knows where they listen, reads what they got, and ends them."""

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote
from urllib.request import Request, urlopen

from wardbell.config.commands._rehearsal.faults import NotStarted

STOP_S = 5.0
SOURCE = (
    Path(__file__).resolve().parents[4]
)  #: where `python -m wardbell...` finds the same package as this process
ACCOUNT = "AC" + "0" * 32
TOKEN = "loopback"  # noqa: S105  # the password of a sink that only this machine reaches
NUMBER = "+16125550100"


@dataclass(frozen=True, kw_only=True)
class Received:
    """One message as a sink got it. Mail has subject, language, message id and headers; a text message has a reference."""

    n: int
    at: str  #: ISO, the world's time in the sink's process
    medium: str
    to: str = field(repr=False)
    sender: str
    body: str = field(repr=False)
    subject: str = ""
    language: str = ""
    message_id: str = ""
    header_to: str = field(default="", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)
    reference: str = ""
    sid: str = ""
    size: int = 0


class Sinks:
    """Both sinks as processes of their own: `with Sinks(folder, node_url=...) as sinks:`.

    They end with `stop`, with the block, and when this process dies, however it dies.
    """

    def __init__(
        self,
        folder: Path,
        *,
        node_url: str = "http://localhost:8800",
        sms_options: Sequence[str] = (),
        ports: tuple[int, int] = (0, 0),
    ) -> None:
        """`node_url` is the node's public address; `ports` of mail and SMS, 0 takes a free one."""
        self._folder = folder.resolve()
        self._ports = ports
        self._sms_options = [
            "--inbound-url",
            f"{node_url}/hooks/twilio/inbound",
            "--from",
            NUMBER,
            *sms_options,
        ]
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._told: dict[str, dict[str, int]] = {}

    def start(self) -> Self:
        """Starts both and waits until they listen.

        Raises:
            NotStarted: one of them did not come up.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            self._processes["smtp"] = self._spawn("smtp_sink", self._ports[0], ())
            login = ("--account", ACCOUNT, "--token", TOKEN)
            self._processes["sms"] = self._spawn("sms_sink", self._ports[1], (*login, *self._sms_options))
            self._told = {name: _first_line(one) for name, one in self._processes.items()}
        except NotStarted:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Ends both and waits until they are gone."""
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            try:
                process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()
        self._processes.clear()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def mail_url(self) -> str:
        """Returns what WARDBELL_MAIL_URL must be."""
        return f"smtp://127.0.0.1:{self._told['smtp']['port']}"

    @property
    def sms_url(self) -> str:
        """Returns what WARDBELL_SMS_URL must be."""
        return f"twilio://{ACCOUNT}:{TOKEN}@127.0.0.1:{self._told['sms']['port']}?scheme=http&from={NUMBER}"

    @property
    def control_urls(self) -> str:
        """Returns what WARDBELL_SINKS must be: where the phones of a made-up city are read, mail first."""
        return ",".join(f"http://127.0.0.1:{self._told[name]['control_port']}" for name in ("smtp", "sms"))

    @property
    def process_ids(self) -> dict[str, int]:
        """Returns the process ids, by sink: smtp, sms."""
        return {name: process.pid for name, process in self._processes.items()}

    def mails(self, *, to: str = "", after: int = 0) -> list[Received]:
        """Returns the mails numbered above `after`, oldest first; `to` keeps those of one mailbox."""
        return self._messages("smtp", to=to, after=after)

    def texts(self, *, to: str = "", after: int = 0) -> list[Received]:
        """Returns the text messages numbered above `after`, oldest first; `to` keeps those of one number."""
        return self._messages("sms", to=to, after=after)

    def n_mails(self) -> int:
        """Returns how many mails were accepted."""
        return int(str(self._ask("smtp", "/_control/messages?after=999999999")["n"]))

    def n_texts(self) -> int:
        """Returns how many text messages were accepted."""
        return int(str(self._ask("sms", "/_control/messages?after=999999999")["n"]))

    def stored(self, medium: str) -> list[Received]:
        """Reads the file of what was accepted, `mail` or `sms`, also after the sinks have ended."""
        name = "smtp_sink" if medium == "mail" else "sms_sink"
        text = (self._folder / f"{name}.jsonl").read_text(encoding="utf-8")
        return [Received(**json.loads(line)) for line in text.split("\n") if line]

    def reply(self, number: str, body: str, *, sid: str = "") -> int:
        """Plays a reply from a phone and returns the node's HTTP status; the same `sid` again is a second delivery."""
        answer = self._ask("sms", "/_control/inbound", {"from": number, "body": body, "sid": sid})
        return int(str(answer["status"]))

    def next_answers(self, *answers: str) -> None:
        """Plans faults for the next text messages; the words are in sms_sink."""
        self._ask("sms", "/_control/next", {"answers": list(answers)})

    def undelivered(self, number: str, code: int) -> None:
        """Plans that messages to a number end undelivered."""
        self._ask("sms", "/_control/undelivered", {"to": number, "error_code": code})

    def sabotage(self, medium: str, to: str, *, n_copies: int, times: int = 1) -> None:
        """Plans that the next messages to an address are lost (no copy) or come twice (two): the sender is told all is well."""
        sink = "smtp" if medium == "mail" else "sms"
        self._ask(sink, "/_control/sabotage", {"to": to, "n_copies": n_copies, "times": times})

    def sms_state(self) -> dict[str, int]:
        """Returns n, pending, callbacks_ok, callbacks_failed and stopped."""
        return {name: int(str(value)) for name, value in self._ask("sms", "/_control/state").items()}

    def settle(self, seconds: float = 10.0) -> bool:
        """Waits until every status callback was made, and says whether that came in time."""
        end = time.monotonic() + seconds
        while self.sms_state()["pending"]:
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return True

    def _messages(self, sink: str, *, to: str, after: int) -> list[Received]:
        found: list[Received] = []
        while True:
            answer = self._ask(sink, f"/_control/messages?to={quote(to, safe='')}&after={after}")
            page = answer["messages"]
            if not isinstance(page, list) or not page:
                return found
            found += [Received(**one) for one in page]
            after = found[-1].n

    def _ask(self, sink: str, path: str, form: Mapping[str, object] | None = None) -> dict[str, object]:
        data = None if form is None else json.dumps(form).encode()
        url = f"http://127.0.0.1:{self._told[sink]['control_port']}{path}"
        with urlopen(Request(url, data=data), timeout=30) as answer:  # loopback, our own process
            told: dict[str, object] = json.load(answer)
            return told

    def _spawn(self, name: str, port: int, more: Sequence[str]) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"wardbell.config.commands._rehearsal.{name}", "--port", str(port)]
        command += ["--store", str(self._folder / f"{name}.jsonl"), "--until-stdin-closes", *more]
        return subprocess.Popen(command, cwd=SOURCE, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603  # our own module


def _first_line(process: subprocess.Popen[bytes]) -> dict[str, int]:
    if process.stdout is None:
        raise NotStarted("a sink has no standard output")
    line = process.stdout.readline()
    try:
        told = json.loads(line)
    except ValueError as error:
        raise NotStarted(f"a sink did not say where it listens; it said {line[:200]!r}") from error
    return {"port": told["port"], "control_port": told["control_port"]}

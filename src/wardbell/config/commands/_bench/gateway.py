"""The sink's process: raw asyncio, so that it is never the limit: `python -m wardbell.config.commands._bench.gateway http|smtp`.

HTTP is read by httptools, SMTP by hand (RFC 5321 with PIPELINING, RFC 2920). A message is known by its Idempotency-Key or its
Message-ID. The control door is a second port: GET /counts, /marks, /timeline, /samples, /wait?n=&timeout=; POST /behave, /forget.
The first line on standard output tells both ports; it ends when standard input closes.
"""

import argparse
import asyncio
import json
import os
import ssl
import sys
from collections.abc import Callable
from dataclasses import fields
from importlib import import_module
from importlib.util import find_spec
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import httptools

from wardbell.config.commands._bench.counting import Behaviour, Plan, Tally

LOOPBACK = "127.0.0.1"
_PAGE = b"<html><body><h1>It works!</h1></body></html>"
_BACKLOG = 1024


class Connection(asyncio.Protocol):
    """One connection of a sender."""

    transport: asyncio.Transport

    def __init__(self, tally: Tally) -> None:
        self.tally = tally

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's is no child of it

    def answer(self, raw: bytes, *, after_s: float = 0.0) -> None:
        """Writes now, or later if the sender waits for so long."""
        if after_s:
            asyncio.get_running_loop().call_later(after_s, self._write, raw)
        else:
            self.transport.write(raw)

    def _write(self, raw: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(raw)


class HttpConnection(Connection):
    """HTTP/1.1, kept open."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._parser = httptools.HttpRequestParser(self)
        self._key, self._body = b"", b""

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self.transport.close()

    def on_header(self, name: bytes, value: bytes) -> None:
        if len(name) == 15 and name.lower() == b"idempotency-key":
            self._key = value

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        key, body, tally = self._key, self._body, self.tally
        self._key, self._body = b"", b""
        if tally.wants_sample():
            _keep_json(tally, body)
        self._do(tally.take(key, body), key)

    def _do(self, kind: Behaviour, key: bytes) -> None:
        plan = self.tally.plan
        match kind:
            case Behaviour.OK | Behaviour.SLOW | Behaviour.LOSE | Behaviour.DOUBLE:
                accepted = _http(b"200 OK", b'{"id":"%b"}' % key[:40])
                self.answer(accepted, after_s=plan.delay_s if kind is Behaviour.SLOW else 0.0)
            case Behaviour.HTML:
                self.answer(_http(b"200 OK", _PAGE, kind=b"text/html"))
            case Behaviour.DROP | Behaviour.CUT:
                self.transport.close()
            case Behaviour.TOO_FAST:
                self.answer(_http(b"429 Too Many Requests", b"{}", more=_retry_after(plan)))
            case Behaviour.AWAY:
                self.answer(_http(b"503 Service Unavailable", b"{}", more=_retry_after(plan)))
            case Behaviour.FAULT:
                self.answer(_http(b"500 Internal Server Error", b"{}"))
            case Behaviour.HANG:
                pass


class SmtpConnection(Connection):
    """SMTP, as far as a sender of mail needs it."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._held, self._is_data = bytearray(), False
        self.transport.write(b"220 sink ESMTP\r\n")

    def data_received(self, data: bytes) -> None:
        self._held += data
        answers: list[bytes] = []
        while self._is_data or b"\n" in self._held:
            if self._is_data:
                end = self._held.find(b"\r\n.\r\n")
                if end < 0:
                    break
                mail = bytes(self._held[:end])
                del self._held[: end + 5]
                self._is_data = False
                self._mail(mail, answers)
            else:
                end = self._held.find(b"\n")
                line = bytes(self._held[:end]).strip().upper()
                del self._held[: end + 1]
                answers.append(self._said(line))
        if answers and not self.transport.is_closing():
            self.transport.write(b"".join(answers))

    def eof_received(self) -> bool:
        return False

    def _said(self, line: bytes) -> bytes:
        if line.startswith(b"EHLO"):
            return b"250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n"
        if line == b"DATA":
            self._is_data = True
            return b"354 go on\r\n"
        if line == b"QUIT":
            self.transport.write(b"221 bye\r\n")
            self.transport.close()
            return b""
        return b"250 ok\r\n"

    def _mail(self, mail: bytes, answers: list[bytes]) -> None:
        tally, plan, key = self.tally, self.tally.plan, _message_id(mail)
        if tally.wants_sample():
            _keep_mail(tally, mail)
        match tally.take(key, mail):
            case Behaviour.OK | Behaviour.LOSE | Behaviour.DOUBLE:
                answers.append(b"250 ok\r\n")
            case Behaviour.SLOW:
                self.answer(b"250 ok\r\n", after_s=plan.delay_s)
            case Behaviour.TOO_FAST:
                answers.append(b"450 4.7.1 too fast\r\n")
            case Behaviour.FAULT:
                answers.append(b"451 4.3.0 fault\r\n")
            case Behaviour.AWAY:
                self.transport.write(b"421 4.3.2 away\r\n")
                self.transport.close()
            case Behaviour.HTML:
                answers.append(b"<html>\r\n")
            case Behaviour.DROP | Behaviour.CUT:
                self.transport.abort()
            case Behaviour.HANG:
                pass


class ControlConnection(HttpConnection):
    """Whoever watches."""

    def on_url(self, url: bytes) -> None:
        self._url = url.decode()

    def on_message_complete(self) -> None:
        body, self._body = self._body, b""
        asyncio.get_running_loop().create_task(self._told(self._url, body), name="control")

    async def _told(self, url: str, body: bytes) -> None:
        told = await _control(self.tally, url, json.loads(body or b"{}"))
        self._write(_http(b"200 OK", json.dumps(told).encode()))


async def _control(tally: Tally, url: str, given: dict[str, Any]) -> object:
    parts = urlsplit(url)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    match parts.path:
        case "/marks":
            return tally.told_marks()
        case "/timeline":
            return tally.told_timeline()
        case "/samples":
            return tally.samples
        case "/wait":
            await tally.wait_for(int(asked["n"]), timeout_s=float(asked["timeout"]))
        case "/forget":
            tally.forget()
        case "/behave":
            tally.takes_key = bool(given.pop("takes_key", tally.takes_key))
            tally.plan = _plan(given)
    return tally.told()


def _plan(given: dict[str, Any]) -> Plan:
    known = {one.name for one in fields(Plan)}
    plan = Plan(**{name: value for name, value in given.items() if name in known})
    plan.kind = Behaviour(plan.kind)
    return plan


def _http(status: bytes, body: bytes, *, kind: bytes = b"application/json", more: bytes = b"") -> bytes:
    return b"HTTP/1.1 %b\r\nContent-Type: %b\r\nContent-Length: %d\r\n%b\r\n%b" % (
        status, kind, len(body), more, body,
    )  # fmt: skip


def _retry_after(plan: Plan) -> bytes:
    return b"" if plan.retry_after_s is None else b"Retry-After: %d\r\n" % plan.retry_after_s


def _keep_json(tally: Tally, body: bytes) -> None:
    try:
        given = json.loads(body)
    except ValueError:
        return
    if isinstance(given, dict) and not str(given.get("body", "")).count("2099-"):
        tally.samples.setdefault(str(given.get("language", "")), body.decode())


def _keep_mail(tally: Tally, mail: bytes) -> None:
    if b"2099-" in mail:
        return
    _, _, rest = mail.partition(b"Content-Language: ")
    tally.samples.setdefault(rest.partition(b"\r\n")[0].decode("ascii", "replace"), mail.decode("latin-1"))


def _message_id(mail: bytes) -> bytes:
    begin = mail.lower().find(b"message-id:", 0, 4096)
    line = mail[begin : mail.find(b"\r\n", begin)] if begin >= 0 else b""
    return line.partition(b"<")[2].partition(b"@")[0]


async def serve(kind: str, *, port: int, certificate: str) -> None:
    """Serves until the parent is gone."""
    tally, loop, over = Tally(), asyncio.get_running_loop(), asyncio.Event()
    door: Callable[[], Connection] = (
        (lambda: HttpConnection(tally)) if kind == "http" else lambda: SmtpConnection(tally)
    )
    context = None
    if certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
    sink = await loop.create_server(door, LOOPBACK, port, backlog=_BACKLOG, ssl=context)
    control = await loop.create_server(lambda: ControlConnection(tally), LOOPBACK, 0)
    ports = [one.sockets[0].getsockname()[1] for one in (sink, control)]
    sys.stdout.write(json.dumps({"port": ports[0], "control_port": ports[1]}) + "\n")
    sys.stdout.flush()
    loop.run_in_executor(None, _read_until_end, lambda: loop.call_soon_threadsafe(over.set))
    await over.wait()
    os._exit(0)  # a sender may still be held by a planned hang


def _read_until_end(then: Callable[[], object]) -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    then()


def main() -> None:
    """Runs one sink."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=["http", "smtp"])
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--certificate", default="", help="PEM with its key: answers by TLS")
    given = parser.parse_args()
    with asyncio.Runner(loop_factory=_fastest_loop()) as runner:
        runner.run(serve(given.kind, port=given.port, certificate=given.certificate))


def _fastest_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop where it is installed: the sink must cost less than whoever sends to it."""
    return import_module("uvloop").new_event_loop if find_spec("uvloop") else None


if __name__ == "__main__":
    main()

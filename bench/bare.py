"""The bare loop that every measurement is compared with: raw asyncio, no ledger, nothing kept, nothing repeated.

It takes the same sealed readers as the product, opens each, builds the same bytes from a message that the product sent, and
hands them to the same sink: `python bench/bare.py http|smtp --port N --readers FILE --samples FILE --connections N`.
What no sender can leave out is all that it does. One line of JSON on standard output tells what it cost.

FILE of readers: one line of JSON with the keys, then for each reader its number (8 bytes), a length (2), the sealed row.
FILE of samples: JSON, language to one whole message as the sink got it. It knows the form of a seal (docs of `ground.secrets`)
and of a reader's row, and nothing else of the product; with another form it fails on the first reader.
"""

import argparse
import asyncio
import base64
import hashlib
import json
import re
import struct
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import cast

import httptools
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_HEAD = struct.Struct("<qH")
_TO, _KEY, _REFERENCE, _STOP = b"\x00T", b"\x00K", b"\x00R", b"\x00S"
_STOP_LINK = re.compile(rb"(?<=/stop/)[0-9a-f]{40}")

#: one reader's bytes: how the connection begins, and for HTTP the whole request
Message = tuple[bytes, bytes]


def readers(path: Path) -> Iterator[tuple[int, str, str]]:
    """Opens one reader after the other: (number, address, language)."""
    with path.open("rb") as file:
        boxes = {int(number): _box(key) for number, key in json.loads(file.readline()).items()}
        while head := file.read(_HEAD.size):
            row_id, length = _HEAD.unpack(head)
            sealed = file.read(length)
            owner = b"1:%d:subscribers.contact_point:%d" % (sealed[1], row_id)
            address, language, *_ = json.loads(boxes[sealed[1]].decrypt(sealed[2:14], sealed[14:], owner))
            yield row_id, address, language


def _box(key: str) -> AESGCM:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"wardbell:seal").derive(base64.b64decode(key))
    return AESGCM(made)


class HttpText:
    """A request with holes for what is one reader's."""

    def __init__(self, sample: str, *, port: int) -> None:
        given, raw = json.loads(sample), sample.encode()
        for name, hole in (("to", _TO), ("reference", _REFERENCE)):
            raw = raw.replace(json.dumps(given[name], ensure_ascii=False).encode(), b'"' + hole + b'"', 1)
        self.pieces = _pieces(_STOP_LINK.sub(_STOP, raw))
        self.top = (
            b"POST /messages HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\n"
            b"Authorization: Bearer sink\r\nIdempotency-Key: " % port
        )

    def of(self, row_id: int, address: str) -> Message:
        key = _key(row_id)
        body = _filled(self.pieces, address.encode(), key)
        return b"", b"%b%b\r\nContent-Length: %d\r\n\r\n%b" % (self.top, key, len(body), body)


class SmtpText:
    """A mail with holes for what is one reader's."""

    def __init__(self, sample: str) -> None:
        raw = sample.encode("latin-1")
        to = re.search(rb"(?m)^To: (.*?)\r$", raw)
        key = re.search(rb"(?mi)^Message-ID: <(.*?)@", raw)
        sender = re.search(rb"(?m)^From: .*<(.*?)>", raw)
        if not to or not key or not sender:
            raise SystemExit("bare: the sample is no mail of ours")
        raw = raw.replace(to[1], _TO, 1).replace(key[1], _KEY, 1)
        self.pieces = _pieces(_STOP_LINK.sub(_STOP, raw))
        self.sender = sender[1]

    def of(self, row_id: int, address: str) -> Message:
        to = address.encode()
        envelope = b"MAIL FROM:<%b>\r\nRCPT TO:<%b>\r\nDATA\r\n" % (self.sender, to)
        return envelope, _filled(self.pieces, to, _key(row_id)) + b"\r\n.\r\n"


def _pieces(raw: bytes) -> list[bytes]:
    return re.split(rb"(\x00[TKRS])", raw)


def _filled(pieces: list[bytes], to: bytes, key: bytes) -> bytes:
    own = {_TO: to, _KEY: key, _REFERENCE: key[:24], _STOP: key + key[:8]}
    return b"".join([own.get(one, one) for one in pieces])


def _key(row_id: int) -> bytes:
    return hashlib.blake2b(b"%d" % row_id, key=b"bare", digest_size=16).hexdigest().encode()


class Sending(asyncio.Protocol):
    """One connection that always has one message on its way."""

    transport: asyncio.Transport

    def __init__(self, run: "Run") -> None:
        self.run = run

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's is no child of it

    def connection_lost(self, _why: Exception | None) -> None:
        self.run.closed(self)


class Http(Sending):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.parser, self.body = httptools.HttpResponseParser(self), b""
        self.next()

    def next(self) -> None:
        if message := self.run.next(self):
            self.transport.write(message[1])

    def data_received(self, data: bytes) -> None:
        self.parser.feed_data(data)

    def on_body(self, body: bytes) -> None:
        self.body += body

    def on_message_complete(self) -> None:
        body, self.body = self.body, b""
        if self.parser.get_status_code() != 200 or not json.loads(body)["id"]:
            raise SystemExit("bare: the sink refused")
        self.run.n_sent += 1
        self.next()


class Smtp(Sending):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.held, self.mail, self.is_greeted = b"", b"", False
        self.transport.write(b"EHLO bare\r\n")

    def next(self) -> None:
        if message := self.run.next(self):
            envelope, self.mail = message
            self.transport.write(envelope)

    def data_received(self, data: bytes) -> None:
        self.held += data
        *lines, self.held = self.held.split(b"\r\n")
        for line in lines:
            if line.startswith(b"354"):
                self.transport.write(self.mail)
                self.mail = b""
            elif line[:1] not in {b"2"}:
                raise SystemExit(f"bare: the sink refused: {line!r}")
            elif not self.is_greeted:
                self.is_greeted = line.startswith(b"250 ")  # the last line of the answer to EHLO
                if self.is_greeted:
                    self.is_due = 0
                    self.next()
            else:
                self.is_due += 1
                if self.is_due == 3:  # MAIL, RCPT, and the mail itself
                    self.is_due = 0
                    self.run.n_sent += 1
                    self.next()


class Run:
    """All connections, and what is left to send."""

    def __init__(self, messages: Iterator[Message]) -> None:
        self.messages, self.n_sent = messages, 0
        self.open: set[Sending] = set()
        self.over = asyncio.get_running_loop().create_future()

    def next(self, connection: Sending) -> Message | None:
        self.open.add(connection)
        message = next(self.messages, None)
        if message is None:
            connection.transport.close()
        return message

    def closed(self, connection: Sending) -> None:
        self.open.discard(connection)
        if not self.open and not self.over.done():
            self.over.set_result(None)


async def send_all(given: argparse.Namespace) -> dict[str, float]:
    samples = json.loads(given.samples.read_text(encoding="utf-8"))
    texts = {
        language: HttpText(sample, port=given.port) if given.kind == "http" else SmtpText(sample)
        for language, sample in samples.items()
    }
    door: Callable[[Run], Sending] = Http if given.kind == "http" else Smtp
    began, began_cpu = time.perf_counter(), time.process_time()
    run = Run(texts[language].of(row_id, address) for row_id, address, language in readers(given.readers))
    loop = asyncio.get_running_loop()
    for _ in range(given.connections):
        await loop.create_connection(lambda: door(run), "127.0.0.1", given.port)
    await run.over
    cpu_s, wall_s = time.process_time() - began_cpu, time.perf_counter() - began
    return {
        "n": run.n_sent,
        "cpu_us": cpu_s / run.n_sent * 1e6,
        "wall_s": wall_s,
        "per_s": run.n_sent / wall_s,
    }


def fastest_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop where it is installed, as `make setup` does: a third of the cost of Python's own loop, so that nothing slow is beaten."""
    if find_spec("uvloop") is None:
        return None
    import uvloop  # noqa: PLC0415  # only where it is

    return uvloop.new_event_loop


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=["http", "smtp"])
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--readers", type=Path, required=True)
    parser.add_argument("--samples", type=Path, required=True)
    parser.add_argument("--connections", type=int, default=50)
    with asyncio.Runner(loop_factory=fastest_loop()) as runner:
        told = runner.run(send_all(parser.parse_args()))
    loop = "uvloop" if fastest_loop() else "asyncio"
    sys.stdout.write(json.dumps(told | {"loop": loop}) + "\n")


if __name__ == "__main__":
    main()

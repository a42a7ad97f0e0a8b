"""Peers on real sockets that behave as a test tells them: servers that hang, hang up, or answer nonsense."""

import asyncio
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from types import TracebackType

Serve = Callable[["Peer", asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Peer:
    """A server on loopback in a thread of its own; `heard` is what it was told, `n_connections` how often it was called."""

    def __init__(self, serve: Serve, *, context: ssl.SSLContext | None = None) -> None:
        self._serve = serve
        self._context = context
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._live()), daemon=True)
        self.n_connections = 0
        self.heard: list[bytes] = []
        self.commands: list[bytes] = []
        self._served: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    def __enter__(self) -> "Peer":
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()

    async def _live(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._called, "127.0.0.1", 0, ssl=self._context, limit=2**26)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._over.wait()
        server.close()
        await asyncio.sleep(0.05)  # who was let in last is still to be seen out
        while others := asyncio.all_tasks() - {
            asyncio.current_task()
        }:  # also those who are just being let in
            for writer in self._served.values():
                writer.transport.abort()
            await asyncio.wait(others, timeout=0.1)
        await asyncio.sleep(0.01)  # the transports let go of their sockets

    async def _called(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.n_connections += 1
        mine = asyncio.current_task()
        assert mine is not None
        self._served[mine] = writer
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await self._serve(self, reader, writer)
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()
        del self._served[mine]


def closed_port() -> int:
    """Returns a port on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def hangs(_peer: Peer, reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    """Takes everything and says nothing."""
    while await reader.read(65536):
        pass


async def hangs_up(_peer: Peer, _reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    """Closes at once."""


async def speaks_html(_peer: Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answers a page, as a hotel's network does, whatever is asked and whoever speaks first."""
    page = b"<!doctype html><title>Welcome</title>"
    writer.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(page), page)
    )
    await writer.drain()
    await reader.read(65536)


async def floods(_peer: Peer, _reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Never stops answering."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while True:
        writer.write(b'{"sid": ' * 1000)
        await writer.drain()


def answers(status: int, body: bytes = b"", **headers: str) -> Serve:
    """Answers every HTTP request with one status, and keeps the connection."""

    async def serve(peer: Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
            peer.heard.append(head + await reader.readexactly(int(fields.get(b"content-length", b"0"))))
            more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
            top = f"HTTP/1.1 {status} Said\r\nContent-Length: {len(body)}\r\n{more}\r\n"
            writer.write(top.encode() + body)
            await writer.drain()

    return serve


def relay(
    *, mails_a_connection: int = 10_000, dreaded: bytes = b"\0", drops_after: int = 10_000, **replies: str
) -> Serve:
    """Speaks SMTP. A reply by command (`RCPT="550 5.1.1 no"`); `TEXT` is the one after the mail; `hang` and `close` do so.

    A mailbox may have a reply of its own, by its first word: `bounce="550 5.1.1 no"` refuses `bounce-1@...`. After
    `mails_a_connection` it hangs up on the next command, as if the connection had been idle for too long; it hangs up on
    every command that holds the `dreaded` word, and, once, without a reply to the text of mail number `drops_after`.
    """

    async def serve(peer: Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def say(command: str, usual: str) -> str:
            reply = replies.get(command, usual)
            if reply == "hang":
                await reader.read()
            elif reply != "close":
                writer.write(reply.replace("\n", "\r\n").encode() + b"\r\n")
                await writer.drain()
            return reply

        def is_over(reply: str) -> bool:
            return reply in {"hang", "close"} or reply.startswith(("421", "221"))

        n_kept, readers = 0, 0
        reply = await say("GREETING", "220 peer")
        while not is_over(reply) and (line := await reader.readline()) and n_kept < mails_a_connection:
            if dreaded in line:
                return
            peer.commands.append(line.rstrip())
            command = line.split()[0].split(b":")[0].decode().upper()
            if command == "DATA" and "DATA" not in replies:
                reply = await say("354", "354 go on" if readers else "503 nobody to write to")
                if reply.startswith("354"):
                    lines = [await reader.readuntil(b"\n")]
                    while lines[-1] != b".\r\n":
                        lines.append(await reader.readuntil(b"\n"))
                    if mail := b"".join(lines[:-1]):
                        peer.heard.append(mail)
                        n_kept += 1
                    if len(peer.heard) == drops_after and n_kept:
                        return
                    reply = await say("TEXT", "250 kept")
                readers = 0
            elif command == "RCPT":
                name = line.partition(b"<")[2].partition(b"-")[0].decode()
                reply = await say(name if name in replies else "RCPT", "250 fine")
                readers += reply.startswith("250")
            else:
                readers = 0 if command in {"RSET", "EHLO"} else readers
                reply = await say(command, "221 bye" if command == "QUIT" else "250 fine")

    return serve

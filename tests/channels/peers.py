"""Peers on real sockets that behave as a test tells them: servers that hang, hang up, or answer nonsense."""

import asyncio
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable
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

    async def _called(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.n_connections += 1
        try:
            await self._serve(self, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


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


def relay(*, mails_a_connection: int = 10_000, dreaded: bytes = b"\0", **replies: str) -> Serve:
    """Speaks SMTP. A reply by command (`RCPT="550 5.1.1 no"`); `TEXT` is the one after the mail; `hang` and `close` do so.

    After `mails_a_connection` it hangs up on the next command, as if the connection had been idle for too long; and it hangs
    up on every command that holds the `dreaded` word.
    """

    async def serve(peer: Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def say(command: str, usual: str) -> bool:
            reply = replies.get(command, usual)
            if reply == "hang":
                await reader.read()
            if reply in {"hang", "close"}:
                return False
            writer.write(reply.replace("\n", "\r\n").encode() + b"\r\n")
            await writer.drain()
            return not reply.startswith(("421", "221"))

        n_kept = 0
        goes_on = await say("GREETING", "220 peer")
        while goes_on and (line := await reader.readline()) and n_kept < mails_a_connection:
            if dreaded in line:
                return
            command = line.split()[0].split(b":")[0].decode().upper()
            if command == "DATA" and "DATA" not in replies:
                await say("354", "354 go on")
                peer.heard.append(await reader.readuntil(b"\r\n.\r\n"))
                n_kept += 1
                goes_on = await say("TEXT", "250 kept")
            else:
                goes_on = await say(command, "221 bye" if command == "QUIT" else "250 fine")

    return serve

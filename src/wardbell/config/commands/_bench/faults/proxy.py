"""A door between two programs that can be shut, struck dumb, or shown another certificate: TCP on loopback, in a thread of its own."""

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from types import TracebackType
from typing import Self

_PIECE = 256 * 1024
_STARTS_WITHIN_S = 10.0


class Way(StrEnum):
    """What the door does."""

    OPEN = "open"
    SHUT = "shut"  #: nobody listens, and every connection breaks
    SILENT = "silent"  #: connections stand and nothing passes; what was written meanwhile never arrives


class Proxy:
    """`with Proxy(port) as door:`; `door.port` leads to the port given, over TLS when there is a certificate."""

    def __init__(self, to_port: int, *, certificate: str = "") -> None:
        """`certificate` names a PEM with its key: callers speak TLS with us, we do not with whom we lead to."""
        self._to_port, self.port = to_port, 0
        self._context = _context(certificate) if certificate else None
        self._way = Way.OPEN
        self._open: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="proxy", daemon=True)

    def start(self) -> Self:
        """Begins to listen."""
        with socket.socket() as one:  # kept: the same port again after it was shut
            one.bind(("127.0.0.1", 0))
            self.port = int(one.getsockname()[1])
        self._thread.start()
        self._do(self._listen)
        return self

    def stop(self) -> None:
        """Ends with everything that is open."""
        if self._thread.is_alive():
            self._do(self._shut)
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(_STARTS_WITHIN_S)
        self._loop.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def shut(self) -> None:
        """Nobody listens any more, and what was open breaks."""
        self._way = Way.SHUT
        self._do(self._shut)

    def fall_silent(self) -> None:
        """Connections stand, new ones are taken, and nothing passes either way."""
        self._way = Way.SILENT

    def open(self) -> None:
        """Lets everything pass again; what was silent breaks, for its bytes were lost."""
        was_silent, self._way = self._way is Way.SILENT, Way.OPEN
        self._do(self._break_all if was_silent else self._listen)

    def show(self, certificate: str) -> None:
        """Shows another certificate to whoever comes from now on, and breaks what is open."""
        if self._context is None:
            raise ValueError("this door speaks no TLS")
        self._context.load_cert_chain(certificate)
        self._do(self._break_all)

    def _do(self, act: Callable[[], object]) -> None:
        async def done() -> None:
            told = act()
            if asyncio.iscoroutine(told):
                await told

        asyncio.run_coroutine_threadsafe(done(), self._loop).result(_STARTS_WITHIN_S)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(
            self._pass, "127.0.0.1", self.port, ssl=self._context, reuse_address=True
        )

    async def _shut(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        await self._break_all()

    async def _break_all(self) -> None:
        for writer in list(self._open):
            writer.transport.abort()
        tasks = [one for one in self._tasks if one is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self._to_port)
        except OSError:
            writer.transport.abort()
            return
        mine = {writer, back}
        self._open |= mine
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._carry(reader, back), name="there")
                both.create_task(self._carry(there, writer), name="back")
        except* (OSError, _Over):
            pass
        except* asyncio.CancelledError:
            pass
        finally:
            self._open -= mine
            for one in mine:
                one.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while piece := await reader.read(_PIECE):
            if self._way is Way.SILENT:
                continue
            writer.write(piece)
            await writer.drain()
        with suppress(OSError):
            writer.write_eof() if writer.can_write_eof() else None
            await writer.drain()
        raise _Over


class _Over(Exception):
    """One side has closed."""


def _context(certificate: str) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context

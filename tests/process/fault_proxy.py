"""A proxy between workers and the database that a test can cut: connections broken off and refused, or everything silent.

It may listen inside a network namespace of the machine, and reaches the database from outside of it.
"""

import asyncio
import ctypes
import os
import socket
import threading
from collections.abc import Coroutine
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_CLONE_NEWNET = 0x40000000  # linux/sched.h
_CHUNK = 65_536


class Fault(Enum):
    NONE = "none"
    BROKEN = "broken"  #: every connection is reset, and new ones too: the database was stopped
    SILENT = "silent"  #: nothing passes and nothing is told: the cable was cut


class FaultProxy:
    """Passes bytes between `url`, which its clients use, and the database that they mean."""

    def __init__(self, database_url: str, *, namespace: str = "") -> None:
        parts = urlsplit(database_url)
        self._database = (parts.hostname or "127.0.0.1", parts.port or 5432)
        self._listening = _listening(namespace)
        user = f"{parts.username}:{parts.password}" if parts.password else parts.username
        self.url = parts._replace(netloc=f"{user}@127.0.0.1:{self._listening.getsockname()[1]}").geturl()
        self._fault, self._flows = Fault.NONE, asyncio.Event()
        self._writers: set[asyncio.StreamWriter] = set()
        self.n_connections = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fault proxy", daemon=True)

    def __enter__(self) -> "FaultProxy":
        self._thread.start()
        self._do(self._begin())
        return self

    def __exit__(self, *_: object) -> None:
        self._do(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def cut(self, fault: Fault) -> None:
        """Lets a fault begin, or end with Fault.NONE; returns once it has."""
        self._do(self._become(fault))

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=10)

    async def _begin(self) -> None:
        self._flows.set()
        self._server = await asyncio.start_server(self._serve, sock=self._listening)

    async def _end(self) -> None:
        self._server.close()
        await self._become(Fault.BROKEN)
        if others := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(others, timeout=5)

    async def _become(self, fault: Fault) -> None:
        self._fault = fault
        if fault is Fault.SILENT:
            self._flows.clear()
        else:
            self._flows.set()
        if fault is Fault.BROKEN:
            for writer in self._writers:
                writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._flows.wait()
        if self._fault is Fault.BROKEN:
            writer.transport.abort()
            return
        self.n_connections += 1
        try:
            far_reader, far_writer = await asyncio.open_connection(*self._database)
        except OSError:
            writer.transport.abort()
            return
        ends = {writer, far_writer}
        self._writers |= ends
        await asyncio.gather(self._pass(reader, far_writer), self._pass(far_reader, writer))
        self._writers -= ends

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while some := await reader.read(_CHUNK):
                await self._flows.wait()
                writer.write(some)
                await writer.drain()
        writer.transport.abort()


def _listening(namespace: str) -> socket.socket:
    """Returns a socket that listens in a namespace: it stays there, whichever thread serves it."""
    made: list[socket.socket] = []

    def make() -> None:
        if namespace:
            entry = os.open(Path("/run/netns") / namespace, os.O_RDONLY)
            if ctypes.CDLL(None, use_errno=True).setns(entry, _CLONE_NEWNET) != 0:
                raise OSError(ctypes.get_errno(), "setns")
            os.close(entry)
        made.append(socket.create_server(("127.0.0.1", 0)))

    thread = threading.Thread(target=make)  # of its own: who has entered a namespace stays in it
    thread.start()
    thread.join()
    return made[0]

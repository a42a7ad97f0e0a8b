"""What both sinks share: the file of what arrived, the door for whoever watches, and an end in time."""

import argparse
import asyncio
import json
import signal
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from aiohttp import web

from wardbell.ground import clock

LOOPBACK = "127.0.0.1"
PAGE = 10_000  #: messages in one answer


@dataclass(frozen=True, kw_only=True)
class Sabotage:
    """What happens to the next `times` messages to an address: none of them is kept, or each twice."""

    n_copies: int
    times: int


class Store:
    """Every accepted message, numbered from 1, in memory and as one line of JSON each in a file, which it goes on with."""

    def __init__(self, path: Path) -> None:
        self._all: list[dict[str, object]] = []
        self._by_address: dict[str, list[dict[str, object]]] = defaultdict(list)
        self._talks: dict[str, list[dict[str, object]]] = {}
        self._sabotage: dict[str, Sabotage] = {}
        if path.exists():
            for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
                self._remember(json.loads(line))
        self._file = path.open("a", encoding="utf-8", buffering=1)

    def add(self, **message: object) -> None:
        """Keeps one message; it is in the file before the sender is answered. Sabotage loses it, or keeps it twice."""
        for _ in range(self._n_copies(str(message["to"]))):
            kept = {"n": len(self._all) + 1, "at": clock.now().isoformat()} | message
            self._file.write(json.dumps(kept, ensure_ascii=False) + "\n")
            self._remember(kept)

    def sabotage(self, to: str, planned: "Sabotage") -> None:
        """Plans that the next messages to an address are lost or kept twice, to see whether a check finds it."""
        self._sabotage[to] = planned

    def hear(self, sender: str, body: str) -> None:
        """Remembers what somebody wrote from their phone, to be shown beside what they got; no count knows of it."""
        said = {"n": 0, "at": clock.now().isoformat(), "to": sender, "body": body, "is_own": True}
        self._conversation(sender).append(said)

    def conversations(self, *, n_last: int) -> list[dict[str, object]]:
        """Returns everybody's last messages, own ones among them, whoever was written to last first."""
        return [
            {"address": address, "n": len(all_of_it), "messages": list(all_of_it)[-n_last:]}
            for address, all_of_it in reversed(self._talks.items())
        ]

    def messages(self, *, to: str = "", after: int = 0) -> list[dict[str, object]]:
        """Returns the messages numbered above `after`, oldest first; `to` keeps those of one address."""
        if not to:
            return self._all[after:]
        return [one for one in self._by_address.get(to, []) if int(str(one["n"])) > after]

    def _n_copies(self, to: str) -> int:
        planned = self._sabotage.get(to)
        if planned is None or planned.times == 0:
            return 1
        self._sabotage[to] = replace(planned, times=planned.times - 1)
        return planned.n_copies

    def _conversation(self, address: str) -> list[dict[str, object]]:
        """Returns one address's talk, put last in order."""
        self._talks[address] = self._talks.pop(address, [])
        return self._talks[address]

    def _remember(self, kept: dict[str, object]) -> None:
        self._all.append(kept)
        self._conversation(str(kept["to"])).append(kept)
        self._by_address[str(kept["to"])].append(kept)

    @property
    def n(self) -> int:
        """Returns how many were accepted."""
        return len(self._all)

    def close(self) -> None:
        """Closes the file."""
        self._file.close()


def store_routes(store: Store) -> list[web.RouteDef]:
    """Returns the door for whoever watches: GET /_control/messages?to=...&after=N and /_control/conversations?last=N; POST /_control/sabotage {to, n_copies, times}."""

    async def messages(request: web.Request) -> web.Response:
        try:
            after = max(0, int(request.query.get("after", "0")))
        except ValueError:
            return web.json_response({"error": "after must be a whole number"}, status=400)
        found = store.messages(to=request.query.get("to", ""), after=after)
        return web.json_response({"n": store.n, "count": len(found), "messages": found[:PAGE]})

    async def conversations(request: web.Request) -> web.Response:
        n_last = min(max(1, int(request.query.get("last", "3"))), PAGE)
        return web.json_response({"conversations": store.conversations(n_last=n_last)})

    async def sabotage(request: web.Request) -> web.Response:
        given = await request.json()
        store.sabotage(str(given["to"]), Sabotage(n_copies=int(given["n_copies"]), times=int(given["times"])))
        return web.json_response({"planned": True})

    return [
        web.get("/_control/messages", messages),
        web.get("/_control/conversations", conversations),
        web.post("/_control/sabotage", sabotage),
    ]


def arguments(description: str, given: Sequence[str] | None) -> argparse.Namespace:
    """Reads what both sinks are started with; the rest goes to `more`."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one; the line on stdout tells")
    parser.add_argument(
        "--store", type=Path, required=True, help="file of what arrived, one line of JSON each"
    )
    parser.add_argument("--until-stdin-closes", action="store_true", help="end when the parent is gone")
    namespace, more = parser.parse_known_args(given)
    namespace.more = more
    return namespace


async def until_told(*, watch_stdin: bool) -> None:
    """Waits for SIGTERM or SIGINT, or until standard input closes: the pipe breaks when the parent dies, however it dies."""
    loop = asyncio.get_running_loop()
    over = asyncio.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, over.set)
    if watch_stdin:
        reader = asyncio.StreamReader()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        ending = asyncio.create_task(_until_end(reader, over))
        await over.wait()
        ending.cancel()
    await over.wait()


def announce(**what: object) -> None:
    """Tells the parent, in one line of JSON on standard output, where this sink listens."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


async def listen(application: web.Application, port: int) -> tuple[web.AppRunner, int]:
    """Serves on loopback only and returns (what to clean up, the port)."""
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, LOOPBACK, port, shutdown_timeout=1)
    await site.start()
    return runner, int(runner.addresses[0][1])


async def _until_end(reader: asyncio.StreamReader, over: asyncio.Event) -> None:
    while await reader.read(1024):
        pass
    over.set()

"""HTTP/1.1 (RFC 9112) to one provider: requests that post something, over connections that stay open.

Own code where libraries cost ten times the transfer (docs/decisions/0012-own-writers.md); the answers are parsed by llhttp.
A request that was written is never repeated here: no answer means that nobody knows. No redirect is followed: it would
carry the reader's address elsewhere. Nothing is asked for before the answer to the last request is whole, so that an answer
can belong to one request only; a connection on which more was said than asked for is let go.
"""

import asyncio
import select
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, cast

import httptools

from wardbell.channels._pool import Line, NoPeer, Pool
from wardbell.channels.base import Failed, Reason, why

REST_S = 15.0  #: shorter than any server's, so that few requests meet a connection that is just being closed
ANSWER_LIMIT = 64 * 1024  #: bytes of an answer that are kept; a provider's are about 1 kB
HEADERS_LIMIT = 16 * 1024  #: bytes of its headers; llhttp has no limit of its own
UNREACHABLE_S = (
    30.0  #: also while a certificate is not right: nothing has left, so that asking again costs nothing
)


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where a provider listens; `context` is None where nothing is kept secret on the way."""

    host: str
    port: int
    context: ssl.SSLContext | None

    @cached_property
    def authority(self) -> str:
        """Returns host and port as a Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host.encode("idna").decode("ascii")
        return host if self.port == (443 if self.context else 80) else f"{host}:{self.port}"


class Answer(NamedTuple):
    """What a provider answered; at most `ANSWER_LIMIT` bytes of its body."""

    status: int
    fields: tuple[tuple[bytes, bytes], ...]
    body: bytes

    def header(self, name: str) -> str:
        """Returns a header whatever its capitals; empty when there is none."""
        wanted = name.lower().encode("ascii")
        return next((value.decode("latin-1") for key, value in self.fields if key.lower() == wanted), "")


#: None: it was handed over and no answer came
MaybeAnswer = Answer | None


def head(address: Address, target: str, headers: Mapping[str, str]) -> bytes:
    """Returns what all requests to one target begin with; a message's own headers and Content-Length come behind it.

    Raises:
        ValueError: a value could begin a header of its own.
    """
    lines = [
        f"POST {target} HTTP/1.1",
        f"Host: {address.authority}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    if any(not one.isprintable() or not one.isascii() for one in lines) or " " in target:
        raise ValueError("a header holds what no header may")
    return ("\r\n".join(lines) + "\r\n").encode("ascii")


def dialer(timeout_s: float) -> Callable[[Address, Pool[bytes, MaybeAnswer]], Awaitable["HttpLine"]]:
    """Returns what opens a connection, or says in time that nobody is there."""

    async def dial(address: Address, pool: Pool[bytes, MaybeAnswer]) -> HttpLine:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(timeout_s):
                _, line = await loop.create_connection(
                    lambda: HttpLine(pool), address.host, address.port, ssl=address.context,
                    server_hostname=address.host if address.context else None,
                )  # fmt: skip
        except ssl.SSLError as error:
            reason = why(
                Reason.UNREACHABLE,
                "certificate" if isinstance(error, ssl.SSLCertVerificationError) else "TLS",
            )
            raise NoPeer(Failed(reason=reason, permanent=False, retry_after_s=UNREACHABLE_S)) from error
        except (OSError, TimeoutError, UnicodeError) as error:
            raise NoPeer(
                Failed(reason=Reason.UNREACHABLE, permanent=False, retry_after_s=UNREACHABLE_S)
            ) from error
        return line

    return dial


class HttpLine(Line[bytes, MaybeAnswer]):
    """One connection; llhttp calls the methods `on_...`."""

    def __init__(self, pool: Pool[bytes, MaybeAnswer]) -> None:
        self._pool = pool
        self._parser = httptools.HttpResponseParser(self)
        self._fields: list[tuple[bytes, bytes]] = []
        self._body: list[bytes] = []
        self._is_whole: bool
        self._keeps: bool
        self._has_headers: bool
        self._begin_answer()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Is open from now on."""
        self._transport = cast(asyncio.Transport, transport)
        self._poll = select.poll()
        self._poll.register(transport.get_extra_info("socket").fileno(), select.POLLIN)
        self.is_open = True

    def begin(self, work: bytes) -> bool:
        """Writes a request, unless the connection is known to be dead."""
        if self._transport.is_closing():
            return False
        self._transport.write(work)
        return True

    def is_quiet(self) -> bool:
        """Says whether the provider has neither closed nor spoken while nothing was asked; looks at the socket itself."""
        return not self._transport.is_closing() and not self._poll.poll(0)

    def give_up(self) -> None:
        """Closes; what was asked may have been done."""
        self._end()

    def leave(self) -> None:
        """Closes."""
        self._end()

    def data_received(self, data: bytes) -> None:
        """Reads on; an answer that is whole is handed over when all that came with it was looked at."""
        if self.batch is None:  # nobody asked
            self._end()
            return
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._keeps = False
        else:
            if not self._is_whole and self._size <= ANSWER_LIMIT and self._n_header_bytes <= HEADERS_LIMIT:
                return
        self._hand_over()

    def eof_received(self) -> None:
        """Takes an answer that has no length as whole: it ends with the connection (RFC 9112 6.3)."""
        if self.batch is not None and self._has_headers and not self._is_whole and not self._has_length():
            self._is_whole = True
            self._keeps = False
            self._hand_over()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  # asyncio's signature
        """Says of a request without an answer that nobody knows."""
        self.is_open = False
        if self.batch is not None:
            self._pool.answered(self, None)
        self._pool.lost(self)

    def on_message_begin(self) -> None:
        self._n_begun += 1

    def on_header(self, name: bytes, value: bytes) -> None:
        self._n_header_bytes += len(name) + len(value)
        if self._n_header_bytes <= HEADERS_LIMIT and not self._is_whole:
            self._fields.append((name, value))

    def on_headers_complete(self) -> None:
        if not self._is_whole:
            self._status = self._parser.get_status_code()
            self._has_headers = self._status >= 200

    def on_body(self, piece: bytes) -> None:
        if self._size < ANSWER_LIMIT and not self._is_whole:
            self._body.append(piece)
        self._size += len(piece)

    def on_message_complete(self) -> None:
        if self._is_whole:
            return  # one more than was asked for
        if self._status < 200:  # 100 Continue and its like: the answer is still to come (RFC 9110 15.2)
            self._begin_answer()
        else:
            self._is_whole, self._keeps = True, self._parser.should_keep_alive()

    def _begin_answer(self) -> None:
        self._status = self._n_begun = self._size = self._n_header_bytes = 0
        self._has_headers = self._is_whole = self._keeps = False
        self._fields.clear()
        self._body.clear()

    def _has_length(self) -> bool:
        return any(name.lower() in {b"content-length", b"transfer-encoding"} for name, _ in self._fields)

    def _hand_over(self) -> None:
        """Hands the answer over and frees the line, or ends it when it cannot be told what comes next on it."""
        is_readable = self._is_whole or self._size > ANSWER_LIMIT
        answer = (
            Answer(self._status, tuple(self._fields), b"".join(self._body)[:ANSWER_LIMIT])
            if is_readable
            else None
        )
        is_reusable = self._keeps and self._is_whole and self._n_begun == 1
        if not is_reusable or self._transport.get_write_buffer_size():
            self._end()
        self._begin_answer()
        self._pool.answered(self, answer)

    def _end(self) -> None:
        self.is_open = False
        self._transport.abort()

"""Talking HTTP to a provider: connections kept open, one request, what its answer holds."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

import aiohttp

from wardbell.channels._loop import NoPeer, Turns
from wardbell.channels.base import Failed, NotOpened, Reason, Setting, is_loopback

KEEPALIVE_S = (
    15.0  #: shorter than any server's, so that no request meets a connection that is just being closed
)
ANSWER_LIMIT = 64 * 1024  #: bytes of an answer that are read; a provider's are about 1 kB
UNREACHABLE_S = 30.0
OPERATOR_S = 300.0  #: until somebody may have mended a setting
MOST_S = 3600.0  #: a longer Retry-After is not believed
BUSY_S = 5.0  #: 429 without Retry-After
FAULT_S = 30.0  #: 503 without Retry-After


@dataclass(frozen=True, kw_only=True)
class Wire:
    """The open connections and the turns on them."""

    session: aiohttp.ClientSession
    turns: Turns


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a provider answered; at most `ANSWER_LIMIT` bytes of its body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@asynccontextmanager
async def open_wire(*, connections: int, timeout_s: float, headers: Mapping[str, str]) -> AsyncIterator[Wire]:
    """Yields connections that send these headers with each request; one request may take `timeout_s` seconds."""
    connector = aiohttp.TCPConnector(limit=connections, keepalive_timeout=KEEPALIVE_S)
    patience = aiohttp.ClientTimeout(total=timeout_s, sock_connect=timeout_s * 0.9)
    async with aiohttp.ClientSession(connector=connector, timeout=patience, headers=headers) as session:
        yield Wire(session=session, turns=Turns(connections))


async def post(
    wire: Wire, address: str, data: bytes, *, headers: Mapping[str, str] | None = None
) -> Answer | None:
    """Returns the answer, or None when it was handed over and no answer came.

    No redirect is followed: it would carry the reader's number elsewhere.

    Raises:
        NoPeer: the provider could not be reached; nothing left.
    """
    try:
        async with wire.session.post(address, data=data, headers=headers, allow_redirects=False) as answer:
            return Answer(status=answer.status, headers=answer.headers, body=await _some(answer.content))
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise NoPeer(
            Failed(reason=Reason.UNREACHABLE, permanent=False, retry_after_s=UNREACHABLE_S)
        ) from error
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        return None


def base_of(setting: Setting) -> str:
    """Returns scheme, host and port; the option `scheme` is https, or http on this machine only.

    Raises:
        NotOpened: the secret would travel in the clear.
    """
    scheme = setting.options.get("scheme", "https")
    if scheme not in {"https", "http"}:
        raise NotOpened(f"The option scheme of {setting.scheme}:// must be https, or http on this machine.")
    if scheme == "http" and not is_loopback(setting.host):
        raise NotOpened(
            f"{setting.scheme}:// sends its token in the clear to this machine only: leave scheme=http out."
        )
    host = f"[{setting.host}]" if ":" in setting.host else setting.host
    return f"{scheme}://{host}:{setting.port}" if setting.port else f"{scheme}://{host}"


def retry_after(value: str, *, now: datetime) -> float | None:
    """Reads Retry-After, seconds or a date (RFC 9110 10.2.3), as seconds up to an hour; None when there is none."""
    if value.strip().isascii() and value.strip().isdigit():
        return min(float(value.strip()[:9]), MOST_S)
    try:
        return min(max((parsedate_to_datetime(value) - now).total_seconds(), 0.0), MOST_S)
    except (ValueError, TypeError, OverflowError):
        return None


def header(headers: Mapping[str, str], name: str) -> str:
    """Returns a header whatever its capitals; empty when there is none."""
    return next((value for key, value in headers.items() if key.lower() == name.lower()), "")


def json_object(body: bytes) -> Mapping[str, object]:
    """Returns the object that a body holds; empty when it holds none."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return given if isinstance(given, dict) else {}


async def _some(content: aiohttp.StreamReader) -> bytes:
    """Reads an answer up to the limit; what is longer is no provider's answer."""
    body = bytearray()
    while len(body) < ANSWER_LIMIT and (piece := await content.read(ANSWER_LIMIT)):
        body += piece
    return bytes(body)

"""The SMS sink's calls to the node: signed for the public address, delivered on this machine only."""

import asyncio
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit, urlunsplit

import aiohttp
from yarl import URL

from wardbell.config.commands._rehearsal._sms_rules import sign

AT_ONCE = 8
PATIENCE_S = 10.0
AGAIN_S = 0.5  #: Twilio tries a webhook once more when it cannot connect


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How status callbacks are made."""

    statuses: tuple[str, ...] = ("queued", "sent", "delivered")
    delay_s: float = 0.05  #: before each
    n_copies: int = 1  #: each is delivered so many times
    is_shuffled: bool = False
    deliver_to: str = ""  #: plays the proxy: signed for the public address, delivered here
    seed: int = 1
    at_once: int = AT_ONCE  #: calls under way at the same time


class Webhooks:
    """Posts to the node, at most some at once, and counts how that went."""

    def __init__(self, *, token: str, manner: Manner) -> None:
        self._token = token
        self._manner = manner
        self._chance = random.Random(manner.seed)  # noqa: S311  # an order that can be played again, no secret
        self._free = asyncio.Semaphore(manner.at_once)
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        self.n_ok = self.n_failed = 0

    @property
    def n_pending(self) -> int:
        """Returns how many messages still have callbacks to come."""
        return len(self._tasks)

    def tell(self, url: str, common: Mapping[str, str], last: Mapping[str, str]) -> None:
        """Begins the status callbacks of one message; `last` changes the form of the last status."""
        task = asyncio.create_task(self._tell(url, self._plan(common, last)))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def post(self, url: str, form: Mapping[str, str]) -> tuple[int, str]:
        """Posts one signed form and returns (status, text of the answer); status 0 when there was none."""
        target, headers = self._target(url)
        if not _is_here(target):
            return 0, "not delivered: the address is not on this machine"
        address = URL(target, encoded=True)  # as it was given: another spelling would break the signature
        headers["X-Twilio-Signature"] = sign(self._token, url, form)
        for _ in range(2):
            try:
                async with self._open().post(address, data=dict(form), headers=headers) as answer:
                    return answer.status, await answer.text(errors="replace")
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(AGAIN_S)
            except (aiohttp.ClientError, TimeoutError):
                break
        return 0, "no answer"

    async def close(self) -> None:
        """Gives up what is still to be told."""
        for task in self._tasks:
            task.cancel()
        if self._session is not None:
            await self._session.close()

    def _plan(self, common: Mapping[str, str], last: Mapping[str, str]) -> list[dict[str, str]]:
        statuses = self._manner.statuses
        forms = [dict(common) | {"MessageStatus": one, "SmsStatus": one} for one in statuses]
        if forms:
            forms[-1] |= last
        forms = [form for form in forms for _ in range(self._manner.n_copies)]
        if self._manner.is_shuffled:
            self._chance.shuffle(forms)
        return forms

    async def _tell(self, url: str, forms: Sequence[Mapping[str, str]]) -> None:
        for form in forms:
            await asyncio.sleep(self._manner.delay_s)
            async with self._free:  # what somebody writes does not wait behind receipts
                status, _ = await self.post(url, form)
            if 200 <= status < 300:
                self.n_ok += 1
            else:
                self.n_failed += 1

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE_S))
        return self._session

    def _target(self, url: str) -> tuple[str, dict[str, str]]:
        headers = {"User-Agent": "TwilioProxy/1.1"}
        if not self._manner.deliver_to:
            return url, headers
        public, here = urlsplit(url), urlsplit(self._manner.deliver_to)
        headers |= {
            "Host": public.netloc,
            "X-Forwarded-Proto": public.scheme,
            "X-Forwarded-Host": public.netloc,
            "X-Forwarded-For": "203.0.113.7",  # documentation range (RFC 5737)
        }
        return urlunsplit(public._replace(scheme=here.scheme, netloc=here.netloc)), headers


def _is_here(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False

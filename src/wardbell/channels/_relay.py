"""One mail relay on the wire: open connections, one envelope for each message, and what its replies mean."""

import asyncio
import re
import ssl
from dataclasses import dataclass, field

from aiosmtplib import SMTP
from aiosmtplib.errors import (
    SMTPAuthenticationError,
    SMTPException,
    SMTPNotSupported,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

from wardbell.channels._loop import NoPeer, Turns
from wardbell.channels._mime import Mailbox
from wardbell.channels.base import Failed, Outcome, Reason, Sent, Unknown, why

IDLE_S = 30.0  #: an idle connection older than this is not trusted again; servers close after 60 s and more
MAILS_A_CONNECTION = 200  #: many relays close after some hundred
GOODBYE_S = 2.0
OPERATOR_S = 300.0  #: how soon to look again when an operator must act
GREYLIST_S = 300.0  #: greylisting waits about five minutes (RFC 6647 section 4)
BUSY_S = 60.0  #: after 421, the relay is closing
ENHANCED = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")  # RFC 3463
WORLD_FAILS = (SMTPException, OSError, TimeoutError)


class Gone(Exception):
    """The connection ended before anything of the message had left."""


@dataclass(frozen=True, kw_only=True)
class Relay:
    """How to reach the relay; `tls` is starttls, tls or none."""

    host: str
    port: int
    user: str = field(repr=False)
    password: str = field(repr=False)
    tls: str
    context: ssl.SSLContext | None
    timeout_s: float

    async def connect(self) -> SMTP:
        """Returns a connection that is ready for envelopes.

        Raises:
            NoPeer: the relay cannot be reached, or does not let us in.
        """
        client = SMTP(
            hostname=self.host, port=self.port, timeout=self.timeout_s, local_hostname="localhost",
            username=self.user or None, password=self.password or None,
            use_tls=self.tls == "tls", start_tls=self.tls == "starttls", tls_context=self.context,
        )  # fmt: skip
        try:
            async with asyncio.timeout(self.timeout_s):
                await client.connect()
                if client.is_ehlo_or_helo_needed:
                    await client.ehlo()
        except WORLD_FAILS as error:
            client.close()
            raise NoPeer(not_let_in(error)) from error
        return client


@dataclass
class Line:
    """One open connection."""

    client: SMTP
    timeout_s: float
    used_at: float = 0.0  #: of the loop's clock
    n_sent: int = 0

    def is_fit(self, now: float) -> bool:
        """Says whether another message may go this way."""
        return self.client.is_connected and now - self.used_at < IDLE_S and self.n_sent < MAILS_A_CONNECTION

    async def deliver(self, *, sender: Mailbox, to: Mailbox, mail: bytes, provider_id: str) -> Outcome:
        """Hands one message over and returns what the relay said.

        Raises:
            Gone: the connection had died while it was idle.
        """
        refused = self._too_much(to, mail) or await self._envelope(sender, to)
        return refused or await self._content(mail, provider_id)

    def _too_much(self, to: Mailbox, mail: bytes) -> Failed | None:
        """Says what the relay has told beforehand: its SIZE (RFC 1870) and whether it knows SMTPUTF8 (RFC 6531)."""
        size = self.client.esmtp_extensions.get("size", "")
        if size.isdecimal() and 0 < int(size) < len(mail):
            return Failed(reason=why(Reason.TOO_LONG, f"size {size}"), permanent=True)
        if to.needs_utf8 and not self.client.supports_extension("smtputf8"):
            return Failed(reason=why(Reason.ADDRESS_INVALID, "no smtputf8"), permanent=True)
        return None

    async def _envelope(self, sender: Mailbox, to: Mailbox) -> Failed | None:
        encoding, options = ("utf-8", ["SMTPUTF8"]) if to.needs_utf8 else ("ascii", [])
        try:
            async with asyncio.timeout(self.timeout_s):
                await self.client.mail(sender.address, options=options, encoding=encoding)
                await self.client.rcpt(to.address, encoding=encoding)
                reply = await self.client.execute_command(b"DATA")
                if reply.code != 354:
                    return await self._reset(content_refused(reply.code, reply.message))
                return None
        except SMTPRecipientRefused as error:
            return await self._reset(recipient_refused(error.code, error.message))
        except SMTPSenderRefused as error:
            return await self._reset(sender_refused(error.code, error.message))
        except (SMTPServerDisconnected, ConnectionError) as error:
            self.client.close()
            raise Gone from error
        except WORLD_FAILS:
            self.client.close()
            return Failed(reason=Reason.UNREACHABLE, permanent=False, retry_after_s=BUSY_S)

    async def _reset(self, refused: Failed) -> Failed:
        """Leaves the connection ready for the next envelope, or closed."""
        try:
            if self.client.is_connected:
                await self.client.rset(timeout=self.timeout_s)
        except WORLD_FAILS:
            self.client.close()
        return refused

    async def _content(self, mail: bytes, provider_id: str) -> Outcome:
        """Sends the text. From the first byte on, silence means that nobody knows."""
        protocol = self.client.protocol
        if protocol is None or not protocol.is_connected:
            raise Gone
        protocol.write(mail + b".\r\n")
        try:
            reply = await protocol.read_response(timeout=self.timeout_s)
        except SMTPResponseException:
            self.client.close()
            return Unknown(reason=Reason.UNREADABLE_ANSWER)
        except WORLD_FAILS:
            self.client.close()
            return Unknown(reason=Reason.NO_ANSWER)
        if reply.code == 421:
            self.client.close()
        if reply.code // 100 == 2:
            return Sent(provider_id=provider_id)
        if reply.code // 100 in {4, 5}:
            return content_refused(reply.code, reply.message)
        self.client.close()
        return Unknown(reason=why(Reason.UNREADABLE_ANSWER, reply.code))


class Lines:
    """The open connections to one relay."""

    def __init__(self, relay: Relay, *, n: int) -> None:
        self._relay = relay
        self.turns = Turns(n)
        self._idle: list[Line] = []

    async def deliver(self, *, sender: Mailbox, to: Mailbox, mail: bytes, provider_id: str) -> Outcome:
        """Hands one message over; one that met a connection dead from idling goes once more, over a new one.

        Raises:
            NoPeer: the relay cannot be reached, or does not let us in.
        """
        line = await self._idle_line() or await self._new_line()
        try:
            outcome = await line.deliver(sender=sender, to=to, mail=mail, provider_id=provider_id)
        except Gone:
            line = await self._new_line()
            try:
                outcome = await line.deliver(sender=sender, to=to, mail=mail, provider_id=provider_id)
            except Gone:  # over a fresh connection: this one message is what the relay hangs up on
                return Failed(reason=Reason.UNREACHABLE, permanent=False, retry_after_s=BUSY_S)
        self._keep(line)
        return outcome

    async def close(self) -> None:
        """Says goodbye on every idle connection."""
        while self._idle:
            await _goodbye(self._idle.pop())

    async def _idle_line(self) -> Line | None:
        now = asyncio.get_running_loop().time()
        while self._idle:
            line = self._idle.pop()
            if line.is_fit(now):
                return line
            await _goodbye(line)
        return None

    async def _new_line(self) -> Line:
        return Line(client=await self._relay.connect(), timeout_s=self._relay.timeout_s)

    def _keep(self, line: Line) -> None:
        line.used_at = asyncio.get_running_loop().time()
        line.n_sent += 1
        if line.client.is_connected:
            self._idle.append(line)


def not_let_in(error: BaseException) -> Failed:
    """Says why there is no connection; nothing has left."""
    if isinstance(error, SMTPAuthenticationError):
        return Failed(reason=why(Reason.MISCONFIGURED, error.code), permanent=False, retry_after_s=OPERATOR_S)
    if type(error) in {SMTPException, SMTPNotSupported}:  # aiosmtplib's words for no STARTTLS, no AUTH
        return Failed(
            reason=why(Reason.MISCONFIGURED, "not offered"), permanent=False, retry_after_s=OPERATOR_S
        )
    code = error.code if isinstance(error, SMTPResponseException) else ""
    return Failed(reason=why(Reason.UNREACHABLE, code), permanent=False, retry_after_s=BUSY_S)


def sender_refused(code: int, text: str) -> Failed:
    """Says what a refused sender means: it is our setting that is wrong, not this reader's address."""
    reason = Reason.MISCONFIGURED if code // 100 == 5 else Reason.UNREACHABLE
    return Failed(reason=why(reason, _codes(code, text)), permanent=False, retry_after_s=OPERATOR_S)


def recipient_refused(code: int, text: str) -> Failed:
    """Says what a refused reader means, by RFC 5321 4.2.3 and, where given, the enhanced code of RFC 3463."""
    shown = _codes(code, text)
    if code == 421:
        return Failed(reason=why(Reason.UNREACHABLE, shown), permanent=False, retry_after_s=BUSY_S)
    if code // 100 != 5:
        return Failed(
            reason=why(Reason.ADDRESS_UNREACHABLE, shown), permanent=False, retry_after_s=GREYLIST_S
        )
    if " 5.7." in shown:
        return Failed(reason=why(Reason.BLOCKED, shown), permanent=True)
    if " 5.2." in shown:
        return Failed(reason=why(Reason.ADDRESS_UNREACHABLE, shown), permanent=True)
    return Failed(reason=why(Reason.ADDRESS_UNKNOWN, shown), permanent=True)


def content_refused(code: int, text: str) -> Failed:
    """Says what a refused text means."""
    shown = _codes(code, text)
    if code // 100 != 5:
        wait = BUSY_S if code == 421 else GREYLIST_S
        return Failed(reason=why(Reason.PROVIDER_FAULT, shown), permanent=False, retry_after_s=wait)
    return Failed(reason=why(Reason.TOO_LONG if code == 552 else Reason.BLOCKED, shown), permanent=True)


def _codes(code: int, text: str) -> str:
    """Returns the codes alone: the text of a reply often repeats the reader's address."""
    enhanced = ENHANCED.search(text)
    return f"{code} {enhanced.group()}" if enhanced else str(code)


async def _goodbye(line: Line) -> None:
    try:
        if line.client.is_connected:
            await line.client.quit(timeout=GOODBYE_S)
    except WORLD_FAILS:
        pass  # it is closed either way
    finally:
        line.client.close()

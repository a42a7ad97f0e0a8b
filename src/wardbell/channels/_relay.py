"""One mail relay on the wire: open connections, one envelope for each message.

aiosmtplib opens a connection, with STARTTLS and login; the envelopes are written here, for it knows no PIPELINING
(docs/decisions/0012-own-writers.md). Where the relay offers that (RFC 2920), MAIL, RCPT and DATA leave in one piece; else
one after the other. The text leaves only after the relay asked for it: before, nothing has left; after, silence means
that nobody knows.
"""

import asyncio
import re
import ssl
from collections import deque
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple, cast

from aiosmtplib import SMTP
from aiosmtplib.errors import SMTPException

from wardbell.channels._mime import Mailbox
from wardbell.channels._pool import HUNG_UP, Line, NoPeer, Pool
from wardbell.channels._relay_words import content_refused, not_let_in, recipient_refused, sender_refused
from wardbell.channels.base import Failed, Outcome, Reason, Sent, Unknown, why

REST_S = 30.0  #: an idle connection older than this is not trusted again; servers close after 60 s and more
MAILS_A_CONNECTION = 200  #: many relays close after some hundred
REPLY_LIMIT = 64 * 1024  #: bytes of one reply; RFC 5321 4.5.3.1.5 asks for 512 a line
REPLY_LINE = re.compile(rb"([2-5][0-9][0-9])([ -]?)(.*)")
WORLD_FAILS = (SMTPException, OSError, TimeoutError)


class Stage(Enum):
    """What the next reply answers."""

    RESET = auto()
    SENDER = auto()
    READER = auto()
    DATA = auto()
    TEXT = auto()
    NOTHING = auto()  #: the text of no mail at all, after every reader was refused


class Mail(NamedTuple):
    """One reader's envelope and text; the text ends with a whole line, its dots are doubled."""

    sender: Mailbox
    to: Mailbox
    text: bytes
    provider_id: str


@dataclass(frozen=True, kw_only=True)
class Relay:
    """How to reach the relay; `tls` is starttls, tls or none."""

    host: str
    port: int
    user: str = field(repr=False)
    password: str = field(repr=False)
    tls: str
    context: ssl.SSLContext | None = field(compare=False)
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


async def dial(relay: Relay, pool: Pool[Mail, Outcome]) -> "MailLine":
    """Opens a connection and takes it over from the library.

    Raises:
        NoPeer: the relay cannot be reached, or does not let us in.
    """
    client = await relay.connect()
    if client.transport is None or client.transport.is_closing():
        raise NoPeer(HUNG_UP)
    line = MailLine(pool, offers=client.esmtp_extensions)
    client.transport.set_protocol(line)
    line.connection_made(client.transport)
    return line


class MailLine(Line[Mail, Outcome]):
    """One connection, after its greetings."""

    def __init__(self, pool: Pool[Mail, Outcome], *, offers: dict[str, str]) -> None:
        self._pool = pool
        size = offers.get("size", "")
        self._size = int(size) if size.isdecimal() and len(size) < 18 else 0
        self._knows_utf8 = "smtputf8" in offers
        self._pipelines = "pipelining" in offers
        self._kept = b""
        self._awaited: deque[Stage] = deque()
        self._unsaid: deque[bytes] = deque()
        self._refused: Failed | None = None
        self._said: Outcome | None = None
        self._is_dirty = False  #: an envelope is open that no text will follow
        self._n_mails = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Is open from now on."""
        self._transport = cast(asyncio.Transport, transport)
        self.is_open = True

    def begin(self, work: Mail) -> bool:
        """Writes an envelope, or what can be written of it before the relay has answered."""
        if self._transport.is_closing():
            return False
        self._mail, self._refused = work, None
        if refused := self._too_much(work):
            asyncio.get_running_loop().call_soon(self._pool.answered, self, refused)
            return True
        commands, self._awaited = self._envelope(work), deque((Stage.SENDER, Stage.READER, Stage.DATA))
        if self._is_dirty:
            commands.insert(0, b"RSET\r\n")
            self._awaited.appendleft(Stage.RESET)
            self._is_dirty = False
        if self._pipelines:
            self._transport.write(b"".join(commands))
        else:
            self._unsaid = deque(commands)
            self._transport.write(self._unsaid.popleft())
        return True

    def is_quiet(self) -> bool:
        """Says whether the relay has kept the connection; what dies from now on is noticed before the text leaves."""
        return not self._transport.is_closing()

    def give_up(self) -> Outcome:
        """Closes; a text that was written may have been taken."""
        is_told = Stage.TEXT in self._awaited
        self._end()
        return Unknown(reason=Reason.NO_ANSWER) if is_told else self._refused or HUNG_UP

    def leave(self) -> None:
        """Says goodbye and closes; nobody waits for the answer."""
        self.is_open = False
        if not self._transport.is_closing():
            self._transport.write(b"QUIT\r\n")
            self._transport.close()

    def data_received(self, data: bytes) -> None:
        """Reads replies; the last one frees the line when all that came with it was looked at."""
        if self.batch is None:  # a relay that speaks unasked is closing
            self._end()
            return
        *lines, self._kept = (self._kept + data).split(b"\n")
        for line in lines:
            if (
                self._said is not None or not self.is_open
            ):  # more than was asked for: what it answers cannot be told
                self._kept = line
                break
            self._read(line.rstrip(b"\r"))
        if len(self._kept) > REPLY_LIMIT:
            self._nonsense()
        if self._said is not None:
            self._deliver(self._said)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  # asyncio's signature
        """Says what became of the mail under way: nobody knows once its text was written, else nothing has left."""
        self.is_open = False
        if self.batch is not None:
            if Stage.TEXT in self._awaited:
                self._pool.answered(self, Unknown(reason=Reason.NO_ANSWER))
            elif self._refused is not None:
                self._pool.answered(self, self._refused)
            else:
                self._pool.came_back(self)
        self._pool.lost(self)

    def _too_much(self, mail: Mail) -> Failed | None:
        """Says what the relay has told beforehand: its SIZE (RFC 1870) and whether it knows SMTPUTF8 (RFC 6531)."""
        if 0 < self._size < len(mail.text):
            return Failed(reason=why(Reason.TOO_LONG, f"size {self._size}"), permanent=True)
        if mail.to.needs_utf8 and not self._knows_utf8:
            return Failed(reason=why(Reason.ADDRESS_INVALID, "no smtputf8"), permanent=True)
        return None

    def _envelope(self, mail: Mail) -> list[bytes]:
        option = " SMTPUTF8" if mail.to.needs_utf8 else ""
        return [
            f"MAIL FROM:<{mail.sender.address}>{option}\r\n".encode("ascii"),
            f"RCPT TO:<{mail.to.address}>\r\n".encode(),
            b"DATA\r\n",
        ]

    def _read(self, line: bytes) -> None:
        """Reads one line; the last one of a reply has no minus sign behind its code."""
        found = REPLY_LINE.fullmatch(line)
        if found is None:
            self._nonsense()
        elif found[2] != b"-":
            self._replied(int(found[1]), found[3].decode("ascii", "replace"))

    def _replied(self, code: int, text: str) -> None:
        """Moves on by one reply."""
        if not self._awaited:
            self._nonsense()
            return
        stage = self._awaited.popleft()
        if stage is Stage.TEXT:
            self._after_text(code, text)
        elif stage is Stage.NOTHING:
            self._over(self._refused or HUNG_UP)
        elif stage is Stage.DATA:
            self._after_data(code, text)
        else:
            self._after_command(stage, code, text)

    def _after_command(self, stage: Stage, code: int, text: str) -> None:
        if code == 421 and stage is not Stage.READER and not self.is_fresh:
            self._end_unbegun()  # it was closing as we came: another connection may be let in
            return
        if code // 100 != 2:
            said = recipient_refused if stage is Stage.READER else sender_refused
            self._refused = self._refused or said(code, text)
        if code == 421:
            self._end()
            self._over(self._refused or HUNG_UP)
        elif self._unsaid and self._refused is None:
            self._transport.write(self._unsaid.popleft())
        elif self._unsaid:  # the rest of the envelope is not said, and not answered
            self._unsaid.clear()
            self._awaited.clear()
            self._is_dirty = stage is Stage.READER
            self._over(self._refused or HUNG_UP)

    def _after_data(self, code: int, text: str) -> None:
        if code == 354 and self._refused is None:
            self._awaited.append(Stage.TEXT)
            self.due = asyncio.get_running_loop().time() + self._pool.terms.timeout_s
            self._transport.write(self._mail.text + b".\r\n")
        elif (
            code == 354
        ):  # nobody takes this mail, and still it is asked for: an empty one ends it (RFC 2920 3.1)
            self._awaited.append(Stage.NOTHING)
            self._transport.write(b".\r\n")
        else:
            self._is_dirty = True
            if code == 421:
                self._end()
            self._over(self._refused or content_refused(code, text))

    def _after_text(self, code: int, text: str) -> None:
        if code == 421 or code // 100 == 3:
            self._end()
        if code // 100 == 2:
            self._over(Sent(provider_id=self._mail.provider_id))
        elif code // 100 == 3:
            self._over(Unknown(reason=why(Reason.UNREADABLE_ANSWER, code)))
        else:
            self._over(content_refused(code, text))

    def _over(self, outcome: Outcome) -> None:
        self._said = outcome

    def _deliver(self, outcome: Outcome) -> None:
        self._n_mails += 1
        if self.is_open and (self._n_mails >= MAILS_A_CONNECTION or self._kept or self._awaited):
            self.leave()
        self._said = None
        self._pool.answered(self, outcome)

    def _nonsense(self) -> None:
        """Ends what is no SMTP; from the text on nobody knows."""
        was_told = Stage.TEXT in self._awaited
        self._end()
        self._over(Unknown(reason=Reason.UNREADABLE_ANSWER) if was_told else self._refused or HUNG_UP)

    def _end_unbegun(self) -> None:
        self._end()
        self._pool.came_back(self)

    def _end(self) -> None:
        self.is_open = False
        self._transport.abort()

"""A mail relay and everybody's mailbox, on loopback: `python -m wardbell.config.commands._rehearsal.smtp_sink --store FILE`.

The first letters of a mailbox say how it behaves, up to a minus sign: `bounce-` is refused for good (550), `grey-` is put off
once and then taken (451), `busy-` closes the connection (421, once), `hang-` is taken and never answered, `drop-` is taken
and the connection is cut without an answer. Every other mailbox takes its mail.
"""

import asyncio
import sys
from collections.abc import Sequence
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from typing import Any, cast

from aiohttp import web
from aiosmtpd.smtp import SMTP, Envelope, Session

from wardbell.config.commands._rehearsal import _store

LIMIT = 32 * 1024 * 1024  #: bytes of one mail
SHOWN = ("List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted", "Content-Language", "Date", "From")


class Mailboxes:
    """aiosmtpd's handler: answers for each reader and keeps what was taken."""

    def __init__(self, store: _store.Store) -> None:
        self._store = store
        self._put_off: set[str] = set()

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Answers whether a mailbox takes mail."""
        behaviour = address.partition("-")[0]
        is_first = address not in self._put_off
        if behaviour == "bounce":
            return f"550 5.1.1 <{address}> user unknown"
        if behaviour in {"grey", "busy"} and is_first:
            self._put_off.add(address)
            if behaviour == "grey":
                return "451 4.7.1 greylisted, come back later"
            asyncio.get_running_loop().call_later(0.05, _cut, server)
            return "421 4.3.2 closing the connection"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keeps one copy for each reader, as a relay hands one to each mailbox."""
        mail = read_mail(cast(bytes, envelope.content))
        for address in envelope.rcpt_tos:
            self._store.add(medium="mail", to=address, sender=envelope.mail_from or "", **mail)
            behaviour = address.partition("-")[0]
            if behaviour == "hang":
                await asyncio.sleep(3600)
            if behaviour == "drop":
                _cut(server)
        return "250 2.0.0 kept"


def read_mail(content: bytes) -> dict[str, object]:
    """Reads a mail with the standard library's parser, which knows nothing of how it was written.

    The parser's older form: it reads in a twentieth of the time, and a sink must not be the slowest in the house.
    """
    mail = message_from_bytes(content)
    return {
        "header_to": _header(mail, "To"),
        "subject": _header(mail, "Subject"),
        "body": _text(mail),
        "language": _header(mail, "Content-Language"),
        "message_id": _header(mail, "Message-ID"),
        "headers": {name: _header(mail, name) for name in SHOWN if name in mail},
        "size": len(content),
    }


def main(given: Sequence[str] | None = None) -> int:
    """Serves until it is told to end."""
    options = _store.arguments(__doc__ or "", given)
    if options.more:
        sys.stderr.write(f"smtp_sink: unknown {' '.join(options.more)}\n")
        return 2
    asyncio.run(_serve(options.port, _store.Store(options.store), watch_stdin=options.until_stdin_closes))
    return 0


async def _serve(port: int, store: _store.Store, *, watch_stdin: bool) -> None:
    mailboxes = Mailboxes(store)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _protocol(mailboxes), _store.LOOPBACK, port, backlog=512)
    door = web.Application()
    door.add_routes(_store.store_routes(store))
    runner, control_port = await _store.listen(door, 0)
    _store.announce(sink="smtp", port=server.sockets[0].getsockname()[1], control_port=control_port)
    await _store.until_told(watch_stdin=watch_stdin)
    server.close()
    await runner.cleanup()
    store.close()


def _protocol(mailboxes: Mailboxes) -> Any:
    return SMTP(
        mailboxes, data_size_limit=LIMIT, enable_SMTPUTF8=True, hostname="sink.localhost", ident="sink"
    )


def _header(mail: Message, name: str) -> str:
    """Returns a header unfolded and decoded (RFC 2047)."""
    value = " ".join(str(mail.get(name, "")).split())
    return str(make_header(decode_header(value))) if "=?" in value else value


def _text(mail: Message) -> str:
    """Returns the first plain text of a mail; its line ends as the reader sees them."""
    for part in mail.walk():
        if part.get_content_type() == "text/plain":
            kept = part.get_payload(decode=True)
            charset = part.get_content_charset("utf-8")
            return kept.decode(charset, "replace").replace("\r\n", "\n") if isinstance(kept, bytes) else ""
    return ""


def _cut(server: SMTP) -> None:
    if server.transport is not None:
        server.transport.close()


if __name__ == "__main__":
    sys.exit(main())

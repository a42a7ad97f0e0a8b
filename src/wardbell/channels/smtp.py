"""Mail by SMTP (RFC 5321): `smtp://user:password@host:port?tls=starttls&from=Name <mailbox>`.

Options: `tls` is starttls (the default for a far host), tls (the default for port 465) or none (the default for this
machine, and refused with a password elsewhere); `ca` is a file of certificates to trust; `connections` at once; `timeout`
in seconds for each of connecting, envelope and text; `batch` in seconds, after which no message of a batch begins.
Connections stay open between batches. DKIM signatures, which RFC 8058 asks for, are the relay's work.
"""

import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from wardbell.channels import _mime
from wardbell.channels._loop import OwnLoop, number, send_each
from wardbell.channels._relay import Lines, Relay
from wardbell.channels.base import (
    Callback,
    Failed,
    Forged,
    Inbound,
    Medium,
    NotOpened,
    Outcome,
    Outgoing,
    Reason,
    Receipt,
    Setting,
    is_loopback,
    why,
)
from wardbell.ground import clock

DEFAULT_HOST = "localhost"
OPTIONS = frozenset({"tls", "ca", "from", "connections", "timeout", "batch"})
DEFAULT_PORT = {"none": 25, "starttls": 587, "tls": 465}

#: (subject, body, language)
Text = tuple[str, str, str]


class Smtp:
    """One relay; one envelope for each reader, so that no reader sees another."""

    scheme = "smtp"
    medium = Medium.MAIL
    thanks = ""
    takes_key = False  #: the Message-ID is derived from the key, but no relay drops a second one by it

    def __init__(self, relay: Relay, *, sender: str, connections: int, batch_s: float) -> None:
        self._sender, self._from = _mime.sender_of(sender)
        self._domain = self._from.address.rpartition("@")[2]
        self._connections = connections
        self._batch_s = batch_s
        self._relay = relay
        self._loop = OwnLoop("smtp", self._open_lines)

    def send(self, batch: Sequence[Outgoing]) -> list[Outcome]:
        """Sends each and returns one outcome each, in order; ends at most four timeouts after the batch's time."""
        return self._loop.run(lambda lines: self._send(lines, batch)) if batch else []

    def read_callback(self, callback: Callback) -> list[Receipt | Inbound]:
        """Refuses: a relay does not call back.

        Raises:
            Forged: always.
        """
        raise Forged(f"the smtp channel has no callbacks: {callback.url}")

    def close(self) -> None:
        """Says goodbye on every open connection."""
        self._loop.close()

    @asynccontextmanager
    async def _open_lines(self) -> AsyncIterator[Lines]:
        lines = Lines(self._relay, n=self._connections)
        try:
            yield lines
        finally:
            await lines.close()

    async def _send(self, lines: Lines, batch: Sequence[Outgoing]) -> list[Outcome]:
        built: dict[Text, bytes] = {}

        async def send_one(one: Outgoing) -> Outcome:
            try:
                to, mail = self._mail(one, built)
            except _mime.BadMailbox:
                return Failed(reason=Reason.ADDRESS_INVALID, permanent=True)
            except _mime.Unmailable as error:
                return Failed(reason=why(Reason.MESSAGE_INVALID, error), permanent=True)
            return await lines.deliver(
                sender=self._from, to=to, mail=mail, provider_id=_mime.message_id(one.key, self._domain)
            )

        return await send_each(
            batch, send_one, turns=lines.turns, workers=self._connections, seconds=self._batch_s
        )

    def _mail(self, one: Outgoing, built: dict[Text, bytes]) -> tuple[_mime.Mailbox, bytes]:
        to = _mime.mailbox(one.to)
        text = (one.subject, one.body, one.language)
        if text not in built:
            built[text] = _mime.shared_part(
                sender=self._sender, subject=one.subject, body=one.body, language=one.language
            )
        return to, _mime.own_part(one, to, domain=self._domain, at=clock.now()) + built[text]


def from_setting(setting: Setting) -> Smtp:
    """Opens it; connections are made with the first message.

    Raises:
        NotOpened: the sender is no mailbox, the certificates cannot be read, or a password would travel in the clear.
    """
    timeout_s = number(setting, "timeout", default=20, least=0.1, most=600)
    relay = Relay(
        host=setting.host, port=setting.port or DEFAULT_PORT[_tls(setting)], user=setting.user,
        password=setting.password, tls=_tls(setting), context=_context(setting), timeout_s=timeout_s,
    )  # fmt: skip
    try:
        return Smtp(
            relay,
            sender=setting.options.get("from", setting.sender),
            connections=int(number(setting, "connections", default=8, least=1, most=200)),
            batch_s=number(setting, "batch", default=60, least=0.1, most=3600),
        )
    except _mime.BadMailbox:
        raise NotOpened(
            "Mail needs a sender: write WARDBELL_MAIL_FROM as 'Name <mailbox@domain>', or the option from."
        ) from None


def _tls(setting: Setting) -> str:
    """Returns how the connection is kept secret; nothing is negotiated down."""
    usual = "tls" if setting.port == 465 else "none" if is_loopback(setting.host) else "starttls"
    tls = setting.options.get("tls", usual)
    if tls not in DEFAULT_PORT:
        raise NotOpened("The option tls of smtp:// must be starttls, tls or none.")
    if tls == "none" and setting.password and not is_loopback(setting.host):
        raise NotOpened(
            "smtp:// sends no password in the clear: leave tls=none out, or leave out the password."
        )
    return tls


def _context(setting: Setting) -> ssl.SSLContext | None:
    if _tls(setting) == "none":
        return None
    try:
        return ssl.create_default_context(cafile=setting.options.get("ca"))
    except OSError as error:
        raise NotOpened(f"The certificates of the option ca cannot be read: {error.strerror}.") from error

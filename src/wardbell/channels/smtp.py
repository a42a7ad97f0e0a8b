"""Mail by SMTP (RFC 5321): `smtp://user:password@host:port?tls=starttls&from=Name <mailbox>`.

Options: `tls` is starttls (the default for a far host), tls (the default for port 465) or none (the default for this
machine, and refused with a password elsewhere); `ca` is a file of certificates to trust; `connections` at once; `timeout`
in seconds for each of connecting, envelope and text; `batch` in seconds, after which no message of a batch begins.
Connections stay open between batches. DKIM signatures, which RFC 8058 asks for, are the relay's work.
"""

import ssl
from collections.abc import Sequence
from email.utils import format_datetime

from wardbell.channels import _mime
from wardbell.channels._pool import Fleet, Terms, terms_of
from wardbell.channels._relay import REST_S, Mail, Relay, dial
from wardbell.channels._wire import trusting
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

#: (subject, body, language, whether the footer is plain ASCII)
Text = tuple[str, str, str, bool]
MOST_TEXTS = 64  #: kept between batches; a mailing has one for each language


class Smtp:
    """One relay; one envelope for each reader, so that no reader sees another."""

    scheme = "smtp"
    medium = Medium.MAIL
    thanks = ""
    takes_key = False  #: the Message-ID is derived from the key, but no relay drops a second one by it

    def __init__(self, relay: Relay, *, sender: str, terms: Terms) -> None:
        self._sender, self._from = _mime.sender_of(sender)
        self._domain = self._from.address.rpartition("@")[2]
        self._relay = relay
        self._built: dict[Text, _mime.Shared] = {}
        self._fleet: Fleet[Relay, Mail, Outcome] = Fleet("smtp", dial, terms=terms)

    def send(self, batch: Sequence[Outgoing]) -> list[Outcome]:
        """Sends each and returns one outcome each, in order; ends at most four timeouts after the batch's time."""
        date = format_datetime(clock.now())
        return self._fleet.send(self._relay, [self._prepared(one, date) for one in batch], lambda said: said)

    def read_callback(self, callback: Callback) -> list[Receipt | Inbound]:
        """Refuses: a relay does not call back.

        Raises:
            Forged: always.
        """
        raise Forged(f"the smtp channel has no callbacks: {callback.url}")

    def close(self) -> None:
        """Says goodbye on every open connection."""
        self._fleet.close()

    def _prepared(self, one: Outgoing, date: str) -> Mail | Failed:
        try:
            to = _mime.mailbox(one.to)
            own = _mime.own_part(one, to, domain=self._domain, date=date)
            text = own + self._shared(one).with_footer(one.footer)
        except _mime.BadMailbox:
            return Failed(reason=Reason.ADDRESS_INVALID, permanent=True)
        except _mime.Unmailable as error:
            return Failed(reason=why(Reason.MESSAGE_INVALID, error), permanent=True)
        return Mail(self._from, to, text, _mime.message_id(one.key, self._domain))

    def _shared(self, one: Outgoing) -> _mime.Shared:
        """Returns what all readers of one text share, built once."""
        text = (one.subject, one.body, one.language, one.footer.isascii())
        found = self._built.get(text)
        if found is None:
            found = _mime.shared_part(
                sender=self._sender,
                subject=one.subject,
                body=one.body,
                language=one.language,
                is_plain=text[3],
            )
            if len(self._built) >= MOST_TEXTS:
                self._built.clear()
            self._built[text] = found
        return found


def from_setting(setting: Setting) -> Smtp:
    """Opens it; connections are made with the first message.

    Raises:
        NotOpened: the sender is no mailbox, the certificates cannot be read, or a password would travel in the clear.
    """
    terms = terms_of(setting, connections=8, most=200, rest_s=REST_S)
    relay = Relay(
        host=setting.host, port=setting.port or DEFAULT_PORT[_tls(setting)], user=setting.user,
        password=setting.password, tls=_tls(setting), context=_context(setting), timeout_s=terms.timeout_s,
    )  # fmt: skip
    try:
        return Smtp(
            relay,
            sender=setting.options.get("from", setting.sender),
            terms=terms,
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
    return None if _tls(setting) == "none" else trusting(setting)

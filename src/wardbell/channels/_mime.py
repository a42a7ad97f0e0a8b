"""Mail as bytes: what all readers of one text share is built once, what is one reader's is spliced in front of it.

Building a message for each reader costs forty times its transfer, splicing some microseconds. No server on the way must
know 8BITMIME (RFC 6152): what is beyond ASCII travels as quoted-printable or base64. No value can add a header: texts are put on
one line and encoded, and one reader's values are checked against closed forms.
"""

import binascii
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from email.errors import MessageError
from email.header import Header
from email.utils import parseaddr
from enum import StrEnum
from functools import lru_cache

from wardbell.channels.base import Outgoing

BASE64_LINE = 57  #: bytes of text in a line of 76 letters (RFC 2045 6.8)
ASCII = bytes(range(128))
DOT = re.compile(rb"(?m)^\.")
#: RFC 5322 3.2.3 dot-atom or its UTF-8 form (RFC 6531), without the quoted and the routed spellings
LOCAL = re.compile(r"[^\s\x00-\x20\x7f()<>@,;:\\\".\[\]]+(\.[^\s\x00-\x20\x7f()<>@,;:\\\".\[\]]+)*")
DOMAIN = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")  # BCP 47, by its outline
LINK = re.compile(
    r"https?://[!-;=?-~]{1,800}"
)  # printable ASCII without < and >; a line holds 998 (RFC 5322 2.1.1)
PLAIN = re.compile(
    r"[A-Za-z0-9 !#$%&'*+./=?^_`{|}~-]{0,65}"
)  # RFC 5322 atoms and spaces, good in names and subjects
AUTOMATIC = "Auto-Submitted: auto-generated"  # RFC 3834: no vacation notice is to answer it
KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


class Unmailable(ValueError):
    """The message cannot be mail; says which part, never its value."""


class BadMailbox(Unmailable):
    """The reader's address is no mailbox."""


@dataclass(frozen=True, kw_only=True)
class Mailbox:
    """An address as the wire wants it; the domain is ASCII (IDNA)."""

    address: str
    needs_utf8: bool  #: the name before the @ is not ASCII: the server must know SMTPUTF8 (RFC 6531)


def mailbox(address: str) -> Mailbox:
    """Reads one reader's address.

    Raises:
        BadMailbox: it is no mailbox that can be written to.
    """
    local, at, domain = address.rpartition("@")
    ascii_domain = _ascii_domain(domain)
    if not (at and ascii_domain and LOCAL.fullmatch(local) and len(address) <= 254):
        raise BadMailbox("to")
    if local.isascii():  # control characters are not in the pattern
        return Mailbox(address=f"{local}@{ascii_domain}", needs_utf8=False)
    try:
        local.encode("utf-8")
    except UnicodeError:
        raise BadMailbox("to") from None
    if any(unicodedata.category(letter).startswith("C") for letter in local):
        raise BadMailbox("to")
    return Mailbox(address=f"{local}@{ascii_domain}", needs_utf8=True)


@lru_cache(maxsize=4096)  # most readers share some hundred domains
def _ascii_domain(domain: str) -> str:
    """Returns a domain as the wire wants it (IDNA); empty when it is none."""
    try:
        found = domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    return found if DOMAIN.fullmatch(found) else ""


class Coding(StrEnum):
    """How a text travels (RFC 2045 6): no line is longer than 998 bytes and nothing is beyond ASCII."""

    PLAIN = "7bit"
    QUOTED = "quoted-printable"
    BASE64 = "base64"


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What all readers of one text share: its headers, the empty line and the body, dots doubled for SMTP."""

    coding: Coding
    head: bytes  #: ends with a whole line
    tail: bytes = b""  #: what is left over of base64's groups of three bytes

    def with_footer(self, footer: str) -> bytes:
        """Returns it with one reader's own paragraph behind the body.

        Raises:
            Unmailable: the paragraph cannot travel as this text does.
        """
        try:
            own = _lines(f"\n{footer}\n") if footer else b""
        except UnicodeError:
            raise Unmailable("footer") from None
        if self.coding == Coding.BASE64:
            return self.head + _base64(self.tail + own)
        if self.coding == Coding.PLAIN and not (own.isascii() and _fits(own, 998)):
            raise Unmailable("footer")
        return self.head + _stuffed(_coded(own, self.coding))


def shared_part(*, sender: str, subject: str, body: str, language: str, is_plain: bool = True) -> Shared:
    """Builds what all readers of one text share; `is_plain`: what comes behind it is plain ASCII.

    Raises:
        Unmailable: the text cannot be mail.
    """
    if not LANGUAGE.fullmatch(language):
        raise Unmailable("language")
    try:
        text = _lines(body)
        coding = _coding(text, is_plain=is_plain)
        top = (
            f"From: {sender}\r\nSubject: {_encoded(subject)}\r\n{AUTOMATIC}\r\nMIME-Version: 1.0\r\n"
            f'Content-Type: text/plain; charset="utf-8"\r\nContent-Transfer-Encoding: {coding}\r\n'
            f"Content-Language: {language}\r\n\r\n"
        ).encode("ascii")
    except (UnicodeError, ValueError, MessageError):
        raise Unmailable("text") from None
    if coding != Coding.BASE64:
        return Shared(coding=coding, head=_stuffed(top + _coded(text, coding)))
    n_whole = len(text) // BASE64_LINE * BASE64_LINE
    return Shared(coding=coding, head=_stuffed(top) + _base64(text[:n_whole]), tail=text[n_whole:])


def _lines(text: str) -> bytes:
    """Returns a text as bytes, each line ended as mail wants it, the last one too."""
    raw = text.replace("\x00", "").encode("utf-8")
    return b"".join(line + b"\r\n" for line in raw.splitlines())


def _coding(text: bytes, *, is_plain: bool) -> Coding:
    """Chooses how a text travels: as it is where it can, readable where most of it is ASCII, else in base64."""
    if is_plain and text.isascii() and _fits(text, 78):  # RFC 5322 2.1.1
        return Coding.PLAIN
    n_beyond = len(text.translate(None, ASCII))
    return Coding.BASE64 if n_beyond * 6 > len(text) else Coding.QUOTED


def _fits(text: bytes, n_bytes: int) -> bool:
    return all(len(line) <= n_bytes for line in text.split(b"\r\n"))


def _coded(text: bytes, coding: Coding) -> bytes:
    return text if coding == Coding.PLAIN else binascii.b2a_qp(text, istext=True)


def _base64(text: bytes) -> bytes:
    pieces = (text[at : at + BASE64_LINE] for at in range(0, len(text), BASE64_LINE))
    return b"".join(binascii.b2a_base64(piece, newline=False) + b"\r\n" for piece in pieces)


def _stuffed(lines: bytes) -> bytes:
    """Doubles the dot that begins a line (RFC 5321 4.5.2)."""
    return DOT.sub(b"..", lines) if b"." in lines else lines


def own_part(one: Outgoing, to: Mailbox, *, domain: str, date: str) -> bytes:
    """Builds one reader's headers, to be put in front of the shared part; `date` as RFC 5322 writes it.

    Raises:
        Unmailable: the unsubscribe link is none.
    """
    own = f"To: {to.address}\r\nMessage-ID: {message_id(one.key, domain)}\r\nDate: {date}\r\n"
    if one.unsubscribe_url:
        if not LINK.fullmatch(one.unsubscribe_url):
            raise Unmailable("unsubscribe_url")
        # RFC 8058 section 2
        own += f"List-Unsubscribe: <{one.unsubscribe_url}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
    return own.encode("utf-8")


def message_id(key: str, domain: str) -> str:
    """Returns the Message-ID of a key: the same message has the same whenever it is tried."""
    return f"<{plain_key(key)}@{domain}>"


def plain_key(key: str) -> str:
    """Returns a key as any header can hold it: itself, or a hash of one that has other letters."""
    return key if KEY.fullmatch(key) else hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def sender_of(setting: str) -> tuple[str, Mailbox]:
    """Reads `Name <mailbox>` and returns (as a From header has it, its mailbox).

    Raises:
        BadMailbox: there is no mailbox in it, or one that needs SMTPUTF8.
    """
    name, address = parseaddr(_one_line(setting))
    box = mailbox(address)
    if box.needs_utf8:
        raise BadMailbox("from")
    return f"{_encoded(name)} <{box.address}>".lstrip(), box


def _encoded(text: str) -> str:
    """Returns a text as a header holds it: one line of plain words, or encoded words (RFC 2047).

    The standard library decodes an encoded word that it is given and may then write a line end that stood in it; here a
    text that looks like an encoded word is encoded once more, so that the reader sees it as it was written.
    """
    line = _one_line(text)
    if PLAIN.fullmatch(line) and "=?" not in line:
        return line
    return Header(line, "utf-8", maxlinelen=75, header_name="Subject").encode(linesep="\r\n")


def _one_line(text: str) -> str:
    """Folds every kind of line end and control character into a space: a header is one line."""
    kept = (" " if unicodedata.category(letter) in {"Cc", "Zl", "Zp"} else letter for letter in text)
    return " ".join("".join(kept).split())

"""One spelling for each address, whoever typed it and however. Pure."""

import re
import unicodedata

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from wardbell.ground.errors import Unreadable
from wardbell.subscribers.rules import Medium

_LONGEST = 254  # RFC 5321 section 4.5.3.1.3, less the angle brackets
_NO_PHONE = (
    "We cannot read this telephone number. Please type it with its area code, for example 612-555-0142."
)
_NO_TEXT = "This number cannot get text messages. Please give the number of a mobile phone."
_NO_MAILBOX = "We cannot read this e-mail address. It should look like name@example.org."
#: numbers that no reader holds in hand
_NOT_A_READERS = frozenset(
    {
        PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN,
        PhoneNumberType.VOICEMAIL, PhoneNumberType.PAGER,
    }
)  # fmt: skip
_ATOM = r"[^\s@<>()\[\],;:\\\"]+"  # RFC 5322 section 3.2.3, widened by RFC 6531 to any script
_MAILBOX = re.compile(rf"(?:mailto:)?({_ATOM})@({_ATOM}\.{_ATOM})", re.IGNORECASE)
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))+")  # RFC 1123 section 2.1


def normal_address(medium: str, typed: str, *, region: str) -> str:
    """Returns an E.164 number or a mailbox in small letters; the same reader typed otherwise gives the same.

    `region` (ISO 3166-1) is whose way of writing is meant when no country's code is typed.

    Raises:
        Unreadable: the sentence says what to type instead, and does not repeat what was typed.
    """
    if medium == Medium.SMS:
        return _number(_bare(typed, refusal=_NO_PHONE), region=region)
    return _mailbox(_bare(typed, refusal=_NO_MAILBOX))


def country_of(e164: str) -> str:
    """Returns the country of a normal number (ISO 3166-1); "" when it belongs to none alone."""
    return phonenumbers.region_code_for_number(phonenumbers.parse(e164, None)) or ""


def _bare(typed: str, *, refusal: str) -> str:
    """Drops what phones paste along unseen: marks of direction, zero-width signs, no-break spaces."""
    if len(typed) > _LONGEST:
        raise Unreadable(refusal)
    plain = "".join(sign for sign in typed if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFKC", plain).strip()


def _number(text: str, *, region: str) -> str:
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException:
        raise Unreadable(_NO_PHONE) from None  # the parser's message repeats what was typed
    if number.extension or any(sign.isalpha() for sign in text.removeprefix("tel:")):
        raise Unreadable(_NO_PHONE)
    if not phonenumbers.is_valid_number(number):
        raise Unreadable(_NO_PHONE)
    if phonenumbers.number_type(number) in _NOT_A_READERS:
        raise Unreadable(_NO_TEXT)
    return str(phonenumbers.format_number(number, PhoneNumberFormat.E164))


def _mailbox(text: str) -> str:
    found = _MAILBOX.fullmatch(text)
    if not found:
        raise Unreadable(_NO_MAILBOX)
    name, host = found.groups()
    try:
        ascii_host = host.lower().encode("idna").decode()
    except UnicodeError:
        raise Unreadable(_NO_MAILBOX) from None
    if not _HOST.fullmatch(ascii_host) or len(name.encode()) > 64 or name[0] == "." or name[-1] == ".":
        raise Unreadable(_NO_MAILBOX)
    return f"{name.lower()}@{ascii_host}"

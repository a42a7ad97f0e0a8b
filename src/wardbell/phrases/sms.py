"""How many parts a text message takes: GSM 7-bit or UCS-2, counted as the network splits it. Pure.

Source: 3GPP TS 23.038 section 6.2.1 (alphabet) and 6.2.1.1 (extension table); TS 23.040 section 9.2.3.24.1 (concatenation).
"""

from dataclasses import dataclass
from enum import StrEnum

# TS 23.038 section 6.2.1, in order of code 0 to 127; code 27 is the escape to the extension table and no character of its own.
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
    " !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")  # TS 23.038 section 6.2.1.1: an escape and a code, two septets


class Encoding(StrEnum):
    """How the text travels; the values are the names that providers print."""

    GSM_7 = "GSM-7"
    UCS_2 = "UCS-2"


# Units that a message holds alone, and that each part holds beside the 6-octet header of a long one (140 octets a message).
ALONE = {Encoding.GSM_7: 160, Encoding.UCS_2: 70}
IN_PART = {Encoding.GSM_7: 153, Encoding.UCS_2: 67}


@dataclass(frozen=True, kw_only=True)
class SmsCount:
    """What a text takes. `units` are septets (GSM-7) or 16-bit units (UCS-2); `units_left` fit before one more part begins."""

    encoding: Encoding
    parts: int
    units: int
    units_left: int


def count_sms(text: str) -> SmsCount:
    """Counts the parts of a text message; an empty text takes none (Twilio's calculator says one).

    A two-unit character (escape pair, surrogate pair) never straddles two parts: it moves to the next one whole.
    """
    encoding = Encoding.GSM_7 if is_gsm_7(text) else Encoding.UCS_2
    units = sum(_width(char, encoding) for char in text)
    if units <= ALONE[encoding]:
        return SmsCount(
            encoding=encoding, parts=int(units > 0), units=units, units_left=ALONE[encoding] - units
        )
    parts, used = _laid_out(text, encoding)
    return SmsCount(encoding=encoding, parts=parts, units=units, units_left=IN_PART[encoding] - used)


def is_gsm_7(text: str) -> bool:
    """Tells whether every character is in the GSM 7-bit alphabet or its extension."""
    return not set(text) - BASIC - EXTENSION


def not_gsm_7(text: str) -> str:
    """Returns the characters that push a text into UCS-2, each once, in order of appearance."""
    return "".join(dict.fromkeys(char for char in text if char not in BASIC and char not in EXTENSION))


def _laid_out(text: str, encoding: Encoding) -> tuple[int, int]:
    parts, used, room = 1, 0, IN_PART[encoding]
    for char in text:
        width = _width(char, encoding)
        if used + width > room:
            parts, used = parts + 1, 0
        used += width
    return parts, used


def _width(char: str, encoding: Encoding) -> int:
    is_wide = char in EXTENSION if encoding is Encoding.GSM_7 else ord(char) > 0xFFFF
    return 2 if is_wide else 1

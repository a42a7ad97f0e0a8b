"""How many parts a text message takes. Pure."""

from dataclasses import dataclass

# 3GPP TS 23.038 section 6.2.1, without the escape; and section 6.2.1.1, two septets each
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€\f")
_ONE = {"gsm7": 160, "ucs2": 70}  # units in a single message
_MANY = {"gsm7": 153, "ucs2": 67}  # units in each part of several (3GPP TS 23.040 section 9.2.3.24.1)


@dataclass(frozen=True, kw_only=True)
class SmsCount:
    """`units` are septets in gsm7 and 16-bit units in ucs2; `units_left` is the room left in the last part."""

    encoding: str
    parts: int
    units: int
    units_left: int


def count_sms(text: str) -> SmsCount:
    """Returns the encoding, parts and units of a text; a two-unit character is never cut in two."""
    encoding = "gsm7" if set(text) <= _BASIC | _EXTENDED else "ucs2"
    costs = [_cost(character, encoding) for character in text]
    units = sum(costs)
    if units <= _ONE[encoding]:
        return SmsCount(encoding=encoding, parts=1, units=units, units_left=_ONE[encoding] - units)
    parts, used = 1, 0
    for cost in costs:
        if used + cost > _MANY[encoding]:
            parts, used = parts + 1, 0
        used += cost
    return SmsCount(encoding=encoding, parts=parts, units=units, units_left=_MANY[encoding] - used)


def _cost(character: str, encoding: str) -> int:
    if encoding == "gsm7":
        return 2 if character in _EXTENDED else 1
    return 2 if ord(character) > 0xFFFF else 1

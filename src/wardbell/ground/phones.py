"""A telephone number as it is read here. Rows and calls hold E.164; people read the form of their own country."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

_NORTH_AMERICA = 1  # country calling code of the North American Numbering Plan


def shown(e164: str, *, country: str) -> str:
    """Returns a number as people of a country (ISO 3166-1) read it: 612-555-0102 for +16125550102 in the United States.

    A number of another country keeps its code, in groups; what is no number at all stays as it is (311).
    """
    try:
        number = phonenumbers.parse(e164, None)
    except NumberParseException:
        return e164
    if number.country_code != phonenumbers.country_code_for_region(country or "ZZ"):
        return str(phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL))
    if number.country_code == _NORTH_AMERICA:
        return str(phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)).removeprefix("+1 ")
    return str(phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL))

"""Telephone numbers as people read them."""

import pytest

from wardbell.ground.phones import shown


@pytest.mark.parametrize(
    ("e164", "country", "said"),
    [
        ("+16125550102", "US", "612-555-0102"),
        ("+16125550102", "CA", "612-555-0102"),
        ("+16125550102", "DE", "+1 612-555-0102"),
        ("+4930123456", "DE", "030 123456"),
        ("+4930123456", "US", "+49 30 123456"),
        ("+16125550102", "", "+1 612-555-0102"),
        ("311", "US", "311"),
    ],
)
def test_number_is_shown_as_the_country_reads_it(e164, country, said):
    assert shown(e164, country=country) == said

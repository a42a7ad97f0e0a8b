"""The demo city, whose areas readers choose."""

import pytest

from wardbell.ground.actors import OPERATOR
from wardbell.places import actions as places


@pytest.fixture
def city(db: None) -> None:
    places.found_jurisdiction("demo", by=OPERATOR)

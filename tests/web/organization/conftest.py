"""The desk's people, with their pseudonyms."""

import pytest

from tests.web.organization import desk_hands


@pytest.fixture
def at_desk(larkwater: None) -> None:
    desk_hands.seat()

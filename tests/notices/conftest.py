"""The demo city at five in the morning, with an empty outbox."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from tests.notices import make
from wardbell.channels import memory
from wardbell.dispatch import post_office


@pytest.fixture
def city(db: None, morning: datetime) -> Iterator[None]:
    memory.forget()
    post_office.close()
    make.city()
    yield
    post_office.close()
    memory.forget()

"""What every test of the doors shares: a made-up city, founded once for each file; whatever a test does is undone after it."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.conftest import MORNING
from tests.notices import make
from wardbell.channels import memory
from wardbell.dispatch import post_office
from wardbell.ground import clock


@pytest.fixture(scope="module")
def founded(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """Larkwater with its people and sample texts, in a transaction that each test's own lies in."""
    with django_db_blocker.unblock(), clock.fixed(MORNING), transaction.atomic():
        make.city()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def larkwater(founded: None, db: None, morning: datetime) -> Iterator[None]:
    """The city at five in the morning, with an empty outbox."""
    cache.clear()
    memory.forget()
    post_office.close()
    yield
    post_office.close()
    memory.forget()

"""The demo city at five in the morning, founded once for each file, on a node that is the community's, with an empty outbox."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import transaction

from tests.conftest import MORNING
from tests.reports import make
from wardbell.channels import memory
from wardbell.dispatch import post_office
from wardbell.ground import clock
from wardbell.ground.actors import OPERATOR
from wardbell.phrases import actions as phrases


@pytest.fixture(scope="module")
def founded(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """Larkwater with sample texts, in a transaction that each test's own lies in."""
    with django_db_blocker.unblock(), clock.fixed(MORNING), transaction.atomic():
        make.city()
        phrases.load_samples(by=OPERATOR)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def city(founded: None, db: None, morning: datetime, settings) -> Iterator[None]:
    memory.forget()
    post_office.close()
    settings.NODE_ROLES = frozenset({"community"})
    yield
    post_office.close()
    memory.forget()

"""The demo city, its sample texts signed off, an empty outbox; by day unless a test says otherwise."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django_tasks_db.models import DBTaskResult

from tests.dispatch import make  # noqa: F401  # so that its counter starts before any test
from wardbell.channels import memory
from wardbell.dispatch import post_office
from wardbell.dispatch.models import Message
from wardbell.dispatch.rules import State
from wardbell.ground import clock
from wardbell.ground.actors import OPERATOR
from wardbell.phrases import actions as phrases
from wardbell.places import actions as places

NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)  # 12:00 in America/Chicago


@pytest.fixture
def noon() -> Iterator[datetime]:
    """A clock that stands at noon."""
    with clock.fixed(NOON):
        yield NOON


@pytest.fixture
def city(db: None) -> Iterator[None]:
    """The demo city. Afterwards, whatever the test did: what is recorded as sent is what the outbox holds."""
    memory.forget()
    post_office.close()
    places.found_jurisdiction("demo", by=OPERATOR)
    phrases.load_samples(by=OPERATOR)
    yield
    recorded = Message.objects.filter(
        state__in=[State.SENT, State.DELIVERED, State.UNDELIVERED], provider_id__startswith="memory-"
    )
    assert sorted(recorded.values_list("provider_id", flat=True)) == sorted(
        f"memory-{place}" for place in range(1, len(memory.outbox()) + 1)
    )
    assert [one.traceback for one in DBTaskResult.objects.failed()] == []  # no job failed unseen
    memory.forget()

"""The demo city, its sample texts signed off, an empty outbox; by day unless a test says otherwise."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django_tasks_db.models import DBTaskResult

from tests.dispatch import make
from wardbell.channels import memory
from wardbell.dispatch import post_office
from wardbell.ground import clock
from wardbell.ground.actors import OPERATOR
from wardbell.journal.models import Entry
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
    """The demo city. Afterwards, whatever the test did: what is recorded as sent, and not forgotten, is what the outbox holds."""
    memory.forget()
    post_office.close()
    places.found_jurisdiction("demo", by=OPERATOR)
    phrases.load_samples(by=OPERATOR)
    yield
    recorded = [one for copy in make.copies() for one in copy.provider_ids if one.startswith("memory-")]
    left = {f"memory-{place}" for place in range(1, len(memory.outbox()) + 1)}
    is_forgotten = Entry.objects.filter(verb="dispatch.forget").exists()
    assert left >= set(recorded) if is_forgotten else left == set(recorded)
    assert [one.traceback for one in DBTaskResult.objects.failed()] == []  # no job failed unseen
    memory.forget()

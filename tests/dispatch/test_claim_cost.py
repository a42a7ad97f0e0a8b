"""What a claim reads does not grow with what was sent before: counted in the database's own steps, never by time."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import pytest
from django.db import connection

from tests.dispatch import make
from tests.subscribers import make as subscribed
from wardbell.dispatch import actions, post_office
from wardbell.dispatch.models import Chunk
from wardbell.dispatch.post_office import Renderings
from wardbell.dispatch.rules import ChunkState

N_CLOSED = 10_000
N_READERS = 5
_STEP = 10  # instructions of SQLite's machine between two looks
#: what autovacuum does by itself on PostgreSQL; nobody does it on SQLite
_LOOK = "ANALYZE dispatch_chunk"
_MANY = """
    WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < %s)
    INSERT INTO dispatch_chunk ({columns}) SELECT {values} FROM dispatch_chunk, number WHERE dispatch_chunk.id = %s
"""
_ROWS_READ = "SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables WHERE relname LIKE 'dispatch_%%'"
_subject = count(1)


class Work:
    """How much the database did: instructions on SQLite, rows read on PostgreSQL."""

    n = 0


@contextmanager
def counted() -> Iterator[Work]:
    work = Work()
    if connection.vendor == "sqlite":

        def step() -> int:
            work.n += _STEP
            return 0

        connection.connection.set_progress_handler(step, _STEP)
        try:
            yield work
        finally:
            connection.connection.set_progress_handler(None, 0)
        return
    before = rows_read()
    yield work
    work.n = rows_read() - before


def rows_read() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_ROWS_READ)
        return int(cursor.fetchone()[0])


def work_of_a_claim() -> int:
    """Posts a letter, counts the claim of its one chunk, and sends it, so that the chunk closes."""
    letter = make.bulletin(subject=f"notice:{next(_subject)}")
    actions.expand(actions.post(letter, to=make.to_ward(), by=make.DESIGNEE))
    with counted() as work:
        batch = actions.claim("routine", "worker")
    assert len(batch.messages) == N_READERS
    actions.record(batch, post_office.carry(batch.messages, renderings=Renderings()))
    return work.n


def close_many(n: int) -> None:
    """Copies a closed chunk so many times, each a slice of its own, past the rows that only a fold would read."""
    kept = Chunk.objects.filter(state=ChunkState.CLOSED).latest("id")
    columns = [one.column for one in Chunk._meta.concrete_fields if not one.primary_key]
    values = ["dispatch_chunk.hi - number.n" if one == "lo" else f'dispatch_chunk."{one}"' for one in columns]
    names = ", ".join(f'"{one}"' for one in columns)
    with connection.cursor() as cursor:
        cursor.execute(_MANY.format(columns=names, values=", ".join(values)), [n, kept.pk])
        if connection.vendor == "postgresql":
            cursor.execute(_LOOK)


@pytest.mark.usefixtures("city", "noon")
def test_a_claim_reads_as_much_behind_ten_thousand_closed_chunks_as_behind_two():
    subscribed.readers(N_READERS, before_eight=True)
    work_of_a_claim()
    behind_few = work_of_a_claim()

    close_many(N_CLOSED)

    assert Chunk.objects.filter(state=ChunkState.CLOSED).count() == N_CLOSED + 2
    assert work_of_a_claim() <= behind_few * 1.5
    Chunk.objects.filter(roll__isnull=True).delete()


@pytest.mark.usefixtures("city", "noon")
def test_the_count_would_show_a_claim_that_goes_through_all_of_them():
    subscribed.readers(N_READERS, before_eight=True)
    work_of_a_claim()
    close_many(N_CLOSED)

    with counted() as work:
        assert not Chunk.objects.filter(state=ChunkState.CLOSED, worker="nobody", n=N_READERS + 1).exists()
        list(Chunk.objects.exclude(state=ChunkState.OPEN).values_list("id", flat=True))

    assert work.n >= N_CLOSED
    Chunk.objects.filter(roll__isnull=True).delete()

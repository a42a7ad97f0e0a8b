"""The few statements of the path that every window takes, in SQL: the ORM takes longer to make one than the database to answer it."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection

from wardbell.dispatch.models import Chunk
from wardbell.dispatch.rules import ON_THE_WAY

_SEEN = """
    SELECT c.worker, c.lease, c.lease_until, c.state, c.held_until, c.n_rows, c.n_loose,
           p.state, p.held_until, p.is_superseded, p.overtaken_by_id
      FROM dispatch_chunk c JOIN dispatch_posting p ON p.id = c.posting_id WHERE c.id = %s
"""
_APPEND = "INSERT INTO dispatch_outcome (chunk_id, at, data) VALUES (%s, %s, %s)"
_SAVE = """
    UPDATE dispatch_chunk SET state = %s, worker = %s, lease_until = %s, lease = %s, next_at = %s, held_until = %s, n_rows = %s,
           n_loose = %s, tally = %s, n_sent = %s, n_unknown = %s, changed_at = %s WHERE id = %s
"""
_NEXT = """
    SELECT c.id FROM dispatch_chunk c JOIN dispatch_posting p ON p.id = c.posting_id
     WHERE c.state = 'open' AND c.lane = %s AND c.worker = '' AND c.held_until IS NULL
       AND p.state IN ({on_the_way}) AND (p.held_until IS NULL OR p.held_until <= %s) AND {next_at}{awake}{but}
     ORDER BY c.turn, c.id LIMIT 1
"""
_ON_THE_WAY = ", ".join(f"'{state}'" for state in sorted(ON_THE_WAY))
_HAS_QUEUED = "SELECT 1 FROM dispatch_message WHERE state = 'queued' AND lane = %s LIMIT 1"


@dataclass(frozen=True, slots=True)
class Seen:
    """What may have changed of a chunk and its posting since a worker looked last."""

    worker: str
    lease: int
    lease_until: datetime | None
    state: str
    held_until: datetime | None
    n_rows: int
    n_loose: int
    posting_state: str
    posting_held_until: datetime | None
    is_superseded: bool
    overtaken_by_id: UUID | str | None


def seen(chunk_id: int) -> Seen:
    """Locks a chunk's row and reads it anew, with what its posting has become."""
    with connection.cursor() as cursor:
        cursor.execute(_SEEN + ("FOR UPDATE OF c" if connection.vendor == "postgresql" else ""), [chunk_id])
        worker, lease, until, state, held, n_rows, n_loose, on_the_way, waits, old, by = cursor.fetchone()
    return Seen(
        worker, lease, _moment(until), state, _moment(held), n_rows, n_loose, on_the_way, _moment(waits), bool(old), by
    )  # fmt: skip


def next_chunk(lane: str, *, now: datetime, is_night: bool, but: Collection[int]) -> int | None:
    """Locks and returns the chunk of a lane that leaves next: everybody's first copy goes before anybody's second try.

    It is the first of `queries.chunks.claimable_chunks`.
    """
    for_update = "FOR UPDATE OF c SKIP LOCKED" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for next_at, dues in (("c.next_at IS NULL", []), ("c.next_at <= %s", [now])):
            sql = _NEXT.format(
                on_the_way=_ON_THE_WAY, next_at=next_at, awake=" AND c.may_wake" if is_night else "",
                but=f" AND c.id NOT IN ({', '.join(map(str, but))})" if but else "",
            )  # fmt: skip
            cursor.execute(sql + for_update, [lane, _written(now), *map(_written, dues)])
            if found := cursor.fetchone():
                return int(found[0])
    return None


def append(chunk_id: int, data: bytes, *, at: datetime) -> None:
    """Appends one row to the log of a chunk."""
    with connection.cursor() as cursor:
        cursor.execute(_APPEND, [chunk_id, _written(at), data])


def save(chunk: Chunk) -> None:
    """Saves what a worker or the sweeper changes of a chunk."""
    with connection.cursor() as cursor:
        cursor.execute(
            _SAVE,
            [
                chunk.state, chunk.worker, _written(chunk.lease_until), chunk.lease, _written(chunk.next_at),
                _written(chunk.held_until), chunk.n_rows, chunk.n_loose, json.dumps(chunk.tally), chunk.n_sent,
                chunk.n_unknown, _written(chunk.changed_at), chunk.pk,
            ],
        )  # fmt: skip


def has_queued_rows(lane: str) -> bool:
    """Says whether any row of a lane waits: by one look at an index."""
    with connection.cursor() as cursor:
        cursor.execute(_HAS_QUEUED, [lane])
        return cursor.fetchone() is not None


def _written(at: datetime | None) -> datetime | str | None:
    return connection.ops.adapt_datetimefield_value(at) if at else None


def _moment(value: object) -> datetime | None:
    """SQLite keeps an instant as text without a zone, in UTC."""
    if isinstance(value, str):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return value if isinstance(value, datetime) else None

"""Readers by the hundred thousand, sealed as any reader is, written past the ORM. Only in a process of a scratch node."""

import secrets
from collections.abc import Iterator
from itertools import cycle, islice

from django.conf import settings
from django.db import connection, transaction

from wardbell.ground import clock, ids
from wardbell.subscribers import seals
from wardbell.subscribers.rules import Choices, Medium, Method, Opened, State

TOPIC = "general"
AREA = "city"
#: of ten readers; each has texts in every medium
_LANGUAGES = ("en", "es", "en", "so", "en", "hmn", "en", "ar", "en", "es")
_ROWS = 20_000  # in one transaction
_COLUMNS = (
    "id", "bucket", "medium", "lookup", "sealed", "state", "created_at", "n_asked", "consent_version",
    "consent_method", "consent_at", "stop_method",
)  # fmt: skip
_TABLE = "subscribers_contactpoint"
_BUCKETS = 1024

Row = tuple[int | str | bytes | None, ...]


def seed(n: int, *, medium: Medium, begin: int = 0) -> int:
    """Makes n more active readers of the whole city, numbered from `begin`, and returns how many.

    Raises:
        RuntimeError: this is no rehearsal node.
    """
    if settings.NODE_KIND != "rehearsal":
        raise RuntimeError("a crowd is made on a rehearsal node alone")
    rows = _rows(range(begin, begin + n), medium)
    while some := list(islice(rows, _ROWS)):
        _write(some)
    _look_at_the_table()
    return n


def address_of(number: int, medium: Medium) -> str:
    """Returns the address of one of them: it is delivered to a sink on this machine or nowhere."""
    return f"+1612{number:07d}" if medium is Medium.SMS else f"reader-{number}@readers.example"


def _rows(numbers: range, medium: Medium) -> Iterator[Row]:
    now = connection.ops.adapt_datetimefield_value(clock.now())
    kinds = cycle(
        [Choices(language=one, areas=(AREA,), topics=(TOPIC,), before_eight=True) for one in _LANGUAGES]
    )
    for number, choices in zip(numbers, kinds, strict=False):
        row_id, address = ids.random_number(), address_of(number, medium)
        yield (
            row_id, secrets.randbelow(_BUCKETS), medium.value, seals.lookup_of(medium, address),
            seals.seal(row_id, Opened(address=address, choices=choices)), State.ACTIVE.value, now, 0, "made up",
            Method.SAMPLE.value, now, "",
        )  # fmt: skip


@transaction.atomic
def _write(rows: list[Row]) -> None:
    columns = ", ".join(_COLUMNS)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {_TABLE} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(_COLUMNS))
            cursor.executemany(f"INSERT INTO {_TABLE} ({columns}) VALUES ({marks})", rows)  # noqa: S608  # our own words


def _look_at_the_table() -> None:
    """Lets the planner see what is there, as a server's autovacuum would have long done."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {_TABLE}")

"""The doctor's looks, in the order in which an operator mends things. Each only reads."""

from collections.abc import Callable, Iterator

from django.db import Error, connection

from wardbell.config.commands._doctor import city, machine, people, work
from wardbell.config.commands._doctor.finding import Finding, unknown

Look = Callable[[], Iterator[Finding]]

#: what can be looked at without a database
APART: tuple[Look, ...] = (machine.keys, machine.disk, work.carriers)
#: each stands alone: one that breaks hides no other
WITH_DATABASE: tuple[tuple[str, Look], ...] = (
    ("keys", machine.sealed_rows),
    ("clock", machine.clocks),
    ("city", city.place),
    ("people", people.seats),
    ("people", people.roles),
    ("people", people.second_factors),
    ("people", people.access),
    ("texts", city.texts),
    ("going live", city.going_live),
    ("clockwork", work.beats),
    ("jobs", work.workers),
    ("jobs", work.backlog),
    ("journal", work.record),
)


def look_around() -> Iterator[Finding]:
    """Yields every finding of a node whose settings can be read."""
    for look in APART:
        yield from look()
    try:
        stored = list(machine.storage())
    except Error as error:
        connection.close()
        yield unknown(
            "database", f"The database does not answer ({type(error).__name__}).", why="Nothing is sent, recorded or shown without it.",
            fix="Start it, or mend DATABASE_URL; then ask again.",
        )  # fmt: skip
        return
    yield from stored
    if any("migrations apply" in one.fix for one in stored):
        return  # tables that are not there can say nothing
    for check, look in WITH_DATABASE:
        yield from _careful(check, look)


def _careful(check: str, look: Look) -> Iterator[Finding]:
    try:
        yield from list(look())
    except Error as error:
        connection.close()
        yield unknown(
            check,
            f"This could not be looked at ({type(error).__name__}).",
            why="The database went away meanwhile.",
            fix="Ask again.",
        )

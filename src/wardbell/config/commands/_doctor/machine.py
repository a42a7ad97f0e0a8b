"""What lies under the node: keys, database, clock, disk."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from wardbell.config import env
from wardbell.config.commands._doctor.finding import Finding, good, missing, needed_live, note
from wardbell.config.env import NodeKind
from wardbell.ground import clock, database, secrets
from wardbell.places import queries as places
from wardbell.subscribers import queries as subscribers

_MOST_DRIFT = timedelta(seconds=2)
_LEAST_FREE_BYTES = 1_000_000_000
_LEAST_FREE_SHARE = 0.05


def keys() -> Iterator[Finding]:
    """Yields whether the key ring seals, opens what it sealed, and lies elsewhere than the database."""
    if not secrets.is_whole():
        yield missing(
            "keys", "The key ring does not open what it seals.", why="No address of a reader can be written or read.",
            fix="Set WARDBELL_KEY_RING_FILE to the ring that this node was founded with.",
        )  # fmt: skip
        return
    yield good("keys", f"The key ring seals and opens; {len(secrets.key_ring().keys)} key(s) in it.")
    if _lie_together():
        yield needed_live(
            "keys", "The key ring lies in the same folder as the database.", is_live=settings.NODE_KIND == NodeKind.LIVE,
            why="Whoever copies that folder can open every address in it.",
            fix="Move the file to another folder, better another disk, and set WARDBELL_KEY_RING_FILE.",
        )  # fmt: skip


def sealed_rows() -> Iterator[Finding]:
    """Yields whether this node's keys open what this database holds."""
    if subscribers.can_be_opened() is False:
        yield missing(
            "keys", "The key ring does not open what this database holds.", why="No reader can be reached.",
            fix="Set WARDBELL_KEY_RING_FILE to the ring that this database was written with.",
        )  # fmt: skip


def storage() -> Iterator[Finding]:
    """Yields whether the database answers and has the tables of this program."""
    database.check_answers()
    yield good("database", f"The database answers ({connection.vendor}).")
    if lacking := database.unapplied():
        yield missing(
            "database", f"{len(lacking)} migration(s) are not applied, the first is {lacking[0]}.",
            why="The program expects tables that are not there.", fix="wardbell migrations apply",
        )  # fmt: skip
    elif not database.has_cache_table():
        yield missing(
            "database", "The table in which attempts are counted is not there.", why="Guessing at passwords is not slowed down.",
            fix="wardbell migrations apply",
        )  # fmt: skip
    if database.is_sqlite() and database.journal_mode() != "wal":
        yield missing(
            "database", "SQLite does not write ahead (WAL).", why="Readers and writers wait for each other.",
            fix="Put the database on a local disk, not on a network share, and start the node again.",
        )  # fmt: skip
    yield note(
        "database", "This node cannot see whether it is backed up.", why="A disk that breaks takes the record with it.",
        fix="Back up the database, and the key ring elsewhere; see docs/howto/run-a-node.md.",
    )  # fmt: skip


def clocks() -> Iterator[Finding]:
    """Yields whether this machine, the database and the city agree on the time."""
    drift = database.drift()
    if abs(drift) > _MOST_DRIFT:
        yield missing(
            "clock", f"The database's clock and this machine's differ by {abs(drift).total_seconds():.1f} s.",
            why="Who was told when is the record of this node.", fix="Let both machines keep time by NTP.",
        )  # fmt: skip
        return
    if not places.is_founded():
        yield good("clock", "The database's clock and this machine's agree.")
        return
    here = clock.now().astimezone(places.zone())
    yield good("clock", f"The clocks agree. In this city ({places.zone().key}) it is {here:%A %H:%M}.")


def disk() -> Iterator[Finding]:
    """Yields whether there is room on the disk of this node's folder."""
    found = shutil.disk_usage(settings.VAR_DIR)
    if found.free < _LEAST_FREE_BYTES or found.free < found.total * _LEAST_FREE_SHARE:
        yield missing(
            "disk", f"{found.free / 1e9:.1f} GB are free on the disk of {settings.VAR_DIR}.",
            why="A full disk stops every send.", fix="Free some room, or move WARDBELL_VAR_DIR to a larger disk.",
        )  # fmt: skip
    else:
        yield good("disk", f"{found.free / 1e9:.0f} GB are free.")


def _lie_together() -> bool:
    if not database.is_sqlite():
        return False
    folder = Path(str(settings.DATABASES["default"]["NAME"])).resolve().parent
    given = env.secret_files().get("WARDBELL_KEY_RING")
    ring = given or Path(settings.VAR_DIR) / "key_ring.json"
    return ring.exists() and ring.resolve().parent == folder

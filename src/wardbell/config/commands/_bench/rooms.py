"""Measure the work of single rooms against a bare loop of the same, in one process: `wardbell bench [all] [--readers N] [--json]`."""

import argparse
import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wardbell.config import env
from wardbell.config.commands import _frame

_CITY = "city"


@dataclass(frozen=True, kw_only=True)
class Measured:
    """CPU microseconds for one item, ours and a bare loop's, in the same process and run."""

    what: str
    items: int
    ours_us: float
    bare_us: float

    @property
    def ratio(self) -> float:
        return self.bare_us / self.ours_us if self.ours_us else 0.0


def run(arguments: list[str]) -> int:
    """Prints one line for each measurement; ratios are what to compare, microseconds are this machine's."""
    parser = argparse.ArgumentParser(prog="wardbell bench all", description=__doc__)
    parser.add_argument("--readers", type=int, default=5000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="wardbell-bench-") as folder:
        _scratch_node(Path(folder))
        rows = _measure(given.readers, Path(folder))
    for row in rows:
        if given.json:
            _frame.answer(asdict(row) | {"ratio_to_bare": round(row.ratio, 3)})
        else:
            _frame.tell(
                f"{row.what:<44} {row.ours_us:9.1f} us each   bare {row.bare_us:9.1f} us   ratio to bare {row.ratio:.2f}"
            )
    return _frame.RAN


def _scratch_node(folder: Path) -> None:
    """A rehearsal node of its own in a scratch folder: no other database is touched."""
    settings = {
        "WARDBELL_NODE_KIND": "rehearsal", "WARDBELL_VAR_DIR": str(folder), "WARDBELL_JOBS": "none", "WARDBELL_LOG_LEVEL": "error",
        "WARDBELL_MAIL_URL": "memory://", "WARDBELL_SMS_URL": "memory://",
    }  # fmt: skip
    env.become(env.of_own_node(settings, bytecode=folder / "bytecode"))
    _frame.wake_django()


def _measure(readers: int, folder: Path) -> list[Measured]:
    from wardbell.config.commands._bench import town as city  # noqa: PLC0415  # its rooms need Django awake

    city.found(readers)
    message = json.dumps({"address": "+16125550100", "language": "so", "areas": [_CITY]}).encode()
    key, nonce = AESGCM.generate_key(256), os.urandom(12)
    bare = AESGCM(key)
    sealed = bare.encrypt(nonce, message, b"x")
    return [
        Measured(
            what="find the readers of a ward (unseal all)", items=readers, ours_us=_each(city.reach, readers),
            bare_us=_each(lambda: [bare.decrypt(nonce, sealed, b"x") for _ in range(readers)], readers),
        ),
        Measured(
            what="append to the journal", items=500, ours_us=_each(lambda: city.journal(500), 500),
            bare_us=_each(lambda: _bare_commits(folder / "commits.sqlite3", 500), 500),
        ),
        Measured(
            what="screen a text of 160 characters", items=2000, ours_us=_each(lambda: city.screen(2000), 2000),
            bare_us=_each(lambda: [text.lower().split() for text in city.texts(2000)], 2000),
        ),
    ]  # fmt: skip


def _each(work: Callable[[], object], items: int) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) / items * 1e6


def _bare_commits(path: Path, n: int) -> None:
    with sqlite3.connect(path, isolation_level=None) as base:
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("CREATE TABLE j (seq INTEGER PRIMARY KEY, facts TEXT)")
        for number in range(n):
            base.execute("INSERT INTO j VALUES (?, ?)", (number, "{}"))

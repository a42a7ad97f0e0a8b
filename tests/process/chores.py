"""What workers are given to do in the tests: a chore writes when it began and when it was done, and by whom, into a book."""

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

from django.db import connection


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the book; `at` is of this machine's clock that only goes forward."""

    what: str  #: began or done
    word: str
    worker: int  #: the process id
    at: float


def note(book: str, word: str, lasts_ms: int) -> None:
    """Asks the database something, before and after a while, as every action does."""
    _ask()
    _write(book, "began", word)
    time.sleep(lasts_ms / 1000)
    _ask()
    _write(book, "done", word)


def read(book: Path) -> list[Line]:
    """Returns what stands in the book."""
    if not book.exists():
        return []
    return [Line(**json.loads(line)) for line in book.read_text(encoding="utf-8").splitlines()]


def _ask() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _write(book: str, what: str, word: str) -> None:
    line = json.dumps({"what": what, "word": word, "worker": os.getpid(), "at": time.monotonic()}) + "\n"
    descriptor = os.open(book, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(descriptor, line.encode())  # one write: lines of two processes do not mix
    os.close(descriptor)

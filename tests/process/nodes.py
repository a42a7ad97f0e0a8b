"""Databases and processes of the tests' own: each test gets a copy of a migrated template, never a flush."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from tests.conftest import MORNING

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(sys.executable).parent
POSTGRES = os.environ.get("WARDBELL_TEST_DATABASE_URL", "")
_LONGEST_S = 180  # the grown engine brings forty migrations more, and the machine may be busy
#: compiled once for all processes of a run: without it each compiles everything anew
_BYTECODE = tempfile.TemporaryDirectory(prefix="wardbell-bytecode-")


@dataclass(kw_only=True)
class Node:
    """One node: its database, its folder, its clock, and the processes that a test starts on it."""

    url: str
    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    started: list[subprocess.Popen[str]] = field(default_factory=list)
    through: tuple[str, ...] = ()  #: the command in front of another by which it runs somewhere else

    def at(self, story: datetime, *, speed: float = 0) -> "Node":
        """The same node, with the story's clock standing at an instant, or running from it on."""
        pace = f"{story.isoformat()},{datetime.now(UTC).isoformat()},{speed}"
        return self.having(WARDBELL_PACE=pace)

    def having(self, **settings: str) -> "Node":
        """The same node with other settings."""
        own = self.settings | settings
        return Node(
            url=self.url, folder=self.folder, settings=own, started=self.started, through=self.through
        )

    def sql(self, *statements: str) -> list[tuple[Any, ...]]:
        """Does what somebody with the database's own password can do; returns the rows of the last statement."""
        if self.url.startswith("sqlite"):
            with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"), timeout=20)) as lite, lite:
                return [list(lite.execute(statement)) for statement in statements][-1]
        with psycopg.connect(self.url) as grown:
            done = [grown.execute(statement.encode()) for statement in statements][-1]
            return done.fetchall() if done.description else []

    def wardbell(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Runs the `wardbell` command to its end; `typed` comes on its standard input."""
        return self._run([str(PROGRAMS / "wardbell"), *arguments], typed=typed)

    def stage(self, verb: str, *arguments: str) -> dict[str, Any]:
        """Plays one part (tests/process/stage.py) to its end and returns its last answer."""
        done = self._run(self._part(verb, arguments))
        assert done.returncode == 0, done.stderr
        answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return answer

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Starts the `wardbell` command; it ends with the test at the latest."""
        return self._start([str(PROGRAMS / "wardbell"), *arguments])

    def enter(self, verb: str, *arguments: str) -> "subprocess.Popen[str]":
        """Starts one part; it ends with the test at the latest."""
        return self._start(self._part(verb, arguments))

    def _part(self, verb: str, arguments: tuple[str, ...]) -> list[str]:
        return [sys.executable, "-m", "tests.process.stage", verb, *arguments]

    def _run(self, command: list[str], *, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=ROOT, env=self._environment(), input=typed, capture_output=True, text=True, check=False, timeout=_LONGEST_S
        )  # fmt: skip

    def _start(self, command: list[str]) -> "subprocess.Popen[str]":
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            [*self.through, *command],
            cwd=ROOT,
            env=self._environment(),
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            text=True,
            bufsize=1,
        )
        self.started.append(process)
        return process

    def _environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("WARDBELL_")}
        own = {
            "DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "wardbell.config.settings",
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": _BYTECODE.name,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "WARDBELL_VAR_DIR": str(self.folder),
            "WARDBELL_NODE_KIND": "rehearsal",
            "WARDBELL_MAIL_URL": "console://",
            "WARDBELL_SMS_URL": "console://",
            "WARDBELL_JOBS": "none",
            "WARDBELL_LOG_LEVEL": "error",
        }
        return inherited | own | self.settings


@contextmanager
def migrated(folder: Path, **settings: str) -> Iterator[str]:
    """A fresh, migrated, empty database on whichever engine this run is for; yields its URL."""
    with _postgres_database() if POSTGRES else _sqlite_database(folder / "template.sqlite3") as url:
        done = Node(url=url, folder=folder, settings=settings).wardbell("migrations", "apply")
        assert done.returncode == 0, done.stderr
        yield url


@contextmanager
def founded(folder: Path, **settings: str) -> Iterator[str]:
    """The same, of a node that serves a place; yields its URL."""
    with migrated(folder, **settings) as url:
        done = Node(url=url, folder=folder).wardbell("places", "found", "demo")
        assert done.returncode == 0, done.stderr
        yield url


@contextmanager
def copied(template: str, folder: Path) -> Iterator[Node]:
    """A node on a copy of a database, at five in the morning; whatever is started on it ends with it."""
    own = _postgres_database(template) if POSTGRES else _sqlite_database(folder / "own.sqlite3", template)
    with own as url:
        one = Node(url=url, folder=folder).at(MORNING)
        try:
            yield one
        finally:
            for process in one.started:
                process.kill()
                process.communicate()


@contextmanager
def _sqlite_database(path: Path, template: str = "") -> Iterator[str]:
    if template:
        shutil.copy(template.removeprefix("sqlite:///"), path)
    yield f"sqlite:///{path}"


@contextmanager
def _postgres_database(template: str = "") -> Iterator[str]:
    name = f"wardbell_process_{uuid.uuid4().hex[:12]}"
    source = f" TEMPLATE {urlsplit(template).path.removeprefix('/')}" if template else ""
    with psycopg.connect(POSTGRES, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}{source}".encode())
    try:
        yield urlsplit(POSTGRES)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(POSTGRES, autocommit=True) as admin:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

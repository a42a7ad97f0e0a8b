"""A node of one's own for a test: a fresh database from a template, served by its own process.

The journal refuses to be emptied, so no test flushes: each takes a copy. On SQLite the template is a file that is copied;
on PostgreSQL (WARDBELL_TEST_DATABASE_URL) it is a database, and `CREATE DATABASE ... TEMPLATE` copies it.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
DATABASE = "wardbell.sqlite3"
READY_WITHIN_S = 40
STOPS_WITHIN_S = 15

_WAKE = "import os, json, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'wardbell.config.settings'; django.setup()\n"
_ANSWER = "\nprint('\\x1e' + json.dumps(globals().get('answer'), default=str))"
_COMMAND = "import sys; from wardbell.config.commands import main; sys.exit(main())"
_FOUND = """
from django.core.management import call_command
from wardbell.ground.actors import OPERATOR
from wardbell.people import actions as people
from wardbell.places import actions as places

call_command("migrate", verbosity=0, interactive=False)
call_command("createcachetable", verbosity=0)
places.found_jurisdiction("demo", OPERATOR)
people.found_offices("demo", by=OPERATOR)
"""


@dataclass(frozen=True, kw_only=True)
class Template:
    """A founded demo city, made once and copied for each node; `more` is Python that founds further rooms."""

    folder: Path
    postgres_url: str = ""

    @classmethod
    def make(cls, folder: Path, *, more: str = "") -> "Template":
        postgres = os.environ.get("WARDBELL_TEST_DATABASE_URL", "")
        url = _with_name(postgres, f"{_name(postgres)}_template_{os.getpid()}") if postgres else ""
        if url:
            _on_server(postgres, "CREATE DATABASE {}", _name(url))
        made = cls(folder=folder, postgres_url=url)
        run_python(_FOUND + more, environment(folder, database_url=url))
        return made

    def copy_to(self, folder: Path) -> str:
        """Copies the city with its keys, and returns the database's address (empty for SQLite in the folder)."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("secret_key", "key_ring.json"):
            shutil.copy(self.folder / name, folder / name)
        if not self.postgres_url:
            shutil.copy(self.folder / DATABASE, folder / DATABASE)
            return ""
        url = _with_name(self.postgres_url, f"{_name(self.postgres_url)}_{time.monotonic_ns()}")
        _on_server(self.postgres_url, "CREATE DATABASE {} TEMPLATE {}", _name(url), _name(self.postgres_url))
        return url

    def remove(self) -> None:
        if self.postgres_url:
            drop_database(self.postgres_url)


@dataclass(kw_only=True)
class Node:
    """One running node. `run` executes Python in a process of its own against the node's database."""

    folder: Path
    port: int
    database_url: str = ""
    more: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def base_url(self) -> str:
        """With a name and not a number: an IP is no valid origin for a passkey (WebAuthn level 2, section 5.1.3)."""
        return f"http://localhost:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return environment(self.folder, database_url=self.database_url, base_url=self.base_url) | dict(
            self.more
        )

    @property
    def log(self) -> str:
        """What the node wrote to standard output and standard error so far."""
        path = self.folder / "node.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def start(self) -> None:
        """Serves in a process group of its own and waits until the first page comes."""
        with (self.folder / "node.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", _COMMAND, "serve", "--port", str(self.port)],
                env=self.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self._wait_until_ready()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Ends the process and its children; SIGKILL for tests of what then remains."""
        if self.process is None:
            return
        _signal_group(self.process.pid, how)
        try:
            self.process.wait(STOPS_WITHIN_S)
        except subprocess.TimeoutExpired:
            _signal_group(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None

    def remove(self) -> None:
        self.stop()
        if self.database_url:
            drop_database(self.database_url)

    def run(self, code: str) -> Any:
        """Runs Python with Django awake and returns what it assigned to `answer` (as JSON can tell it)."""
        return run_python(code, self.environment)

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs `wardbell ...` against this node."""
        return subprocess.run(
            [sys.executable, "-c", _COMMAND, *arguments],
            env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    def _wait_until_ready(self) -> None:
        assert self.process is not None
        deadline = time.monotonic() + READY_WITHIN_S
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"the node ended with {self.process.returncode}:\n{self.log[-4000:]}")
            try:
                with urllib.request.urlopen(f"{self.base_url}/accounts/login/", timeout=5):
                    return
            except urllib.error.HTTPError as error:
                self.stop()
                raise RuntimeError(f"the node answers {error.code}:\n{self.log[-4000:]}") from error
            except OSError:
                time.sleep(0.1)
        self.stop()
        raise RuntimeError(f"the node did not answer within {READY_WITHIN_S} s:\n{self.log[-4000:]}")


def environment(folder: Path, *, database_url: str = "", base_url: str = "") -> dict[str, str]:
    """Returns the environment of a node of its own: nothing of the tests' own settings goes through."""
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("WARDBELL_") and name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    }
    own |= {
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "WARDBELL_VAR_DIR": str(folder),
        "WARDBELL_NODE_KIND": "demo",
        "WARDBELL_LOG_LEVEL": "warning",
    }
    if database_url:
        own["DATABASE_URL"] = database_url
    if base_url:
        own["WARDBELL_BASE_URL"] = base_url
    return own


def run_python(code: str, env: Mapping[str, str]) -> Any:
    """Runs Python with Django awake in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _WAKE + code + _ANSWER],
        env=dict(env), cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"the node's code ended with {done.returncode}:\n{done.stderr[-4000:]}")
    return json.loads(done.stdout.rpartition("\x1e")[2])


def free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def drop_database(url: str) -> None:
    _on_server(url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", _name(url))


def _on_server(url: str, statement: str, *names: str) -> None:
    with psycopg.connect(_with_name(url, "postgres"), autocommit=True) as server:
        server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _name(url: str) -> str:
    return urlsplit(url).path.lstrip("/")


def _with_name(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _signal_group(pid: int, how: signal.Signals) -> None:
    try:
        os.killpg(pid, how)
    except ProcessLookupError:
        return

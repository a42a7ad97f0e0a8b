"""A PostgreSQL cluster of the tests' own: made in a scratch folder, on a free loopback port, gone afterwards."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path


class NoPostgres(Exception):
    """No PostgreSQL programs on this machine; the message says how to get them."""


@contextlib.contextmanager
def cluster(*, is_durable: bool = False) -> Iterator[str]:
    """Yields the URL of a database in a fresh cluster; only a durable one waits for the disk, as a city's does.

    Raises:
        NoPostgres: the server's programs are not installed.
    """
    bindir = _programs()
    folder = Path(tempfile.mkdtemp(prefix="wardbell-pg-"))
    data, port = folder / "data", _free_port()
    as_user = _as_unprivileged(folder)
    try:
        subprocess.run([*as_user, str(bindir / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"],
                       check=True, stdout=subprocess.DEVNULL, cwd=folder)  # fmt: skip
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync={'on' if is_durable else 'off'}"
        subprocess.run([*as_user, str(bindir / "pg_ctl"), "-D", str(data), "-o", options, "-w", "-l", str(folder / "log"), "start"],
                       check=True, stdout=subprocess.DEVNULL, cwd=folder)  # fmt: skip
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run([*as_user, str(bindir / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"],
                           check=False, stdout=subprocess.DEVNULL, cwd=folder)  # fmt: skip
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path))
    if not found:
        raise NoPostgres("PostgreSQL is not installed. Install it with: apt-get install --yes postgresql")
    return found[-1].parent


def _as_unprivileged(folder: Path) -> list[str]:
    """The server refuses to run as root; then it runs as the user that its package made."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres")
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])

"""Open the made-up city on this machine: `wardbell demo [--port 8800] [--folder var/demo]`. Ctrl-C closes it; it is kept.

Sinks stand in for the providers of mail and text messages, so nothing leaves this machine. The first start founds the city;
later ones go on where the last one ended.
"""

import argparse
import fcntl
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from wardbell.config import env
from wardbell.config.commands import _frame
from wardbell.config.commands._rehearsal.faults import CouldNotPlay
from wardbell.config.commands._rehearsal.node import Node, free_port
from wardbell.config.commands._rehearsal.sinks import Sinks

#: as slow as phones tell it, so that the clock page can be seen to move
_GATEWAY = ("--statuses", "sent,delivered", "--delay", "1", "--no-advanced-opt-out")
_LOOK_EVERY_S = 1.0


def run(arguments: list[str]) -> int:
    """Runs until it is stopped; exits 2 when the city could not be opened, or a process of it ended by itself."""
    parser = argparse.ArgumentParser(
        prog="wardbell demo", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--port", type=int, default=8800, help="another one is taken when somebody listens there"
    )
    parser.add_argument("--folder", type=Path, default=Path("var/demo"), help="where the city is kept")
    given = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, _end)
    try:
        with _alone(given.folder.resolve()) as folder:
            _open(folder, port=free_port(given.port))
    except CouldNotPlay as fault:
        _frame.tell(f"The city could not be opened: {fault}")
        return _frame.COULD_NOT_RUN
    except KeyboardInterrupt:
        _frame.tell("Closed.")
    return _frame.RAN


def _open(folder: Path, *, port: int) -> None:
    _clear_ruins(folder)
    base_url = f"http://localhost:{port}"  # a name and not a number: an IP is no valid origin for a passkey
    with Sinks(folder / "sinks", node_url=base_url, sms_options=_GATEWAY) as sinks:
        settings = env.of_own_node(
            {
                "WARDBELL_NODE_KIND": "demo", "WARDBELL_VAR_DIR": str(folder), "WARDBELL_BASE_URL": base_url,
                "WARDBELL_MAIL_URL": sinks.mail_url, "WARDBELL_SMS_URL": sinks.sms_url,
                "WARDBELL_SINKS": sinks.control_urls, "WARDBELL_LOG_LEVEL": "warning",
                "WARDBELL_DORMANT_DAYS": "0", "WARDBELL_REVIEW_DAYS": "0",  # nobody comes to work in a made-up city
                "DJANGO_SETTINGS_MODULE": "wardbell.config.settings",
            },
            bytecode=folder / "bytecode",
        )  # fmt: skip
        env.become(settings)
        _frame.wake_django()
        from wardbell.config.commands._rehearsal import opening  # noqa: PLC0415  # tables: only once Django is awake

        guide = opening.open_city(say=_frame.tell, base_url=base_url, folder=folder)
        with Node(folder, port=port, settings=settings) as node:
            sys.stdout.write(guide)
            sys.stdout.flush()
            while True:
                time.sleep(_LOOK_EVERY_S)
                node.check_alive()


def _clear_ruins(folder: Path) -> None:
    """Takes away what a founding that was broken off has left; a city that stands is not touched."""
    if not (folder / "founded").exists():
        for ruin in [*folder.glob("wardbell.sqlite3*"), *folder.glob("sinks/*.jsonl")]:
            ruin.unlink()


@contextmanager
def _alone(folder: Path) -> Iterator[Path]:
    """Holds the folder for this process.

    Raises:
        CouldNotPlay: another demo has it.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "demo.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CouldNotPlay(
                f"the city in {folder} is open already; stop that one, or give another --folder."
            ) from error
        yield folder


def _end(_signal: int, _where: FrameType | None) -> None:
    """Lets everything be put away when somebody ends the demo."""
    raise KeyboardInterrupt

"""Work for this node without serving pages: `wardbell worker [--queues a,b] [--concurrency N] [--clockwork]`.

With WARDBELL_JOBS=procrastinate as many may run as you like, on as many machines as reach the database: each takes the next
job. Give --clockwork to two of them or more: one is the clockwork, and another takes over when that one dies.
With WARDBELL_JOBS=embedded it does all of the work, and a second one waits until the first one's lock is free.
SIGTERM or Ctrl+C ends it after what is in hand; a second one ends it at once, and others do what was left.
"""

import argparse
import signal
import threading
from types import FrameType
from typing import TYPE_CHECKING

import structlog
from django.db import Error, connection

from wardbell.config import logs
from wardbell.config.commands import _frame
from wardbell.ground.errors import Refused
from wardbell.ground.queues import QUEUES

if TYPE_CHECKING:
    from wardbell.config import engine

log = structlog.get_logger(__name__)

_TRY_AGAIN_S = 0.5  # for the lock, or for a database that does not answer yet
_LOOK_S = 1.0
_ONLY_RINGS = (
    "WARDBELL_JOBS is 'none', for a process that only rings: set it to embedded, or to procrastinate."
)
_ONE_DOES_ALL = "With WARDBELL_JOBS=embedded one process works for all queues; --queues and --concurrency need WARDBELL_JOBS=procrastinate."


def run(arguments: list[str]) -> int:
    """Works until it is stopped. Exits 0 then, 1 when a part of it fell over, 2 when it may not work."""
    given = _parser().parse_args(arguments)
    _frame.wake_django()
    logs.tell_crashes()
    from django.conf import settings  # noqa: PLC0415  # read when Django is awake

    if settings.JOBS == "none":
        _frame.tell(_ONLY_RINGS)
        return _frame.COULD_NOT_RUN
    if settings.JOBS_EMBEDDED and (given.queues != QUEUES or given.concurrency != 1):
        _frame.tell(_ONE_DOES_ALL)
        return _frame.COULD_NOT_RUN
    try:
        return _work(given, is_embedded=settings.JOBS_EMBEDDED)
    except Refused as refused:
        _frame.tell(refused.sentence)
        return _frame.COULD_NOT_RUN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wardbell worker", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--queues", type=_queues, default=QUEUES, help=f"some of {', '.join(QUEUES)}; all when not given"
    )
    parser.add_argument(
        "--concurrency",
        type=_at_least_one,
        default=1,
        metavar="N",
        help="jobs at once in each queue; 1 when not given",
    )
    parser.add_argument(
        "--clockwork", action="store_true", help="be the clockwork when it is this one's turn"
    )
    return parser


def _work(given: argparse.Namespace, *, is_embedded: bool) -> int:
    from wardbell.config import engine  # noqa: PLC0415  # needs Django awake

    stopped = _stopped_by_signals()
    working = (
        engine.embedded()
        if is_embedded
        else engine.grown(queues=given.queues, concurrency=given.concurrency, with_clockwork=given.clockwork)
    )
    while not _has_started(working) and not stopped.wait(_TRY_AGAIN_S):
        pass
    engine.warm_up_beside(at_once=working.found_idle)
    while not stopped.wait(_LOOK_S):
        if not working.is_whole:
            log.error("a part of this worker fell over")
            return _frame.CHECK_FAILED
    working.stop()
    working.leave()
    return _frame.RAN


def _has_started(working: "engine.Engine") -> bool:
    try:
        return working.start()
    except Error as error:
        log.warning("the database does not answer yet", reason=type(error).__name__)
        connection.close()
        return False


def _stopped_by_signals() -> threading.Event:
    """Returns what the first signal sets; the second one finds nobody who minds it."""
    stopped = threading.Event()

    def stop(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        stopped.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    return stopped


def _queues(text: str) -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(text.split(",")))
    if unknown := sorted(set(asked) - set(QUEUES)):
        raise argparse.ArgumentTypeError(f"no such queue: {', '.join(unknown)}; some of {', '.join(QUEUES)}")
    return asked


def _at_least_one(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("a whole number, 1 or more")
    return int(text)

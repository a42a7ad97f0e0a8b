"""Serve this node: pages, jobs and clockwork in one process: `wardbell serve [--port N] [--threads N]`.

With WARDBELL_JOBS=procrastinate, or none, it serves pages alone; `wardbell worker` does the rest.
"""

import argparse
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from wardbell.config import logs
from wardbell.config.commands import _frame


class HouseLog(Logger):
    """What the pages server says goes through the house's own chain, which masks: an address may be in a broken request."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.handlers[:] = []
        self.error_log.propagate = True


class PagesServer(BaseApplication):
    """gunicorn with one process of threads; its process also holds the engine (docs/decisions/0003)."""

    def __init__(self, *, bind: str, threads: int) -> None:
        self._bind, self._threads = bind, threads
        super().__init__()

    def load_config(self) -> None:
        for name, value in {
            "bind": self._bind,
            "workers": 1,
            "worker_class": "gthread",
            "threads": self._threads,
            "timeout": 60,
            "graceful_timeout": 10,
            "keepalive": 5,
            "limit_request_line": 4094,
            "proc_name": "wardbell",
            "accesslog": None,  # who read what is nobody's business
            "loglevel": "warning",
            "logger_class": HouseLog,
            "control_socket_disable": True,
            "post_worker_init": _start_engine,
            "worker_exit": _stop_engine,
        }.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        from wardbell.config.wsgi import application  # noqa: PLC0415  # Django wakes in the serving process alone

        return application


def run(arguments: list[str]) -> int:
    """Serves until it is stopped."""
    parser = argparse.ArgumentParser(prog="wardbell serve", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8800)
    parser.add_argument("--threads", type=int, default=8)
    given = parser.parse_args(arguments)
    _frame.wake_django()
    logs.tell_crashes()
    PagesServer(bind=f"{given.host}:{given.port}", threads=given.threads).run()
    return _frame.RAN


def _start_engine(worker: Any) -> None:
    from wardbell.config import engine  # noqa: PLC0415  # needs Django awake, which is so only here
    from wardbell.ground import jobs  # noqa: PLC0415  # as above

    is_idle = True
    if jobs.is_embedded():
        worker.wardbell_engine = engine.embedded()
        worker.wardbell_engine.start()
        is_idle = worker.wardbell_engine.found_idle
    engine.warm_up_beside(at_once=is_idle)


def _stop_engine(_arbiter: Any, worker: Any) -> None:
    if engine := getattr(worker, "wardbell_engine", None):
        engine.stop()

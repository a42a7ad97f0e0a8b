"""Logs: one event a line, as JSON, without addresses or texts of residents, without links that open something, without secrets."""

import logging
import re
import sys
import threading
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from types import TracebackType
from typing import Any

import structlog

MASK = "[masked]"
_SHORTEST_SECRET = 6  # signs: a shorter one would mask half of every sentence
_DEEPEST = 6  # levels of a value inside a value; deeper is shown as text

#: whatever stands under such a name, it is not shown
_SECRET_NAMES = frozenset({
    "address", "authorization", "body", "cookie", "email", "key_ring", "mobile", "password", "phone", "secret",
    "secret_key", "sender", "text", "to", "token", "words",
})  # fmt: skip
#: what only looks like a telephone number and must stay readable: ids, instants, hashes of the journal
_KEPT = (
    r"(?P<kept>\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"
    r"|\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)"
    r"|\b[0-9a-f]{64}\b)"
)
_HIDDEN = "|".join((
    r"(?<=://)[^/\s@]+@",  # who signs in where: postgresql://user:password@host
    r"[\w.+-]+@[\w-]+\.[\w.-]+",  # a mailbox
    r"(?<=/)(?=[\w.:=-]*[A-Z])(?=[\w.:=-]*[a-z])[\w.:=-]{20,}",  # the end of a link that opens something
    r"(?<![\w/-])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?=[\w-]*\d)[\w-]{24,}",  # such a token alone
    r"\+?\d[\d\s().-]{7,}\d",  # a telephone number, however it is written
))  # fmt: skip

Event = MutableMapping[str, Any]


def configure(options: Mapping[str, Any]) -> None:
    """Sends every log line, Django's own included, to standard error through one redacting chain.

    `options` holds `level`, and `secrets`: texts of this node that no line may show.
    """
    shared = [structlog.stdlib.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True)]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,  # type: ignore[arg-type]  # structlog types its chains loosely
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                redaction(options.get("secrets", ())),
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(str(options.get("level", "info")).upper())
    logging.getLogger("django_tasks").setLevel(logging.WARNING)
    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],  # type: ignore[list-item]  # as above
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def tell_crashes() -> None:
    """Sends what nobody caught, in any thread, through the same chain: a bare traceback would show what a log line may not."""
    log = structlog.get_logger("wardbell.crash")

    def of_process(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        log.critical("the process broke", exc_info=(kind, error, trace))

    def of_thread(broken: threading.ExceptHookArgs) -> None:
        name = broken.thread.name if broken.thread else ""
        error = broken.exc_value or broken.exc_type()
        log.critical("a thread broke", thread=name, exc_info=(broken.exc_type, error, broken.exc_traceback))

    sys.excepthook, threading.excepthook = of_process, of_thread


def redaction(secrets: Iterable[str] = ()) -> Callable[[Any, str, Event], Event]:
    """Returns the link of the chain that masks telephone numbers, mailboxes, links that open something, and these secrets."""
    known = sorted({one for one in secrets if len(one) >= _SHORTEST_SECRET}, key=len, reverse=True)
    literal = re.compile("|".join(map(re.escape, known))) if known else None
    pattern = re.compile(f"{_KEPT}|{_HIDDEN}")

    def of_text(text: str) -> str:
        bare = literal.sub(MASK, text) if literal else text
        return pattern.sub(lambda found: found["kept"] or MASK, bare)

    def of_value(value: Any, depth: int = 0) -> Any:
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, Mapping) and depth < _DEEPEST:
            return {of_text(str(key)): of_named(str(key), one, depth + 1) for key, one in value.items()}
        if isinstance(value, list | tuple | set | frozenset) and depth < _DEEPEST:
            return [of_value(one, depth + 1) for one in value]
        return of_text(value if isinstance(value, str) else repr(value))

    def of_named(name: str, value: Any, depth: int = 0) -> Any:
        return MASK if name.lower() in _SECRET_NAMES else of_value(value, depth)

    def redact(_logger: Any, _method: str, event: Event) -> Event:
        for name, value in event.items():
            event[name] = value if name == "timestamp" else of_named(name, value)
        return event

    return redact

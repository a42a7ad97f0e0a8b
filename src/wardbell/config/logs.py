"""Logs: one event a line, as JSON, without addresses or texts of residents."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

_HIDDEN = re.compile(r"\+?\d[\d\s().-]{7,}\d|[\w.+-]+@[\w-]+\.[\w.-]+")
_SECRET_KEYS = frozenset({"address", "phone", "email", "to", "token", "password", "secret", "body", "text"})


def configure(options: Mapping[str, Any]) -> None:
    """Sends every log line, Django's own included, to standard error through one redacting chain."""
    shared = [structlog.stdlib.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True), redact]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,  # type: ignore[arg-type]  # structlog types its chains loosely
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                redact,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(str(options.get("level", "info")).upper())
    logging.getLogger("django_tasks").setLevel(logging.WARNING)
    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],  # type: ignore[list-item]  # as above
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def redact(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Masks whatever looks like a telephone number or a mailbox, and every value whose key names a secret."""
    for key, value in event.items():
        if key in _SECRET_KEYS:
            event[key] = "[masked]"
        elif isinstance(value, str) and key not in {"timestamp", "at"}:
            event[key] = _HIDDEN.sub("[masked]", value)
    return event

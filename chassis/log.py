"""Structured logs: one JSON object a line on standard error, with the request id that travels through everything."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog

# pika warns of each event without a subscriber, with its body: what concerns a person has no place in a log.
# Its adapters tell of a refused connection in six lines what is said in one of ours.
QUIET = {
    "kombu": logging.WARNING,
    "amqp": logging.WARNING,
    "nameko": logging.WARNING,
    "pika": logging.ERROR,
    "pika.adapters": logging.CRITICAL,
}


def configure(process: str, level: int = logging.INFO) -> None:
    """Send structlog and the standard library's logging to one JSON stream, each line marked with the process."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _with_process(process),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name, quiet in QUIET.items():
        logging.getLogger(name).setLevel(quiet)


def _with_process(process: str) -> Any:
    def add(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
        event.setdefault("process", process)
        return event

    return add


def get_logger(name: str) -> Any:
    return structlog.get_logger(name)


def bind(**values: Any) -> None:
    """Put values on every line that this greenlet or task logs from now on."""
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(**{key: value for key, value in values.items() if value is not None})

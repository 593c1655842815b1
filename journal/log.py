"""Structured logs that cannot carry what a patient wrote: only listed keys pass."""

import logging
import sys
from contextlib import suppress
from typing import TextIO, cast

import structlog
from structlog.typing import EventDict, WrappedLogger

# Ids are not in the list: an access log is read by people who have no business with a patient.
KEYS = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "method",
        "route",
        "status",
        "ms",
        "error",
        "where",
        "count",
        "host",
        "port",
        "seconds",
    }
)


def only_listed_keys(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Drop every key that is not on the list, and the text of every exception."""
    return {key: value for key, value in event.items() if key in KEYS}


class _Lossy:
    """A file whose lines are lost where they cannot be written: on a full disk a request must not fail for its log."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()


def configure() -> None:
    """One JSON object a line on standard error; the libraries' own loggers speak from WARNING up."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_listed_keys,
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
        logger_factory=structlog.PrintLoggerFactory(cast(TextIO, _Lossy(sys.stderr))),
        cache_logger_on_first_use=True,
    )
    logging.getLogger().setLevel(logging.WARNING)
    # Their messages quote arguments of queries, which are a patient's answers, and are no JSON.
    for name in ("asyncio", "asyncpg"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


log: structlog.stdlib.BoundLogger = structlog.get_logger()

"""Logs: formats and filters. No name, code, label or token is ever logged."""

from __future__ import annotations

import json
import logging
import time
import traceback
from collections.abc import Callable
from datetime import datetime, timezone

REPEATED_AFTER_S = 60.0

HTTP_LOG = logging.getLogger("readroom.http")
SERVER_LOG = logging.getLogger("readroom.server")


class JsonFormatter(logging.Formatter):
    """Writes a record as one JSON object on one line, a traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        at = datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds")
        fields = {"at": at, "level": record.levelname, "logger": record.name, "message": record.getMessage()}
        if record.exc_info:
            fields["exception"] = self.formatException(record.exc_info)
        return json.dumps(fields)


class RateLimitedFilter(logging.Filter):
    """Rate-limited log filter: lets the same message through once a minute."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._last_s: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the record is written."""
        now_s, key = self._clock(), self._key(record)
        if now_s - self._last_s.get(key, -REPEATED_AFTER_S) < REPEATED_AFTER_S:
            return False
        self._last_s[key] = now_s
        return True

    def _key(self, record: logging.LogRecord) -> str:
        return str(record.msg)


class RateLimitedFaultFilter(RateLimitedFilter):
    """Rate-limited filter for tracebacks: once a minute for each line of code; other records always pass.

    Somebody who finds a way to cause an error could otherwise fill the disk with it.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the record is written."""
        return not record.exc_info or super().filter(record)

    def _key(self, record: logging.LogRecord) -> str:
        fault = record.exc_info[1] if record.exc_info else None
        frames = traceback.extract_tb(fault.__traceback__ if fault is not None else None)
        return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else str(record.msg)


def set_up_logs(log_format: str) -> None:
    """Log our own errors, and silence what any client could make the libraries log."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for handler in logging.getLogger().handlers:
        handler.addFilter(RateLimitedFaultFilter())
    if log_format == "json":
        for handler in logging.getLogger().handlers:
            handler.setFormatter(JsonFormatter())
        # The start message is then written as log records.
        SERVER_LOG.setLevel(logging.INFO)
    # These loggers would write a traceback for each unreadable packet, with which a client could fill
    # the disk. Errors in handlers are logged by events.py. Loggers without a level configure themselves.
    logging.getLogger("engineio.server").setLevel(logging.CRITICAL)
    logging.getLogger("socketio.server").setLevel(logging.ERROR)
    # eventlet logs broken requests at INFO; Flask logs errors of views itself.
    HTTP_LOG.setLevel(logging.WARNING)

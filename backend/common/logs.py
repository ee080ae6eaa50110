"""Logs: what the server writes. No names, codes, labels or tokens: nobody's lesson can be read from them."""

from __future__ import annotations

import json
import logging
import time
import traceback
from collections.abc import Callable
from datetime import datetime, timezone

SELDOM_S = 60.0

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


class Seldom(logging.Filter):
    """Lets the same line through once a minute: for what goes on failing until somebody repairs it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._last_s: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the line is due."""
        now_s, key = self._clock(), self._key(record)
        if now_s - self._last_s.get(key, -SELDOM_S) < SELDOM_S:
            return False
        self._last_s[key] = now_s
        return True

    def _key(self, record: logging.LogRecord) -> str:
        return str(record.msg)


class SeldomFaults(Seldom):
    """Lets a traceback from the same line of code through once a minute, and all that is no traceback.

    Whoever finds a fault of ours could otherwise fill the disk with it.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the line is due."""
        return not record.exc_info or super().filter(record)

    def _key(self, record: logging.LogRecord) -> str:
        fault = record.exc_info[1] if record.exc_info else None
        frames = traceback.extract_tb(fault.__traceback__ if fault is not None else None)
        return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else str(record.msg)


def set_up_logs(log_format: str) -> None:
    """Write our own faults, and keep silent what any stranger could make the libraries write."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for handler in logging.getLogger().handlers:
        handler.addFilter(SeldomFaults())
    if log_format == "json":
        for handler in logging.getLogger().handlers:
            handler.setFormatter(JsonFormatter())
        # Beside them the start says what it has to say to a person.
        SERVER_LOG.setLevel(logging.INFO)
    # A traceback for each unreadable packet: a client could fill the disk with them. Faults in handlers are
    # ours to log (relay.py). These loggers set themselves up unless they have a level.
    logging.getLogger("engineio.server").setLevel(logging.CRITICAL)
    logging.getLogger("socketio.server").setLevel(logging.ERROR)
    # eventlet tells of broken requests at INFO; Flask logs the faults of views itself.
    HTTP_LOG.setLevel(logging.WARNING)

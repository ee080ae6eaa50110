"""Redis connection: sends and receives with a time limit on every wait.

Redis' own library connects, with its TLS, passwords and addresses. Beyond that it would buffer without a
bound, and retry messages that are out of date by then.
"""

from __future__ import annotations

import ipaddress
import time
from typing import Any

from redis.backoff import NoBackoff
from redis.connection import ConnectionPool
from redis.retry import Retry

from backend.cluster.resp import Replies, Reply
from backend.limits.limits import REDIS_ANSWERS_WITHIN_S

_READ_BYTES = 1 << 16


class RedisConnection:
    """A connection that opens when it is created.

    All errors are OSError, redis.RedisError or GarbageError.
    """

    def __init__(self, url: str, loop: Any) -> None:
        pool = ConnectionPool.from_url(
            url,
            protocol=2,
            driver_info=None,
            retry=Retry(NoBackoff(), 0),
            socket_timeout=REDIS_ANSWERS_WITHIN_S,
            socket_connect_timeout=REDIS_ANSWERS_WITHIN_S,
        )
        connection: Any = pool.make_connection()
        host = pool.connection_kwargs.get("host")
        if host is not None and not _is_address(host):
            # The library would block the whole process while it resolves a name.
            loop.look_up(host)
        connection.connect()
        self._connection, self._socket = connection, connection._sock
        self._replies = Replies()

    def send(self, data: bytes) -> None:
        """Send commands."""
        self._socket.settimeout(REDIS_ANSWERS_WITHIN_S)
        self._socket.sendall(data)

    def hear(self, within_s: float) -> list[Reply]:
        """Return what has arrived, as soon as there is a whole reply. Raises TimeoutError."""
        deadline_s = time.monotonic() + within_s
        while True:
            self._socket.settimeout(max(0.001, deadline_s - time.monotonic()))
            data = self._socket.recv(_READ_BYTES)
            if not data:
                raise ConnectionError("Redis hung up")
            replies = self._replies.feed(data)
            if replies:
                return replies
            if time.monotonic() > deadline_s:
                raise TimeoutError

    def close(self) -> None:
        """Disconnect."""
        self._connection.disconnect()


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True

"""A line to Redis: one connection, on which nothing is waited for longer than a Redis that works needs.

Redis' own library connects, with its TLS, its passwords and its addresses; from there on it would hold what
it is sent without a bound, and try again where the words are out of date by then.
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


class RedisLine:
    """A connection that is open from the beginning, and closed at the end of its block.

    Whatever goes wrong raises: OSError, redis.RedisError or GarbageError.
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
            # The library would keep everybody waiting for a name that nobody knows just now.
            loop.look_up(host)
        connection.connect()
        self._connection, self._socket = connection, connection._sock
        self._replies = Replies()

    def send(self, data: bytes) -> None:
        """Send commands."""
        self._socket.settimeout(REDIS_ANSWERS_WITHIN_S)
        self._socket.sendall(data)

    def hear(self, within_s: float) -> list[Reply]:
        """Return what has come, as soon as there is a whole reply. Raises TimeoutError."""
        deadline_s = time.monotonic() + within_s
        while True:
            self._socket.settimeout(max(0.001, deadline_s - time.monotonic()))
            data = self._socket.recv(_READ_BYTES)
            if not data:
                raise ConnectionError("Redis hung up")
            replies = self._replies.update(data)
            if replies:
                return replies
            if time.monotonic() > deadline_s:
                raise TimeoutError

    def close(self) -> None:
        """Hang up."""
        self._connection.disconnect()


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True

"""A Redis that goes wrong when a test says so: a proxy before a real one, or before none."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

WITHIN_S = 20.0

_CHUNK = 1 << 16
_SLOW_S = 0.5
_RESET = struct.pack("ii", 1, 0)
# Of a word of the relay's, which is longer.
_MID_WORD = 40
_ANSWERS = {
    "full": b"-OOM command not allowed when used memory > 'maxmemory'.\r\n",
    "locked": b"-NOAUTH Authentication required.\r\n",
    "garbage": b"HTTP/1.1 400 Bad Request\r\n\r\n",
    "endless": b"$99999999\r\n" + b"x" * _CHUNK,
    "nested": b"*1\r\n" * 4000,
}
# Each way to go wrong. `hung` takes what it is sent and answers nothing; `refusing` hangs up on everybody.
MOODS = ("hung", "slow", "refusing", "reset", *_ANSWERS)


class BadRedis:
    """Its mood is `well` or one of MOODS; whoever is connected stays so where it lets them."""

    def __init__(self, real: tuple[str, int]) -> None:
        self.mood = "well"
        self._real = real
        self._connections: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"redis://127.0.0.1:{self._listener.getsockname()[1]}/0"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self._connections.add(connection)
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), socket.create_connection(self._real) as redis:
            threading.Thread(target=self._answer, args=(redis, connection), daemon=True).start()
            while data := connection.recv(_CHUNK):
                self._pass_on(data, connection, redis)
        self._hang_up(connection)

    def _pass_on(self, data: bytes, connection: socket.socket, redis: socket.socket) -> None:
        mood = self.mood
        if mood in ("well", "slow"):
            redis.sendall(data)
        elif mood == "refusing":
            raise ConnectionError
        elif mood == "reset":
            redis.sendall(data[:_MID_WORD])
            raise ConnectionError
        elif mood in _ANSWERS:
            connection.sendall(_ANSWERS[mood])

    def _answer(self, redis: socket.socket, connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := redis.recv(_CHUNK):
                if self.mood == "slow":
                    time.sleep(_SLOW_S)
                if self.mood in ("well", "slow"):
                    connection.sendall(data)

    def _hang_up(self, connection: socket.socket) -> None:
        self._connections.discard(connection)
        with contextlib.suppress(OSError):
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            connection.close()

    def become(self, mood: str) -> None:
        """Change the mood; Redis' own connections end where it refuses or resets."""
        self.mood = mood
        if mood in ("refusing", "reset"):
            for connection in tuple(self._connections):
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Be gone."""
        self._listener.close()
        self.become("refusing")


@contextmanager
def bad_redis(real_url: str) -> Iterator[BadRedis]:
    """Run a proxy before a real Redis until the block ends."""
    host, port = real_url.split("/")[2].split(":")
    redis = BadRedis((host, int(port)))
    try:
        yield redis
    finally:
        redis.close()


class _IsOverError(BaseException):
    """Raised where the test is over, through all that goes on whatever goes wrong."""


class Threads:
    """In place of an event loop, until the test is over: publisher and subscriber need no more of one."""

    is_over = False

    def spawn(self, act: Callable[..., None], *args: Any) -> None:
        """Do something beside."""
        threading.Thread(target=self._do, args=(act, *args), daemon=True).start()

    def _do(self, act: Callable[..., None], *args: Any) -> None:
        with contextlib.suppress(_IsOverError):
            act(*args)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)
        if self.is_over:
            raise _IsOverError

    def look_up(self, host: str) -> None:
        """Do without."""


def wait_until(is_so: Callable[[], object]) -> None:
    """Return as soon as it is so."""
    deadline_s = time.monotonic() + WITHIN_S
    while not is_so():
        assert time.monotonic() < deadline_s
        time.sleep(0.01)

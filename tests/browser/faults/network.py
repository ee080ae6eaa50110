"""A network of a test's own before a server: slow, cut without a word, or closed to WebSockets."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

CHUNK_BYTES = 65536
REFUSAL = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Network:
    """One way to a server. While it is cut nothing passes and nobody is told: no reset, no refusal."""

    def __init__(self, server: str) -> None:
        parts = urlsplit(server)
        self._target = (str(parts.hostname), parts.port or 80)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._is_open = threading.Event()
        self._is_open.set()
        self._lines: set[socket.socket] = set()
        self.delay_s = 0.0
        self.refuses_websockets = False
        self.url = f"{parts.scheme}://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Let nothing through from now on."""
        self._is_open.clear()

    def mend(self) -> None:
        """Let what has been waiting through, and all that follows."""
        self._is_open.set()

    def hang_up(self) -> None:
        """End every connection there is, as a router does that is restarted."""
        for line in tuple(self._lines):
            _hang_up(line)

    def close(self) -> None:
        """End everything."""
        self.mend()
        self._listener.close()
        self.hang_up()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                threading.Thread(target=self._connect, args=(near,), daemon=True).start()

    def _connect(self, near: socket.socket) -> None:
        self._is_open.wait()
        try:
            far = socket.create_connection(self._target)
        except OSError:
            near.close()
            return
        self._lines |= {near, far}
        for line in (near, far):
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=self._pump, args=(near, far), daemon=True).start()
        self._pump(far, near)
        self._lines -= {near, far}

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(CHUNK_BYTES):
                time.sleep(self.delay_s)
                self._is_open.wait()
                if self.refuses_websockets and b"\r\nUpgrade: websocket\r\n" in data:
                    source.sendall(REFUSAL)
                    break
                sink.sendall(data)
        self._is_open.wait()
        _hang_up(source)
        _hang_up(sink)


def _hang_up(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()


@contextmanager
def network(server: str) -> Iterator[Network]:
    """Run a network before a server until the block ends."""
    running = Network(server)
    try:
        yield running
    finally:
        running.close()

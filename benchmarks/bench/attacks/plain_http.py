"""What strangers do with connections and HTTP alone, in no room at all."""

from __future__ import annotations

import socket
import struct
from collections import deque

from benchmarks.bench.attacks.line import Line, Tally, Target
from benchmarks.bench.relays import wire

PIPELINED = 400
HALF_REQUESTS = 400
# A byte of each goes out this seldom, so that none is ever silent.
_RESET = struct.pack("ii", 1, 0)
AT_ONCE = 20


class PipelinedRequests:
    """One line asks and asks, without a pause, and comes again where it is cut."""

    def __init__(self, target: Target, tally: Tally) -> None:
        self._target, self._tally = target, tally
        self._requests = f"GET /healthz HTTP/1.1\r\nHost: {target.url[7:]}\r\n\r\n".encode() * PIPELINED
        self._line = Line(target.url, tally)

    def strike(self) -> None:
        """Send what is taken, and hear what is answered."""
        if not self._line.is_open:
            self._line = Line(self._target.url, self._tally)
        self._line.send(self._requests, PIPELINED)
        self._line.hear()


class SlowHeads:
    """Hundreds of requests that never end: a byte now and then."""

    def __init__(self, target: Target, tally: Tally) -> None:
        self._target, self._tally = target, tally
        self._lines = deque[Line]()

    def strike(self) -> None:
        """Begin another request, or say one more byte of the one that was silent longest."""
        if len(self._lines) < HALF_REQUESTS:
            line = Line(self._target.url, self._tally)
            line.send(b"GET / HTTP/1.1\r\nHost: x\r\nX: ")
        else:
            line = self._lines.popleft()
            line.send(b"y", 0)
            line.hear()
        if line.is_open:
            self._lines.append(line)


class Resets:
    """Connections that end with a reset: before a word, in mid-request and in mid-frame."""

    def __init__(self, target: Target, tally: Tally) -> None:
        self._target, self._tally = target, tally
        upgrade = wire.upgrade(target.url[7:])
        self._words = (b"", upgrade[:40], upgrade, upgrade + wire.frame(b"40{}")[:5])
        self._count = 0

    def strike(self) -> None:
        """Connect, say something and reset, some times."""
        for _ in range(AT_ONCE):
            self._count += 1
            line = Line(self._target.url, self._tally)
            line.send(self._words[self._count % len(self._words)])
            line.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            line.socket.close()

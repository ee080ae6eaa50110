"""The strangers: a process that opens one connection after another and sends what no page would."""

from __future__ import annotations

import json
import socket
import struct
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from itertools import islice
from multiprocessing.connection import Connection
from random import Random
from typing import Any
from urllib.parse import urlsplit

from benchmarks.bench.relays import wire
from benchmarks.fuzz.frames import Sent, visit
from benchmarks.fuzz.http_requests import REQUESTS

# As many strangers as a school has computers, each behind an address of its own.
ADDRESSES = 1000
WITHIN_S = 10.0
BATCH = 16
VISIT_MESSAGES = 120
# What somebody says before they leave and join again on the same line.
AT_FIRST = 20
# One in so many stays silent on the line, never reads, hangs up with a reset; and one speaks HTTP alone.
SELDOM = 8
HTTP_ALONE = 3
HELD = 40
_RESET = struct.pack("ii", 1, 0)


def _in_turns(random: Random, kinds: Sequence[str]) -> Iterator[str]:
    """Yield every kind before any comes again: a short run tries them all."""
    while True:
        yield from random.sample(kinds, len(kinds))


class Strangers:
    """Strangers from many addresses, one after another; every choice follows from the seed."""

    def __init__(self, url: str, auths: Sequence[Any], seed: int) -> None:
        self.sent = Counter[str]()
        self._random = Random(seed)
        self._requests = _in_turns(self._random, sorted(REQUESTS))
        self._host = urlsplit(url)
        self._auths = auths
        self._held = deque[socket.socket](maxlen=HELD)

    def come(self) -> None:
        """Open one connection, send, and leave it in some way."""
        line = socket.create_connection((str(self._host.hostname), int(self._host.port or 80)), WITHIN_S)
        try:
            self._speak(line)
        except OSError:
            # The relay hung up, as it may.
            line.close()
            return
        self._leave(line)

    def _speak(self, line: socket.socket) -> None:
        if self._random.randrange(HTTP_ALONE) == 0:
            kind = next(self._requests)
            self._send(line, iter([(kind, REQUESTS[kind](self._random, self._host.netloc))]))
            return
        line.sendall(self._upgrade())
        line.recv(1 << 16)
        self._join(line)
        while self._happens():
            self._send(line, islice(visit(self._random, AT_FIRST), AT_FIRST))
            self._send(line, iter([("leave and join", wire.frame(b"41"))]))
            self._join(line)
        self._send(line, visit(self._random, self._random.randrange(VISIT_MESSAGES)))

    def _join(self, line: socket.socket) -> None:
        line.sendall(wire.frame(b"40" + json.dumps(self._random.choice(self._auths)).encode()))

    def _send(self, line: socket.socket, messages: Iterator[Sent]) -> None:
        is_reading = not self._happens()
        while batch := list(islice(messages, BATCH)):
            line.sendall(b"".join(data for _, data in batch))
            self.sent.update(kind for kind, _ in batch)
            if is_reading and _is_over(line):
                return

    def _leave(self, line: socket.socket) -> None:
        if self._happens():
            self._held.append(line)
            return
        if self._happens():
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        line.close()

    def _upgrade(self) -> bytes:
        number = self._random.randrange(ADDRESSES)
        address = f"X-Forwarded-For: 10.0.{number >> 8}.{number & 255}\r\n\r\n"
        return wire.upgrade(self._host.netloc)[:-2] + address.encode()

    def _happens(self) -> bool:
        return self._random.randrange(SELDOM) == 0


def _is_over(line: socket.socket) -> bool:
    """Read all that has come; return whether the relay has hung up."""
    line.settimeout(0)
    try:
        while line.recv(1 << 16):
            pass
    except BlockingIOError:
        line.settimeout(WITHIN_S)
        return False
    return True


def attack(url: str, auths: Sequence[Any], messages: int, seed: int, told: Connection) -> None:
    """Send so many messages; tell how many there were of each kind after every visit, and at the end None."""
    strangers = Strangers(url, auths, seed)
    while strangers.sent.total() < messages:
        strangers.come()
        told.send(strangers.sent)
    told.send(None)

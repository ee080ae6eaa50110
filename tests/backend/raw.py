"""Raw client: half messages, silence, not reading: what no Socket.IO library would do."""

from __future__ import annotations

import socket
import struct
import time
import weakref
from urllib.parse import urlsplit

from benchmarks.bench.relays import wire

WITHIN_S = 5.0
SMALL_BUFFER = 4096


class RawClient:
    """One WebSocket, with or without a word of Socket.IO on it."""

    def __init__(self, url: str, auth: dict[str, object] | None = None) -> None:
        host = urlsplit(url)
        self.connection = socket.socket()
        # A test hangs up by letting go of its client.
        weakref.finalize(self, self.connection.close)
        # Before connecting, since it decides what the other side is told it may send.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
        self.connection.settimeout(WITHIN_S)
        self.connection.connect((host.hostname, host.port))
        self.connection.sendall(wire.upgrade(host.netloc))
        self.heard = b""
        self.read_until(b'"sid"')
        if auth is not None:
            self.connection.sendall(wire.connect(auth))

    def read_until(self, word: bytes) -> None:
        """Read until the relay has said a word."""
        while word not in self.heard:
            data = self.connection.recv(1 << 16)
            assert data, f"the relay hung up before it said {word!r}: {self.heard!r}"
            self.heard += data

    def wait_gone(self, within_s: float) -> float:
        """Read and say nothing until the relay hangs up; return the seconds it took."""
        began_s = time.monotonic()
        self.connection.settimeout(within_s)
        try:
            while data := self.connection.recv(1 << 16):
                self.heard = (self.heard + data)[-SMALL_BUFFER:]
        except ConnectionResetError:
            pass
        return time.monotonic() - began_s

    def closed_with(self) -> int:
        """Return the status of the last frame, which closed the connection."""
        assert self.heard[-4:-2] == b"\x88\x02", self.heard[-40:]
        return int(struct.unpack("!H", self.heard[-2:])[0])


def fragment(data: bytes, *, is_first: bool) -> bytes:
    """Return a piece of a text message that goes on."""
    whole = wire.frame(data)
    return bytes([0x01 if is_first else 0x00]) + whole[1:]

"""An attacker's connection: raw, with its own address, and with a tally of what the relay did about it."""

from __future__ import annotations

import contextlib
import json
import socket
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from benchmarks.bench.relays import wire

# Strangers do not share the address of the lesson, which its own network gives it.
STRANGERS_ADDRESS = "127.0.0.2"
WITHIN_S = 5.0
_READ_BYTES = 1 << 18


@dataclass
class Tally:
    """What was sent, what of it was answered with a refusal, and how many connections the relay ended."""

    sent: int = 0
    refused: int = 0
    cut: int = 0


@dataclass(frozen=True)
class Target:
    """The relay, and the room of the lesson as a pupil is told of it."""

    url: str
    code: str


class Line:
    """One connection; it never waits once it is open."""

    def __init__(self, url: str, tally: Tally, *, unread_bytes: int | None = None) -> None:
        self.is_open = True
        self._tally = tally
        self._unsent = bytearray()
        host = urlsplit(url)
        self.host = host.netloc
        self.socket = socket.socket()
        self.socket.settimeout(WITHIN_S)
        if unread_bytes is not None:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, unread_bytes)
        self.socket.bind((STRANGERS_ADDRESS, 0))
        self.socket.connect((str(host.hostname), int(host.port or 80)))
        self.socket.setblocking(False)

    def send(self, data: bytes, count: int = 1) -> bool:
        """Send so many messages unless others still wait; return whether the relay has taken all."""
        if self.is_open and not self._unsent:
            self._unsent += data
            self._tally.sent += count
        try:
            del self._unsent[: self.socket.send(self._unsent)]
        except BlockingIOError:
            return False
        except OSError:
            self._note_cut()
        return self.is_open and not self._unsent

    def hear(self) -> bytes:
        """Return what the relay says just now, and count its refusals; answer its pings."""
        try:
            data = self.socket.recv(_READ_BYTES)
        except BlockingIOError:
            return b""
        except OSError:
            data = b""
        if not data:
            self._note_cut()
        self._tally.refused += data.count(b'"ok":false')
        if wire.PING in data:
            with contextlib.suppress(OSError):
                self.socket.send(wire.PONG)
        return data

    def _note_cut(self) -> None:
        if self.is_open:
            self.is_open = False
            self._tally.cut += 1
            self.socket.close()

    def await_word(self, word: bytes) -> bytes:
        """Return all that is said until this word has come; raise OSError where it does not come."""
        said, deadline_s = b"", time.monotonic() + WITHIN_S
        while word not in said:
            if not self.is_open or b"44{" in said or time.monotonic() > deadline_s:
                raise ConnectionError(f"no {word!r}")
            said += self.hear()
            time.sleep(0.001)
        return said

    def upgrade(self) -> Line:
        """Become a WebSocket; raise OSError where the relay refuses."""
        self.socket.send(wire.upgrade(self.host))
        self.await_word(b'"sid"')
        return self

    def join(self, auth: dict[str, Any]) -> bytes:
        """Upgrade and join; return what was said up to `joined`. Raise OSError where it is refused."""
        self.upgrade()
        self.socket.send(wire.connect(auth))
        return self.await_word(b'"joined"')


def joined(target: Target, tally: Tally, auth: dict[str, Any], **how: Any) -> Line | None:
    """Return a member's line; None where the relay refuses it."""
    try:
        line = Line(target.url, tally, **how)
        line.join(auth)
    except OSError:
        return None
    return line


def event(name: str, payload: object) -> bytes:
    """Return a message's frame, acknowledgement asked for."""
    return wire.frame(b"427" + json.dumps([name, payload], separators=(",", ":")).encode())


def now_ms() -> int:
    """Return the time, which is the relay's as well."""
    return int(time.time() * 1000)


def reports(first_seq: int, count: int) -> list[dict[str, Any]]:
    """Return reports as a page remembers them."""
    at = now_ms() - count
    return [
        {"seq": first_seq + n, "at": at + n, "state": ("focused", "away")[n % 2], "cues": [], "alerts": []}
        for n in range(count)
    ]

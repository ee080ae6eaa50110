"""Lines: one that must wait before it understands pauses its client, holds little and loses nothing."""

from __future__ import annotations

import select
import socket
import threading
import time
from collections.abc import Callable

import greenlet  # type: ignore[import-untyped]

from backend.held import Held
from backend.lines import READ_BYTES, Line, PatientLine
from backend.switchboard import Switchboard
from backend.websocket import Message
from tests.bench.relays import wire

WITHIN_S = 10.0
SILENCE_S = 0.2
PAYLOAD = b"x" * 1000
# Far more than a line reads before it pauses, and than the system keeps for it.
MESSAGES = 4000


class Loop:
    """The system's own epoll; the listening is the test's."""

    epoll = staticmethod(select.epoll)

    @staticmethod
    def spawn(_run: Callable[[], None]) -> None:
        """Leave the listening to the test."""


class Wire:
    """One end of a pair of sockets, without waiting; counts what was taken from it."""

    def __init__(self, line: socket.socket) -> None:
        line.setblocking(False)
        self._line = line
        self.fileno = line.fileno()
        self.send = line.send
        self.pending = int
        self.close = line.close
        self.taken_bytes = 0

    def recv(self, size: int) -> bytes:
        data = self._line.recv(size)
        self.taken_bytes += len(data)
        return data


class Woken:
    """An event of greenlets: who waits lets the test go on."""

    def __init__(self) -> None:
        self.is_set = False

    def set(self) -> None:
        self.is_set = True

    def clear(self) -> None:
        self.is_set = False

    def wait(self) -> None:
        while not self.is_set:
            let_the_test_go_on()


def let_the_test_go_on() -> None:
    """Leave the line's greenlet until the test comes back to it."""
    parent = greenlet.getcurrent().parent
    assert parent is not None
    parent.switch()


def speak(far: socket.socket) -> None:
    """Send all messages, as fast as they are taken."""
    for number in range(MESSAGES):
        far.sendall(wire.frame(b"%06d" % number + PAYLOAD))


def test_a_line_that_waits_pauses_its_client_and_then_hears_everything_once() -> None:
    near, far = socket.socketpair()
    may_go_on = Woken()
    heard: list[int] = []

    def hear(_line: Line, message: Message) -> None:
        may_go_on.wait()
        heard.append(int(message.data[:6]))

    switchboard, near_end = Switchboard(Loop, 0.1, lambda act: act()), Wire(near)
    line = PatientLine(near_end, switchboard, Held(), Woken(), hear)
    own = greenlet.greenlet(line.open)
    speaker = threading.Thread(target=speak, args=(far,))
    speaker.start()
    own.switch()

    def listen_for(seconds: float) -> None:
        end_s = time.monotonic() + seconds
        listen_until(lambda: time.monotonic() > end_s)

    def listen_until(is_done: Callable[[], bool]) -> None:
        deadline_s = time.monotonic() + WITHIN_S
        while not is_done():
            assert time.monotonic() < deadline_s
            switchboard.hear()
            own.switch()

    listen_for(SILENCE_S)
    taken_bytes = near_end.taken_bytes
    listen_for(SILENCE_S)
    # What else has come stays with the system, and then with the client.
    assert READ_BYTES <= taken_bytes == near_end.taken_bytes < 4 * READ_BYTES
    assert speaker.is_alive()
    may_go_on.set()
    listen_until(lambda: len(heard) == MESSAGES)
    assert heard == list(range(MESSAGES))
    speaker.join(WITHIN_S)
    line.end()
    own.switch()
    far.close()
    assert own.dead

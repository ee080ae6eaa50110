"""Poller: over real sockets, who is read when, and what one fault does to the others."""

from __future__ import annotations

import logging
import select
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from backend.driver.poller import Poller
from backend.limits.limits import LISTEN_EVERY_S

Heard = list[tuple[str, bytes]]


class Loop:
    """The system's own epoll; nothing is served, so nothing is spawned."""

    epoll = staticmethod(select.epoll)

    @staticmethod
    def spawn(_run: Callable[[], None]) -> None:
        """Leave the listening to the test."""


class Recorder:
    """A handler that records what it reads."""

    def __init__(self, name: str, connection: socket.socket, heard: Heard) -> None:
        self.name = name
        self.connection = connection
        self.heard = heard

    def read(self) -> None:
        data = self.connection.recv(100)
        if data == b"fault":
            raise RuntimeError("a fault of ours")
        self.heard.append((self.name, data))

    def flush(self) -> None:
        self.heard.append((self.name, b"room to write"))

    def end(self) -> None:
        self.heard.append((self.name, b"ended"))


class Polled:
    """A poller, its handlers, and the far ends of their connections."""

    def __init__(self, stack: ExitStack) -> None:
        self.heard: Heard = []
        self.poller = Poller(Loop, 0.1, lambda act: act())
        self._stack = stack

    def connect(self, name: str) -> tuple[int, socket.socket]:
        """Return the file number of a connection, and its far end."""
        near, far = socket.socketpair()
        self._stack.enter_context(near)
        self._stack.enter_context(far)
        self.poller.watch(near.fileno(), Recorder(name, near, self.heard))
        return near.fileno(), far


@pytest.fixture
def polled() -> Iterator[Polled]:
    with ExitStack() as stack:
        yield Polled(stack)


def test_all_who_spoke_are_heard_in_one_go_and_then_there_is_rest(polled: Polled) -> None:
    (_, ada), (_, ben) = polled.connect("Ada"), polled.connect("Ben")
    polled.connect("silent")
    ada.sendall(b"one")
    ben.sendall(b"two")
    assert polled.poller.poll()
    assert sorted(polled.heard) == [("Ada", b"one"), ("Ben", b"two")]


def test_there_is_no_pause_after_a_poll_that_hurries_and_one_after_the_next(polled: Polled) -> None:
    polled.poller.hurry()
    assert not polled.poller.poll()
    assert polled.poller.poll()


def test_a_crowd_is_heard_in_parts_and_without_a_rest_between(
    polled: Polled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.driver.poller.POLLED_AT_ONCE", 2)
    for name in ("Ada", "Ben", "Cem"):
        polled.connect(name)[1].sendall(b"hello")
    assert not polled.poller.poll()
    assert len(polled.heard) == 2
    assert polled.poller.poll()
    assert sorted(name for name, _ in polled.heard) == ["Ada", "Ben", "Cem"]


def test_a_fault_ends_one_connection_and_the_others_are_heard(
    polled: Polled, caplog: pytest.LogCaptureFixture
) -> None:
    (_, ada), (_, ben) = polled.connect("Ada"), polled.connect("Ben")
    ada.sendall(b"fault")
    ben.sendall(b"two")
    with caplog.at_level(logging.ERROR):
        polled.poller.poll()
    assert sorted(polled.heard) == [("Ada", b"ended"), ("Ben", b"two")]
    assert "A fault in handling a connection" in caplog.text


def test_a_connection_that_is_closing_is_not_read(polled: Polled) -> None:
    number, ada = polled.connect("Ada")
    ada.sendall(b"one")
    polled.poller.unwatch_reading(number)
    polled.poller.poll()
    assert polled.heard == []


def test_room_to_write_is_told_while_it_is_asked_for(polled: Polled) -> None:
    number, _ = polled.connect("Ada")
    polled.poller.watch_writing(number)
    polled.poller.poll()
    polled.poller.unwatch_writing(number)
    polled.poller.poll()
    assert polled.heard == [("Ada", b"room to write")]


def test_a_connection_that_has_ended_is_not_read_even_where_it_broke_off(polled: Polled) -> None:
    number, ada = polled.connect("Ada")
    polled.poller.unwatch_reading(number)
    polled.poller.unwatch(number)
    ada.close()
    polled.poller.poll()
    assert polled.heard == []


class PauseError(Exception):
    """The end of a listening loop, at its first rest."""


class OneRound(Loop):
    """Keeps the listening loop, and ends it where it would rest."""

    def __init__(self) -> None:
        self.run: Callable[[], None] | None = None
        self.rest_s = -1.0

    def spawn(self, run: Callable[[], None]) -> None:  # type: ignore[override]  # this one keeps it
        """Keep the loop."""
        self.run = run

    def wait_readable(self, fileno: int) -> None:
        """Return when there is something to read."""
        select.select([fileno], [], [])

    def sleep(self, rest_s: float) -> None:
        """Note the rest and end the loop."""
        self.rest_s = rest_s
        raise PauseError


def rest_after(work_s: float, *, tick_s: float) -> float:
    """Return the rest after one poll that takes so long, by a clock that only work moves."""
    one_round, (near, far) = OneRound(), socket.socketpair()
    now_s = 0.0

    def gather(act: Callable[[], None]) -> None:
        nonlocal now_s
        act()
        now_s += work_s

    poller = Poller(one_round, tick_s, gather)
    with near, far, pytest.MonkeyPatch.context() as patch:
        patch.setattr("backend.driver.poller.time.monotonic", lambda: now_s)
        poller.watch(near.fileno(), Recorder("Ada", near, []))
        far.sendall(b"one")
        assert one_round.run is not None
        with pytest.raises(PauseError):
            one_round.run()
    return one_round.rest_s


def test_after_little_work_the_rest_is_the_tick() -> None:
    assert rest_after(0.005, tick_s=0.05) == 0.05


def test_a_long_tick_keeps_nobody_waiting_for_an_answer() -> None:
    assert rest_after(0.0, tick_s=5.0) <= LISTEN_EVERY_S


def test_after_much_work_there_is_no_rest() -> None:
    assert rest_after(0.03, tick_s=0.1) == 0.0

"""The poller: over real sockets, who is heard when, and what one fault does to the others."""

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


class Guest:
    """A party that writes down what it hears."""

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


class Hall:
    """A poller, its guests, and the far ends of their connections."""

    def __init__(self, stack: ExitStack) -> None:
        self.heard: Heard = []
        self.poller = Poller(Loop, 0.1, lambda act: act())
        self._stack = stack

    def seat(self, name: str) -> tuple[int, socket.socket]:
        """Return the file number of a guest's connection, and its far end."""
        near, far = socket.socketpair()
        self._stack.enter_context(near)
        self._stack.enter_context(far)
        self.poller.watch(near.fileno(), Guest(name, near, self.heard))
        return near.fileno(), far


@pytest.fixture
def hall() -> Iterator[Hall]:
    with ExitStack() as stack:
        yield Hall(stack)


def test_all_who_spoke_are_heard_in_one_go_and_then_there_is_rest(hall: Hall) -> None:
    (_, ada), (_, ben) = hall.seat("Ada"), hall.seat("Ben")
    hall.seat("silent")
    ada.sendall(b"one")
    ben.sendall(b"two")
    assert hall.poller.poll()
    assert sorted(hall.heard) == [("Ada", b"one"), ("Ben", b"two")]


def test_nobody_rests_after_a_hearing_that_hurries_and_everybody_after_the_next(hall: Hall) -> None:
    hall.poller.hurry()
    assert not hall.poller.poll()
    assert hall.poller.poll()


def test_a_crowd_is_heard_in_parts_and_without_a_rest_between(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.driver.poller.POLLED_AT_ONCE", 2)
    for name in ("Ada", "Ben", "Cem"):
        hall.seat(name)[1].sendall(b"hello")
    assert not hall.poller.poll()
    assert len(hall.heard) == 2
    assert hall.poller.poll()
    assert sorted(name for name, _ in hall.heard) == ["Ada", "Ben", "Cem"]


def test_a_fault_ends_one_connection_and_the_others_are_heard(
    hall: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    (_, ada), (_, ben) = hall.seat("Ada"), hall.seat("Ben")
    ada.sendall(b"fault")
    ben.sendall(b"two")
    with caplog.at_level(logging.ERROR):
        hall.poller.poll()
    assert sorted(hall.heard) == [("Ada", b"ended"), ("Ben", b"two")]
    assert "A fault in handling a connection" in caplog.text


def test_a_connection_that_is_told_goodbye_is_not_read(hall: Hall) -> None:
    number, ada = hall.seat("Ada")
    ada.sendall(b"one")
    hall.poller.unwatch_reading(number)
    hall.poller.poll()
    assert hall.heard == []


def test_room_to_write_is_told_while_it_is_asked_for(hall: Hall) -> None:
    number, _ = hall.seat("Ada")
    hall.poller.watch_writing(number)
    hall.poller.poll()
    hall.poller.unwatch_writing(number)
    hall.poller.poll()
    assert hall.heard == [("Ada", b"room to write")]


def test_a_connection_that_is_over_is_heard_no_more_even_where_it_broke_off(hall: Hall) -> None:
    number, ada = hall.seat("Ada")
    hall.poller.unwatch_reading(number)
    hall.poller.unwatch(number)
    ada.close()
    hall.poller.poll()
    assert hall.heard == []


class NightError(Exception):
    """The end of a listening loop, at its first rest."""


class Evening(Loop):
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
        raise NightError


def rest_after(work_s: float, *, tick_s: float) -> float:
    """Return the rest after one poll that takes so long, by a clock that only work moves."""
    evening, (near, far) = Evening(), socket.socketpair()
    now_s = 0.0

    def gather(act: Callable[[], None]) -> None:
        nonlocal now_s
        act()
        now_s += work_s

    poller = Poller(evening, tick_s, gather)
    with near, far, pytest.MonkeyPatch.context() as patch:
        patch.setattr("backend.driver.poller.time.monotonic", lambda: now_s)
        poller.watch(near.fileno(), Guest("Ada", near, []))
        far.sendall(b"one")
        assert evening.run is not None
        with pytest.raises(NightError):
            evening.run()
    return evening.rest_s


def test_after_little_work_the_rest_is_the_tick() -> None:
    assert rest_after(0.005, tick_s=0.05) == 0.05


def test_a_long_tick_keeps_nobody_waiting_for_an_answer() -> None:
    assert rest_after(0.0, tick_s=5.0) <= LISTEN_EVERY_S


def test_after_much_work_there_is_no_rest() -> None:
    assert rest_after(0.03, tick_s=0.1) == 0.0

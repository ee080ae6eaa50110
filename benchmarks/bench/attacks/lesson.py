"""An honest lesson in a process of its own: its pages' reports, and how long each takes to the board."""

from __future__ import annotations

import multiprocessing
import re
import select
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from urllib.parse import urlsplit

from benchmarks.bench.attacks.line import event, now_ms
from benchmarks.bench.relays import wire
from benchmarks.bench.relays.crowd import Place

STUDENTS = 10
# A lesson of sixty, in the pages of ten; each of them is far within its allowance.
REPORTS_PER_S = 20.0
# What is later than this is lost.
LATE_S = 3.0
LISTEN_S = 0.05
JOINED_WITHIN_S = 20.0
_ROW = re.compile(rb'\["([^"]+)",(\d+),\d+,"')
_MEMBER = re.compile(rb'"student":"([^"]+)"')
_FIRST_SEQ = re.compile(rb'"first_seq":(\d+)')


@dataclass
class Window:
    """What a lesson was like for some seconds: the milliseconds of each report, and what it lost."""

    took_ms: list[float] = field(default_factory=list)
    lost: int = 0
    cut: int = 0

    def share_ms(self, share: float) -> float:
        """Return within how many milliseconds this share of the reports was on the board."""
        took_ms = sorted(self.took_ms)
        return took_ms[min(len(took_ms) - 1, int(share * len(took_ms)))] if took_ms else 0.0


class Page:
    """One member's page."""

    def __init__(self, url: str, auth: dict[str, object]) -> None:
        host = urlsplit(url)
        self.socket = socket.create_connection((str(host.hostname), host.port or 80), JOINED_WITHIN_S)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(wire.upgrade(host.netloc))
        self.data = bytearray()
        self._await(b'"sid"')
        self.socket.sendall(wire.connect(auth))
        self._await(b'"joined"')
        self._await(b"}]")
        member, first_seq = _MEMBER.search(self.data), _FIRST_SEQ.search(self.data)
        self.member = b"" if member is None else member[1]
        self.seq = 0 if first_seq is None else int(first_seq[1])
        del self.data[: self.data.index(b"\r\n\r\n") + 4]
        self.socket.setblocking(False)

    def _await(self, word: bytes) -> None:
        while word not in self.data:
            said = self.socket.recv(1 << 16)
            if not said:
                raise ConnectionError("the lesson was refused")
            self.data += said


class Lesson:
    """Ten students in one room or spread over some, and the boards, in this process."""

    def __init__(self, url: str, places: Sequence[Place]) -> None:
        self._boards = [Page(url, place.teacher) for place in places]
        self._students = [Page(url, places[number % len(places)].student) for number in range(STUDENTS)]
        self._open = {page.socket.fileno(): page for page in (*self._boards, *self._students)}
        self._poll = select.epoll()
        for fileno in self._open:
            self._poll.register(fileno, select.EPOLLIN)
        self._sent_s: dict[tuple[bytes, int], float] = {}
        self._window = Window()
        self._turn = 0

    def listen(self) -> None:
        """Hear for a moment, and say nothing."""
        self._hear(LISTEN_S)

    def go_on(self, seconds: float) -> Window:
        """Say reports for so long, wait for those that are late, and return what it was like."""
        self._window = window = Window()
        end_s, next_s = time.monotonic() + seconds, time.monotonic()
        while (now_s := time.monotonic()) < end_s:
            if now_s >= next_s:
                next_s += 1 / REPORTS_PER_S
                self._report()
            self._hear(max(0.0, min(next_s, end_s) - now_s))
        self._wait_for_late()
        # What never came took as long as it was waited for, at least.
        window.lost = len(self._sent_s)
        window.took_ms += [(time.monotonic() - sent_s) * 1000 for sent_s in self._sent_s.values()]
        self._sent_s.clear()
        return window

    def _wait_for_late(self) -> None:
        end_s = time.monotonic() + LATE_S
        while self._sent_s and (now_s := time.monotonic()) < end_s:
            self._hear(end_s - now_s)

    def _report(self) -> None:
        self._turn += 1
        page = self._students[self._turn % STUDENTS]
        page.seq += 1
        self._sent_s[page.member, page.seq] = time.monotonic()
        state = ("focused", "away")[page.seq % 2]
        message = {"seq": page.seq, "at": now_ms(), "state": state, "cues": [], "alerts": []}
        self._send(page, event("report", message))

    def _send(self, page: Page, data: bytes) -> None:
        if page.socket.fileno() not in self._open:
            return
        try:
            page.socket.send(data)
        except OSError:
            self._note_cut(page)

    def _hear(self, within_s: float) -> None:
        for fileno, _ in self._poll.poll(within_s):
            self._hear_page(self._open[fileno])

    def _hear_page(self, page: Page) -> None:
        try:
            said = page.socket.recv(1 << 20)
        except OSError:
            said = b""
        if not said:
            self._note_cut(page)
            return
        if wire.PING in said:
            self._send(page, wire.PONG)
        if page in self._boards:
            page.data += said
            self._note_rows(list(wire.payloads(page.data)))

    def _note_rows(self, payloads: Sequence[bytes]) -> None:
        now_s = time.monotonic()
        for payload in payloads:
            if payload.startswith(b'42["reports"'):
                for member, seq in _ROW.findall(payload):
                    sent_s = self._sent_s.pop((member, int(seq)), None)
                    if sent_s is not None:
                        self._window.took_ms.append((now_s - sent_s) * 1000)

    def _note_cut(self, page: Page) -> None:
        self._window.cut += 1
        self._poll.unregister(page.socket)
        del self._open[page.socket.fileno()]


def _teach(url: str, places: Sequence[Place], asked: Connection) -> None:
    lesson = Lesson(url, places)
    asked.send(None)
    while True:
        if not asked.poll():
            # Between two windows it goes on hearing, and answers pings.
            lesson.listen()
        elif (seconds := asked.recv()) is None:
            return
        else:
            asked.send(lesson.go_on(seconds))


class DistantLesson:
    """A lesson in another process."""

    def __init__(self, asking: Connection) -> None:
        self._asking = asking

    def begin(self, seconds: float) -> None:
        """Let it be watched for so many seconds from now on."""
        self._asking.send(seconds)

    def end(self) -> Window:
        """Return what it was like in these seconds."""
        return self._asking.recv()  # type: ignore[no-any-return]  # what the other process sends


@contextmanager
def distant_lesson(url: str, places: Sequence[Place]) -> Iterator[DistantLesson]:
    """Teach in another process until the block ends."""
    spawn = multiprocessing.get_context("spawn")
    asking, asked = spawn.Pipe()
    process = spawn.Process(target=_teach, args=(url, places, asked), daemon=True)
    process.start()
    asked.close()
    try:
        asking.recv()
        yield DistantLesson(asking)
    finally:
        process.terminate()
        process.join()

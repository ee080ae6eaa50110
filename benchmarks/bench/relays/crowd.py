"""A crowd: thousands of students and their teachers in one process, on raw sockets and one epoll."""

from __future__ import annotations

import random
import re
import select
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from benchmarks.bench.relays import wire

CONNECT_WITHIN_S = 30.0
DRAIN_WITHIN_S, DRAIN_STEP_S = 20.0, 0.3
AT_ONCE = 50
ACKNOWLEDGED = b'"ok":true'
REPORT = b'"focused"'
_SEQ = re.compile(rb'(\d+),(?:"at":)?\d+,(?:"state":)?"focused"')


@dataclass(frozen=True)
class Place:
    """One room as a relay wants it named: the `auth` of its students and of its teacher."""

    student: dict[str, object]
    teacher: dict[str, object]


@dataclass
class Peer:
    """One connection. `owes` is how many reports may be sent at once."""

    line: socket.socket
    room: int
    is_teacher: bool
    data: bytearray = field(default_factory=bytearray)
    owes: int = 0


@dataclass
class Count:
    """What has been sent, acknowledged and delivered, and how long each delivery took."""

    sent: int = 0
    acknowledged: int = 0
    delivered: int = 0
    took_ms: list[float] = field(default_factory=list)


class Crowd:
    """Everybody of every room, and what they have seen."""

    def __init__(self, url: str, places: Sequence[Place], students: int, *, is_acknowledged: bool) -> None:
        self.is_acknowledged = is_acknowledged
        self.count = Count()
        self._peers: dict[int, Peer] = {}
        self._poll = select.epoll()
        self._measures_time = False
        # Numbers rise over the whole crowd, and so for each student too; a report is known by its own.
        self._seq = 0
        self._at_ms = time.time_ns() // 1_000_000
        self._sent_s: dict[int, float] = {}
        self.teachers = [*self._join(url, [(room, place.teacher, True) for room, place in enumerate(places)])]
        seats = [(number % len(places), number) for number in range(students)]
        self.students = [*self._join(url, [(room, places[room].student, False) for room, _ in seats])]
        self._rooms = [[peer for peer in self.students if peer.room == room] for room in range(len(places))]

    def _join(self, url: str, who: Sequence[tuple[int, dict[str, object], bool]]) -> Iterator[Peer]:
        for start in range(0, len(who), AT_ONCE):
            some = [self._open(url, *one) for one in who[start : start + AT_ONCE]]
            for (_, auth, _), peer in zip(who[start : start + AT_ONCE], some, strict=True):
                _await(peer, b'"sid"')
                peer.line.sendall(wire.connect(auth))
            for peer in some:
                _await(peer, b'40{"sid"')
                self._watch(peer)
            # Whoever joined early is pinged while the others still come.
            self._listen(0, closed_loop=False)
            yield from some

    def _open(self, url: str, room: int, _auth: object, is_teacher: bool) -> Peer:
        host = urlsplit(url)
        line = socket.create_connection((str(host.hostname), host.port or 80), CONNECT_WITHIN_S)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.sendall(wire.upgrade(host.netloc))
        return Peer(line, room, is_teacher)

    def _watch(self, peer: Peer) -> None:
        # What came with the upgrade's response is no frame; whole frames begin behind it.
        del peer.data[: peer.data.index(b"\r\n\r\n") + 4]
        peer.line.setblocking(False)
        self._peers[peer.line.fileno()] = peer
        self._poll.register(peer.line, select.EPOLLIN)

    def saturate(self, seconds: float, window: int) -> float:
        """Keep every student's window full; return the seconds it took."""
        self._measures_time = False
        for student in self.students:
            self._send(student, window)
        return self._run(seconds, closed_loop=True)

    def steady(self, seconds: float, per_s: float) -> float:
        """Send at a rate, at random moments, by random students; return the seconds it took."""
        self._measures_time = True
        return self._run(seconds, closed_loop=False, per_s=per_s)

    def settle(self) -> None:
        """Hear what the joining of everybody still brings."""
        self._run(DRAIN_STEP_S, closed_loop=False)

    def drain(self) -> None:
        """Hear what is still on its way."""
        deadline_s = time.monotonic() + DRAIN_WITHIN_S
        self._run(DRAIN_STEP_S, closed_loop=False)
        while self.count.delivered < self.count.sent and time.monotonic() < deadline_s:
            self._run(DRAIN_STEP_S, closed_loop=False)

    def _run(self, seconds: float, *, closed_loop: bool, per_s: float = 0) -> float:
        began_s = time.monotonic()
        end_s, next_s = began_s + seconds, began_s
        while (now_s := time.monotonic()) < end_s:
            while per_s > 0 and next_s <= now_s:
                self._send_timed(random.choice(self.students))
                next_s += random.expovariate(per_s)
            wait_s = max(0.0, min(end_s, next_s if per_s > 0 else end_s) - now_s)
            self._listen(wait_s, closed_loop=closed_loop)
        return time.monotonic() - began_s

    def _listen(self, wait_s: float, *, closed_loop: bool) -> None:
        for fileno, _ in self._poll.poll(wait_s):
            self._hear(self._peers[fileno], closed_loop=closed_loop)

    def _send(self, student: Peer, count: int) -> None:
        student.line.send(b"".join(self._report() for _ in range(count)))
        self.count.sent += count

    def _report(self) -> bytes:
        self._seq += 1
        return wire.report(self._seq, self._at_ms, is_acknowledged=self.is_acknowledged)

    def _send_timed(self, student: Peer) -> None:
        report = self._report()
        self._sent_s[self._seq] = time.monotonic()
        student.line.send(report)
        self.count.sent += 1

    def _hear(self, peer: Peer, *, closed_loop: bool) -> None:
        data = peer.line.recv(1 << 20)
        if not data:
            raise ConnectionError("the relay hung up")
        if wire.PING in data:
            peer.line.send(wire.PONG)
        if peer.is_teacher:
            self._hear_reports(peer, data, closed_loop=closed_loop)
        else:
            self._hear_acknowledgements(peer, data, closed_loop=closed_loop)

    def _hear_acknowledgements(self, student: Peer, data: bytes, *, closed_loop: bool) -> None:
        count = _count(student, data, ACKNOWLEDGED)
        self.count.acknowledged += count
        if closed_loop and count:
            self._send(student, count)

    def _hear_reports(self, teacher: Peer, data: bytes, *, closed_loop: bool) -> None:
        teacher.data += data
        count = sum(self._take_reports(payload) for payload in wire.payloads(teacher.data))
        self.count.delivered += count
        if closed_loop and not self.is_acknowledged:
            self._send_from(teacher.room, count)

    def _send_from(self, room: int, count: int) -> None:
        for student in random.choices(self._rooms[room], k=count):
            self._send(student, 1)

    def _take_reports(self, payload: bytes) -> int:
        if not self._measures_time:
            return payload.count(REPORT)
        now_s = time.monotonic()
        found = [int(seq) for seq in _SEQ.findall(payload)]
        self.count.took_ms += [(now_s - self._sent_s.pop(seq)) * 1000 for seq in found]
        return len(found)

    def close(self) -> None:
        """Hang up everywhere."""
        self._poll.close()
        for peer in self._peers.values():
            peer.line.close()


def _await(peer: Peer, word: bytes) -> None:
    """Read until the relay has said a word."""
    while word not in peer.data:
        data = peer.line.recv(1 << 16)
        if not data:
            raise ConnectionError(f"the relay hung up before it said {word!r}: {bytes(peer.data)!r}")
        peer.data += data


def _count(peer: Peer, data: bytes, word: bytes) -> int:
    """Count a word, also where two pieces of data share it."""
    peer.data += data
    count = peer.data.count(word)
    del peer.data[: max(0, len(peer.data) - len(word) + 1)]
    return count

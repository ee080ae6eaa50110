"""How long a report takes from a student's page to a board: 30 students, one room, one real server."""

from __future__ import annotations

import random
import statistics
import threading
import time

import socketio

from tests.backend.clients import Client, Clients, report
from tests.serving import serve

STUDENTS = 30
REPORTS_EACH = 20
# A lively lesson: each student changes every two seconds on average.
MEAN_PAUSE_S = 2.0


class Stopwatch:
    """Times each report from its sending to its arrival, on this process's one clock."""

    def __init__(self) -> None:
        self._sent_s: dict[tuple[str, int], float] = {}
        self.took_ms: list[float] = []

    def sent(self, student: str, seq: int) -> None:
        """Note that a report leaves now."""
        self._sent_s[student, seq] = time.perf_counter()

    def arrived(self, rows: list[list[object]]) -> None:
        """Note that a board's frame is here."""
        now_s = time.perf_counter()
        self.took_ms += [(now_s - self._sent_s[str(row[0]), int(str(row[1]))]) * 1000 for row in rows]


def attend(student: Client, watch: Stopwatch) -> None:
    """Send one student's reports at random times."""
    name = student.joined()["student"]
    for seq in range(1, REPORTS_EACH + 1):
        time.sleep(random.expovariate(1 / MEAN_PAUSE_S))
        watch.sent(name, seq)
        message = report(seq, ("focused", "confused")[seq % 2])
        student.socket.emit("report", message)


def measure(url: str) -> list[float]:
    """Return the milliseconds of every report of one lesson."""
    clients, watch = Clients(url), Stopwatch()
    room = clients.room()
    board: socketio.Client = clients.teacher(room).socket
    board.on("reports", watch.arrived)
    students = [clients.student(room) for _ in range(STUDENTS)]
    threads = [threading.Thread(target=attend, args=(student, watch)) for student in students]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    time.sleep(1)
    clients.close_all()
    return watch.took_ms


def main() -> None:
    """Print p50, p95 and p99, beside the tick that is part of them."""
    with serve() as server:
        took_ms = measure(server.url)
    cuts = statistics.quantiles(took_ms, n=100)
    arrived = f"{len(took_ms)} of {STUDENTS * REPORTS_EACH} reports arrived"
    print(f"report to board, {STUDENTS} students in one room, {arrived}, a tick of 100 ms included")
    print(
        f"p50 {cuts[49]:.0f} ms   p95 {cuts[94]:.0f} ms   p99 {cuts[98]:.0f} ms   max {max(took_ms):.0f} ms"
    )


if __name__ == "__main__":
    main()

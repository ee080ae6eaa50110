"""One run: a real relay, a lesson on it, and strangers from a process of their own."""

from __future__ import annotations

import multiprocessing
import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import requests

from backend.rooms.codes import new_room
from benchmarks.bench.relays.meters import memory_kb
from benchmarks.fuzz.findings import Findings, Sample
from benchmarks.fuzz.lesson import Lesson
from benchmarks.fuzz.strangers import attack
from tests.backend.clients import HEAR_WITHIN_S, Clients, token_of
from tests.serving import GREETING_LINES, Server, serve

SAMPLE_EVERY_S = 0.5
# Longer than a connection may be silent, however busy the machine.
SETTLED_WITHIN_S = 60.0
_REFUSED = re.compile(r'readroom_refused_total\{error="(\w+)",where="\w+"\} (\d+)')
_NAMES = (
    "<script>alert(1)</script>",
    "\u202ecod.exe",
    "\u200b",
    "x" * 10_000,
    "a" + "\u0301" * 100,
    "a" + "\u0316\u0301" * 1300,
    "\ud800",
    7,
    None,
)
_TOKENS: tuple[Any, ...] = ("", "x" * 9000, None, "\udcff", [[]])


def fuzz(mode: str, messages: int, seed: int) -> Findings:
    """Let strangers send so many messages to a relay of this mode while a lesson goes on."""
    options = ("--async-mode", mode, "--metrics", "yes", "--trust-proxy", "yes")
    with serve(*options) as server:
        clients = Clients(server.url)
        lesson = Lesson(clients)
        files_before = open_files(server)
        began_s = time.monotonic()
        with strangers(server.url, auths(clients, lesson), messages, seed) as told:
            sent, memory = watch(server, told)
        took_s = time.monotonic() - began_s
        lesson.end()
        files_after = settled_files(server, files_before)
        memory.append((sent.total(), memory_kb(server.process.pid) * 1024))
        findings = Findings(
            mode=mode,
            sent=sent,
            took_s=took_s,
            exit_status=server.process.poll(),
            log=server.read_output().splitlines()[GREETING_LINES:],
            lesson_s=lesson.took_s,
            lesson_refused=lesson.refused,
            disorder=lesson.disorder(),
            invalid=lesson.invalid(),
            memory=memory,
            files=(files_before, files_after),
            refused=refused(server),
        )
        clients.close_all()
    return findings


def auths(clients: Clients, lesson: Lesson) -> list[Any]:
    """Return ways in: into the lesson, into a room of the strangers' own as either role, and into none."""
    own = clients.room("self", proctoring=False)
    guest = place_left(clients, own)
    code = lesson.room["code"]
    return [
        *({"role": "student", "code": code, "name": name} for name in _NAMES),
        *[{"role": "student", "code": code, "name": "A stranger"}] * 8,
        *[{"role": "teacher", "token": token_of(own)}] * 8,
        *[{"role": "student", "code": own["code"], "resume": guest["resume"]}] * 4,
        {"role": "student", "code": code, "resume": guest["resume"]},
        {"role": "student", "code": new_room("labels").code, "name": None},
        {"role": "teacher", "token": token_of(lesson.room)[:-1]},
        *({"role": "teacher", "token": token} for token in _TOKENS),
        *(
            {"role": "student", "code": wrong, "name": None}
            for wrong in ("07QM4-F2P9J", "\u202e", None, 1e300, "0" * 9000)
        ),
        *({}, [], None, 7, "x", {"role": "admin"}, {"role": {"role": {}}}, {"role": "student", "token": 1}),
    ]


def place_left(clients: Clients, room: dict[str, Any]) -> Any:
    """Join a room, leave it, and return what the relay said: whoever takes the place is in it alone."""
    guest = clients.student(room)
    guest.socket.disconnect()
    return guest.joined()


@contextmanager
def strangers(url: str, ways_in: list[Any], messages: int, seed: int) -> Iterator[Connection]:
    """Run the strangers' process; what it tells can be read from the connection."""
    # Not a fork: this process has the lesson's threads.
    spawn = multiprocessing.get_context("spawn")
    hear, tell = spawn.Pipe(duplex=False)
    process = spawn.Process(target=attack, args=(url, ways_in, messages, seed, tell), daemon=True)
    process.start()
    tell.close()
    try:
        yield hear
    finally:
        process.terminate()
        process.join()


def watch(server: Server, told: Connection) -> tuple[Counter[str], list[Sample]]:
    """Return what was sent in the end, and the relay's memory along the way."""
    sent, due_s = Counter[str](), 0.0
    samples: list[Sample] = []
    while (now := told.recv()) is not None:
        sent = now
        if time.monotonic() >= due_s:
            due_s = time.monotonic() + SAMPLE_EVERY_S
            samples.append((sent.total(), memory_kb(server.process.pid) * 1024))
    return sent, samples


def open_files(server: Server) -> int:
    """Return how many descriptors the relay holds."""
    return len(list(Path(f"/proc/{server.process.pid}/fd").iterdir()))


def settled_files(server: Server, before: int) -> int:
    """Return how many it holds once all strangers are gone, or when that takes too long."""
    deadline_s = time.monotonic() + SETTLED_WITHIN_S
    while (now := open_files(server)) > before and time.monotonic() < deadline_s:
        time.sleep(0.2)
    return now


def refused(server: Server) -> dict[str, int]:
    """Return what the relay says it refused, by the wire's word for why."""
    text = requests.get(f"{server.url}/metrics", timeout=HEAR_WITHIN_S).text
    counts = Counter[str]()
    for error, count in _REFUSED.findall(text):
        counts[error] += int(float(count))
    return dict(counts)

"""A library while a school watches: `python -m benchmarks.bench.library [--viewers 200] [--rates 100,300]`.

Viewers read one lesson by ranges, each at a lecture's bit rate, while contributions arrive at a steady rate,
whether or not earlier ones have been answered: what waits in the load counts as waiting. The load is a
process of its own. With `--nginx` everything comes through nginx with the shipped files, which sends the
lesson by itself (X-Accel-Redirect).
"""

from __future__ import annotations

import argparse
import http.client
import json
import multiprocessing
import os
import secrets
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

from benchmarks.bench.relays.meters import cpu_model
from library.watching.tickets import Tickets
from tests.library.teacher import MP4
from tests.programs import find_program, free_port, run_postgresql, run_program
from tests.serving import REPOSITORY, serve

SECRET = "a secret key of this bench"
SECONDS = 15.0
LESSON_MINUTES = 60
FILE_BYTES = 64 * 1024 * 1024
PIECE_BYTES = 8 * 1024 * 1024
# A lecture of 1 Mbit/s, read two seconds at a time.
READ_BYTES, READ_EVERY_S = 256 * 1024, 2.0
CONNECTIONS = 48
DEPLOY = REPOSITORY / "deploy"
WITHIN_S = 60.0


def make_lesson(url: str) -> str:
    """Make, upload and publish a lesson; return its id."""
    wanted: dict[str, str] = {"title": "Bench", "policy": "labels"}
    made = requests.post(f"{url}/library/api/courses", json=wanted, timeout=WITHIN_S).json()
    teacher = {"Authorization": f"Readroom {made['token']}"}
    api = f"{url}/library/api/lessons"
    facts: dict[str, str | int] = {"title": "Bench", "duration_ms": LESSON_MINUTES * 60_000}
    lesson = str(requests.post(api, json=facts, headers=teacher, timeout=WITHIN_S).json()["id"])
    whole = MP4 + bytes(FILE_BYTES - len(MP4))
    for start in [*range(0, FILE_BYTES, PIECE_BYTES), None]:
        where = "*" if start is None else f"{start}-{start + PIECE_BYTES - 1}"
        headers = {**teacher, "Content-Range": f"bytes {where}/{FILE_BYTES}", "Content-Type": "video/mp4"}
        piece = b"" if start is None else whole[start : start + PIECE_BYTES]
        answer = requests.put(f"{api}/{lesson}/media", data=piece, headers=headers, timeout=WITHIN_S)
        answer.raise_for_status()
    requests.patch(f"{api}/{lesson}", json={"published": True}, headers=teacher, timeout=WITHIN_S)
    return lesson


def watch(url: str, lesson: str, until_s: float, at: int, late: list[float]) -> None:
    """Read the lesson as one viewer does; note how late each part was."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=WITHIN_S)
    time.sleep(secrets.randbelow(1000) / 1000 * READ_EVERY_S)
    start = at * READ_BYTES % FILE_BYTES
    while (began_s := time.monotonic()) < until_s:
        headers = {"Range": f"bytes={start}-{start + READ_BYTES - 1}"}
        connection.request("GET", f"/library/media/{lesson}", headers=headers)
        connection.getresponse().read()
        late.append(time.monotonic() - began_s)
        start = (start + READ_BYTES) % FILE_BYTES
        time.sleep(max(0.0, began_s + READ_EVERY_S - time.monotonic()))


def contribute(
    url: str, lesson: str, turns: Iterator[tuple[float, str]], found: list[tuple[int, float]]
) -> None:
    """Send what is due, and note what was answered and how long after it was due."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=WITHIN_S)
    path = f"/library/api/lessons/{lesson}/contributions"
    for due_s, body in turns:
        time.sleep(max(0.0, due_s - time.monotonic()))
        connection.request("POST", path, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        found.append((answer.status, time.monotonic() - due_s))


def load(url: str, lesson: str, rate: float, viewers: int, results: Any) -> None:
    """Put one rate on the library, and give back what came of it."""
    tickets, lock = Tickets(SECRET), threading.Lock()
    began_s = time.monotonic() + 1.0

    def plan() -> Iterator[tuple[float, str]]:
        for number in range(int(rate * SECONDS)):
            first = number % 50 * 12
            message = {
                "ticket": tickets.issue(lesson),
                "seq": 1,
                "runs": [[first, first + 8, "focused"], [first + 8, first + 12, "confused"]],
                "again": [[first, first + 2]],
                "marks": [[first + 8, "lost"]] if number % 10 == 0 else [],
            }
            yield began_s + number / rate, json.dumps(message)

    planned = plan()

    def turns() -> Iterator[tuple[float, str]]:
        while True:
            with lock:
                turn = next(planned, None)
            if turn is None:
                return
            yield turn

    found: list[tuple[int, float]] = []
    late: list[float] = []
    threads = [
        threading.Thread(target=watch, args=(url, lesson, began_s + SECONDS, at, late))
        for at in range(viewers)
    ]
    threads += [
        threading.Thread(target=contribute, args=(url, lesson, turns(), found)) for _ in range(CONNECTIONS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    results.put((found, late, time.monotonic() - began_s))


def percentile(values: list[float], share: float) -> float:
    """Return the value that a share of all values stays below."""
    return statistics.quantiles(values, n=1000)[int(share * 1000) - 1]


@contextmanager
def running(database: str | None, *, by_nginx: bool) -> Iterator[str]:
    """Run a library without limits of addresses: here all come from one."""
    # nginx gives its rights away, and reads the lessons as somebody else.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        options = ["--data", str(folder / "data"), "--upload-gib", "1", "--address-limits", "no"]
        options += ["--secret-key", SECRET, *([] if database is None else ["--database", database])]
        options += ["--accel", "yes"] if by_nginx else []
        with serve(*options, module="library") as server:
            url = server.url.removesuffix("/library")
            with nginx_before(url, folder) if by_nginx else nullcontext(url) as public:
                yield public


@contextmanager
def nginx_before(url: str, folder: Path) -> Iterator[str]:
    """Run an nginx with the shipped files of the library, without TLS; return its address."""
    port, own = free_port(), urlsplit(url).netloc
    upstream = (DEPLOY / "nginx_library_upstream.conf").read_text(encoding="utf-8")
    locations = (DEPLOY / "nginx_library.conf").read_text(encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    file = folder / "nginx.conf"
    file.write_text(
        f"{user} daemon off; pid {folder}/nginx.pid; worker_processes 1;\n"
        "events { worker_connections 2048; }\n"
        f"http {{ access_log off; sendfile on; client_body_temp_path {folder}/body; "
        f"proxy_temp_path {folder}/proxy;\n"
        f"{upstream.replace('127.0.0.1:5100', own)}\n"
        f"server {{ listen 127.0.0.1:{port}; proxy_set_header Host $host:{port};\n"
        f"{locations.replace('/var/lib/readroom-library', str(folder / 'data'))}\n}} }}\n",
        encoding="utf-8",
    )
    command = [find_program("nginx"), "-e", "stderr", "-c", str(file)]
    with run_program(command, port, folder):
        yield f"http://127.0.0.1:{port}"


def main() -> None:
    """Print a line for each database and rate."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--viewers", type=int, default=200)
    parser.add_argument("--rates", default="100,300,600,1200")
    parser.add_argument("--nginx", action="store_true")
    asked = parser.parse_args()
    by = " through nginx" if asked.nginx else ""
    viewers = f"{asked.viewers} viewers of one lesson{by}"
    print(f"{cpu_model()}, {viewers}, {SECONDS:.0f} s a rate, load {os.getloadavg()[0]:.0f}")
    for name in ("SQLite", "PostgreSQL"):
        with (
            nullcontext(None) if name == "SQLite" else run_postgresql() as database,
            running(database, by_nginx=asked.nginx) as url,
        ):
            lesson = make_lesson(url)
            for rate in map(float, asked.rates.split(",")):
                results: Any = multiprocessing.Queue()
                process = multiprocessing.Process(
                    target=load, args=(url, lesson, rate, asked.viewers, results)
                )
                process.start()
                found, late, took_s = results.get()
                process.join()
                waits_s = [wait_s for _, wait_s in found]
                refused = sum(status != 200 for status, _ in found)
                parts = f"parts p99 {percentile(late, 0.99) * 1000:.0f} ms" if late else "nobody watching"
                middle_ms, late_ms = (percentile(waits_s, share) * 1000 for share in (0.5, 0.99))
                print(
                    f"{name:>10}, {rate:5.0f}/s asked: {len(found) / took_s:5.0f}/s answered, "
                    f"{refused} refused, p50 {middle_ms:.0f} ms, p99 {late_ms:.0f} ms; {parts}",
                    flush=True,
                )


if __name__ == "__main__":
    main()

"""A library that is killed: `python -m benchmarks.bench.hosted.kills [--kills 20] [--database sqlite]`.

Viewers of several lessons tell what they have seen, one after another in each lesson, while a file arrives;
then every process of the library gets a SIGKILL at a random moment. Afterwards each lesson has to hold every
five whose fifth was answered, and no sum of fewer; and the upload every byte that was answered. At last the
file is finished and compared.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import tempfile
import threading
import time
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from benchmarks.bench.relays.meters import cpu_model
from library.watching.tickets import Tickets
from tests.library.teacher import MP4
from tests.programs import run_postgresql
from tests.serving import Server, serve

SECRET = "a secret key of this bench"
LESSONS = 6
PEOPLE = 5
PIECE_BYTES = 1024 * 1024
WHOLE = MP4 + random.Random(1).randbytes(256 * PIECE_BYTES - len(MP4))
WITHIN_S = 60.0
KILLED_WITHIN_S = 1.5
FACTS: dict[str, str | int] = {"title": "Bench", "duration_ms": 60_000}


@dataclass
class Told:
    """What one lesson's viewers have been answered, and what its upload has."""

    lesson: str
    answered: int = 0
    bytes: int = 0
    known: int = 0


@dataclass
class Found:
    """What came of all kills."""

    answered: int = 0
    epochs_lost: int = 0
    small_sums: int = 0
    bytes_lost: int = 0
    in_the_middle: list[int] = field(default_factory=list)


def kill(server: Server) -> None:
    """Kill the library with all its processes, none of which can do anything about it."""
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text()
    for child in children.split():
        os.kill(int(child), signal.SIGKILL)
    server.process.kill()
    server.process.wait(WITHIN_S)


def tell(api: str, told: Told, is_over: threading.Event) -> None:
    """Send one viewer after another, each with a ticket of their own, until the line breaks."""
    tickets, session = Tickets(SECRET), requests.Session()
    while not is_over.is_set():
        said: Any = {
            "ticket": tickets.issue(told.lesson),
            "seq": 1,
            "runs": [[0, 1, None]],
            "again": [],
            "marks": [],
        }
        try:
            answer = session.post(f"{api}/{told.lesson}/contributions", json=said, timeout=WITHIN_S)
        except requests.RequestException:
            return
        told.answered += answer.status_code == 200


def upload(api: str, teacher: dict[str, str], told: Told, is_over: threading.Event) -> None:
    """Send pieces from where the library is, until the line breaks."""
    session = requests.Session()
    while not is_over.is_set() and told.bytes < len(WHOLE):
        stop = min(told.bytes + PIECE_BYTES, len(WHOLE))
        where = {"Content-Range": f"bytes {told.bytes}-{stop - 1}/{len(WHOLE)}", "Content-Type": "video/mp4"}
        piece = WHOLE[told.bytes : stop]
        try:
            answer = session.put(
                f"{api}/{told.lesson}/media", data=piece, headers={**teacher, **where}, timeout=WITHIN_S
            )
        except requests.RequestException:
            return
        if answer.status_code != 200:
            return
        told.bytes = stop


def one_life(options: list[str], teacher: dict[str, str], all_told: list[Told], found: Found) -> None:
    """Run the library, see what it kept of the life before, and kill it amid everything."""
    with serve(*options, module="library") as server:
        api = f"{server.url}/api/lessons"
        look(api, teacher, all_told, found)
        is_over = threading.Event()
        uploads = all_told[0]
        threads = [threading.Thread(target=upload, args=(api, teacher, uploads, is_over))]
        threads += [threading.Thread(target=tell, args=(api, told, is_over)) for told in all_told[1:]]
        for thread in threads:
            thread.start()
        time.sleep(0.3 + random.random() * KILLED_WITHIN_S)
        kill(server)
        is_over.set()
        for thread in threads:
            thread.join()


def look(api: str, teacher: dict[str, str], all_told: list[Told], found: Found) -> None:
    """Compare what is there with what was answered."""
    head = requests.head(f"{api}/{all_told[0].lesson}/media", headers=teacher, timeout=WITHIN_S)
    offset = int(head.headers["Upload-Offset"])
    found.bytes_lost += max(0, all_told[0].bytes - offset)
    all_told[0].bytes = offset
    for told in all_told[1:]:
        curve = requests.get(f"{api}/{told.lesson}/curve", headers=teacher, timeout=WITHIN_S).json()
        now = curve["sums"].get("first", [0])[0]
        kept = now - told.known
        # The fifth of the last five may be on the disk though its answer never came.
        least = told.answered // PEOPLE * PEOPLE
        found.epochs_lost += max(0, least - kept) // PEOPLE
        found.small_sums += now % PEOPLE != 0
        found.in_the_middle.append(told.answered % PEOPLE)
        found.answered += told.answered
        told.known, told.answered = now, 0


def finish(options: list[str], teacher: dict[str, str], told: Told) -> bool:
    """Upload what is left; return whether the library has the very bytes."""
    with serve(*options, module="library") as server:
        api = f"{server.url}/api/lessons"
        upload(api, teacher, told, threading.Event())
        end = {**teacher, "Content-Range": f"bytes */{len(WHOLE)}", "Content-Type": "video/mp4"}
        answer = requests.put(f"{api}/{told.lesson}/media", headers=end, timeout=WITHIN_S)
        return bool(answer.json().get("sha256") == hashlib.sha256(WHOLE).hexdigest())


def make(options: list[str]) -> tuple[dict[str, str], list[Told]]:
    """Make a course, a lesson to upload, and published lessons that people watch."""
    with serve(*options, module="library") as server:
        api = f"{server.url}/api"
        wanted = {"title": "Bench", "policy": "self"}
        token = requests.post(f"{api}/courses", json=wanted, timeout=WITHIN_S).json()["token"]
        teacher = {"Authorization": f"Readroom {token}"}
        all_told = []
        for place in range(1 + LESSONS):
            made = requests.post(f"{api}/lessons", json=FACTS, headers=teacher, timeout=WITHIN_S).json()
            all_told.append(Told(made["id"]))
            if place > 0:
                put_small(f"{api}/lessons/{made['id']}", teacher)
        return teacher, all_told


def put_small(lesson: str, teacher: dict[str, str]) -> None:
    """Upload and publish the shortest file."""
    for data, where in ((MP4, f"0-{len(MP4) - 1}"), (b"", "*")):
        headers = {**teacher, "Content-Range": f"bytes {where}/{len(MP4)}", "Content-Type": "video/mp4"}
        requests.put(f"{lesson}/media", data=data, headers=headers, timeout=WITHIN_S).raise_for_status()
    requests.patch(lesson, json={"published": True}, headers=teacher, timeout=WITHIN_S).raise_for_status()


def main() -> None:
    """Kill a library again and again, and print what it lost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    asked = parser.parse_args()
    server = run_postgresql() if asked.database == "postgresql" else nullcontext(None)
    with server as database, tempfile.TemporaryDirectory() as folder:
        options = ["--data", folder, "--upload-gib", "1", "--address-limits", "no", "--secret-key", SECRET]
        options += [] if database is None else ["--database", database]
        teacher, all_told = make(options)
        found = Found()
        for _ in range(asked.kills):
            one_life(options, teacher, all_told, found)
        with serve(*options, module="library") as last:
            look(f"{last.url}/api/lessons", teacher, all_told, found)
        is_whole = finish(options, teacher, all_told[0])
    load, waited = os.getloadavg()[0], sum(found.in_the_middle)
    whole = "right" if is_whole else "WRONG"
    print(f"{cpu_model()}, {asked.database}, {asked.kills} kills (SIGKILL), load {load:.0f}")
    print(f"  {found.answered} contributions answered, {waited} of which waited for a fifth and are gone")
    print(f"  {found.epochs_lost} answered fives lost, {found.small_sums} sums of fewer on the disk")
    print(f"  {found.bytes_lost} answered bytes of an upload lost, the whole file is {whole}")


if __name__ == "__main__":
    main()

"""The relays that are compared: how each is started, and how its rooms are named."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from benchmarks.bench.relays.crowd import Place
from tests.programs import free_port

REPOSITORY = Path(__file__).parents[3]
START_WITHIN_S = 20.0
SERVER_CORE = 0
CROWD_CORE = 1


@dataclass(frozen=True)
class Contestant:
    """One relay: its command, given a port, and its rooms, given its address and how many."""

    name: str
    command: Callable[[int], Sequence[str]]
    places: Callable[[str, int], list[Place]]
    is_acknowledged: bool


def _module(name: str, *options: str) -> Callable[[int], Sequence[str]]:
    return lambda port: [sys.executable, "-m", name, *(option.format(port=port) for option in options)]


def _node(port: int) -> Sequence[str]:
    return ["node", str(Path(__file__).parent / "node.mjs"), str(port)]


def _plain_places(_url: str, count: int) -> list[Place]:
    codes = [f"room-{number}" for number in range(count)]
    return [Place({"role": "student", "code": code}, {"role": "teacher", "code": code}) for code in codes]


def readroom_places(url: str, count: int) -> list[Place]:
    """Make rooms as the start page does."""
    return [_place(requests.post(f"{url}/rooms", json={"policy": "labels"}, timeout=5)) for _ in range(count)]


def _place(answer: requests.Response) -> Place:
    made = answer.json()
    token = str(made["teacher_url"]).partition("#")[2]
    student: dict[str, object] = {"role": "student", "code": made["code"], "name": None}
    return Place(student, {"role": "teacher", "token": token})


def _readroom(mode: str, module: str = "benchmarks.bench.relays.readroom") -> Contestant:
    command = _module(module, "--port", "{port}", "--address-limits", "no", "--async-mode", mode)
    return Contestant(f"Readroom, {mode}", command, readroom_places, is_acknowledged=True)


NAIVE = Contestant(
    "naive", _module("benchmarks.bench.relays.naive", "{port}"), _plain_places, is_acknowledged=False
)
EVENTLET = _readroom("eventlet")
GEVENT = _readroom("gevent")
NODE = Contestant("Node socket.io", _node, _plain_places, is_acknowledged=True)


@contextmanager
def running(contestant: Contestant) -> Iterator[tuple[str, int]]:
    """Run a relay on its own core; yield its address and its process id."""
    port = free_port()
    core = SERVER_CORE
    process = subprocess.Popen(
        contestant.command(port),
        cwd=REPOSITORY,
        stdout=subprocess.DEVNULL,
        env={key: value for key, value in os.environ.items() if not key.startswith("READROOM_")},
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),  # no thread runs yet
    )
    try:
        _await_port(port, process)
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.kill()
        process.wait()


def _await_port(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline_s = time.monotonic() + START_WITHIN_S
    while time.monotonic() < deadline_s and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError("the relay did not start")

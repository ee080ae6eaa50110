"""The system's programs that tests run for real: a Redis, a PostgreSQL, an nginx of their own."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tools.programs import which_program

READY_WITHIN_S = 60.0
STOP_WITHIN_S = 20.0

# Below what the system gives to outgoing connections: no test that runs beside takes one by chance.
PORTS = range(20_000, 32_000)


def find_program(name: str) -> str:
    """Return a program's path; skip the test where the machine does not have it."""
    path = which_program(name)
    if path is None:
        pytest.skip(f"{name} is not installed here; as root, `make test` installs it on Debian")
    return path


def free_port() -> int:
    """Return a port that was free a moment ago, for programs that cannot choose one themselves."""
    while True:
        port = random.SystemRandom().choice(PORTS)
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        return port


@contextmanager
def run_program(command: list[str], port: int, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program that listens on a port, in a folder of its own, until the block ends."""
    log = folder / "program.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
    try:
        _wait_until_open(process, port, log)
        yield process
    finally:
        process.terminate()
        process.wait(STOP_WITHIN_S)


def _wait_until_open(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline_s = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline_s and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError(f"{process.args!r} does not listen:\n{log.read_text(errors='replace')}")


def _wait_until_said(log: Path, words: str) -> None:
    """Wait for what a program says once it answers, which may be long after it listens."""
    deadline_s = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline_s:
        if words in log.read_text(errors="replace"):
            return
        time.sleep(0.02)
    raise AssertionError(f"{words!r} was never said:\n{log.read_text(errors='replace')}")


@contextmanager
def run_redis(folder: Path, port: int) -> Iterator[str]:
    """Run a Redis that keeps nothing, and return its address."""
    program = find_program("redis-server")
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with run_program([program, *options], port, folder):
        yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def run_postgresql() -> Iterator[str]:
    """Run a PostgreSQL in a folder of its own, and return the address of its database."""
    initdb, postgres = find_program("initdb"), find_program("postgres")
    port = free_port()
    # Not pytest's own folder, in which no other user may look; and PostgreSQL refuses to run as root.
    with tempfile.TemporaryDirectory(prefix="readroom-postgresql-") as name:
        folder = Path(name)
        other = (
            ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        )
        if other:
            shutil.chown(folder, "postgres", "postgres")
        data = folder / "data"
        made = [
            initdb,
            "--pgdata",
            str(data),
            "--auth=trust",
            "--username=readroom",
            "--no-sync",
            "--encoding=UTF8",
        ]
        subprocess.run([*other, *made, "--locale=C"], check=True, capture_output=True, cwd="/")
        settings = ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}"]
        with run_program([*other, postgres, "-D", str(data), "-p", str(port), *settings], port, folder):
            _wait_until_said(folder / "program.log", "ready to accept connections")
            yield f"postgresql://readroom@127.0.0.1:{port}/postgres"

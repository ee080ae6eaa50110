"""Standard output: a server whose output nobody reads serves all the same, and stops when told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import requests

from tests.programs import free_port
from tests.serving import REPOSITORY

LOOPS = ("eventlet", "gevent")
SERVES_WITHIN_S = 60.0
STOPS_WITHIN_S = 10.0


@contextmanager
def full_disk() -> Iterator[int]:
    fd = os.open("/dev/full", os.O_WRONLY)
    yield fd
    os.close(fd)


@contextmanager
def unread_pipe() -> Iterator[int]:
    """A pipe that is full, with a reader who does not read."""
    reader, fd = os.pipe()
    os.set_blocking(fd, False)
    try:
        while True:
            os.write(fd, b"x" * 1000)
    except BlockingIOError:
        os.set_blocking(fd, True)
    yield fd
    os.close(fd)
    os.close(reader)


@contextmanager
def left_pipe() -> Iterator[int]:
    """A pipe whose reader has gone."""
    reader, fd = os.pipe()
    os.close(reader)
    yield fd
    os.close(fd)


# Each with the format of the log that is written there at the start.
DEAF = [(full_disk, "text"), (unread_pipe, "text"), (left_pipe, "text"), (unread_pipe, "json")]


def command(loop: str, port: int, *options: str) -> list[str]:
    return [sys.executable, "-m", "backend", "--async-mode", loop, "--port", str(port), *options]


def environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("READROOM_")}


def wait_for_answer(process: subprocess.Popen[bytes], port: int) -> None:
    until_s = time.monotonic() + SERVES_WITHIN_S
    while True:
        try:
            assert requests.get(f"http://127.0.0.1:{port}/healthz", timeout=SERVES_WITHIN_S).ok
            return
        except requests.ConnectionError:
            assert process.poll() is None, "it ended"
            assert time.monotonic() < until_s, "it does not answer"
            time.sleep(0.05)


@pytest.mark.parametrize("loop", LOOPS)
def test_a_start_that_nobody_can_hear_serves_and_stops(loop: str) -> None:
    """Words for a person go to the output, a log of JSON to the errors."""
    with ExitStack() as stack:
        started = [
            (start(loop, port, stack.enter_context(deaf()), log_format), port)
            for port, (deaf, log_format) in zip(free_ports(), DEAF, strict=True)
        ]
        for process, port in started:
            stack.callback(process.kill)
            wait_for_answer(process, port)
        for process, _ in started:
            process.send_signal(signal.SIGTERM)
        assert [process.wait(STOPS_WITHIN_S) for process, _ in started] == [0] * len(started)


def free_ports() -> list[int]:
    return [free_port() for _ in DEAF]


def start(loop: str, port: int, deaf: int, log_format: str) -> subprocess.Popen[bytes]:
    asked = command(loop, port, "--log-format", log_format)
    return subprocess.Popen(asked, cwd=REPOSITORY, env=environment(), stdout=deaf, stderr=deaf)


@pytest.mark.parametrize("loop", LOOPS)
def test_a_start_without_standard_files_serves_and_writes_into_no_socket(loop: str) -> None:
    """What is opened next would get their numbers."""
    port = free_port()
    shell = ["sh", "-c", 'exec "$0" "$@" <&- >&- 2>&-', *command(loop, port, "--log-format", "json")]
    process = subprocess.Popen(shell, cwd=REPOSITORY, env=environment())
    try:
        wait_for_answer(process, port)
        files = [str(Path(f"/proc/{process.pid}/fd/{number}").readlink()) for number in range(3)]
        assert files == [os.devnull] * 3
        process.send_signal(signal.SIGTERM)
        assert process.wait(STOPS_WITHIN_S) == 0
    finally:
        process.kill()


FAULTS = """
import backend.server.monkey_patch
import os, sys
from backend.common.logs import SERVER_LOG, set_up_logs
set_up_logs("text")
for number in range(5_000):
    SERVER_LOG.error("fault %d", number)
os.write(int(sys.argv[1]), b"done")
"""


@pytest.mark.parametrize("loop", LOOPS)
def test_faults_that_nobody_reads_hold_nothing_up_and_take_no_room(loop: str) -> None:
    hear, tell = os.pipe()
    with unread_pipe() as fd:
        asked = [sys.executable, "-c", FAULTS, str(tell)]
        variables = environment() | {"READROOM_ASYNC_MODE": loop}
        process = subprocess.Popen(asked, cwd=REPOSITORY, env=variables, stderr=fd, pass_fds=[tell])
        os.close(tell)
        assert os.read(hear, 100) == b"done"
        assert process.wait(STOPS_WITHIN_S) == 0
    os.close(hear)


def test_words_that_are_read_come_whole_and_in_order(tmp_path: Path) -> None:
    said = tmp_path / "said"
    words = "import backend.server.monkey_patch\nfor number in range(400): print('line', number)"
    with said.open("wb") as file:
        subprocess.run([sys.executable, "-c", words], cwd=REPOSITORY, stdout=file, check=True)
    assert said.read_text().splitlines() == [f"line {number}" for number in range(400)]


def test_the_help_is_whole_however_slowly_it_is_read() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "backend", "--help"], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True
    )
    said, _ = process.communicate(timeout=SERVES_WITHIN_S)
    assert said.rstrip().endswith("READROOM_DEV")

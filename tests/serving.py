"""Servers for tests: each a real process on a free port, stopped by its process id."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

# The relay in each way it can run, by the options that make it so.
MODES: Mapping[str, tuple[str, ...]] = {
    "eventlet": (),
    "gevent": ("--async-mode", "gevent"),
    "plain": ("--fast-path", "no"),
}

# What a server says when it starts; what comes after is its log.
GREETING_LINES = 6
REPOSITORY = Path(__file__).parent.parent
START_WITHIN_S = 60.0
STOP_WITHIN_S = 20.0
_ADDRESS = re.compile(r"https?://[^\s\"]+?(?=/?(?:$|\"))", re.MULTILINE)


@dataclass(frozen=True)
class Server:
    """A running server: its address, its process and all it has written so far."""

    url: str
    process: subprocess.Popen[bytes]
    output: IO[bytes]

    def read_output(self) -> str:
        """Return everything the process has written, both streams."""
        return _text(self.output)

    def stop(self) -> int:
        """Ask the process to stop and return its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOP_WITHIN_S)


@contextmanager
def serve(
    *options: str,
    overrides: Mapping[str, Path] | None = None,
    variables: Mapping[str, str] | None = None,
    repository: Path = REPOSITORY,
    module: str = "backend",
    prefix: Sequence[str] = (),
) -> Iterator[Server]:
    """Run `python -m backend`, or another module, with these options on a free port until the block ends.

    `overrides` (URL path -> file served in its place) need tests/serving_overrides.py instead, which is the
    same server otherwise: no option of the real one can do that. `prefix` runs its command.
    """
    replaced = [f"--override={path}={file}" for path, file in (overrides or {}).items()]
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [
                *prefix,
                sys.executable,
                "-m",
                "tests.serving_overrides" if overrides else module,
                *replaced,
                "--port",
                "0",
                *options,
            ],
            cwd=repository,
            env=_environment(variables or {}),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield Server(_wait_for_address(process, output), process, output)
        finally:
            _end(process)


def _environment(variables: Mapping[str, str]) -> dict[str, str]:
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("READROOM_")}
    return inherited | dict(variables)


def _wait_for_address(process: subprocess.Popen[bytes], output: IO[bytes]) -> str:
    deadline_s = time.monotonic() + START_WITHIN_S
    while time.monotonic() < deadline_s:
        found = _ADDRESS.search(_text(output))
        if found:
            return found[0]
        if process.poll() is not None:
            break
        time.sleep(0.02)
    raise AssertionError(f"The server did not start:\n{_text(output)}")


def _text(output: IO[bytes]) -> str:
    """Read from the start without moving the offset, which the process writes at."""
    return os.pread(output.fileno(), os.fstat(output.fileno()).st_size, 0).decode("utf-8", "replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

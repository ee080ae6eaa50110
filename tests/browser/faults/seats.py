"""Many students at once: the student page's own seats, without their pages, in one Node process."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser.classroom import Room
from tests.browser.faults.timelines import Timeline
from tools.node import find_node

SCRIPT = Path(__file__).parent / "seats.js"
JOIN_WITHIN_S = 30.0


class Seats:
    """The seats of one room."""

    def __init__(self, process: subprocess.Popen[str], count: int) -> None:
        self._process = process
        self._count = count

    def label(self, times: int = 1) -> None:
        """Let every student's label change."""
        for _ in range(times):
            self._ask("label")

    def journals(self) -> dict[str, Timeline]:
        """Return each student's own transitions, by name."""
        return dict(self._ask("journals"))

    def tried_at_ms(self) -> list[int]:
        """Return when each student who lost the line last tried for it."""
        return list(self._ask("tried"))

    def wait_online(self, count: int | None = None) -> None:
        """Wait until that many have a line; all, where nothing is said."""
        deadline_s = time.monotonic() + JOIN_WITHIN_S
        wanted = self._count if count is None else count
        while (online := self._ask("online")) != wanted:
            assert time.monotonic() < deadline_s, f"{online} of {self._count} online, not {wanted}"
            time.sleep(0.02)

    def _ask(self, command: str) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(command, file=self._process.stdin, flush=True)
        return json.loads(self._process.stdout.readline())


@contextmanager
def seats(room: Room, url: str, count: int, certificate: Path | None = None) -> Iterator[Seats]:
    """Let so many students take part until the block ends; `certificate` is one to believe in."""
    process = subprocess.Popen(
        [find_node(), SCRIPT, url, room.code, str(count)],
        env=os.environ if certificate is None else {**os.environ, "NODE_EXTRA_CA_CERTS": str(certificate)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        joined = Seats(process, count)
        joined.wait_online()
        yield joined
    finally:
        process.kill()
        process.communicate()

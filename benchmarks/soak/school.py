"""The school of a soak: rooms on one relay, and the process in which everybody comes and goes."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser.classroom import create_room
from tools.node import find_node

SCRIPT = Path(__file__).parent / "churn.js"


class School:
    """Everybody, told what to do a command at a time."""

    def __init__(self, process: subprocess.Popen[str], url: str, rooms: int) -> None:
        self._process = process
        made = [create_room(url) for _ in range(rooms)]
        self._say(
            json.dumps([{"code": room.code, "token": room.teacher_url.partition("#")[2]} for room in made])
        )

    def ask(self, command: str) -> Any:
        """Give a command and return its answer."""
        self._say(command)
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        print(line, file=self._process.stdin, flush=True)


@contextmanager
def school(url: str, rooms: int) -> Iterator[School]:
    """Run a school until the block ends."""
    process = subprocess.Popen(
        [find_node(), SCRIPT, url], env=os.environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield School(process, url, rooms)
    finally:
        process.kill()
        process.communicate()

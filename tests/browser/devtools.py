"""Chromium by its own protocol: for a tab that is really hidden (Playwright keeps all visible)."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import requests
import websocket

from tests.browser.chromium import find_chromium
from tests.browser.classroom import ALLOW_CAMERA, FAKE_CAMERA, QUIET

START_WITHIN_S = 20
ANSWER_WITHIN_S = 10


class Tab:
    """One tab, spoken to over its own debugging socket."""

    def __init__(self, socket_url: str) -> None:
        self._socket = websocket.create_connection(socket_url, timeout=ANSWER_WITHIN_S, suppress_origin=True)
        self._count = 0

    def command(self, method: str, **params: Any) -> Any:
        """Send one command and return its result, empty where a page that is just loading gave none."""
        self._count += 1
        self._socket.send(json.dumps({"id": self._count, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._count:
                return answer.get("result", {})

    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression in the page, None where it has none."""
        answer = self.command("Runtime.evaluate", expression=expression, returnByValue=True)
        return answer.get("result", {}).get("value")

    def wait(self, expression: str, within_s: float) -> None:
        """Wait until a JavaScript expression is true."""
        deadline_s = time.monotonic() + within_s
        while not self.evaluate(expression):
            assert time.monotonic() < deadline_s, f"not within {within_s} s: {expression}"
            time.sleep(0.2)

    def click(self, role: str) -> None:
        """Click a handle as soon as it is shown and enabled."""
        handle = f"document.querySelector('[data-role={role}]')"
        self.wait(f"{handle}?.checkVisibility() === true && !{handle}.disabled", ANSWER_WITHIN_S)
        self.evaluate(f"{handle}.click()")


class Chromium:
    """A running Chromium."""

    def __init__(self, address: str, pid: int) -> None:
        self.address = address
        self.pid = pid

    def open(self, url: str) -> Tab:
        """Open a new tab in front of the others, which hides them."""
        opened = requests.put(f"{self.address}/json/new?{quote(url)}", timeout=ANSWER_WITHIN_S).json()
        return Tab(opened["webSocketDebuggerUrl"])


@contextmanager
def chromium(clip: Path | None, profile: Path) -> Iterator[Chromium]:
    """Run Chromium, with a clip for its camera where one is given, until the block ends."""
    camera = [] if clip is None else [*ALLOW_CAMERA, FAKE_CAMERA, f"--use-file-for-fake-video-capture={clip}"]
    process = subprocess.Popen(
        [
            find_chromium(),
            "--headless=new",
            "--no-sandbox",
            "--remote-debugging-port=0",
            f"--user-data-dir={profile}",
            *QUIET,
            *camera,
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Chromium(f"http://127.0.0.1:{_port(profile)}", process.pid)
    finally:
        process.terminate()
        process.wait()


def _port(profile: Path) -> int:
    written = profile / "DevToolsActivePort"
    deadline_s = time.monotonic() + START_WITHIN_S
    while not (written.is_file() and written.read_text(encoding="utf-8")):
        assert time.monotonic() < deadline_s, "Chromium did not start"
        time.sleep(0.1)
    return int(written.read_text(encoding="utf-8").splitlines()[0])

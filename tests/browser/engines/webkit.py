"""WebKitGTK's own small browser, by the driver that comes with it: near to Safari, and not Safari."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.browser.engines.display import display
from tests.browser.engines.page import Engine, Page, worth_hearing
from tests.browser.engines.webdriver import DriverError, WebDriverPage
from tests.programs import find_program, free_port
from tools.programs import find_minibrowser

START_WITHIN_S = 60.0
ANSWER_WITHIN_S = 120.0

ARGUMENTS = ["--automation", "--enable-media-stream=true", "--features=+AllowWebGLInWorkers"]
ENVIRONMENT: Mapping[str, str] = {
    # Software WebGL, as on any machine without a graphics card.
    "LIBGL_ALWAYS_SOFTWARE": "1",
    "WEBKIT_DISABLE_DMABUF_RENDERER": "1",
    # Its sandbox needs rights that containers do not give; the only pages are ours.
    "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
    "LANGUAGE": "en_US",
    "LANG": "en_US.UTF-8",
}
# Method and path by the name of the command.
PATHS: Mapping[str, tuple[str, str]] = {
    "Navigate": ("POST", "url"),
    "Refresh": ("POST", "refresh"),
    "ExecuteScript": ("POST", "execute/sync"),
    "FindElement": ("POST", "element"),
    "ElementClick": ("POST", "element/{id}/click"),
    "PerformActions": ("POST", "actions"),
    "NewWindow": ("POST", "window/new"),
    "SwitchToWindow": ("POST", "window"),
    "GetWindowHandle": ("GET", "window"),
}
# What stage_listener.js wrote down.
READ_COMPLAINTS = """
if (location.href === "about:blank") return [];
return JSON.parse(sessionStorage.getItem("complaints") ?? "[]");
"""


class Session:
    """The line to one browser: WebDriver's own, over HTTP."""

    def __init__(self, address: str, options: Mapping[str, Any]) -> None:
        self._http = requests.Session()
        self._base = f"{address}/session"
        asked = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self._base = f"{self._base}/{self._ask('POST', '', asked)['sessionId']}"

    def command(self, name: str, **params: Any) -> Any:
        """Send one command and return its value."""
        method, path = PATHS[name]
        return self._ask(method, f"/{path.format(**params)}", params)

    def end(self) -> None:
        """Close the browser."""
        self._ask("DELETE", "", {})

    def _ask(self, method: str, path: str, body: Mapping[str, Any]) -> Any:
        sent = body if method == "POST" else None
        answer = self._http.request(method, f"{self._base}{path}", json=sent, timeout=ANSWER_WITHIN_S)
        value = answer.json()["value"]
        if not answer.ok:
            raise DriverError(f"{method} {path}: {value['error']}: {value.get('message', '')}")
        return value


class WebKit(Engine):
    """A running WebKitGTK."""

    cannot: Mapping[str, str] = {
        "hidden tab": "WebKitGTK's driver opens tabs behind, and brings none to the front",
        "390 pixels": "WebKitGTK's window is never narrower than its own buttons",
    }

    def __init__(self, line: Session, folder: Path) -> None:
        self._line = line
        self._folder = folder
        self._unused = [line.command("GetWindowHandle")]
        self._pages: list[WebDriverPage] = []

    def open(self) -> Page:
        handle = (
            self._unused.pop() if self._unused else self._line.command("NewWindow", type="window")["handle"]
        )
        self._pages.append(WebDriverPage(self._line, handle))
        return self._pages[-1]

    def downloaded(self) -> list[Path]:
        files = (self._folder / "downloads").glob("*")
        return [file for file in files if file.suffix != ".wkdownload" and file.stat().st_size > 0]

    def complaints(self) -> list[str]:
        said = [line for page in self._pages for line in page.evaluate(READ_COMPLAINTS)]
        return [line for line in said if worth_hearing(line)]


@contextmanager
def webkit(folder: Path) -> Iterator[WebKit]:
    """Run WebKitGTK, on a screen and in a folder of its own, until the block ends."""
    driver, screen = find_program("WebKitWebDriver"), find_program("Xvfb")
    browser = find_minibrowser()
    if browser is None:
        pytest.skip("MiniBrowser is not installed here; as root, `make test` installs it on Debian")
    (folder / "downloads").mkdir()
    (folder / "user-dirs.dirs").write_text(f'XDG_DOWNLOAD_DIR="{folder / "downloads"}"\n', encoding="utf-8")
    port = free_port()
    with display(screen) as name, (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            [driver, f"--port={port}"],
            env={
                **os.environ,
                **ENVIRONMENT,
                "DISPLAY": name,
                "HOME": str(folder),
                "XDG_CONFIG_HOME": str(folder),
            },
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            line = _session(f"http://127.0.0.1:{port}", {"binary": str(browser), "args": ARGUMENTS})
            try:
                yield WebKit(line, folder)
            finally:
                line.end()
        finally:
            process.terminate()
            process.wait()


def _session(address: str, options: Mapping[str, Any]) -> Session:
    deadline_s = time.monotonic() + START_WITHIN_S
    while True:
        try:
            return Session(address, options)
        except requests.ConnectionError:
            assert time.monotonic() < deadline_s, "WebKitWebDriver does not listen"
            time.sleep(0.1)

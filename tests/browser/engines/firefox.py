"""Firefox, by Marionette: Mozilla's own line into a stock Firefox, which also reads its whole console."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser.engines.display import display
from tests.browser.engines.page import Engine, Page, worth_hearing
from tests.browser.engines.webdriver import DriverError, WebDriverPage
from tests.programs import find_program

START_WITHIN_S = 120.0
ANSWER_WITHIN_S = 120.0
END_WITHIN_S = 20.0

PREFERENCES: Mapping[str, bool | int | str] = {
    "marionette.port": 0,
    # Software WebGL, as on any machine without a graphics card.
    "webgl.force-enabled": True,
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "intl.accept_languages": "en",
    "browser.shell.checkDefaultBrowser": False,
    "browser.translations.enable": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    # What a page's console.error and console.warn say goes to the program's output; nothing of Firefox's own.
    "devtools.console.stdout.content": True,
    "devtools.console.stdout.chrome": False,
    "browser.dom.window.dump.enabled": True,
}
CONSOLE_LINES = ("console.error:", "console.warn:")

# Everything scripts, styles, policies and workers were reported for since the last time, as [line, source].
READ_CONSOLE = """
const heard = Services.console.getMessageArray().flatMap((message) => {
  if (!(message instanceof Ci.nsIScriptError)) return [];
  return [[`${message.category}: ${message.errorMessage}`, message.sourceName]];
});
Services.console.reset();
return heard;
"""
NARROW = """
const { style } = gBrowser.selectedBrowser;
style.maxWidth = style.minWidth = arguments[0];
style.maxHeight = style.minHeight = arguments[1];
"""
# What Firefox remarks on pages that work: none of it is about what a page did wrong.
REMARKS = (
    "WEBGL_debug_renderer_info is deprecated",
    "unreachable code after return statement",
    "Window.fullScreen attribute is deprecated",
    # Its own loader of experiments, where nobody outside answers.
    "RSLoader",
)


class Marionette:
    """The line to one Firefox: JSON with its length before it."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), ANSWER_WITHIN_S)
        self._incoming = self._socket.makefile("rb")
        self._count = 0
        self._receive()
        self.command("NewSession")

    def command(self, name: str, **params: Any) -> Any:
        """Send one command and return its value."""
        self._count += 1
        full = name if ":" in name else f"WebDriver:{name}"
        message = json.dumps([0, self._count, full, params]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._receive()
        if error is not None:
            raise DriverError(f"{full}: {error['error']}: {error['message']}")
        return result["value"] if isinstance(result, dict) and set(result) == {"value"} else result

    def chrome(self, script: str, *arguments: Any) -> Any:
        """Run a script in the window of Firefox itself."""
        self.command("Marionette:SetContext", value="chrome")
        try:
            return self.command("ExecuteScript", script=script, args=list(arguments))
        finally:
            self.command("Marionette:SetContext", value="content")

    def _receive(self) -> Any:
        length = b""
        while (digit := self._incoming.read(1)) != b":":
            if digit == b"":
                raise DriverError("Firefox has ended")
            length += digit
        return json.loads(self._incoming.read(int(length)))


class FirefoxPage(WebDriverPage):
    """A window of Firefox."""

    line: Marionette

    def hide(self) -> None:
        self.command("NewWindow", type="tab", focus=True)

    def show(self) -> None:
        self.line.command("SwitchToWindow", handle=self.handle, focus=True)

    def narrow(self, width_px: int, height_px: int) -> None:
        self.line.command("SwitchToWindow", handle=self.handle, focus=True)
        self.line.chrome(NARROW, f"{width_px}px", f"{height_px}px")

    def widen(self) -> None:
        self.line.command("SwitchToWindow", handle=self.handle, focus=True)
        self.line.chrome(NARROW, "", "")


class Firefox(Engine):
    """A running Firefox."""

    def __init__(self, line: Marionette, folder: Path) -> None:
        self._line = line
        self._folder = folder
        self._heard: list[str] = []
        self._unused = [line.command("GetWindowHandle")]

    def open(self) -> Page:
        if self._unused:
            return FirefoxPage(self._line, self._unused.pop())
        opened = self._line.command("NewWindow", type="window", focus=True)
        return FirefoxPage(self._line, opened["handle"])

    def downloaded(self) -> list[Path]:
        files = (self._folder / "downloads").glob("*")
        return [file for file in files if file.suffix != ".part" and file.stat().st_size > 0]

    def complaints(self) -> list[str]:
        for line, source in self._line.chrome(READ_CONSOLE):
            if "http://127.0.0.1" in f"{source} {line}":
                self._heard.append(f"{line} ({source})")
        written = (self._folder / "output").read_text(encoding="utf-8", errors="replace").splitlines()
        said = [line for line in written if line.startswith(CONSOLE_LINES)]
        return [
            line
            for line in [*self._heard, *said]
            if worth_hearing(line) and not any(remark in line for remark in REMARKS)
        ]


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """Run Firefox, on a screen and in a folder of its own, until the block ends."""
    program, screen = find_program("firefox-esr"), find_program("Xvfb")
    (folder / "downloads").mkdir()
    preferences = {**PREFERENCES, "browser.download.dir": str(folder / "downloads")}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()]
    (folder / "user.js").write_text("".join(lines), encoding="utf-8")
    with display(screen) as name, (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            [
                program,
                "--marionette",
                "--remote-allow-system-access",
                "--no-remote",
                "--profile",
                str(folder),
            ],
            env={**os.environ, "DISPLAY": name, "HOME": str(folder)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            line = Marionette(_port(process, folder))
            yield Firefox(line, folder)
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(END_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _port(process: subprocess.Popen[bytes], folder: Path) -> int:
    written = folder / "MarionetteActivePort"
    deadline_s = time.monotonic() + START_WITHIN_S
    while not (written.is_file() and written.read_text(encoding="utf-8")):
        started = process.poll() is None and time.monotonic() < deadline_s
        assert started, f"Firefox did not start:\n{(folder / 'output').read_text(errors='replace')}"
        time.sleep(0.1)
    return int(written.read_text(encoding="utf-8"))

"""Where a Chrome or Chromium is on this machine, whole or headless; READROOM_CHROMIUM names another."""

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

ASKED_FOR = "READROOM_CHROMIUM"
COMMANDS = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser"]
PLACES = [
    "/opt/google/chrome/chrome",
    "/snap/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
]
# Chromium without what only a window needs.
HEADLESS_COMMAND = "chromium-headless-shell"
HEADLESS_PROGRAMS = [
    "chromium_headless_shell-*/*/headless_shell",
    "chromium_headless_shell-*/*/chrome-headless-shell",
]
PLAYWRIGHT_CACHES = ["~/.cache/ms-playwright", "~/Library/Caches/ms-playwright"]
PLAYWRIGHT_PROGRAMS = [
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/Chromium",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/Google Chrome for Testing",
]


class NoChromiumError(Exception):
    """Raised when this machine has no Chrome or Chromium."""


def find_chromium() -> Path:
    """Return the program to start: the one asked for, else the machine's, else Playwright's own.

    Raises:
        NoChromiumError: when there is none, or READROOM_CHROMIUM names none.

    """
    named = os.environ.get(ASKED_FOR, "")
    candidates = [Path(named)] if named != "" else [*machine_browsers(), *playwright_browsers()]
    for candidate in candidates:
        if os.access(candidate, os.X_OK) and candidate.is_file():
            return candidate
    raise NoChromiumError(f"no Chrome or Chromium at {named or 'any of the usual places'}")


def find_headless() -> Path:
    """Return the headless shell of this machine, which opens a page in half the time, else what there is.

    Raises:
        NoChromiumError: as `find_chromium` does.

    """
    if os.environ.get(ASKED_FOR, "") != "":
        return find_chromium()
    found = shutil.which(HEADLESS_COMMAND)
    shells = [*([] if found is None else [Path(found)]), *playwright_browsers(HEADLESS_PROGRAMS)]
    return shells[0] if shells else find_chromium()


def machine_browsers() -> Iterator[Path]:
    """Give the machine's own browsers, those on the PATH first."""
    for command in COMMANDS:
        found = shutil.which(command)
        if found is not None:
            yield Path(found)
    yield from map(Path, PLACES)


def playwright_browsers(programs: Sequence[str] = PLAYWRIGHT_PROGRAMS) -> Iterator[Path]:
    """Give the browsers Playwright has downloaded, the newest first."""
    cache = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    for folder in [cache] if cache else PLAYWRIGHT_CACHES:
        for program in programs:
            yield from sorted(Path(folder).expanduser().glob(program), reverse=True)

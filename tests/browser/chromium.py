"""Where a Chrome or Chromium is on this machine; READROOM_CHROMIUM names another."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

ASKED_FOR = "READROOM_CHROMIUM"
COMMANDS = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser"]
PLACES = [
    "/opt/google/chrome/chrome",
    "/snap/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
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


def machine_browsers() -> Iterator[Path]:
    """Give the machine's own browsers, those on the PATH first."""
    for command in COMMANDS:
        found = shutil.which(command)
        if found is not None:
            yield Path(found)
    yield from map(Path, PLACES)


def playwright_browsers() -> Iterator[Path]:
    """Give the browsers Playwright has downloaded, the newest first."""
    cache = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    for folder in [cache] if cache else PLAYWRIGHT_CACHES:
        for program in PLAYWRIGHT_PROGRAMS:
            yield from sorted(Path(folder).expanduser().glob(program), reverse=True)

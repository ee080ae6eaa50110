"""A browser for the tests, and the system libraries that MediaPipe and Playwright load."""

import os
import shutil
from pathlib import Path

from readroom.npm import CHECK_THE_NETWORK
from tests.browser.chromium import ASKED_FOR, HEADLESS_COMMAND, NoChromiumError, find_chromium, find_headless
from tools.python_packages import STAMP, python
from tools.stamps import read_stamp, write_stamp
from tools.steps import InstallError, run, say, succeeds

# The first two for MediaPipe, the last for the Node that drives Playwright: a small Debian has none of them.
LIBRARIES = ["libgl1", "libglib2.0-0", "libatomic1"]


def ensure_test_browser() -> None:
    """Have a Chromium that starts and libraries that load; what was seen to work is not tried again."""
    stamp = read_stamp(STAMP)
    if stamp.get("libraries") != "load":
        ensure_libraries()
    browser = str(find_or_install_chromium(stamp.get("browser")))
    if stamp.get("headless") is None:
        ensure_headless()
    write_stamp(STAMP, {**stamp, "libraries": "load", "browser": browser, "headless": str(find_headless())})


def ensure_libraries() -> None:
    """Have the system libraries that no Python package brings along."""
    loads = [python("-c", "import mediapipe"), python("-m", "playwright", "--version")]
    if all(map(succeeds, loads)):
        return
    if can_apt_get():
        apt_get_install(*LIBRARIES)
    for load in loads:
        run(load, f"A system library is missing: as root, `apt-get install {' '.join(LIBRARIES)}`")


def find_or_install_chromium(known: str | None) -> Path:
    """Return a Chromium that starts: the machine's, else Playwright's own, else Debian's."""
    browser = working_chromium(known)
    if browser is None and os.environ.get(ASKED_FOR, "") != "":
        raise InstallError(f"{ASKED_FOR} names no browser that starts: {os.environ[ASKED_FOR]}")
    if browser is None:
        say("installing a browser for the tests")
        succeeds(python("-m", "playwright", "install", "chromium"))
        browser = working_chromium(None)
    if browser is None and can_apt_get():
        apt_get_install("chromium")
        browser = working_chromium(None)
    if browser is None:
        raise InstallError(f"The tests need Chrome or Chromium: install one, or name it in {ASKED_FOR}")
    return browser


def ensure_headless() -> None:
    """Have Debian's headless shell beside its Chromium, where it can be had: tests then take less time."""
    if find_headless() != find_chromium() or os.environ.get(ASKED_FOR, "") != "" or not can_apt_get():
        return
    try:
        apt_get_install(HEADLESS_COMMAND)
    except InstallError:
        say(f"no {HEADLESS_COMMAND} here; the tests use the whole browser, which takes longer")


def working_chromium(known: str | None) -> Path | None:
    """Return the Chromium found here if it starts; the one known to start needs no try."""
    try:
        browser = find_chromium()
    except NoChromiumError:
        return None
    return browser if str(browser) == known or succeeds([str(browser), "--version"]) else None


def can_apt_get() -> bool:
    """Say whether packages of the system can be installed: on Debian and its like, as root."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_get_install(*packages: str) -> None:
    """Install packages of the system."""
    say(f"apt-get install {' '.join(packages)}")
    # The runlevel of one user alone: what is installed here is for tests and starts no service.
    quiet = {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    trouble = f"`apt-get install {' '.join(packages)}` failed: {CHECK_THE_NETWORK}"
    run(["apt-get", "update"], trouble, quiet)
    run(["apt-get", "install", "--yes", "--no-install-recommends", *packages], trouble, quiet)

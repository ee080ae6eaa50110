"""The system's nginx and Redis, for the tests of several processes; without them those tests are skipped."""

import os
import shutil
from pathlib import Path

from tools.chromium import apt_get_install, can_apt_get
from tools.steps import InstallError, say

# Debian's package by the program it brings.
PACKAGES = {"nginx": "nginx", "redis-server": "redis-server"}
# Debian keeps daemons where a user's PATH does not look.
PLACES = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin"


def ensure_test_programs() -> None:
    """Have the programs where they can be installed, and say what is skipped where they cannot."""
    missing = [package for program, package in PACKAGES.items() if which_program(program) is None]
    if missing and can_apt_get():
        try:
            apt_get_install(*missing)
        except InstallError as trouble:
            say(f"the tests of {' and '.join(missing)} will be skipped: {trouble}")
    elif missing:
        say(f"the tests of {' and '.join(missing)} will be skipped: as root, `apt-get install` them")


def which_program(name: str) -> str | None:
    """Return where a program of the system is, None where it is not installed."""
    return shutil.which(name, path=PLACES)


def find_minibrowser() -> Path | None:
    """Return WebKitGTK's own small browser, which Debian keeps among its libraries; the newest of its kinds."""
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-*/MiniBrowser")) + sorted(
        Path("/usr/libexec").glob("webkit2gtk-*/MiniBrowser")
    )
    return found[-1] if found else None

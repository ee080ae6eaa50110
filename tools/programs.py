"""What tests run of the system: nginx, databases, browsers, a screen; without one its tests are skipped."""

import os
import shutil
from pathlib import Path

from tools.chromium import apt_get_install, can_apt_get
from tools.steps import InstallError, say

# Debian's packages by the program they bring; libegl1 and Mesa draw without a graphics card.
PACKAGES = {
    "nginx": ["nginx"],
    "redis-server": ["redis-server"],
    "initdb": ["postgresql"],
    "Xvfb": ["xvfb", "libegl1", "libgl1-mesa-dri"],
    "firefox-esr": ["firefox-esr"],
    "WebKitWebDriver": ["webkit2gtk-driver", "gstreamer1.0-plugins-bad"],
}
# Debian keeps daemons where a user's PATH does not look, and PostgreSQL's programs by their version.
VERSIONS = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")), reverse=True)
PLACES = ":".join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin", *VERSIONS])
# Debian keeps WebKitGTK's own small browser among its libraries.
MINIBROWSERS = ["/usr/lib/*/webkit2gtk-*/MiniBrowser", "/usr/libexec/webkit2gtk-*/MiniBrowser"]


def ensure_test_programs() -> None:
    """Have the programs where they can be installed, and say what is skipped where they cannot."""
    missing = {program: names for program, names in PACKAGES.items() if which_program(program) is None}
    if missing and not can_apt_get():
        packages = " ".join(name for names in missing.values() for name in names)
        say(f"the tests of {', '.join(missing)} will be skipped: as root, `apt-get install {packages}`")
        return
    # One by one: not every Debian and its like has all of them.
    for program, names in missing.items():
        try:
            apt_get_install(*names)
        except InstallError as trouble:
            say(f"the tests of {program} will be skipped: {trouble}")


def which_program(name: str) -> str | None:
    """Return where a program of the system is, None where it is not installed."""
    return shutil.which(name, path=PLACES)


def find_minibrowser() -> Path | None:
    """Return the newest of WebKitGTK's own small browsers, None where there is none."""
    found = [path for place in MINIBROWSERS for path in Path("/").glob(place.lstrip("/"))]
    return max(found, default=None)

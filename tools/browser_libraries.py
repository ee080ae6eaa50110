"""The browser's libraries and the JavaScript checkers: `node_modules`, as package-lock.json pins them."""

import os
from pathlib import Path

from readroom.libraries import LibraryError, fetch_libraries
from tools.node import find_npm
from tools.python_packages import VENV
from tools.stamps import digest, read_stamp, write_stamp
from tools.steps import CHECK_THE_NETWORK, ROOT, InstallError, run, say

STAMP = ROOT / "node_modules" / ".readroom.json"
LOCKED = [ROOT / "package.json", ROOT / "package-lock.json"]


def ensure_browser_libraries(*, dev: bool) -> None:
    """Have the libraries, and with `dev` the checkers too, at their pins."""
    pins = digest(LOCKED)
    stamp = read_stamp(STAMP)
    if stamp.get("pins") == pins and stamp.get("holds") in ({"dev"} if dev else {"dev", "runtime"}):
        return
    say("installing the browser libraries of package-lock.json")
    STAMP.unlink(missing_ok=True)
    if dev:
        _npm_ci()
    else:
        _fetch()
    write_stamp(STAMP, {"pins": pins, "holds": "dev" if dev else "runtime"})


def _fetch() -> None:
    """Download what a browser gets; a server's machine needs no Node for it."""
    try:
        fetch_libraries(LOCKED[1], STAMP.parent, os.environ)
    except LibraryError as error:
        raise InstallError(f"{error}: {CHECK_THE_NETWORK}") from None


def _npm_ci() -> None:
    npm = find_npm()
    run(
        [str(npm), "ci", "--ignore-scripts", "--include=dev"],
        f"npm could not install the browser libraries: {CHECK_THE_NETWORK}",
        npm_environment(npm),
    )


def npm_environment(npm: Path) -> dict[str, str]:
    """Return what npm needs: its own Node first, and a cache where there is no home to keep one in."""
    path = f"{npm.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    if os.access(Path("~").expanduser(), os.W_OK):
        return {"PATH": path}
    return {"PATH": path, "npm_config_cache": str(VENV / "npm-cache")}

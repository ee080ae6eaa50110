"""The browser's libraries and the JavaScript checkers: `node_modules`, as package-lock.json pins them."""

import os
from pathlib import Path

from tools.node import find_npm
from tools.python_packages import VENV
from tools.stamps import digest, read_stamp, write_stamp
from tools.steps import CHECK_THE_NETWORK, ROOT, run, say

STAMP = ROOT / "node_modules" / ".readroom.json"
LOCKED = [ROOT / "package.json", ROOT / "package-lock.json"]


def ensure_browser_libraries(*, dev: bool) -> None:
    """Have the libraries, and with `dev` the checkers too, at their pins."""
    pins = digest(LOCKED)
    stamp = read_stamp(STAMP)
    if stamp.get("pins") == pins and stamp.get("holds") in ({"dev"} if dev else {"dev", "runtime"}):
        return
    npm = find_npm()
    say("installing the browser libraries of package-lock.json")
    STAMP.unlink(missing_ok=True)
    run(
        [str(npm), "ci", "--ignore-scripts", "--include=dev" if dev else "--omit=dev"],
        f"npm could not install the browser libraries: {CHECK_THE_NETWORK}",
        npm_environment(npm),
    )
    write_stamp(STAMP, {"pins": pins, "holds": "dev" if dev else "runtime"})


def npm_environment(npm: Path) -> dict[str, str]:
    """Return what npm needs: its own Node first, and a cache where there is no home to keep one in."""
    path = f"{npm.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    if os.access(Path("~").expanduser(), os.W_OK):
        return {"PATH": path}
    return {"PATH": path, "npm_config_cache": str(VENV / "npm-cache")}

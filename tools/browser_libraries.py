"""The browser's libraries and the JavaScript checkers: `node_modules`, as package-lock.json pins them."""

from pathlib import Path

from readroom.npm import Npm, NpmError, npm_ci, npm_for_once, npm_variables
from tools.node import find_npm
from tools.python_packages import LOCKED as LOCKED_PYTHON
from tools.python_packages import VENV
from tools.stamps import digest, read_stamp, write_stamp
from tools.steps import ROOT, failure, say

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
    _npm_ci(dev=dev)
    write_stamp(STAMP, {"pins": pins, "holds": "dev" if dev else "runtime"})


def _npm_ci(*, dev: bool) -> None:
    """Let npm install them; Node stays in `.venv` for tests alone, since a server does not need it again."""
    try:
        if dev:
            npm = find_npm()
            npm_ci(Npm(npm, npm_environment(npm)), ROOT, "--include=dev")
        else:
            with npm_for_once(LOCKED_PYTHON["node"], VENV) as for_once:
                npm_ci(for_once, ROOT, "--omit=dev")
    except NpmError as error:
        raise failure(str(error), error.log) from None


def npm_environment(npm: Path) -> dict[str, str]:
    """Return what npm needs: its own Node first, and a cache where there is no home to keep one in."""
    return npm_variables(npm, VENV / "npm-cache")

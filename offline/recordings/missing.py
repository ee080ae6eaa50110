"""Missing packages: the one command that installs what a tool needs and this Python does not have."""

import os
import sys
from pathlib import Path

# The versions that the tests have (pyproject.toml, extras), for a server's environment has none of them.
PINS = {
    "numpy": "1.26.4",
    "matplotlib": "3.10.9",
    "mediapipe": "0.10.21",
    "pandas": "2.3.3",
    "websocket-client": "1.9.2",
}


def how_to_install(name: str) -> str:
    """Return the command that installs a package into the environment that runs this."""
    pin = f"=={PINS[name]}" if name in PINS else ""
    return f"{_this_python()} -m pip install {name}{pin}"


def _this_python() -> str:
    """Return what a user can type for this Python: shorter where it lies under the current folder."""
    python = Path(sys.executable)
    here = Path(os.path.normpath(Path.cwd()))
    return str(python.relative_to(here)) if python.is_relative_to(here) else str(python)

"""What `make run` installs into `.venv` for a server is under 100 MB."""

import os
import subprocess
import venv
from pathlib import Path

import pytest

from tools.python_packages import LOCKED, QUIETLY

LARGEST_MB = 100


def size_mb(folder: Path) -> float:
    """Return what the files of a folder take on the disk, as `du` counts it."""
    blocks = sum(path.lstat().st_blocks for path in folder.rglob("*"))
    return blocks * 512 / 2**20


def test_a_servers_environment_is_under_100_mb(tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    install = [str(environment / "bin/python"), "-m", "pip", "install", *QUIETLY, "--require-hashes"]
    ended = subprocess.run(
        [*install, "-r", str(LOCKED["runtime"])],
        env={**os.environ, "PIP_USER": "0"},
        capture_output=True,
        text=True,
    )
    if ended.returncode != 0:
        pytest.skip(f"the packages cannot be had: {ended.stderr.strip().splitlines()[-1]}")
    assert size_mb(environment) < LARGEST_MB

"""What `make run` installs into `.venv` for a server is under 100 MB."""

from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

from tools.python_packages import LOCKED

LARGEST_MB = 100
# What a new environment holds before anything is installed.
OF_EVERY_ENVIRONMENT = "pip"
BLOCK_BYTES = 512


def packages_of_a_server() -> list[str]:
    """Return the packages that a server's locked list has for this Python."""
    lines = LOCKED["runtime"].read_text(encoding="utf-8").splitlines()
    found = [
        Requirement(line.rstrip(" \\")) for line in lines if "==" in line and not line.startswith((" ", "#"))
    ]
    return [one.name for one in found if one.marker is None or one.marker.evaluate()]


def size_mb(package: str) -> float:
    """Return what a package's files take on the disk, compiled ones included, as `du` counts it."""
    files = [Path(str(file.locate())) for file in distribution(package).files or []]
    return sum(file.stat().st_blocks for file in files if file.is_file()) * BLOCK_BYTES / 2**20


def test_a_servers_environment_is_under_100_mb() -> None:
    packages = [OF_EVERY_ENVIRONMENT, *packages_of_a_server()]
    sizes_mb = {package: size_mb(package) for package in packages}
    assert len(sizes_mb) > 20
    assert min(sizes_mb.values()) > 0
    assert sum(sizes_mb.values()) < LARGEST_MB, sizes_mb

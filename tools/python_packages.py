"""The Python environment `.venv`: made, repaired, and filled from the requirement files."""

import importlib.util
import platform
import shutil
import subprocess
import sys

from readroom.npm import CHECK_THE_NETWORK
from tools.stamps import digest, read_stamp, write_stamp
from tools.steps import ROOT, InstallError, run, say

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "readroom.json"
# What pip is given, by list: every package of it, each file by its hash. `make lock` writes these files.
LOCKED = {
    "runtime": ROOT / "requirements.txt",
    "library": ROOT / "requirements-library.txt",
    "postgresql": ROOT / "requirements-postgresql.txt",
    "dev": ROOT / "requirements-dev.txt",
    "queue": ROOT / "requirements-queue.txt",
    "node": ROOT / "requirements-node.txt",
    "audit": ROOT / "requirements-audit.txt",
    "lock": ROOT / "requirements-lock.txt",
}
# What they are written from: the direct pins.
REQUIREMENTS = {name: ROOT / "requirements" / f"{name}.in" for name in LOCKED}
# The base interpreter makes .venv, because the running one may be the .venv that has to go.
BASE_PYTHON = f"{sys.base_exec_prefix}/bin/python{sys.version_info.major}.{sys.version_info.minor}"
QUIETLY = ["--quiet", "--no-input", "--disable-pip-version-check"]
REPORT_VERSION = "import pip, platform; print(platform.python_version())"


def python(*arguments: str) -> list[str]:
    """Return a command of the Python in `.venv`."""
    return [str(PYTHON), *arguments]


def ensure_packages(name: str) -> None:
    """Have the packages of one list of LOCKED in `.venv`, at their pins."""
    if PYTHON.exists() and read_stamp(STAMP).get(name) == fingerprint(name):
        return
    ensure_venv()
    stamp = read_stamp(STAMP)
    STAMP.unlink(missing_ok=True)
    pip_install(LOCKED[name].name)
    made = {"runtime", "library", "postgresql", name} if name == "dev" else {name}
    write_stamp(STAMP, {**stamp, **{each: fingerprint(each) for each in made}})


def fingerprint(name: str) -> str:
    """Return what the packages depend on: their pins, this Python, and where `.venv` stands."""
    return digest([LOCKED[name]], platform.python_version(), str(VENV))


def ensure_venv() -> None:
    """Have a `.venv` that works, made by this Python in this place."""
    if is_usable():
        return
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            raise InstallError(
                f"Python's {module} module is missing: as root, `apt-get install python3-venv`"
            )
    say(f"making .venv with Python {platform.python_version()}")
    if VENV.exists():
        shutil.rmtree(VENV)
    run([BASE_PYTHON, "-m", "venv", str(VENV)], "Python could not make .venv")


def is_usable() -> bool:
    """Say whether `.venv` runs, is of this Python, and has not been moved."""
    activate = VENV / "bin" / "activate"
    if not PYTHON.exists() or not activate.exists() or str(VENV) not in activate.read_text(encoding="utf-8"):
        return False
    version = subprocess.run(python("-c", REPORT_VERSION), capture_output=True, text=True)
    return version.stdout.strip() == platform.python_version()


def pip_install(file: str) -> None:
    """Install one requirement file into `.venv`, of which every download must have a hash that is in it."""
    say(f"installing {file}")
    run(
        python("-m", "pip", "install", *QUIETLY, "--require-hashes", "-r", file),
        f"pip could not install {file}: {CHECK_THE_NETWORK}",
        # A user's own setting of this would make pip refuse to install into .venv.
        {"PIP_USER": "0"},
    )

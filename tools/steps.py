"""One step of an installation: a line that announces it, a tool run quietly, and its log when it fails."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

CHECK_THE_NETWORK = "check the network or proxy, then run the same command again"
ROOT = Path(__file__).resolve().parent.parent
LOG = ROOT / ".venv" / "install.log"


class InstallError(Exception):
    """Raised when an installation cannot go on; its text is the one line the user needs."""


def say(progress: str) -> None:
    """Print one line of progress at once."""
    print(f"readroom: {progress}", flush=True)


def succeeds(command: list[str], env: Mapping[str, str] | None = None) -> bool:
    """Run a tool without showing its output, which goes to the log when it fails."""
    try:
        ended = subprocess.run(
            command,
            cwd=ROOT,
            env=environment_with(env or {}),
            capture_output=True,
            text=True,
            errors="replace",
        )
    except OSError as error:
        keep_log(command, str(error))
        return False
    if ended.returncode != 0:
        keep_log(command, ended.stdout + ended.stderr)
    return ended.returncode == 0


def environment_with(settings: Mapping[str, str]) -> dict[str, str]:
    """Return this process's environment with some settings of its own."""
    return {**os.environ, **settings}


def run(command: list[str], trouble: str, env: Mapping[str, str] | None = None) -> None:
    """Run a tool that must succeed; `trouble` says what failed and what to do."""
    if not succeeds(command, env):
        raise InstallError(f"{trouble}; what it said is in {LOG.relative_to(ROOT)}")


def keep_log(command: list[str], output: str) -> None:
    """Keep a failed tool's command and output where the user can read them."""
    LOG.parent.mkdir(exist_ok=True)
    LOG.write_text(f"$ {' '.join(command)}\n{output}", encoding="utf-8")

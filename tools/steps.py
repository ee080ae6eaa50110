"""One step of an installation: a line that announces it, a tool run quietly, and its log when it fails."""

import os
from collections.abc import Mapping
from pathlib import Path

from readroom.subprocesses import log_of_failure

ROOT = Path(__file__).resolve().parent.parent
LOG = ROOT / ".venv" / "install.log"


class InstallError(Exception):
    """Raised when an installation cannot go on; its text is the one line the user needs."""


def say(progress: str) -> None:
    """Print one line of progress at once."""
    print(f"readroom: {progress}", flush=True)


def succeeds(command: list[str], env: Mapping[str, str] | None = None) -> bool:
    """Run a tool without showing its output, which goes to the log when it fails."""
    log = log_of_failure(command, ROOT, env or {})
    if log is not None:
        keep_log(log)
    return log is None


def environment_with(settings: Mapping[str, str]) -> dict[str, str]:
    """Return this process's environment with some settings of its own."""
    return {**os.environ, **settings}


def run(command: list[str], trouble: str, env: Mapping[str, str] | None = None) -> None:
    """Run a tool that must succeed; `trouble` says what failed and what to do."""
    log = log_of_failure(command, ROOT, env or {})
    if log is not None:
        raise failure(trouble, log)


def failure(trouble: str, log: str) -> InstallError:
    """Return the error of a failed tool, whose log is kept where the user can read it."""
    keep_log(log)
    return InstallError(f"{trouble}; what it said is in {LOG.relative_to(ROOT)}")


def keep_log(log: str) -> None:
    """Keep a failed tool's command and output."""
    LOG.parent.mkdir(exist_ok=True)
    LOG.write_text(log, encoding="utf-8")

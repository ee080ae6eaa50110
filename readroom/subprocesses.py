"""Subprocess: runs another program without showing its output, which goes into the log where it fails."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path


def log_of_failure(command: list[str], folder: Path, variables: Mapping[str, str]) -> str | None:
    """Run a program with some variables of its own; return its command and output if it fails, else None."""
    said = f"$ {' '.join(command)}\n"
    try:
        ended = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **variables},
            capture_output=True,
            text=True,
            errors="replace",
        )
    except OSError as error:
        return f"{said}{error}"
    return None if ended.returncode == 0 else f"{said}{ended.stdout}{ended.stderr}"

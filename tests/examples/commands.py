"""Commands of a document: those it shows as indented lines, and how they run from the repository's root."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYTHON, OUTPUTS = ".venv/bin/python ", "/tmp/"
OFFLINE = (f"{PYTHON}-m signals ", "node signals/")
# What it needs, a video and mediapipe, is in no example.
NOT_RUN = f"{PYTHON}-m signals record "


def commands_of(document: str) -> Iterator[str]:
    """Yield the command lines of the developers' tools that a document shows."""
    for line in (ROOT / document).read_text(encoding="utf-8").splitlines():
        command = line.removeprefix("    ")
        if line.startswith("    ") and command.startswith(OFFLINE) and not command.startswith(NOT_RUN):
            yield command


def run(command: str, outputs: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command line from the root with this Python; what it writes to /tmp goes to `outputs`."""
    words = command.replace(OUTPUTS, f"{outputs}/").split()
    words[0] = sys.executable if command.startswith(PYTHON) else words[0]
    changed = {**os.environ, **environment}
    return subprocess.run(words, cwd=ROOT, env=changed, capture_output=True, text=True, check=False)

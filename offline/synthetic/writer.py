"""Synthetic recordings: plays a script before the synthetic camera and writes what it saw; for tests only.

The recording is as recording.py reads it; the truth is JSON lines, one for each frame of the recording.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from offline.recordings.writing import write_recording
from offline.synthetic.camera import Camera
from offline.synthetic.script import Script
from offline.synthetic.truth import Truth

SOURCE = "synthetic face"


def play(script: Script) -> Iterator[tuple[dict[str, Any], Truth]]:
    """Yield the frames of a script as Pipeline.update takes them, each with its exact truth."""
    return Camera(script).play()


def write(script: Script, recording: str | Path, truth: str | Path | None = None) -> int:
    """Write a recording and, where asked for, its truth; return the count of frames."""
    with ExitStack() as open_files:
        facts = None if truth is None else open_files.enter_context(Path(truth).open("w", encoding="utf-8"))
        return write_recording(Path(recording), _seen(script, facts), SOURCE)


def _seen(script: Script, facts: IO[str] | None) -> Iterator[dict[str, Any]]:
    """Yield the frames of a script, and write down the truth of each."""
    for frame, fact in play(script):
        if facts is not None:
            facts.write(json.dumps(fact, separators=(",", ":")) + "\n")
        yield frame

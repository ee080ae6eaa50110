"""Tests of training from donations; here donors whose truth is known."""

import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.evaluation.students import students

DONORS, TAGS = 40, 30
CUES = ["brow_z", "tilt_deg", "unsmiling", "centred", "narrowing"]


def write_donations(folder: Path, common: Sequence[float] | None, spread: float = 0.3, seed: int = 5) -> Path:
    """Write what donors would save, whose own weights lie around common ones."""
    folder.mkdir()
    for number, student in enumerate(students(seed, DONORS, TAGS, spread, common)):
        content = {"format": "readroom-donation", "version": 1, "cues": CUES, "tags": student.tags}
        (folder / f"donor_{number}.json").write_text(json.dumps(content), encoding="utf-8")
    return folder

"""Haste: the product's own parameters, but for a calibration of seconds, for tests of what comes after it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from tests.serving import REPOSITORY

PARAMETERS = "/signals/parameters.json"
HASTY_S = 3.0
HASTY: Mapping[str, float] = {
    "baseline_min_s": HASTY_S,
    "baseline_overdue_s": 2 * HASTY_S,
    "baseline_max_s": 2 * HASTY_S,
}


def hasty(folder: Path, **changes: float) -> dict[str, Path]:
    """Return what a server serves in place of its own, so that its students are calibrated soon."""
    parameters = json.loads((REPOSITORY / PARAMETERS.lstrip("/")).read_text(encoding="utf-8"))
    for name, value in {**HASTY, **changes}.items():
        parameters[name]["value"] = value
    file = folder / "parameters.json"
    file.write_text(json.dumps(parameters), encoding="utf-8")
    return {PARAMETERS: file}

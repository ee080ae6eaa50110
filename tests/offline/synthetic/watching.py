"""Watching the synthetic face: what its frames show, as geometry measures it, beside their truth."""

from typing import Any

from offline.synthetic import Truth, parse_script, play
from signals import load_parameters
from signals.contract.parameters import Parameters
from signals.face.measures import FaceReader
from tests.signals.scripts import script

READER = FaceReader(Parameters(load_parameters()))
# A quiet camera shows what was meant and nothing else.
QUIET = {"noise_cm": 0, "pitch_drift_deg": 0, "iris_lag_deg": 0, "brow_follows": False, "subject": 0}


def number(truth: Truth, name: str) -> float:
    value = dict(truth)[name]
    assert isinstance(value, float)
    return value


def played(*scenes: dict[str, Any], **changes: Any) -> list[tuple[dict[str, Any], Truth]]:
    return list(play(parse_script(script(*scenes, **changes))))


def seen(*scenes: dict[str, Any], **changes: Any) -> list[tuple[dict[str, float], Truth]]:
    """Return the measures of each frame with the student wholly in the picture, with its truth."""
    frames = [(frame, truth) for frame, truth in played(*scenes, **changes) if truth["yaw_deg"] is not None]
    readings = [(READER.read(shown["faces"][0], 640, 480), truth) for shown, truth in frames]
    return [(reading.measures, truth) for reading, truth in readings if reading.reason is None]

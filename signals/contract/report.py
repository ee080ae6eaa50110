"""Report: what one frame says; only `state`, `cues` and `alerts` ever leave the device. Twin of report.js."""

from collections.abc import Iterable, Mapping
from typing import TypedDict

MEASURES = (
    "faces",
    "face_width_px",
    "residual_cm",
    "distance_cm",
    "yaw_deg",
    "pitch_deg",
    "roll_deg",
    "gaze_raw_yaw_deg",
    "gaze_raw_pitch_deg",
    "gaze_yaw_deg",
    "gaze_pitch_deg",
    "brow_height_cm",
    "outer_brow_cm",
    "brow_distance_cm",
    "brow_z",
    "brow_raise_cm",
    "corner_lift_cm",
    "mouth_width_cm",
    "mouth_open_cm",
    "speaking",
    "ear",
    "ear_right",
    "ear_left",
    "closure",
    "perclos",
    "blinks",
    "blink_rate_per_min",
    "motion_cm",
    "baseline_progress",
    "reason",
)

Measure = float | str | None

_UNMEASURED: dict[str, Measure] = dict.fromkeys(MEASURES)


class Report(TypedDict):
    """`measures` always has the keys MEASURES, None where a frame did not give them.

    gaze_yaw_deg, gaze_pitch_deg and brow_z are smoothed and against the baseline, as the rules use them; the
    others are of this frame alone. `reason` says why the frame was not measured, what a calibration misses,
    or why a label rests on the head alone, and is None where all is well.
    """

    state: str
    cues: list[str]
    alerts: list[str]
    measures: dict[str, Measure]


def make_report(
    state: str, cues: Iterable[str], alerts: Iterable[str], *measures: Mapping[str, Measure]
) -> Report:
    """Return a report with every measure named; each part of the pipeline tells its own measures."""
    named = dict(_UNMEASURED)
    for part in measures:
        named.update(part)
    return {
        "state": state,
        "cues": list(cues),
        "alerts": list(alerts),
        "measures": named,
    }

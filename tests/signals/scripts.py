"""Scripts of the synthetic face, as the tests play them."""

from dataclasses import dataclass
from typing import Any

from offline.replay.batch import BatchPipeline
from offline.synthetic import Truth, parse_script, play
from signals import Report, load_parameters

CALIBRATION_S = 25.0


@dataclass(frozen=True)
class Told:
    """What was so on one frame, and what the pipeline said of it; t = 0 is after the calibration."""

    t_s: float
    truth: Truth
    report: Report

    @property
    def state(self) -> str:
        return self.report["state"]


def script(*scenes: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return the JSON of a script."""
    head = {"format": "readroom-script", "version": 1, "seed": 1, "fps": 10, "subject": 1}
    return {**head, "width": 640, "height": 480, "drop_share": 0, "scenes": list(scenes), **changes}


def scene(behaviour: str, seconds: float, **options: Any) -> dict[str, Any]:
    """Return the JSON of a scene."""
    return {"behaviour": behaviour, "seconds": seconds, **options}


def told(*scenes: dict[str, Any], **changes: Any) -> list[Told]:
    """Return what the pipeline says of scenes that follow a calibration."""
    return heard(script(scene("attend", CALIBRATION_S), *scenes, **changes))


def heard(written: dict[str, Any]) -> list[Told]:
    """Return what the pipeline says of a whole script, from the end of its calibration on."""
    frames, truths = zip(*play(parse_script(written)), strict=True)
    reports = BatchPipeline(load_parameters(), {"proctoring": True}).update_all(frames)
    return [
        Told(frame["t_s"] - CALIBRATION_S, truth, report)
        for (frame, report), truth in zip(reports, truths, strict=True)
        if frame["t_s"] >= CALIBRATION_S
    ]


def share(moments: list[Told], state: str, after_s: float = 0) -> float:
    """Return the share of the frames that were told to be in a state."""
    late = [moment.state == state for moment in moments if moment.t_s >= after_s]
    return sum(late) / len(late)


def alerts(moments: list[Told]) -> set[str]:
    """Return every alert that was raised."""
    return {alert for moment in moments for alert in moment.report["alerts"]}

"""Slow rates: one announced frame in three seconds is a lesson, and what it cannot tell is not told."""

from dataclasses import replace
from typing import Any

from signals import Pipeline, Report, load_parameters
from tests.signals.lesson import CALM, PUZZLED, Scene, frames

EVERY_S = 3.0
CALIBRATED_S = 100.0
UNTOLD = ("blinks", "blink_rate_per_min", "perclos", "speaking")


def watch(*scenes: Scene, announced: bool = True) -> list[Report]:
    """Return what is said of one frame in three seconds."""
    pipeline = Pipeline(load_parameters(), {"proctoring": True})
    slow: dict[str, Any] = {"every_s": EVERY_S} if announced else {}
    return [pipeline.update(shown | slow) for shown in frames(scenes, 1 / EVERY_S)]


def states(reports: list[Report]) -> set[str]:
    return {report["state"] for report in reports}


def test_an_announced_frame_in_three_seconds_is_calibrated_and_focused() -> None:
    reports = watch((CALIBRATED_S, [CALM]), (30, [CALM]))
    assert reports[0]["state"] == "calibrating"
    assert states(reports[-10:]) == {"focused"}


def test_frames_as_far_apart_without_a_word_are_gaps() -> None:
    assert states(watch((2 * CALIBRATED_S, [CALM]), announced=False)) == {"calibrating"}


def test_confusion_and_absence_are_still_told_only_later() -> None:
    reports = watch((CALIBRATED_S, [CALM]), (60, [PUZZLED]), (12, []))
    assert "confused" in states(reports)
    assert reports[-1]["state"] == "absent"


def test_a_second_face_and_nobody_are_alerts_at_their_second_picture() -> None:
    twins = [replace(CALM, centre=(0.3, 0.5)), replace(CALM, centre=(0.7, 0.5))]
    told = watch((CALIBRATED_S, [CALM]), (2 * EVERY_S, twins), (30, [CALM]), (6 * EVERY_S, []))
    seconds = [report["alerts"] for report in told if report["measures"]["faces"] == 2]
    nobody = [report["alerts"] for report in told if report["measures"]["faces"] == 0]
    assert seconds == [[], ["multiple_faces"]]
    assert nobody == [[], *[["no_face"]] * 5]


def test_blinks_closed_lids_over_a_minute_and_speech_are_not_told() -> None:
    for report in watch((CALIBRATED_S, [CALM]), (90, [CALM])):
        assert [report["measures"][name] for name in UNTOLD] == [None] * len(UNTOLD)

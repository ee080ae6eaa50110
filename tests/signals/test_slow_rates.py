"""Slow rates: an announced frame in one to three seconds is a lesson, and what it cannot tell is not told."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from signals import Pipeline, Report, load_parameters
from tests.signals.lesson import CALM, PUZZLED, Scene, frames

EVERY_S = 3.0
RATES_S = [1.0, 2.0, 3.0]
SHUT = replace(CALM, closure=1)
ASIDE = replace(CALM, yaw_deg=45, gaze_yaw_deg=45)
LOWERED = replace(CALM, pitch_deg=-34, gaze_pitch_deg=-48, closure=0.3)
TWO = [replace(CALM, centre=(0.3, 0.5)), replace(CALM, centre=(0.7, 0.5))]
CALIBRATED_S = 100.0
UNTOLD = ("blinks", "blink_rate_per_min", "perclos", "speaking")


def watch(*scenes: Scene, announced: bool = True, every_s: float = EVERY_S) -> list[Report]:
    """Return what is said of one frame in so many seconds."""
    pipeline = Pipeline(load_parameters(), {"proctoring": True})
    slow: dict[str, Any] = {"every_s": every_s} if announced else {}
    return [pipeline.update(shown | slow) for shown in frames(scenes, 1 / every_s)]


def after(every_s: float, *scenes: Scene) -> list[Report]:
    """Return what is said of scenes after a calibration, of which the last frame lies just before them."""
    frames_before = CALIBRATED_S // every_s
    return watch((frames_before * every_s, [CALM]), *scenes, every_s=every_s)[int(frames_before) :]


def delay_s(reports: list[Report], every_s: float, matches: Callable[[Report], bool]) -> float:
    """Return how long after the frame before the first report one matches."""
    return every_s * (1 + next(number for number, report in enumerate(reports) if matches(report)))


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


@pytest.mark.parametrize("every_s", RATES_S)
@pytest.mark.parametrize(
    ("faces", "alert", "limit_s"),
    [([], "no_face", 5.0), (TWO, "multiple_faces", 2.0), ([ASIDE], "gaze_away", 5.0)],
)
def test_alerts_come_within_half_their_time_more_or_two_frames(
    faces: list[Any], alert: str, limit_s: float, every_s: float
) -> None:
    late_s = delay_s(after(every_s, (30, faces)), every_s, lambda report: alert in report["alerts"])
    assert limit_s / 2 < late_s <= max(1.5 * limit_s, 2 * every_s)


@pytest.mark.parametrize("every_s", RATES_S)
@pytest.mark.parametrize(("face", "state"), [(ASIDE, "away"), (LOWERED, "down")])
def test_a_look_elsewhere_is_told_and_ends_within_half_its_time_more_or_two_frames(
    face: Any, state: str, every_s: float
) -> None:
    reports = after(every_s, (30, [face]), (30, [CALM]))
    late_s = delay_s(reports, every_s, lambda report: report["state"] == state)
    looking = int(30 / every_s)
    back_s = delay_s(reports[looking:], every_s, lambda report: report["state"] == "focused")
    assert every_s < late_s <= max(3, 2 * every_s)
    assert back_s <= max(3, 2 * every_s)


@pytest.mark.parametrize("every_s", RATES_S)
def test_who_sleeps_is_drowsy_at_the_third_frame_and_no_more_thirty_seconds_after_waking(
    every_s: float,
) -> None:
    reports = after(every_s, (30, [SHUT]), (60, [CALM]))
    asleep = int(30 / every_s)
    told = [report["state"] for report in reports]
    assert told.index("drowsy") == 2
    assert set(told[2:asleep]) == {"drowsy"}
    assert "drowsy" not in told[asleep + int(30 / every_s) - 1 :]


@pytest.mark.parametrize("every_s", RATES_S)
def test_frames_that_met_a_blink_are_no_closed_eyes_and_no_sleep(every_s: float) -> None:
    blink, open_eyes = (every_s, [SHUT]), (2 * every_s, [CALM])
    reports = after(every_s, *[blink, open_eyes] * 6, blink, blink, open_eyes)
    assert "drowsy" not in states(reports)
    assert all("eyes_closed" not in report["cues"] for report in reports[:18])

"""Calibration: what is said of a face within its first half minute, and what its baseline can know."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from offline.replay.batch import BatchPipeline
from offline.synthetic.people.face import Face
from signals import Report, load_parameters
from tests.signals.lesson import CALM, PUZZLED, Scene, frames

BESIDE = replace(CALM, yaw_deg=40, gaze_yaw_deg=42)
LOW = replace(CALM, pitch_deg=28, gaze_pitch_deg=28)
HIGH = replace(CALM, pitch_deg=-32, gaze_pitch_deg=-32)
ON_ITS_SIDE = replace(CALM, roll_deg=90)
BEAMING = replace(CALM, smile=1)
ASLEEP = replace(CALM, closure=1)
NARROWED = replace(CALM, closure=0.6)
AT_LIMIT = replace(CALM, pitch_deg=-23, gaze_pitch_deg=-23)
BEYOND_LIMIT = replace(CALM, pitch_deg=-27, gaze_pitch_deg=-27)
# Until then there is a label, or a reason.
PATIENCE_S = 20.0
RATES = [2, 5, 30]


def said(
    scenes: Sequence[Scene], fps: float = 5, masked: Sequence[str] = (), every_s: float | None = None
) -> list[tuple[float, Report]]:
    """Return what is said from the first frame on."""
    pipeline = BatchPipeline(load_parameters(), {"proctoring": True, "masked": list(masked)})
    announced = {} if every_s is None else {"every_s": every_s}
    shown: Iterator[dict[str, Any]] = (frame | announced for frame in frames(scenes, fps))
    return [(frame["t_s"], report) for frame, report in pipeline.update_all(shown)]


def between(reports: list[tuple[float, Report]], start_s: float, end_s: float) -> list[Report]:
    return [report for t_s, report in reports if start_s <= t_s < end_s]


def states(reports: list[Report]) -> set[str]:
    return {report["state"] for report in reports}


def reasons(reports: list[Report]) -> set[object]:
    return {report["measures"]["reason"] for report in reports}


@pytest.mark.parametrize("fps", RATES)
@pytest.mark.parametrize(
    ("face", "reason"),
    [(BESIDE, "camera_beside"), (LOW, "camera_low"), (HIGH, "camera_high")],
    ids=["beside", "low", "high"],
)
def test_a_camera_that_stands_elsewhere_gives_a_label_within_twenty_seconds_and_advice(
    face: Face, reason: str, fps: float
) -> None:
    reports = said([(PATIENCE_S + 10, [face])], fps)
    assert states(between(reports, PATIENCE_S, 100)) == {"focused"}
    assert reasons(between(reports, 5, 100)) == {reason}


@pytest.mark.parametrize("fps", RATES)
@pytest.mark.parametrize(("inside_s", "beyond_s", "reason"), [(2.0, 1.0, None), (1.0, 2.0, "camera_high")])
def test_a_pose_at_a_limit_is_told_within_twenty_seconds_by_what_most_of_it_showed(
    inside_s: float, beyond_s: float, reason: str | None, fps: float
) -> None:
    reports = said([(inside_s, [AT_LIMIT]), (beyond_s, [BEYOND_LIMIT])] * 8, fps)
    told = between(reports, PATIENCE_S, 100)
    assert states(told) == {"focused"}
    assert reasons(told) == {reason}


def test_a_profile_and_the_rest_after_it_are_two_poses_and_none_is_told_by_both() -> None:
    reports = said([(14, [BESIDE]), (20, [CALM])])
    assert states(between(reports, 0, 28)) == {"calibrating"}
    assert (reports[-1][1]["state"], reports[-1][1]["measures"]["reason"]) == ("focused", None)


@pytest.mark.parametrize("turn_deg", [-35, 20])
def test_beside_the_camera_the_head_tells_who_looks_away(turn_deg: float) -> None:
    elsewhere = replace(BESIDE, yaw_deg=40 + turn_deg, gaze_yaw_deg=42 + turn_deg)
    reports = said([(22, [BESIDE]), (1.5, [elsewhere]), (5, [BESIDE]), (6, [replace(BESIDE, pitch_deg=-35)])])
    assert states(between(reports, 24, 28)) == {"focused"}
    assert reports[-1][1]["state"] == "down"


def test_away_to_the_far_side_of_a_camera_that_stands_beside_is_away() -> None:
    aside = replace(BESIDE, yaw_deg=5, pitch_deg=22, gaze_yaw_deg=5)
    assert states(between(said([(22, [BESIDE]), (8, [aside])]), 25, 30)) == {"away"}


def test_what_cannot_be_read_beside_the_camera_is_not_told() -> None:
    frowning = replace(BESIDE, brow_lowered=1, roll_deg=14)
    reports = between(said([(22, [BESIDE]), (10, [frowning])]), 24, 40)
    assert states(reports) == {"focused"}
    assert {cue for report in reports for cue in report["cues"]} == {"gaze_centred"}


@pytest.mark.parametrize("fps", RATES)
def test_a_picture_on_its_side_is_unknown_within_twenty_seconds_and_says_why(fps: float) -> None:
    reports = said([(PATIENCE_S + 10, [ON_ITS_SIDE])], fps)
    late = between(reports, PATIENCE_S, 100)
    assert states(late) == {"unknown"}
    assert reasons(late) == {"camera_sideways"}
    assert [report["cues"] for report in late] == [["camera"]] * len(late)


@pytest.mark.parametrize("face", [ON_ITS_SIDE, BESIDE, LOW], ids=["on its side", "beside", "low"])
def test_a_camera_that_is_turned_right_is_calibrated_anew_by_itself(face: Face) -> None:
    reports = said([(25, [face]), (40, [replace(CALM, centre=(0.65, 0.5), distance_cm=70)])])
    assert states(between(reports, 31, 39)) == {"calibrating"}
    assert reports[-1][1]["state"] == "focused"
    assert reports[-1][1]["measures"]["reason"] is None
    assert {alert for _, report in reports for alert in report["alerts"]} == set()


def test_a_face_that_is_read_again_for_long_is_calibrated_anew() -> None:
    reports = said([(25, [BESIDE]), (40, [CALM])])
    assert states(between(reports, 41, 54)) == {"calibrating"}
    assert (reports[-1][1]["state"], reports[-1][1]["measures"]["reason"]) == ("focused", None)


def test_a_look_into_a_camera_that_stands_beside_is_away_and_calibrates_nothing() -> None:
    reports = said([(25, [BESIDE]), (12, [CALM]), (10, [BESIDE])])
    assert states(between(reports, 28, 37)) == {"away"}
    assert "calibrating" not in states(between(reports, 20, 100))
    assert reports[-1][1]["state"] == "focused"


def test_a_look_into_the_camera_from_another_seat_is_away_and_calibrates_nothing() -> None:
    moved, looking = replace(BESIDE, centre=(0.65, 0.5)), replace(CALM, centre=(0.65, 0.5))
    reports = said([(25, [BESIDE]), (60, [moved]), (10, [looking]), (10, [moved])])
    assert states(between(reports, 88, 95)) == {"away"}
    assert reports[-1][1]["state"] == "focused"


def test_a_head_that_is_switched_off_cannot_stand_in_for_a_face_that_cannot_be_read() -> None:
    last = said([(25, [BESIDE])], masked=["head"])[-1][1]
    assert (last["state"], last["cues"]) == ("unknown", ["camera"])


def test_a_head_that_is_switched_off_in_mid_lesson_ends_a_baseline_of_the_head_alone() -> None:
    pipeline = BatchPipeline(load_parameters(), {})
    reports = []
    for number, frame in enumerate(frames([(50, [BESIDE])], 5)):
        if number == 125:
            pipeline.mask(["head"])
        reports.append(pipeline.update(frame))
    assert (reports[120]["state"], reports[-1]["state"]) == ("focused", "unknown")


@pytest.mark.parametrize("fps", RATES)
def test_shut_eyes_are_no_baseline_and_stay_on_the_device(fps: float) -> None:
    reports = said([(25, [ASLEEP]), (25, [CALM])], fps)
    asleep = between(reports, PATIENCE_S, 25)
    assert states(asleep) == {"unknown"}
    assert reasons(asleep) == {"eyes_shut"}
    assert [report["cues"] for report in asleep] == [[]] * len(asleep)
    assert reports[-1][1]["state"] == "focused"


def test_eyes_that_come_and_go_at_the_limit_are_a_reason_within_twenty_seconds() -> None:
    reports = said([(1.0, [ASLEEP]), (1.6, [NARROWED])] * 10)
    assert {(report["state"], report["measures"]["reason"]) for report in between(reports, 18.5, 20)} == {
        ("unknown", "eyes_shut")
    }


def test_who_sleeps_beside_the_camera_is_not_focused() -> None:
    assert "focused" not in states(between(said([(40, [replace(BESIDE, closure=1)])]), 0, 100))


def test_who_begins_asleep_is_drowsy_when_the_eyes_fall_shut_again() -> None:
    reports = said([(25, [ASLEEP]), (25, [CALM]), (6, [ASLEEP])])
    assert reports[-1][1]["state"] == "drowsy"


def test_a_baseline_of_narrowed_eyes_is_over_once_they_are_open() -> None:
    reports = said([(20, [NARROWED]), (100, [CALM]), (6, [ASLEEP])])
    assert states(between(reports, 25, 120)) == {"focused"}
    assert reports[-1][1]["state"] == "drowsy"


def test_a_moment_of_wide_eyes_keeps_the_baseline() -> None:
    reports = said([(20, [NARROWED]), (12, [CALM]), (10, [NARROWED])])
    assert states(between(reports, 33, 50)) == {"focused"}


def test_eyes_that_cannot_be_seen_are_told_after_fifteen_seconds_and_the_head_serves() -> None:
    aside = replace(CALM, yaw_deg=35, gaze_yaw_deg=35)
    pipeline = BatchPipeline(load_parameters(), {})
    hidden = [without_eyes(frame) for frame in frames([(22, [CALM]), (6, [aside])], 5)]
    reports = [(frame["t_s"], report) for frame, report in pipeline.update_all(hidden)]
    assert states(between(reports, 16, 22)) == {"focused"}
    assert reasons(between(reports, 5, 22)) == {"no_eyes"}
    assert reports[-1][1]["state"] == "away"


def without_eyes(frame: dict[str, Any]) -> dict[str, Any]:
    """Return a frame whose irises lie beside the eyes."""
    aside = np.zeros((478, 3))
    aside[468:, 0] = 0.05
    return {**frame, "faces": [face + aside for face in frame["faces"]]}


def test_a_baseline_that_smiled_knows_no_smile_and_no_confusion_until_the_mouth_has_rested() -> None:
    reports = said([(20, [BEAMING]), (8, [replace(PUZZLED, smile=1)]), (35, [CALM]), (8, [PUZZLED])])
    assert states(between(reports, 16, 28)) == {"focused"}
    assert reports[-1][1]["state"] == "confused"
    assert "no_smile" in reports[-1][1]["cues"]


def test_a_frown_under_a_beaming_baseline_is_not_confused_before_the_mouth_has_rested() -> None:
    reports = said([(20, [BEAMING]), (4, [CALM]), (8, [PUZZLED])])
    assert "confused" not in states(between(reports, 0, 40))


@pytest.mark.parametrize(
    "scenes",
    [
        [(22.0, [CALM])],
        [(8.0, [BESIDE]), (22.0, [CALM])],
        [(0.4, [CALM]), (0.4, [replace(CALM, gaze_yaw_deg=20)])] * 40,
        [(6.0, [ASLEEP]), (3.0, [CALM]), (6.0, [ON_ITS_SIDE]), (30.0, [CALM])],
    ],
    ids=["calm", "beside at first", "wandering", "all of it"],
)
def test_progress_never_falls_and_is_full_only_when_calibrated(scenes: list[Scene]) -> None:
    reports = [report for _, report in said(scenes)]
    shown = [report["measures"]["baseline_progress"] for report in reports]
    until = next(
        place for place, report in enumerate(reports) if report["state"] not in ("calibrating", "unknown")
    )
    assert all(before <= after for before, after in pairwise(shown[:until]))  # type: ignore[operator]
    # The last frame of a calibration completes it.
    assert max(shown[: until - 1]) < 1  # type: ignore[type-var, operator]


def test_eyes_that_wander_are_what_is_missing_from_fifteen_seconds_on() -> None:
    reports = said([(0.4, [CALM]), (0.4, [replace(CALM, gaze_yaw_deg=20)])] * 40)
    assert reasons(between(reports, 0, 15)) == {None}
    assert reasons(between(reports, 15.4, 30)) == {"gaze_unsteady"}
    assert states(between(reports, 0, 30)) == {"calibrating"}
    assert states(between(reports, 31, 32)) <= {"focused", "neutral"}


def test_a_head_that_never_holds_still_gets_a_reason() -> None:
    poses = [replace(CALM, yaw_deg=40 * side, pitch_deg=25 * way) for side in (-1, 1) for way in (-1, 1)]
    reports = said([(0.6, [pose]) for _ in range(15) for pose in poses])
    late = between(reports, 31, 100)
    assert states(late) == {"unknown"}
    assert None not in reasons(late)


@pytest.mark.parametrize("every_s", [1.5, 2, 3])
def test_an_announced_slow_rate_is_calibrated_within_forty_seconds(every_s: float) -> None:
    reports = said([(60, [CALM])], 1 / every_s, every_s=every_s)
    assert states(between(reports, 40, 100)) == {"focused"}

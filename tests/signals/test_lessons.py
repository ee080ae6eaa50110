"""Behaviour: what a whole lesson is called, at any frame rate, against what the script did."""

from dataclasses import replace
from itertools import pairwise

import pytest

from offline.synthetic.people.face import Face
from signals import Pipeline, load_parameters
from tests.signals.lesson import CALM, PUZZLED, alert_onset, first, frames, onset, states, watch

RATES = [5, 10, 30]
LEFT = replace(CALM, yaw_deg=30, gaze_yaw_deg=45)
RIGHT = replace(CALM, yaw_deg=-30, gaze_yaw_deg=-45)
UP = replace(CALM, pitch_deg=15, gaze_pitch_deg=30)
DOWN = replace(CALM, pitch_deg=-40, gaze_pitch_deg=-55)
SMOOTHING_S = 1.2


def within(actual: float | None, low: float, high: float, fps: float = 5) -> bool:
    """Return whether a time lies in a span or a step before: a frame speaks for the step that led to it."""
    return actual is not None and low - 1 / fps - 1e-6 <= actual <= high


@pytest.mark.parametrize("fps", RATES)
def test_confused_comes_four_seconds_after_its_cues_and_leaves_after_them(fps: int) -> None:
    lesson = watch([(4, [CALM]), (10, [PUZZLED]), (6, [CALM])], fps)
    assert states(lesson) == ["focused", "confused", "focused"]
    assert within(onset(lesson, "confused"), 8, 8 + SMOOTHING_S, fps)
    assert within(onset(lesson, "focused", after_s=10), 14, 17.5)


@pytest.mark.parametrize("fps", RATES)
def test_a_confused_report_names_its_four_cues(fps: int) -> None:
    lesson = watch([(8, [PUZZLED])], fps)
    assert lesson[-1].report["cues"] == ["brow_lowered", "head_tilted", "no_smile", "gaze_centred"]


@pytest.mark.parametrize("fps", RATES)
@pytest.mark.parametrize(
    "face",
    [
        replace(PUZZLED, smile=1),
        replace(PUZZLED, roll_deg=2),
        replace(PUZZLED, brow_lowered=0),
        replace(PUZZLED, gaze_yaw_deg=25),
    ],
    ids=["smiling", "upright", "brow at rest", "looking aside"],
)
def test_confused_never_comes_with_one_cue_missing(face: Face, fps: int) -> None:
    assert onset(watch([(12, [face])], fps), "confused") is None


@pytest.mark.parametrize("fps", RATES)
def test_confused_never_comes_for_half_the_time(fps: int) -> None:
    lesson = watch([(2, [PUZZLED]), (2, [CALM])] * 4, fps)
    assert onset(lesson, "confused") is None


@pytest.mark.parametrize("fps", RATES)
def test_a_tilt_lost_for_a_second_starts_strict_anew_and_only_halts_balanced(fps: int) -> None:
    upright = replace(PUZZLED, roll_deg=2)
    scenes = [(3.5, [PUZZLED]), (2, [upright]), (2.5, [PUZZLED])]
    assert onset(watch(scenes, fps), "confused") is None
    assert within(onset(watch(scenes, fps, sensitivity="balanced"), "confused"), 3, 8, fps)


@pytest.mark.parametrize("fps", RATES)
def test_the_brow_without_a_tilt_is_confused_by_the_rule_brow_alone(fps: int) -> None:
    upright = replace(PUZZLED, roll_deg=0)
    # A frown comes on as muscles move.
    scenes = [(0.1, [replace(upright, brow_lowered=share / 5)]) for share in range(1, 5)]
    scenes.append((8.0, [upright]))
    assert within(onset(watch(scenes, fps, sensitivity="brow"), "confused"), 3, 3 + SMOOTHING_S, fps)
    assert onset(watch(scenes, fps, sensitivity="balanced"), "confused") is None
    assert onset(watch(scenes, fps), "confused") is None


@pytest.mark.parametrize("fps", RATES)
def test_a_head_turned_too_far_to_read_its_face_counts_against_confusion(fps: int) -> None:
    turned = replace(PUZZLED, yaw_deg=35, gaze_yaw_deg=50)
    lesson = watch([(3.5, [PUZZLED]), (1.5, [turned]), (2.5, [PUZZLED])], fps)
    assert onset(lesson, "confused") is None


@pytest.mark.parametrize("fps", RATES)
@pytest.mark.parametrize(
    ("face", "cue"),
    [(LEFT, "gaze_left"), (RIGHT, "gaze_right"), (UP, "gaze_up")],
    ids=["left", "right", "up"],
)
def test_away_comes_after_two_seconds_with_its_side(face: Face, cue: str, fps: int) -> None:
    lesson = watch([(2, [CALM]), (4, [face])], fps)
    assert within(onset(lesson, "away"), 4, 5, fps)
    assert cue in lesson[-1].report["cues"]
    assert alert_onset(lesson, "gaze_away") is None


@pytest.mark.parametrize("fps", RATES)
def test_gaze_away_is_an_alert_after_five_seconds_and_ends_with_away(fps: int) -> None:
    lesson = watch([(7, [LEFT]), (4, [CALM])], fps)
    assert within(alert_onset(lesson, "gaze_away"), 5, 6, fps)
    assert lesson[-1].report["alerts"] == []
    assert lesson[-1].state == "focused"


@pytest.mark.parametrize("fps", RATES)
def test_down_is_never_an_alert(fps: int) -> None:
    lesson = watch([(40, [DOWN])], fps)
    assert within(onset(lesson, "down"), 2, 3, fps)
    assert all(moment.report["alerts"] == [] for moment in lesson)
    assert lesson[-1].report["cues"] == ["gaze_down"]


@pytest.mark.parametrize("fps", RATES)
def test_absence_is_told_after_one_second_alerted_after_five_and_over_at_once(fps: int) -> None:
    lesson = watch([(2, [CALM]), (8, []), (3, [CALM])], fps)
    assert within(onset(lesson, "absent"), 3, 3.3, fps)
    assert within(alert_onset(lesson, "no_face"), 7, 7.3, fps)
    assert within(first(lesson, lambda moment: moment.t_s >= 10 and moment.state != "absent"), 10, 11)
    assert lesson[-1].report["alerts"] == []


def test_a_face_lost_for_half_a_second_changes_nothing() -> None:
    lesson = watch([(2, [CALM]), (0.6, []), (2, [CALM])])
    assert states(lesson) == ["focused"]


@pytest.mark.parametrize("fps", RATES)
def test_a_second_face_is_an_alert_after_two_seconds(fps: int) -> None:
    pair = [replace(CALM, centre=(0.3, 0.5)), replace(CALM, centre=(0.7, 0.5))]
    lesson = watch([(2, [CALM]), (4, pair), (3, [CALM])], fps)
    assert within(alert_onset(lesson, "multiple_faces"), 4, 4.4, fps)
    assert lesson[-1].report["alerts"] == []


def test_a_much_smaller_second_face_does_not_count() -> None:
    print_on_a_shirt = replace(CALM, centre=(0.5, 0.85), distance_cm=190)
    lesson = watch([(6, [CALM, print_on_a_shirt])])
    assert alert_onset(lesson, "multiple_faces") is None


def test_without_proctoring_nothing_is_an_alert() -> None:
    lesson = watch([(8, []), (8, [LEFT]), (8, [CALM, CALM])], proctoring=False)
    assert all(moment.report["alerts"] == [] for moment in lesson)


@pytest.mark.parametrize(
    ("face", "reason"),
    [(replace(CALM, distance_cm=200), "face_small"), (replace(CALM, centre=(0.95, 0.5)), "face_cut")],
    ids=["small", "cut"],
)
def test_an_unmeasurable_face_is_unknown_after_one_second(face: Face, reason: str) -> None:
    lesson = watch([(2, [CALM]), (4, [face]), (4, [CALM])])
    assert states(lesson) == ["focused", "unknown", "focused"]
    told = next(moment.report for moment in lesson if moment.state == "unknown")
    assert told["cues"] == ["face"]
    assert told["measures"]["reason"] == reason


def test_closed_eyes_are_told_and_are_not_focused() -> None:
    lesson = watch([(2, [CALM]), (4, [replace(CALM, closure=1)])])
    assert states(lesson) == ["focused", "drowsy"]
    assert "eyes_closed" in lesson[-1].report["cues"]


def test_a_blink_changes_nothing() -> None:
    lesson = watch([(1, [CALM]), (0.2, [replace(CALM, closure=1)]), (1, [CALM])], fps=10)
    assert states(lesson) == ["focused"]
    assert all("eyes_closed" not in moment.report["cues"] for moment in lesson)


def test_the_same_lesson_has_the_same_labels_at_every_frame_rate() -> None:
    scenes = [(6, [PUZZLED]), (4, [CALM]), (5, [LEFT]), (4, [CALM]), (5, [DOWN]), (4, []), (4, [CALM])]
    lessons = [watch(scenes, fps) for fps in RATES]
    changes = [
        [(moment.t_s, moment.state) for before, moment in pairwise(lesson) if before.state != moment.state]
        for lesson in lessons
    ]
    assert [[state for _, state in part] for part in changes] == [[state for _, state in changes[0]]] * 3
    for slow, quick in zip(changes[0], changes[2], strict=True):
        assert abs(slow[0] - quick[0]) <= 0.5


def test_portrait_and_landscape_give_the_same_labels() -> None:
    scenes = [(6, PUZZLED), (4, CALM), (5, LEFT), (4, CALM)]
    wide = watch([(seconds, [face]) for seconds, face in scenes])
    tall = watch([(seconds, [upright(face)]) for seconds, face in scenes], calm=upright(CALM))
    assert states(wide) == states(tall)
    assert "confused" in states(tall)
    assert "away" in states(tall)


def upright(face: Face) -> Face:
    return replace(face, width=480, height=640)


def test_calibration_takes_fifteen_seconds_of_valid_frames_and_tells_its_progress() -> None:
    pipeline = Pipeline(load_parameters(), {})
    profile = replace(CALM, yaw_deg=45)
    reports = [pipeline.update(shown) for shown in frames([(7.5, [CALM]), (5, [profile]), (10, [CALM])], 10)]
    progress = [report["measures"]["baseline_progress"] for report in reports]
    assert progress[0] == 0
    assert progress[75] == progress[124] == pytest.approx(0.5, abs=0.01)
    assert [report["state"] for report in reports].index("focused") in range(204, 209)


def test_wandering_eyes_prolong_the_calibration_to_at_most_thirty_seconds() -> None:
    pipeline = Pipeline(load_parameters(), {})
    aside = replace(CALM, gaze_yaw_deg=20)
    shown = frames([(0.4, [CALM]), (0.4, [aside])] * 50, 5)
    calibrating = [pipeline.update(one)["state"] == "calibrating" for one in shown]
    assert 30 <= calibrating.index(False) / 5 <= 30.6


def test_a_gap_is_never_an_alert_and_keeps_the_baseline() -> None:
    pipeline = Pipeline(load_parameters(), {"proctoring": True})
    for shown in frames([(20, [CALM]), (4.5, [])], 5):
        pipeline.update(shown)
    after = [pipeline.update(shown) for shown in frames([(0.8, []), (2, [CALM])], 5, start_s=600)]
    assert after[0]["state"] == "unknown"
    assert after[-1]["state"] == "focused"
    assert all(report["alerts"] == [] for report in after)
    assert all(report["measures"]["baseline_progress"] == 1 for report in after)

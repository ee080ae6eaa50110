"""The pipeline's promises: it is built or says why not, and it never fails on a frame."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from offline.synthetic.people.face import Face, frame
from signals import MEASURES, ParameterError, Pipeline, SettingsError, load_parameters
from tests.signals.lesson import CALM, watch

PARAMETERS = load_parameters()
# What whoever plays a recording, or counts heads, reads and no pipeline.
OTHERS = ("recording_", "audience_")
USED = sorted(name for name in PARAMETERS if not name.startswith(OTHERS))
FRAME = frame(0, CALM)


def pipeline() -> Pipeline:
    return Pipeline(PARAMETERS, {})


@pytest.mark.parametrize("name", USED)
def test_a_missing_parameter_is_named(name: str) -> None:
    lacking = {other: entry for other, entry in PARAMETERS.items() if other != name}
    with pytest.raises(ParameterError, match=f"parameter {name} is missing"):
        Pipeline(lacking, {})


@pytest.mark.parametrize("name", USED)
def test_a_parameter_that_is_text_is_named(name: str) -> None:
    with pytest.raises(ParameterError, match=f"parameter {name} must be"):
        Pipeline({**PARAMETERS, name: {"value": "much"}}, {})


@pytest.mark.parametrize(
    "settings",
    [
        {"proctoring": 1},
        {"proctoring": None},
        {"procturing": True},
        {"sensitivity": "lax"},
        {"sensitivity": ["strict"]},
        {"sensitivity": None},
        {"masked": ["brows"]},
        {"masked": "brow"},
        {"masked": [1]},
    ],
)
def test_a_setting_that_cannot_be_used_is_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(SettingsError):
        Pipeline(PARAMETERS, settings)


BAD_FRAMES = {
    "a time that is no number": ({"t_s": math.nan}, "not_finite"),
    "an endless time": ({"t_s": math.inf}, "not_finite"),
    "a width of 0": ({"width": 0}, "bad_size"),
    "a height that is no number": ({"height": math.nan}, "bad_size"),
    "a luma that is no number": ({"luma": math.nan}, "bad_luma"),
    "468 points": ({"faces": [FRAME["faces"][0][:468]]}, "wrong_point_count"),
    "rows of two": ({"faces": [FRAME["faces"][0][:, :2]]}, "wrong_point_count"),
    "ragged rows": ({"faces": [[[0, 0, 0], [0, 0]]]}, "wrong_point_count"),
    "no points": ({"faces": [[]]}, "wrong_point_count"),
    "a bad second face": ({"faces": [FRAME["faces"][0], np.full((478, 3), np.nan)]}, "not_finite"),
}


@pytest.mark.parametrize(("changes", "reason"), BAD_FRAMES.values(), ids=BAD_FRAMES.keys())
def test_a_bad_frame_is_unknown_at_once_with_its_reason(changes: dict[str, Any], reason: str) -> None:
    report = pipeline().update({**FRAME, **changes})
    assert (report["state"], report["cues"], report["alerts"]) == ("unknown", [], [])
    assert report["measures"]["reason"] == reason


ODD_FACES = {
    "all points on one spot": (np.full((478, 3), 0.5), "face_small"),
    "all points on one line": (np.linspace([0.3, 0.5, 0], [0.7, 0.5, 0], 478), "poor_fit"),
    "far outside": (np.full((478, 3), 1e300), "face_cut"),
    "endlessly deep": (np.full((478, 3), [0.5, 0.5, -1e300]), "poor_fit"),
    "noise": (np.random.default_rng(1).random((478, 3)), "poor_fit"),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("face", "reason"), ODD_FACES.values(), ids=ODD_FACES.keys())
def test_a_mesh_that_is_no_face_is_unknown_after_a_second(face: np.ndarray[Any, Any], reason: str) -> None:
    running = pipeline()
    reports = [running.update({**FRAME, "t_s": i / 4, "faces": [face]}) for i in range(6)]
    assert reports[0]["measures"]["reason"] == reason
    assert [report["state"] for report in reports] == ["calibrating"] * 4 + ["unknown"] * 2
    assert reports[-1]["measures"]["yaw_deg"] is None


# A mesh on one spot but for one point: only what a measure is read off may cut the face.
LEAVING = {
    "hairline": (10, -0.1, "face_small"),
    "chin": (152, 1.4, "face_small"),
    "cheek": (117, -0.3, "face_small"),
    "hairline, farther than any": (10, -0.51, "poor_fit"),
    "brow": (55, -0.001, "face_cut"),
    "outer brow": (70, -0.001, "face_cut"),
    "eye corner": (33, 1.001, "face_cut"),
    "lid": (160, -0.001, "face_cut"),
    "iris": (473, -0.001, "face_cut"),
    "mouth corner": (61, 1.001, "face_cut"),
    "lip": (178, 1.001, "face_cut"),
}


@pytest.mark.parametrize(("point", "place", "reason"), LEAVING.values(), ids=LEAVING.keys())
def test_only_a_point_that_is_read_may_cut_the_face(point: int, place: float, reason: str) -> None:
    mesh = np.full((478, 3), [0.5, 0.5, 0])
    mesh[point, 1] = place
    assert pipeline().update({**FRAME, "faces": [mesh]})["measures"]["reason"] == reason


def test_a_forehead_out_of_the_picture_is_measured_all_the_same() -> None:
    whole = Face(pitch_deg=-8, distance_cm=45, centre=(0.5, 0.22))
    shown = frame(0.0, whole)
    assert shown["faces"][0][10, 1] < 0
    measures = pipeline().update(shown)["measures"]
    assert measures["reason"] is None
    assert measures["pitch_deg"] == pytest.approx(-8, abs=0.5)


def test_measures_always_have_the_same_names() -> None:
    running = pipeline()
    for shown in (FRAME, frame(0.2), {**FRAME, "t_s": math.nan}, {**FRAME, "t_s": 0.4, "width": 0}):
        assert tuple(running.update(shown)["measures"]) == MEASURES


def test_nested_lists_are_frames_too() -> None:
    nested = {**FRAME, "faces": [face.tolist() for face in FRAME["faces"]]}
    assert pipeline().update(nested) == pipeline().update(FRAME)


def test_a_time_of_zero_is_a_time() -> None:
    running = pipeline()
    running.update(frame(0, CALM))
    assert running.update(frame(0.5, CALM))["measures"]["baseline_progress"] == pytest.approx(0.5 / 15)


def test_the_widest_face_is_the_student() -> None:
    small = replace(CALM, yaw_deg=20, distance_cm=90, centre=(0.2, 0.5))
    assert pipeline().update(frame(0, small, CALM))["measures"]["yaw_deg"] == pytest.approx(0, abs=0.1)


def test_the_input_is_left_as_it_was() -> None:
    before = FRAME["faces"][0].copy()
    pipeline().update(FRAME)
    assert np.array_equal(before, FRAME["faces"][0])


def test_every_report_is_measured_once_the_baseline_is_there_but_for_what_needs_a_minute() -> None:
    measures = watch([(1, [CALM])])[-1].report["measures"]
    assert [name for name, value in measures.items() if value is None] == [
        "perclos",
        "blinks",
        "blink_rate_per_min",
        "reason",
    ]

"""Masks: what a student has switched off is never on, never listed, and never counts against the student."""

from dataclasses import replace
from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from offline.replay.batch import BatchPipeline
from offline.synthetic import parse_script, play
from offline.synthetic.people.pose import Array
from signals import CUES, Pipeline, Report, load_parameters
from signals.contract.parameters import SettingsError
from signals.cues.cues import CUES_OF
from tests.signals.lesson import CALM, PUZZLED, frames
from tests.signals.scripts import CALIBRATION_S, scene, script

MASKS = [tuple(names) for count in (1, 2) for names in combinations(CUES_OF, count)]
# Few frames, for sixteen pipelines read all of them.
FPS = 5
SOONER = 3
IRISES = slice(468, 478)
# What a student does in two minutes, without what nobody can label.
LESSON = [
    scene("attend", CALIBRATION_S),
    *(scene(name, 8) for name in ("confused", "attend", "second_screen", "attend", "take_notes", "attend")),
    *(scene(name, 8) for name in ("doze", "attend", "leave", "attend", "talk", "smile", "read", "attend")),
]


@cache
def lesson() -> list[dict[str, Any]]:
    """Return the frames of the lesson; nothing is dropped."""
    return [frame for frame, _ in play(parse_script(script(*LESSON, fps=FPS)))]


@cache
def reports(masked: tuple[str, ...]) -> list[Report]:
    pipeline = BatchPipeline(load_parameters(), {"proctoring": True, "masked": list(masked)})
    return [report for _, report in pipeline.update_all(lesson())]


def states(masked: tuple[str, ...]) -> list[str]:
    return [report["state"] for report in reports(masked)]


def name_of(masked: tuple[str, ...]) -> str:
    return " and ".join(masked)


def test_every_cue_but_those_of_the_picture_can_be_switched_off() -> None:
    hidden = [cue for cues in CUES_OF.values() for cue in cues]
    assert sorted(hidden) == sorted(set(CUES) - {"light", "camera", "face"})


def test_the_unmasked_lesson_has_every_state_a_mask_could_touch() -> None:
    assert {"focused", "confused", "away", "down", "absent"} <= set(states(()))


@pytest.mark.parametrize("masked", MASKS, ids=name_of)
def test_a_masked_cue_is_never_listed(masked: tuple[str, ...]) -> None:
    hidden = {cue for name in masked for cue in CUES_OF[name]}
    listed = {cue for report in reports(masked) for cue in report["cues"]}
    assert hidden & listed == set()
    assert listed != set()


@pytest.mark.parametrize("masked", MASKS, ids=name_of)
def test_a_mask_never_takes_focus_away(masked: tuple[str, ...]) -> None:
    usual = [state == "focused" for state in states(())]
    for place, state in enumerate(states(masked)):
        # What stands in for a masked cue may tell a change half a second sooner.
        if all(usual[max(place - SOONER, 0) : place + SOONER + 1]):
            assert state == "focused", f"frame {place}"


@pytest.mark.parametrize("masked", MASKS, ids=name_of)
def test_no_mask_delays_the_calibration_or_hides_an_absence(masked: tuple[str, ...]) -> None:
    for one, unmasked in zip(states(masked), states(()), strict=True):
        assert (one == "absent") == (unmasked == "absent")
        # Sooner, where lids that are not looked at do not blink.
        assert unmasked == "calibrating" or one != "calibrating"


@pytest.mark.parametrize(
    ("masked", "kept", "lost"),
    [
        (("brow",), {"away", "down"}, {"confused"}),
        (("eyes",), {"away", "down", "confused"}, {"drowsy"}),
        # The head alone turns to the second screen by 28 degrees of the 30 that are away.
        (("gaze",), {"down", "confused"}, {"away"}),
        (("head",), {"away", "down"}, {"confused"}),
        (("mouth",), {"away", "down", "confused"}, set()),
        (("gaze", "head"), {"focused"}, {"away", "down", "confused", "unknown"}),
    ],
    ids=lambda value: name_of(value) if isinstance(value, tuple) else "",
)
def test_what_a_mask_silences_and_what_goes_on(
    masked: tuple[str, ...], kept: set[str], lost: set[str]
) -> None:
    assert kept <= set(states(masked))
    assert lost & set(states(masked)) == set()


def test_without_gaze_head_and_eyes_nothing_tells_attention() -> None:
    told = reports(("gaze", "head", "eyes"))
    assert {report["state"] for report in told} == {"calibrating", "unknown", "absent"}
    unknown = [report for report in told if report["state"] == "unknown"]
    assert "masked" in {report["measures"]["reason"] for report in unknown}
    listed = {cue for report in unknown for cue in report["cues"]}
    assert listed <= {"face"}


def test_closed_lids_do_not_count_when_the_eyes_are_masked() -> None:
    asleep = [(25.0, [CALM]), (20.0, [replace(CALM, closure=1)])]
    assert told(asleep, ["eyes"])[-1]["state"] == "focused"
    assert told(asleep, [])[-1]["state"] != "focused"


def test_a_smile_has_no_veto_when_the_mouth_is_masked() -> None:
    smiling = [(25.0, [CALM]), (10.0, [replace(PUZZLED, smile=1)])]
    assert told(smiling, ["mouth"])[-1]["state"] == "confused"
    assert told(smiling, [])[-1]["state"] == "focused"


def test_a_masked_iris_that_is_never_seen_does_not_hang_the_calibration() -> None:
    pipeline = Pipeline(load_parameters(), {"masked": ["gaze"]})
    reports = [pipeline.update({**shown, "faces": [_blind(shown["faces"][0])]}) for shown in _calm(25)]
    assert reports[-1]["state"] == "focused"
    assert reports[-1]["measures"]["gaze_raw_yaw_deg"] is None


def _calm(seconds: float) -> list[dict[str, Any]]:
    return list(frames([(seconds, [CALM])], 5))


def _blind(face: Array) -> Array:
    face = face.copy()
    face[IRISES, :2] += np.array([0.2, 0.2])
    return face


def told(scenes: list[Any], masked: list[str]) -> list[Report]:
    pipeline = Pipeline(load_parameters(), {"masked": masked})
    return [pipeline.update(shown) for shown in frames(scenes, 5)]


def calibrated(masked: list[str]) -> Pipeline:
    pipeline = Pipeline(load_parameters(), {"masked": masked})
    for shown in frames([(CALIBRATION_S, [CALM])], FPS):
        pipeline.update(shown)
    return pipeline


def after_switching(pipeline: Pipeline, masked: list[str]) -> list[Report]:
    pipeline.mask(masked)
    return [pipeline.update(shown) for shown in frames([(12, [PUZZLED])], FPS, start_s=CALIBRATION_S)]


def test_a_cue_switched_off_in_mid_lesson_is_gone_at_once_and_nothing_is_learnt_anew() -> None:
    told = after_switching(calibrated([]), ["brow"])
    assert {report["state"] for report in told} == {"focused"}
    assert all("brow_lowered" not in report["cues"] for report in told)
    assert "head_tilted" in told[-1]["cues"]


def test_a_state_that_needed_the_cue_ends_within_a_second_and_nothing_unknown_is_seen() -> None:
    pipeline = calibrated([])
    puzzled = frames([(12, [PUZZLED])], FPS, start_s=CALIBRATION_S)
    before = [pipeline.update(shown)["state"] for shown in puzzled]
    pipeline.mask(["brow"])
    later = frames([(3, [PUZZLED])], FPS, start_s=CALIBRATION_S + 12)
    after = [pipeline.update(shown)["state"] for shown in later]
    assert before[-1] == "confused"
    assert set(after) <= {"confused", "focused"}
    assert "confused" not in after[FPS:]


def test_a_cue_switched_on_again_is_used_again() -> None:
    assert after_switching(calibrated(["brow"]), [])[-1]["state"] == "confused"


@pytest.mark.parametrize(("before", "after"), [([], ["gaze"]), (["gaze", "brow"], ["brow"])])
def test_another_gaze_is_learnt_anew(before: list[str], after: list[str]) -> None:
    assert after_switching(calibrated(before), after)[0]["state"] == "calibrating"


def test_an_unknown_name_is_refused_and_changes_nothing() -> None:
    pipeline = calibrated(["brow"])
    with pytest.raises(SettingsError):
        pipeline.mask(["brows"])
    told = [pipeline.update(shown) for shown in frames([(12, [PUZZLED])], FPS, start_s=CALIBRATION_S)]
    assert "confused" not in {report["state"] for report in told}

"""Brow and eyes: what lids, gaze and glasses do to a measured brow is no furrow, and a furrow is one."""

from dataclasses import replace

import numpy as np
import pytest

from offline.synthetic.people.face import Face
from offline.synthetic.people.subject import make_subject
from offline.synthetic.people.traits import STAYING, Traits
from signals import load_parameters
from signals.contract.parameters import Parameters
from signals.face.measures import FaceReader
from tests.signals.lesson import CALM, Moment, Scene, onset, watch
from tests.signals.scripts import Told, scene, told

READER = FaceReader(Parameters(load_parameters()))
# A brow that comes down by a furrow's worth as the eyes open and look up.
FOLLOWING = Traits(brow_per_opening_cm=0.4, brow_per_deg_cm=0.008)
REST = replace(CALM, traits=FOLLOWING)
OUTER_CORNERS = (33, 263)


def confused(*scenes: Scene, calm: Face = REST) -> list[Moment]:
    """Return what the rule says that asks for no tilt, ten times a second."""
    return watch([(2, [calm]), *scenes, (2, [calm])], 10, calm=calm, sensitivity="brow")


def innocent(lesson: list[Moment]) -> bool:
    return all(
        moment.state != "confused" and "brow_lowered" not in moment.report["cues"] for moment in lesson
    )


def frowning(calm: Face, seconds: float = 10) -> list[Scene]:
    """Return a frown that comes on as muscles move, within half a second."""
    steps = [replace(calm, brow_lowered=0.8 * share / 5) for share in range(1, 5)]
    return [*((0.1, [step]) for step in steps), (seconds, [replace(calm, brow_lowered=0.8)])]


@pytest.mark.parametrize("opened", [0.4, 0.7, 1])
def test_eyes_opened_wide_are_no_furrow(opened: float) -> None:
    assert innocent(confused((10, [replace(REST, eyes_wide=opened)])))


def test_looking_up_under_wide_lids_is_no_furrow() -> None:
    assert innocent(confused((10, [replace(REST, gaze_pitch_deg=14, eyes_wide=0.6)])))


def test_who_looked_down_while_it_was_calibrated_does_not_frown_when_looking_up() -> None:
    lowered = replace(REST, gaze_pitch_deg=-14, squint=0.8)
    raised = replace(REST, gaze_pitch_deg=2)
    assert innocent(watch([(10, [raised])], 10, calm=lowered, sensitivity="brow"))


@pytest.mark.parametrize("squint", [0, 0.5])
@pytest.mark.parametrize("calm", [CALM, REST])
def test_a_furrow_is_found_with_unchanged_and_with_narrowed_eyes(calm: Face, squint: float) -> None:
    lesson = confused(*frowning(replace(calm, squint=squint)), calm=calm)
    onset_s = onset(lesson, "confused")
    assert onset_s is not None
    assert onset_s < 2 + 4.5


def test_a_furrow_under_eyes_that_look_up_a_little_is_found() -> None:
    assert onset(confused(*frowning(replace(REST, gaze_pitch_deg=6))), "confused") is not None


def test_outer_eye_corners_that_rise_with_the_lids_do_not_move_the_brow() -> None:
    face = Face(traits=STAYING)
    calm, raised = face.landmarks(), face.landmarks()
    raised[OUTER_CORNERS, 1] -= 0.3 * abs(raised[33, 1] - raised[168, 1])
    heights = [READER.read(points, 640, 480).measures["brow_height_cm"] for points in (calm, raised)]
    assert heights[1] == pytest.approx(heights[0], abs=0.05)


def lowered(moments: list[Told]) -> float:
    return float(np.mean(["brow_lowered" in moment.report["cues"] for moment in moments]))


def hard_wearer() -> int:
    return next(number for number in range(1, 400) if make_subject(number).traits.glasses_brow_cm < -0.35)


def test_glasses_that_lower_the_brow_between_two_frames_are_no_furrow_on_and_off() -> None:
    put_on, worn = scene("change_glasses", 12), scene("attend", 10, glasses=True)
    moments = told(put_on, worn, scene("change_glasses", 12, glasses=True), subject=hard_wearer(), fps=15)
    assert lowered(moments) < 0.03
    assert {moment.state for moment in moments} == {"focused"}


def test_at_five_frames_a_second_glasses_cannot_be_told_from_a_muscle() -> None:
    moments = told(scene("change_glasses", 12), subject=hard_wearer(), fps=5)
    assert lowered([moment for moment in moments if moment.t_s > 8]) > 0.5

"""What eyes, brows, mouth and hands do is in the landmarks, as the measures read them without noise."""

from typing import Any

import numpy as np
import pytest

from offline.synthetic.people.face import Face
from offline.synthetic.people.pose import Array
from offline.synthetic.people.subject import make_subject
from offline.synthetic.people.traits import STAYING, Traits
from tests.offline.synthetic.watching import QUIET, READER, number, played, seen
from tests.signals.scripts import scene

FOLLOWING = QUIET | {"brow_follows": True}
CALM = Face(traits=STAYING)
SUBJECTS = [make_subject(number) for number in range(1, 200)]


def measured(
    behaviour: str, name: str, seconds: float = 10, quiet: dict[str, Any] = QUIET, **more: Any
) -> Array:
    """Return one measure in the frames of a behaviour, once it is fully shown."""
    frames = seen(scene(behaviour, seconds, **more), **quiet)
    return np.array([measures[name] for measures, truth in frames if truth["t_s"] > 1 and name in measures])


def openings(behaviour: str, seconds: float = 10, **more: Any) -> Array:
    """Return (n, 2) how far the right and the left eye are open, 1 as at rest."""
    calm = lids_cm(CALM.landmarks())
    frames = [(shown, truth) for shown, truth in played(scene(behaviour, seconds, **more), **QUIET)]
    return np.array([lids_cm(shown["faces"][0]) / calm for shown, truth in frames if truth["t_s"] > 1])


def lids_cm(landmarks: Array) -> Array:
    points = READER.read(landmarks, 640, 480).points
    assert points is not None
    return np.array([points[159, 1] - points[145, 1], points[386, 1] - points[374, 1]])


def brow_cm(face: Face) -> float:
    return READER.read(face.landmarks(), 640, 480).measures["brow_height_cm"]


def test_the_brow_comes_down_as_the_lids_open_and_as_the_eyes_look_up() -> None:
    traits = Traits(brow_per_opening_cm=0.4, brow_per_deg_cm=0.015)
    calm, wide = Face(traits=traits), Face(eyes_wide=1, traits=traits)
    up = Face(gaze_yaw_deg=0, gaze_pitch_deg=10, traits=traits)
    assert brow_cm(wide) - brow_cm(calm) == pytest.approx(-0.4 * 0.6, abs=0.01)
    assert brow_cm(up) - brow_cm(calm) == pytest.approx(-0.15, abs=0.01)
    assert brow_cm(Face(closure=1, traits=traits)) > brow_cm(calm)


def test_of_three_people_in_four_the_brow_follows_and_of_the_others_it_does_not() -> None:
    slopes = np.array([subject.traits.brow_per_opening_cm for subject in SUBJECTS])
    assert np.mean(slopes > 0.1) == pytest.approx(12 / 16, abs=0.05)
    # From a seventh less open than usual to seven tenths more, as measured, that is .1 to .4 cm.
    assert (0.6 * slopes[slopes > 0.1]).min() == pytest.approx(0.09, abs=0.01)
    assert (0.7 * slopes).max() == pytest.approx(0.41, abs=0.02)


def test_looking_up_and_wide_eyes_lower_the_measured_brow_of_who_did_not_frown() -> None:
    for behaviour in ("look_up", "open_eyes"):
        still, followed = (measured(behaviour, "brow_height_cm", quiet=quiet) for quiet in (QUIET, FOLLOWING))
        assert np.median(followed - still) < -0.15


def test_spectacles_move_the_brow_within_one_frame_and_of_one_person_in_fifteen_as_far_as_a_furrow() -> None:
    frames = seen(scene("change_glasses", 6), scene("attend", 3, glasses=True), **FOLLOWING)
    heights_cm = np.array([measures["brow_height_cm"] for measures, _ in frames])
    worn = np.array([truth["glasses"] for _, truth in frames])
    step = int(np.argmax(worn))
    assert worn.tolist() == [0] * step + [1] * (len(worn) - step)
    assert heights_cm[step] - heights_cm[step - 1] == pytest.approx(-0.1, abs=0.04)
    steps_cm = np.array([subject.traits.glasses_brow_cm for subject in SUBJECTS])
    assert 0.04 < np.mean(steps_cm < -0.3) < 0.14


def test_the_iris_stays_behind_a_head_that_is_well_aside() -> None:
    for side, sign in (("left", 1), ("right", -1)):
        lagging = QUIET | {"iris_lag_deg": 11}
        iris_deg, head_deg = (
            sign * np.median(measured("look_aside", name, quiet=lagging, side=side, amount=0.16))
            for name in ("gaze_raw_yaw_deg", "yaw_deg")
        )
        assert head_deg == pytest.approx(39, abs=1.5)
        assert iris_deg == pytest.approx(28, abs=2.5)


def test_a_head_aside_is_turned_by_thirty_five_to_sixty_degrees() -> None:
    for amount, aside_deg in ((0.0, 35), (1.0, 60)):
        assert np.median(measured("look_aside", "yaw_deg", amount=amount)) == pytest.approx(
            aside_deg, abs=1.5
        )


@pytest.mark.parametrize(("side", "shut", "other"), [("right", 0, 1), ("left", 1, 0)])
def test_a_wink_shuts_ones_own_eye_and_narrows_the_other(side: str, shut: int, other: int) -> None:
    eyes = np.median(openings("wink", side=side), axis=0)
    assert eyes[shut] == pytest.approx(0.35, abs=0.03)
    assert eyes[other] == pytest.approx(0.63, abs=0.05)


def test_wide_and_narrow_eyes_are_open_by_more_and_by_less() -> None:
    assert np.median(openings("open_eyes")) == pytest.approx(1.6, abs=0.05)
    assert np.median(openings("squint")) == pytest.approx(0.7, abs=0.05)
    assert np.median(openings("knit")) == pytest.approx(0.75, abs=0.05)


def test_who_wakes_has_wide_eyes_for_a_while() -> None:
    eyes = openings("wake", 12).mean(axis=1)
    assert eyes[:10].max() > 1.35
    assert np.median(eyes[60:]) == pytest.approx(1, abs=0.05)


def test_who_sleeps_or_starts_with_shut_eyes_has_shut_eyes() -> None:
    for behaviour in ("sleep", "shut_eyes"):
        assert openings(behaviour).max() < 0.4


def test_laughter_opens_the_mouth_in_bouts_over_a_smile_and_narrow_eyes() -> None:
    opened, wide = (measured("laugh", name, 20) for name in ("mouth_open_cm", "mouth_width_cm"))
    calm = READER.read(CALM.landmarks(), 640, 480).measures
    assert np.min(wide) > calm["mouth_width_cm"] + 0.6
    assert np.ptp(opened) > 0.8
    assert np.median(openings("laugh", 20)) < 0.8


def test_the_bored_have_drooping_lids_that_open_wide_and_a_gaze_that_wanders() -> None:
    eyes = openings("bored", 40).mean(axis=1)
    assert np.quantile(eyes, 0.15) < 0.85
    assert np.quantile(eyes, 0.85) > 1.3
    assert np.ptp(measured("bored", "gaze_raw_yaw_deg", 40)) > 10


def test_a_furrow_with_narrow_eyes_has_both() -> None:
    calm_cm = READER.read(CALM.landmarks(), 640, 480).measures["brow_height_cm"]
    assert np.median(measured("knit", "brow_height_cm")) == pytest.approx(calm_cm - 0.45, abs=0.03)


def test_who_drinks_throws_the_head_back_in_sips() -> None:
    pitches_deg = [number(truth, "pitch_deg") for _, truth in seen(scene("drink", 12), **QUIET)]
    assert max(pitches_deg) - min(pitches_deg) > 9


def test_of_one_person_in_three_one_eye_opens_less_than_the_other() -> None:
    uneven = [np.ptp(_lid_heights_cm(subject.rest_cm)) > 0.01 for subject in SUBJECTS]
    assert np.mean(uneven) == pytest.approx(1 / 3, abs=0.08)


def _lid_heights_cm(rest_cm: Array) -> Array:
    return np.array([rest_cm[159, 1] - rest_cm[145, 1], rest_cm[386, 1] - rest_cm[374, 1]])

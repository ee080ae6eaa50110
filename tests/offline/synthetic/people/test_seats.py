"""Cameras that stand elsewhere show a steady face from there, and slow ones say how slow they are."""

import numpy as np
import pytest

from offline.synthetic.people.seats import CAMERAS
from tests.offline.synthetic.watching import QUIET, READER, played
from tests.signals.scripts import scene

SUBJECTS = (1, 2, 3, 4, 5, 6)


def angles(camera: str, subject: int) -> tuple[list[float], list[float], list[float]]:
    """Return yaw, pitch and roll of a student who looks at the screen."""
    frames = played(scene("attend", 5), **QUIET | {"subject": subject}, camera=camera)
    measured = [
        READER.read(shown["faces"][0], shown["width"], shown["height"]).measures for shown, _ in frames
    ]
    return tuple([one[name] for one in measured] for name in ("yaw_deg", "pitch_deg", "roll_deg"))  # type: ignore[return-value]


@pytest.mark.parametrize("camera", [camera for camera in CAMERAS if camera != "close"])
def test_a_rest_before_any_camera_is_a_steady_pose(camera: str) -> None:
    for way in angles(camera, 2):
        assert np.ptp(way) < 5


@pytest.mark.parametrize(("camera", "sign"), [("below", 1), ("above", -1)])
def test_a_camera_below_sees_a_face_that_looks_up_and_one_above_a_face_that_looks_down(
    camera: str, sign: int
) -> None:
    for subject in SUBJECTS:
        moved = np.median(angles(camera, subject)[1]) - np.median(angles("before", subject)[1])
        assert 15 < sign * moved < 45


def test_a_camera_beside_sees_a_face_from_the_side_to_either_side() -> None:
    asides = [np.median(angles("beside", subject)[0]) for subject in range(1, 12)]
    assert all(18 < abs(aside) < 60 for aside in asides)
    assert min(asides) < 0 < max(asides)


def test_a_camera_on_its_side_sees_a_face_that_lies() -> None:
    assert abs(np.median(angles("sideways", 2)[2])) == pytest.approx(90, abs=8)


def test_the_picture_of_a_near_camera_ends_below_the_hairline_and_above_the_brows() -> None:
    for subject in SUBJECTS:
        for shown, _ in played(scene("attend", 2), subject=subject, camera="close"):
            face = shown["faces"][0]
            assert face[10, 1] < 0
            assert face[[55, 107, 285, 336], 1].min() > 0


@pytest.mark.parametrize(("fps", "every_s"), [(1 / 3, 3), (0.5, 2), (1, 1), (2, None)])
def test_frames_a_second_apart_and_more_say_so(fps: float, every_s: float | None) -> None:
    paces_s = [shown.get("every_s") for shown, _ in played(scene("attend", 12), fps=fps)]
    assert len(paces_s) == 12 * fps
    assert paces_s == [None if every_s is None else pytest.approx(every_s)] * len(paces_s)


def test_of_a_head_in_full_profile_no_face_is_found() -> None:
    frames = played(scene("second_screen", 6), subject=2, camera="beside")
    assert {truth["faces"] for _, truth in frames} <= {0, 1}
    turned = [abs(truth["yaw_deg"]) for _, truth in frames if truth["yaw_deg"] is not None]
    assert max(turned) < 75


def test_a_sleeper_who_sinks_is_lost_now_and_then() -> None:
    faces = [truth["faces"] for _, truth in played(scene("doze_lost", 20))]
    assert 0.1 < faces.count(0) / len(faces) < 0.3

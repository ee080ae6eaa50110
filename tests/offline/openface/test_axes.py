"""Places and turns in OpenFace's axes: signs by a head turned by hand, sizes by OpenCV's solvePnP."""

import itertools
import math
from typing import Any

import cv2
import numpy as np
import pytest

from offline.openface.axes import gaze_angles, ray
from offline.openface.columns import OpenFaceRows, Row
from offline.replay.measured import measured
from tests.offline.openface import frame_of, model_mm, pose_by_pnp, turned

MODEL = model_mm()
NOSE_TIP, CHIN, FOREHEAD, RIGHT_EYE, LEFT_EYE = 1, 152, 10, 33, 263
AHEAD = (0.0, 0.0, 600.0)
STEP = math.radians(15)
# The fit here is of 21 points and takes a mean head for each; OpenCV has all 468 and the true head.
ANGLE_OFF = math.radians(1.5)


def row_of(frame: dict[str, Any]) -> Row:
    [moment] = measured([frame], {})
    return OpenFaceRows().row(moment)


def pixel(frame: dict[str, Any], point: int) -> Any:
    return frame["faces"][0][point, :2] * (frame["width"], frame["height"])


def turned_by_hand(rx: float = 0, ry: float = 0, rz: float = 0) -> dict[str, Any]:
    return frame_of(turned(MODEL, rx, ry, rz), AHEAD)


def test_a_face_towards_the_camera_has_no_angle() -> None:
    row = row_of(turned_by_hand())
    for name in ("pose_Rx", "pose_Ry", "pose_Rz"):
        assert row[name] == pytest.approx(0, abs=ANGLE_OFF)


def test_a_nose_that_goes_down_in_the_picture_is_a_positive_rx() -> None:
    frame = turned_by_hand(rx=STEP)
    assert pixel(frame, NOSE_TIP)[1] > pixel(turned_by_hand(), NOSE_TIP)[1] + 10
    assert row_of(frame)["pose_Rx"] == pytest.approx(STEP, abs=ANGLE_OFF)


def test_a_nose_that_goes_to_the_pictures_left_is_a_positive_ry() -> None:
    frame = turned_by_hand(ry=STEP)
    assert pixel(frame, NOSE_TIP)[0] < pixel(turned_by_hand(), NOSE_TIP)[0] - 10
    assert row_of(frame)["pose_Ry"] == pytest.approx(STEP, abs=ANGLE_OFF)


def test_an_eye_at_the_pictures_right_that_goes_down_is_a_positive_rz() -> None:
    frame = turned_by_hand(rz=STEP)
    right, left = pixel(frame, RIGHT_EYE), pixel(frame, LEFT_EYE)
    assert left[0] > right[0]
    assert left[1] > right[1] + 10
    assert row_of(frame)["pose_Rz"] == pytest.approx(STEP, abs=ANGLE_OFF)


@pytest.mark.parametrize("middle", [AHEAD, (150.0, -60.0, 600.0), (-200.0, 80.0, 700.0)])
def test_any_head_lies_where_opencv_finds_it_turned_as_opencv_finds_it(
    middle: tuple[float, float, float],
) -> None:
    for angles in itertools.product((-0.3, 0.2), (-0.4, 0.3), (-0.25, 0.3)):
        frame = frame_of(turned(MODEL, *angles), middle)
        place, turn = pose_by_pnp(frame, MODEL)
        row = row_of(frame)
        found = [row[name] for name in ("pose_Rx", "pose_Ry", "pose_Rz")]
        off, _ = cv2.Rodrigues(turn.T @ (turned(np.eye(3), *found).T))
        assert np.linalg.norm(off) < 2 * ANGLE_OFF, (angles, middle)
        mm = [row[name] for name in ("pose_Tx", "pose_Ty", "pose_Tz")]
        assert mm == pytest.approx(place.tolist(), abs=0.06 * float(np.linalg.norm(place))), (angles, middle)


def test_a_gaze_goes_to_the_pictures_right_and_down_with_positive_angles() -> None:
    x, y = gaze_angles(10, -5, ray((0.5, 0.5), 0.75, 0.95))
    assert (x, y) == pytest.approx((math.radians(10), math.radians(5)), abs=0.002)


def test_eyes_that_meet_the_camera_from_the_pictures_right_look_to_its_left() -> None:
    x, y = gaze_angles(0, 0, ray((0.75, 0.5), 0.75, 0.95))
    assert x == pytest.approx(-math.atan(0.25 / 0.95))
    assert y == pytest.approx(0)


def test_the_models_nose_points_to_the_camera_and_its_chin_down() -> None:
    assert MODEL[NOSE_TIP, 2] < MODEL[:, 2].mean()
    assert MODEL[CHIN, 1] > MODEL[FOREHEAD, 1]
    # A face before a camera that does not mirror: its own right eye is at the picture's left.
    assert MODEL[RIGHT_EYE, 0] < MODEL[LEFT_EYE, 0]

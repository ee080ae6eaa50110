"""The fake camera's clips hold what they say, as FaceMesh itself sees them."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import mediapipe as mp
import numpy as np
import numpy.typing as npt
import pytest

from tests.browser.chromium import NoChromiumError, find_chromium
from tests.browser.clips import (
    GRAINS,
    HEIGHT_PX,
    WIDTH_PX,
    Scene,
    face,
    no_face,
    two_faces,
    write_clip,
    write_short_clip,
)

Points = npt.NDArray[np.float64]

# Of MediaPipe's canonical face, between landmarks 234 and 454.
FACE_WIDTH_CM = 15.3
FRAMES_TO_SETTLE = 6


def faces_in(frames: Sequence[Scene]) -> list[Points]:
    """Return the landmarks in pixels, 478 x 2 a face, that FaceMesh sees in the last of the frames."""
    with mp.solutions.face_mesh.FaceMesh(max_num_faces=2, refine_landmarks=True) as mesh:
        for frame in frames:
            seen = mesh.process(frame).multi_face_landmarks
    scale = np.array([WIDTH_PX, HEIGHT_PX])
    return [np.array([[point.x, point.y] for point in one.landmark]) * scale for one in seen or []]


def only_face(scene: Scene) -> Points:
    [points] = faces_in([scene] * FRAMES_TO_SETTLE)
    return points


def roll_deg(points: Points) -> float:
    across = points[263] - points[33]
    return float(-np.degrees(np.arctan2(across[1], across[0])))


def width_px(points: Points) -> float:
    return float(np.linalg.norm(points[454] - points[234]))


def mouth_cm(points: Points) -> tuple[float, float]:
    """Return how far the mouth's corners stand above its middle, and how far apart."""
    roll = np.radians(roll_deg(points))
    upright = points @ np.array([[np.cos(roll), np.sin(roll)], [-np.sin(roll), np.cos(roll)]])
    upright *= FACE_WIDTH_CM / width_px(points)
    lift = upright[[13, 14, 0, 17], 1].mean() - upright[[61, 291], 1].mean()
    return float(lift), float(upright[291, 0] - upright[61, 0])


def frames_of(clip: Path) -> list[Scene]:
    """Read a clip back as a player does: one JPEG after the other."""
    reader = cv2.VideoCapture(str(clip))
    frames = []
    while (read := reader.read())[0]:
        frames.append(cv2.cvtColor(read[1], cv2.COLOR_BGR2RGB))
    return [np.asarray(frame, np.uint8) for frame in frames]


def test_a_clip_holds_each_scene_for_its_seconds(tmp_path: Path) -> None:
    scenes = [(face(), 0.5), (no_face(), 0.3), (two_faces(), 0.2), (face(), 0.2)]
    frames = frames_of(write_clip(tmp_path / "clip.mjpeg", scenes))
    assert len(frames) == 15 + 9 + 6 + 6
    assert [len(faces_in(part)) for part in (frames[:15], frames[15:24], frames[24:30], frames[30:])] == [
        1,
        0,
        2,
        1,
    ]


def test_a_short_clip_holds_its_scene_with_grain(tmp_path: Path) -> None:
    frames = frames_of(write_short_clip(tmp_path / "clip.y4m", face()))
    assert len(frames) == GRAINS
    assert not np.array_equal(frames[0], frames[1])
    assert len(faces_in(frames)) == 1


def test_two_faces_are_of_one_size() -> None:
    first, second = (width_px(points) for points in faces_in([two_faces()] * FRAMES_TO_SETTLE))
    assert first == pytest.approx(second, rel=0.05)
    assert first == pytest.approx(width_px(only_face(face())), rel=0.05)


@pytest.mark.parametrize("rotation_deg", [-20.0, -10.0, 10.0, 20.0])
def test_a_rotation_is_read_to_a_degree(rotation_deg: float) -> None:
    turned_by_deg = roll_deg(only_face(face(rotation_deg))) - roll_deg(only_face(face()))
    assert turned_by_deg == pytest.approx(rotation_deg, abs=1.0)


def test_corners_down_takes_the_smile_away() -> None:
    lift_cm, spread_cm = mouth_cm(only_face(face()))
    lowered_lift_cm, lowered_spread_cm = mouth_cm(only_face(face(mouth="corners down")))
    assert -1.1 <= lowered_lift_cm - lift_cm <= -0.7
    assert -2.3 <= lowered_spread_cm - spread_cm <= -1.1


def test_corners_down_leaves_the_eyes_and_brows_where_they_were() -> None:
    brows_and_eyes = [55, 107, 285, 336, 33, 133, 263, 362]
    moved_px = only_face(face(mouth="corners down"))[brows_and_eyes] - only_face(face())[brows_and_eyes]
    assert np.abs(moved_px).max() < 3


def test_the_browser_named_by_the_environment_is_the_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    named = tmp_path / "browser"
    named.touch(mode=0o755)
    monkeypatch.setenv("READROOM_CHROMIUM", str(named))
    assert find_chromium() == named


def test_a_named_browser_that_is_not_there_is_not_replaced_by_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("READROOM_CHROMIUM", "/nowhere/chromium")
    with pytest.raises(NoChromiumError, match="/nowhere/chromium"):
        find_chromium()

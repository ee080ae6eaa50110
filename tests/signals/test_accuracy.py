"""Accuracy on the synthetic face: it shows that the geometry is right, not how it does on people."""

from dataclasses import replace

import numpy as np
import pytest

from offline.synthetic.people.face import Face, canonical_points, jitter
from signals import load_parameters
from signals.contract.parameters import Parameters
from signals.face.measures import FaceReader, Reading
from tests.signals.lesson import CALM, watch

READER = FaceReader(Parameters(load_parameters()))


def read(face: Face, noise: np.ndarray[tuple[int, ...], np.dtype[np.float64]] | None = None) -> Reading:
    return READER.read(face.landmarks(noise), face.width, face.height)


def random_faces(count: int) -> list[Face]:
    """Return faces in random poses within the stated range, looking somewhere on or near the screen."""
    draw = np.random.default_rng(11).uniform(-1, 1, (count, 5))
    return [
        Face(yaw_deg=40 * a, pitch_deg=25 * b, roll_deg=25 * c, gaze_yaw_deg=20 * d, gaze_pitch_deg=15 * e)
        for a, b, c, d, e in draw
    ]


def test_a_noiseless_face_is_read_to_a_hundredth_of_a_degree_and_of_a_centimetre() -> None:
    reading = read(Face(yaw_deg=20, pitch_deg=-15, roll_deg=10, distance_cm=50))
    angles = [reading.measures[name] for name in ("yaw_deg", "pitch_deg", "roll_deg")]
    assert angles == pytest.approx([20, -15, 10], abs=0.01)
    assert reading.measures["distance_cm"] == pytest.approx(50, abs=0.05)
    brows = canonical_points()[[55, 107, 285, 336]]
    assert reading.measures["brow_distance_cm"] == pytest.approx(brows[2:, 0].mean() * 2, abs=0.01)


def test_head_angles_are_within_a_degree_on_average_with_noise() -> None:
    faces, noise = random_faces(200), jitter(200, 0.035, seed=3)
    errors = [
        [
            abs(read(face, noise[i]).measures[name] - getattr(face, name))
            for name in ("yaw_deg", "pitch_deg", "roll_deg")
        ]
        for i, face in enumerate(faces)
    ]
    assert np.mean(errors, axis=0) == pytest.approx([0, 0, 0], abs=1)


def test_gaze_is_within_three_degrees_on_average_with_noise() -> None:
    faces, noise = (
        [replace(face, yaw_deg=face.yaw_deg / 2) for face in random_faces(200)],
        jitter(200, 0.035, 5),
    )
    errors = []
    for i, face in enumerate(faces):
        measures = read(face, noise[i]).measures
        errors += [abs(measures["gaze_raw_yaw_deg"] - (face.gaze_yaw_deg or 0))]
        errors += [abs(measures["gaze_raw_pitch_deg"] - (face.gaze_pitch_deg or 0))]
    assert np.mean(errors) <= 3


@pytest.mark.parametrize("turned", [Face(), Face(yaw_deg=15, pitch_deg=-10, roll_deg=8, distance_cm=45)])
@pytest.mark.parametrize("gaze", [(0, 0), (12, -8), (-20, 10)])
def test_a_noiseless_gaze_is_read_to_half_a_degree(turned: Face, gaze: tuple[float, float]) -> None:
    measures = read(replace(turned, gaze_yaw_deg=gaze[0], gaze_pitch_deg=gaze[1])).measures
    read_gaze = [measures["gaze_raw_yaw_deg"], measures["gaze_raw_pitch_deg"]]
    assert read_gaze == pytest.approx(gaze, abs=0.5)


def test_the_face_s_width_follows_from_its_distance() -> None:
    pinhole_px = 0.95 * 640 * 15.3 / 100
    assert read(Face(distance_cm=100)).measures["face_width_px"] == pytest.approx(pinhole_px, rel=0.06)


def test_a_face_is_small_below_sixty_pixels() -> None:
    assert read(Face(distance_cm=145)).reason is None
    assert read(Face(distance_cm=175)).reason == "face_small"


def test_a_mesh_that_strays_by_a_centimetre_is_a_poor_fit() -> None:
    noise = jitter(1, 1, seed=2, rho=0)[0]
    assert read(Face(), 0.3 * noise).reason is None
    assert read(Face(), 0.55 * noise).reason == "poor_fit"


def test_the_baseline_takes_a_student_s_own_gaze_offset_away() -> None:
    squinting = replace(CALM, gaze_yaw_deg=6, gaze_pitch_deg=-5)
    lesson = watch([(10, [squinting])], calm=squinting)
    gaze = [[moment.report["measures"][f"gaze_{way}_deg"] for way in ("yaw", "pitch")] for moment in lesson]
    assert np.mean(np.array(gaze, dtype=float), axis=0) == pytest.approx([0, 0], abs=1.5)


def test_leaning_in_moves_no_brow_and_no_lid() -> None:
    far, near = read(Face(distance_cm=60)).measures, read(Face(distance_cm=35)).measures
    assert near["brow_height_cm"] == pytest.approx(far["brow_height_cm"], abs=0.01)
    assert near["ear"] == pytest.approx(far["ear"], abs=0.001)


@pytest.mark.parametrize("size", [(640, 480), (480, 640), (1280, 720), (480, 480)])
def test_the_shape_of_the_image_changes_no_measure(size: tuple[int, int]) -> None:
    pose = Face(yaw_deg=15, pitch_deg=-10, roll_deg=20, brow_lowered=0.5)
    expected = read(pose).measures
    measures = read(replace(pose, width=size[0], height=size[1])).measures
    for name in ("yaw_deg", "roll_deg", "brow_height_cm", "ear", "gaze_raw_yaw_deg"):
        assert measures[name] == pytest.approx(expected[name], abs=1e-3)


def test_a_head_turned_down_does_not_lower_its_brow() -> None:
    straight, bowed = read(Face()).measures, read(Face(pitch_deg=-25)).measures
    assert bowed["brow_height_cm"] == pytest.approx(straight["brow_height_cm"], abs=0.01)


def test_a_lowered_brow_and_a_smile_are_seen_at_their_size() -> None:
    calm = read(Face()).measures
    changed = read(Face(brow_lowered=1, smile=1)).measures
    assert changed["brow_height_cm"] - calm["brow_height_cm"] == pytest.approx(-0.45, abs=0.01)
    assert changed["brow_distance_cm"] - calm["brow_distance_cm"] == pytest.approx(-0.7, abs=0.01)
    assert changed["corner_lift_cm"] - calm["corner_lift_cm"] == pytest.approx(0.8, abs=0.01)


def test_a_shut_eye_has_closure_one() -> None:
    opened, shut = read(Face()).measures["ear"], read(Face(closure=1)).measures["ear"]
    assert shut / opened == pytest.approx(0.35, abs=0.01)
    closures = [moment.report["measures"]["closure"] for moment in watch([(2, [replace(CALM, closure=1)])])]
    assert np.mean(np.array(closures, dtype=float)) == pytest.approx(1, abs=0.1)

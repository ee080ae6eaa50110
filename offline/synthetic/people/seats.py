"""Synthetic seats: where the camera stands about a student who looks at the screen; for tests only."""

import numpy as np

from offline.synthetic.people.picture import FOCAL_SIDES
from offline.synthetic.people.pose import Array, Pose

# How far the camera stands off the line from the face to the screen. A laptop on the knees or a phone on the
# desk looks up at its user, one on a shelf down; beside a second screen, at the cheek.
BELOW_DEG, ABOVE_DEG, BESIDE_DEG = (18.0, 38.0), (18.0, 32.0), (25.0, 50.0)
# So near, or so high in the picture, that the hairline leaves it, by up to a thirtieth of its height.
HAIRLINE_CM, CUT_SHARE = 8.3, (0.005, 0.03)
BEFORE, BELOW, ABOVE, BESIDE, SIDEWAYS, CLOSE = "before", "below", "above", "beside", "sideways", "close"
CAMERAS = {BEFORE: 0, BELOW: 0, ABOVE: 0, BESIDE: 0, SIDEWAYS: 1, CLOSE: 0}


def turned_by(camera: str) -> int:
    """Return by how many quarter turns a camera's picture is turned."""
    return CAMERAS[camera]


def placed(seat: Pose, camera: str, subject: int, aspect: float) -> Pose:
    """Return a subject's seat before a camera that stands elsewhere; `aspect` is height over width."""
    random = np.random.default_rng([subject, 2])
    way, side = random.random(), float(random.choice([-1.0, 1.0]))
    if camera == BELOW:
        return seat.plus(_aside(0, BELOW_DEG[0] + way * (BELOW_DEG[1] - BELOW_DEG[0])))
    if camera == ABOVE:
        return seat.plus(_aside(0, -ABOVE_DEG[0] - way * (ABOVE_DEG[1] - ABOVE_DEG[0])))
    if camera == BESIDE:
        return seat.plus(_aside(side * (BESIDE_DEG[0] + way * (BESIDE_DEG[1] - BESIDE_DEG[0])), 0))
    if camera == CLOSE:
        focal = FOCAL_SIDES * max(1.0, aspect)
        up = focal * HAIRLINE_CM / np.asarray(seat.distance_cm) / aspect
        return seat._replace(y=float(up - CUT_SHARE[0] - way * (CUT_SHARE[1] - CUT_SHARE[0])))
    return seat


def _aside(yaw_deg: float, pitch_deg: float) -> Pose:
    return Pose(yaw_deg=yaw_deg, pitch_deg=pitch_deg, gaze_yaw_deg=yaw_deg, gaze_pitch_deg=pitch_deg)


def turn_picture(landmarks: Array, quarters: int, aspect: float) -> Array:
    """Return (n, 478, 3) landmarks as a camera on its side shows them; `aspect` is the upright picture's."""
    if quarters == 0:
        return landmarks
    # The picture's right edge becomes its lower one; the depth is on the scale of the width.
    x, y, z = landmarks[..., 0], landmarks[..., 1], landmarks[..., 2]
    return np.stack([1 - y, x, z / aspect], axis=-1)

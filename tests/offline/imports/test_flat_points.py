"""Points in the picture's plane: the table of why OpenFace's 68 are not taken shows what is measured."""

import re

import numpy as np
import pytest

from offline.synthetic.people.face import Face
from signals.contract.parameter_file import load_parameters
from signals.contract.parameters import Parameters
from signals.face.measures import FaceReader
from tools.steps import ROOT

PARAMETERS = Parameters(load_parameters())
EYES = [PARAMETERS.points(name) for name in ("points_right_eye", "points_left_eye")]
BROW, ROOT_OF_NOSE = PARAMETERS.points("points_inner_brow"), PARAMETERS.points("points_nose_root")
OUTER_CORNERS = (33, 263)
REST = Face()
ROWS = {
    "brows fully lowered, head straight": Face(brow_lowered=1),
    "eyes half shut, head straight": Face(closure=0.5),
    "head 15 degrees down": Face(pitch_deg=-15),
    "head 25 degrees down": Face(pitch_deg=-25),
    "head 15 degrees aside": Face(yaw_deg=15),
    "head 30 degrees aside": Face(yaw_deg=30),
}


def flat(face: Face) -> tuple[float, float]:
    """Return brow height over eye distance, and eye aspect ratio, as two coordinates alone give them."""
    points = face.landmarks()[:, :2] * (face.width, face.height)

    def apart(one: int, other: int) -> float:
        return float(np.linalg.norm(points[one] - points[other]))

    height = float(points[ROOT_OF_NOSE, 1].mean() - points[BROW, 1].mean())
    ears = [(apart(e[1], e[5]) + apart(e[2], e[4])) / (2 * apart(e[0], e[3])) for e in EYES]
    return height / apart(*OUTER_CORNERS), sum(ears) / len(ears)


def told() -> dict[str, tuple[int, int]]:
    page = (ROOT / "docs" / "recording_format.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+) \| ([+-]?\d+)% \| ([+-]?\d+)% \|$", page, re.MULTILINE)
    return {name: (int(brow), int(eye)) for name, brow, eye in rows}


def test_the_table_has_every_row_as_it_is_measured() -> None:
    at_rest = flat(REST)
    found = {
        name: tuple(round(100 * (now / rest - 1)) for now, rest in zip(flat(face), at_rest, strict=True))
        for name, face in ROWS.items()
    }
    assert told() == found


@pytest.mark.parametrize("name", [name for name in ROWS if name.startswith("head")])
def test_in_the_heads_own_frame_a_turn_changes_neither(name: str) -> None:
    reader = FaceReader(PARAMETERS)
    rest, now = (reader.read(face.landmarks(), 640, 480).measures for face in (REST, ROWS[name]))
    for measure in ("brow_height_cm", "ear"):
        assert now[measure] == pytest.approx(rest[measure], rel=0.005)


def test_at_most_twelve_of_the_points_of_the_pose_are_among_the_68() -> None:
    # Eye corners, the bridge and tip of the nose, its wings, and the ends of the jaw's outline at the ears.
    shared = {33, 133, 263, 362, 168, 6, 197, 195, 5, 4, 98, 327, 234, 454}
    rigid = set(PARAMETERS.points("points_rigid"))
    # The bridge has four points there and six here.
    assert len(rigid & shared) - 2 == 12
    assert {10, 109, 338, 162, 389} <= rigid - shared

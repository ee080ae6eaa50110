"""Tests of taking over landmarks; here the frames of a synthetic face, as other programs store them."""

from functools import cache
from typing import Any

import numpy as np

from offline.synthetic import parse_script, play

WIDTH, HEIGHT, FPS = 640, 480, 10
SCENES = [{"behaviour": "attend", "seconds": 0.6}, {"behaviour": "leave", "seconds": 1.4}]


@cache
def film() -> list[tuple[float, list[Any]]]:
    """Return the time and the faces, as arrays, of a face that is there and then leaves."""
    whole = {"seed": 1, "fps": FPS, "subject": 1, "width": WIDTH, "height": HEIGHT, "drop_share": 0}
    script = {"format": "readroom-script", "version": 1, **whole, "scenes": SCENES}
    return [
        (frame["t_s"], [np.round(face, 6) for face in frame["faces"]])
        for frame, _ in play(parse_script(script))
    ]

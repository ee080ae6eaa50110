"""The random walk: both languages say the same of every frame, and never fail on one."""

from collections import Counter

import pytest

from signals import CUES
from tests.signals.both import JavaScript, Python, differences, label
from tests.signals.walk import Walk

LESSONS, FRAMES_PER_LESSON = 25, 800
# Odd, so that some of these lessons have masks and some have none.
ONE_BY_ONE_EVERY = 9
STATES = ["focused", "neutral", "confused", "away", "down", "drowsy", "absent", "unknown", "calibrating"]
BAD_FRAMES = ["not_finite", "time_backwards", "bad_size", "bad_luma", "wrong_point_count", "poor_fit"]
HINDRANCES = ["camera_beside", "camera_sideways", "eyes_shut"]
ALERTS = ["no_face", "multiple_faces", "gaze_away"]
MEASURED = ["joy", "blinks", "speaking", "rests_smiling", "tilt_deg"]
# The walk is worth nothing where it does not pass.
EVERYTHING = [*STATES, *BAD_FRAMES, *HINDRANCES, *ALERTS, *CUES, *MEASURED]


@pytest.mark.filterwarnings("error")
def test_both_languages_say_the_same_of_twenty_thousand_frames() -> None:
    seen: Counter[str] = Counter()
    python, javascript = Python(), JavaScript()
    for number, lesson in enumerate(Walk(seed=2).lessons(LESSONS, FRAMES_PER_LESSON)):
        ours = python.reports(lesson, at_once=number % ONE_BY_ONE_EVERY != 1)
        for place, (one, other) in enumerate(zip(ours, javascript.reports(lesson), strict=True)):
            assert label(one) == label(other), f"lesson {number} frame {place}"
            assert differences(one, other) == [], f"lesson {number} frame {place}"
            seen.update({one["state"], *one["cues"], *one["alerts"], str(one["measures"]["reason"]), "frame"})
            seen.update(name for name in MEASURED if one["measures"].get(name))
    javascript.close()
    assert seen["frame"] >= 20_000
    assert set(EVERYTHING) <= set(seen)

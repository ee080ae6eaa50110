"""The random walk: both languages say the same of every frame, and never fail on one."""

from collections import Counter
from collections.abc import Iterator

import pytest

from signals import CUES
from tests.signals.both import Walked, differences, encode, label, reports_of_javascript, reports_of_python
from tests.signals.walk import Walk

LESSONS, FRAMES_PER_LESSON = 25, 800
STATES = ["focused", "neutral", "confused", "away", "down", "absent", "unknown", "calibrating"]
BAD_FRAMES = ["not_finite", "time_backwards", "bad_size", "bad_luma", "wrong_point_count", "poor_fit"]
ALERTS = ["no_face", "multiple_faces", "gaze_away"]
# The walk is worth nothing where it does not pass.
EVERYTHING = [*STATES, *BAD_FRAMES, *ALERTS, *(cue for cue in CUES if cue != "yawn")]


def walk() -> Iterator[Walked]:
    return Walk(seed=2).frames(LESSONS, FRAMES_PER_LESSON)


@pytest.mark.filterwarnings("error")
def test_both_languages_say_the_same_of_twenty_thousand_frames() -> None:
    seen: Counter[str] = Counter()
    javascript = reports_of_javascript(encode(masked, frame) for masked, frame in walk())
    for number, (ours, theirs) in enumerate(zip(reports_of_python(walk()), javascript, strict=True)):
        assert label(ours) == label(theirs), f"frame {number}"
        assert differences(ours, theirs) == [], f"frame {number}"
        seen.update({ours["state"], *ours["cues"], *ours["alerts"], str(ours["measures"]["reason"]), "frame"})
    assert seen["frame"] >= 20_000
    assert set(EVERYTHING) <= set(seen)

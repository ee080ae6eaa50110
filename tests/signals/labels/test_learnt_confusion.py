"""Learnt confusion: whatever a student taught, the label stays between the strictest rule and the mildest."""

from collections.abc import Iterator

import numpy as np
import pytest

from offline.replay.batch import BatchPipeline
from offline.synthetic import play
from offline.synthetic.hours import PUZZLED, random_hour
from signals import load_parameters
from signals.contract.parameters import Parameters
from signals.labels.confusion import Confusion, evidence
from signals.labels.learnt_confusion import MILDEST, STRICTEST, LearntConfusion
from signals.personal.personal import Personal

FRAMES, DT_S = 4000, 0.2
NEVER, ALWAYS = [0.0] * 5 + [-99.0], [0.0] * 5 + [99.0]
LESSON_S, FPS = 900.0, 5


def random_cues(seed: int) -> Iterator[tuple[bool, bool, bool, bool]]:
    """Yield brow, tilt, smile and gaze, each of which stays as it is for some time."""
    random = np.random.default_rng(seed)
    cues = np.array([False, False, False, True])
    for _ in range(FRAMES):
        # Smiles and looks elsewhere are short.
        chances = [0.03, 0.03, 0.3 if cues[2] else 0.01, 0.01 if cues[3] else 0.3]
        cues = cues ^ (random.random(4) < chances)
        brow, tilt, smile, centred = cues.tolist()
        yield brow, tilt, smile, centred


@pytest.mark.parametrize("offset", [-99.0, -2.0, 0.0, 99.0])
def test_it_is_on_wherever_strict_is_and_only_where_strict_or_brow_is(offset: float) -> None:
    parameters = Parameters(load_parameters())
    personal = Personal(parameters)
    personal.switch(True, [*np.random.default_rng(int(offset) + 99).normal(size=5).tolist(), offset])
    learnt = LearntConfusion(parameters, personal)
    strict, mild = Confusion(parameters, STRICTEST), Confusion(parameters, MILDEST)
    seen = set()
    for number, cues in enumerate(random_cues(3)):
        shown = [evidence(rule, *cues) for rule in (STRICTEST, MILDEST)]
        brow, tilt, smile, centred = cues
        personal.update([4.0 * brow, 9.0 * tilt, float(not smile), float(centred), 0.1], number * DT_S, DT_S)
        on = learnt.update(shown[0], shown[1], DT_S)
        bounds = strict.update(shown[0], DT_S), mild.update(shown[1], DT_S)
        assert on or not bounds[0]
        assert not on or any(bounds)
        seen.add((on, *bounds))
    assert {bounds[1:] for bounds in seen} >= {(False, False), (False, True), (True, True)}


def confused_frames(rule: str, weights: list[float] | None) -> set[float]:
    """Return the times of a lesson at which the student is told to be confused."""
    pipeline = BatchPipeline(load_parameters(), {"sensitivity": rule})
    pipeline.personal.switch(weights is not None, weights)
    frames = (frame for frame, _ in play(random_hour(11, PUZZLED, FPS, LESSON_S)))
    return {f["t_s"] for f, report in pipeline.update_all(frames) if report["state"] == "confused"}


def test_in_a_whole_lesson_a_model_that_always_or_never_says_lost_ends_at_the_bounds() -> None:
    strict, brow = confused_frames(STRICTEST, None), confused_frames(MILDEST, None)
    assert len(strict) < len(brow)
    # In whatever room: the bounds are the two rules' and not the room's.
    assert confused_frames("balanced", NEVER) == strict
    assert confused_frames(STRICTEST, ALWAYS) == strict | brow

"""Expressions: off at first, relative to the face at rest, and never part of a report."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from offline.synthetic.people.face import Face
from signals import Pipeline, load_parameters
from signals.labels.expressions import EXPRESSIONS, RELIABLE
from tests.signals.lesson import CALM, Scene, frames

REST_S = 6.0
RATES = [5, 30]


def judged(scenes: Sequence[Scene], fps: float = 5, masked: Sequence[str] = ()) -> dict[str, float] | None:
    """Return the last probabilities of scenes that follow a face at rest."""
    pipeline = Pipeline(load_parameters(), {"masked": list(masked)})
    pipeline.expressions.switch(True)
    for shown in frames([(REST_S, [CALM]), *scenes], fps):
        pipeline.update(shown)
    return pipeline.expressions.probabilities


def shown(face: Face, fps: float = 5, seconds: float = 3) -> dict[str, float]:
    probabilities = judged([(seconds, [face])], fps)
    assert probabilities is not None
    return probabilities


@pytest.mark.parametrize("fps", RATES)
@pytest.mark.parametrize(
    ("face", "expected"),
    [
        (CALM, "neutral"),
        (replace(CALM, smile=1), "joy"),
        (replace(CALM, brow_raised=1, mouth_open=0.6), "surprise"),
        (replace(CALM, brow_lowered=1), "neutral"),
    ],
    ids=["at rest", "smiling", "surprised", "frowning"],
)
def test_a_face_has_the_expression_it_shows(face: Face, expected: str, fps: float) -> None:
    probabilities = shown(face, fps)
    assert max(probabilities, key=lambda name: probabilities[name]) == expected
    assert probabilities[expected] > 0.5


def test_probabilities_are_of_seven_and_sum_up_to_one() -> None:
    probabilities = shown(replace(CALM, smile=0.5))
    assert tuple(probabilities) == EXPRESSIONS
    assert sum(probabilities.values()) == pytest.approx(1)
    assert set(RELIABLE) == {"joy", "surprise"}


@pytest.mark.parametrize(
    "face",
    [
        replace(CALM, closure=1),
        replace(CALM, yaw_deg=20),
        replace(CALM, distance_cm=40),
        replace(CALM, roll_deg=15),
    ],
    ids=["blinking", "turned", "near", "tilted"],
)
def test_what_is_no_expression_leaves_a_face_neutral(face: Face) -> None:
    assert shown(face, fps=30, seconds=0.3)["neutral"] > 0.85


def test_nothing_is_judged_while_switched_off_or_before_the_face_at_rest_is_known() -> None:
    pipeline = Pipeline(load_parameters(), {})
    for on in (False, True):
        pipeline.expressions.switch(on)
        for frame in frames([(4, [replace(CALM, smile=1)])], 5):
            pipeline.update(frame)
        assert pipeline.expressions.probabilities is None


@pytest.mark.parametrize(
    "scene", [(0.4, []), (0.4, [replace(CALM, yaw_deg=50)])], ids=["no face", "a face in profile"]
)
def test_a_face_that_cannot_be_read_has_no_expression(scene: Scene) -> None:
    assert judged([scene]) is None


@pytest.mark.parametrize(
    ("masked", "face"),
    [("mouth", replace(CALM, smile=1)), ("brow", replace(CALM, brow_raised=1))],
    ids=["a smile behind a mask", "brows behind spectacles"],
)
def test_what_is_switched_off_is_no_expression(masked: str, face: Face) -> None:
    seen, hidden = judged([(3, [face])]), judged([(3, [face])], masked=[masked])
    assert seen is not None
    assert hidden is not None
    assert hidden["neutral"] > 0.85 > 0.7 > seen["neutral"]


def test_a_mouth_switched_off_in_mid_lesson_smiles_no_more() -> None:
    pipeline = Pipeline(load_parameters(), {})
    pipeline.expressions.switch(True)
    smiling = list(frames([(REST_S, [CALM]), (4, [replace(CALM, smile=1)])], 5))
    joy = []
    for frame in smiling:
        pipeline.update(frame)
        joy.append((pipeline.expressions.probabilities or {}).get("joy", 0))
        if joy[-1] > 0.7:
            pipeline.mask(["mouth"])
    assert max(joy) > 0.7
    assert joy[-1] < 0.2


def test_a_report_is_the_same_with_expressions_switched_on() -> None:
    plain, watched = (Pipeline(load_parameters(), {}) for _ in range(2))
    watched.expressions.switch(True)
    for frame in frames([(REST_S, [CALM]), (2, [replace(CALM, smile=1)])], 5):
        assert watched.update(frame) == plain.update(frame)
    assert watched.expressions.probabilities is not None


def rests(scenes: Sequence[Scene], masked: Sequence[str] = ()) -> list[bool]:
    """Return whether the face at rest smiled, after each of the scenes."""
    pipeline = Pipeline(load_parameters(), {"masked": list(masked)})
    pipeline.expressions.switch(True)
    told, start_s = [], 0.0
    for scene in scenes:
        for frame in frames([scene], 5, start_s):
            pipeline.update(frame)
        told.append(pipeline.expressions.rests_smiling)
        start_s += scene[0]
    return told


def test_a_rest_that_smiled_says_so_until_the_mouth_has_rested() -> None:
    beaming = replace(CALM, smile=1)
    assert rests([(REST_S, [beaming]), (4, [CALM]), (8, [CALM])]) == [True, True, False]
    assert rests([(REST_S, [CALM]), (8, [beaming])]) == [False, False]
    assert rests([(REST_S, [beaming])], masked=["mouth"]) == [False]


def test_a_smile_after_a_rest_that_smiled_is_joy_once_the_mouth_has_rested() -> None:
    beaming = replace(CALM, smile=1)
    pipeline = Pipeline(load_parameters(), {})
    pipeline.expressions.switch(True)
    for frame in frames([(REST_S, [beaming]), (12, [CALM]), (3, [beaming])], 5):
        pipeline.update(frame)
    assert (pipeline.expressions.probabilities or {})["joy"] > 0.5


def test_shut_eyes_are_no_rest() -> None:
    pipeline = Pipeline(load_parameters(), {})
    pipeline.expressions.switch(True)
    for frame in frames([(2 * REST_S, [replace(CALM, closure=1)])], 5):
        pipeline.update(frame)
    assert pipeline.expressions.probabilities is None

"""Personal learning: both languages learn the same, nobody gets worse by it, and nobody can push it far."""

import math
from collections import Counter
from itertools import islice

import numpy as np
import pytest

from benchmarks.evaluation.students import Student, students
from signals.contract.parameter_file import load_parameters
from signals.contract.parameters import Parameters
from signals.personal.learning import Learning, Learnt
from signals.personal.map_logistic import fit, left_out_losses, log_loss, probability
from tests.signals.personal.tag_sets import learnt_in_javascript, random_set

SETS = 10_000
TOLERANCE = 1e-9
COUNT = 100
MOMENTS = 300
REST, PUZZLED = [0.0, 2.0, 1.0, 1.0, 0.1], [6.0, 1.0, 1.0, 1.0, 0.1]
PARAMETERS = Parameters(load_parameters())
LEARNING = Learning(PARAMETERS)


def agree(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= TOLERANCE * max(1, abs(one))


def losses(student: Student, learnt: Learnt) -> tuple[float, float]:
    """Return the log loss over other moments of this student, by the common model and by what runs."""
    scaled = (student.moments[:MOMENTS] - LEARNING._rest) / LEARNING._unit
    rows, lost = np.clip(scaled, -LEARNING._far, LEARNING._far), student.lost[:MOMENTS]

    def loss(weights: list[float]) -> float:
        scores = rows @ np.array(weights[:-1]) + weights[-1]
        return float(np.mean(np.logaddexp(0, scores) - lost * scores))

    return loss(LEARNING.common), loss(learnt.weights)


def test_the_losses_that_students_are_held_to_are_those_of_the_model_itself() -> None:
    student = next(students(3, 1, 20, 0.6))
    likely = [LEARNING.likely(means, LEARNING.common) for means in student.moments[:MOMENTS].tolist()]
    one_by_one = [log_loss(share, lost) for share, lost in zip(likely, student.lost, strict=False)]
    assert losses(student, LEARNING.learn(student.tags))[0] == pytest.approx(np.mean(one_by_one))


@pytest.mark.no_cover
def test_both_languages_learn_the_same_of_ten_thousand_random_tag_sets() -> None:
    random = np.random.default_rng(18)
    sets = [random_set(random) for _ in range(SETS)]
    kinds: Counter[str] = Counter()
    for tags, theirs in zip(sets, learnt_in_javascript(sets), strict=True):
        ours = LEARNING.learn(tags)
        kinds[ours.kind] += 1
        assert (ours.kind, ours.count) == (theirs["kind"], theirs["count"])
        numbers = [*ours.weights, ours.common_loss, ours.own_loss]
        others = [*theirs["weights"], theirs["common_loss"], theirs["own_loss"]]
        for one, other in zip(numbers, others, strict=True):
            assert agree(one, other), tags
    assert min(kinds[kind] for kind in ("common", "offset", "own")) > 100


@pytest.mark.no_cover
@pytest.mark.parametrize("spread", [0.3, 0.6])
@pytest.mark.parametrize("tag_count", [5, 10, 20, 40])
def test_learning_makes_neither_the_average_nor_the_90th_percentile_of_students_worse(
    spread: float, tag_count: int
) -> None:
    found = [losses(s, LEARNING.learn(s.tags)) for s in students(1, COUNT, tag_count, spread)]
    common, own = np.array(found).T
    assert own.mean() <= common.mean()
    assert np.percentile(own, 90) <= np.percentile(common, 90)


def test_students_who_differ_much_gain() -> None:
    found = [losses(s, LEARNING.learn(s.tags)) for s in students(2, COUNT, 40, 1.0)]
    common, own = np.array(found).T
    assert own.mean() < 0.9 * common.mean()


def test_under_ten_tags_or_three_of_a_kind_the_offset_alone_is_learnt() -> None:
    few = [{"said": "following_no", "means": REST}] * 5 + [{"said": "following_yes", "means": REST}] * 4
    one_sided = [{"said": "following_no", "means": REST}] * 12 + [{"said": "asked_no", "means": PUZZLED}] * 2
    for tags in (few, one_sided):
        learnt = LEARNING.learn(tags)
        assert learnt.kind == "offset"
        assert learnt.weights[:-1] == LEARNING.common[:-1]
    enough = LEARNING.learn([*few, {"said": "following_yes", "means": PUZZLED}] * 2)
    assert enough.kind == "own"
    assert enough.weights[0] < LEARNING.common[0]


def test_presses_of_ones_own_accord_do_not_make_a_face_at_rest_look_lost() -> None:
    pressed = LEARNING.learn([{"said": "lost", "means": REST}] * 30)
    probed = LEARNING.learn([{"said": "following_no", "means": REST}] * 30)
    assert pressed.weights[-1] < probed.weights[-1]
    assert LEARNING.likely(REST, pressed.weights) < 0.05


@pytest.mark.parametrize("said", ["lost", "following_no", "asked_no", "engaged"])
def test_two_hundred_tags_of_one_kind_move_the_offset_by_the_prior_s_bound_at_most(said: str) -> None:
    learnt = LEARNING.learn([{"said": said, "means": PUZZLED}] * 200)
    tau = PARAMETERS.number("personal_tau")
    moved = abs(learnt.weights[-1] - LEARNING.common[-1])
    # Where the slope vanishes, moved / tau^2 is the sum of 200 residuals, each under exp(its score).
    assert moved <= tau * math.sqrt(2 * 200 * 6)
    assert all(math.isfinite(weight) for weight in learnt.weights)
    assert learnt.weights[:-1] == LEARNING.common[:-1]


def test_wild_means_count_no_more_than_four_units() -> None:
    wild = [{"said": "following_no", "means": [1e9, -1e9, 1e9, -1e9, 1e9]}] * 20
    assert all(abs(weight) < 20 for weight in LEARNING.learn(wild).weights)
    assert LEARNING.likely([1e9, 0, 1, 1, 0], LEARNING.common) == LEARNING.likely(
        [8, 0, 1, 1, 0], LEARNING.common
    )


def test_the_loss_of_left_out_tags_is_that_of_a_fit_anew_without_them() -> None:
    spread, prior = LEARNING._spread("own"), np.array([*LEARNING.common, 0.0])
    for student in islice(students(4, 20, 20, 0.6), 20):
        rows, targets = LEARNING.rows(student.tags)
        weights = fit(rows, targets, prior, spread, 25)
        quick = left_out_losses(rows, targets, weights, prior, spread)
        without = [
            fit(np.delete(rows, at, 0), np.delete(targets, at), prior, spread, 25)
            for at in range(len(targets))
        ]
        exact = [
            log_loss(probability(row, kept), target)
            for row, kept, target in zip(rows, without, targets, strict=True)
        ]
        assert np.allclose(quick, exact, atol=1e-6)

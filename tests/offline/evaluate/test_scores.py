"""Scores: every figure of small examples, derived by hand."""

from collections.abc import Sequence

import pytest

from offline.evaluate.intervals import Interval
from offline.evaluate.scores import Scores

HOUR_S = 3600.0


def scores(truth: Sequence[tuple[float, float, str]], said: Sequence[tuple[float, float, str]]) -> Scores:
    found = Scores()
    found.add([Interval(*one) for one in truth], [Interval(*one) for one in said])
    return found


def test_precision_recall_and_confusion_are_shares_of_time() -> None:
    # True: 60 s focused, 20 s confused, 20 s focused. Said: confused from 65 to 85, else focused.
    found = scores(
        [(0, 60, "focused"), (60, 80, "confused"), (80, 100, "focused")],
        [(0, 65, "focused"), (65, 85, "confused"), (85, 100, "focused")],
    )
    confused, focused = found.states["confused"], found.states["focused"]
    assert (confused.true_s, confused.said_s, confused.agreed_s) == (20, 20, 15)
    assert (confused.precision, confused.recall) == (15 / 20, 15 / 20)
    assert (focused.precision, focused.recall) == (75 / 80, 75 / 80)
    assert found.confusion_s == {
        "focused": {"focused": 75, "confused": 5},
        "confused": {"focused": 5, "confused": 15},
    }
    assert found.agreement == 90 / 100
    assert found.coverage == 1


def test_latency_runs_from_the_true_start_and_an_episode_never_said_is_not_found() -> None:
    # Said 1, 2 and 4 s after the start; the fourth is missed. numpy interpolates: p90 = 2 + .8 * 2.
    starts = [0, 100, 200, 300]
    truth = [part for s in starts for part in ((s, s + 10, "away"), (s + 10, s + 100, "focused"))]
    late = {0: 1, 100: 2, 200: 4}
    said = [
        part
        for s in starts
        for part in (
            [(s, s + late[s], "focused"), (s + late[s], s + 10, "away"), (s + 10, s + 100, "focused")]
            if s in late
            else [(s, s + 100, "focused")]
        )
    ]
    away = scores(truth, said).states["away"]
    assert (away.episodes, away.episodes_found) == (4, 3)
    assert away.latency_median_s == 2
    assert away.latency_p90_s == pytest.approx(3.6)
    assert away.false_onsets == 0


def test_a_state_said_before_it_was_true_is_not_late() -> None:
    found = scores([(0, 10, "focused"), (10, 20, "away")], [(0, 8, "focused"), (8, 20, "away")])
    assert found.states["away"].latencies_s == [0]
    assert found.states["away"].false_onsets == 0


def test_false_onsets_are_counted_by_the_hour_in_which_the_state_was_not_true() -> None:
    # Two hours; confused is true for none of them, and said twice.
    found = scores(
        [(0, 2 * HOUR_S, "focused")],
        [
            (0, 100, "focused"),
            (100, 105, "confused"),
            (105, 200, "focused"),
            (200, 205, "confused"),
            (205, 2 * HOUR_S, "focused"),
        ],
    )
    confused = found.states["confused"]
    assert (confused.false_onsets, confused.false_onsets_per_hour) == (2, 1)
    assert confused.bound_per_hour is None
    assert confused.recall is None
    assert confused.precision == 0


def test_no_false_onset_in_t_hours_bounds_the_rate_by_three_over_t() -> None:
    # One of the four hours is truly confused: three are left to err in.
    spans = [(0.0, HOUR_S, "confused"), (HOUR_S, 4 * HOUR_S, "focused")]
    assert scores(spans, spans).states["confused"].bound_per_hour == 1


def test_an_onset_in_time_without_a_truth_is_not_judged() -> None:
    found = scores([(50, 100, "focused")], [(0, 10, "confused"), (10, 100, "focused")])
    assert "confused" not in found.confusion_s
    assert found.states["confused"].false_onsets == 0
    assert found.labelled_s == 50


def test_unknown_is_missed_and_not_covered_and_the_calibration_is_not_judged() -> None:
    # Of 100 s, 20 are calibrated, 30 unknown, 50 right: recall 50 of 80, coverage 50 of 100.
    found = scores([(0, 100, "focused")], [(0, 20, "calibrating"), (20, 50, "unknown"), (50, 100, "focused")])
    focused = found.states["focused"]
    assert (focused.precision, focused.recall) == (1, 50 / 80)
    assert focused.latencies_s == [30]
    assert found.coverage == 0.5
    assert set(found.states) == {"focused"}


def test_recordings_add_up() -> None:
    found = scores([(0, 10, "away")], [(0, 10, "away")])
    found.add([Interval(0, 30, "away")], [Interval(0, 30, "focused")])
    assert found.states["away"].recall == 10 / 40
    assert found.states["away"].episodes == 2


def test_nothing_has_no_figures() -> None:
    assert (Scores().coverage, Scores().agreement, Scores().labelled_s) == (None, None, 0)

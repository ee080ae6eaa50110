"""The evaluation's own arithmetic: what counts as found, as late, as false, and as met."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks.evaluation.lessons import Heard, runs_s
from benchmarks.evaluation.table import Row, Table, at_least, at_most, none_of
from benchmarks.evaluation.tables import accuracy, onsets, twins
from benchmarks.evaluation.tables.blinks import f1, matched
from benchmarks.evaluation.tables.episodes import Found, compare
from benchmarks.evaluation.tables.frame_rates import EVENTS, SCENES, clear_lesson, events
from benchmarks.evaluation.tables.quiet import poisson_bound


def test_without_clips_the_evaluation_loads_no_mediapipe() -> None:
    code = "import sys, benchmarks.evaluation.__main__; sys.exit('mediapipe' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_a_run_lasts_until_the_first_frame_after_it() -> None:
    assert list(runs_s([0, 1, 2, 3, 4], [True, False, True, True, False])) == [(0, 1), (2, 4)]


def test_an_episode_is_found_where_something_was_said_within_it() -> None:
    true = [(10.0, 20.0), (30.0, 40.0), (50.0, 60.0)]
    said = [(14.0, 22.0), (42.0, 43.0), (70.0, 71.0)]
    episodes, false_s = compare(said, true, after_s=3)
    assert episodes == [Found(4, 2), Found(None, None), Found(None, None)]
    assert false_s == [70]


@pytest.mark.parametrize(
    ("awake_s", "cleared_s"),
    [(7, None), (25, 25.0)],
    ids=["too short a time to tell", "long enough to have been told"],
)
def test_who_falls_asleep_again_tells_when_sleep_was_over_only_where_there_was_time(
    awake_s: float, cleared_s: float | None
) -> None:
    again_s = 60 + awake_s
    episodes, _ = compare([(10, 200)], [(0, 60), (again_s, 190)], after_s=30)
    assert episodes == [Found(10, cleared_s), Found(0, 10)]


def test_each_true_blink_is_found_at_most_once() -> None:
    assert matched([1.0, 2.0, 3.0], [1.1, 1.2, 3.6]) == (1, 2, 2)
    assert f1((1, 2, 2)) == pytest.approx(2 / 6)
    assert f1((0, 0, 0)) is None


def test_the_bound_of_no_event_is_three_and_of_three_events_is_as_in_the_tables_of_poisson() -> None:
    assert poisson_bound(0) == 3
    assert poisson_bound(3) == pytest.approx(7.754, abs=0.02)


@pytest.mark.parametrize(
    ("row", "met"),
    [
        (at_most("a", 1.0, 1), True),
        (at_most("a", 1.01, 1), False),
        (at_least("a", 0.99, 0.99), True),
        (at_least("a", 0.98, 0.99), False),
        (at_least("a", None, 0.5), False),
        (none_of("a", []), True),
        (none_of("a", ["x"]), False),
    ],
)
def test_a_row_says_whether_its_target_is_met(row: Row, met: bool) -> None:
    assert row.met is met
    assert Table("t", "n", [row, Row("told", "1")]).met is met
    assert ("NOT MET" in str(Table("t", "n", [row]))) is not met


def test_the_order_of_events_leaves_out_what_lies_between() -> None:
    heard = Heard(states=["calibrating", "focused", "away", "away", "neutral", "focused", "confused"])
    assert events(heard) == ["away", "confused"]
    assert "focused" not in EVENTS


def test_a_clear_lesson_has_every_scene_in_an_order_of_its_own() -> None:
    one, other = (clear_lesson(seed, 10, 0) for seed in (1, 2))
    assert set(SCENES) <= {scene.behaviour for scene in one.scenes}
    assert [scene.behaviour for scene in one.scenes] != [scene.behaviour for scene in other.scenes]


def test_head_and_gaze_of_a_hundred_faces_are_within_their_targets() -> None:
    assert accuracy.table(faces=100, seed=3).met


def test_both_languages_agree_on_a_short_walk() -> None:
    with ThreadPoolExecutor(1) as pool:
        table = twins.table(pool, frames=1600, seed=9)
    assert table.met, str(table)
    assert "1600 frames" in table.note


def test_looks_away_and_down_are_told_within_half_a_second_of_their_patience() -> None:
    late_s = onsets.late_s((4, 10.0, 0.0))
    assert {state: len(found) for state, found in late_s.items()} == {"away": 6, "down": 6}
    assert max(abs(late) for found in late_s.values() for late in found) <= onsets.LATE_MAX_S

"""Intervals: frames into runs, shared time, and filled gaps."""

from offline.evaluate.intervals import Interval, fill, from_frames, shared

FIRST, SECOND = Interval(0, 4, "focused"), Interval(4, 6, "away")


def test_frames_become_runs_and_the_last_frame_speaks_for_no_time() -> None:
    frames = [(0, "focused"), (1, "focused"), (2, "away"), (3, "focused")]
    assert from_frames(frames, 2) == [Interval(0, 2, "focused"), Interval(2, 3, "away")]


def test_a_frame_before_a_gap_holds_no_longer_than_told() -> None:
    assert from_frames([(0, "away"), (10, "away"), (11, "away")], 2) == [
        Interval(0, 2, "away"),
        Interval(10, 11, "away"),
    ]


def test_frames_without_a_state_are_in_no_run() -> None:
    assert from_frames([(0, None), (1, "away"), (2, None), (3, None)], 2) == [Interval(1, 2, "away")]
    assert from_frames([], 2) == []


def test_shared_time_is_told_pair_by_pair() -> None:
    said = [Interval(1, 5, "focused"), Interval(5, 9, "away")]
    assert list(shared([FIRST, SECOND], said)) == [
        (FIRST, said[0], 3),
        (SECOND, said[0], 1),
        (SECOND, said[1], 1),
    ]


def test_intervals_that_only_touch_share_nothing() -> None:
    assert list(shared([FIRST], [SECOND])) == []


def test_time_under_no_interval_is_filled() -> None:
    assert fill([Interval(1, 2, "away")], 0, 4, "focused") == [
        Interval(0, 1, "focused"),
        Interval(1, 2, "away"),
        Interval(2, 4, "focused"),
    ]
    assert fill([], 0, 4, "focused") == [Interval(0, 4, "focused")]

"""Batches: the same reports as frame by frame, whatever the frames hold."""

from collections.abc import Iterator
from typing import Any

import pytest

from offline.replay import batch
from offline.replay.batch import BatchPipeline
from offline.synthetic import parse_script, play
from signals import Pipeline, Report, load_parameters
from tests.signals.both import differences, label
from tests.signals.scripts import scene, script
from tests.signals.walk import Walk

PROCTORING = {"proctoring": True}
Frames = list[dict[str, Any]]


def walks(lessons: int, frames: int) -> Iterator[Frames]:
    """Yield the frames of random lessons, with everything a camera can show and some it cannot."""
    return (lesson.frames for lesson in Walk(seed=3).lessons(lessons, frames))


def one_by_one(frames: Frames) -> list[Report]:
    pipeline = Pipeline(load_parameters(), PROCTORING)
    return [pipeline.update(frame) for frame in frames]


def at_once(frames: Frames) -> list[Report]:
    return [report for _, report in BatchPipeline(load_parameters(), PROCTORING).update_all(frames)]


def assert_equal(ours: list[Report], theirs: list[Report]) -> None:
    for number, (one, other) in enumerate(zip(ours, theirs, strict=True)):
        assert label(one) == label(other), f"frame {number}"
        assert differences(one, other) == [], f"frame {number}"


@pytest.mark.filterwarnings("error")
def test_random_walks_are_reported_as_frame_by_frame() -> None:
    seen = set()
    for frames in walks(lessons=4, frames=500):
        reports = at_once(frames)
        assert_equal(reports, one_by_one(frames))
        seen |= {str(report["measures"]["reason"]) for report in reports}
    assert {"None", "no_face", "not_finite", "time_backwards", "face_cut"} <= seen


def test_a_synthetic_lesson_is_reported_as_frame_by_frame() -> None:
    scenes = [
        scene(behaviour, 20) for behaviour in ("attend", "confused", "leave", "second_person", "gap", "talk")
    ]
    frames = [frame for frame, _ in play(parse_script(script(*scenes, fps=5)))]
    reports = at_once(frames)
    assert_equal(reports, one_by_one(frames))
    assert {"calibrating", "absent"} <= {report["state"] for report in reports}


def test_where_frames_fail_those_before_are_answered_first() -> None:
    def failing() -> Iterator[dict[str, Any]]:
        yield from [
            {"t_s": 0.5 * n, "width": 640, "height": 480, "faces": [], "luma": None} for n in range(7)
        ]
        raise OSError("the disk is gone")

    reports = BatchPipeline(load_parameters(), {}).update_all(failing())
    assert len([next(reports) for _ in range(7)]) == 7
    with pytest.raises(OSError, match="the disk is gone"):
        next(reports)


def test_a_batch_may_end_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "FRAMES_AT_ONCE", 3)
    frames = next(walks(lessons=1, frames=61))
    assert_equal(at_once(frames), one_by_one(frames))

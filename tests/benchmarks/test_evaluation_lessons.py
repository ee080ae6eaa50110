"""The evaluation's harder lessons: what they hold, and what counts as told in time."""

import pytest

from benchmarks.evaluation.lessons import Heard
from benchmarks.evaluation.tables import aside, brows, cameras, covers, held, quiet, slow, starts
from benchmarks.evaluation.waiting import in_time, latest_s, measured_after_s, told_after_s
from offline.synthetic.people.subject import make_subject


def heard(states: list[str], reasons: list[str | None]) -> Heard:
    """Return what was said, a frame a second."""
    truths = [{"t_s": float(t_s), "faces": 1} for t_s in range(len(states))]
    return Heard(truths=truths, states=states, reasons=reasons)  # type: ignore[arg-type]


def test_a_reason_counts_as_told_and_a_silent_unknown_does_not() -> None:
    said = heard(["calibrating", "unknown", "unknown", "focused"], [None, None, "camera_low", None])
    assert told_after_s(said) == 2
    assert measured_after_s(said) == 3
    assert told_after_s(said, since_s=1) == 1
    assert measured_after_s(heard(["calibrating"], [None])) is None


def test_who_waits_for_ever_is_late_and_has_no_latest_time() -> None:
    assert in_time([5, 25, None], 20) == pytest.approx(1 / 3)
    assert latest_s([5, 25]) == 25
    assert latest_s([5, None]) is None


def test_shares_are_of_the_frames_of_a_part() -> None:
    said = heard(["focused", "away", "away", "focused"], [None] * 4)
    assert said.share("away", 1, 4) == pytest.approx(2 / 3)
    assert said.share("away", 9, 10) == 0


def test_a_look_aside_calls_for_an_alert_only_where_the_face_was_measured_before_it() -> None:
    said = heard(["unknown", "away", "away"], ["camera_beside", None, None])
    assert not quiet._tellable(said, "gaze_away", (0, 3))
    assert quiet._tellable(said, "gaze_away", (1, 3))
    assert quiet._tellable(said, "no_face", (0, 3))


def test_the_lessons_hold_what_their_tables_speak_of() -> None:
    assert cameras.lesson(1, "beside", 2).camera == "beside"
    assert starts.lesson(1, "a smile").scenes[0].behaviour == "smile"
    assert {*brows.INNOCENT, "frown", "knit"} <= {scene.behaviour for scene in brows.lesson(1).scenes}
    assert {scene.side for scene in aside.lesson(1).scenes} == {"left", "right"}
    assert covers.worn_lesson(1, "no hairline").camera == "close"
    assert {scene.fringe for scene in covers.worn_lesson(1, "a fringe").scenes} == {True}
    assert covers.done_lesson(1).scenes[-1].behaviour == "doze_lost"
    assert {slow.lesson(1, fps).fps for fps in slow.RATES_FPS} == set(slow.RATES_FPS)
    assert held.lesson(1, "loop").scenes[-1].behaviour == "loop"


def test_spectacles_are_tried_on_those_whose_brow_they_lower_most() -> None:
    whos = {brows.hard_subject(number) for number in range(8)}
    assert len(whos) > 3
    assert all(make_subject(who).traits.glasses_brow_cm < brows.HARD_GLASSES_CM for who in whos)


def test_a_photograph_that_lies_still_is_seen_within_two_minutes() -> None:
    seen_s = held.see((1, "photo"))
    assert seen_s is not None
    assert seen_s < 120

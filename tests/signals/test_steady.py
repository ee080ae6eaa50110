"""Steady: still pictures, other seats, second faces, cuts and gaps change no label that they should not."""

from dataclasses import replace
from typing import Any

import pytest

from offline.synthetic import parse_script, play
from offline.synthetic.people.face import Face, frame
from signals import Pipeline, Report, load_parameters
from tests.signals.lesson import CALM, PUZZLED, frames, states, watch
from tests.signals.scripts import alerts, scene, script, share, told

STILL_S = 62.0


def pipeline() -> Pipeline:
    return Pipeline(load_parameters(), {"proctoring": True})


def progress(report: Report) -> float:
    value = report["measures"]["baseline_progress"]
    assert isinstance(value, float)
    return value


def photograph(fps: float, carried: bool = False) -> list[Report]:
    """Return what is said of a face without any motion of its own, for a minute and a bit."""
    running, reports = pipeline(), []
    for step in range(int(STILL_S * fps) + 2):
        place = 0.5 + (0.02 * (step % 5) if carried else 0)
        shown = replace(CALM, centre=(place, 0.5), roll_deg=step % 4 if carried else 0)
        reports.append(running.update(frame(step / fps, shown)))
    return reports


@pytest.mark.parametrize("fps", [0.3, 1, 5, 30])
def test_a_photograph_is_a_static_image_after_a_minute(fps: float) -> None:
    reports = photograph(fps)
    assert reports[-1]["state"] == "unknown"
    assert reports[-1]["alerts"] == ["static_image"]
    assert reports[-1]["measures"]["reason"] == "static_image"
    early = reports[: int(59 * fps)]
    assert all("static_image" not in report["alerts"] for report in early)


def test_a_photograph_that_is_carried_about_has_not_moved_in_itself() -> None:
    assert photograph(5, carried=True)[-1]["alerts"] == ["static_image"]


def test_without_proctoring_a_photograph_is_unknown_and_no_alert() -> None:
    running = Pipeline(load_parameters(), {})
    reports = [running.update(frame(step / 2, CALM)) for step in range(int(2 * STILL_S) + 2)]
    assert (reports[-1]["state"], reports[-1]["alerts"]) == ("unknown", [])


@pytest.mark.parametrize("fps", [0.3, 1, 5, 30])
def test_a_student_who_sits_still_is_alive_at_the_least_noise(fps: float) -> None:
    running = pipeline()
    written = script(scene("attend", 90), fps=fps, noise_cm=0.02)
    reports = [running.update(shown) for shown, _ in play(parse_script(written))]
    assert all(report["measures"]["reason"] != "static_image" for report in reports)


def test_a_photograph_that_comes_alive_is_measured_again() -> None:
    running = pipeline()
    for step in range(int(5 * STILL_S) + 2):
        before = running.update(frame(step / 5, CALM))
    after = [running.update(shown) for shown in frames([(4, [CALM])], 5, start_s=STILL_S + 1)]
    assert before["state"] == "unknown"
    assert after[-1]["state"] == "focused"
    assert after[-1]["alerts"] == []


def test_recalibration_starts_anew_and_ends_with_the_new_face_as_usual() -> None:
    running = pipeline()
    tilted = replace(CALM, roll_deg=12)
    reports = [running.update(shown) for shown in frames([(20, [CALM]), (5, [tilted])], 5)]
    running.recalibrate()
    again = [running.update(shown) for shown in frames([(20, [tilted])], 5, start_s=25)]
    assert "head_tilted" in reports[-1]["cues"]
    assert again[0]["state"] == "calibrating"
    assert progress(again[0]) < 0.1
    assert again[-1]["state"] == "focused"
    assert "head_tilted" not in again[-1]["cues"]


@pytest.mark.parametrize("change", ["change_seat", "change_light"])
@pytest.mark.parametrize("subject", [1, 2, 3])
def test_another_seat_or_light_is_learnt_without_a_flicker_or_an_alarm(change: str, subject: int) -> None:
    moments = told(scene("attend", 10), scene(change, 90), fps=5, subject=subject)
    gathered = [progress(moment.report) for moment in moments]
    assert share(moments, "focused") == 1
    assert alerts(moments) == set()
    assert min(gathered) < 0.1
    assert gathered[-1] == 1


def test_glasses_put_on_for_good_give_no_alarm() -> None:
    moments = told(scene("attend", 10), scene("attend", 60, glasses=True), scene("attend", 30), fps=5)
    assert share(moments, "focused") == 1


def test_a_face_that_is_strange_for_minutes_is_its_rest() -> None:
    tilted = replace(CALM, roll_deg=12)
    lesson = watch([(100, [tilted])])
    assert "head_tilted" in lesson[250].report["cues"]
    assert "head_tilted" not in lesson[-1].report["cues"]
    assert states(lesson) == ["focused"]


def test_a_head_propped_up_for_minutes_is_not_tilted_when_it_is_upright_again() -> None:
    propped, frowning = replace(CALM, roll_deg=14), replace(CALM, brow_lowered=0.7)
    lesson = watch([(100, [propped]), (30, [frowning])])
    assert "brow_lowered" in lesson[-1].report["cues"]
    assert all("head_tilted" not in moment.report["cues"] for moment in lesson if moment.t_s > 102)
    assert states(lesson) == ["focused"]


def test_after_a_long_frown_the_confused_are_found_again() -> None:
    frowning = replace(CALM, brow_lowered=0.7)
    lesson = watch([(100, [frowning]), (15, [CALM]), (10, [PUZZLED])])
    assert "brow_lowered" in lesson[250].report["cues"]
    assert "brow_lowered" not in lesson[499].report["cues"]
    assert states(lesson) == ["focused", "confused"]


def test_a_brow_raised_for_seconds_brings_no_former_rest_back() -> None:
    frowning, surprised = replace(CALM, brow_lowered=0.7), CALM
    lesson = watch([(100, [frowning]), (6, [surprised]), (20, [frowning])])
    assert "brow_lowered" not in lesson[-1].report["cues"]


def test_who_looks_away_for_minutes_is_away_and_no_new_baseline() -> None:
    aside = replace(CALM, yaw_deg=30, gaze_yaw_deg=45)
    lesson = watch([(180, [aside])])
    assert states(lesson) == ["focused", "away"]


def test_a_second_face_wider_by_a_hair_is_not_the_student() -> None:
    student = replace(CALM, centre=(0.3, 0.5))
    other = replace(CALM, yaw_deg=40, gaze_yaw_deg=50, centre=(0.75, 0.5), distance_cm=57)
    lesson = watch([(2, [student]), (8, [other, student])])
    assert states(lesson) == ["focused"]


def test_who_comes_back_is_focused_without_a_detour() -> None:
    assert states(watch([(2, [CALM]), (8, []), (3, [CALM])])) == ["focused", "absent", "focused"]


def test_a_black_frame_at_a_cut_is_no_low_light() -> None:
    running = pipeline()
    dark: dict[str, Any] = {"faces": [], "luma": 2}
    for shown in frames([(20, [CALM])], 5):
        running.update(shown)
    told_of_the_cut = running.update(frame(20.0) | dark)
    assert told_of_the_cut["state"] == "focused"
    assert running.update(frame(20.2, CALM))["state"] == "focused"


@pytest.mark.parametrize("step_s", [1.0, 1 / 0.3])
def test_a_throttled_tab_alarms_nobody(step_s: float) -> None:
    written = script(scene("attend", 200), fps=1 / step_s)
    running = pipeline()
    reports = [running.update(shown) for shown, _ in play(parse_script(written))]
    assert {alert for report in reports for alert in report["alerts"]} == set()
    assert {report["state"] for report in reports} <= {"calibrating", "focused", "neutral", "unknown"}


@pytest.mark.parametrize("jump_s", [-3600, 3, 60, 86400])
def test_a_jump_of_time_alarms_nobody(jump_s: float) -> None:
    running = pipeline()
    for shown in frames([(20, [CALM]), (3, [])], 5):
        running.update(shown)
    after = [running.update(shown) for shown in frames([(3, []), (2, [Face()])], 5, start_s=23 + jump_s)]
    assert all(report["alerts"] == [] for report in after)

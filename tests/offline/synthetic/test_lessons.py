"""Each scripted behaviour does what it says, as the whole pipeline sees it, for several subjects."""

from typing import Any

import numpy as np
import pytest

from offline.synthetic.acts.behaviour import BEHAVIOURS
from tests.signals.scripts import Told, alerts, scene, share, told

SUBJECTS = [1, 2, 3]
SCENE_S = 10.0
# The patience of the present rules: seconds from the behaviour's begin until its label is due.
DUE_S = {"down": 4.0, "away": 4.0, "absent": 2.5, "confused": 7.0}
# A wink may leave the gaze untold; it has a test of its own.
FOCUSED = sorted(
    name for name, behaviour in BEHAVIOURS.items() if behaviour.state == "focused" and name != "wink"
)


def lesson(behaviour: str, subject: int, furrow: str = "both", **options: Any) -> list[Told]:
    return told(scene(behaviour, SCENE_S, **options), subject=subject, drop_share=0.1, furrow=furrow)


@pytest.mark.parametrize("behaviour", FOCUSED)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_what_is_done_at_the_screen_is_focused(behaviour: str, subject: int) -> None:
    moments = lesson(behaviour, subject)
    assert share(moments, "focused") == 1
    assert alerts(moments) == ({"multiple_faces"} if behaviour == "second_person" else set())


@pytest.mark.parametrize(
    ("behaviour", "expected"),
    [("take_notes", set()), ("second_screen", {"gaze_away"}), ("leave", {"no_face"})],
)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_what_is_done_elsewhere_has_its_state_in_time(
    behaviour: str, expected: set[str], subject: int
) -> None:
    moments = lesson(behaviour, subject)
    state = str(BEHAVIOURS[behaviour].state)
    assert moments[0].state == "focused"
    assert share(moments, state, after_s=DUE_S[state]) == 1
    assert alerts(moments) == expected


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_confused_episode_is_told_to_either_side(side: str, subject: int) -> None:
    moments = lesson("confused", subject, side=side)
    assert share(moments, "confused", after_s=DUE_S["confused"]) == 1
    assert share(moments[:30], "confused") == 0


@pytest.mark.parametrize("furrow", ["height", "distance"])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_confused_episode_is_told_of_a_face_that_shows_half_a_furrow(furrow: str, subject: int) -> None:
    moments = lesson("confused", subject, furrow)
    assert share(moments, "confused", after_s=DUE_S["confused"]) == 1


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_head_well_aside_is_away_to_either_side(side: str, subject: int) -> None:
    moments = lesson("look_aside", subject, side=side, amount=0.15)
    assert share(moments, "away", after_s=DUE_S["away"]) == 1
    assert share(moments, "focused", after_s=DUE_S["away"]) == 0


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_held_wink_is_neither_sleep_nor_a_look_elsewhere(side: str, subject: int) -> None:
    moments = lesson("wink", subject, side=side)
    assert {moment.state for moment in moments} <= {"focused", "neutral"}


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_second_screen_is_on_its_own_side(side: str) -> None:
    assert f"gaze_{side}" in lesson("second_screen", 1, side=side)[-1].report["cues"]


@pytest.mark.parametrize(("behaviour", "cue"), [("frown", "brow_lowered"), ("tilt", "head_tilted")])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_one_half_of_confusion_shows_its_own_cue_alone(behaviour: str, cue: str, subject: int) -> None:
    last = lesson(behaviour, subject)[-1].report["cues"]
    assert {"brow_lowered", "head_tilted"} & set(last) == {cue}


def test_a_smile_is_seen() -> None:
    lift, width = (measures(lesson("smile", 1), name) for name in ("corner_lift_cm", "mouth_width_cm"))
    assert lift.max() - lift[0] > 0.35
    assert width.max() - width[0] > 0.4


def test_a_yawn_opens_the_mouth_by_more_than_two_centimetres() -> None:
    opened = measures(lesson("yawn", 1), "mouth_open_cm")
    assert opened.max() - opened[0] > 2


def test_talk_opens_the_mouth_again_and_again_but_never_as_a_yawn() -> None:
    opened = measures(told(scene("talk", 20), fps=30), "mouth_open_cm")
    rises = np.sum((opened[1:] > opened[0] + 0.4) & (opened[:-1] <= opened[0] + 0.4))
    assert rises >= 10
    assert opened.max() - opened[0] < 1.5


def test_who_dozes_has_shut_lids_for_long_and_who_blinks_never() -> None:
    dozing, blinking = (told(scene(name, 21), fps=15) for name in ("doze", "blink"))
    shut = measures(dozing, "closure") > 0.8
    assert 0.25 < shut.mean() < 0.6
    assert any("eyes_closed" in moment.report["cues"] for moment in dozing)
    assert not any("eyes_closed" in moment.report["cues"] for moment in blinking)
    assert measures(blinking, "closure").max() > 0.6


def test_leaning_in_comes_a_third_nearer() -> None:
    distances = measures(lesson("lean_in", 0), "distance_cm")
    assert distances[-1] == pytest.approx(40, rel=0.05)


def test_who_left_is_back_with_the_next_scene() -> None:
    moments = told(scene("leave", 5), scene("attend", 5))
    assert share(moments, "absent", after_s=2.5) > 0.3
    assert share(moments, "focused", after_s=7) == 1


def test_a_gap_is_no_alert() -> None:
    moments = told(scene("attend", 3), scene("gap", 8), scene("attend", 5))
    assert alerts(moments) == set()
    assert moments[-1].state == "focused"


def measures(moments: list[Told], name: str) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    values = [moment.report["measures"][name] for moment in moments]
    return np.array([value for value in values if value is not None], dtype=np.float64)

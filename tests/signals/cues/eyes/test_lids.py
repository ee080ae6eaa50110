"""Lids: who dozes is drowsy in time and clear after waking; whoever only narrows the eyes is not."""

from dataclasses import replace

import numpy as np
import pytest

from offline.synthetic import parse_script, play
from offline.synthetic.people.face import Face
from tests.signals.lesson import CALM, Moment, onset, states, watch
from tests.signals.scripts import CALIBRATION_S, Told, heard, scene, script, share, told

RATES = [5, 10]
SHUT = replace(CALM, closure=1)
NODDED = replace(SHUT, pitch_deg=-35)


def measures(moments: list[Told] | list[Moment], name: str) -> list[float | str | None]:
    return [moment.report["measures"][name] for moment in moments]


@pytest.mark.parametrize(("fps", "subject"), [(5, 1), (10, 2)])
def test_who_dozes_is_drowsy_within_a_minute_and_clear_twenty_seconds_after_waking(
    fps: int, subject: int
) -> None:
    moments = told(scene("doze", 40), scene("attend", 25), fps=fps, subject=subject, drop_share=0.1)
    assert share([moment for moment in moments if moment.t_s < 40], "drowsy", after_s=8) == 1
    assert share(moments, "drowsy", after_s=60) == 0


@pytest.mark.parametrize("subject", [2, 6])
def test_who_dozes_behind_glasses_that_shake_the_lids_is_drowsy_at_the_first_long_closures(
    subject: int,
) -> None:
    worn = [scene(name, seconds, glasses=True) for name, seconds in (("read", 20), ("doze", 20))]
    begin = scene("attend", CALIBRATION_S, glasses=True)
    lesson = script(begin, *worn, subject=subject, noise_cm=0.055)
    assert share(heard(lesson)[-100:], "drowsy") == 1


@pytest.mark.parametrize("behaviour", ["blink", "take_notes", "smile", "talk", "read"])
@pytest.mark.parametrize("fps", [5, 10])
def test_who_blinks_writes_smiles_talks_or_reads_is_never_drowsy(behaviour: str, fps: int) -> None:
    assert share(told(scene(behaviour, 25), fps=fps, subject=2, drop_share=0.1), "drowsy") == 0


@pytest.mark.parametrize("fps", [5])
def test_closures_of_over_a_second_are_drowsy_by_their_share_of_the_minute(fps: int) -> None:
    lesson = watch([(3, [CALM]), (1.4, [SHUT])] * 12, fps)
    found = onset(lesson, "drowsy")
    assert found is not None
    assert found < 60


@pytest.mark.parametrize("fps", [5, 10])
def test_eyes_rested_for_a_second_are_not_drowsy(fps: int) -> None:
    assert onset(watch([(9, [CALM]), (1, [SHUT])] * 5, fps), "drowsy") is None


@pytest.mark.parametrize("fps", RATES)
def test_shut_eyes_under_a_sinking_head_are_drowsy_and_not_down(fps: int) -> None:
    lesson = watch([(3, [CALM]), (0.6, [SHUT]), (5, [NODDED])], fps)
    assert states(lesson)[-1] == "drowsy"
    assert "down" not in states(lesson)


@pytest.mark.parametrize("fps", RATES)
def test_a_lowered_head_with_half_lowered_lids_is_down_and_not_drowsy(fps: int) -> None:
    writing = replace(CALM, pitch_deg=-34, gaze_pitch_deg=-48, closure=0.65)
    assert states(watch([(3, [CALM]), (20, [writing])], fps)) == ["focused", "down"]


@pytest.mark.parametrize("fps", RATES)
def test_a_glance_down_with_lowered_lids_is_down_and_leaves_no_eyes_closed(fps: int) -> None:
    glance = replace(CALM, pitch_deg=-8, gaze_pitch_deg=-36, closure=0.6)
    lesson = watch([(3, [CALM]), (8, [glance])], fps)
    assert states(lesson)[-1] == "down"
    assert all("eyes_closed" not in moment.report["cues"] for moment in lesson)


@pytest.mark.parametrize("fps", RATES)
def test_narrowed_eyes_in_a_smile_or_a_yawn_are_not_drowsy(fps: int) -> None:
    laughing = replace(CALM, smile=1, closure=0.9)
    yawning = replace(CALM, mouth_open=0.9, closure=0.95)
    lesson = watch([(3, [CALM]), (1, [replace(laughing, closure=0.3)]), (5, [laughing]), (3, [CALM])], fps)
    lesson += watch([(3, [CALM]), (0.4, [replace(yawning, closure=0)]), (5, [yawning]), (3, [CALM])], fps)
    assert all(moment.state != "drowsy" for moment in lesson)


@pytest.mark.parametrize("fps", RATES)
def test_eyes_as_wide_as_usual_end_the_sleep_sooner_and_never_between_a_dozers_closures(fps: int) -> None:
    lesson = watch([(3, [CALM]), *[(3, [SHUT]), (4, [CALM])] * 4, (3, [SHUT]), (12, [CALM])], fps)
    assert states(lesson) == ["focused", "drowsy", "focused"]
    assert all(moment.state == "focused" for moment in lesson if moment.t_s > 34 + 7)


@pytest.mark.parametrize("fps", RATES)
def test_a_sleeper_whose_face_was_lost_sleeps_on_and_one_who_comes_back_awake_does_not(fps: int) -> None:
    lost = [(3.0, [CALM]), (3.0, [SHUT]), (4.0, [])]
    asleep = watch([*lost, (1.0, [SHUT])], fps)
    assert states(asleep)[-2:] == ["absent", "drowsy"]
    assert "drowsy" not in states(watch([*lost, (8, [CALM])], fps))[3:]
    assert states(watch([*lost[:2], (12, []), (1.5, [SHUT])], fps))[-2] == "absent"


WINKS = [replace(CALM, wink_right=1), replace(CALM, wink_left=1)]


@pytest.mark.parametrize("fps", RATES)
@pytest.mark.parametrize("wink", WINKS)
def test_a_held_wink_that_narrows_the_other_eye_is_no_sleep_and_both_eyes_shut_are(
    wink: Face, fps: int
) -> None:
    held = replace(wink, squint=0.6)
    lesson = watch([(3, [CALM]), (8, [held]), (3, [CALM])], fps)
    assert states(lesson) == ["focused"]
    assert all("eyes_closed" not in moment.report["cues"] for moment in lesson)
    assert states(watch([(3, [CALM]), (3, [held]), (4, [replace(held, closure=1)])], fps))[-1] == "drowsy"


@pytest.mark.parametrize("wink", WINKS)
def test_a_wink_takes_its_brow_down_and_is_no_frown(wink: Face) -> None:
    held, frowning = replace(wink, brow_lowered=1), replace(CALM, brow_lowered=1)
    lesson = watch([(3, [CALM]), (10, [held])], 5, sensitivity="brow")
    assert states(lesson) == ["focused"]
    assert all("brow_lowered" not in moment.report["cues"] for moment in lesson[20:])
    assert states(watch([(3, [CALM]), (10, [frowning])], 5, sensitivity="brow"))[-1] == "confused"


@pytest.mark.parametrize("yaw_deg", [28, -28])
def test_the_near_eye_of_a_turned_head_tells_more_than_the_far_one(yaw_deg: int) -> None:
    shut = [
        watch([(3, [replace(CALM, yaw_deg=yaw_deg)]), (3, [replace(wink, yaw_deg=yaw_deg)])], 10)[-1]
        for wink in (WINKS if yaw_deg > 0 else reversed(WINKS))
    ]
    of_near, of_far = (moment.report["measures"]["closure"] for moment in shut)
    assert isinstance(of_near, float)
    assert isinstance(of_far, float)
    assert of_near > of_far + 0.2


@pytest.mark.parametrize("yaw_deg", [-38, 38])
def test_lids_are_told_by_the_near_eye_where_brow_and_mouth_are_not(yaw_deg: int) -> None:
    beside = replace(CALM, yaw_deg=yaw_deg, gaze_yaw_deg=yaw_deg)
    blinks = [(1.8, [beside]), (0.2, [replace(beside, closure=0.9)])] * 5
    lesson = watch([*blinks, (3, [beside]), (4, [replace(beside, closure=1)])], 10)
    counts = [count for count in measures(lesson, "blinks") if count is not None]
    assert np.ptp(np.array(counts, dtype=float)) == 5
    assert states(lesson)[-1] == "drowsy"


def blinking(closure: float, seconds: float, held: float = 0.0) -> list[tuple[float, list[Face]]]:
    """Return lids that blink to this closure for .2 s of each 2 s, from where they are held."""
    return [(1.8, [replace(CALM, closure=held)]), (0.2, [replace(CALM, closure=closure)])] * int(seconds / 2)


@pytest.mark.parametrize("fps", [10, 15, 30])
def test_blinks_that_leave_half_of_the_eye_open_are_found_and_so_are_those_of_narrowed_eyes(fps: int) -> None:
    half = watch([*blinking(0.5, 20), (0.5, [CALM])], fps)
    narrowed = watch([*blinking(0.85, 20, held=0.5), (0.5, [replace(CALM, closure=0.5)])], fps)
    for lesson in (half, narrowed):
        counts = [count for count in measures(lesson, "blinks") if count is not None]
        assert np.ptp(np.array(counts, dtype=float)) == 10


@pytest.mark.parametrize("fps", [10, 15])
def test_half_blinks_do_not_teach_that_narrowed_eyes_are_shut(fps: int) -> None:
    narrowed = [(10.0, [replace(CALM, closure=0.6)])]
    lesson = watch([*blinking(0.62, 40), *narrowed, (3, [CALM])], fps)
    assert all(moment.state != "drowsy" for moment in lesson)
    assert all("eyes_closed" not in moment.report["cues"] for moment in lesson)


def blink_ends(closures: list[tuple[float, float]]) -> list[float]:
    """Return when lids that were beyond .6 were open again, after 80 to 500 ms."""
    ends, began = [], None
    for t_s, closure in closures:
        if closure > 0.6 and began is None:
            began = t_s
        if closure <= 0.6 and began is not None:
            ends += [t_s] if 0.08 <= t_s - began <= 0.5 else []
            began = None
    return ends


def counted_ends(moments: list[Told]) -> list[float]:
    counts = np.array(measures(moments, "blinks"), dtype=float)
    return [moments[i + 1].t_s for i in np.flatnonzero(np.diff(counts) > 0)]


@pytest.mark.parametrize("seed", [1, 2])
def test_blinks_are_found_with_an_f1_of_95_percent_at_fifteen_frames_a_second(seed: int) -> None:
    head = {"subject": seed, "seed": seed, "noise_cm": 0.035}
    moments = told(scene("blink", 40), fps=15, **head)
    truth = parse_script(script(scene("attend", 25), scene("blink", 40), fps=60, **head))
    closures = [(fact["t_s"] - 25, fact["closure"] or 0.0) for _, fact in play(truth) if fact["t_s"] >= 25]
    ends, found = blink_ends(closures), counted_ends(moments)
    hits = sum(any(-0.05 <= told_s - end_s <= 0.2 for told_s in found) for end_s in ends)
    assert len(ends) > 30
    assert 2 * hits / (len(ends) + len(found)) >= 0.95


def test_no_blink_rate_is_told_below_ten_frames_a_second() -> None:
    slow, quick = (told(scene("blink", 45), fps=fps) for fps in (5, 15))
    assert set(measures(slow, "blinks")) == {None}
    rate = measures(quick, "blink_rate_per_min")[-1]
    assert isinstance(rate, float)
    assert rate > 20


@pytest.mark.parametrize("fps", RATES)
def test_a_yawn_is_told_and_a_laugh_a_shout_and_an_open_mouth_are_not(fps: int) -> None:
    wide = replace(CALM, mouth_open=0.9)
    assert yawns(watch([(3, [CALM]), (5, [wide]), (2, [CALM])], fps)) > 0
    assert yawns(watch([(3, [CALM]), (1.5, [wide]), (2, [CALM])], fps)) == 0
    assert yawns(watch([(3, [CALM]), (5, [replace(wide, smile=1)]), (2, [CALM])], fps)) == 0
    assert "yawn" not in watch([(3, [CALM]), (12, [wide])], fps)[-1].report["cues"]


@pytest.mark.parametrize("fps", RATES)
def test_a_yawn_goes_on_behind_a_hand_and_a_mouth_that_shuts_by_itself_ends_it(fps: int) -> None:
    wide = replace(CALM, mouth_open=0.9, closure=0.5)
    behind = replace(wide, mouth_open=0)
    assert yawns(watch([(3, [CALM]), (1, [wide]), (3, [behind]), (2, [CALM])], fps)) > 1.5 * fps
    closing = [(0.2, [replace(wide, mouth_open=share)]) for share in (0.7, 0.5, 0.3, 0.1)]
    assert yawns(watch([(3, [CALM]), (1, [wide]), *closing, (3, [behind]), (2, [CALM])], fps)) == 0
    assert yawns(watch([(3, [CALM]), (1, [replace(wide, closure=0)]), (4, [CALM])], fps)) == 0


def yawns(lesson: list[Moment]) -> int:
    return sum("yawn" in moment.report["cues"] for moment in lesson)


@pytest.mark.parametrize("fps", RATES)
def test_talking_is_speaking_and_neither_a_yawn_nor_silence(fps: int) -> None:
    talking = told(scene("talk", 20), scene("attend", 10), fps=fps, drop_share=0.1)
    assert np.mean([told == 1 for told in measures(talking[: 20 * fps // 2], "speaking")]) > 0.6
    assert measures(talking, "speaking")[-1] == 0
    assert all("yawn" not in moment.report["cues"] for moment in talking)


def test_a_singing_mouth_does_not_yawn() -> None:
    wide, wider = replace(CALM, mouth_open=0.8), replace(CALM, mouth_open=1)
    lesson = watch([(3, [CALM]), *[(0.3, [wide]), (0.3, [wider])] * 10], 10)
    assert yawns(lesson) == 0


def test_speaking_with_a_furrow_and_a_tilt_is_not_confused() -> None:
    puzzled = replace(CALM, brow_lowered=1, roll_deg=12)
    spoken = [(0.2, [puzzled]), (0.2, [replace(puzzled, mouth_open=0.3)])] * 25
    assert onset(watch([(3, [CALM]), *spoken], 10), "confused") is None
    assert onset(watch([(3, [CALM]), (10, [puzzled])], 10), "confused") is not None

"""The synthetic recordings: reproducible, true to their truth, and doing what their script says."""

import gzip
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from offline.recordings.recording import read_recording
from offline.synthetic import Camera, parse_script, play, write
from offline.synthetic.acts.behaviour import BEHAVIOURS
from offline.synthetic.acts.covers import REGIONS
from offline.synthetic.people.face import Face, canonical_points
from offline.synthetic.people.pose import Array
from offline.synthetic.people.subject import make_subject
from tests.offline.synthetic.watching import QUIET, READER, number, played, seen
from tests.signals.scripts import scene, script

# Every behaviour once, long enough to be seen; a quiet camera shows what was meant and nothing else.
ALL = [scene(name, 4) for name in BEHAVIOURS]
ASIDE = {"leave", "passer_by", "change_seat", "change_light"}
ANGLES = ("yaw_deg", "pitch_deg", "roll_deg")
# What lies on the points that tell the head's pose, and what is no face before the camera.
UNTRUE = {"hand_on_face", "drink", "photo", "photo_in_hand", "loop"}


def written(folder: Path, name: str, **changes: Any) -> tuple[bytes, bytes]:
    files = folder / f"{name}.gz", folder / f"{name}.jsonl"
    write(parse_script(script(*ALL[:3], **changes)), *files)
    return files[0].read_bytes(), files[1].read_bytes()


def test_the_same_script_gives_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path, "one") == written(tmp_path, "two")


@pytest.mark.parametrize("change", [{"seed": 2}, {"subject": 2}], ids=["seed", "subject"])
def test_another_seed_or_subject_gives_another_recording(tmp_path: Path, change: dict[str, int]) -> None:
    one, other = written(tmp_path, "one"), written(tmp_path, "other", **change)
    assert one[0] != other[0]
    assert one[1] != other[1]


def test_a_recording_reads_back_as_it_was_played_with_one_truth_a_frame(tmp_path: Path) -> None:
    wanted = script(scene("attend", 2), scene("leave", 3), scene("second_person", 1), drop_share=0.2)
    count = write(parse_script(wanted), tmp_path / "a.gz", tmp_path / "a.jsonl")
    frames = list(read_recording(tmp_path / "a.gz"))
    truths = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    direct = list(play(parse_script(wanted)))
    assert count == len(frames) == len(truths) == len(direct)
    assert truths == [truth for _, truth in direct]
    for read, (frame, truth) in zip(frames, direct, strict=True):
        assert (read["t_s"], read["luma"], len(read["faces"])) == (frame["t_s"], 120, truth["faces"])
        np.testing.assert_allclose(np.array(read["faces"]).ravel(), np.ravel(frame["faces"]), atol=6e-6)


def test_a_recording_carries_no_time_and_no_name_of_its_file(tmp_path: Path) -> None:
    packed, _ = written(tmp_path, "private")
    assert packed[4:8] == bytes(4)
    assert b"private" not in packed[:40]
    assert json.loads(gzip.decompress(packed).splitlines()[0])["source"] == "synthetic face"


def test_the_truth_is_what_geometry_measures_without_noise() -> None:
    compared = [pair for pair in seen(*ALL, **QUIET) if pair[1]["behaviour"] not in UNTRUE]
    assert {truth["behaviour"] for _, truth in compared} == set(BEHAVIOURS) - {"gap", *UNTRUE}
    for measures, truth in compared:
        # Geometry takes a pinhole's picture for a flat one, which tells where a face stands aside.
        within_deg, within_share = (1.1, 0.07) if truth["behaviour"] in ASIDE else (0.2, 0.01)
        for name in ANGLES:
            assert measures[name] == pytest.approx(number(truth, name), abs=within_deg)
        assert measures["distance_cm"] == pytest.approx(number(truth, "distance_cm"), rel=within_share)


def test_the_true_gaze_is_what_geometry_measures_where_the_iris_is_seen() -> None:
    for measures, truth in seen(scene("read", 20), scene("second_screen", 4), **QUIET):
        for way in ("yaw", "pitch"):
            gaze_deg = number(truth, f"gaze_{way}_deg")
            assert measures[f"gaze_raw_{way}_deg"] == pytest.approx(gaze_deg, abs=1)


def test_the_true_brow_smile_mouth_and_lids_are_what_geometry_measures() -> None:
    calm = READER.read(Face().landmarks(), 640, 480).measures
    acts = [scene("frown", 4, amount=0.7), scene("smile", 4, amount=0.6), scene("yawn", 4), scene("doze", 7)]
    for measures, truth in seen(*acts, **QUIET):
        lowered, smiling = number(truth, "brow_lowered"), number(truth, "smile")
        opened, closure = number(truth, "mouth_open"), number(truth, "closure")
        assert measures["brow_height_cm"] == pytest.approx(calm["brow_height_cm"] - 0.45 * lowered, abs=0.02)
        assert measures["mouth_width_cm"] == pytest.approx(calm["mouth_width_cm"] + 0.9 * smiling, abs=0.03)
        assert measures["mouth_open_cm"] == pytest.approx(calm["mouth_open_cm"] + 3 * opened, abs=0.05)
        assert measures["ear"] == pytest.approx(calm["ear"] * (1 - 0.65 * closure), abs=0.02)


@pytest.mark.parametrize("subject", [1, 2, 3])
def test_another_face_is_measured_as_its_truth_but_for_an_offset_of_its_own(subject: int) -> None:
    acts = [scene("attend", 3), scene("tilt", 4), scene("second_screen", 4)]
    compared = seen(*acts, **QUIET | {"subject": subject})
    for name in ANGLES:
        errors = [measures[name] - number(truth, name) for measures, truth in compared]
        assert np.ptp(errors) < 3
        assert abs(np.mean(errors)) < 6


def test_subjects_differ_in_face_and_seat_and_the_first_is_the_canonical_face() -> None:
    subjects = [make_subject(number) for number in range(6)]
    assert np.array_equal(subjects[0].rest_cm, canonical_points())
    for subject in subjects[1:]:
        moved = np.linalg.norm(subject.rest_cm - canonical_points(), axis=1)
        assert 0.05 < moved.mean() < 1
    assert len({subject.seat for subject in subjects}) == 6
    assert len({subject.noise_cm for subject in subjects}) == 6


def test_a_subject_is_mirrored_left_to_right() -> None:
    rest = make_subject(5).rest_cm
    for right, left in ((33, 263), (61, 291), (234, 454), (55, 285), (160, 387)):
        assert rest[right] == pytest.approx(rest[left] * (-1, 1, 1), abs=1e-3)


def test_noise_has_the_asked_size_and_lasts_from_frame_to_frame() -> None:
    still, shaken = (
        np.array(
            [frame["faces"][0][:, :2] for frame, _ in played(scene("attend", 40), **QUIET | {"noise_cm": cm})]
        )
        for cm in (0, 0.05)
    )
    noise = shaken - still
    cm_per_width = 60 / 0.95
    assert noise[..., 0].std() * cm_per_width == pytest.approx(0.05, rel=0.15)
    assert np.mean(noise[1:] * noise[:-1]) / np.mean(noise * noise) == pytest.approx(0.7, abs=0.03)


def test_a_rolled_head_seems_to_look_up_by_five_and_a_half_degrees_at_twenty() -> None:
    tilted = {"noise_cm": 0, "subject": 0}
    late = [pair for pair in seen(scene("tilt", 5), **tilted) if pair[1]["t_s"] > 1]
    for measures, truth in late:
        drift_deg = 5.5 * abs(number(truth, "roll_deg")) / 20
        assert measures["pitch_deg"] - number(truth, "pitch_deg") == pytest.approx(drift_deg, abs=0.1)


def shaking(**conditions: bool) -> Array:
    """Return how much each landmark shakes, in image widths and heights."""
    still = played(scene("attend", 20), **QUIET)
    shaken = played(scene("attend", 20, **conditions), subject=0, pitch_drift_deg=0)
    moved = [a["faces"][0] - b["faces"][0] for (a, _), (b, _) in zip(shaken, still, strict=True)]
    return np.asarray(np.std(moved, axis=(0, 2)))


def test_glasses_shake_the_eyes_alone_and_low_light_shakes_all() -> None:
    usual, glasses, dim = shaking(), shaking(glasses=True), shaking(low_light=True)
    assert glasses[[33, 159, 468]] / usual[[33, 159, 468]] == pytest.approx([2.5] * 3, rel=0.05)
    assert glasses[[13, 152, 10]] / usual[[13, 152, 10]] == pytest.approx([1] * 3, rel=0.05)
    assert (dim / usual).mean() == pytest.approx(2, rel=0.05)
    assert {frame["luma"] for frame, _ in played(scene("attend", 1, low_light=True))} == {35}


def test_a_hand_hides_what_the_face_does_there() -> None:
    mouth = list(REGIONS["mouth"])
    assert 14 in mouth
    assert not {33, 55, 4} & set(mouth)
    open_mouth, closed = Face(mouth_open=1), Face()
    assert not np.array_equal(open_mouth.landmarks()[mouth], closed.landmarks()[mouth])
    assert np.array_equal(open_mouth.landmarks(hidden=mouth)[mouth], closed.landmarks()[mouth])
    shown, _ = played(scene("hand_on_face", 2), subject=2, noise_cm=0)[-1]
    bare, _ = played(scene("attend", 2), subject=2, noise_cm=0)[-1]
    differs = np.abs(shown["faces"][0] - bare["faces"][0]).max(axis=1) > 0
    assert set(np.flatnonzero(differs)) == set(mouth)


def test_dropped_frames_are_missing_and_change_no_other_frame() -> None:
    act = scene("talk", 60)
    whole = {frame["t_s"]: frame["faces"][0] for frame, _ in played(act)}
    thinned = {frame["t_s"]: frame["faces"][0] for frame, _ in played(act, drop_share=0.3)}
    assert len(thinned) / len(whole) == pytest.approx(0.7, abs=0.07)
    assert all(np.array_equal(face, whole[t_s]) for t_s, face in thinned.items())


def test_a_hidden_tab_gives_a_frame_a_second_at_uneven_times() -> None:
    times = [frame["t_s"] for frame, truth in played(scene("hidden_tab", 120))]
    assert 80 < len(times) < 160
    assert np.std(np.diff(times)) > 0.4


def test_the_true_blinks_are_where_the_true_closure_peaks() -> None:
    camera = Camera(parse_script(script(scene("attend", 60), fps=100)))
    closures = [(truth["t_s"], number(truth, "closure")) for _, truth in camera.play()]
    blinks = [blink for blink in camera.habits.blinks if blink[1] < 60]
    assert 6 <= len(blinks) <= 30
    for start_s, end_s in blinks:
        assert 0.15 <= end_s - start_s <= 0.35
        assert max(closed for t_s, closed in closures if start_s <= t_s <= end_s) > 0.97
    inside = [t_s for t_s, closed in closures if closed > 0.01]
    assert all(any(start_s <= t_s <= end_s for start_s, end_s in blinks) for t_s in inside)


def test_a_manner_goes_with_any_behaviour() -> None:
    plain, propped = (
        played(scene("read", 5, **manner))[-1][1] for manner in ({}, {"roll_deg": 9, "frown": 0.3})
    )
    assert number(propped, "roll_deg") - number(plain, "roll_deg") == pytest.approx(9)
    assert number(propped, "brow_lowered") == pytest.approx(0.3)
    assert propped["state"] == "focused"


def test_a_gap_has_no_frames() -> None:
    times = [frame["t_s"] for frame, _ in played(scene("attend", 2), scene("gap", 5), scene("attend", 2))]
    assert np.max(np.diff(times)) == pytest.approx(5.1)
    assert (times[0], times[-1]) == (0, pytest.approx(8.9))


@pytest.mark.parametrize("fps", [5, 30])
def test_what_the_student_does_is_the_same_at_any_frame_rate(fps: int) -> None:
    shown = [act for act in ALL if act["behaviour"] != "hidden_tab"]
    usual = {round(truth["t_s"], 6): truth for _, truth in played(*shown, fps=10)}
    other = {round(truth["t_s"], 6): truth for _, truth in played(*shown, fps=fps)}
    common = sorted(set(usual) & set(other))
    assert len(common) >= len(usual) / 2 - 1
    for t_s in common:
        assert other[t_s]["behaviour"] == usual[t_s]["behaviour"]
        for name in ANGLES:
            assert dict(other[t_s])[name] == pytest.approx(dict(usual[t_s])[name], abs=1e-6)


def test_the_head_never_jumps() -> None:
    truths = [truth for _, truth in played(*ALL, fps=30) if truth["yaw_deg"] is not None]
    for before, after in pairwise(truths):
        if after["t_s"] - before["t_s"] < 0.05:
            for name in ANGLES:
                assert abs(number(after, name) - number(before, name)) < 5


def test_a_seat_and_a_light_once_changed_stay_changed() -> None:
    acts = [scene(name, 4) for name in ("attend", "change_seat", "change_light", "attend")]
    frames = played(*acts)
    before, after = frames[30], frames[-1]
    moved_cm = number(after[1], "distance_cm") - number(before[1], "distance_cm")
    assert abs(moved_cm) == pytest.approx(12, abs=0.5)
    assert (before[0]["luma"], after[0]["luma"]) == (120, 65)


def test_a_student_blinks_ten_to_thirty_times_a_minute_whatever_he_does() -> None:
    closures = np.array([truth["closure"] for _, truth in played(scene("attend", 240), fps=30)])
    blinks = int(np.sum((closures[1:] > 0.6) & (closures[:-1] <= 0.6)))
    assert 40 <= blinks <= 120

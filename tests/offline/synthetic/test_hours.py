"""Random hours: reproducible, full of everything a student does, and without confusion unless asked."""

from offline.synthetic import random_hour
from offline.synthetic.acts.behaviour import BEHAVIOURS
from offline.synthetic.hours import BETWEEN, CALIBRATION_S, PUZZLED
from offline.synthetic.people.seats import CAMERAS

HOURS = [random_hour(seed) for seed in range(40)]
# What only a script written for it has: nobody is confused unasked, and no picture sits in a chair.
SCRIPTED = {"confused", "photo", "photo_in_hand", "loop"}


def test_a_seed_has_one_hour_and_another_seed_another() -> None:
    assert random_hour(3) == HOURS[3]
    assert HOURS[3].scenes != HOURS[4].scenes
    assert len({hour.subject for hour in HOURS}) == len(HOURS)


def test_an_hour_lasts_an_hour_and_begins_with_a_calibration() -> None:
    for hour in HOURS:
        assert abs(hour.seconds - 3600) < 1e-6
        first, second = hour.scenes[:2]
        rest = first if first.behaviour in ("attend", "smile") else second
        assert (rest.behaviour in ("attend", "smile"), rest.seconds) == (True, CALIBRATION_S)


def test_some_hours_begin_with_shut_eyes_with_a_smile_or_in_profile() -> None:
    first = [random_hour(seed).scenes[0].behaviour for seed in range(200)]
    assert set(first) == {"attend", "smile", "shut_eyes", "look_aside"}
    assert first.count("attend") > 150


def test_some_cameras_stand_elsewhere() -> None:
    cameras = [random_hour(seed).camera for seed in range(200)]
    assert set(cameras) == set(CAMERAS)
    assert 120 < cameras.count("before") < 170


def test_the_hours_have_every_behaviour_but_confusion_and_pictures() -> None:
    done = {scene.behaviour for hour in HOURS for scene in hour.scenes}
    assert done == set(BEHAVIOURS) - SCRIPTED
    assert set(BETWEEN) <= done


def test_some_wear_hair_over_the_forehead_some_a_scarf_and_some_sit_beside_a_window() -> None:
    scenes = [scene for hour in HOURS for scene in hour.scenes]
    assert {scene.fringe for scene in scenes} == {scene.scarf for scene in scenes} == {True, False}
    assert {scene.side_light > 0 for scene in scenes} == {True, False}


def test_spectacles_that_are_put_on_in_a_scene_stay_on() -> None:
    for hour in HOURS:
        changes = [place for place, scene in enumerate(hour.scenes) if scene.behaviour == "change_glasses"]
        worn = [scene.glasses for scene in hour.scenes]
        for place in changes:
            assert set(worn[place + 1 :]) <= {not worn[place]}


def test_nobody_frowns_under_a_tilted_head_who_is_not_confused() -> None:
    for hour in HOURS:
        assert not [scene for scene in hour.scenes if scene.frown > 0 and scene.roll_deg != 0]


def test_some_wear_glasses_some_change_them_and_some_sit_in_the_dark_for_a_while() -> None:
    worn = [{scene.glasses for scene in hour.scenes} for hour in HOURS]
    assert {True} in worn
    assert {False} in worn
    assert {True, False} in worn
    assert any(scene.low_light for hour in HOURS for scene in hour.scenes)


def test_an_hour_with_confusion_has_many_episodes_of_six_to_fifteen_seconds() -> None:
    episodes = [scene for scene in random_hour(1, PUZZLED).scenes if scene.behaviour == "confused"]
    assert len(episodes) > 10
    assert all(6 <= scene.seconds <= 15 and scene.amount >= 0.6 for scene in episodes)

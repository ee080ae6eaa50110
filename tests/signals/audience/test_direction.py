"""Head direction by turned heads, in both languages: the limits, and that a place in the picture is none."""

import json
import math
from pathlib import Path
from subprocess import run

import numpy as np
import pytest

from signals import load_parameters
from signals.audience.direction import HeadDirection
from signals.contract.parameters import Parameters
from signals.maths.eigenvector import Array
from tools.node import find_node

PARAMETERS = Parameters(load_parameters())
SIDE, WIDTH, HEIGHT = 60, 1920, 1080
HEADS = [
    *((yaw, 0, "towards") for yaw in (-29, 0, 29)),
    *((yaw, 0, "away") for yaw in (-70, -31, 31, 70)),
    *((0, pitch, "down") for pitch in (-26, -45)),
    *((0, pitch, "towards") for pitch in (-24, 20)),
    (40, -40, "away"),
]
READER = """
import { readFileSync } from "node:fs";
import { HeadDirection } from "./signals/audience/direction.js";
import { loadParameters } from "./signals/contract/parameter_file.js";
import { Parameters } from "./signals/contract/parameters.js";
const heads = JSON.parse(readFileSync(0, "utf8"));
const direction = new HeadDirection(new Parameters(loadParameters()));
const told = heads.map((rows) => {
  const head = Float64Array.from(rows.flat());
  return [direction.read(head, 60, 1920, 1080), direction.poseDeg(head, 60, 1920, 1080)];
});
console.log(JSON.stringify(told));
"""


def head(yaw_deg: float, pitch_deg: float) -> Array:
    """Return the landmarks of a canonical head, turned, as FaceMesh gives them in a crop twice its height."""
    yaw, pitch = math.radians(yaw_deg), math.radians(-pitch_deg)
    turn = np.array(
        [[math.cos(yaw), 0, math.sin(yaw)], [0, 1, 0], [-math.sin(yaw), 0, math.cos(yaw)]]
    ) @ np.array([[1, 0, 0], [0, math.cos(pitch), -math.sin(pitch)], [0, math.sin(pitch), math.cos(pitch)]])
    landmarks = np.full((478, 3), (0.5, 0.5, 0.0))
    points = np.array(PARAMETERS.coordinates("canonical_rigid")) @ turn.T / 36
    landmarks[PARAMETERS.points("points_rigid")] = points * (1, -1, -1) + (0.5, 0.5, 0)
    return landmarks


@pytest.mark.parametrize(("yaw_deg", "pitch_deg", "direction"), HEADS)
def test_a_turned_head_is_told_by_its_limits(yaw_deg: float, pitch_deg: float, direction: str) -> None:
    assert HeadDirection(PARAMETERS).read(head(yaw_deg, pitch_deg), SIDE, WIDTH, HEIGHT) == direction


def test_both_languages_tell_the_same_of_a_head() -> None:
    heads = [head(yaw, pitch) for yaw, pitch, _ in HEADS]
    given = json.dumps([each.tolist() for each in heads])
    command = [str(find_node()), "--input-type=module", "--eval", READER]
    repository = Path(__file__).parents[3]
    told = json.loads(
        run(command, cwd=repository, input=given, capture_output=True, text=True, check=True).stdout
    )
    direction = HeadDirection(PARAMETERS)
    for each, (word, pose) in zip(heads, told, strict=True):
        assert direction.read(each, SIDE, WIDTH, HEIGHT) == word
        assert direction.pose_deg(each, SIDE, WIDTH, HEIGHT) == pytest.approx(pose, abs=1e-9)


def test_landmarks_that_lie_on_no_head_are_unclear() -> None:
    noise = np.random.default_rng(1).uniform(0, 1, (478, 3))
    assert HeadDirection(PARAMETERS).read(noise, SIDE, WIDTH, HEIGHT) == "unclear"
    assert HeadDirection(PARAMETERS).read(np.full((478, 3), np.nan), SIDE, WIDTH, HEIGHT) == "unclear"

"""The random walk: both languages say the same of every frame, and never fail on one."""

import json
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import cycle
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest

from signals import CUES, Pipeline, Report, load_parameters
from signals.masks import CUES_OF
from signals.parameters import SENSITIVITIES
from tests.signals.walk import Walk
from tools.node import find_node

LESSONS, FRAMES_PER_LESSON = 25, 800
TOLERANCE = 1e-9
STATES = ["focused", "neutral", "confused", "away", "down", "absent", "unknown", "calibrating"]
BAD_FRAMES = ["not_finite", "time_backwards", "bad_size", "bad_luma", "wrong_point_count", "poor_fit"]
ALERTS = ["no_face", "multiple_faces", "gaze_away"]
# The walk is worth nothing where it does not pass.
EVERYTHING = [*STATES, *BAD_FRAMES, *ALERTS, *(cue for cue in CUES if cue != "yawn")]
WALKER = Path(__file__).with_name("walk.js")


def encode(masked: list[str] | None, frame: dict[str, Any]) -> bytes:
    """Return a frame as walk.js reads it: the count of numbers, then the numbers.

    The first is -1, or for a new pipeline the sum of 2 to the place of each mask.
    """
    begin = -1 if masked is None else sum(2**place for place, name in enumerate(CUES_OF) if name in masked)
    luma = frame["luma"]
    head = [begin, frame["t_s"], frame["width"], frame["height"], luma is not None, luma or 0]
    faces = [np.concatenate([[len(face)], np.ravel(face)]) for face in frame["faces"]]
    numbers = np.concatenate([head, *faces])
    return np.concatenate([[len(numbers)], numbers]).astype("<f8").tobytes()


def reports_of_javascript(messages: Iterable[bytes]) -> Iterator[Report]:
    walker = subprocess.Popen([find_node(), WALKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert walker.stdin is not None
    assert walker.stdout is not None
    feeder = Thread(target=feed, args=(walker.stdin, messages))
    feeder.start()
    yield from map(json.loads, walker.stdout)
    feeder.join()
    walker.stdout.close()
    assert walker.wait() == 0


def feed(stream: Any, messages: Iterable[bytes]) -> None:
    with stream:
        for message in messages:
            stream.write(message)


def label(report: Report) -> tuple[Any, ...]:
    return report["state"], report["cues"], report["alerts"], report["measures"]["reason"]


def differences(ours: Report, theirs: Report) -> list[str]:
    """Return the names of the measures that differ by more than 1e-9, of their size or at all."""
    names = []
    for name, value in ours["measures"].items():
        other = theirs["measures"][name]
        same = value == other
        if isinstance(value, int | float) and isinstance(other, int | float):
            same = abs(value - other) <= TOLERANCE * max(1, abs(value))
        names += [] if same else [name]
    return names


def walk() -> Iterator[tuple[list[str] | None, dict[str, Any]]]:
    return Walk(seed=2).frames(LESSONS, FRAMES_PER_LESSON)


def reports_of_python() -> Iterator[Report]:
    parameters = load_parameters()
    rules = cycle(SENSITIVITIES)
    for masked, frame in walk():
        if masked is not None:
            settings = {"proctoring": True, "sensitivity": next(rules), "masked": masked}
            pipeline = Pipeline(parameters, settings)
        yield pipeline.update(frame)


@pytest.mark.filterwarnings("error")
def test_both_languages_say_the_same_of_twenty_thousand_frames() -> None:
    seen: Counter[str] = Counter()
    javascript = reports_of_javascript(encode(masked, frame) for masked, frame in walk())
    for number, (ours, theirs) in enumerate(zip(reports_of_python(), javascript, strict=True)):
        assert label(ours) == label(theirs), f"frame {number}"
        assert differences(ours, theirs) == [], f"frame {number}"
        seen.update({ours["state"], *ours["cues"], *ours["alerts"], str(ours["measures"]["reason"]), "frame"})
    assert seen["frame"] >= 20_000
    assert set(EVERYTHING) <= set(seen)

"""Both languages: what the pipeline in JavaScript and the one in Python say of the same frames."""

import json
import subprocess
from collections.abc import Iterable, Iterator
from itertools import cycle
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np

from signals import Pipeline, Report, load_parameters
from signals.masks import CUES_OF
from signals.parameters import SENSITIVITIES
from tools.node import find_node

TOLERANCE = 1e-9
WALKER = Path(__file__).with_name("walk.js")

# A frame, and where a new pipeline is to begin with it, what is masked there.
Walked = tuple[list[str] | None, dict[str, Any]]


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
    """Yield what JavaScript says of encoded frames."""
    walker = subprocess.Popen([find_node(), WALKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert walker.stdin is not None
    assert walker.stdout is not None
    feeder = Thread(target=_feed, args=(walker.stdin, messages))
    feeder.start()
    yield from map(json.loads, walker.stdout)
    feeder.join()
    walker.stdout.close()
    assert walker.wait() == 0


def _feed(stream: Any, messages: Iterable[bytes]) -> None:
    with stream:
        for message in messages:
            stream.write(message)


def reports_of_python(walk: Iterable[Walked]) -> Iterator[Report]:
    """Yield what Python says of frames, under one rule after the other, as walk.js takes them."""
    parameters = load_parameters()
    rules = cycle(SENSITIVITIES)
    for masked, frame in walk:
        if masked is not None:
            settings = {"proctoring": True, "sensitivity": next(rules), "masked": masked}
            pipeline = Pipeline(parameters, settings)
            pipeline.expressions.switch(True)
        report = pipeline.update(frame)
        report["measures"].update(pipeline.expressions.probabilities or {})
        yield report


def label(report: Report) -> tuple[Any, ...]:
    """Return what must be identical."""
    return report["state"], report["cues"], report["alerts"], report["measures"]["reason"]


def differences(ours: Report, theirs: Report) -> list[str]:
    """Return the names of the measures that differ by more than 1e-9, of their size or at all."""
    if list(ours["measures"]) != list(theirs["measures"]):
        return ["names"]
    names = []
    for name, value in ours["measures"].items():
        other = theirs["measures"][name]
        same = value == other
        if isinstance(value, int | float) and isinstance(other, int | float):
            same = abs(value - other) <= TOLERANCE * max(1, abs(value))
        names += [] if same else [name]
    return names

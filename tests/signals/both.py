"""Both languages: what the pipeline in JavaScript and the one in Python say of the same frames."""

import json
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Thread
from typing import IO, Any

import numpy as np

from offline.replay.batch import BatchPipeline
from signals import Report, load_parameters
from signals.contract.parameters import SENSITIVITIES
from signals.cues.cues import CUES_OF
from signals.personal.cue_means import CUE_NAMES
from tests.signals.walk import Lesson
from tools.node import find_node

TOLERANCE = 1e-9
WALKER = Path(__file__).with_name("walk.js")
NUMBER_BYTES = 8
# Of a student who is lost with a lowered brow alone; walk.js has the same.
EAGER = [0.75, 1.95, 0.3, 3.6, -0.2, -1.0]


class JavaScript:
    """The pipeline in JavaScript, in a process of its own; lessons begin under one rule after the other."""

    def __init__(self) -> None:
        self._process = Popen([find_node(), WALKER], stdin=PIPE, stdout=PIPE)

    def reports(self, lesson: Lesson) -> Iterator[Report]:
        """Yield what it says of each frame of a lesson, all of which are to be taken."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        feeder = Thread(target=_feed, args=(stdin, lesson))
        feeder.start()
        yield from (json.loads(stdout.readline()) for _ in lesson.frames)
        feeder.join()

    def close(self) -> None:
        """End the process, which must not have failed."""
        rest, _ = self._process.communicate()
        assert (rest, self._process.returncode) == (b"", 0)


def _feed(stream: IO[bytes], lesson: Lesson) -> None:
    stream.writelines(encode(lesson))
    stream.flush()


def encode(lesson: Lesson) -> Iterator[bytes]:
    """Yield each frame as walk.js reads it: the count of numbers, then the numbers.

    The first is -1, or where a lesson begins the sum of 2 to the place of each mask, and of one more place
    where the expressions and the student's own model are on.
    """
    shown = [name in lesson.masked for name in CUES_OF] + [lesson.expressive]
    begin = sum(2**place for place, on in enumerate(shown) if on)
    for number, frame in enumerate(lesson.frames):
        luma = frame["luma"]
        head = [begin if number == 0 else -1, frame["t_s"], frame["width"], frame["height"]]
        faces = [part for face in frame["faces"] for part in (_bytes([len(face)]), _bytes(face))]
        rest = [luma is not None, luma or 0, frame.get("every_s", 0)]
        body = b"".join([_bytes([*head, *rest]), *faces])
        yield _bytes([len(body) // NUMBER_BYTES]) + body


def _bytes(numbers: Any) -> bytes:
    return np.asarray(numbers, dtype="<f8").tobytes()


class Python:
    """The pipeline in Python, as JavaScript is walked."""

    def __init__(self) -> None:
        self._parameters = load_parameters()
        self._rules = cycle(SENSITIVITIES)

    def reports(self, lesson: Lesson, at_once: bool = True) -> Iterator[Report]:
        """Yield what it says of each frame of a lesson, its faces measured at once or one by one."""
        settings = {"proctoring": True, "sensitivity": next(self._rules), "masked": lesson.masked}
        pipeline = BatchPipeline(self._parameters, settings)
        pipeline.expressions.switch(lesson.expressive)
        pipeline.personal.switch(lesson.expressive, EAGER)
        one_by_one = ((frame, pipeline.update(frame)) for frame in lesson.frames)
        for _, report in pipeline.update_all(lesson.frames) if at_once else one_by_one:
            report["measures"].update(pipeline.expressions.probabilities or {})
            report["measures"]["rests_smiling"] = pipeline.expressions.rests_smiling
            means = pipeline.personal.means
            report["measures"].update({} if means is None else zip(CUE_NAMES, means, strict=True))
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

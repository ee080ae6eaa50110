"""Lessons: what the pipeline says of a script, frame by frame, and when each label came on."""

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from offline.evaluate.intervals import from_frames
from offline.replay.batch import BatchPipeline
from offline.synthetic import Script, Truth, play
from signals import load_parameters

# A step over which nothing was said counts for no more than this, as in the pipeline itself.
STEP_MAX_S = 0.5


@dataclass
class Heard:
    """The truth of every frame that reached the pipeline, in order, and what was said of it."""

    truths: list[Truth] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    alerts: list[tuple[str, ...]] = field(default_factory=list)
    cues: list[tuple[str, ...]] = field(default_factory=list)
    reasons: list[str | None] = field(default_factory=list)
    blinks: list[float | None] = field(default_factory=list)

    @property
    def t_s(self) -> list[float]:
        """The times of the frames."""
        return [truth["t_s"] for truth in self.truths]

    def onsets_s(self, state: str) -> list[float]:
        """Return the times at which a state came on."""
        return [start_s for start_s, _ in self.intervals_s(state)]

    def intervals_s(self, state: str) -> list[tuple[float, float]]:
        """Return begin and end of each time in a state."""
        return runs_s(self.t_s, [said == state for said in self.states])

    def alert_intervals_s(self, alert: str) -> list[tuple[float, float]]:
        """Return begin and end of each time an alert was raised."""
        return runs_s(self.t_s, [alert in said for said in self.alerts])

    def during(self, start_s: float, end_s: float) -> list[int]:
        """Return the places of the frames in a part of the lesson."""
        t_s = self.t_s
        return list(range(bisect_left(t_s, start_s), bisect_left(t_s, end_s)))

    def share(self, state: str, start_s: float, end_s: float) -> float:
        """Return the share of the frames in a part of the lesson that were told to be in a state."""
        return mean([self.states[place] == state for place in self.during(start_s, end_s)])

    def cue_share(self, cue: str, start_s: float, end_s: float) -> float:
        """Return the share of the frames in a part of the lesson that had a cue."""
        return mean([cue in self.cues[place] for place in self.during(start_s, end_s)])

    def seconds(self, *states: str) -> float:
        """Return the time spent in these states."""
        return sum(
            min(after - before, STEP_MAX_S)
            for before, after, said in zip(self.t_s, self.t_s[1:], self.states, strict=False)
            if said in states
        )


def mean(values: Sequence[float]) -> float:
    """Return the mean, 0 of nothing."""
    return sum(values) / max(len(values), 1)


def runs_s(t_s: Sequence[float], on: Sequence[bool]) -> list[tuple[float, float]]:
    """Return the time of the first frame of each run, and of the first frame after it."""
    frames = ((at_s, "on" if is_on else None) for at_s, is_on in zip(t_s, on, strict=True))
    return [(run.start_s, run.end_s) for run in from_frames(frames, math.inf)]


def listen(script: Script, rule: str = "strict", changed: Mapping[str, float] | None = None) -> Heard:
    """Return what the pipeline says of a script, in a proctoring room; some parameters may be changed."""
    heard = Heard()
    parameters = load_parameters() | {name: {"value": value} for name, value in (changed or {}).items()}
    pipeline = BatchPipeline(parameters, {"proctoring": True, "sensitivity": rule})
    for _, report in pipeline.update_all(_remembered(script, heard)):
        heard.states.append(report["state"])
        heard.alerts.append(tuple(report["alerts"]))
        heard.cues.append(tuple(report["cues"]))
        reason = report["measures"].get("reason")
        heard.reasons.append(reason if isinstance(reason, str) else None)
        blinks = report["measures"].get("blinks")
        heard.blinks.append(blinks if isinstance(blinks, int | float) else None)
    return heard


def _remembered(script: Script, heard: Heard) -> Iterator[dict[str, Any]]:
    for frame, truth in play(script):
        heard.truths.append(truth)
        yield frame


def within(span_s: tuple[float, float], others_s: Sequence[tuple[float, float]]) -> bool:
    """Return whether an interval overlaps one of the others."""
    return any(span_s[0] < end_s and start_s < span_s[1] for start_s, end_s in others_s)

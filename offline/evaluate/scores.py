"""Scores: how well what was said agrees with the truth, state by state.

Judged is the time that has a truth and was said something of after the calibration. There, unknown is
missed: `recall` falls with it. `coverage` is the share of all time with a truth that was measurable.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from offline.evaluate.intervals import Interval, shared

CALIBRATING, UNKNOWN = "calibrating", "unknown"
S_PER_HOUR = 3600
# No event in T hours bounds its rate by 3/T, with 95% confidence.
RULE_OF_THREE = 3
LATE_PERCENTILE = 90


@dataclass
class StateScore:
    """One state's tally; every share is None where there is nothing to divide by."""

    true_s: float = 0.0
    said_s: float = 0.0
    agreed_s: float = 0.0
    other_s: float = 0.0
    episodes: int = 0
    false_onsets: int = 0
    latencies_s: list[float] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        """Of the judged time this state was said, the share in which it was true."""
        return _share(self.agreed_s, self.said_s)

    @property
    def recall(self) -> float | None:
        """Of the judged time this state was true, the share in which it was said."""
        return _share(self.agreed_s, self.true_s)

    @property
    def episodes_found(self) -> int:
        """The judged true intervals in which the state was said at all."""
        return len(self.latencies_s)

    @property
    def latency_median_s(self) -> float | None:
        """From the judged start of a true interval until the state is said, over those in which it is."""
        return None if len(self.latencies_s) == 0 else float(np.median(self.latencies_s))

    @property
    def latency_p90_s(self) -> float | None:
        """The same of the slowest tenth, interpolated."""
        return None if len(self.latencies_s) == 0 else float(np.percentile(self.latencies_s, LATE_PERCENTILE))

    @property
    def false_onsets_per_hour(self) -> float | None:
        """Times the state was said where none of it was true, in each judged hour in which it was not."""
        return _share(self.false_onsets * S_PER_HOUR, self.other_s)

    @property
    def bound_per_hour(self) -> float | None:
        """What bounds the rate of false onsets where there was none: 3/T."""
        return _share(RULE_OF_THREE * S_PER_HOUR, self.other_s) if self.false_onsets == 0 else None


class Scores:
    """The tallies over any number of recordings."""

    def __init__(self) -> None:
        self.states: defaultdict[str, StateScore] = defaultdict(StateScore)
        self.confusion_s: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))

    @property
    def labelled_s(self) -> float:
        """The time that has a truth and a frame."""
        return sum(seconds for row in self.confusion_s.values() for seconds in row.values())

    @property
    def coverage(self) -> float | None:
        """The share of it in which something was measured."""
        missed_s = sum(row.get(CALIBRATING, 0.0) + row.get(UNKNOWN, 0.0) for row in self.confusion_s.values())
        return _share(self.labelled_s - missed_s, self.labelled_s)

    @property
    def agreement(self) -> float | None:
        """The share of the judged time in which what was said was true."""
        agreed_s = sum(score.agreed_s for score in self.states.values())
        return _share(agreed_s, sum(score.true_s for score in self.states.values()))

    def add(self, truth: Sequence[Interval], said: Sequence[Interval]) -> None:
        """Add one recording: two sequences in order of time, neither with overlaps."""
        for true, told, seconds in shared(truth, said):
            self.confusion_s[true.state][told.state] += seconds
        judged = [interval for interval in said if interval.state != CALIBRATING]
        names = {interval.state for interval in [*truth, *judged]} - {CALIBRATING, UNKNOWN}
        for state in names:
            _count_time(self.states[state], state, truth, judged)
            _count_episodes(self.states[state], _of(state, truth), _of(state, said), judged)
            _count_false_onsets(self.states[state], state, truth, judged)


def _count_time(score: StateScore, state: str, truth: Sequence[Interval], judged: Sequence[Interval]) -> None:
    for true, told, seconds in shared(truth, judged):
        score.true_s += seconds if true.state == state else 0
        score.said_s += seconds if told.state == state else 0
        score.agreed_s += seconds if true.state == told.state == state else 0
        score.other_s += seconds if true.state != state else 0


def _count_episodes(
    score: StateScore, truth: Sequence[Interval], said: Sequence[Interval], judged: Sequence[Interval]
) -> None:
    begun_s: dict[Interval, float] = {}
    for true, told, _ in shared(truth, judged):
        begun_s.setdefault(true, max(true.start_s, told.start_s))
    score.episodes += len(begun_s)
    first_s: dict[Interval, float] = {}
    for true, told, _ in shared(truth, said):
        first_s.setdefault(true, max(told.start_s - begun_s[true], 0.0))
    score.latencies_s += first_s.values()


def _count_false_onsets(
    score: StateScore, state: str, truth: Sequence[Interval], judged: Sequence[Interval]
) -> None:
    for told in _of(state, judged):
        under = [true for _, true, _ in shared([told], truth)]
        # Where a run begins in time without a truth, nobody can tell whether its onset was false.
        if any(true.start_s <= told.start_s for true in under):
            score.false_onsets += 0 if any(true.state == state for true in under) else 1


def _of(state: str, intervals: Sequence[Interval]) -> list[Interval]:
    return [interval for interval in intervals if interval.state == state]


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None

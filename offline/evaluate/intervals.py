"""Intervals: from when to when a state held, and what two sequences of them share."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple


class Interval(NamedTuple):
    """A state from `start_s` up to `end_s`."""

    start_s: float
    end_s: float
    state: str

    @property
    def seconds(self) -> float:
        """How long it lasted."""
        return self.end_s - self.start_s


def from_frames(frames: Iterable[tuple[float, str | None]], hold_max_s: float) -> list[Interval]:
    """Return the runs of one state over frames (t_s, state); None is no state.

    A frame speaks until the next one, but for no longer than `hold_max_s`: nobody looked in a gap. The last
    frame of all speaks for no time.
    """
    known = list(frames)
    found: list[Interval] = []
    for (t_s, state), (next_s, _) in itertools.pairwise(known):
        end_s = min(next_s, t_s + hold_max_s)
        if state is None or not end_s > t_s:
            continue
        if len(found) > 0 and found[-1].state == state and found[-1].end_s == t_s:
            found[-1] = found[-1]._replace(end_s=end_s)
        else:
            found.append(Interval(t_s, end_s, state))
    return found


def shared(
    first: Sequence[Interval], second: Sequence[Interval]
) -> Iterator[tuple[Interval, Interval, float]]:
    """Yield each pair of intervals that share time, with how much, of two sequences in order of time."""
    place = 0
    for one in first:
        while place < len(second) and second[place].end_s <= one.start_s:
            place += 1
        for other in second[place:]:
            if other.start_s >= one.end_s:
                break
            yield one, other, min(one.end_s, other.end_s) - max(one.start_s, other.start_s)


def fill(intervals: Sequence[Interval], start_s: float, end_s: float, state: str) -> list[Interval]:
    """Return intervals in order of time with `state` wherever none is, from start to end."""
    found: list[Interval] = []
    at_s = start_s
    for interval in intervals:
        if interval.start_s > at_s:
            found.append(Interval(at_s, interval.start_s, state))
        found.append(interval)
        at_s = max(at_s, interval.end_s)
    return [*found, Interval(at_s, end_s, state)] if end_s > at_s else found

"""A film: what the pipeline said over time, kept for a picture."""

import math
from collections.abc import Iterable, Iterator

from signals.contract.report import Report

Span = tuple[float, float, str]


class Film:
    """Keeps the labels of every frame, and the measures that are numbers."""

    def __init__(self) -> None:
        self.times_s: list[float] = []
        self._labels: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []
        self._measures: list[dict[str, float]] = []

    def watch(self, moments: Iterable[tuple[float, Report]]) -> Iterator[tuple[float, Report]]:
        """Yield moments as they come, and keep what they hold."""
        for t_s, report in moments:
            self.times_s.append(t_s)
            self._labels.append((report["state"], tuple(report["cues"]), tuple(report["alerts"])))
            numbers = report["measures"].items()
            self._measures.append({name: value for name, value in numbers if isinstance(value, int | float)})
            yield t_s, report

    def states(self) -> list[Span]:
        """Return when each state began and ended; the last ends with the film."""
        return spans(self.times_s, [state for state, _, _ in self._labels])

    def cues(self) -> dict[str, list[Span]]:
        """Return the spans of each cue that was ever on, in the order of their first time."""
        return self._spans_of([cues for _, cues, _ in self._labels])

    def alerts(self) -> dict[str, list[Span]]:
        """Return the spans of each alert that was ever raised."""
        return self._spans_of([alerts for _, _, alerts in self._labels])

    def measure(self, name: str) -> list[float]:
        """Return a measure on every frame, NaN where a frame did not give it."""
        return [measures.get(name, math.nan) for measures in self._measures]

    def _spans_of(self, present: list[tuple[str, ...]]) -> dict[str, list[Span]]:
        names = dict.fromkeys(name for words in present for name in words)
        rows = {name: [name if name in words else "" for words in present] for name in names}
        return {name: [s for s in spans(self.times_s, row) if s[2] == name] for name, row in rows.items()}


def spans(times_s: list[float], words: list[str]) -> list[Span]:
    """Return (start, end, word) for each run of one word; a run ends where the next begins."""
    found: list[Span] = []
    start_s = 0.0
    for place, word in enumerate(words):
        if place == 0 or words[place - 1] != word:
            start_s = times_s[place]
        if place + 1 == len(words) or words[place + 1] != word:
            found.append((start_s, times_s[min(place + 1, len(words) - 1)], word))
    return found

"""What a run of strangers left behind in the relay, and which of it should not be there."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# A message that leaves so much behind for ever is a leak; below it a heap settles for a long time.
LEAK_BYTES_A_MESSAGE = 16.0
# Until so many messages memory is still warming up.
SLOPE_FROM_MESSAGES = 400_000
# What a heap may grow by meanwhile.
WARM_UP_MB = 40.0

# Messages so far, and resident bytes.
Sample = tuple[int, int]


@dataclass(frozen=True)
class Findings:
    """One run against one relay."""

    mode: str
    sent: Counter[str]
    took_s: float
    exit_status: int | None
    log: Sequence[str]
    lesson_s: Sequence[float]
    lesson_refused: Sequence[Any]
    disorder: Sequence[str]
    invalid: Sequence[str]
    memory: Sequence[Sample]
    files: tuple[int, int]
    refused: Mapping[str, int]

    def lesson_ms(self, share: float) -> float:
        """Return within how many milliseconds this share of the lesson's reports was acknowledged."""
        return 1000 * sorted(self.lesson_s)[int(share * (len(self.lesson_s) - 1))]

    def grown_mb(self) -> float:
        """Return how much more memory there is at the end than before the first stranger."""
        return (self.memory[-1][1] - self.memory[0][1]) / 1e6

    def bytes_a_message(self) -> float | None:
        """Return the slope of memory over the run's second half; None where it is too short to tell."""
        total = self.memory[-1][0]
        settled = [sample for sample in self.memory if sample[0] >= total / 2]
        if total < SLOPE_FROM_MESSAGES or len(settled) < 3:
            return None
        return float(statistics.linear_regression(*zip(*settled, strict=True)).slope)

    def problems(self) -> list[str]:
        """Return what is wrong, in words."""
        facts = {
            "the relay ended by itself": self.exit_status is not None,
            f"the log has {len(self.log)} lines, the first: {[*self.log, ''][0]}": len(self.log) > 0,
            f"the lesson was refused: {self.lesson_refused[:3]}": len(self.lesson_refused) > 0,
            f"reports are missing or out of order: {self.disorder}": len(self.disorder) > 0,
            f"{len(self.invalid)} invalid frames, the first: {[*self.invalid, ''][0]}": len(self.invalid) > 0,
            f"open files: {self.files[0]} before, {self.files[1]} after": self.files[1] > self.files[0],
            f"the relay failed on {self.refused.get('server_error')} messages": "server_error"
            in self.refused,
            f"memory grows: {self.grown_mb():.0f} MB": self._leaks(),
        }
        return [what for what, is_wrong in facts.items() if is_wrong]

    def _leaks(self) -> bool:
        slope = self.bytes_a_message()
        return self.grown_mb() > WARM_UP_MB if slope is None else slope > LEAK_BYTES_A_MESSAGE

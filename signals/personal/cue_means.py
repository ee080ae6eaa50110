"""Cue means: what five cues were, on average, over the last seconds. Twin of cue_means.js."""

from collections import deque
from collections.abc import Sequence

from signals.contract.parameters import Parameters

CUE_NAMES = ("brow_z", "tilt_deg", "unsmiling", "centred", "narrowing")


class CueMeans:
    """Means over a sliding span, each frame weighed by its time; a frame that told nothing counts for none.

    `brow_z` is how far the brow is lowered, in the student's own spread; `tilt_deg` how far the head leans
    from how it rests; `unsmiling` and `centred` are shares of the time without a smile and with the gaze on
    the screen; `narrowing` is how far the lids are closed, from 0 to 1.
    """

    def __init__(self, parameters: Parameters) -> None:
        self._span_s = parameters.number("personal_span_s")
        self._least_s = parameters.number("personal_measured_min_s")
        self._seen: deque[tuple[float, float, tuple[float, ...]]] = deque()
        self._sums = [0.0] * len(CUE_NAMES)
        self._measured_s = 0.0

    @property
    def means(self) -> list[float] | None:
        """The means in the order of CUE_NAMES, None where too little of the span was measured."""
        if self._measured_s < self._least_s:
            return None
        return [total / self._measured_s for total in self._sums]

    def update(self, values: Sequence[float] | None, t_s: float, dt_s: float) -> None:
        """Take the cues of one frame, in the order of CUE_NAMES; None where they could not be told."""
        if values is not None and dt_s > 0:
            self._seen.append((t_s, dt_s, tuple(values)))
            self._add(values, dt_s)
        while len(self._seen) > 0 and self._seen[0][0] <= t_s - self._span_s:
            _, gone_s, gone = self._seen.popleft()
            self._add(gone, -gone_s)
        if len(self._seen) == 0:
            self.reset()

    def reset(self) -> None:
        """Forget the cues seen."""
        self._seen.clear()
        self._sums = [0.0] * len(CUE_NAMES)
        self._measured_s = 0.0

    def _add(self, values: Sequence[float], weight_s: float) -> None:
        self._sums = [total + weight_s * value for total, value in zip(self._sums, values, strict=True)]
        self._measured_s += weight_s

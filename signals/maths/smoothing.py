"""Smoothing: exponential moving average and hysteresis, the same at any frame rate.

Twin of smoothing.js.
"""

from math import exp


class Ema:
    """Exponential smoothing with time constant `tau_s`, the same at any frame rate."""

    def __init__(self, tau_s: float) -> None:
        self._tau_s = tau_s
        self.value: float | None = None

    def update(self, value: float, dt_s: float) -> float:
        """Return the smoothed value; the first value is taken as it is."""
        if self.value is not None:
            value = self.value + (1 - exp(-dt_s / self._tau_s)) * (value - self.value)
        self.value = value
        return value

    def reset(self) -> None:
        """Forget the values seen."""
        self.value = None


class Hysteresis:
    """A threshold to come on at, and another, on the side of rest, to go off beyond."""

    def __init__(self, on: float, off: float) -> None:
        self._sign = 1.0 if on > off else -1.0
        self._on, self._off = self._sign * on, self._sign * off
        self.on = False

    def update(self, value: float) -> bool:
        """Return whether the value is beyond the threshold that counts now."""
        self.on = self._sign * value >= (self._off if self.on else self._on)
        return self.on

    def reset(self) -> None:
        """Go off."""
        self.on = False

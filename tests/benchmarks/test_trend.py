"""The verdict on memory: a leak is seen, noise and steps that end are not."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.soak.trend import trend

# Half an hour, a sample every two seconds, in hours.
TIMES = np.arange(900) * 2 / 3600
NOISE = np.random.default_rng(1).normal(0, 0.3, len(TIMES))


def test_a_straight_line_has_its_slope_and_no_error() -> None:
    found = trend(TIMES, 80 + 7 * TIMES)
    assert found is not None
    assert found.slope == pytest.approx(7)
    assert found.error == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("leak", [0.0, 20.0])
def test_a_leak_is_told_from_noise(leak: float) -> None:
    found = trend(TIMES, 80 + leak * TIMES + NOISE)
    assert found is not None
    assert abs(found.slope - leak) <= found.error
    assert found.exceeds(5) == (leak > 5)


def test_a_single_step_is_no_leak() -> None:
    found = trend(TIMES, 80 + np.where(TIMES >= 0.25, 1.0, 0.0) + NOISE)
    assert found is not None
    assert not found.exceeds(5)


def test_few_samples_tell_nothing() -> None:
    assert trend(TIMES[:19], NOISE[:19]) is None

"""MAP logistic regression: Newton's method with a Gaussian prior, and its losses with each row left out.

Twin of map_logistic.js.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from signals.maths.linear import Array, solve

# What a loss may at most call certain: a single moment that went against it is no infinite loss.
_SURE = 1e-12
# So near the optimum a full step is safe, and losses differ by less than they are rounded to.
_NEAR = 1e-6
# Each doubles the digits that are right, and one row of many moves the weights little.
_LEFT_OUT_STEPS = 4
# Beyond it exp() alone would overflow.
_FAR = 500.0


def fit(rows: Array, targets: Array, prior: Array, spread: Array, steps_max: int) -> Array:
    """Return the weights of (n, k) rows and n targets from 0 to 1 that are likeliest beside the prior.

    `prior` and `spread` are the mean and the standard deviation of each weight before anything was seen; a
    weight whose spread is 0 stays at its prior.
    """
    weights = np.array(prior, dtype=float)
    free = np.asarray(spread) > 0
    if len(targets) == 0 or not free.any():
        return weights
    task = _Task(rows, targets, np.asarray(prior), free, 1 / np.square(spread[free]))
    for _ in range(steps_max):
        slope, step = task.slope_and_step(weights)
        length = task.length(weights, step) if float(slope @ step) > _NEAR else 1.0
        weights[free] -= length * step
        if np.max(np.abs(step)) < _SURE:
            break
    return weights


def probability(row: Array, weights: Array) -> float:
    """Return how likely the first kind is of one row."""
    return float(_shares(np.asarray(row, dtype=float)[np.newaxis], np.asarray(weights, dtype=float))[0])


def log_loss(share: float, target: float) -> float:
    """Return the negative log likelihood of a target from 0 to 1."""
    sure = min(max(share, _SURE), 1 - _SURE)
    return float(-target * np.log(sure) - (1 - target) * np.log(1 - sure))


def left_out_losses(rows: Array, targets: Array, weights: Array, prior: Array, spread: Array) -> Array:
    """Return the log loss of each row by weights that were fitted without that row.

    `weights` are those of all rows: a few Newton steps lead from them to those without one.
    """
    free = np.asarray(spread) > 0
    own, precision = rows[:, free], 1 / np.square(spread[free])
    away = np.tile((np.asarray(weights) - prior)[free], (len(targets), 1))
    fixed = rows @ np.where(free, prior, weights)
    kept = 1 - np.eye(len(targets))
    for _ in range(_LEFT_OUT_STEPS if free.any() else 0):
        shares = _logistic(fixed + away @ own.T)
        slopes = ((shares - targets) * kept) @ own + precision * away
        curvatures = np.einsum("ij,jk,jl->ikl", shares * (1 - shares) * kept, own, own) + np.diag(precision)
        away = away - solve(curvatures, slopes[..., np.newaxis])[..., 0]
    left_out = _logistic(fixed + np.sum(away * own, axis=1))
    return np.array([log_loss(share, target) for share, target in zip(left_out, targets, strict=True)])


class _Task(NamedTuple):
    rows: Array
    targets: Array
    prior: Array
    free: npt.NDArray[np.bool_]
    precision: Array

    def slope_and_step(self, weights: Array) -> tuple[Array, Array]:
        shares, own = _shares(self.rows, weights), self.rows[:, self.free]
        pull: Array = self.precision * (weights - self.prior)[self.free]
        slope: Array = own.T @ (shares - self.targets) + pull
        return slope, solve(_curvature(own, shares, self.precision), slope[:, np.newaxis])[:, 0]

    def length(self, weights: Array, step: Array) -> float:
        # A full step may overshoot where much is sure already.
        loss, length = self._loss(weights), 1.0
        while self._loss(self._moved(weights, length * step)) > loss:
            length /= 2
        return length

    def _moved(self, weights: Array, step: Array) -> Array:
        moved = weights.copy()
        moved[self.free] -= step
        return moved

    def _loss(self, weights: Array) -> float:
        scores, away = self.rows @ weights, (weights - self.prior)[self.free]
        likely = np.maximum(scores, 0) + np.log1p(np.exp(-np.abs(scores))) - self.targets * scores
        return float(np.sum(likely) + np.sum(self.precision * away * away) / 2)


def _curvature(own: Array, shares: Array, precision: Array) -> Array:
    found: Array = (own * (shares * (1 - shares))[:, np.newaxis]).T @ own + np.diag(precision)
    return found


def _shares(rows: Array, weights: Array) -> Array:
    return _logistic(rows @ weights)


def _logistic(scores: Array) -> Array:
    shares: Array = 1 / (1 + np.exp(-np.clip(scores, -_FAR, _FAR)))
    return shares

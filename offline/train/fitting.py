"""Multinomial logistic regression with a ridge, by Newton's method: one optimum, and no chance in it."""

from collections.abc import Sequence

import numpy as np

from offline.replay.trained import Model
from signals.maths.eigenvector import Array

# On standardised features: enough where classes can be told apart wholly, little beside a hundred samples.
RIDGE = 1.0
# The intercepts are free but for the direction in which all of them move alike.
INTERCEPT_RIDGE = 1e-6
STEPS_MAX = 50
DONE = 1e-8


def fit(features: Array, labels: Sequence[str], classes: Sequence[str]) -> Model:
    """Return the model of (n, d) features and their labels."""
    mean, spread = features.mean(axis=0), features.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    standard = np.column_stack([(features - mean) / spread, np.ones(len(features))])
    truth = np.array([[label == name for name in classes] for label in labels], dtype=np.float64)
    return Model(tuple(classes), mean, spread, _weights(standard, truth))


def _weights(standard: Array, truth: Array) -> Array:
    count, width = truth.shape[1], standard.shape[1]
    ridge = np.full(width, RIDGE)
    ridge[-1] = INTERCEPT_RIDGE
    weights = np.zeros((count, width))
    for _ in range(STEPS_MAX):
        shares = _softmax(standard @ weights.T)
        slope = (shares - truth).T @ standard + ridge * weights
        step = np.linalg.solve(_curvature(standard, shares, ridge), slope.ravel()).reshape(count, width)
        before, length = _loss(standard, truth, weights, ridge), 1.0
        # A full step may overshoot where classes are far apart.
        while _loss(standard, truth, weights - length * step, ridge) > before and length > DONE:
            length /= 2
        weights = weights - length * step
        if np.abs(length * step).max() < DONE:
            break
    return weights


def _curvature(standard: Array, shares: Array, ridge: Array) -> Array:
    count, width = shares.shape[1], standard.shape[1]
    found = np.zeros((count, width, count, width))
    for one in range(count):
        for other in range(count):
            mixed = shares[:, one] * ((one == other) - shares[:, other])
            found[one, :, other] = (standard * mixed[:, None]).T @ standard
        found[one, :, one] += np.diag(ridge)
    return found.reshape(count * width, count * width)


def _loss(standard: Array, truth: Array, weights: Array, ridge: Array) -> float:
    scores = standard @ weights.T
    top = scores.max(axis=1)
    total = top + np.log(np.exp(scores - top[:, None]).sum(axis=1))
    return float(np.sum(total - np.sum(scores * truth, axis=1)) + np.sum(ridge * weights * weights) / 2)


def _softmax(scores: Array) -> Array:
    likely = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Array = likely / likely.sum(axis=1, keepdims=True)
    return shares

"""Trained models: a multinomial logistic model over a face's plain measures, applied to windows of frames.

It takes lengths and angles as they are, without a baseline: single pictures have none. What it says is
printed for whoever trained it. No page loads it, and no label of it can reach a teacher.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from offline.replay.measured import Moment
from signals.maths.eigenvector import Array

FORMAT = "readroom-model"
VERSION = 1
# Of angles aside their size: to which side a head turns or tilts says nothing about its class.
SIZES = ("yaw_deg", "roll_deg", "gaze_raw_yaw_deg")
FEATURES = (
    "brow_height_cm",
    "outer_brow_cm",
    "brow_distance_cm",
    "corner_lift_cm",
    "mouth_width_cm",
    "mouth_open_cm",
    "ear",
    "yaw_deg",
    "pitch_deg",
    "roll_deg",
    "gaze_raw_yaw_deg",
    "gaze_raw_pitch_deg",
)
# Long enough to average out the mesh's jitter and a blink, short enough for one expression.
WINDOW_S = 2.0
READABLE_SHARE = 0.5


class ModelError(Exception):
    """Raised where a file is no model; says which file, and what was expected."""


class Window(NamedTuple):
    """Some frames in a row: their mean measures, None where too few of them could be read."""

    start_s: float
    features: Array | None


class Model(NamedTuple):
    """Weights of standardised features, a row a class, with the intercept last; and what was trained on."""

    classes: tuple[str, ...]
    mean: Array
    spread: Array
    weights: Array

    def probabilities(self, features: Array) -> Array:
        """Return the probability of each class for (n, d) features."""
        standard = (features - self.mean) / self.spread
        scores = np.column_stack([standard, np.ones(len(standard))]) @ self.weights.T
        scores -= scores.max(axis=1, keepdims=True)
        likely = np.exp(scores)
        shares: Array = likely / likely.sum(axis=1, keepdims=True)
        return shares

    def save(self, path: Path) -> None:
        """Write the model as JSON, which a person can read."""
        named = dict(zip(FEATURES, zip(self.mean.tolist(), self.spread.tolist(), strict=True), strict=True))
        rows = dict(zip(self.classes, self.weights.tolist(), strict=True))
        content = {"format": FORMAT, "version": VERSION, "features": named, "weights": rows}
        path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def load_model(path: str | Path) -> Model:
    """Return the model of a file. Raises ModelError, and OSError where there is no file to read."""
    try:
        parsed = json.loads(Path(path).read_text(encoding="utf-8"))
        if (
            parsed["format"] != FORMAT
            or parsed["version"] != VERSION
            or tuple(parsed["features"]) != FEATURES
        ):
            raise KeyError
        mean, spread = np.array(list(parsed["features"].values()), dtype=np.float64).T
        weights = np.array(list(parsed["weights"].values()), dtype=np.float64)
        if weights.shape != (len(parsed["weights"]), len(FEATURES) + 1) or not np.isfinite(weights).all():
            raise ValueError
    except (KeyError, TypeError, ValueError, RecursionError):
        raise ModelError(f"{path}: not a model; expected what `train -o` writes, of this version") from None
    return Model(tuple(parsed["weights"]), mean, spread, weights)


def windows(moments: Iterable[Moment]) -> Iterator[Window]:
    """Yield the windows of a recording, one after the other."""
    for number, grouped in groupby(moments, key=lambda one: math.floor(one.frame["t_s"] / WINDOW_S)):
        read = [features_of(moment) for moment in grouped]
        known = [features for features in read if features is not None]
        is_readable = len(known) >= READABLE_SHARE * len(read)
        yield Window(number * WINDOW_S, np.mean(known, axis=0) if is_readable else None)


def features_of(moment: Moment) -> Array | None:
    """Return the features of one frame, None where a measure of it is missing."""
    if moment.face is None or moment.face.reading.reason is not None or not moment.face.reading.facial:
        return None
    return features_from(moment.face.reading.measures)


def features_from(measures: Mapping[str, float]) -> Array | None:
    """Return the features of one face's measures, None where one of them is missing."""
    if not set(FEATURES) <= measures.keys():
        return None
    return np.array([abs(measures[name]) if name in SIZES else measures[name] for name in FEATURES])


def said(model: Model, seen: Sequence[Window]) -> Iterator[tuple[float, str | None, float | None]]:
    """Yield each window's begin, its most probable class and how probable that is; None where unreadable."""
    for window in seen:
        if window.features is None:
            yield window.start_s, None, None
        else:
            shares = model.probabilities(window.features[np.newaxis])[0]
            best = int(shares.argmax())
            yield window.start_s, model.classes[best], float(shares[best])


def lines(model: Model, moments: Iterable[Moment]) -> Iterator[str]:
    """Yield a JSON line for each window of a recording."""
    for start_s, name, share in said(model, list(windows(moments))):
        told: dict[str, Any] = {
            "t_s": start_s,
            "class": name,
            "probability": None if share is None else round(share, 3),
        }
        yield json.dumps(told, ensure_ascii=False)

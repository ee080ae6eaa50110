"""Quiet hours: how often a model would call a synthetic student confused who never is."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from offline.replay.batch import BatchPipeline
from offline.synthetic import play
from offline.synthetic.hours import random_hour
from signals.contract.parameter_file import load_parameters

FPS = 5.0
HOUR_S, PART_S = 3600.0, 900.0
# Other students than those the evaluation prints.
SEED = 7000


def false_onsets_per_hour(weights: Sequence[float], hours: float) -> float:
    """Return the onsets of `confused` an hour, by weights of the cues and an offset."""
    parts = max(round(hours * HOUR_S / PART_S), 1)
    with ProcessPoolExecutor() as pool:
        onsets = sum(pool.map(partial(_onsets, list(weights)), range(SEED, SEED + parts)))
    return onsets / (parts * PART_S / HOUR_S)


def _onsets(weights: list[float], seed: int) -> int:
    pipeline = BatchPipeline(load_parameters(), {})
    pipeline.personal.switch(True, weights)
    frames = (frame for frame, _ in play(random_hour(seed, fps=FPS, seconds=PART_S)))
    count, before = 0, ""
    for _, report in pipeline.update_all(frames):
        count += report["state"] == "confused" and before != "confused"
        before = report["state"]
    return count

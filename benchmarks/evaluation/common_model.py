"""The common model of personal learning: a fit to what the strict rule is to find, in synthetic hours.

`python -m benchmarks.evaluation.common_model` prints the weights that `personal_prior` holds, rounded.
"""

import argparse
from concurrent.futures import ProcessPoolExecutor

import numpy as np

from offline.replay.batch import BatchPipeline
from offline.synthetic import play
from offline.synthetic.hours import PUZZLED, random_hour
from signals import load_parameters
from signals.contract.parameters import Parameters
from signals.personal.cue_means import CUE_NAMES
from signals.personal.learning import Learning
from signals.personal.map_logistic import fit

FPS, LESSON_S = 5.0, 1800.0
# Moments of two seconds: nearer ones are alike.
STEP_FRAMES = 10
# Wide enough to hold nothing back.
SPREAD, STEPS_MAX = 3.0, 50


def moments(seed: int) -> list[tuple[list[float], bool]]:
    """Return cue means of half an hour, and whether the student was to be called confused; in every other."""
    pipeline = BatchPipeline(load_parameters(), {})
    pipeline.personal.switch(True, None)
    found = []
    script = random_hour(seed, PUZZLED if seed % 2 else None, FPS, LESSON_S)
    for number, (frame, truth) in enumerate(play(script)):
        pipeline.update(frame)
        means = pipeline.personal.means
        if means is not None and number % STEP_FRAMES == 0:
            found.append((means, truth["state"] == "confused"))
    return found


def main() -> None:
    """Print the weights, in the order of CUE_NAMES and the offset."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.evaluation.common_model", description=__doc__)
    parser.add_argument("--lessons", type=int, default=32, help="half hours")
    parser.add_argument("--seed", type=int, default=300)
    options = parser.parse_args()
    with ProcessPoolExecutor() as pool:
        lessons = pool.map(moments, range(options.seed, options.seed + options.lessons))
        seen = [moment for lesson in lessons for moment in lesson]
    learning = Learning(Parameters(load_parameters()))
    rows = np.array([[*learning.scaled(means), 1.0] for means, _ in seen])
    truth = np.array([float(confused) for _, confused in seen])
    weights = fit(rows, truth, np.zeros(rows.shape[1]), np.full(rows.shape[1], SPREAD), STEPS_MAX)
    for name, weight in zip([*CUE_NAMES, "offset"], weights, strict=True):
        print(f"{name} {weight:.2f}")


if __name__ == "__main__":
    main()

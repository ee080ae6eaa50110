"""Random tag sets, and what the twin in JavaScript learns of them."""

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np

from signals.personal.learning import TARGETS
from tools.node import find_node

WORDS = [*TARGETS, "bored", "frustrated"]
LEARNER = Path(__file__).with_name("learn.js")
COUNTS = (0, 1, 2, 3, 5, 8, 12, 20)


def random_set(random: np.random.Generator) -> list[dict[str, Any]]:
    """Return tags of no student that ever was: any word beside any face, wild ones among them."""
    count = int(random.choice(COUNTS))
    words = random.choice(WORDS, count)
    means = random.normal((1, 3, 0.8, 0.8, 0.2), (3, 4, 0.4, 0.4, 0.3), (count, 5)) * 10 ** random.choice(
        [0, 0, 0, 2], (count, 1)
    )
    told = random.random(count) > 0.1
    return [
        {"said": str(word), "means": row.tolist() if there else None}
        for word, row, there in zip(words, means, told, strict=True)
    ]


def learnt_in_javascript(sets: list[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return what the twin learns of each set."""
    lines = "".join(f"{json.dumps(tags)}\n" for tags in sets)
    ended = subprocess.run([find_node(), LEARNER], input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in ended.stdout.splitlines()]

"""Tests of training; here folders of synthetic people whose truth is known."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from offline.synthetic import parse_script, write

ATTEND = {"behaviour": "attend"}
CONFUSED = {"behaviour": "confused", "amount": 1}
SMILE = {"behaviour": "smile", "amount": 1}
WIDTH, HEIGHT = 640, 480


def write_person(
    folder: Path, person: int, scene: Mapping[str, Any], seconds: float = 12, seed: int = 0
) -> Path:
    """Write a recording of one synthetic person into the person's folder of a class."""
    place = folder / f"person_{person}"
    place.mkdir(parents=True, exist_ok=True)
    whole = {
        "seed": person * 100 + seed,
        "fps": 4,
        "subject": person,
        "width": WIDTH,
        "height": HEIGHT,
        "drop_share": 0,
    }
    script = {"format": "readroom-script", "version": 1, **whole, "scenes": [{**scene, "seconds": seconds}]}
    path = place / f"film_{seed}.jsonl.gz"
    write(parse_script(script), path)
    return path

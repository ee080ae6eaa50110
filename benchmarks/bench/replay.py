"""How fast Python replays a recording: read and measured many frames at once, and frame by frame."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from offline.recordings.quick import read_quickly
from offline.recordings.recording import read_recording
from offline.recordings.writing import write_recording
from offline.replay.command import moments
from offline.synthetic import parse_script, play
from signals import Pipeline, load_parameters
from tests.signals.scripts import scene, script

FPS = 10
HOUR_FRAMES = 36_000
FRAMES, SINGLE_FRAMES = 6_000, 1_000


def main() -> int:
    """Print frames a second of CPU, and what an hour of 36,000 frames takes; always succeed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lesson.jsonl.gz"
        write_recording(path, lesson(), "a bench")
        print(f"{'Python, CPU of all threads':<32} {'frames/s':>9} {'an hour':>9}")
        tell("read and replayed, batch", FRAMES, lambda: sum(1 for _ in moments(path, {})))
        tell("read alone, batch", FRAMES, lambda: sum(1 for _ in read_quickly(path)))
        tell("read alone, plain", SINGLE_FRAMES, lambda: sum(1 for _ in islice(read_recording(path), 1_000)))
        frames = list(islice(read_quickly(path), SINGLE_FRAMES))
        tell("pipeline alone, frame by frame", SINGLE_FRAMES, lambda: single(frames))
    return 0


def lesson() -> Iterator[dict[str, Any]]:
    """Yield ten minutes of a synthetic student."""
    names = ["attend", "read", "take_notes", "talk", "smile", "confused"]
    scenes = [scene(name, FRAMES / FPS / len(names)) for name in names]
    return (frame for frame, _ in play(parse_script(script(*scenes, fps=FPS))))


def single(frames: list[dict[str, Any]]) -> None:
    """Take frames one by one."""
    pipeline = Pipeline(load_parameters(), {})
    for frame in frames:
        pipeline.update(frame)


def tell(name: str, frames: int, work: Callable[[], object]) -> None:
    """Print how long a piece of work took."""
    before_s = cpu_s()
    work()
    frame_s = (cpu_s() - before_s) / frames
    print(f"{name:<32} {1 / frame_s:>9.0f} {frame_s * HOUR_FRAMES:>7.1f} s")


def cpu_s() -> float:
    """Return the CPU this process has taken, all its threads and both modes."""
    times = os.times()
    return times.user + times.system


if __name__ == "__main__":
    sys.exit(main())

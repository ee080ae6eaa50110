"""How fast a film of a face becomes landmarks, and these become labels and tables, on the CPU alone."""

import io
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from pathlib import Path

import readroom
from benchmarks.bench.replay import cpu_s
from offline.record.command import main as record
from tests.browser.clips import face, with_grain
from tests.signals.pictures import write_video

# A face 190 pixels wide in a picture of 640x480, that of the tests' camera clips.
FILM_FPS = 30
FILM_S = 20
FRAMES = FILM_FPS * FILM_S
HEAD = f"{'CPU of all threads, loading included':<46} {'ms a frame':>10} {'frames/s':>9}"


def main() -> int:
    """Print milliseconds a frame, and frames a second of CPU; always succeed."""
    with tempfile.TemporaryDirectory() as folder:
        film, recording, table = (Path(folder) / name for name in ("film.avi", "film.jsonl.gz", "film.csv"))
        scenes = [(picture, 1 / FILM_FPS) for picture in with_grain(face())]
        write_video(film, scenes * (FRAMES // len(scenes)), FILM_FPS)
        print(HEAD)
        tell("readroom record: film to landmarks", lambda: quietly([str(film), "-o", str(recording)]))
        lesson = readroom.open(recording)
        tell("Recording.replay(): landmarks to labels", lesson.replay)
        tell("Recording.measures(): landmarks to a table", lesson.measures)
        tell("readroom openface: landmarks to OpenFace's CSV", lambda: readroom.to_openface(lesson, table))
    return 0


def quietly(arguments: Sequence[str]) -> None:
    """Record without a word, and fail where that fails."""
    with redirect_stdout(io.StringIO()):
        status = record(arguments)
    if status != 0:
        raise SystemExit("the film could not be recorded")


def tell(name: str, work: Callable[[], object]) -> None:
    """Print what a piece of work took for all frames."""
    before_s = cpu_s()
    work()
    frame_s = (cpu_s() - before_s) / FRAMES
    print(f"{name:<46} {frame_s * 1000:>10.2f} {1 / frame_s:>9.0f}")


if __name__ == "__main__":
    sys.exit(main())

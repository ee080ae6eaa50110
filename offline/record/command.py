"""Record: turns videos, folders of pictures or a camera into landmark recordings."""

import os
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Event
from typing import TYPE_CHECKING

from offline.record.options import parser
from offline.record.plan import Job, RecordError, StoppedError, plan_jobs
from offline.record.progress import Progress
from offline.record.quiet import quiet_libraries
from offline.recordings.missing import how_to_install

if TYPE_CHECKING:
    from offline.record.task import Task

FAILED = 1
USAGE_ERROR = 2
INTERRUPTED = 130  # what shells report for a program that Ctrl-C ended
DRAW_EVERY_S = 0.2


def main(arguments: Sequence[str]) -> int:
    """Record what the arguments name; return the exit status."""
    options = parser().parse_args(arguments)
    try:
        jobs = plan_jobs(options.inputs, options.output, fps=options.fps, force=options.force)
        return _run(jobs, fps=options.fps, seconds=options.seconds)
    except KeyboardInterrupt:
        return INTERRUPTED
    except RecordError as error:
        print(error, file=sys.stderr)
    except ModuleNotFoundError as missing:
        # cv2 comes along with mediapipe.
        print(
            f"record needs {missing.name}: {how_to_install('mediapipe')} (Python 3.12 or older)",
            file=sys.stderr,
        )
    except ImportError as broken:
        print(f"record cannot load what it needs: {broken}", file=sys.stderr)
    return USAGE_ERROR


def _run(jobs: Sequence[Job], *, fps: float | None, seconds: float) -> int:
    stop = Event()
    with quiet_libraries() as heard:
        # Seconds of loading, and not needed for the complaints before.
        from offline.record.task import Task, record

        tasks = [Task(job, fps, seconds) for job in jobs]
        # Threads suffice: most of a frame's time is FaceMesh and gzip, which leave the interpreter to others.
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            recordings = [pool.submit(record, task, stop) for task in tasks]
            _await(recordings, stop, Progress(heard, [task.tally for task in tasks]))
    return max(_tell(task, recording) for task, recording in zip(tasks, recordings, strict=True))


def _await(recordings: Sequence[Future[None]], stop: Event, progress: Progress) -> None:
    try:
        while len(wait(recordings, timeout=DRAW_EVERY_S).not_done) > 0:
            progress.draw()
    except KeyboardInterrupt:
        stop.set()
        wait(recordings)
    progress.clear()


def _tell(task: "Task", recording: Future[None]) -> int:
    """Print what became of a task; return its exit status."""
    output, tally = task.job.output, task.tally
    try:
        recording.result()
    except StoppedError:
        print(f"{output}: interrupted; nothing of it is kept", file=sys.stderr)
        return INTERRUPTED
    except RecordError as error:
        print(error, file=sys.stderr)
        return FAILED
    except OSError as error:
        print(f"{output}: it cannot be written: {error.strerror}", file=sys.stderr)
        return FAILED
    print(f"{output}: {tally.frames} frames, {tally.until_s:.1f} s, a face in {tally.with_face}")
    return 0

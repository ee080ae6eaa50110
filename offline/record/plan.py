"""What to record into which file: checks the inputs and outputs of a command before any work begins."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

SUFFIX = ".jsonl.gz"


class RecordError(Exception):
    """Raised where an input cannot be recorded; says which input or output, and what is wrong with it."""


class StoppedError(Exception):
    """Raised where Ctrl-C ends the recording of a file, which would look whole and not be."""


class Job(NamedTuple):
    """One input, and the recording it becomes."""

    source: str
    output: Path

    @property
    def is_camera(self) -> bool:
        """Whether the input is a camera's number; a file of that name goes first."""
        return self.source.isdecimal() and not Path(self.source).exists()

    @property
    def title(self) -> str:
        """The input without its folders: a recording does not tell where it was made."""
        return f"camera {self.source}" if self.is_camera else Path(self.source).resolve().name


def plan_jobs(sources: Sequence[str], output: Path, *, fps: float | None, force: bool) -> list[Job]:
    """Return a job for each input: into `output`, or into files inside it where that is a folder.

    Raises RecordError for what can be known to be wrong beforehand.
    """
    jobs = _name_outputs(sources, output)
    for job in jobs:
        _check_source(job, fps=fps, alone=len(jobs) == 1)
        _check_output(job, force=force)
    return jobs


def _name_outputs(sources: Sequence[str], output: Path) -> list[Job]:
    if len(sources) == 1 and not output.is_dir():
        return [Job(sources[0], output)]
    jobs = [Job(source, output / f"{Path(source).resolve().stem}{SUFFIX}") for source in sources]
    by_output: dict[Path, str] = {}
    for job in jobs:
        other = by_output.setdefault(job.output, job.source)
        if other is not job.source:
            raise RecordError(f"{other} and {job.source} would both be written to {job.output}")
    return jobs


def _check_source(job: Job, *, fps: float | None, alone: bool) -> None:
    path = Path(job.source)
    if job.is_camera:
        if not alone:
            raise RecordError(f"{job.title}: a camera is recorded alone")
    elif not path.exists():
        raise RecordError(f"{job.source}: there is no such file")
    elif path.is_dir() and fps is None:
        raise RecordError(f"{job.source}: a folder of pictures has no times; give their rate with --fps")


def _check_output(job: Job, *, force: bool) -> None:
    output = job.output
    folder = output.parent
    if output.resolve() == Path(job.source).resolve():
        raise RecordError(f"{output}: the recording would replace its own input")
    if output.is_dir():
        raise RecordError(f"{output}: this is a folder")
    if output.exists() and not force:
        raise RecordError(f"{output}: it exists already; --force replaces it")
    if not folder.parent.is_dir():
        raise RecordError(f"{output}: there is no folder {folder.parent}")
    if folder.exists() and not folder.is_dir():
        raise RecordError(f"{folder}: this is a file; several recordings need a folder")

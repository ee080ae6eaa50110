"""Python API: landmark recordings as tables, replayed, judged, made up, and taken over from other programs.

What is here is thin. The work is done by the program's own modules, which the commands use as well, so that a
notebook and a command line cannot differ.
"""

import math
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from readroom.program import library, part

if TYPE_CHECKING:
    import pandas

File = str | PathLike[str]
Rule = Literal["strict", "balanced", "brow"]
# t_s, width, height, luma, and faces: (478, 3) landmarks each.
Frame = dict[str, Any]
Frames = Callable[[], Iterator[Frame]]


class DataError(Exception):
    """Raised where a file cannot be used; says which, the line where there is one, and what was expected."""


class Transition(NamedTuple):
    """A label that begins: from this time on, the state and the cues behind it."""

    t_s: float
    state: str
    cues: tuple[str, ...]


class Interval(NamedTuple):
    """A state that somebody saw, from a time up to another."""

    start_s: float
    end_s: float
    state: str


@dataclass(frozen=True)
class Scores:
    """How well labels agree with a truth; what each figure is: `readroom evaluate --help`.

    `states` holds the figures of each state, `confusion_s` seconds by what was true and what was said. A
    figure is None where there was nothing to divide by. As text it is the command's own table.
    """

    hours: float
    coverage: float | None
    agreement: float | None
    states: Mapping[str, Mapping[str, float | int | None]]
    confusion_s: Mapping[str, Mapping[str, float]]
    text: str

    def __str__(self) -> str:
        return self.text


class Recording:
    """Landmarks of a face over time, with the size of the picture they are shares of.

    >>> import readroom
    >>> recording = readroom.open("examples/lesson.jsonl.gz")
    >>> recording.width, recording.height, recording.source
    (640.0, 480.0, 'synthetic face')
    >>> first = next(iter(recording))
    >>> first["t_s"], len(first["faces"]), len(first["faces"][0])
    (0.0, 1, 478)
    """

    def __init__(
        self,
        frames: Frames,
        size: tuple[float, float],
        source: str,
        name: str = "",
        truth: tuple[Interval, ...] = (),
    ) -> None:
        self._frames = frames
        self.width, self.height = size
        self.source = source
        self.name = name
        self.truth = truth

    def __iter__(self) -> Iterator[Frame]:
        """Yield each frame, read anew each time. Raises DataError where a file cannot be read on."""
        with _told():
            yield from self._frames()

    def measures(self, rule: Rule = "strict", fps: float | None = None) -> "pandas.DataFrame":
        """Return a table with a row for each frame: its label, all measures, and action units (needs pandas).

        A cell is NaN where the frame did not give the measure. What each column is: docs/signals.md, and
        docs/researchers.md for the action units, which are told against the face at rest in the first five
        seconds and so are missing there.

        >>> import readroom
        >>> table = readroom.open("examples/lesson.jsonl.gz").measures()
        >>> len(table), table["state"].iloc[-1]
        (72, 'absent')
        >>> frowning = table[table["state"] == "confused"]
        >>> bool(frowning["au4"].mean() > 0.8), bool(frowning["au12"].mean() < 0.1)
        (True, True)
        """
        pandas, numpy = library("pandas"), library("numpy")
        # An hour at 30 frames a second has 5 million cells: 40 MB as numbers, ten times as much as objects.
        columns: dict[str, Any] = {name: [] if name in _TEXTS else array("d") for name in _columns()}
        with _told():
            for moment in self._measured(rule, fps):
                row = _row(moment)
                for name, cells in columns.items():
                    value = row.get(name)
                    cells.append(math.nan if value is None and name not in _TEXTS else value)
        return pandas.DataFrame({name: numpy.asarray(cells) for name, cells in columns.items()})

    def replay(self, rule: Rule = "strict", fps: float | None = None) -> list[Transition]:
        """Return every change of label, as the command `readroom replay` prints them.

        >>> import readroom
        >>> recording = readroom.open("examples/lesson.jsonl.gz")
        >>> [(change.t_s, change.state) for change in recording.replay() if "gaze_left" in change.cues]
        [(20.5, 'away')]
        """
        changes = part("offline.replay.replay").Changes()
        with _told():
            return [
                Transition(t_s, report["state"], tuple(report["cues"]))
                for t_s, report in self._reports(rule, fps)
                if changes.notes(report)
            ]

    def save(self, path: File) -> int:
        """Write the recording as a file, gzipped; return the count of its frames."""
        with _told():
            frames = map(_as_written, self._frames())
            return int(part("offline.recordings.writing").write_recording(Path(path), frames, self.source))

    def _reports(self, rule: Rule, fps: float | None) -> Iterator[tuple[float, Any]]:
        told: Iterator[tuple[float, Any]] = part("offline.replay.batch").reports(
            self._frames(), {"sensitivity": rule}, fps
        )
        return told

    def _measured(self, rule: Rule, fps: float | None) -> Iterator[Any]:
        moments: Iterator[Any] = part("offline.replay.measured").measured(
            self._frames(), {"sensitivity": rule}, fps
        )
        return moments


def open(path: File) -> Recording:
    """Open a landmark recording. Raises DataError where it is none, and OSError where there is no file.

    >>> import readroom
    >>> readroom.open("examples/lesson.json")
    Traceback (most recent call last):
    readroom.research.DataError: examples/lesson.json: line 1: not valid JSON
    """
    with _told():
        header = part("offline.recordings.header").read_header(path)
    read = part("offline.recordings.quick").read_quickly
    return Recording(lambda: read(path), (header.width, header.height), header.source, Path(path).name)


def evaluate(
    recording: Recording,
    truth: File | Iterable[tuple[float, float, str]],
    rule: Rule = "strict",
    rest: str | None = None,
) -> Scores:
    """Hold a recording's labels against what somebody saw: a file, or (start_s, end_s, state).

    `rest` is the state of all time that no interval covers; without it, such time is not judged.

    >>> import readroom
    >>> recording = readroom.open("examples/lesson.jsonl.gz")
    >>> scores = readroom.evaluate(recording, "examples/lesson.truth.jsonl")
    >>> scores.states["away"]["false_onsets"], scores.states["confused"]["episodes_found"]
    (0, 1)
    >>> by_hand = readroom.evaluate(recording, [(18.0, 21.0, "away")], rest="focused")
    >>> by_hand.states["away"]["episodes"]
    1
    """
    intervals, tables, judge = map(part, ("offline.evaluate.intervals", "offline.evaluate.table", _SCORES))
    with _told():
        hold_max_s = part("offline.evaluate.command").gap_s()
        known = _read_truth(truth, recording.name, hold_max_s)
        frames = [(t_s, report["state"]) for t_s, report in recording._reports(rule, None)]
    if rest is not None and len(frames) > 0:
        known = intervals.fill(known, frames[0][0], frames[-1][0], rest)
    scores = judge.Scores()
    scores.add(known, intervals.from_frames(frames, hold_max_s))
    return Scores(**tables.as_json(scores), text=tables.as_text(scores))


def synth(script: File | Mapping[str, Any]) -> Recording:
    """Return the recording of a synthetic face that plays a script, with its `truth`.

    The script is a file or what such a file holds (docs/synthetic_scripts.md). No person is in it: it shows
    what the rules do, and nothing about people.

    >>> import readroom
    >>> recording = readroom.synth("examples/lesson.json")
    >>> sorted({interval.state for interval in recording.truth})
    ['absent', 'away', 'confused', 'focused']
    >>> readroom.evaluate(recording, recording.truth).states["away"]["episodes_found"]
    1
    """
    scripts, intervals = part("offline.synthetic.script"), part("offline.evaluate.intervals")
    writer, rounded = part("offline.synthetic.writer"), part("offline.recordings.writing").rounded
    with _told():
        if isinstance(script, Mapping):
            played = scripts.parse_script(dict(script))
        else:
            played = scripts.load_script(script)
    facts = [(fact["t_s"], fact["state"]) for _, fact in writer.play(played)]
    known = intervals.from_frames(facts, part("offline.evaluate.command").gap_s())
    return Recording(
        # As a file would hold them, so that nothing changes when they are saved.
        lambda: (rounded(frame) for frame, _ in writer.play(played)),
        (played.width, played.height),
        writer.SOURCE,
        truth=tuple(Interval(*one) for one in known),
    )


def to_openface(recording: Recording, path: File, rule: Rule = "strict") -> int:
    r"""Write a table with OpenFace's columns, units and signs; return the count of its rows.

    What is not measured is not there: no column, or an empty cell (docs/researchers.md).

    >>> import readroom, tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = pathlib.Path(folder) / "lesson.csv"
    ...     rows = readroom.to_openface(readroom.open("examples/lesson.jsonl.gz"), table)
    ...     head = table.read_text().partition("\n")[0].split(",")
    >>> rows, head[:5], "AU04_r" in head, "AU06_r" in head
    (72, ['frame', 'face_id', 'timestamp', 'confidence', 'success'], True, False)
    """
    with _told():
        moments = recording._measured(rule, None)
        return int(part("offline.openface.writing").write_table(path, moments))


def from_mediapipe(path: File, width: int, height: int, fps: float | None = None) -> Recording:
    """Take over landmarks that MediaPipe gave elsewhere: JSON, JSON lines, CSV, .npy or .npz.

    `width` and `height` are the picture's, in pixels; `fps` is needed where the file holds no times. Which
    shapes of file are known, and what each must hold: docs/recording_format.md. Raises DataError.
    """
    with _told():
        frames = list(part("offline.imports.dump").read_dump(Path(path), (width, height), fps))
    return Recording(lambda: iter(frames), (width, height), f"MediaPipe dump {Path(path).name}")


_SCORES = "offline.evaluate.scores"
_TEXTS = ("state", "cues", "reason")


def _columns() -> list[str]:
    measures = part("signals.contract.report").MEASURES
    return ["t_s", "state", "cues", *measures, *part("offline.replay.measured").ACTION_UNITS]


def _row(moment: Any) -> dict[str, Any]:
    report = moment.report
    label = {"t_s": moment.frame["t_s"], "state": report["state"], "cues": " ".join(report["cues"])}
    return {**label, **report["measures"], **(moment.units or {})}


def _as_written(frame: Frame) -> Frame:
    # The size comes as a float from a recording, and a header has whole pixels.
    return {**frame, "width": round(frame["width"]), "height": round(frame["height"])}


def _read_truth(
    truth: File | Iterable[tuple[float, float, str]], recording: str, hold_max_s: float
) -> list[Any]:
    truths = part("offline.evaluate.truth")
    if isinstance(truth, str | PathLike):
        known: list[Any] = truths.read_truth(fspath(truth), recording, hold_max_s)
        return known
    checked: list[Any] = truths.check_intervals(list(truth))
    return checked


@contextmanager
def _told() -> Iterator[None]:
    """Tell in one kind of error what the program's modules tell in their own."""
    told = {
        "offline.recordings.recording": "RecordingError",
        "offline.evaluate.truth": "TruthError",
        "offline.synthetic.script": "ScriptError",
        "offline.imports.dump": "DumpError",
    }
    kinds = tuple(getattr(part(module), name) for module, name in told.items())
    try:
        yield
    except kinds as error:
        raise DataError(str(error)) from error


__all__ = [
    "DataError",
    "Interval",
    "Recording",
    "Scores",
    "Transition",
    "evaluate",
    "from_mediapipe",
    "open",
    "synth",
    "to_openface",
]

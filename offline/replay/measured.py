"""Measured frames: beside each report, what the student's face itself said, for tables of a recording."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from offline.recordings.recording import Thinner
from offline.replay.batch import BatchPipeline, Frame
from signals.contract.parameter_file import load_parameters
from signals.contract.report import Report
from signals.face.frame import Seen
from signals.face.measures import Reading

# The action units that `units` may hold; what each means: docs/signals.md, section 15.
ACTION_UNITS = ("au1", "au2", "au4", "au5", "au6", "au9", "au12", "au15", "au20", "au23", "au26")


class Face(NamedTuple):
    """The student's face on one frame; `centre` is its middle, as shares of the picture's sides."""

    reading: Reading
    centre: tuple[float, float]


class Moment(NamedTuple):
    """One frame with its report.

    `face` is None where no face was there to be read. `units` are the action units, smoothed, from 0 to 1,
    and `shape` and `rest` the lengths they come from, now and at rest: all None where they are not known.
    """

    frame: Frame
    report: Report
    face: Face | None
    units: Mapping[str, float] | None
    shape: Mapping[str, float] | None
    rest: Mapping[str, float] | None


def measured(
    frames: Iterable[Frame], settings: Mapping[str, Any], fps: float | None = None
) -> Iterator[Moment]:
    """Yield what the pipeline and the face say of each frame, at most `fps` of them a second."""
    thinner, pipeline = Thinner(fps), _MeasuringPipeline(load_parameters(), settings)
    pipeline.expressions.switch(on=True)
    for frame, report in pipeline.update_all(frame for frame in frames if thinner.keeps(frame["t_s"])):
        yield pipeline.moment(frame, report)


class _MeasuringPipeline(BatchPipeline):
    """Keeps what the student's face said on the last frame, which a report does not hold."""

    _face: Face | None = None

    def moment(self, frame: Frame, report: Report) -> Moment:
        """Return the last frame with all that is known of it."""
        told = self.expressions
        if self._face is None or told.shape is None or told.rest is None:
            return Moment(frame, report, self._face, None, None, None)
        return Moment(frame, report, self._face, told.units, told.shape, told.rest)

    def _answer(self, frame: Mapping[str, Any], seen: Seen) -> Report:
        self._face = None

        def read(place: int) -> Reading:
            reading = seen.read(place)
            self._face = Face(reading, seen.centres[place])
            return reading

        return super()._answer(frame, seen._replace(read=read))

"""Pipeline: the one entry point, from a frame of landmarks to a report. Twin of pipeline.js."""

import math
from collections.abc import Mapping
from typing import Any

from signals.contract.masks import Masks
from signals.contract.parameters import Parameters, read_settings
from signals.contract.reasons import group_cues
from signals.contract.report import Measure, Report, make_report
from signals.face.frame import Seen, Sight
from signals.face.measures import Reading
from signals.following import Following
from signals.labels.expressions import Expressions
from signals.maths.persistence import Dwell
from signals.maths.timing import Clock, Step
from signals.scene.light import Light
from signals.scene.presence import Presence
from signals.scene.primary_face import Primary
from signals.scene.stillness import Stillness


class Pipeline:
    """One student's camera, frame by frame.

    The state is the first that matches: bad frame, dark without a face: unknown; absent; unmeasurable or a
    still picture: unknown; calibrating; drowsy behind lids that are shut now; away; down; drowsy; confused;
    focused; neutral. Behind shut lids nobody looks anywhere, so a head sinking in sleep is drowsy and not
    down; open eyes that look elsewhere are news, and the sleep of the last minute is not. A face lost or
    unmeasurable for a moment keeps the state and freezes what is counted.

    `expressions` are off until they are switched on, and never part of a report: the student alone sees them.
    """

    def __init__(self, parameters: Mapping[str, Any], settings: Mapping[str, Any]) -> None:
        """Take the parsed parameters.json and the settings of parameters.py.

        `{"proctoring": bool, "sensitivity": "strict", "masked": [names out of masks.CUES_OF]}`.

        Raises ParameterError and SettingsError.
        """
        self._settings = read_settings(settings)
        values = Parameters(parameters)
        self._clock = Clock(values)
        self._sight = Sight(values)
        self._light = Light(values)
        self._presence = Presence(values)
        number = values.number
        self._unmeasurable = Dwell(number("unmeasurable_s"), number("dwell_drain"), number("dt_max_s"))
        self._primary = Primary(values)
        self._stillness = Stillness(values)
        self._following = Following(values, self._settings.sensitivity, Masks(self._settings.masked))
        self.expressions = Expressions(values)
        self.expressions.mask(self._settings.masked)
        self._state = "calibrating"
        self._face_reason: str | None = None

    def update(self, frame: Mapping[str, Any]) -> Report:
        """Return the report of `{t_s, width, height, faces: [478 x [x, y, z]], luma: 0..255 or None}`.

        `every_s` may say how far apart frames come now, where that is over a second on purpose.
        It never raises on what a frame holds: a bad frame is `unknown`, with its reason in the measures.
        """
        return self._answer(frame, self._sight.look(frame))

    def _answer(self, frame: Mapping[str, Any], seen: Seen) -> Report:
        if not math.isfinite(frame["t_s"]):
            return self._abstain("not_finite")
        step = self._clock.update(frame["t_s"], frame.get("every_s"))
        if step.restart:
            self._restart()
        reason = "time_backwards" if step.backwards else seen.reason
        return self._look(frame, seen, step) if reason is None else self._abstain(reason)

    def recalibrate(self) -> None:
        """Forget what is usual for the student and gather it anew: the state is `calibrating` meanwhile."""
        self._following.recalibrate()
        self._restart()

    def mask(self, masked: list[str]) -> None:
        """Switch cues off and all others on, in mid-lesson; what is usual stays, unless it was another.

        The state stays until the next frame tells one, so that nobody sees the change itself.

        Raises SettingsError.
        """
        self._settings = read_settings({**vars(self._settings), "masked": masked})
        self.expressions.mask(masked)
        if self._following.mask(Masks(masked)):
            self.recalibrate()

    def _look(self, frame: Mapping[str, Any], seen: Seen, step: Step) -> Report:
        student = self._primary.update(seen.extents, seen.centres, step.dt_s)
        count = self._presence.count(seen.extents)
        dark = self._light.update(frame["luma"], step.dt_s)
        self._presence.update(count, dark, step.dt_s)
        if student is None:
            return self._miss(dark)
        reading = seen.read(student)
        surroundings = seen.centres[student][0], frame["luma"]
        self._follow(reading, surroundings, frame["t_s"], step.dt_s)
        self.expressions.update(reading.points if reading.facial else None, step.dt_s)
        return self._tell(self._reason, {"faces": count}, reading.measures, self._relative(reading))

    def _miss(self, dark: bool) -> Report:
        self.expressions.update(None, 0.0)
        if dark or self._presence.absent:
            self._lose()
            self._state = "unknown" if dark else "absent"
        return self._tell("low_light" if dark else "no_face", {"faces": 0})

    def _follow(
        self, reading: Reading, surroundings: tuple[float, float | None], t_s: float, dt_s: float
    ) -> None:
        self._unmeasurable.update(reading.reason is not None, dt_s)
        if reading.reason is not None:
            self._face_reason = reading.reason
        if reading.points is not None:
            self._stillness.update(reading.points, reading.measures["ear"], t_s)
        if self._unmeasurable.on or self._stillness.on:
            self._following.lose()
            self._state = "absent" if self._presence.absent else "unknown"
        elif reading.reason is None:
            self._face_reason = None
            told = self._following.update(reading, surroundings, t_s, dt_s)
            self._state = self._state if told is None or self._presence.absent else told

    @property
    def _reason(self) -> str | None:
        if self._stillness.on:
            return "static_image"
        return self._following.reason if self._face_reason is None else self._face_reason

    def _relative(self, reading: Reading) -> dict[str, Measure]:
        return self._following.relative if reading.reason is None else {}

    def _tell(self, reason: str | None, *measures: Mapping[str, Measure]) -> Report:
        cues = group_cues(reason) if self._state == "unknown" else self._following.cues
        alerts = self._alerts if self._settings.proctoring else []
        return make_report(self._state, cues, alerts, *measures, self._kept(reason))

    @property
    def _alerts(self) -> list[str]:
        still = self._stillness.on and not self._presence.absent
        return [*self._presence.alerts, *self._following.alerts, *(["static_image"] if still else [])]

    def _abstain(self, reason: str) -> Report:
        return make_report("unknown", [], [], self._kept(reason))

    def _kept(self, reason: str | None) -> dict[str, Measure]:
        progress = self._following.progress
        return {"motion_cm": self._stillness.moved_cm, "baseline_progress": progress, "reason": reason}

    def _lose(self) -> None:
        self._following.lose()
        self._unmeasurable.reset()
        self._face_reason = None

    def _restart(self) -> None:
        # What was seen before a gap says nothing about now; what is usual for the student still does.
        self._lose()
        self._following.reset()
        self._presence.reset()
        self._light.reset()
        self._primary.reset()
        self._state = "unknown" if self._following.calibrated else "calibrating"

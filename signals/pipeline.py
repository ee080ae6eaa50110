"""Pipeline: the one entry point, from a frame of landmarks to a report. Twin of pipeline.js."""

import math
from collections.abc import Mapping
from typing import Any

from signals.contract.parameters import Parameters, read_settings
from signals.contract.report import Report
from signals.face.frame import FrameReader, Seen
from signals.labels.expressions import Expressions
from signals.maths.timing import Clock, Step
from signals.person import Person
from signals.personal.personal import Personal
from signals.scene.light import Light
from signals.scene.presence import Presence
from signals.scene.primary_face import PrimaryFace


class Pipeline:
    """One student's camera, frame by frame.

    The state is the first that matches: bad frame, dark without a face: unknown; absent; unmeasurable or a
    still picture: unknown; calibrating; drowsy behind lids that are shut now; away; down; drowsy; confused;
    focused; neutral. Behind shut lids nobody looks anywhere, so a head sinking in sleep is drowsy and not
    down; open eyes that look elsewhere are news, and the sleep of the last minute is not. A face lost or
    unmeasurable for a moment keeps the state and freezes what is counted.

    `expressions` are off until they are switched on, and never part of a report: the student alone sees them.
    `personal` is off too; switched on with the student's own weights it tells `confused`, within two rules.
    """

    def __init__(self, parameters: Mapping[str, Any], settings: Mapping[str, Any]) -> None:
        """Take the parsed parameters.json and the settings of parameters.py.

        `{"proctoring": bool, "sensitivity": "strict", "masked": [names out of masks.MASKS]}`.

        Raises ParameterError and SettingsError.
        """
        self._settings = read_settings(settings)
        values = Parameters(parameters)
        self._clock = Clock(values)
        self._frame_reader = FrameReader(values)
        self._light = Light(values)
        self._presence = Presence(values)
        self._primary_face = PrimaryFace(values)
        self._person = Person(values, self._settings)

    @property
    def expressions(self) -> Expressions:
        """How probable each expression is; off until switched on, for the student alone."""
        return self._person.expressions

    @property
    def personal(self) -> Personal:
        """The cue means, and the student's own model; off until switched on."""
        return self._person.personal

    def update(self, frame: Mapping[str, Any]) -> Report:
        """Return the report of `{t_s, width, height, faces: [478 x [x, y, z]], luma: 0..255 or None}`.

        `every_s` may say how far apart frames come now, where that is over a second on purpose.
        It never raises on what a frame holds: a bad frame is `unknown`, with its reason in the measures.
        """
        return self._answer(frame, self._frame_reader.read(frame))

    def _answer(self, frame: Mapping[str, Any], seen: Seen) -> Report:
        if not math.isfinite(frame["t_s"]):
            return self._person.abstain("not_finite")
        step = self._clock.update(frame["t_s"], frame.get("every_s"))
        if step.restart:
            self._restart()
        reason = "time_backwards" if step.backwards else seen.reason
        return self._observe(frame, seen, step) if reason is None else self._person.abstain(reason)

    def recalibrate(self) -> None:
        """Forget what is usual for the student and gather it anew: the state is `calibrating` meanwhile."""
        self._person.recalibrate()
        self._restart()

    def mask(self, masked: list[str]) -> None:
        """Switch cues off and all others on, in mid-lesson; what is usual stays, unless it was another.

        The state stays until the next frame tells one, so that nobody sees the change itself.

        Raises SettingsError.
        """
        self._settings = read_settings({**vars(self._settings), "masked": masked})
        if self._person.mask(masked):
            self.recalibrate()

    def _observe(self, frame: Mapping[str, Any], seen: Seen, step: Step) -> Report:
        place = self._primary_face.update(seen.extents, seen.centres, step.dt_s)
        faces = self._presence.count(seen.extents)
        dark = self._light.update(frame["luma"], step.dt_s)
        self._presence.update(faces, dark, step.dt_s)
        if place is None:
            faces = 0
            self._person.miss(dark, self._presence.absent)
        else:
            surroundings = seen.centres[place][0], frame["luma"]
            absent = self._presence.absent
            self._person.observe(seen.read(place), surroundings, absent, frame["t_s"], step.dt_s)
        return self._person.report(faces, self._presence.alerts if self._settings.proctoring else None)

    def _restart(self) -> None:
        self._person.restart()
        self._presence.reset()
        self._light.reset()
        self._primary_face.reset()

"""Synthetic scripts: which subject does what, and when, read from JSON and checked; for tests only.

{"format": "readroom-script", "version": 1, "seed", "fps", "subject", "width", "height", "drop_share",
 "scenes": [{"behaviour", "seconds", ...}]}, and, if wanted, "noise_cm", "pitch_drift_deg", "iris_lag_deg",
"furrow", "brow_follows" and "camera".
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from offline.synthetic.acts.behaviour import BEHAVIOURS
from offline.synthetic.acts.covers import REGIONS
from offline.synthetic.acts.scene import CONDITIONS, MANNERS, SIDES, Scene
from offline.synthetic.people.face import FURROWS_CM, IRIS_LAG_DEG
from offline.synthetic.people.seats import BEFORE, CAMERAS

FORMAT = "readroom-script"
VERSION = 1

# FaceMesh takes the pitch for larger by 5.5 degrees where a head is rolled by 20, measured on real photos.
PITCH_DRIFT_DEG = 5.5
SEED_MAX = 2**32 - 1
SIDE_MAX_PX = 16384
FPS_MAX = 240
NOISE_MAX_CM = 5
# A school day; what is longer is a slip of the pen.
SCENE_MIN_S, SCENE_MAX_S = 0.1, 86400
# A mouth needs a second to open and one to close.
YAWN_MIN_S = 3


class ScriptError(Exception):
    """Raised when a script cannot be played; says the scene, what is wrong, and what was expected."""


class Span(NamedTuple):
    """A scene in its place."""

    start_s: float
    end_s: float
    scene: Scene


@dataclass(frozen=True)
class Script:
    """A lesson to be played; `noise_cm` None: the subject's own; the drift is at 20 degrees of roll.

    `iris_lag_deg`: how much less than a head turned by 40 degrees its iris turns. `furrow`: which half of
    AU4 the face shows, both, height or distance. `brow_follows`: the brow goes with lids and gaze. `camera`:
    where it stands. At one frame a second and less each frame announces its pace.
    """

    seed: int
    fps: float
    subject: int
    width: int
    height: int
    drop_share: float
    scenes: tuple[Scene, ...]
    noise_cm: float | None = None
    pitch_drift_deg: float = PITCH_DRIFT_DEG
    iris_lag_deg: float = IRIS_LAG_DEG
    furrow: str = "both"
    brow_follows: bool = True
    camera: str = BEFORE

    @property
    def seconds(self) -> float:
        """How long it takes."""
        return sum(scene.seconds for scene in self.scenes)

    def spans(self) -> Iterator[Span]:
        """Yield each scene with its begin and end."""
        start_s = 0.0
        for scene in self.scenes:
            yield Span(start_s, start_s + scene.seconds, scene)
            start_s += scene.seconds


def load_script(path: str | Path) -> Script:
    """Read a script. Raises ScriptError, naming the file, and OSError where there is none to read."""
    try:
        return parse_script(json.loads(Path(path).read_text(encoding="utf-8")))
    except (ValueError, RecursionError):
        raise ScriptError(f"{path}: not valid JSON") from None
    except ScriptError as error:
        raise ScriptError(f"{path}: {error}") from None


def parse_script(parsed: Any) -> Script:
    """Return the script of a parsed file, or raise ScriptError."""
    if not isinstance(parsed, dict) or parsed.get("format") != FORMAT:
        raise ScriptError(f'not a script; expected "format": "{FORMAT}"')
    if parsed.get("version") != VERSION:
        raise ScriptError(f"unknown version; expected {VERSION}")
    known = {"format", "version", *Script.__annotations__}
    _refuse_unknown("", parsed, known)
    whole = {name: _whole(parsed, name, *span) for name, span in _WHOLE.items()}
    numbers = {
        name: _number("", parsed, name, *span)
        for name, span in _NUMBERS.items()
        if name in parsed or name in _NEEDED
    }
    others = {name: _option("", parsed, name) for name in _OTHERS if name in parsed}
    return Script(**whole, **numbers, **others, scenes=_scenes(parsed.get("scenes")))  # type: ignore[arg-type]


_WHOLE = {
    "seed": (0, SEED_MAX),
    "subject": (0, SEED_MAX),
    "width": (1, SIDE_MAX_PX),
    "height": (1, SIDE_MAX_PX),
}
_NUMBERS = {
    "fps": (0.1, FPS_MAX),
    "drop_share": (0, 0.95),
    "noise_cm": (0, NOISE_MAX_CM),
    "pitch_drift_deg": (-45, 45),
    "iris_lag_deg": (-45, 45),
}
_NEEDED = ("fps", "drop_share")
_OTHERS = ("furrow", "brow_follows", "camera")
_AMOUNTS = {"amount": (0, 1), "frown": (0, 1), "squint": (0, 1), "side_light": (0, 1), "roll_deg": (-45, 45)}
_CHOICES: dict[str, Mapping[str, object]] = {
    "side": SIDES,
    "shaded": SIDES,
    "region": REGIONS,
    "furrow": FURROWS_CM,
    "camera": CAMERAS,
}


def _scenes(parsed: Any) -> tuple[Scene, ...]:
    if not isinstance(parsed, list) or len(parsed) == 0:
        raise ScriptError("bad scenes; expected a list of at least one")
    return tuple(_scene(f"scene {number}", scene) for number, scene in enumerate(parsed, start=1))


def _scene(where: str, parsed: Any) -> Scene:
    if not isinstance(parsed, dict):
        raise ScriptError(f"{where}: not a scene; expected an object with behaviour and seconds")
    name = parsed.get("behaviour")
    if not isinstance(name, str) or name not in BEHAVIOURS:
        raise ScriptError(f"{where}: bad behaviour; expected one of {', '.join(BEHAVIOURS)}")
    where = f"{where} ({name}): "
    options = BEHAVIOURS[name].options | CONDITIONS | MANNERS
    _refuse_unknown(where, parsed, {"behaviour", "seconds", *options})
    seconds = _number(
        where, parsed, "seconds", YAWN_MIN_S if name.startswith("yawn") else SCENE_MIN_S, SCENE_MAX_S
    )
    return Scene(
        name, seconds, **{option: _option(where, parsed, option) for option in options & set(parsed)}
    )


def _option(where: str, parsed: Mapping[str, Any], name: str) -> Any:
    if name in _AMOUNTS:
        return _number(where, parsed, name, *_AMOUNTS[name])
    if name in _CHOICES:
        return _choice(where, parsed, name)
    if not isinstance(parsed[name], bool):
        raise ScriptError(f"{where}bad {name}; expected true or false")
    return parsed[name]


def _choice(where: str, parsed: Mapping[str, Any], name: str) -> str:
    value = parsed[name]
    if not isinstance(value, str) or value not in _CHOICES[name]:
        raise ScriptError(f"{where}bad {name}; expected one of {', '.join(_CHOICES[name])}")
    return value


def _refuse_unknown(where: str, parsed: Mapping[str, Any], known: set[str]) -> None:
    for name in parsed:
        if name not in known:
            raise ScriptError(f"{where}there is no {name}; there are: {', '.join(sorted(known))}")


def _number(where: str, parsed: Mapping[str, Any], name: str, low: float, high: float) -> float:
    value = parsed.get(name)
    if not isinstance(value, int | float) or isinstance(value, bool) or not low <= value <= high:
        raise ScriptError(f"{where}bad {name}; expected a number from {low} to {high}")
    return float(value)


def _whole(parsed: Mapping[str, Any], name: str, low: int, high: int) -> int:
    value = parsed.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise ScriptError(f"bad {name}; expected a whole number from {low} to {high}")
    return value

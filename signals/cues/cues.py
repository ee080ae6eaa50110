"""Cues: the one list of what a report can name of a face, in the wire's order. Twin of cues.js."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

from signals.baseline.baseline import Reference
from signals.contract.masks import MASKS, Masks
from signals.contract.parameters import Parameters
from signals.contract.reasons import GROUPS


class Follower(Protocol):
    """Follows one face for a cue that no state is told by."""

    def update(self, measures: Mapping[str, float], reference: Reference, dt_s: float) -> bool:
        """Take one face in a readable pose and return whether the cue is on."""

    def reset(self) -> None:
        """Forget the face that is gone."""


class Facts(NamedTuple):
    """What the state machine knows of one frame; `looks` are the cues of the attention."""

    lowered: bool
    tilted: bool
    unsmiling: bool
    yawning: bool
    closed: bool
    looks: list[str]


class Cue(NamedTuple):
    """One cue: its name, the mask that hides it, and the fact that tells it, or the class that follows it.

    It belongs to the `states` it explains, to all where none are named: beside any other, "no smile" would
    only be a remark about a face.
    """

    name: str
    mask: str
    told: Callable[[Facts], bool] | None = None
    states: tuple[str, ...] = ()
    follower: Callable[[Parameters], Follower] | None = None


CUE_LIST = (
    Cue("brow_lowered", "brow", lambda facts: facts.lowered),
    Cue("head_tilted", "head", lambda facts: facts.tilted),
    Cue("no_smile", "mouth", lambda facts: facts.unsmiling, ("confused",)),
    Cue("gaze_centred", "gaze", lambda facts: "gaze_centred" in facts.looks, ("focused", "confused")),
    Cue("eyes_closed", "eyes", lambda facts: facts.closed),
    Cue("yawn", "mouth", lambda facts: facts.yawning),
    Cue("gaze_left", "gaze", lambda facts: "gaze_left" in facts.looks),
    Cue("gaze_right", "gaze", lambda facts: "gaze_right" in facts.looks),
    Cue("gaze_up", "gaze", lambda facts: "gaze_up" in facts.looks),
    Cue("gaze_down", "gaze", lambda facts: "gaze_down" in facts.looks),
)

CUES = (*(cue.name for cue in CUE_LIST), *GROUPS)

CUES_OF = {mask: [cue.name for cue in CUE_LIST if cue.mask == mask] for mask in MASKS}


class ListedCues:
    """The cues of one face, but those that are switched off."""

    def __init__(self, parameters: Parameters, masks: Masks) -> None:
        self._listed = [cue for cue in CUE_LIST if not masks.off(cue.mask)]
        self._followers = {
            cue.name: cue.follower(parameters) for cue in self._listed if cue.follower is not None
        }
        self._on: list[Cue] = []

    def observe(
        self,
        facts: Facts,
        measures: Mapping[str, float] | None,
        reference: Reference,
        dt_s: float,
    ) -> None:
        """Take one face; `measures` are None in a pose in which brow and mouth cannot be read."""
        shown = {}
        if measures is not None:
            shown = {n: part.update(measures, reference, dt_s) for n, part in self._followers.items()}
        self._on = [
            cue
            for cue in self._listed
            if (shown.get(cue.name, False) if cue.told is None else cue.told(facts))
        ]

    @property
    def names(self) -> list[str]:
        """The names of the cues that are on."""
        return [cue.name for cue in self._on]

    def explaining(self, state: str) -> list[str]:
        """Return the names of the cues that are on and belong to a state."""
        return [cue.name for cue in self._on if len(cue.states) == 0 or state in cue.states]

    def forget_face(self) -> None:
        """Forget the face that is gone."""
        for follower in self._followers.values():
            follower.reset()
        self._on = []

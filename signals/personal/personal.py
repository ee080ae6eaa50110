"""Personal model: how likely this student is lost now, by cue means and what their tags taught.

Twin of personal.js.
"""

from collections.abc import Sequence

from signals.contract.parameters import Parameters
from signals.maths.smoothing import Hysteresis
from signals.personal.cue_means import CueMeans
from signals.personal.learning import Learning


class Personal:
    """Follows the cue means while switched on, and nothing while off, which it is at first.

    `weights` are those of the student's own model, None where the room's rule alone tells.
    """

    def __init__(self, parameters: Parameters) -> None:
        self._means = CueMeans(parameters)
        self._learning = Learning(parameters)
        self._lost = Hysteresis(parameters.number("personal_on"), parameters.number("personal_off"))
        self.on = False
        self.weights: list[float] | None = None

    @property
    def runs(self) -> bool:
        """Whether the student's own model tells."""
        return self.on and self.weights is not None

    @property
    def means(self) -> list[float] | None:
        """The cue means of the last seconds, None where too little was measured."""
        return self._means.means

    def switch(self, on: bool, weights: Sequence[float] | None) -> None:
        """Switch on or off, with the weights of a model of the student's own where there is one."""
        self.on = on
        self.weights = None if weights is None else list(weights)
        if not on:
            self.reset()

    def update(self, values: Sequence[float] | None, t_s: float, dt_s: float) -> None:
        """Take the cues of one frame, None where they could not be told."""
        if self.on:
            self._means.update(values, t_s, dt_s)

    def lost(self, asked: bool) -> bool:
        """Return whether the student's own model calls this moment lost; while not `asked` it starts anew."""
        means = self._means.means
        if not asked or means is None or self.weights is None:
            self._lost.reset()
            return False
        return self._lost.update(self._learning.likely(means, self.weights))

    def reset(self) -> None:
        """Forget the cues seen."""
        self._means.reset()
        self._lost.reset()

"""Lanes: how many processes run tests, and which of them open browsers."""

from __future__ import annotations

import os
from typing import Any

from xdist.scheduler import LoadFileScheduling

BROWSER_TESTS = "tests/browser/"
# A browser and FaceMesh keep a processor busy for half of the time that their tests wait.
MOST_BROWSERS = 3


def count_processes() -> int:
    """Return one process for each browser that this machine can bear, and one for the tests without any."""
    return min(os.cpu_count() or 1, MOST_BROWSERS) + 1


class Lanes(LoadFileScheduling):  # type: ignore[misc] # its package has no types
    """Hands out whole files, those with browsers first; the last process begins at the other end."""

    def _assign_work_unit(self, node: Any) -> None:
        if node is self.nodes[-1]:
            self.workqueue.move_to_end(next(reversed(self.workqueue)), last=False)
        super()._assign_work_unit(node)

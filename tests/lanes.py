"""Lanes: how many processes run tests, and which of them open browsers."""

from __future__ import annotations

import os
from typing import Any

from xdist.scheduler import LoadFileScheduling

BROWSER_TESTS = "tests/browser/"
# Two for browsers and one for all else, which mostly waits; more wherever there are the processors for it.
LEAST, MOST = 3, 4


def count_processes() -> int:
    """Return how many processes this machine can bear."""
    return max(LEAST, min(os.cpu_count() or 1, MOST))


class Lanes(LoadFileScheduling):  # type: ignore[misc] # its package has no types
    """Hands out whole files, those with browsers first; the last process begins at the other end."""

    def _assign_work_unit(self, node: Any) -> None:
        if node is self.nodes[-1]:
            self.workqueue.move_to_end(next(reversed(self.workqueue)), last=False)
        super()._assign_work_unit(node)

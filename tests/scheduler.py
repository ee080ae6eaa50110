"""Scheduler: how many processes run tests, and which of them open browsers."""

from __future__ import annotations

from typing import Any

from xdist.scheduler import LoadFileScheduling

BROWSER_TESTS = "tests/browser/"
# Lessons that go on in real time for a minute and more: begun last, one of them would be waited for by all.
LONG_TESTS = tuple(
    f"tests/browser/test_{name}.py"
    for name in (
        "camera_troubles",
        "real_facemesh",
        "labels_on_the_board",
        "policy_lessons",
        "reasons",
        "worker_start",
    )
)
# Two begin with browsers and two with all else, which mostly waits for its clients and servers.
PROCESSES, AT_THE_OTHER_END = 4, 2


def count_processes() -> int:
    """Return how many processes run tests, on whatever machine: two processors bear as many."""
    return PROCESSES


def order(nodeid: str, *, is_alone: bool) -> tuple[bool, bool, bool]:
    """Return where a test stands: alone before any pages are left open, then what is long, then browsers."""
    return not is_alone, not nodeid.startswith(LONG_TESTS), not nodeid.startswith(BROWSER_TESTS)


class FileScheduler(LoadFileScheduling):  # type: ignore[misc] # its package has no types
    """Hands out whole files, those with browsers first; the last processes begin at the other end."""

    def _assign_work_unit(self, node: Any) -> None:
        if node in self.nodes[-AT_THE_OTHER_END:]:
            self.workqueue.move_to_end(next(reversed(self.workqueue)), last=False)
        super()._assign_work_unit(node)

"""Lanes: browsers slow each other down, so their tests share few lanes, and all others run beside them."""

from __future__ import annotations

import os
from zlib import crc32

from xdist.scheduler import LoadScopeScheduling

BROWSER_TESTS = "tests/browser/"


def lanes() -> int:
    """Return how many browser tests run at once: one on each processor, as they wait for half of their time."""
    return max(1, os.cpu_count() or 1)


class Lanes(LoadScopeScheduling):  # type: ignore[misc] # its package has no types
    """Gives each process whole files, and whole lanes of browser tests."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return f"lane {crc32(file.encode()) % lanes()}" if file.startswith(BROWSER_TESTS) else file

"""Exclusive lock: a test marked `alone` runs beside no other, of whichever process; all others share."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class ExclusiveLock:
    """A door and a room, both files: one at a time is at the door; many, or one alone, are in the room."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def held(self, *, alone: bool) -> Iterator[None]:
        """Wait for the lock and hold it; who waits to be alone stands in the door, and so comes to that."""
        with (self._folder / "door").open("w") as door, (self._folder / "room").open("w") as room:
            fcntl.flock(door, fcntl.LOCK_EX)
            fcntl.flock(room, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
            fcntl.flock(door, fcntl.LOCK_UN)
            yield

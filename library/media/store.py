"""Media store: the files of uploaded lessons in one folder, each under its lesson's id.

A piece is checked before it is appended, so a file that is not whole yet is always a right beginning:
whatever kills the process, the upload goes on from its length.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import time
from collections.abc import Collection
from pathlib import Path

from library.common.errors import ConflictError, DiskFullError
from library.common.ids import is_id

# The system needs it, and so does the database.
DISK_RESERVE_BYTES = 2 * 1024**3
# What nobody has gone on with for so long is given up.
ABANDONED_S = 7 * 24 * 3600
_HASHED_AT_ONCE = 1024 * 1024
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_WHOLE, _PART = ".media", ".part"


class MediaStore:
    """The folder of one library."""

    def __init__(self, folder: Path, reserve_bytes: int = DISK_RESERVE_BYTES) -> None:
        self._folder = folder
        self._reserve_bytes = reserve_bytes
        # Its group may read: the shipped nginx sends the files.
        folder.mkdir(mode=0o750, parents=True, exist_ok=True)

    def file(self, lesson: str) -> Path:
        """Return where a whole lesson is."""
        return self._named(lesson, _WHOLE)

    def _named(self, lesson: str, suffix: str) -> Path:
        # An id has neither dots nor slashes, so no name leads out of the folder.
        if not is_id(lesson):
            raise ValueError(lesson)
        return self._folder / f"{lesson}{suffix}"

    def offset(self, lesson: str) -> int:
        """Return how many bytes of a lesson are there."""
        for suffix in (_WHOLE, _PART):
            with contextlib.suppress(FileNotFoundError):
                return self._named(lesson, suffix).stat().st_size
        return 0

    def refuse_without_room(self, more_bytes: int) -> None:
        """Raise DiskFullError where so many bytes would take the disk's last."""
        if shutil.disk_usage(self._folder).free - more_bytes < self._reserve_bytes:
            raise DiskFullError("The library's disk is too full for this file.")

    def append(self, lesson: str, start: int, data: bytes) -> None:
        """Append a piece and have it on the disk; raise ConflictError where it does not follow."""
        self.refuse_without_room(len(data))
        file = os.open(self._named(lesson, _PART), os.O_WRONLY | os.O_CREAT, 0o640)
        try:
            if os.fstat(file).st_size != start:
                raise ConflictError("This piece does not follow what has arrived; ask with HEAD from where.")
            self._write(file, start, data)
        finally:
            os.close(file)

    def _write(self, file: int, start: int, data: bytes) -> None:
        written = 0
        try:
            while written < len(data):
                written += os.pwrite(file, memoryview(data)[written:], start + written)
            os.fsync(file)
        except OSError as error:
            os.ftruncate(file, start)
            if error.errno in _FULL:
                raise DiskFullError("The library's disk is full.") from None
            raise

    def finish(self, lesson: str, total: int) -> str:
        """Give a lesson that has arrived whole its name, and return its SHA-256; it may be repeated."""
        if self.offset(lesson) != total:
            raise ConflictError("The file has not arrived whole; ask with HEAD from where.")
        whole, part = self._named(lesson, _WHOLE), self._named(lesson, _PART)
        digest = _sha256(whole if whole.exists() else part)
        if not whole.exists():
            part.replace(whole)
            self._sync_folder()
        return digest

    def begin_again(self, lesson: str) -> None:
        """Drop what has arrived of a lesson."""
        self._named(lesson, _PART).unlink(missing_ok=True)

    def delete(self, lesson: str) -> None:
        """Delete a lesson's file, whole or not."""
        for suffix in (_WHOLE, _PART):
            self._named(lesson, suffix).unlink(missing_ok=True)
        self._sync_folder()

    def sweep(self, lessons: Collection[str]) -> None:
        """Delete the files of lessons that are no more, and uploads that nobody goes on with."""
        known = set(lessons)
        for path in self._folder.iterdir():
            is_abandoned = path.suffix == _PART and time.time() - path.stat().st_mtime > ABANDONED_S
            if path.suffix in (_WHOLE, _PART) and (path.stem not in known or is_abandoned):
                path.unlink(missing_ok=True)

    def _sync_folder(self) -> None:
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_HASHED_AT_ONCE):
            digest.update(block)
    return digest.hexdigest()

"""Dump: a file of landmarks that another program stored, whatever its shape, as frames of a recording."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from offline.imports.arrays import read_arrays
from offline.imports.faults import DumpError
from offline.imports.results import Found, read_results
from offline.imports.tables import read_table
from offline.imports.times import times_of

ENDINGS = (".json", ".jsonl", ".ndjson", ".csv", ".npy", ".npz")
# Other programs store no brightness of the picture.
NO_LUMA = None

__all__ = ["DumpError", "read_dump"]


def read_dump(path: Path, size: tuple[int, int], fps: float | None = None) -> Iterator[dict[str, Any]]:
    """Yield the frames of a dump as Pipeline.update takes them, in a picture of this size.

    `fps` is taken where the file has no times of its own. Raises DumpError, naming the file, and OSError.
    """
    try:
        found = list(_read(path))
        times_s = times_of([stamp for stamp, _ in found], fps)
        if len(found) == 0:
            raise DumpError("there is no frame in it")
    except UnicodeDecodeError:
        raise DumpError(f"{path}: this is not text; expected UTF-8") from None
    except DumpError as error:
        raise DumpError(f"{path}: {error}") from None
    width, height = size
    for t_s, (_, faces) in zip(times_s, found, strict=True):
        yield {"t_s": t_s, "width": width, "height": height, "faces": faces, "luma": NO_LUMA}


def _read(path: Path) -> Iterator[Found]:
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise DumpError(f"unknown kind of file; expected one of {', '.join(ENDINGS)}")
    if ending in (".npy", ".npz"):
        return read_arrays(path)
    text = path.read_text(encoding="utf-8-sig")
    return read_table(text) if ending == ".csv" else read_results(text)

"""What an installation was made from, kept inside it, so that a second run finds nothing to do."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

Stamp = dict[str, str]


def read_stamp(path: Path) -> Stamp:
    """Return the stamp, empty where there is none that can be read."""
    try:
        stamp = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(path: Path, stamp: Stamp) -> None:
    """Write the stamp whole or not at all."""
    path.parent.mkdir(exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(stamp), encoding="utf-8")
    draft.replace(path)


def digest(files: Iterable[Path], *words: str) -> str:
    """Return one SHA-256, in hex, over the files' contents and the words."""
    parts = [*(file.read_bytes() for file in files), *(word.encode() for word in words)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()

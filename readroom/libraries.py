"""Browser libraries of an installed package: in the user's cache, filled by npm once for each lock file."""

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from readroom.npm import npm_ci, npm_for_once

# What npm reads, and the npm that is fetched where the machine has none.
PACKAGE = "package.json"
LOCK = "package-lock.json"
NODE_PINS = "requirements-node.txt"


def cache_folder(environment: Mapping[str, str]) -> Path:
    """Return the user's folder for what Readroom can fetch again, after the XDG base directories."""
    given = environment.get("XDG_CACHE_HOME", "")
    cache = Path(given) if Path(given).is_absolute() else Path("~/.cache").expanduser()
    return cache / "readroom"


def libraries_folder(cache: Path, tree: Path) -> Path:
    """Return where the libraries of this tree's lock file belong."""
    pins = hashlib.sha256((tree / LOCK).read_bytes()).hexdigest()[:16]
    return cache / f"libraries-{pins}" / "node_modules"


def fetch_libraries(tree: Path, folder: Path) -> None:
    """Put the libraries of a tree's lock file into a folder, all or none. Raises NpmError or OSError."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".draft-") as made:
        draft = Path(made)
        for name in (PACKAGE, LOCK):
            shutil.copyfile(tree / name, draft / name)
        with npm_for_once(tree / NODE_PINS, draft) as npm:
            npm_ci(npm, draft, "--omit=dev")
        # Another start may have been faster: its libraries are the same.
        if not folder.is_dir():
            (draft / "node_modules").replace(folder)

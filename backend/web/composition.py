"""Page composition (server-side includes): puts the markup of its panels into the page that names them."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path, PurePosixPath

from backend.common.errors import ReadroomError
from backend.web.static_files import (
    DEV_FOLDER,
    DEV_PAGES,
    FOLDERS,
    PAGES,
    REPOSITORY,
    ROOM_CAMERA_PAGES,
    Asset,
)

PAGE_SUFFIX = ".html"
# A line of a page in whose place a file comes, as far in as the line stands.
_PANEL = re.compile(r"^([ \t]*)<!-- panel: (.*) -->$", re.MULTILINE)
_MENTION = "<!-- panel:"
# Pages of the library are composed as the relay's are, and served by it alone.
_PANELS_IN = (*FOLDERS, DEV_FOLDER, "library")
_LINE = re.compile(r"^(?=.)", re.MULTILINE)
_KEPT_PAGES = 64
_TAG_BYTES = 8


class BadPageError(ReadroomError):
    """Raised when a page names a panel that is no file of this site, or one in a wrong place."""


def check_pages() -> None:
    """Compose every page once, so that a server with a broken one does not start."""
    for name in {**PAGES, **DEV_PAGES, **ROOM_CAMERA_PAGES}.values():
        file = REPOSITORY / name
        if file.suffix == PAGE_SUFFIX and file.is_file():
            read_bytes(file)


def read_bytes(path: Path) -> bytes:
    """Return what is sent of a file: a page with its panels in place, anything else as it is."""
    if path.suffix != PAGE_SUFFIX:
        return path.read_bytes()
    return _compose(path, _changed_ns(path))


def body_of(asset: Asset) -> bytes:
    """Return what is sent of an asset: its file, or what is made of it."""
    body = read_bytes(asset.path)
    return body if asset.change is None else asset.change(body)


def tag_of(path: Path) -> str:
    """Return a tag that changes when a file does, or a panel of the page that it is."""
    changed_ns = _changed_ns(path)
    if len(changed_ns) == 1:
        return f"{changed_ns[0]:x}"
    times = "-".join(f"{time_ns:x}" for time_ns in changed_ns)
    return hashlib.blake2b(times.encode("ascii"), digest_size=_TAG_BYTES).hexdigest()


def _changed_ns(path: Path) -> tuple[int, ...]:
    own_ns = path.stat().st_mtime_ns
    if path.suffix != PAGE_SUFFIX:
        return (own_ns,)
    return (own_ns, *(panel.stat().st_mtime_ns for panel in _panels(path, own_ns)))


@lru_cache(_KEPT_PAGES)
def _panels(page: Path, _changed_ns: int) -> tuple[Path, ...]:
    return tuple(_located(page, name) for _, name in _PANEL.findall(page.read_text(encoding="utf-8")))


@lru_cache(_KEPT_PAGES)
def _compose(page: Path, _changed_ns: tuple[int, ...]) -> bytes:
    whole = _PANEL.sub(lambda found: _markup(page, found[2], found[1]), page.read_text(encoding="utf-8"))
    if _MENTION in whole:
        raise BadPageError(
            f"{page.name} names a panel beside other text, or inside a panel; neither is looked for."
        )
    return whole.encode("utf-8")


def _markup(page: Path, name: str, indent: str) -> str:
    markup = _located(page, name).read_text(encoding="utf-8").rstrip("\n")
    return _LINE.sub(indent, markup)


def _located(page: Path, name: str) -> Path:
    path = PurePosixPath(name)
    is_ours = path.parts[:1] and path.parts[0] in _PANELS_IN and ".." not in path.parts
    file = REPOSITORY / path
    if not is_ours or path.suffix != PAGE_SUFFIX or not file.is_file():
        raise BadPageError(
            f"{page.name} has the panel {name}, which is no page's part in the folders served."
        )
    return file

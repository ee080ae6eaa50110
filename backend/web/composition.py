"""Page composition (server-side includes): a page with the markup of its panels, and its style sheets in one.

A page links each of its sheets, and is sent with one link for all: a browser asks once, and not twenty times.
"""

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
    SHEETS_SUFFIX,
    Asset,
)

PAGE_SUFFIX = ".html"
# A line of a page in whose place a file comes, as far in as the line stands.
_PANEL = re.compile(r"^([ \t]*)<!-- panel: (.*) -->$", re.MULTILINE)
_MENTION = "<!-- panel:"
# A line of a page, so not the one of those without scripts; a library's sheet keeps its own.
_SHEET = re.compile(r'^[ \t]*<link rel="stylesheet" href="/(?!vendor/)([^"]+)" ?/?>\n', re.MULTILINE)
# An import counts at the head of a sheet alone.
_IMPORT = "@import"
# Pages of the library are composed as the relay's are, and served by it alone.
_PANELS_IN = (*FOLDERS, DEV_FOLDER, "library")
_LINE = re.compile(r"^(?=.)", re.MULTILINE)
_KEPT_PAGES = 64
_TAG_BYTES = 8


class BadPageError(ReadroomError):
    """Raised when a page names a panel or a sheet that is no file of this site, or one in a wrong place."""


def check_pages() -> None:
    """Compose every page once, so that a server with a broken one does not start."""
    for name in {**PAGES, **DEV_PAGES, **ROOM_CAMERA_PAGES}.values():
        file = REPOSITORY / name
        if file.suffix == PAGE_SUFFIX and file.is_file():
            read_bytes(file)
            _sheets_bytes(file, _changed_ns(file))


def read_bytes(path: Path) -> bytes:
    """Return what is sent of a file: a page with its panels in place, anything else as it is."""
    if path.suffix != PAGE_SUFFIX:
        return path.read_bytes()
    return _compose(path, _changed_ns(path))


def body_of(asset: Asset) -> bytes:
    """Return what is sent of an asset: its file, or what is made of it."""
    if asset.is_sheets:
        return _sheets_bytes(asset.path, _changed_ns(asset.path))
    body = read_bytes(asset.path)
    return body if asset.change is None else asset.change(body)


def tag_of(path: Path) -> str:
    """Return a tag that changes when a file does, or a panel or a sheet of the page that it is."""
    changed_ns = _changed_ns(path)
    if len(changed_ns) == 1:
        return f"{changed_ns[0]:x}"
    times = "-".join(f"{time_ns:x}" for time_ns in changed_ns)
    return hashlib.blake2b(times.encode("ascii"), digest_size=_TAG_BYTES).hexdigest()


def _changed_ns(path: Path) -> tuple[int, ...]:
    own_ns = path.stat().st_mtime_ns
    if path.suffix != PAGE_SUFFIX:
        return (own_ns,)
    parts = (*_panels(path, own_ns), *_sheets(path, own_ns))
    return (own_ns, *(part.stat().st_mtime_ns for part in parts))


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
    return _with_one_link(page, whole).encode("utf-8")


def _with_one_link(page: Path, whole: str) -> str:
    links = list(_SHEET.finditer(whole))
    # A page from elsewhere has no address of its own to which that of its sheets could be put.
    if not links[1:] or not page.is_relative_to(REPOSITORY):
        return whole
    name = page.relative_to(REPOSITORY).with_suffix(SHEETS_SUFFIX).as_posix()
    first = links[0]
    link = first[0].replace(first[1], name)
    return whole[: first.start()] + link + _SHEET.sub("", whole[first.end() :])


@lru_cache(_KEPT_PAGES)
def _sheets(page: Path, _changed_ns: int) -> tuple[Path, ...]:
    return tuple(_sheet(page, name) for name in _SHEET.findall(page.read_text(encoding="utf-8")))


@lru_cache(_KEPT_PAGES)
def _sheets_bytes(page: Path, changed_ns: tuple[int, ...]) -> bytes:
    parts = [
        f"/* {sheet.name} */\n{sheet.read_text(encoding='utf-8').rstrip()}\n"
        for sheet in _sheets(page, changed_ns[0])
    ]
    whole = "\n".join(parts)
    if _IMPORT in whole:
        raise BadPageError(f"a style sheet of {page.name} imports another; the page is to link both.")
    return whole.encode("utf-8")


def _sheet(page: Path, name: str) -> Path:
    path = PurePosixPath(name)
    file = REPOSITORY / path
    is_ours = path.parts[0] in _PANELS_IN and ".." not in path.parts
    if not is_ours or path.suffix != ".css" or not file.is_file():
        raise BadPageError(f"{page.name} links {name}, which is no style sheet in the folders served.")
    return file


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
